import type { Expr, Span } from '../../model.ts';
import { withHow } from './choices.ts';
import type { Evaluator } from './evaluator.ts';
import { rootsOf } from './roots.ts';
import { plainText, unknown, type TextValue, type UnknownValue, type Value } from './values.ts';

/** `"text" * 3`, `"text".repeat(3)`. */
export function repeated(text: TextValue, times: number): TextValue {
  const whole = text.parts.every((part) => typeof part === 'string') ? text.parts.join('') : null;
  return whole === null || !Number.isInteger(times) || times < 0 || whole.length * times > 1_000_000
    ? text
    : { ...text, parts: [whole.repeat(times)] };
}

/** The pieces of a `%` format with its arguments filled in. */
export function splitFormat(text: string, args: Value, at: { span: Span | null; file: string | null }): (string | UnknownValue)[] {
  const values = args.kind === 'list' ? args.items : [args];
  let next = 0;
  const out: (string | UnknownValue)[] = [];
  let last = 0;
  for (const match of text.matchAll(/%(?:\((\w+)\))?[-#0 +]*\d*(?:\.\d+)?[sdrfxi%]/g)) {
    out.push(text.slice(last, match.index));
    last = match.index + match[0].length;
    if (match[0].endsWith('%')) {
      out.push('%');
      continue;
    }
    const name = match[1];
    const value = name && args.kind === 'record' ? args.entries.get(name) : values[next++];
    const plain = value ? plainText(value) : null;
    out.push(plain ?? (value?.kind === 'unknown' ? value : unknown('formatted value', name ?? 'value', value ? rootsOf(value) : [], at)));
  }
  out.push(text.slice(last));
  return out;
}

/** Joins pieces into one text; neighbouring literals melt together; `how` is that of the whole. */
export function joinText(pieces: readonly Value[], at: { span: Span | null; file: string | null }): Value {
  const parts: (string | UnknownValue)[] = [];
  let how: 'literal' | 'constant' = pieces.length > 1 ? 'constant' : 'literal';
  for (const piece of pieces) {
    const list =
      piece.kind === 'text'
        ? piece.parts
        : piece.kind === 'number'
          ? [String(piece.value)]
          : piece.kind === 'unknown'
            ? [piece]
            : [unknown('not text', '', rootsOf(piece), piece)];
    if (piece.kind === 'text' && piece.how !== 'literal') how = 'constant';
    for (const part of list) {
      const last = parts.length - 1;
      const before = parts[last];
      if (typeof part === 'string' && typeof before === 'string') parts[last] = before + part;
      else if (part !== '') parts.push(part);
    }
  }
  const strongest = pieces.reduce<Value | null>(
    (worst, piece) =>
      piece.kind === 'text' && (worst === null || (worst.kind === 'text' && withHow(worst, piece.how) !== worst)) ? piece : worst,
    null,
  );
  return {
    kind: 'text',
    parts: parts.length === 0 ? [''] : parts,
    how: strongest?.kind === 'text' && strongest.how !== 'literal' ? strongest.how : how,
    span: at.span,
    file: at.file,
  };
}

/** A value as it stands inside a text: its text where it is known, else a hole named as written. */
export function asHole(e: Evaluator, expr: Expr, value: Value, file: string): Value {
  if (value.kind === 'text' || value.kind === 'number') return value;
  if (value.kind === 'flag') return { kind: 'text', parts: [String(value.value)], how: 'literal', span: value.span, file: value.file };
  return asUnknown(e, value, expr, file);
}

/** A value that cannot stand where it is used, as an unknown one named as written. */
export function asUnknown(e: Evaluator, value: Value, expr: Expr, file: string): UnknownValue {
  if (value.kind === 'unknown') return value;
  const made = unknown(value.kind === 'choice' ? 'one of several values' : `a ${value.kind}`, textOf(e, expr, file), rootsOf(value), {
    span: expr.span,
    file,
  });
  const texts =
    value.kind === 'choice' && value.alternatives.length <= 4 && value.alternatives.every((one) => one.kind === 'text')
      ? value.alternatives
      : [];
  return texts.length > 0 ? { ...made, texts } : made;
}

/** The source of an expression, on one line, cut to a readable length. */
export function textOf(e: Evaluator, expr: { readonly span: Span }, file: string): string {
  const text = e.index(file)?.text(expr.span).replace(/\s+/g, ' ').trim() ?? '';
  return text.length > 60 ? `${text.slice(0, 57)}...` : text;
}
