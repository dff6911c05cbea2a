import type { Expr } from '../model.ts';
import type { Evaluator } from './values/evaluator.ts';
import type { FileIndex } from './values/fileIndex.ts';
import { returned } from './values/returned.ts';
import { alternativesOf, functionIn, noArguments, type Value } from './values/values.ts';

/**
 * Names by which other files reach something that an SDK made here: `support_agent = Agent(...)`, `def get_client(): return Anthropic()`,
 * a class with such a method or field. Files that import this one and mention them may hold calls though they name no SDK.
 */
export function holdersIn(e: Evaluator, index: FileIndex, path: string): readonly string[] {
  const values = index.facts.bindings.flatMap((one) =>
    one.scope === 0 && one.from.kind === 'value' && mayMake(one.from.value) && holds(e, e.evaluate(one.from.value, path, null))
      ? [one.name]
      : [],
  );
  const makers = index.facts.functions.flatMap((facts, i): readonly string[] => {
    if (!facts.name || !facts.returns.some(mayMake)) return [];
    const value = returned(e, functionIn(path, i, facts), noArguments);
    if (!holds(e, value)) return [];
    const cls = facts.class === null ? undefined : index.facts.classes[facts.class];
    return cls ? [cls.name] : [facts.name];
  });
  const keepers = index.facts.writes.flatMap((one): readonly string[] => {
    const cls = one.inFunction === null ? null : (index.facts.functions[one.inFunction]?.class ?? null);
    if (
      cls === null ||
      one.object.kind !== 'name' ||
      !/^(self|this)$/.test(one.object.name) ||
      !mayMake(one.value) ||
      !holds(e, e.evaluate(one.value, path, null))
    )
      return [];
    return [index.facts.classes[cls]?.name ?? ''];
  });
  return [...new Set([...values, ...makers, ...keepers])].filter((name) => name.length > 1);
}

/** Only what is made by a call, piped, or handed on, can be of an SDK. */
function mayMake(expr: Expr): boolean {
  return (
    expr.kind === 'call' ||
    expr.kind === 'name' ||
    expr.kind === 'member' ||
    (expr.kind === 'binary' && expr.operator === '|') ||
    (expr.kind === 'choice' && expr.alternatives.some(mayMake))
  );
}

function holds(e: Evaluator, value: Value): boolean {
  return alternativesOf(value).some((one) => one.kind === 'handle' && one.chain.length === 0 && e.sdkIndex.hasOperations(one));
}
