import { choiceOf } from './choices.ts';
import type { Evaluator } from './evaluator.ts';
import { alternativesOf, type Arguments, type FunctionValue, type HandleValue, type Value } from './values.ts';

/**
 * A function whose decorator makes each call of it a request (`@llm.call("openai/gpt-4o-mini")`): the handle that calling it works on.
 * Its latest layer holds what the function returns (the prompt, in most of these libraries); other decorators of the SDK are kept below it.
 */
function decoratedHandle(e: Evaluator, fn: FunctionValue): HandleValue | null {
  const facts = e.index(fn.file)?.facts.functions[fn.function];
  if (!facts || facts.decorators.length === 0) return null;
  const handles = facts.decorators.flatMap((decorator) =>
    alternativesOf(e.evaluate(decorator, fn.file, null)).filter((one): one is HandleValue => one.kind === 'handle'),
  );
  const returns = () => choiceOf(facts.returns.map((one) => e.evaluate(one, fn.file, null)));
  const args: Arguments = { positional: [], named: new Map(facts.returns.length > 0 ? [['returns', returns]] : []), open: null };
  for (const handle of handles) {
    const made = e.sdkIndex.called({ ...handle, chain: [...handle.chain, '@'] }, args, { span: fn.span, file: fn.file });
    if (made)
      return {
        ...made,
        layers: [...made.layers, ...handles.filter((one) => one !== handle && one.sdk === handle.sdk).flatMap((one) => one.layers)],
      };
  }
  return null;
}

/** What a callee stands for besides its plain value: a decorated function, or a method of one (`recommend.stream`). */
export function throughDecorators(
  e: Evaluator,
  value: Value,
  receiver: () => Value,
  property: string | null,
  at: Pick<Value, 'span' | 'file'>,
): readonly Value[] {
  const own = alternativesOf(value).flatMap((one) => (one.kind === 'function' ? (decoratedHandle(e, one) ?? []) : []));
  if (own.length > 0 || property === null || value.kind !== 'unknown') return own;
  return alternativesOf(receiver()).flatMap((one): readonly Value[] => {
    const handle = one.kind === 'function' ? decoratedHandle(e, one) : null;
    return handle ? [e.sdkIndex.member(handle, property, at)] : [];
  });
}
