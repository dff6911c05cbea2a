import type { Binding, Expr } from '../../model.ts';
import { annotated } from './annotations.ts';
import { choiceOf } from './choices.ts';
import type { Evaluator } from './evaluator.ts';
import { numberItem } from './items.ts';
import { answerOf, rootsOf } from './roots.ts';
import { textOf } from './textValues.ts';
import { unknown, type Frame, type Value } from './values.ts';

/** What a loop variable, or a name that a list is taken apart into, can be. */
export function elementValue(
  e: Evaluator,
  binding: Binding,
  from: Extract<Binding['from'], { kind: 'element' }>,
  file: string,
  frame: Frame | null,
): Value {
  const paired = from.index === null ? null : besideOf(from.of, from.index);
  if (paired?.kind === 'value') {
    const value = e.evaluate(paired.of, file, frame);
    return value.kind === 'unknown' ? { ...value, name: binding.name } : value;
  }
  if (paired) return elementOf(e, binding, paired.of, file, frame);
  if (from.index === null) return elementOf(e, binding, from.of, file, frame);
  const list = e.evaluate(from.of, file, frame);
  const at = { span: binding.span, file };
  return numberItem(list, from.index) ?? { ...unknown('an element', binding.name, rootsOf(list), at), ...answerOf(list) };
}

/** One of what a list holds. */
function elementOf(e: Evaluator, binding: Binding, of: Expr, file: string, frame: Frame | null): Value {
  const list = e.evaluate(of, file, frame);
  const annotation = binding.annotation ? annotated(e, binding.annotation, file, frame) : null;
  if (annotation && annotation.kind !== 'unknown') return annotation;
  if (list.kind === 'list' && list.items.length > 0 && list.items.length <= 12) {
    const usable = list.items.filter((item) => item.kind !== 'unknown');
    if (usable.length === list.items.length && !list.rest) return choiceOf(list.items);
    if (usable.length > 0 && usable.every((item) => item.kind === 'record' || item.kind === 'handle' || item.kind === 'instance'))
      return choiceOf(usable);
  }
  return {
    ...unknown(`an element of ${textOf(e, of, file)}`, binding.name, rootsOf(list), { span: binding.span, file }),
    ...answerOf(list),
  };
}

/** `for i, x in enumerate(xs)`, `for a, b in zip(as, bs)`, `for key, value in table.items()`: whose element the name at a position is, or what value it has. */
function besideOf(of: Expr, index: number): { readonly kind: 'element' | 'value'; readonly of: Expr } | null {
  if (of.kind !== 'index' || of.index.kind !== 'unknown' || of.object.kind !== 'call') return null;
  const { callee, args } = of.object;
  if (callee.kind === 'member' && callee.property === 'items' && args.length === 0 && index === 1)
    return { kind: 'value', of: { ...of, object: callee.object } };
  if (callee.kind !== 'name' || args.some((one) => one.spread !== 'none')) return null;
  const source = callee.name === 'enumerate' && index === 1 ? args[0] : callee.name === 'zip' ? args[index] : undefined;
  return source ? { kind: 'element', of: source.value } : null;
}
