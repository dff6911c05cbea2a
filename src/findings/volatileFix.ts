import type { Expr, Fix, ListExpr, PromptHole, TextEdit } from '../model.ts';
import { insertItem, recordText, styleAt } from '../text/insert.ts';
import { textBetween } from './code.ts';
import type { RuleInput } from './rule.ts';
import { entryOf, expressionOf, followed, literalOf, sentFor } from './written.ts';

/** Where requests carry text, in the order in which it is sent. */
const carriers = ['system', 'instructions', 'system_instruction', 'systemInstruction', 'messages', 'input', 'contents', 'prompt'];

/** A text that is sent, and the list of blocks it is one of, where it is. */
interface SentText {
  readonly text: Expr;
  readonly blocks: ListExpr | null;
}

/**
 * Moves the line of a prompt that changes with each request behind the lines that do not: to the end of the same text, or, where
 * the text is marked to be cached, into a block of its own behind it. Only whole lines are moved, that begin and end a sentence,
 * so that every line still reads as it did.
 */
export function moveBehind({ analyzed: { call }, code }: RuleInput, hole: PromptHole): readonly Fix[] {
  const expr = expressionOf(code, call);
  if (!expr) return [];
  const texts = carriers.flatMap((key) => {
    const sent = sentFor(code, expr, key);
    return sent ? textsIn(sent, (one) => followed(code, one)) : [];
  });
  const found = texts.find(
    ({ text }) => text.kind === 'text' && text.parts.some((part) => typeof part !== 'string' && textBetween(code, part.span) === hole.name),
  );
  if (!found || (call.caching === 'requested' && !found.blocks)) return [];
  const literal = literalOf(code, found.text);
  if (!literal) return [];
  const body = textBetween(code, literal.body);
  const isRaw = /r/i.test(literal.open);
  const line = wholeLine(body, hole.name, code.language === 'python' ? /\{\s*/ : /\$\{\s*/, isRaw);
  if (!line) return [];
  const at = (offset: number) => literal.body.start + offset;
  const cut: TextEdit = { span: { start: at(line.start), end: at(line.next) }, text: '' };
  const title = `Move {${hole.name}} behind the unchanging text`;
  if (call.caching === 'requested' && found.blocks) {
    const style = styleAt((span) => textBetween(code, span), found.blocks.span, code.language === 'python', expr.span);
    const moved = { code: `${literal.open}${line.text.trim()}${literal.close}` };
    const isConverse = found.blocks.items.some((one) => one.kind === 'record' && entryOf(one, 'cachePoint') !== undefined);
    return [
      {
        title,
        edits: [
          cut,
          insertItem(
            (span) => textBetween(code, span),
            found.blocks,
            recordText(style, isConverse ? { text: moved } : { type: 'text', text: moved }),
          ),
        ],
      },
    ];
  }
  const rest = body.slice(line.next);
  const end = /(?:\s|\\n)*$/.exec(rest)?.[0] ?? '';
  const insertAt = at(body.length - end.length);
  return [{ title, edits: [cut, { span: { start: insertAt, end: insertAt }, text: `${line.separator}${line.text}` }] }];
}

/** Texts inside lists of messages and blocks, outermost first. */
function textsIn(expr: Expr, follow: (one: Expr) => Expr, blocks: ListExpr | null = null, depth = 0): readonly SentText[] {
  const one = follow(expr);
  if (depth > 5) return [];
  if (one.kind === 'text') return [{ text: one, blocks }];
  if (one.kind === 'list') return one.items.flatMap((item) => textsIn(item, follow, one, depth + 1));
  if (one.kind !== 'record') return [];
  return ['content', 'text', 'parts'].flatMap((key) => {
    const value = entryOf(one, key);
    return value ? textsIn(value, follow, key === 'text' ? blocks : null, depth + 1) : [];
  });
}

interface Line {
  readonly start: number;
  /** Where the next line with text begins. */
  readonly next: number;
  readonly text: string;
  readonly separator: string;
}

/** The line of a literal that a variable stands in, where it is not the last, and its neighbours do not run on into it. */
function wholeLine(body: string, name: string, opening: RegExp, isRaw: boolean): Line | null {
  const hole = [...body.matchAll(new RegExp(opening.source, 'g'))].find((match) => body.startsWith(name, match.index + match[0].length));
  if (!hole) return null;
  const breaks = [...body.matchAll(isRaw ? /\r?\n/g : /\r?\n|(?<!\\)\\n/g)].map((match) => ({
    start: match.index,
    end: match.index + match[0].length,
    text: match[0],
  }));
  const before = breaks.findLast((one) => one.end <= hole.index);
  const after = breaks.find((one) => one.start >= hole.index + hole[0].length + name.length);
  if (!after) return null;
  const start = before?.end ?? 0;
  const text = body.slice(start, after.start);
  const gap = /^(?:[ \t]*(?:\r?\n|\\n))*/.exec(body.slice(after.end))?.[0] ?? '';
  const next = after.end + gap.length;
  const follower = /^[ \t]*(\S?)/.exec(body.slice(next))?.[1] ?? '';
  const leader = body
    .slice(0, before?.start ?? 0)
    .trimEnd()
    .replace(/(?:\\n)+$/, '')
    .at(-1);
  const holds = text.split(opening).length - 1;
  if (
    follower === '' ||
    /[a-z]/.test(follower) ||
    (leader !== undefined && !/[.!?:}\])>"'\\]/.test(leader)) ||
    !/[}.!?)\]"'>]\s*$/.test(text) ||
    holds !== 1
  )
    return null;
  return { start, next, text, separator: body.slice(after.start, next).replace(/[ \t]+$/, '') };
}
