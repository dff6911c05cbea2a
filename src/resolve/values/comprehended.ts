import type { CallExpr, ComprehensionExpr, RecordEntry } from '../../model.ts';
import type { Evaluator } from './evaluator.ts';
import { invoke } from './invoke.ts';
import { rootsOf } from './roots.ts';
import { textOf } from './textValues.ts';
import {
  alternativesOf,
  noArguments,
  plainText,
  unknown,
  type Arguments,
  type Frame,
  type ListValue,
  type UnknownValue,
  type Value,
} from './values.ts';

/** What a comprehension gives: a list of one for each, or a dictionary with one entry for each. What kind of thing its entries are is kept where they are services, under no name. */
export function comprehended(e: Evaluator, expr: ComprehensionExpr, file: string, frame: Frame | null): Value {
  const at = { span: expr.span, file };
  const source = e.evaluate(expr.source, file, frame);
  const pair = pairOf(expr);
  const element = e.evaluate(pair ? pair.value : expr.element, file, frame);
  const rest = unknown(
    `one ${pair ? 'entry' : 'item'} for each of a list`,
    textOf(e, expr.source, file),
    [...rootsOf(source), ...rootsOf(element)],
    at,
  );
  if (!pair) return { kind: 'list', items: [element], rest, ...at };
  const isService = alternativesOf(element).every(
    (one) => one.kind === 'instance' || one.kind === 'handle' || one.kind === 'class' || one.kind === 'function',
  );
  return { kind: 'record', entries: new Map(isService ? [['', element]] : []), rest, ...at };
}

/**
 * What `items.map(fn)` gives where nobody knows the items: a list of the text that each becomes, as a comprehension's. Null where that is no text: a list of
 * messages or rows tells no more than what it is made of.
 */
export function mappedTexts(
  e: Evaluator,
  list: UnknownValue,
  args: Arguments,
  expr: CallExpr,
  file: string,
  frame: Frame | null,
): ListValue | null {
  const [fn] = args.positional.map((one) => one());
  if (expr.callee.kind !== 'member' || expr.callee.property !== 'map' || fn?.kind !== 'function') return null;
  const at = { span: expr.span, file };
  const source = textOf(e, expr.callee.object, file);
  const item = unknown('an item of a list', source, list.roots, at);
  const element = invoke(e, fn, { ...noArguments, positional: [() => item] }, expr, file, frame);
  if (element.kind !== 'text' || plainText(element) !== null) return null;
  const rest = unknown('one item for each of a list', source, [...list.roots, ...rootsOf(element)], at);
  return { kind: 'list', items: [element], rest: list.answer ? { ...rest, answer: true } : rest, ...at };
}

/** Key and value of a dictionary comprehension; null for one that makes a list (of dictionaries, it may be). */
function pairOf({ element }: ComprehensionExpr): RecordEntry | null {
  const pair = element.kind === 'record' && element.entries.length === 1 ? element.entries[0] : undefined;
  return pair && element.kind === 'record' && pair.span.start === element.span.start && pair.span.end === element.span.end ? pair : null;
}
