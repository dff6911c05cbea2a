import type { FileFacts } from '../model.ts';
import { functionAround, textBetween } from './code.ts';
import { asksForSchema, type Asking } from './asking.ts';

/** Content that is read by its place: `answer.content[0].text`, behind a name if one is given. */
const firstOf = (name: string) => new RegExp(`${name}\\.content\\[0\\]\\s*(?:as \\w+\\))?\\??(?:\\.text\\b|\\[["']text["']\\])`);
const thinking = 'Its answers may begin with a thinking block:';

/**
 * Answers of models that think may begin with a thinking block: what reads the first block as text breaks.
 * Looked for where the answer is read: behind its name, else in the function around, else in the file, where it may be that of another request.
 */
export function ofTheFirstBlock(asking: readonly Asking[], code: FileFacts): string | null {
  const readings = asking.flatMap((one) => (one.isRequest ? [readingOf(one, code)] : []));
  if (readings.includes('here')) return `${thinking} read the text block, not content[0].`;
  const isInFile = code.chunks.some((one) => firstOf('').test(one.text));
  if (isInFile && (readings.length === 0 || readings.includes('elsewhere')))
    return `${thinking} content[0], which code in this file reads, may be that.`;
  const isOfLangchain =
    asking.some(({ request }) => /^lang(?:chain|graph)\./.test(request.api)) && !asking.some(({ expr }) => asksForSchema(expr));
  return isOfLangchain && code.chunks.some((one) => /\.content\b(?!\s*=[^=])/.test(one.text))
    ? `${thinking} LangChain gives a list as content then, not a text.`
    : null;
}

/** Whether the answer is read by the place of its blocks; `otherwise`: it is read here, in another way. */
function readingOf({ expr }: Asking, code: FileFacts): 'here' | 'otherwise' | 'elsewhere' {
  const around = functionAround(code, expr.span)?.span;
  const end = around?.end ?? code.chunks.reduce((last, one) => Math.max(last, one.offset + one.text.length), 0);
  const after = textBetween(code, { start: expr.span.end, end });
  if (new RegExp(`^\\s*\\)*\\s*${firstOf('').source}`).test(after)) return 'here';
  const name = code.bindings.findLast(
    ({ from }) =>
      from.kind === 'value' &&
      from.value.span.start <= expr.span.start &&
      expr.span.end <= from.value.span.end &&
      (!around || (around.start <= from.value.span.start && from.value.span.end <= around.end)),
  )?.name;
  if (name !== undefined) {
    const own = `(?<![\\w$.])${name.replaceAll('$', '\\$')}`;
    if (firstOf(own).test(after)) return 'here';
    if (
      new RegExp(`${own}\\.content\\b`).test(after) &&
      !new RegExp(`\\b(?:return|yield)\\s+${name.replaceAll('$', '\\$')}\\s*(?:[;,}\\n]|$)`).test(after)
    )
      return 'otherwise';
  }
  return around && firstOf('').test(after) ? 'here' : 'elsewhere';
}
