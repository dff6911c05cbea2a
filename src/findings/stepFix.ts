import type { FileFacts, Fix, Region } from '../model.ts';
import { insertSetting } from '../text/insert.ts';
import { functionAround, lineSpan, loopsAround, textBetween } from './code.ts';
import type { RuleInput } from './rule.ts';
import { expressionOf, followed } from './written.ts';

/** Steps that a fix allows: a start for the writer. The OpenAI Agents SDK stops at 10 by itself: https://openai.github.io/openai-agents-python/running_agents/ */
const steps = 10;

/** Sets the parameter by which a library limits its rounds, where the arguments are written at the call. */
export function limitSteps({ analyzed: { call }, code }: RuleInput, parameter: string): readonly Fix[] {
  const expr = expressionOf(code, call);
  if (!expr || expr.args.some((one) => one.spread !== 'none')) return [];
  const isPython = code.language === 'python';
  const [, at, name] = /^#(\d)\.(.+)$/.exec(parameter) ?? [];
  const given =
    at === undefined
      ? expr.args.map((one) => followed(code, one.value)).find((one) => one.kind === 'record')
      : expr.args[Number(at)]?.value;
  const edit = insertSetting((span) => textBetween(code, span), expr, name ?? parameter, steps, isPython, given);
  return edit ? [{ title: `Set ${parameter.replace(/^#\d\./, '')} to ${steps}`, edits: [edit] }] : [];
}

/**
 * Turns an endless loop into one over a fixed number of turns. Where the loop is left by `break`, what stands behind it goes on as
 * before; where it is left by `return` alone, reaching the limit is an error and is raised as one.
 */
export function countTurns(code: FileFacts, loop: Region): readonly Fix[] {
  const isPython = code.language === 'python';
  const header = headerOf(code, loop);
  const body = textBetween(code, loop.span);
  if (!header || (isPython && /^\s*else\s*:/.test(textBetween(code, { start: loop.span.end, end: loop.span.end + 200 })))) return [];
  const name = ['turn', 'round', 'step'].find((one) => !new RegExp(`\\b${one}\\b`).test(body));
  if (name === undefined) return [];
  const text = isPython
    ? `for ${/\b_\b/.test(body) ? name : '_'} in range(${steps})`
    : `for (let ${name} = 0; ${name} < ${steps}; ${name}++)`;
  const counted = { span: header, text };
  const title = `Stop after ${steps} turns`;
  if (breaksOut(code, loop)) return [{ title, edits: [counted] }];
  const fn = functionAround(code, loop.span);
  if (!fn || fn.kind === 'constructor' || !/\breturn\b/.test(body)) return [];
  const line = lineSpan(code, header.start);
  const indent = /^[ \t]*/.exec(textBetween(code, line))?.[0] ?? '';
  const end = code.chunks.some((one) => one.text.includes('\r\n')) ? '\r\n' : '\n';
  const raised = isPython ? `raise RuntimeError("No answer after ${steps} turns")` : `throw new Error('No answer after ${steps} turns');`;
  return [{ title, edits: [counted, { span: { start: loop.span.end, end: loop.span.end }, text: `${end}${indent}${raised}` }] }];
}

/** `while True`, `while (true)`, `for (;;)` without what follows. */
function headerOf(code: FileFacts, loop: Region): { readonly start: number; readonly end: number } | null {
  const start = Math.max(0, loop.span.start - 80);
  const before = textBetween(code, { start, end: loop.span.start });
  const found = (
    code.language === 'python'
      ? /while\s+\(?\s*(?:True|1)\s*\)?(?=\s*:\s*(?:#[^\n]*)?\s*$)/
      : /(?:while\s*\(\s*(?:true|1)\s*\)|for\s*\(\s*;\s*;\s*\))(?=\s*\{?\s*$)/
  ).exec(before);
  return found ? { start: start + found.index, end: start + found.index + found[0].length } : null;
}

/** Whether a `break` leaves this loop, and not one inside it or a `switch`. */
function breaksOut(code: FileFacts, loop: Region): boolean {
  const body = textBetween(code, loop.span);
  return (
    !/\bswitch\b/.test(body) &&
    [...body.matchAll(/^[^#\n]*?\bbreak\b/gm)].some((match) => {
      const at = loop.span.start + match.index + match[0].length - 1;
      return loopsAround(code, { start: at, end: at + 1 })[0] === loop;
    })
  );
}
