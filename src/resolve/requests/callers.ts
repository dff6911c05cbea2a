import type { CallExpr } from '../../model.ts';
import { lastNameOf } from './callees.ts';
import type { Evaluator } from '../values/evaluator.ts';
import { argumentsOf } from '../values/expressions.ts';
import { getOrCreate } from '../values/fileIndex.ts';
import { lineage } from '../values/lineage.ts';
import { isTestPath } from '../values/modules.ts';
import { alternativesOf, frameOf, noArguments, type Frame, type FunctionValue, type ParameterRef, type Value } from '../values/values.ts';

/** A call by its place. */
export interface CallAt {
  readonly file: string;
  readonly call: CallExpr;
}

/** Callers that are read for one function: more tell nothing new. */
const mostCallers = 8;
/** Calls by one name: a name that more share is too common to ask what each of them means. */
const mostNamed = 60;
/** How far back: the callers of a caller, and theirs. */
const deepest = 3;

/**
 * The ways in which the project's own code calls the function that a parameter is of, or makes the object whose constructor it is of, as frames to read
 * an expression of the function (of a method of that object) in. Callers in tests count for tests only. None where nobody calls it, or its name is too common.
 * @param method the function that the expression stands in.
 */
export function callerFrames(e: Evaluator, parameter: ParameterRef, method: number, depth = 0): readonly Frame[] {
  const index = e.index(parameter.file);
  const facts = index?.facts.functions[parameter.function];
  if (!index || !facts?.name || depth > deepest) return [];
  const cls = facts.class === null || (facts.name !== '__init__' && facts.name !== 'constructor') ? null : facts.class;
  const calls = named(e, cls === null ? facts.name : (index.facts.classes[cls]?.name ?? '')).filter(
    (one) => isTestPath(parameter.file) || !isTestPath(one.file),
  );
  if (calls.length > mostNamed) return [];
  const frames: Frame[] = [];
  for (const { file, call } of calls) {
    for (const callee of alternativesOf(e.evaluate(call.callee, file, null))) {
      if (frames.length >= mostCallers) return frames;
      const overriding = callee.kind === 'function' ? overridingFrame(e, callee, parameter, call, file) : null;
      if (overriding) frames.push(overriding);
      if (
        cls === null
          ? callee.kind !== 'function' || callee.function !== parameter.function || callee.file !== parameter.file
          : callee.kind !== 'class' || callee.class !== cls || callee.file !== parameter.file
      )
        continue;
      for (const outer of outerFrames(e, call, file, depth)) {
        const args = argumentsOf(e, call, file, outer);
        if (callee.kind === 'function') frames.push(frameOf(callee, args, outer));
        else
          frames.push(
            frameOf(
              {
                file: parameter.file,
                function: method,
                self: { kind: 'instance', class: cls ?? 0, args, span: call.span, file: parameter.file },
              },
              noArguments,
              outer,
            ),
          );
      }
    }
  }
  return frames;
}

/** `self.request(self.client(), ...)` in a base class, as it calls the method of a subclass: on an object of that one. Null where the call means another function. */
function overridingFrame(
  e: Evaluator,
  callee: FunctionValue,
  { file: own, function: method }: ParameterRef,
  call: CallExpr,
  file: string,
): Frame | null {
  const facts = e.index(own)?.facts.functions[method];
  const base = e.index(callee.file)?.facts.functions[callee.function];
  if (
    !facts ||
    !base ||
    facts.class === null ||
    base.class === null ||
    base.name !== facts.name ||
    callee.self?.kind !== 'instance' ||
    call.inFunction === null
  )
    return null;
  if (
    e.index(file)?.facts.functions[call.inFunction]?.class === null ||
    !lineage(e, own, facts.class)
      .slice(1)
      .some((one) => one.kind === 'class' && one.file === callee.file && one.class === base.class)
  )
    return null;
  const self = { kind: 'instance', file: own, class: facts.class, args: null, span: null } as const;
  const outer = frameOf({ file, function: call.inFunction, self }, noArguments, null);
  return frameOf({ file: own, function: method, self }, argumentsOf(e, call, file, outer), outer);
}

/** The frames that a call's own function runs in, where its arguments come from there; otherwise it stands for itself. */
function outerFrames(e: Evaluator, call: CallExpr, file: string, depth: number): readonly (Frame | null)[] {
  const args = argumentsOf(e, call, file, null);
  const parameter = [...args.positional, ...args.named.values()]
    .flatMap((one) => parameterOf(one()) ?? [])
    .find((one) => one.file === file);
  const frames = parameter && call.inFunction !== null ? callerFrames(e, parameter, call.inFunction, depth + 1) : [];
  return frames.length > 0 ? frames : [null];
}

/** The parameter that an unknown value comes from; null for any other value. */
export function parameterOf(value: Value): ParameterRef | null {
  return value.kind === 'unknown' ? (value.parameter ?? value.roots[0] ?? null) : null;
}

/** Calls in the loaded files whose callee ends with a name. */
function named(e: Evaluator, name: string): readonly CallAt[] {
  return e.overall(
    `calls ${name}`,
    () => e.table('calls', () => callsByName(e)).get(name) ?? [],
    (found) => found.map((one) => `${one.file}#${one.call.span.start}`).join(' '),
    [],
  );
}

function callsByName(e: Evaluator): ReadonlyMap<string, readonly CallAt[]> {
  const found = new Map<string, CallAt[]>();
  for (const file of e.loaded())
    for (const call of e.index(file)?.facts.calls ?? []) getOrCreate(found, lastNameOf(call.callee), () => []).push({ file, call });
  return found;
}
