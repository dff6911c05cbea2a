import type { CallExpr, FunctionFact } from '../model.ts';
import type { CompatibleHost, Operation } from '../sdks/sdk.ts';
import { canLeadToRequest, describe, referenceIn, siteOf, type Site } from './calls.ts';
import { argumentsOf, type Evaluator, type Memory } from './evaluator.ts';
import { getOrCreate, type FileIndex } from './fileIndex.ts';
import { instanceMember } from './members.ts';
import { alternativesOf, type Arguments, type Frame, type FunctionValue, type ParameterRef, type UnknownValue, type Value } from './values.ts';

/** A request inside a project function that carries one of its parameters as the prompt, or the call of another such function. */
export type Inner =
  | { readonly kind: 'site'; readonly site: Site }
  | { readonly kind: 'wrapper'; readonly call: CallExpr; readonly file: string; readonly targets: readonly Target[]; readonly args: (frame: Frame | null) => Arguments };

export interface Target {
  readonly fn: FunctionValue;
  readonly inner: Inner;
}

/** Finds and remembers wrappers. */
export interface Wrappers {
  /** The forwarding request inside a function, or null. */
  innerOf(fn: FunctionValue): Inner | null;
  /** The wrapper that a call expression calls, with its arguments; null when it calls none. */
  calledBy(call: CallExpr, index: FileIndex, file: string): (Inner & { kind: 'wrapper' }) | null;
}

/** Words of parameter names that carry what is sent to a model. */
const promptWords = new Set('prompt prompts message messages msg msgs text texts query queries question questions input inputs content contents history conversation chat instruction instructions document documents doc docs sentence sentences chunk chunks user request body payload params kwargs options args data'.split(' '));
const promptNames = { test: (name: string) => name.split(/[^A-Za-z]+|(?<=[a-z])(?=[A-Z])/).some((word) => promptWords.has(word.toLowerCase())) };
const genericMethods = new Set(['get', 'set', 'run', 'call', 'send', 'create', 'update', 'add', 'execute', 'process', 'invoke', 'generate', 'handle', 'main', 'start', 'write', 'read', 'post', 'query', 'search', 'chat', 'complete', 'predict', 'forward', 'parse', 'stream', 'embed', 'delete', 'close', 'append', 'init', 'load', 'save', 'format', 'apply', 'next', 'push', 'map', 'filter', 'print', 'log', 'info', 'ask', 'fetch', 'open', 'emit', 'on', 'use', 'render', 'submit', 'perform', 'train', 'fit', 'evaluate', 'step', 'reset', 'connect', 'request']);

/** Functions that only search with a vector are no embedding helpers. */
const embedderName = /embed|vectori|encode/i;

export function createWrappers(e: Evaluator, hosts: readonly CompatibleHost[]): Wrappers {
  const memo: Memory<string, Inner | null> = new Map();
  const methods: Memory<string, ReadonlyMap<string, FunctionValue[]>> = new Map();
  const described: Memory<CallExpr, readonly Value[]> = new Map();
  const running = new Set<string>();

  const wrappers: Wrappers = {
    innerOf(fn) {
      const key = `${fn.file}#${fn.function}`;
      if (running.has(key) || running.size > 12) return null;
      return e.remembered(memo, key, () => {
        running.add(key);
        try {
          return search(fn);
        } finally {
          running.delete(key);
        }
      });
    },
    calledBy(call, index, file) {
      if (!canLeadToRequest(e, call.callee)) return null;
      // What nothing is handed to builds its own prompt.
      if (call.args.length === 0) return null;
      const direct = targetsOf(e.evaluate(call.callee, file, null), call, index, file);
      if (direct.length > 0) return { kind: 'wrapper', call, file, targets: direct, args: (frame) => argumentsOf(e, call, file, frame) };
      const taken = referenceIn(call);
      if (taken) {
        const referred = targetsOf(e.evaluate(taken.expr, file, null), null, index, file);
        if (referred.length > 0) return { kind: 'wrapper', call, file, targets: referred, args: (frame) => taken.args(e, file, frame) };
      }
      return null;
    },
  };

  function targetsOf(callee: Value, call: CallExpr | null, index: FileIndex, file: string): readonly Target[] {
    const functions = alternativesOf(callee).flatMap((one): readonly FunctionValue[] => {
      if (one.kind === 'function') return [one];
      if (one.kind === 'instance') return alternativesOf(instanceMember(e, one, '__call__') ?? instanceMember(e, one, 'forward') ?? one).filter((member): member is FunctionValue => member.kind === 'function');
      return [];
    });
    const targets = functions.flatMap((fn): readonly Target[] => {
      const own = target(fn);
      return own.length > 0 ? own : inSubclasses(fn);
    });
    if (targets.length > 0 || functions.length > 0) return targets;
    if (alternativesOf(callee).some((one) => one.kind !== 'unknown' && one.kind !== 'null') || call?.callee.kind !== 'member' || genericMethods.has(call.callee.property) || call.callee.property.length < 6) return [];
    if (!index.facts.imports.length) return [];
    const candidates = methodsNamed(call.callee.property);
    if (candidates.length === 0 || candidates.length > 8) return [];
    const reached = candidates.map(target);
    return reached.every((one) => one.length > 0) ? reached.flat() : [];
    void file;
  }

  function target(fn: FunctionValue): readonly Target[] {
    const inner = wrappers.innerOf(fn);
    return inner ? [{ fn, inner }] : [];
  }

  /** An abstract method: what the subclasses do. */
  function inSubclasses(fn: FunctionValue): readonly Target[] {
    const facts = e.index(fn.file)?.facts.functions[fn.function];
    if (!facts || facts.class === null || !facts.name || !isAbstract(e.index(fn.file) as FileIndex, fn.function, facts)) return [];
    return methodsNamed(facts.name)
      .filter((one) => one.file !== fn.file || one.function !== fn.function)
      .filter((one) => descends(one, fn.file, facts.class as number))
      .flatMap(target)
      .slice(0, 8);
  }

  function descends(fn: FunctionValue, file: string, cls: number): boolean {
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

  function methodsNamed(name: string): readonly FunctionValue[] {
    return e.remembered(methods, '', indexMethods).get(name) ?? [];
  }

  function indexMethods(): ReadonlyMap<string, FunctionValue[]> {
    const found = new Map<string, FunctionValue[]>();
    e.provisional();
    for (const path of e.loaded()) {
      for (const [i, facts] of e.index(path)?.facts.functions.entries() ?? []) {
        if (!facts.name || (facts.class === null && facts.parent !== null)) continue;
        getOrCreate(found, facts.name, () => []).push({ kind: 'function', file: path, function: i, self: facts.class === null ? null : { kind: 'instance', file: path, class: facts.class, args: null, span: null }, frame: null, span: facts.span });
      }
    }
    return found;
  }

  function search(fn: FunctionValue): Inner | null {
    const index = e.index(fn.file);
    const facts = index?.facts.functions[fn.function];
    if (!index || !facts || facts.parameters.length === 0) return null;
    // A helper that embeds or ranks on its way to an answer is known by the answer.
    let aside: Inner | null = null;
    for (const call of callsWithin(index, fn.function)) {
      const site = siteOf(e, call, index, fn.file);
      if (site) {
        if (site.match.operation.billing === 'embedding' && !embedderName.test(facts.name ?? '') && !returnsAnswer(fn)) continue;
        if (e.remembered(described, call, () => describe(e, site, null, hosts).carriers).some((value) => forwards(value, fn, facts, () => returnsAnswer(fn)))) {
          if (site.match.operation.billing === undefined || site.match.operation.billing === 'tokens') return { kind: 'site', site };
          aside ??= { kind: 'site', site };
        }
        continue;
      }
      const wrapper = wrappers.calledBy(call, index, fn.file);
      if (!wrapper) {
        const request = siteOf(e, call, index, fn.file, true);
        if (request?.deferred && forwards(request.deferred, fn, facts, () => returnsAnswer(fn))) return { kind: 'site', site: request };
        continue;
      }
      if (billingOf(wrapper) === 'embedding' && !embedderName.test(facts.name ?? '') && !returnsAnswer(fn)) continue;
      // A part of a parameter (`body.question`) that travels on through another helper: only a function that gives the answer back is one too.
      if (carriersOf(wrapper).some((value) => (value.kind !== 'unknown' || value.parameter !== undefined || returnsAnswer(fn)) && forwards(value, fn, facts, () => returnsAnswer(fn)))) {
        if ((billingOf(wrapper) ?? 'tokens') === 'tokens') return wrapper;
        aside ??= wrapper;
      }
    }
    return aside;
  }

  /** Whether a function gives back what the model answered, or a part of it. */
  function returnsAnswer(fn: FunctionValue): boolean {
    const index = e.index(fn.file);
    const returns = index?.facts.functions[fn.function]?.returns ?? [];
    return returns.some((one) => isAnswer(e.evaluate(one, fn.file, null)));
  }

  /** What a call of a wrapper hands on as prompt: the inner request's carriers, seen through its arguments. */
  function carriersOf(inner: Inner & { kind: 'wrapper' }): readonly Value[] {
    return inner.targets.flatMap((one) => carriersThrough(one, inner.args(null), null));
  }

  function carriersThrough(to: Target, args: Arguments, parent: Frame | null): readonly Value[] {
    const frame: Frame = { file: to.fn.file, function: to.fn.function, args, self: to.fn.self, parent, depth: (parent?.depth ?? 0) + 1 };
    if (frame.depth > 8) return [];
    if (to.inner.kind === 'site') return to.inner.site.deferred && !to.inner.site.inFrame?.(frame) ? [] : describe(e, to.inner.site, frame, hosts).carriers;
    const inner = to.inner;
    return inner.targets.flatMap((one) => carriersThrough(one, inner.args(frame), frame));
  }

  return wrappers;
}

function billingOf(inner: Inner): Operation['billing'] {
  if (inner.kind === 'site') return inner.site.match.operation.billing;
  const next = inner.targets[0]?.inner;
  return next && billingOf(next);
}

function isAbstract(index: FileIndex, fn: number, facts: FunctionFact): boolean {
  return index.callsIn(fn).length <= 1 && facts.returns.length <= 1;
}

/** Calls in the function and in the lambdas and helpers nested in it. */
export function callsWithin(index: FileIndex, fn: number): readonly CallExpr[] {
  const facts = index.facts.functions[fn];
  if (!facts) return [];
  return index.callsBetween(facts.span);
}

function isAnswer(value: Value): boolean {
  if (value.kind === 'unknown') return value.answer === true;
  if (value.kind === 'choice') return value.alternatives.some(isAnswer);
  if (value.kind === 'text') return value.parts.some((part) => typeof part !== 'string' && part.answer === true);
  if (value.kind === 'list') return value.items.some(isAnswer);
  return value.kind === 'record' && [...value.entries.values()].some(isAnswer);
}

/**
 * Whether a prompt value is (one message of) a parameter handed through. A text of the function's own with the parameter in it counts only
 * where the function gives the answer back (`ask(question) -> answer`): otherwise it is a task of its own that happens to use a model.
 */
function forwards(value: Value, fn: FunctionValue, facts: FunctionFact, asks: () => boolean, depth = 0): boolean {
  if (depth > 8) return false;
  const own = (refs: readonly ParameterRef[]) => refs.some((ref) => ref.file === fn.file && ref.function === fn.function && isCarrier(facts, ref.index));
  switch (value.kind) {
    case 'unknown':
      if (value.parameter) return own([value.parameter]) || (value.parameter.file === fn.file && value.parameter.function === fn.function);
      return own(value.roots.filter((ref) => carriesPrompt({ ...value, roots: [ref] }, facts)));
    case 'text': {
      const fixed = value.parts.reduce((sum, part) => sum + (typeof part === 'string' ? part.trim().length : 0), 0);
      if (fixed === 0) return value.parts.some((part) => typeof part !== 'string' && forwards(part, fn, facts, asks, depth + 1));
      return value.parts.some((part) => typeof part !== 'string' && (part.roots.length === 0 || carriesPrompt(part, facts)) && forwards(part, fn, facts, asks, depth + 1)) && (fixed <= 40 || asks());
    }
    case 'list': return value.items.some((item) => forwards(item, fn, facts, asks, depth + 1)) || (value.rest !== null && forwards(value.rest, fn, facts, asks, depth + 1));
    case 'record': return ['content', 'text', 'parts', 'input', 'prompt', 'messages', 'contents', '#0'].some((key) => {
      const entry = value.entries.get(key);
      return entry !== undefined && forwards(entry, fn, facts, asks, depth + 1);
    }) || (value.rest !== null && forwards(value.rest, fn, facts, asks, depth + 1));
    case 'choice': return value.alternatives.some((one) => forwards(one, fn, facts, asks, depth + 1));
    default: return false;
  }
}

/** Whether a parameter that a value comes from is named like something that is sent to a model. */
function carriesPrompt(value: UnknownValue, facts: FunctionFact): boolean {
  return value.roots.some((ref) => promptNames.test(facts.parameters[ref.index]?.name ?? '') || (isDestructured(facts, ref.index) && promptNames.test(value.name)));
}

/** `function ask({ prompt, model })`: the parameter has no name of its own, what is taken from it has. */
function isDestructured(facts: FunctionFact, index: number): boolean {
  return facts.parameters[index]?.name.startsWith('parameter ') === true;
}

/** The receiver is no carrier, nor is a parameter that plainly names something else. */
function isCarrier(facts: FunctionFact, index: number): boolean {
  const name = facts.parameters[index]?.name ?? '';
  return !/^(self|cls|this|model|model_name|client|llm|temperature|api_key|max_tokens|config)$/.test(name);
}
