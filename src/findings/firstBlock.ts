import type { FileFacts } from '../model.ts';
import { asksForSchema, type Asking } from './asking.ts';
import { functionAround, loopsAround, textBetween } from './code.ts';
import { bindingsOf } from './loops.ts';
import { named } from './named.ts';
import { entryOf, sentFor } from './written.ts';

/** A way in which an answer is read, behind a name if one is given. */
type Reader = (name: string) => RegExp;
/** Content that is read by its place: `answer.content[0].text`, `answer.content[1].name`. */
const placed: Reader = (name) =>
  new RegExp(`${name}\\.content\\[\\d\\]\\s*(?:as \\w+\\))?\\??(?:\\.(?:text|name|input|id)\\b|\\[["'](?:text|name|input|id)["']\\])`);
/** Every block read as a text: `block.text for block in answer.content` raises at one that has none. */
const untyped: Reader = (name) => {
  const content = `in\\s+${name || '[\\w.]+'}\\.content`;
  return new RegExp(
    `\\b(\\w+)\\.text\\s+for\\s+\\1\\s+${content}\\s*[)\\]]|\\bfor\\s+(\\w+)\\s+${content}\\s*:\\s*\\n[ \\t]*(?:print\\(|[\\w.]+\\s*\\+?=\\s*|yield\\s+)[^\\n]*\\b\\2\\.text\\b`,
  );
};
/** LangChain's, read as a text: not the attribute that is set, nor its own ways to the blocks or the text. */
const contentOf: Reader = (name) => new RegExp(`${name}\\.content\\b(?!\\s*=[^=]|_blocks)`);
/** The same, of what by its name is an answer or the last of the messages. */
const contentOfAnswers = /(?:\)|\]|\b\w*(?:message|response|answer|result|reply|msg|output|completion)\w*)\.content\b(?!\s*=[^=]|_blocks)/i;
const thinking = 'Its answers may begin with a thinking block:';

/**
 * Answers of models that think may begin with a thinking block: what reads the first block as text breaks.
 * Looked for where the answer is read: behind its name, else in the function around, else in the file, where it may be that of another request.
 */
export function ofTheFirstBlock(asking: readonly Asking[], code: FileFacts): string | null {
  const requests = asking.filter((one) => one.isRequest);
  const isInFile = (reader: Reader) => code.chunks.some((one) => reader('').test(one.text));
  if (requests.some(({ request }) => /^lang(?:chain|graph)\./.test(request.api))) {
    if (asking.some(({ expr }) => asksForSchema(expr))) return null;
    const readings = requests.map((one) => readingOf(one, code, contentOf));
    if (readings.includes('here')) return `${thinking} LangChain gives a list as content then, not a text.`;
    return readings.includes('elsewhere') && isInFile(() => contentOfAnswers)
      ? `${thinking} LangChain gives a list as content then, which code in this file may read as a text.`
      : null;
  }
  const readings = requests.map((one) => readingOf(one, code, placed));
  if (readings.includes('here')) return `${thinking} read blocks by their type, not by their place.`;
  if (code.language === 'python' && requests.some((one) => readingOf(one, code, untyped) === 'here'))
    return `${thinking} that has no text, so take the text of text blocks alone.`;
  return isInFile(placed) && (readings.length === 0 || readings.includes('elsewhere'))
    ? `${thinking} code in this file that reads blocks by their place may get that.`
    : null;
}

/** Whether the answer is read in that way; `otherwise`: it is read here, in another way. */
function readingOf({ expr }: Asking, code: FileFacts, reader: Reader): 'here' | 'otherwise' | 'elsewhere' {
  const around = functionAround(code, expr.span)?.span;
  const end = around?.end ?? code.chunks.reduce((last, one) => Math.max(last, one.offset + one.text.length), 0);
  const after = textBetween(code, { start: expr.span.end, end });
  if (new RegExp(`^\\s*\\)*\\s*${reader('').source}`).test(after)) return 'here';
  const name = code.bindings.findLast(
    ({ from }) =>
      from.kind === 'value' &&
      from.value.span.start <= expr.span.start &&
      expr.span.end <= from.value.span.end &&
      (!around || (around.start <= from.value.span.start && from.value.span.end <= around.end)),
  )?.name;
  if (name !== undefined) {
    const own = `(?<![\\w$.])${name.replaceAll('$', '\\$')}`;
    if (reader(own).test(after)) return 'here';
    if (
      new RegExp(`${own}\\.content\\b`).test(after) &&
      !new RegExp(`\\b(?:return|yield)\\s+${name.replaceAll('$', '\\$')}\\s*(?:[;,}\\n]|$)`).test(after)
    )
      return 'otherwise';
  }
  return around && reader('').test(after) ? 'here' : 'elsewhere';
}

/**
 * A thinking block goes back only behind the very turns that it came after, or the request is refused (accounts since 2026-08-31):
 * https://platform.claude.com/docs/en/build-with-claude/preserved-thinking. A loop that builds its messages anew around the last answer leaves turns out.
 */
export function ofTheTurns(asking: readonly Asking[], code: FileFacts): string | null {
  const leavesOut = ({ expr, isRequest }: Asking) => {
    const sent = isRequest ? sentFor(code, expr, 'messages') : null;
    const turns = sent ? named(code, sent) : null;
    if (turns?.kind !== 'list' || turns.items.some((one) => one.kind === 'spread')) return false;
    const answers = turns.items.flatMap((one) => {
      const content = one.kind === 'record' ? entryOf(one, 'content') : undefined;
      return content?.kind === 'member' && content.property === 'content' && content.object.kind === 'name' ? [content.object] : [];
    });
    return loopsAround(code, expr.span).some(({ span }) =>
      answers.some((one) =>
        bindingsOf(code, one.name, one.scope).some(
          ({ from }) => from.kind === 'value' && span.start <= from.value.span.start && from.value.span.end <= span.end,
        ),
      ),
    );
  };
  return asking.some(leavesOut)
    ? 'Its thinking blocks go back only behind the turns that they came after, else the request is refused: this loop builds its messages anew and leaves turns out.'
    : null;
}
