import type { CallExpr, FunctionFact, MemberExpr } from '../../model.ts';
import type { Evaluator } from '../values/evaluator.ts';
import { getOrCreate, type FileIndex } from '../values/fileIndex.ts';
import { instanceMember } from '../values/instances.ts';
import { isStub } from '../values/lineage.ts';
import { isTestPath } from '../values/modules.ts';
import { hasReceiver } from '../values/parameters.ts';
import { alternativesOf, functionIn, type FunctionValue, type InstanceValue, type Value } from '../values/values.ts';

/** The project's functions and methods by their names: what a call may mean whose receiver cannot be followed, or is known by an abstract class only. */
export interface MethodsByName {
  /** What a method call on a receiver that nothing is known of may call; empty where the name or the call fits too much, or too little. */
  candidates(call: CallExpr, index: FileIndex, file: string): readonly FunctionValue[];
  /** The abstract method that a method call on a receiver that nothing is known of means by its name; null where no class or several declare one. */
  declared(call: CallExpr): FunctionValue | null;
  /** The implementations of an abstract method in the classes below its own; empty for a method that does something itself. */
  implementations(fn: FunctionValue): readonly FunctionValue[];
}

/** Functions of one name of which any may be meant; of more, none is. */
const mostMeant = 8;

/** Method names that too many things have to be found by the name alone. */
const genericMethods = new Set([
  'get',
  'set',
  'run',
  'call',
  'send',
  'create',
  'update',
  'add',
  'execute',
  'process',
  'invoke',
  'generate',
  'handle',
  'main',
  'start',
  'write',
  'read',
  'post',
  'query',
  'search',
  'chat',
  'complete',
  'predict',
  'forward',
  'parse',
  'stream',
  'embed',
  'delete',
  'close',
  'append',
  'init',
  'load',
  'save',
  'format',
  'apply',
  'next',
  'push',
  'map',
  'filter',
  'print',
  'log',
  'info',
  'ask',
  'fetch',
  'open',
  'emit',
  'on',
  'use',
  'render',
  'submit',
  'perform',
  'train',
  'fit',
  'evaluate',
  'step',
  'reset',
  'connect',
  'request',
  'send_message',
  'sendMessage',
]);

/** Whether a method's name alone says which is meant. */
function isTelling(call: CallExpr): call is CallExpr & { callee: MemberExpr } {
  return call.callee.kind === 'member' && !genericMethods.has(call.callee.property) && call.callee.property.length >= 6;
}

/** An index over the loaded files, made when first asked and again after more are loaded. */
export function createMethodsByName(e: Evaluator): MethodsByName {
  const stubs = new WeakMap<FunctionFact, boolean>();

  return {
    candidates(call, index, file) {
      if (!isTelling(call) || index.facts.imports.length === 0) return [];
      const found: FunctionValue[] = [];
      for (const one of methodsNamed(call.callee.property)) {
        // `def embed(self, text): return self.model.embed(text)` hands on to another of its name.
        if (!takes(e, one, call) || isDeclaredOnly(one) || (one.file === file && isWithin(index, call.inFunction, one.function))) continue;
        if (found.length === mostMeant) return [];
        found.push(one);
      }
      return found.length > 0 && !isForeign(e, call, file) ? found : [];
    },
    declared(call) {
      if (!isTelling(call)) return null;
      const [only, ...others] = methodsNamed(call.callee.property).filter((one) => one.self !== null && isDeclaredOnly(one));
      return only && others.length === 0 && takes(e, only, call) ? only : null;
    },
    implementations(fn) {
      const facts = e.index(fn.file)?.facts.functions[fn.function];
      if (!facts || facts.class === null || !facts.name || !isAbstract(e.index(fn.file) as FileIndex, fn.function, facts)) return [];
      // What tests put in its place is no implementation, except of what they declare themselves.
      const counts = (one: FunctionValue) => isTestPath(fn.file) || !isTestPath(one.file);
      const protocol = protocolMethods(e, fn.file, facts.class);
      if (protocol)
        return methodsNamed(facts.name).filter(
          (one) =>
            !isDeclaredOnly(one) &&
            one.self?.kind === 'instance' &&
            protocol.every((name) => instanceMember(e, one.self as InstanceValue, name) !== null) &&
            counts(one),
        );
      return methodsNamed(facts.name)
        .filter((one) => one.file !== fn.file || one.function !== fn.function)
        .filter((one) => descends(e, one, fn.file, facts.class as number) && !isDeclaredOnly(one) && counts(one));
    },
  };

  function isDeclaredOnly(fn: FunctionValue): boolean {
    const index = e.index(fn.file);
    const facts = index?.facts.functions[fn.function];
    if (!index || !facts) return false;
    const known = stubs.get(facts);
    if (known !== undefined) return known;
    const found = isStub(index, fn.function, facts);
    stubs.set(facts, found);
    return found;
  }

  function methodsNamed(name: string): readonly FunctionValue[] {
    return e.overall(
      `methods ${name}`,
      () => e.table('methods', indexMethods).get(name) ?? [],
      (found) => found.map((one) => `${one.file}#${one.function}`).join(' '),
      [],
    );
  }

  function indexMethods(): ReadonlyMap<string, FunctionValue[]> {
    const found = new Map<string, FunctionValue[]>();
    for (const path of e.loaded()) {
      for (const [i, facts] of e.index(path)?.facts.functions.entries() ?? []) {
        if (!facts.name || (facts.class === null && facts.parent !== null)) continue;
        getOrCreate(found, facts.name, () => []).push(functionIn(path, i, facts));
      }
    }
    return found;
  }
}

/** Whether a place stands in a function, or in one that is written in it. */
function isWithin(index: FileIndex, from: number | null, fn: number): boolean {
  for (let at = from; at !== null; at = index.facts.functions[at]?.parent ?? null) if (at === fn) return true;
  return false;
}

/** A method that does next to nothing is what its subclasses do. */
function isAbstract(index: FileIndex, fn: number, facts: FunctionFact): boolean {
  return index.callsIn(fn).length <= 1 && facts.returns.length <= 1;
}

/** Names of the methods that a `Protocol` asks for: any class that has them is one. Null for any other class. */
function protocolMethods(e: Evaluator, file: string, cls: number): readonly string[] | null {
  const index = e.index(file);
  const facts = index?.facts.classes[cls];
  if (!index || !facts?.bases.some((base) => /(^|\.)Protocol(\[|$)/.test(index.text(base.span)))) return null;
  return facts.methods.flatMap((one) => index.facts.functions[one]?.name ?? []);
}

function descends(e: Evaluator, fn: FunctionValue, file: string, cls: number): boolean {
  const own = e.index(fn.file)?.facts.functions[fn.function]?.class;
  const base = e.index(file)?.facts.classes[cls]?.name;
  if (own === null || own === undefined || !base) return false;
  const seen = new Set<string>();
  const climbs = (path: string, at: number): boolean => {
    if (seen.has(`${path}#${at}`)) return false;
    seen.add(`${path}#${at}`);
    return (e.index(path)?.facts.classes[at]?.bases ?? []).some((expr) => {
      const value = e.evaluate(expr, path, null);
      if (value.kind !== 'class') return false;
      return (value.file === file && value.class === cls) || climbs(value.file, value.class);
    });
  };
  return climbs(fn.file, own);
}

/** Whether a function can be called with these arguments: each name is one of its parameters, and there are not more or fewer than it takes. */
function takes(e: Evaluator, fn: FunctionValue, call: CallExpr): boolean {
  const index = e.index(fn.file);
  const facts = index?.facts.functions[fn.function];
  if (!index || !facts) return false;
  const own = facts.parameters.slice(hasReceiver(index, fn.function) ? 1 : 0);
  const isOpen = call.args.some((one) => one.spread !== 'none');
  const named = call.args.flatMap((one) => (one.name === null ? [] : [one.name]));
  if (!own.some((one) => one.kind === 'record') && named.some((name) => !own.some((one) => one.name === name))) return false;
  const positional = call.args.filter((one) => one.name === null && one.spread === 'none').length;
  const places = own.filter((one) => one.kind === 'positional');
  if (positional > places.length && !own.some((one) => one.kind === 'list')) return false;
  return (
    isOpen ||
    index.facts.language !== 'python' ||
    places.slice(positional).every((one) => one.default !== undefined || named.includes(one.name))
  );
}

/** A receiver that comes with a parameter of a foreign type (`context: CallbackContext`) is none of the project's. */
function isForeign(e: Evaluator, call: CallExpr, file: string): boolean {
  let root = call.callee;
  while (root.kind === 'member') root = root.object;
  const value: Value = e.evaluate(root, file, null);
  if (value.kind !== 'unknown' || !value.parameter) return false;
  const annotation = e.index(value.parameter.file)?.facts.functions[value.parameter.function]?.parameters[value.parameter.index]
    ?.annotation;
  return (
    annotation !== undefined &&
    alternativesOf(e.evaluate(annotation, value.parameter.file, null)).some(
      (one) => one.kind === 'external' && one.module !== '' && !/^(typing|typing_extensions|collections|abc)(\.|$)/.test(one.module),
    )
  );
}
