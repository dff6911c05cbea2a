import type { ComprehensionExpr, RecordEntry } from '../../model.ts';
import type { Evaluator } from './evaluator.ts';
import { rootsOf } from './roots.ts';
import { textOf } from './textValues.ts';
import { alternativesOf, unknown, type Frame, type Value } from './values.ts';

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

/** Key and value of a dictionary comprehension; null for one that makes a list (of dictionaries, it may be). */
function pairOf({ element }: ComprehensionExpr): RecordEntry | null {
  const pair = element.kind === 'record' && element.entries.length === 1 ? element.entries[0] : undefined;
  return pair && element.kind === 'record' && pair.span.start === element.span.start && pair.span.end === element.span.end ? pair : null;
}
