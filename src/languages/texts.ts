import type { FileFacts, Span, TextExpr } from '../model.ts';

/** Characters from which a string literal may be a prompt that is worth counting. */
const longFrom = 200;

/** A string literal as it is known without running anything. */
export interface LongText {
  readonly span: Span;
  /** Its literal parts, joined. */
  readonly text: string;
  /** Expressions inside it. */
  readonly holes: number;
}

/** String literals and templates of a file with at least 200 literal characters, in source order. Comments and docstrings are no values, so they are not among them. */
export function longTexts(facts: FileFacts): readonly LongText[] {
  const found = new Map<number, LongText>();
  const seen = new Set<object>();
  // Facts are plain data: whatever form of expression holds a literal, it is reached.
  const open: unknown[] = [facts];
  for (let value = open.pop(); open.length > 0 || value !== undefined; value = open.pop()) {
    if (typeof value !== 'object' || value === null || seen.has(value)) continue;
    seen.add(value);
    if (isText(value)) {
      const literal = value.parts.filter((part) => typeof part === 'string').join('');
      if (literal.length >= longFrom)
        found.set(value.span.start, {
          span: value.span,
          text: literal,
          holes: value.parts.filter((part) => typeof part !== 'string').length,
        });
    }
    open.push(...Object.values(value));
  }
  return [...found.values()].toSorted((a, b) => a.span.start - b.span.start);
}

function isText(value: object): value is TextExpr {
  return 'kind' in value && value.kind === 'text' && 'parts' in value;
}
