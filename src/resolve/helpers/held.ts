import type { CallExpr, Expr } from '../../model.ts';
import { lastNameOf } from '../requests/callees.ts';
import type { Evaluator } from '../values/evaluator.ts';
import { getOrCreate, type FileIndex } from '../values/fileIndex.ts';
import { alternativesOf, type FunctionValue } from '../values/values.ts';

/** A function that a configuration keeps under a name: the default of a field (`llm_func: Callable = ask_gpt`), what is written to it, an argument (`Index(llm_func=ask_gpt)`). */
interface Held {
  readonly key: string;
  readonly value: Expr;
}

/** Only a name that says that a function is behind it is looked up by itself. */
const functionName = /(?:^|_)(?:func|fn|function|callable|callback)$|[a-z](?:Func|Fn|Function|Callback)$/;

/** What a file keeps under names of functions. */
export function heldIn(index: FileIndex): readonly Held[] {
  const isReference = (value: Expr | undefined): value is Expr => value !== undefined && (value.kind === 'name' || value.kind === 'member');
  const fields = index.facts.classes.flatMap((one) => one.fields.map(({ name, value }) => ({ key: name, value })));
  const writes = index.facts.writes.map(({ property, value }) => ({ key: property ?? '', value }));
  const given = index.facts.calls.flatMap(({ args }) => args.map(({ name, value }) => ({ key: name ?? '', value })));
  return [...fields, ...writes, ...given].flatMap(({ key, value }) =>
    functionName.test(key) && isReference(value) ? [{ key, value }] : [],
  );
}

/** The project functions that one such value is. */
export function heldFunctions(e: Evaluator, { value }: Held, file: string): readonly FunctionValue[] {
  return alternativesOf(e.evaluate(value, file, null)).filter((one): one is FunctionValue => one.kind === 'function');
}

/** The functions that the loaded files keep under the name by which a callee takes one out: `config["llm_func"](prompt)`, `ask = self.llm_func`, `partial(config.get("llm_func"), ...)`. */
export function createHeldFunctions(e: Evaluator): (call: CallExpr, index: FileIndex) => readonly FunctionValue[] {
  const collect = (): ReadonlyMap<string, FunctionValue[]> => {
    const found = new Map<string, FunctionValue[]>();
    for (const file of e.loaded()) {
      const index = e.index(file);
      for (const one of index ? heldIn(index) : []) {
        const all = getOrCreate(found, one.key, () => []);
        all.push(
          ...heldFunctions(e, one, file).filter((fn) => !all.some((other) => other.file === fn.file && other.function === fn.function)),
        );
      }
    }
    return found;
  };
  return (call, index) => {
    const key = keyOf(call.callee, index, 0);
    return key === null || !functionName.test(key)
      ? []
      : e.overall(
          `held ${key}`,
          () => e.table('held', collect).get(key) ?? [],
          (found) => found.map((one) => `${one.file}#${one.function}`).join(' '),
          [],
        );
  };
}

function keyOf(expr: Expr, index: FileIndex, depth: number): string | null {
  if (depth > 3) return null;
  if (expr.kind === 'member') return expr.property;
  if (expr.kind === 'index') return textIn(expr.index);
  if (expr.kind === 'call') {
    const first = expr.args[0]?.value;
    const name = lastNameOf(expr.callee);
    return !first ? null : name === 'get' ? textIn(first) : name === 'partial' ? keyOf(first, index, depth + 1) : null;
  }
  if (expr.kind !== 'name') return null;
  for (let scope: number | null = expr.scope; scope !== null; scope = index.facts.scopes[scope]?.parent ?? null) {
    const keys = index.bindings(scope, expr.name).map(({ from }) => (from.kind === 'value' ? keyOf(from.value, index, depth + 1) : null));
    if (keys.length > 0) return keys.find((key) => key !== null) ?? null;
  }
  return null;
}

function textIn(expr: Expr): string | null {
  const only = expr.kind === 'text' && expr.parts.length === 1 ? expr.parts[0] : undefined;
  return typeof only === 'string' ? only : null;
}
