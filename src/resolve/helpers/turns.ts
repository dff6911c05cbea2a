import type { Expr } from '../../model.ts';
import { once, type Times } from './branches.ts';
import type { Evaluator } from '../values/evaluator.ts';
import type { FileIndex } from '../values/fileIndex.ts';
import type { Loop } from './repetition.ts';
import type { Frame } from '../values/values.ts';

/** How often loops run what is in them: `each` names what the number depends on where nobody can tell it; `times` is then for one of each. */
export interface Turns {
  readonly times: Times;
  readonly each: readonly string[];
}

/**
 * Turns of all the loops around something together. Data: as many as there are elements. Attempts and fallbacks: one is expected, all are the worst.
 * @param frame the caller's arguments, where the loop stands in a helper.
 */
export function turnsOf(e: Evaluator, loops: readonly Loop[], index: FileIndex, file: string, frame: Frame | null): Turns {
  return loops.reduce<Turns>(
    (all, loop) => {
      const turns = lengthOf(e, loop, index, file, frame);
      if (turns === null) return loop.isTried ? all : { ...all, each: [...all.each, overWords(loop, index)] };
      return {
        ...all,
        times: product(
          all.times,
          loop.isTried || loop.kind !== 'data' ? { low: 1, expected: 1, high: turns } : { low: turns, expected: turns, high: turns },
        ),
      };
    },
    { times: once, each: [] },
  );
}

/** So many times, each time so many times. */
export function product(a: Times, b: Times): Times {
  return { low: a.low * b.low, expected: a.expected * b.expected, high: a.high * b.high };
}

/** Words for what a loop goes over, as written; long ones are cut. */
function overWords({ over, body, kind }: Loop, index: FileIndex): string {
  const text = !over || body?.kind === 'while' ? '' : index.text(over.span).replace(/\s+/g, ' ');
  if (/^;?$/.test(text)) return kind === 'agent' ? 'its steps' : 'the turns of the loop';
  return text.length > 40 ? `${text.slice(0, 37)}…` : text;
}

function lengthOf(e: Evaluator, { over, body, attempts }: Loop, index: FileIndex, file: string, frame: Frame | null): number | null {
  if (attempts) return attempts.limit;
  if (!over || body?.kind === 'while') return null;
  if (over.kind === 'binary') return counted(e, over, index, file, frame);
  if (over.kind === 'call' && over.callee.kind === 'name') {
    const { name } = over.callee;
    const numbers = over.args.map((one) => numberOf(e, one.value, file, frame));
    if (name === 'range') return rangeLength(numbers);
    const [first] = over.args;
    if (/^(enumerate|tqdm|list|sorted|reversed|set|tuple)$/.test(name) && first) return listLength(e, first.value, file, frame);
  }
  return listLength(e, over, file, frame);
}

function listLength(e: Evaluator, expr: Expr, file: string, frame: Frame | null): number | null {
  const value = e.evaluate(expr, file, frame);
  return value.kind === 'list' && value.rest === null && value.items.length > 0 ? value.items.length : null;
}

function rangeLength(numbers: readonly (number | null)[]): number | null {
  if (numbers.length === 0 || numbers.some((one) => one === null)) return null;
  const [first = 0, second, step = 1] = numbers as readonly number[];
  const turns = second === undefined ? first : Math.ceil((second - first) / step);
  return turns > 0 ? turns : null;
}

/** `let i = 0; i < 3`: the start is read from the text in front of the condition. */
function counted(
  e: Evaluator,
  condition: Extract<Expr, { kind: 'binary' }>,
  index: FileIndex,
  file: string,
  frame: Frame | null,
): number | null {
  if (condition.operator !== '<' && condition.operator !== '<=') return null;
  const start = /=\s*(\d+)\s*;\s*$/.exec(index.text({ start: Math.max(0, condition.span.start - 40), end: condition.span.start }))?.[1];
  const limit = numberOf(e, condition.right, file, frame);
  if (start === undefined || limit === null) return null;
  const turns = limit - Number(start) + (condition.operator === '<=' ? 1 : 0);
  return turns > 0 ? turns : null;
}

function numberOf(e: Evaluator, expr: Expr, file: string, frame: Frame | null): number | null {
  const value = e.evaluate(expr, file, frame);
  return value.kind === 'number' ? value.value : null;
}
