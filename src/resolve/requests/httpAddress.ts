import type { TextValue, UnknownValue, Value } from '../values/values.ts';

/** An address as far as it is known. Holes are characters of the private use area, so that patterns see one character for each. */
export interface Address {
  /** Null when a hole stands where the host is; the empty text when there is none (`/v1/chat`). */
  readonly host: string | null;
  readonly path: string;
  readonly holes: readonly UnknownValue[];
  readonly text: TextValue;
}

/** The address that a value is; null when it is none. `placeholders`: a base that is empty where it is declared is filled in by a subclass or at run time (no server asks itself by a bare path). */
export function addressOf(value: Value, placeholders: boolean): Address | null {
  const parts = partsOf(value);
  if (parts === null || parts.length > 64) return null;
  const holes: UnknownValue[] = [];
  const whole = parts
    .map((part) => (typeof part === 'string' ? part.replace(/[\ue000-\uefff]/g, '') : String.fromCharCode(0xe000 + holes.push(part) - 1)))
    .join('')
    .trim();
  const text: TextValue = value.kind === 'text' ? value : { kind: 'text', parts, how: 'constant', span: value.span, file: value.file };
  const scheme = /^(?:\w+:)?\/\//.exec(whole)?.[0];
  const [authority, rest] = scheme === undefined ? bare(whole) : split(whole.slice(scheme.length));
  const host = authority.replace(/^[^@]*@/, '').toLowerCase();
  const unseen = host === '' ? placeholders && text.how !== 'literal' : /^[\ue000-\uefff]/.test(host) && !/[.:]/.test(host);
  return { host: unseen ? null : host, path: rest.replace(/\/{2,}/g, '/').replace(/[?#].*$/s, ''), holes, text };
}

function split(text: string): [string, string] {
  const at = text.search(/[/?#]/);
  return at < 0 ? [text, ''] : [text.slice(0, at), text.slice(at)];
}

/** No scheme: a hole that holds it, a host alone (`api.openai.com/v1/...`), or an address of the app itself (`/api/chat`). */
function bare(text: string): [string, string] {
  if (/^[\ue000-\uefff]/.test(text)) {
    const [head, path] = split(text);
    // `${HOST}:11434/api/chat` and `${region}.host.com/...` go on being a host; `${BASE}v1/chat` does not.
    return /^[\ue000-\uefff]+$|[.:]/.test(head) ? [head, path] : [head.slice(0, 1), `/${head.slice(1)}${path}`];
  }
  if (/^[\w-]+(\.[\w-]+)+(:\d+)?([/?#]|$)|^localhost\b/.test(text)) return split(text);
  return ['', text];
}

/** A relative address below each base; an absolute one as it is. */
export function joined(bases: readonly Value[], url: Value): Value {
  const parts = partsOf(url);
  if (parts === null || absolute(parts)) return url;
  const all = bases.flatMap((base): readonly Value[] => {
    const before = partsOf(base);
    if (before === null) return [];
    const slash = parts.length === 0 || (parts.length === 1 && parts[0] === '') ? [] : ['/'];
    return [
      {
        kind: 'text',
        how: base.kind === 'text' ? base.how : 'constant',
        span: url.span,
        file: url.file,
        parts: [...before, ...slash, ...parts],
      },
    ];
  });
  const only = all[0];
  return !only ? url : all.length === 1 ? only : { kind: 'choice', alternatives: all, span: url.span, file: url.file };
}

function absolute(parts: readonly (string | UnknownValue)[]): boolean {
  const first = parts[0];
  return typeof first === 'string' && /^(\w+:)?\/\/\S/.test(first.trim());
}

function partsOf(value: Value): readonly (string | UnknownValue)[] | null {
  if (value.kind === 'text') return value.parts;
  return value.kind === 'unknown' ? [value] : null;
}

/** The value that stands at a matched part of the address. */
export function piece(address: Address, matched: string): Value {
  const parts = [...matched.matchAll(/[\ue000-\uefff]|[^\ue000-\uefff]+/g)].map(
    ([part]) => address.holes[part.charCodeAt(0) - 0xe000] ?? decoded(part),
  );
  const only = parts[0];
  return parts.length === 1 && only && typeof only !== 'string' ? only : { ...address.text, parts };
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
