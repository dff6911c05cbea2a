import type { CallExpr, Expr, ListExpr, RecordExpr, Span, TextEdit } from '../model.ts';

/**
 * Edits that add to what is written, in the style of what is written: one item a line or all on one, trailing comma or none,
 * the quotes of the neighbours. They add text and take none away.
 */

/** Text of a span of the file. */
export type TextOf = (span: Span) => string;

/** How keys and texts of a new piece are written. */
export interface Style {
  readonly quote: '"' | "'";
  /** Keys of records are quoted: always in Python, in JavaScript where the neighbours are. */
  readonly quotesKeys: boolean;
  /** `{ a: 1 }` instead of `{a: 1}`. */
  readonly isAiry: boolean;
}

/** How far before a place its file is asked for its style. */
const neighbourhood = 3000;

/** Style of the code at a span: of the span itself where it shows one, else of what stands around it: the call, if one is given, and what is above. */
export function styleAt(textOf: TextOf, span: Span, isPython: boolean, call?: Span): Style {
  const inside = textOf(span);
  const around = textOf({ start: Math.max(0, span.start - neighbourhood), end: span.end });
  const key = /[{,]\s*(?:(["'])[\w-]+\1|([A-Za-z_]\w*))\s*:/;
  const own = key.exec(inside);
  const isAiry = isPython ? /\{ ["']/.test(inside) && !/\{["']/.test(inside) : !/\{["']?\w+["']?\s*:/.test(inside);
  return {
    quote: quoteIn(inside) ?? (call ? quoteIn(textOf(call)) : null) ?? quoteIn(around) ?? '"',
    quotesKeys: isPython || own?.[1] !== undefined,
    isAiry,
  };
}

/** The quote that most short texts use: keys and one-line values, not what stands inside them. */
function quoteIn(text: string): Style['quote'] | null {
  const count = (quote: string) =>
    text.match(new RegExp(`(?<=[\\[({,:=]\\s*|\\bfrom\\s+|^)${quote}(?!${quote})[^"'\\n]*${quote}`, 'g'))?.length ?? 0;
  const [double, single] = [count('"'), count("'")];
  return double === single ? null : double > single ? '"' : "'";
}

/** A record in a style: `{"type": "ephemeral"}`, `{ type: 'ephemeral' }`. A value is a text to quote, nested entries, or code as it is. */
export function recordText(style: Style, entries: Readonly<Record<string, Written>>): string {
  const inner = Object.entries(entries)
    .map(([key, value]) => entryText(style, key, value))
    .join(', ');
  return style.isAiry ? `{ ${inner} }` : `{${inner}}`;
}

/** What stands behind a key. */
export type Written = { readonly code: string } | string | { readonly entries: Readonly<Record<string, Written>> };

/** One entry of a record in a style. */
export function entryText(style: Style, key: string, value: Written): string {
  const name = style.quotesKeys ? `${style.quote}${key}${style.quote}` : key;
  return `${name}: ${typeof value === 'string' ? `${style.quote}${value}${style.quote}` : 'code' in value ? value.code : recordText(style, value.entries)}`;
}

/** Adds an argument at the end of a Python call, before a `**spread`. Null for a call without brackets. */
export function insertKeyword(textOf: TextOf, call: CallExpr, text: string): TextEdit | null {
  if (!call.argsSpan) return null;
  // Adapters give the brackets with or without.
  const isBracketed = textOf(call.argsSpan).startsWith('(');
  const inner = isBracketed ? { start: call.argsSpan.start + 1, end: call.argsSpan.end - 1 } : call.argsSpan;
  const last = call.args.at(-1);
  if (!last) return { span: { start: inner.start, end: inner.start }, text };
  const spread = call.args.find((argument) => argument.spread === 'record');
  if (!spread) return behind(textOf, last.span, inner.end, text);
  const { start } = spread.span;
  return { span: { start, end: start }, text: `${text},${lineStart(textOf, start) ?? ' '}` };
}

/** Adds an entry at the end of a record. */
export function insertEntry(textOf: TextOf, record: Pick<RecordExpr, 'span' | 'entries'>, text: string): TextEdit {
  const last = record.entries.at(-1);
  return last
    ? behind(textOf, last.span, record.span.end - 1, text)
    : { span: { start: record.span.start + 1, end: record.span.start + 1 }, text: ` ${text} ` };
}

/** Adds an item at the end of a list. */
export function insertItem(textOf: TextOf, list: Pick<ListExpr, 'span' | 'items'>, text: string): TextEdit {
  return insertItemBehind(textOf, list, list.items.length - 1, text);
}

/** Adds an item behind another one of a list; at the start of an empty one. */
export function insertItemBehind(textOf: TextOf, list: Pick<ListExpr, 'span' | 'items'>, at: number, text: string): TextEdit {
  const before = list.items[at];
  const start = list.span.start + 1;
  return before ? behind(textOf, before.span, list.span.end - 1, text) : { span: { start, end: start }, text };
}

/** Behind an item whose list goes on to `end`: a comment on the item's line stays with it. */
function behind(textOf: TextOf, item: Span, end: number, text: string): TextEdit {
  const tail = textOf({ start: item.end, end });
  const comma = /^\s*,/.exec(tail)?.[0] ?? '';
  const comment = /^[ \t]*(?:#|\/\/)[^\r\n]*/.exec(tail.slice(comma.length))?.[0] ?? '';
  const line = lineStart(textOf, item.start);
  if (line !== null && comment !== '')
    return comma === ''
      ? { span: { start: item.end, end: item.end + comment.length }, text: `,${comment}${line}${text}` }
      : at(item.end + comma.length + comment.length, `${line}${text},`);
  if (comma === '') return at(item.end, `,${line ?? ' '}${text}`);
  // `f(a, b, )` on one line keeps its comma at the end.
  const isClosing = line === null && /^\s*,[ \t]*$/.test(tail);
  return at(item.end + comma.length, `${line ?? ' '}${text}${isClosing ? '' : ','}`);
}

const at = (offset: number, text: string): TextEdit => ({ span: { start: offset, end: offset }, text });

/** Line break and indent when something starts its own line, else null. */
function lineStart(textOf: TextOf, start: number): string | null {
  return /(\r?\n[ \t]*)$/.exec(textOf({ start: Math.max(0, start - 200), end: start }))?.[1] ?? null;
}

/**
 * A setting by its dotted name (`outer` or `outer.inner`) where the arguments of a call are written: a Python keyword, an entry of
 * a record. Null where something stands there that cannot be read.
 * @param options the record that holds the settings in JavaScript
 */
export function insertSetting(
  textOf: TextOf,
  call: CallExpr,
  path: string,
  value: number,
  isPython: boolean,
  options: Expr | undefined,
): TextEdit | null {
  const [outer, inner, ...more] = path.split('.');
  if (!call.argsSpan || outer === undefined || more.length > 0) return null;
  if (!isPython) return options?.kind === 'record' ? insertInRecord(textOf, options, outer, inner, value, false) : null;
  if (inner === undefined) return insertKeyword(textOf, call, `${outer}=${value}`);
  const holder = call.args.find((argument) => argument.name === outer)?.value;
  // What is passed on may hold settings of that name already, beside which Python takes no others.
  if (!holder && call.args.some((argument) => argument.spread === 'record')) return null;
  const entry = entryText(styleAt(textOf, holder?.span ?? call.argsSpan, true), inner, { code: String(value) });
  if (!holder) return insertKeyword(textOf, call, `${outer}={${entry}}`);
  if (holder.kind === 'record') return insertEntry(textOf, holder, entry);
  return holder.kind === 'call' ? insertKeyword(textOf, holder, `${inner}=${value}`) : null;
}

/** `outer: 1024` or `outer: { inner: 1024 }` in a record; null where something else than a record stands at `outer`. */
export function insertInRecord(
  textOf: TextOf,
  record: RecordExpr,
  outer: string,
  inner: string | undefined,
  value: number,
  isPython: boolean,
): TextEdit | null {
  const entry = (one: RecordExpr, key: string, what: Written) =>
    insertEntry(textOf, one, entryText(styleAt(textOf, one.span, isPython), key, what));
  const number: Written = { code: String(value) };
  if (inner === undefined) return entry(record, outer, number);
  const holder = record.entries.find((one) => one.key === outer)?.value;
  if (!holder) return entry(record, outer, { entries: { [inner]: number } });
  return holder.kind === 'record' ? entry(holder, inner, number) : null;
}
