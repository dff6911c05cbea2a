import type { CallExpr } from '../../model.ts';
import { declaredElement } from '../values/annotations.ts';
import type { Evaluator } from '../values/evaluator.ts';
import type { FileIndex } from '../values/fileIndex.ts';
import { memberOf } from '../values/members.ts';
import { alternativesOf, type FunctionValue, type Value } from '../values/values.ts';
import { createHeldFunctions } from './held.ts';
import type { Target } from './inner.ts';
import type { MethodsByName } from './methodsByName.ts';
import { functionsOf } from './sent.ts';

/** What a callee can reach. */
export interface Targets {
  /** Helpers that calling a value may run. @param call where it is called; null: it is referred to only. */
  of(callee: Value, call: CallExpr | null, index: FileIndex, file: string): readonly Target[];
  /** Whether other implementations may run, of which nothing is known: one method of several classes, of which some reach a model in a way that no table knows. */
  isPartial(called: Value, targets: readonly Target[]): boolean;
}

/** What is asked of a function, which wrappers know. */
export interface TargetParts {
  readonly methods: MethodsByName;
  /** It as a target, where it forwards to a model; empty where it does not. */
  readonly target: (fn: FunctionValue) => readonly Target[];
  /** Whether it asks a model, for itself or for its caller. */
  readonly usesModel: (fn: FunctionValue) => boolean;
}

/** Tells which helpers a call may mean: the function itself, what implements it, or, where the receiver cannot be followed, methods of that name. */
export function createTargets(e: Evaluator, { methods, target, usesModel }: TargetParts): Targets {
  const held = createHeldFunctions(e);

  function targetsOf(callee: Value, call: CallExpr | null, index: FileIndex, file: string): readonly Target[] {
    const functions = functionsOf(e, callee);
    // Of a table of handlers, the two that ask a model say nothing of a call of any.
    const targets =
      functions.length > 3 && functions.some((fn) => target(fn).length > 0) && mostly(functions, 1 / 3).length === 0
        ? []
        : functions.flatMap((fn): readonly Target[] => {
            const own = target(fn);
            // What a base does itself is meant by `super.method()`, whatever its subclasses do.
            return own.length > 0 || isOfBase(call) ? own : implemented(fn);
          });
    if (targets.length > 0 || functions.length > 0) return targets;
    if (call === null || alternativesOf(callee).some((one) => one.kind !== 'unknown' && one.kind !== 'null')) return [];
    const declared = call.callee.kind === 'member' ? declaredElement(e, call.callee.object, index, file) : null;
    if (declared && call.callee.kind === 'member')
      return targetsOf(memberOf(e, declared, call.callee.property, call.callee, file, null), null, index, file);
    const named = methods.candidates(call, index, file);
    const abstract = named.length === 0 ? null : methods.declared(call);
    const promised = abstract ? implemented(abstract) : [];
    if (promised.length > 0) return promised;
    const meant = mostly(named, 3 / 4);
    // Whoever makes the configuration may put another one there.
    return meant.length > 0
      ? meant
      : mostly(held(call, index), 1 / 3)
          .slice(0, 8)
          .map((one) => ({ ...one, isOneOf: true }));
  }

  function isPartial(called: Value, targets: readonly Target[]): boolean {
    const given = functionsOf(e, called).filter((one) => one.self?.kind === 'instance');
    return (
      targets.some((one) => one.isOneOf) ||
      (given.length > 1 && given.some((one) => !targets.some((target) => target.fn.file === one.file) && !isStandIn(e, one)))
    );
  }

  /** What the implementations of an abstract method can reach. */
  function implemented(fn: FunctionValue): readonly Target[] {
    const all = methods.implementations(fn);
    const reached = mostly(all, 1 / 3).slice(0, 8);
    return reached.length > 0 && all.some((one) => target(one).length === 0 && !usesModel(one) && !isStandIn(e, one))
      ? reached.map((one) => ({ ...one, isOneOf: true }))
      : reached;
  }

  /** What these can reach, where at least such a share of them uses a model at all: of sixty tools, the three that ask one say nothing of a call of any. */
  function mostly(functions: readonly FunctionValue[], share: number): readonly Target[] {
    const reached = functions.flatMap(target);
    const using = reached.length === 0 ? [] : functions.filter((fn) => target(fn).length > 0 || usesModel(fn));
    return using.length >= functions.length * share ? reached : [];
  }

  return { of: targetsOf, isPartial };
}

/** What stands in for a model where none is wanted. */
function isStandIn(e: Evaluator, fn: FunctionValue): boolean {
  const index = e.index(fn.file);
  const cls = index?.facts.functions[fn.function]?.class ?? null;
  return (
    /fake|mock|stub|noop|test/i.test(fn.file) ||
    /fake|mock|stub|noop|dummy|echo|test/i.test((cls === null ? undefined : index?.facts.classes[cls]?.name) ?? '')
  );
}

/** A method that hands on to the one it overrides: both are one helper, and who calls it is reported. */
export function handsOnToBase(call: CallExpr, index: FileIndex): boolean {
  return (
    isOfBase(call) && call.callee.kind === 'member' && index.namedFunction(call.inFunction)?.split('.').at(-1) === call.callee.property
  );
}

/** `super.method(...)`, `super().method(...)`. */
function isOfBase(call: CallExpr | null): boolean {
  const object = call?.callee.kind === 'member' ? call.callee.object : null;
  return (
    (object?.kind === 'name' && object.name === 'super') ||
    (object?.kind === 'call' && object.callee.kind === 'name' && object.callee.name === 'super')
  );
}
