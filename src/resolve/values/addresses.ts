import type { Span } from '../../model.ts';
import { choiceOf } from './choices.ts';
import { joinText } from './textValues.ts';
import { text } from './textMethods.ts';
import { alternativesOf, plainText, type TextValue, type UnknownValue, type Value } from './values.ts';

/** An address relative to another: `/x` below its host, `x` below its path; null where one of them is no text. */
export function addressBelow(
  base: Value | undefined,
  relative: Value | undefined,
  at: { readonly span: Span; readonly file: string },
): Value | null {
  if (base && relative && (base.kind === 'choice' || relative.kind === 'choice')) {
    const all = alternativesOf(base).flatMap((one) => alternativesOf(relative).flatMap((other) => addressBelow(one, other, at) ?? []));
    return all.length > 0 ? choiceOf(all) : null;
  }
  if (!base || !relative || (base.kind !== 'text' && base.kind !== 'unknown') || (relative.kind !== 'text' && relative.kind !== 'unknown'))
    return null;
  const start = relative.kind === 'text' && typeof relative.parts[0] === 'string' ? relative.parts[0] : '';
  if (/^\w+:\/\//.test(start)) return relative;
  const whole = plainText(base);
  const [, origin, path] = /^(\w+:\/\/[^/]*)(.*)$/s.exec(whole ?? '') ?? [];
  const kept =
    whole === null || origin === undefined
      ? base
      : { ...text(start.startsWith('/') ? origin : `${origin}${path ? path.replace(/[^/]*$/, '') : '/'}`, base as TextValue) };
  return joinText([kept, relative], at);
}

/** Parts of an address that have a name: https://developer.mozilla.org/docs/Web/API/URL */
export type AddressPart = 'origin' | 'host' | 'hostname' | 'pathname';

/** A part of an address that is written out as far as that part goes, or stands for it as one hole (`${base}/v1`); null where it cannot be told. */
export function partOfAddress(address: TextValue, part: AddressPart): Value | null {
  const [first, ...others] = address.parts;
  if (first === undefined) return null;
  if (typeof first !== 'string') return part === 'origin' && typeof others[0] === 'string' && others[0].startsWith('/') ? first : null;
  const [, scheme, host, path] = /^(\w+:\/\/)([^/?#]*)(.*)$/s.exec(first) ?? [];
  if (scheme === undefined || host === undefined || (path === '' && others.length > 0)) return null;
  if (part === 'pathname') return { ...address, parts: [path ?? '', ...others] };
  const known = { origin: `${scheme}${host}`, host, hostname: host.replace(/:\d+$/, '') }[part];
  return { ...address, parts: [known] };
}

/** An address with another path: `url.pathname = "/v1/chat"`. */
export function withPath(address: TextValue | UnknownValue, path: Value, at: { readonly span: Span; readonly file: string }): Value {
  const origin = address.kind === 'unknown' ? address : partOfAddress(address, 'origin');
  return origin === null ? address : joinText([origin, path], at);
}

/** The texts that an address can be whose holes are one of several texts (`${model}:${stream ? "a" : "b"}`). */
export function spelledOut(address: Value): readonly Value[] {
  if (address.kind !== 'text') return [address];
  const open = address.parts.findIndex((part) => typeof part !== 'string' && part.texts !== undefined);
  const hole = address.parts[open];
  if (hole === undefined || typeof hole === 'string' || !hole.texts) return [address];
  const piece = (part: string | UnknownValue): Value => (typeof part === 'string' ? text(part, address) : part);
  return hole.texts
    .flatMap((one) =>
      spelledOut(
        joinText([...address.parts.slice(0, open).map(piece), one, ...address.parts.slice(open + 1).map(piece)], {
          span: address.span,
          file: address.file,
        }),
      ),
    )
    .slice(0, 8);
}
