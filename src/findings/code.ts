import type { Chunk, FileFacts, FunctionFact, Region, Span } from '../model.ts';
import { virtualText } from '../text/virtual.ts';

/** Small questions about a file's facts. All offsets are in virtual text. */

function chunkAt(code: FileFacts, offset: number): Chunk | undefined {
  return code.chunks.findLast((one) => one.offset <= offset) ?? code.chunks[0];
}

/** Text of a span given in virtual text, as written. */
export function textBetween(code: FileFacts, span: Span): string {
  return virtualText(code.chunks, span);
}

/** Text of a span without its comments, for rules that look for words: what a comment says is not what the code does. */
export function bodyText(code: FileFacts, span: Span): string {
  const text = textBetween(code, span);
  return code.language === 'python'
    ? text.replace(/(^|\s)#.*$/gm, '$1')
    : text.replace(/\/\*[^]*?\*\//g, '').replace(/(^|\s)\/\/.*$/gm, '$1');
}

/** The line around an offset, without its break. */
export function lineSpan(code: FileFacts, offset: number): Span {
  const chunk = chunkAt(code, offset);
  if (!chunk) return { start: offset, end: offset };
  const at = offset - chunk.offset;
  const before = Math.max(chunk.text.lastIndexOf('\n', at - 1), chunk.text.lastIndexOf('\r', at - 1));
  const after = chunk.text.slice(at).search(/[\r\n]/);
  return { start: chunk.offset + before + 1, end: after < 0 ? chunk.offset + chunk.text.length : offset + after };
}

/** Number of the line over the whole virtual text; lines of different chunks differ. */
export function lineOf(code: FileFacts, offset: number): number {
  let lines = 0;
  for (const chunk of code.chunks) {
    if (offset <= chunk.offset + chunk.text.length || chunk === code.chunks.at(-1))
      return lines + (chunk.text.slice(0, Math.max(0, offset - chunk.offset)).match(/\r\n|\n|\r/g)?.length ?? 0);
    lines += (chunk.text.match(/\r\n|\n|\r/g)?.length ?? 0) + 1;
  }
  return lines;
}

const contains = (outer: Span, inner: Span) => outer.start <= inner.start && inner.end <= outer.end;

/** Innermost function around a span, lambdas included; null at module or class level. */
export function functionAround(code: FileFacts, span: Span): FunctionFact | null {
  return (
    code.functions
      .filter((one) => contains(one.span, span))
      .toSorted((a, b) => a.span.end - a.span.start - (b.span.end - b.span.start))[0] ?? null
  );
}

/** Innermost function with a name around a span. */
export function namedFunctionAround(code: FileFacts, span: Span): FunctionFact | null {
  return (
    code.functions
      .filter((one) => one.name !== null && contains(one.span, span))
      .toSorted((a, b) => a.span.end - a.span.start - (b.span.end - b.span.start))[0] ?? null
  );
}

/** Loops around a span within its innermost named function (or the module), innermost first. */
export function loopsAround(code: FileFacts, span: Span): readonly Region[] {
  const edge = namedFunctionAround(code, span)?.span;
  return code.regions
    .filter((one) => (one.kind === 'for' || one.kind === 'while') && contains(one.span, span) && (!edge || contains(edge, one.span)))
    .toSorted((a, b) => a.span.end - a.span.start - (b.span.end - b.span.start));
}
