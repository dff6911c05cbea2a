import type { CallExpr } from '../../model.ts';
import { lastNameOf } from '../requests/callees.ts';
import type { Evaluator } from '../values/evaluator.ts';
import { argumentsOf } from '../values/expressions.ts';
import { hasReceiver } from '../values/parameters.ts';
import { rootsOf } from '../values/roots.ts';
import { textOf } from '../values/textValues.ts';
import { alternativesOf, unknown, type Arguments, type Frame } from '../values/values.ts';
import type { Reference } from './reference.ts';

/** Methods that queues and workers give to a function that a decorator made a task: of Celery, Huey, TaskIQ, Ray, Modal, Prefect, Dramatiq. */
const taskMethods: ReadonlySet<string> = new Set(['delay', 'apply_async', 'kiq', 'remote', 'local', 'spawn', 'submit', 'send', 'defer']);

/** `summarize.delay(text)`, `summarize.apply_async(args=[text])`: a function of the project that runs elsewhere with what it is given here. */
export function asTask(e: Evaluator, call: CallExpr, file: string): Reference | null {
  const { callee } = call;
  if (callee.kind !== 'member' || !taskMethods.has(callee.property) || (callee.object.kind !== 'name' && callee.object.kind !== 'member'))
    return null;
  const decorators = alternativesOf(e.evaluate(callee.object, file, null)).flatMap((one) =>
    one.kind === 'function' ? (e.index(one.file)?.facts.functions[one.function]?.decorators ?? []) : [],
  );
  if (decorators.length === 0) return null;
  const given =
    callee.property === 'apply_async'
      ? packed(call, ['args', 0], ['kwargs', 1])
      : (from: string, frame: Frame | null) => argumentsOf(e, call, from, frame);
  // Celery hands a task that is bound itself first: https://docs.celeryq.dev/en/stable/userguide/tasks.html#bound-tasks
  const isBound = decorators.some(
    (one) => one.kind === 'call' && one.args.some(({ name, value }) => name === 'bind' && value.kind === 'flag' && value.value),
  );
  const itself = () => unknown('the task itself', 'self');
  return {
    expr: callee.object,
    args: (_, from, frame) => {
      const args = given(from, frame, e);
      return isBound ? { ...args, positional: [itself, ...args.positional] } : args;
    },
  };
}

/** Reads arguments that are handed over as a list and a record. */
export function packed(
  call: CallExpr,
  list: readonly [string, number],
  record: readonly [string, number],
): (file: string, frame: Frame | null, e: Evaluator) => Arguments {
  const given = ([name, position]: readonly [string, number]) =>
    (
      call.args.find((one) => one.name === name) ??
      (call.args.slice(0, position + 1).every((one) => one.name === null && one.spread === 'none') ? call.args[position] : undefined)
    )?.value;
  return (file, frame, e) => {
    const items = given(list);
    const entries = given(record);
    const positional = items ? e.evaluate(items, file, frame) : null;
    const named = entries ? e.evaluate(entries, file, frame) : null;
    const unread = [positional, named].find((one) => one !== null && one.kind !== 'list' && one.kind !== 'record');
    return {
      positional: positional?.kind === 'list' ? positional.items.map((one) => () => one) : [],
      named: new Map(named?.kind === 'record' ? [...named.entries].map(([name, one]) => [name, () => one] as const) : []),
      open: unread ? unknown('arguments kept elsewhere', textOf(e, call, file), rootsOf(unread), { span: call.span, file }) : null,
    };
  };
}

/** `self.with_fallback("raw_answer", model=..., messages=...)`: a method that gets the name of another one of its object, and takes it by that name. */
export function calledByName(e: Evaluator, call: CallExpr, file: string): Reference | null {
  const callee = call.callee;
  if (callee.kind !== 'member') return null;
  for (const [at, given] of call.args.entries()) {
    const name = given.value.kind === 'text' && given.value.parts.length === 1 ? given.value.parts[0] : undefined;
    if (given.spread !== 'none' || typeof name !== 'string' || !/^[A-Za-z_]\w+$/.test(name)) continue;
    for (const fn of alternativesOf(e.evaluate(callee, file, null))) {
      const index = fn.kind === 'function' && fn.self !== null ? e.index(fn.file) : null;
      const facts = fn.kind === 'function' ? index?.facts.functions[fn.function] : undefined;
      if (fn.kind !== 'function' || !index || !facts) continue;
      const parameter = given.name ?? facts.parameters[at + (hasReceiver(index, fn.function) ? 1 : 0)]?.name;
      const takes = index
        .callsBetween(facts.span)
        .some(
          ({ callee: taker, args: [object, key] }) =>
            lastNameOf(taker) === 'getattr' &&
            object?.value.kind === 'name' &&
            /^(self|cls)$/.test(object.value.name) &&
            key?.value.kind === 'name' &&
            key.value.name === parameter,
        );
      if (takes)
        return {
          expr: { kind: 'member', span: given.value.span, object: callee.object, property: name },
          args: (_, from, frame) => ({ ...argumentsOf(e, call, from, frame), positional: [] }),
        };
    }
  }
  return null;
}
