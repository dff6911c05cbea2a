import type { CallExpr, Expr, FunctionFact, LlmCall } from '../../model.ts';
import type { Evaluator, Memory } from '../values/evaluator.ts';
import { argumentsOf } from '../values/expressions.ts';
import type { FileIndex } from '../values/fileIndex.ts';
import { lineage } from '../values/lineage.ts';
import { alternativesOf, type Arguments, type FunctionValue, type Value } from '../values/values.ts';
import { forwards } from './forwarding.ts';
import type { Inner, Target } from './inner.ts';
import { callsWithin } from './wrappers.ts';

/** Words of the names of attributes that hold a conversation. */
const conversation = /messages|msgs|history|conversation|dialog|memory|prompts|turns|context/i;

/** Methods that add to what is kept: of lists, and of memories that libraries have. */
const adders = /^(?:append|extend|insert|add|push|unshift|appendleft)$|^(?:add|append|push|put|save)_?\w*(?:message|turn|user|context)/i;

/** Conversations that objects keep: a method, or a function that is handed the object, adds to one what it is handed, and it or another method of the object sends it. */
export interface Kept {
  /** The attributes that a function adds to. */
  by(fn: FunctionValue): ReadonlySet<string>;
  /** The request that sends what a method keeps: in itself or in a method that it calls. Null for one that keeps nothing. */
  sending(fn: FunctionValue): Inner | null;
  /** `self.complete()` in a method that keeps something: the requests of a method of the same object that send it. */
  through(call: CallExpr, within: FunctionValue): (Inner & { kind: 'wrapper' }) | null;
}

/** What finding helpers can tell about the calls in them. */
interface Finder {
  requestIn(call: CallExpr, index: FileIndex, file: string): Inner | null;
  implementations(fn: FunctionValue): readonly FunctionValue[];
  /** What the request behind is billed by. */
  billingOf(inner: Inner): LlmCall['billing'];
  /** Null where the same is being asked already. */
  once<T>(key: string, compute: () => T | null): T | null;
}

/** Methods that call methods are followed this far. */
const deepest = 3;

/** Finds kept conversations, and remembers them as long as the evaluator's files hold. */
export function createKept(e: Evaluator, finder: Finder): Kept {
  const memo: Memory<string, ReadonlySet<string>> = new Map();
  const by = (fn: FunctionValue) => e.remembered(memo, `${fn.file}#${fn.function}`, () => keptBy(e, fn));

  function sending(fn: FunctionValue, kept: ReadonlySet<string>, depth: number): Inner | null {
    const index = e.index(fn.file);
    if (!index || kept.size === 0) return null;
    const mentions = mentionsKept(e, fn, kept);
    for (const call of callsWithin(index, fn.function)) {
      const inner = mentions ? finder.requestIn(call, index, fn.file) : null;
      if (inner && finder.billingOf(inner) === 'tokens') return inner;
      const own = through(call, fn.file, kept, depth);
      if (own) return own;
    }
    return null;
  }

  function through(call: CallExpr, file: string, kept: ReadonlySet<string>, depth: number): (Inner & { kind: 'wrapper' }) | null {
    if (depth > deepest || kept.size === 0) return null;
    const targets = methodsCalled(e, call.callee, file).flatMap((fn): readonly Target[] => {
      const implementations = finder.implementations(fn).slice(0, 8);
      return (implementations.length > 0 ? implementations : [fn]).flatMap((one): readonly Target[] => {
        const inner = finder.once(`sends ${one.file}#${one.function}`, () => sending(one, kept, depth + 1));
        return inner ? [{ fn: one, inner }] : [];
      });
    });
    return targets.length > 0
      ? {
          kind: 'wrapper',
          call,
          file,
          callee: call.callee,
          targets,
          targetsWithin: () => [],
          args: (frame) => argumentsOf(e, call, file, frame),
        }
      : null;
  }

  return { by, sending: (fn) => sending(fn, by(fn), 0), through: (call, within) => through(call, within.file, by(within), 0) };
}

/**
 * Attributes of its own object, named like a conversation, to which a method adds what its caller hands it: `self.messages.append({"role": "user", "content": text})`,
 * `self.history += [...]`, or another method that does (`self.add("user", text)`). A constructor keeps what it is given for later, and sends nothing by that.
 * A function that is no method does so with an object that it is handed (`session.history.push({ role: "user", content: text })`).
 */
function keptBy(e: Evaluator, fn: FunctionValue, depth = 0): ReadonlySet<string> {
  const index = e.index(fn.file);
  const facts = index?.facts.functions[fn.function];
  const kept = new Set<string>();
  if (!index || !facts || facts.kind === 'constructor' || facts.parameters.length === 0) return kept;
  const isHolder = holderOf(facts);
  const carries = (value: Value): boolean =>
    forwards(value, fn, facts, () => true) || (value.kind === 'instance' && value.args !== null && valuesOf(value.args).some(carries));
  for (const call of index.callsBetween(facts.span)) {
    if (call.callee.kind !== 'member' || call.args.length === 0) continue;
    const attribute = attributeOf(call.callee.object, isHolder);
    const adds = attribute !== null && conversation.test(attribute) && adders.test(call.callee.property);
    if (!adds && !isHolder(call.callee.object)) continue;
    if (!valuesOf(argumentsOf(e, call, fn.file, null)).some(carries)) continue;
    if (adds) kept.add(attribute);
    else if (depth < 2)
      for (const method of methodsCalled(e, call.callee, fn.file, isHolder)) for (const one of keptBy(e, method, depth + 1)) kept.add(one);
  }
  for (const write of index.facts.writes) {
    if (
      write.property === null ||
      !isHolder(write.object) ||
      !conversation.test(write.property) ||
      write.span.start < facts.span.start ||
      write.span.end > facts.span.end
    )
      continue;
    if (carries(e.evaluate(write.value, fn.file, null))) kept.add(write.property);
  }
  return kept;
}

/**
 * Whether a function mentions what its object keeps: by itself, or through a property or method of the object that does (`self.messages_as_dicts`).
 * One that is handed the object must mention it where it adds to it and once more.
 */
function mentionsKept(e: Evaluator, fn: FunctionValue, kept: ReadonlySet<string>): boolean {
  const index = e.index(fn.file);
  const facts = index?.facts.functions[fn.function];
  if (!index || !facts) return false;
  const cls = facts.class ?? classAround(index, facts);
  if (cls === null)
    return facts.parameters.some(({ name }) => [...kept].some((one) => index.text(facts.span).split(`${name}.${one}`).length > 2));
  const names = ownNames(index, facts);
  if (names.some((name) => kept.has(name))) return true;
  return lineage(e, fn.file, cls).some((owner) => {
    const at = owner.kind === 'class' ? e.index(owner.file) : null;
    const methods = owner.kind === 'class' ? (at?.facts.classes[owner.class]?.methods ?? []) : [];
    return (
      at !== null &&
      methods.some((one) => {
        const method = at.facts.functions[one];
        return (
          method?.name !== null &&
          method !== undefined &&
          method !== facts &&
          names.includes(method.name) &&
          ownNames(at, method).some((name) => kept.has(name))
        );
      })
    );
  });
}

/** The project functions that `self.method`, or a method of an object that is handed in, may be. */
function methodsCalled(e: Evaluator, callee: Expr, file: string, isHolder = isSelf): readonly FunctionValue[] {
  if (callee.kind !== 'member' || !isHolder(callee.object)) return [];
  return alternativesOf(e.evaluate(callee, file, null)).filter((one): one is FunctionValue => one.kind === 'function');
}

/** Values of everything that a call is given. */
export function valuesOf(args: Arguments): readonly Value[] {
  return [...args.positional.map((one) => one()), ...[...args.named.values()].map((one) => one()), ...(args.open ? [args.open] : [])];
}

function isSelf(expr: Expr): boolean {
  return expr.kind === 'name' && (expr.name === 'self' || expr.name === 'this');
}

/** Tells the object whose conversation a function may keep: a method's own, otherwise any that it is handed. */
function holderOf(facts: FunctionFact): (expr: Expr) => boolean {
  if (facts.class !== null) return isSelf;
  return (expr) => expr.kind === 'name' && facts.parameters.some(({ name }) => name === expr.name);
}

/** `messages` of `self.messages`, `self.messages.items` and `self.messages[user]`. */
function attributeOf(expr: Expr, isHolder: (expr: Expr) => boolean): string | null {
  if (expr.kind === 'index') return attributeOf(expr.object, isHolder);
  if (expr.kind !== 'member') return null;
  return isHolder(expr.object) ? expr.property : attributeOf(expr.object, isHolder);
}

/** Names of what a function takes of its own object. */
function ownNames(index: FileIndex, facts: FunctionFact): readonly string[] {
  return [...index.text(facts.span).matchAll(/\b(?:self|this)\.(\w+)/g)].map(([, name = '']) => name);
}

/** The class of the method that a function stands in. */
function classAround(index: FileIndex, facts: FunctionFact): number | null {
  for (let at = facts.parent; at !== null; at = index.facts.functions[at]?.parent ?? null) {
    const cls = index.facts.functions[at]?.class ?? null;
    if (cls !== null) return cls;
  }
  return null;
}
