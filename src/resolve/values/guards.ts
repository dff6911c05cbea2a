import type { Region, Span } from '../../model.ts';
import { choiceOf } from './choices.ts';
import type { FileIndex } from './fileIndex.ts';
import { alternativesOf, plainText, unknown, type Value } from './values.ts';

/** What holds in a branch of something that is asked about by its text: `if model == "a"`, `elif model.startswith("b")`, `else`. */
export interface Guard {
  /** Body of the branch. */
  readonly span: Span;
  /** Whether a value may be there. */
  readonly fits: (value: string) => boolean;
  /** All the values that it can be; null: any that fits. */
  readonly only: readonly string[] | null;
}
type Condition = Pick<Guard, 'fits' | 'only'> & { readonly subject: string };

const subject = String.raw`([\w$]+(?:\??\.[\w$]+)*)`;
const literal = String.raw`(?:"[^"\\]*"|'[^'\\]*')`;
const literals = String.raw`[[({]\s*(${literal}(?:\s*,\s*${literal})*)\s*,?\s*[\])}]`;
const lowered = String.raw`(\.(?:lower|casefold|toLowerCase)\(\))?`;
const patterns = {
  equal: new RegExp(`^${subject}${lowered}\\s*([!=])==?\\s*(${literal})$`),
  equalTo: new RegExp(`^(${literal})\\s*([!=])==?\\s*${subject}${lowered}$`),
  among: new RegExp(`^${subject}${lowered}\\s+(not\\s+)?in\\s+${literals}$`),
  listed: new RegExp(`^(!\\s*)?${literals}\\.includes\\(${subject}${lowered}\\)$`),
  holds: new RegExp(`^(${literal})\\s+(not\\s+)?in\\s+${subject}${lowered}$`),
  asks: new RegExp(
    `^(not\\s+|!\\s*)?${subject}${lowered}\\??\\.(startswith|startsWith|endswith|endsWith|includes)\\(\\s*(?:(${literal})|${literals})\\s*\\)$`,
  ),
};

/** The guards of a file by the text that they ask about. */
export function guardsOf(regions: readonly Region[], text: (span: Span) => string): ReadonlyMap<string, readonly Guard[]> {
  const found = new Map<string, Guard[]>();
  const note = ({ subject: name, ...condition }: Condition, span: Span) =>
    found.set(name, [...(found.get(name) ?? []), { ...condition, span }]);
  const earlier = new Map<number, Condition[]>();
  for (const region of regions.toSorted((a, b) => a.span.start - b.span.start)) {
    if (region.kind !== 'if' && region.kind !== 'else') continue;
    const before = earlier.get(region.statement) ?? [];
    for (const one of before) note({ ...one, fits: (value) => !one.fits(value), only: null }, region.span);
    const written = region.subject ? text(region.subject.span).trim() : '';
    if (written.length > 400) continue;
    const conditions = conditionsIn(written);
    for (const one of conditions) note(one, region.span);
    // Only a condition of one part says something where it does not hold.
    if (!/\band\b|&&/.test(written)) earlier.set(region.statement, [...before, ...conditions]);
  }
  return found;
}

/** A value where it is used: what the branches around it rule out is gone. Only a default, and what is not known, may be other than it seems. */
export function narrowed(index: FileIndex, name: string, use: number, value: Value): Value {
  const guards = index.guardsOn(name).filter((one) => one.span.start <= use && use < one.span.end);
  if (guards.length === 0) return value;
  const first = Math.min(...guards.map((one) => one.span.start));
  if (new RegExp(`(?<![\\w$.])${name.replace(/[$.?]/g, '\\$&')}\\s*=[^=]`).test(index.text({ start: first, end: use }))) return value;
  const fits = (text: string) => guards.every((one) => one.fits(text));
  const alternatives = alternativesOf(value);
  if (!alternatives.every((one) => one.kind === 'unknown' || one.kind === 'text' || one.kind === 'null')) return value;
  const texts = alternatives.flatMap((one) => (one.kind === 'text' ? [{ one, text: plainText(one) }] : []));
  const isOpen = alternatives.some((one) => one.kind === 'unknown' || (one.kind === 'text' && mayBeOther(one)));
  const kept = texts.filter(({ text }) => text === null || fits(text)).map(({ one }) => one);
  if (!isOpen) return kept.length > 0 && kept.length < texts.length ? choiceOf(kept) : value;
  const written = guards.find((one) => one.only !== null)?.only?.filter(fits) ?? null;
  const place = { span: value.span, file: value.file };
  if (written !== null && written.length > 0)
    return kept[0] && kept.length === 1 && texts.length === 1 && written.length > 1
      ? kept[0]
      : choiceOf(written.map((text): Value => ({ kind: 'text', parts: [text], how: 'constant', ...place })));
  if (kept.length === texts.length) return value;
  const others = alternatives.filter((one) => one.kind === 'unknown');
  const gone = texts.flatMap(({ text }) => (text !== null && !fits(text) ? [text] : [])).join(', ');
  return choiceOf([...kept, ...(others.length > 0 ? others : [unknown(`another than ${gone} in this branch`, name, [], place)])]);
}

function mayBeOther(value: Extract<Value, { kind: 'text' }>): boolean {
  return value.how === 'default-param' || value.how === 'env-default';
}

/** The conditions that a text is made of, all of which hold; empty where one cannot be read. `a or b` is one, where both ask about the same. */
function conditionsIn(written: string): readonly Condition[] {
  const bare = unwrapped(written);
  const all = bare.split(/\s+and\s+|\s*&&\s*/);
  return all.flatMap((part): readonly Condition[] => {
    const ways = unwrapped(part)
      .split(/\s+or\s+|\s*\|\|\s*/)
      .map((one) => condition(unwrapped(one)));
    const read = ways.filter((one) => one !== null);
    const [first] = read;
    if (!first || read.length < ways.length || read.some((one) => one.subject !== first.subject)) return [];
    const only = read.every((one) => one.only !== null) ? read.flatMap((one) => one.only ?? []) : null;
    return [{ subject: first.subject, fits: (value) => read.some((one) => one.fits(value)), only }];
  });
}

/** Without the brackets around the whole. */
function unwrapped(written: string): string {
  const inside = /^\(([^()]*(?:\([^()]*\)[^()]*)*)\)$/.exec(written.trim());
  return (inside?.[1] ?? written).trim();
}

function condition(written: string): Condition | null {
  const match = <K extends keyof typeof patterns>(kind: K) => patterns[kind].exec(written);
  let found = match('equal');
  if (found) return among(found[1], found[4], found[3] === '!', found[2]);
  found = match('equalTo');
  if (found) return among(found[3], found[1], found[2] === '!', found[4]);
  found = match('among');
  if (found) return among(found[1], found[4], found[3] !== undefined, found[2]);
  found = match('listed');
  if (found) return among(found[3], found[2], found[1] !== undefined, found[4]);
  found = match('holds');
  if (found) return asked(found[3], 'includes', found[1], found[2] !== undefined, found[4]);
  found = match('asks');
  return found ? asked(found[2], found[4], found[5] ?? found[6], found[1] !== undefined, found[3]) : null;
}

function among(name = '', list = '', isNot: boolean, isLowered: string | undefined): Condition {
  const values = wordsOf(list);
  const fits = (value: string) => values.includes(isLowered ? value.toLowerCase() : value) !== isNot;
  return { subject: name, fits, only: isNot || isLowered ? null : values };
}

function asked(name = '', method = '', list = '', isNot: boolean, isLowered: string | undefined): Condition {
  const values = wordsOf(list);
  const fits = (value: string) => {
    const text = isLowered ? value.toLowerCase() : value;
    const holds = values.some((one) =>
      method === 'includes' ? text.includes(one) : /^starts/.test(method) ? text.startsWith(one) : text.endsWith(one),
    );
    return holds !== isNot;
  };
  return { subject: name, fits, only: null };
}

/** The literals of a list of them. */
function wordsOf(list: string): readonly string[] {
  return [...list.matchAll(new RegExp(literal, 'g'))].map(([one]) => one.slice(1, -1));
}
