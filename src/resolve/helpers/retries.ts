import type { CallExpr, Expr } from '../../model.ts';
import { lastNameOf } from '../requests/callees.ts';
import type { Evaluator } from '../values/evaluator.ts';
import { argumentsOf } from '../values/expressions.ts';
import type { FileIndex } from '../values/fileIndex.ts';
import { familyOf } from '../values/modules.ts';
import { readPaths } from '../requests/paths.ts';
import type { Value } from '../values/values.ts';

/** Attempts that a library makes. */
export interface Attempts {
  /** At most; null where no limit of attempts is set, or it cannot be told. */
  readonly limit: number | null;
}

/** How a library is told to try again. */
interface RetryRule {
  readonly modules: readonly string[];
  readonly names: readonly string[];
  /** Where the limit is written. */
  readonly at: readonly string[];
  /** What the limit leaves out: 1 where it counts the attempts after the first. */
  readonly more: number;
  /** Limit of the library, as `at` counts it; null: none. */
  readonly byDefault: number | null;
  /** It makes something whose `execute` tries, instead of trying. */
  readonly isPolicy?: true;
}

/** https://tenacity.readthedocs.io/, https://github.com/litl/backoff, https://stamina.hynek.me/, https://github.com/invl/retry, https://github.com/groodt/retrying, https://github.com/sindresorhus/p-retry, https://github.com/vercel/async-retry, https://github.com/connor4312/cockatiel */
const rules: readonly RetryRule[] = [
  { modules: ['tenacity'], names: ['retry', 'Retrying', 'AsyncRetrying'], at: ['stop', '#1'], more: 0, byDefault: null },
  { modules: ['backoff'], names: ['on_exception', 'on_predicate'], at: ['max_tries'], more: 0, byDefault: null },
  { modules: ['stamina'], names: ['retry', 'retry_context'], at: ['attempts'], more: 0, byDefault: 10 },
  { modules: ['retry', 'retry.api', 'retry2'], names: ['retry'], at: ['tries', '#1'], more: 0, byDefault: null },
  { modules: ['retrying'], names: ['retry'], at: ['stop_max_attempt_number'], more: 0, byDefault: null },
  { modules: ['p-retry', 'async-retry'], names: ['default', 'pRetry', 'retry', ''], at: ['#1.retries'], more: 1, byDefault: 10 },
  { modules: ['cockatiel'], names: ['retry'], at: ['#1.maxAttempts'], more: 1, byDefault: null, isPolicy: true },
];

/**
 * The attempts that an expression asks a library for: a decorator (`@retry(stop=stop_after_attempt(3))`), what a loop goes over (`Retrying(...)`), or the
 * call that a function is handed to (`pRetry(run, { retries: 5 })`, `policy.execute(run)`). Null when it is none of them.
 */
export function attemptsOf(e: Evaluator, expr: Expr, index: FileIndex, file: string): Attempts | null {
  if (expr.kind !== 'call') {
    const rule = ruleOf(e.evaluate(expr, file, null));
    return rule && !rule.isPolicy ? { limit: rule.byDefault === null ? null : rule.byDefault + rule.more } : null;
  }
  const made = expr.callee.kind === 'member' && expr.callee.property === 'execute' ? madeBy(expr.callee.object, index) : expr;
  const rule = made && ruleOf(e.evaluate(made.callee, file, null));
  if (!made || !rule || (rule.isPolicy === true) !== (made !== expr)) return null;
  const found = readPaths(argumentsOf(e, made, file, null), rule.at, familyOf(index.facts.language), 0);
  if (found.state === 'absent') return { limit: rule.byDefault === null ? null : rule.byDefault + rule.more };
  const written = found.state === 'here' && found.value.kind === 'number' ? found.value.value : stopOf(e, made, file);
  return { limit: written === null ? null : written + rule.more };
}

function ruleOf(value: Value): RetryRule | null {
  if (value.kind !== 'external') return null;
  const name = value.path.at(-1) ?? '';
  return rules.find((one) => one.modules.includes(value.module) && one.names.includes(name)) ?? null;
}

/** The call that made what a name stands for: `const policy = retry(handleAll, { maxAttempts: 3 })`. */
function madeBy(expr: Expr, index: FileIndex): CallExpr | null {
  if (expr.kind !== 'name') return null;
  const values = index.facts.bindings.flatMap((one) => (one.name === expr.name && one.from.kind === 'value' ? [one.from.value] : []));
  const [only] = values;
  return values.length === 1 && only?.kind === 'call' ? only : null;
}

/** `stop=stop_after_attempt(3)`, also beside another condition: `stop_after_attempt(3) | stop_after_delay(60)`. */
function stopOf(e: Evaluator, call: CallExpr, file: string): number | null {
  const look = (expr: Expr | undefined): number | null => {
    if (expr?.kind === 'binary') return look(expr.left) ?? look(expr.right);
    if (expr?.kind !== 'call') return null;
    if (lastNameOf(expr.callee) === 'stop_any') return expr.args.reduce<number | null>((found, one) => found ?? look(one.value), null);
    const [count] = expr.args;
    const value = lastNameOf(expr.callee) === 'stop_after_attempt' && count ? e.evaluate(count.value, file, null) : null;
    return value?.kind === 'number' ? value.value : null;
  };
  return look(call.args.find((one) => one.name === 'stop')?.value);
}
