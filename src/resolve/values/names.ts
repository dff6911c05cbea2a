import type { Binding, NameExpr } from '../../model.ts';
import { dirname } from '../../text/paths.ts';
import { withPath } from './addresses.ts';
import { annotated, checkedType, promised } from './annotations.ts';
import { joinAugmented } from './augmented.ts';
import { choiceOf, comparesWithLiteral, defaultAmong, withHow } from './choices.ts';
import { optionDefault } from './commandLine.ts';
import { elementValue } from './elements.ts';
import type { Evaluator } from './evaluator.ts';
import type { FileIndex } from './fileIndex.ts';
import { declaredDefault, isDataClass } from './instances.ts';
import { importValue, star } from './imports.ts';
import { memberOf } from './members.ts';
import { familyOf } from './modules.ts';
import { withMutations } from './mutations.ts';
import { inOtherFunction, outerBindings, reachingBindings } from './reaching.ts';
import { alternativesOf, unknown, type Frame, type TextValue, type UnknownValue, type Value } from './values.ts';

/** Value of a name where it is used: the bindings that can reach the use, then what was added to the list or record since. */
export function lookUpName(e: Evaluator, expr: NameExpr, file: string, frame: Frame | null): Value {
  const index = e.index(file);
  if (!index) return unknown('file not read', expr.name);
  const receiver = receiverValue(expr, index, file, frame);
  if (receiver) return receiver;
  const useFunction = index.functionOfScope(expr.scope);
  for (let scope: number | null = expr.scope; scope !== null; scope = index.facts.scopes[scope]?.parent ?? null) {
    const here = index.facts.scopes[scope];
    if (!here || (here.kind === 'class' && scope !== expr.scope)) continue;
    const bindings = index.bindings(scope, expr.name);
    if (bindings.length === 0) continue;
    const sameFunction = index.functionOfScope(scope) === useFunction;
    const reaching = sameFunction ? reachingBindings(index, bindings, expr.span.start) : outerBindings(index, bindings, useFunction);
    const values = reaching.map((binding) => bindingValue(e, binding, index, file, frame));
    const value = settle(reaching, values, index, sameFunction ? expr.span.start : Infinity);
    const settled = withMutations(e, withHow(value, 'constant'), expr, {
      index,
      file,
      frame,
      // What was handed in was made somewhere else: what counts is what happens after the name was given to it.
      from: Math.min(...reaching.map((one) => one.span.end)),
      until: sameFunction ? expr.span.start : Infinity,
    });
    return settled.kind === 'text' || settled.kind === 'unknown' ? pathSet(e, settled, expr, index, file, frame) : settled;
  }
  return star(e, expr, index, file) ?? injected(e, expr, index, file) ?? builtinName(expr, file);
}

/** An address whose path is set after it is made. */
function pathSet(
  e: Evaluator,
  value: TextValue | UnknownValue,
  expr: NameExpr,
  index: FileIndex,
  file: string,
  frame: Frame | null,
): Value {
  const set = index
    .mutationsOf(expr.name)
    .findLast(
      (one) =>
        one.kind === 'write' &&
        one.write.property === 'pathname' &&
        one.write.operator !== '+=' &&
        one.span.start < expr.span.start &&
        index.functionOfScope(one.scope) === index.functionOfScope(expr.scope),
    );
  return set?.kind === 'write' ? withPath(value, e.evaluate(set.write.value, file, frame), { span: expr.span, file }) : value;
}

/** `self` in a method, `this` anywhere inside one: the instance, or the receiver that the frame is bound to. */
function receiverValue(expr: NameExpr, index: FileIndex, file: string, frame: Frame | null): Value | null {
  const isThis = expr.name === 'this' || expr.name === 'super';
  for (let fn = index.functionOfScope(expr.scope); fn !== null; fn = index.facts.functions[fn]?.parent ?? null) {
    const facts = index.facts.functions[fn];
    if (!facts) return null;
    if (facts.class === null) continue;
    const first = facts.parameters[0]?.name;
    const python = familyOf(index.facts.language) === 'python';
    if (python ? expr.name !== first || facts.kind === 'static' : !isThis) {
      if (python && expr.name !== first) return null;
      continue;
    }
    for (let at = frame; at !== null; at = at.parent) if (at.file === file && at.function === fn && at.self) return at.self;
    const span = { span: expr.span, file };
    return facts.kind === 'classmethod'
      ? { kind: 'class', class: facts.class, ...span }
      : { kind: 'instance', class: facts.class, args: null, ...span };
  }
  if (isThis) {
    for (let scope: number | null = expr.scope; scope !== null; scope = index.facts.scopes[scope]?.parent ?? null) {
      const here = index.facts.scopes[scope];
      if (here?.kind === 'class' && here.owner !== null) return { kind: 'instance', class: here.owner, args: null, span: expr.span, file };
    }
    return unknown('this', 'this', [], { span: expr.span, file });
  }
  return null;
}

/** One value from the reaching ones: `if x is None: x = DEFAULT` reads as a default; augmented texts are joined. */
function settle(bindings: readonly Binding[], values: readonly Value[], index: FileIndex, use: number): Value {
  const held = joinAugmented(index, bindings, values, use).filter(
    (one, _, all) => !fillsIn(one.binding, index) || !all.some(({ binding, value }) => binding.from.kind === 'parameter' && isGiven(value)),
  );
  const joined = held.map((one) => one.value);
  // `if model == "old": model = "new"` renames one value; it is no default for the others.
  const renames = bindings.some((binding) =>
    index
      .regionsAt(binding.span.start)
      .some(
        (region) =>
          region.kind === 'case' ||
          (region.kind === 'if' && region.subject !== undefined && comparesWithLiteral(index.text(region.subject.span))),
      ),
  );
  const parameter = renames
    ? undefined
    : held.find(({ binding, value }) => binding.from.kind === 'parameter' && (value.kind === 'unknown' || value.kind === 'null'))?.value;
  const others = joined.filter((value) => value !== parameter && value.kind !== 'null');
  if (parameter && others.length === 1 && others[0] && (others[0].kind === 'text' || others[0].kind === 'number'))
    return withHow(others[0], 'default-param');
  const declared = bindings[0]?.span.start ?? 0;
  // What a callback or another function assigns says nothing of whether it ran before.
  const isSetElsewhere = bindings.some((binding) => binding.scope !== 0 && inOtherFunction(index, binding.span.start, declared));
  const fallback = joined.length > 1 && !renames && !isSetElsewhere ? defaultAmong(joined) : null;
  if (fallback) return fallback;
  const solid = joined.filter((value) => value.kind !== 'null');
  return choiceOf(solid.length > 0 ? solid : joined);
}

/** `if config is None: config = Config()`, `if (!config) config = {}`: what stands in for something that was not given. */
function fillsIn(binding: Binding, index: FileIndex): boolean {
  const region = index.regionsAt(binding.span.start).at(-1);
  if (region?.kind !== 'if' || !region.subject) return false;
  const condition = /^\(?\s*(?:not\s+|!)?\s*([\w$]+)\s*(?:(?:is|===?)\s*(?:None|null|undefined))?\s*\)?$/.exec(
    index.text(region.subject.span),
  );
  return condition?.[1] === binding.name && !/^\(?\s*[\w$]+\s*\)?$/.test(index.text(region.subject.span));
}

/** Whether a value is certainly something that can be used. */
function isGiven(value: Value): boolean {
  return alternativesOf(value).every(
    (one) => one.kind !== 'unknown' && one.kind !== 'null' && one.kind !== 'flag' && !(one.kind === 'text' && one.parts.length === 0),
  );
}

function bindingValue(e: Evaluator, binding: Binding, index: FileIndex, file: string, frame: Frame | null): Value {
  const at = { span: binding.span, file };
  const from = binding.from;
  switch (from.kind) {
    case 'value': {
      const value = e.evaluate(from.value, file, frame);
      if (value.kind === 'unknown' && binding.annotation) return promised(annotated(e, binding.annotation, file, frame), value);
      return value;
    }
    case 'augment':
      return e.evaluate(from.value, file, frame);
    case 'import':
      return importValue(e, index, file, from.module, from.imported, binding.name);
    case 'parameter':
      return parameterValue(e, index, file, from.function, from.index, frame);
    case 'function':
      return { kind: 'function', function: from.function, self: null, frame, span: binding.span, file };
    case 'class':
      return { kind: 'class', class: from.class, span: binding.span, file };
    case 'element':
      return elementValue(e, binding, from, file, frame);
    case 'entry': {
      const whole = e.evaluate(from.of, file, frame);
      const missing = whole.kind === 'record' && whole.rest === null && !whole.entries.has(from.key);
      const value: Value = missing
        ? { kind: 'null', ...at }
        : memberOf(e, whole, from.key, { kind: 'member', span: binding.span, object: from.of, property: from.key }, file, frame);
      // `{ model = "..." } = {}`: an unknown object or the empty one, in neither of which the key is seen.
      const unseen = alternativesOf(value).every((one) => one.kind === 'unknown' || one.kind === 'null' || one.kind === 'builtin');
      if (from.default && unseen) {
        const fallback = e.evaluate(from.default, file, frame);
        if (fallback.kind === 'text' || fallback.kind === 'number') return withHow(fallback, 'default-param');
        return value.kind === 'null' ? fallback : choiceOf([value, fallback]);
      }
      return value.kind === 'unknown' ? { ...value, name: binding.name } : value;
    }
    case 'context': {
      const value = e.evaluate(from.value, file, frame);
      return value.kind === 'list' && from.value.kind !== 'list' ? (value.items[0] ?? value) : value;
    }
    case 'unknown': {
      const value = unknown('not followed', binding.name, [], at);
      return binding.annotation ? promised(annotated(e, binding.annotation, file, frame), value) : value;
    }
  }
}

/** Declared types of plain text, in either language. */
const plainTextType = /^:?\s*(?:Optional\[\s*str\s*\]|(?:str|string)(?:\s*\|\s*(?:None|null|undefined))?)$/;

/** Plain types that stand beside a class in a declared type. */
const besideClasses = /\b(?:str|bytes|[Ll]ist|[Dd]ict|Sequence|Iterable|string)\b/;

/** Value of a parameter: from the frame, else its default, else its declared type, else unknown with the parameter as root. */
function parameterValue(e: Evaluator, index: FileIndex, file: string, fn: number, position: number, frame: Frame | null): Value {
  const facts = index.facts.functions[fn];
  const parameter = facts?.parameters[position];
  if (!facts || !parameter) return unknown('parameter', '');
  const ref = { file, function: fn, index: position };
  const at = { span: parameter.span, file };
  const self: UnknownValue = {
    ...unknown(`parameter ${parameter.name} of ${facts.qualifiedName}`, parameter.name, [ref], at),
    parameter: ref,
    ...(parameter.annotation && plainTextType.test(index.text(parameter.annotation.span)) ? { textual: true as const } : {}),
  };
  const byType = () => {
    const declared = parameter.annotation ?? checkedType(index, fn, parameter.name);
    const typed = declared ? annotated(e, declared, file, frame) : null;
    // What is in a list that is handed in stays the caller's: it may be what is sent.
    // `messages: str | Message | list[Message]` may be none of the class.
    if (typed?.kind === 'instance' && declared && besideClasses.test(index.text(declared.span))) return { ...self, typed };
    if (typed?.kind === 'instance' && isDataClass(e, typed.file, typed.class)) return { ...typed, handed: ref };
    return typed && typed.kind !== 'list' && typed.kind !== 'record' ? promised(typed, self) : self;
  };
  const fallback = () =>
    parameter.default ? declaredDefault(e, e.evaluate(parameter.default, file, null)) : optionDefault(e, facts, parameter.name, file);
  for (let here = frame; here !== null; here = here.parent) {
    if (here.file !== file || here.function !== fn) continue;
    const bound = boundArgument(index, here, position);
    if (bound && !(bound.kind === 'unknown' && bound.reason === 'not given')) return bound;
    const given = fallback();
    if (given) return withHow(given, 'default-param');
    return bound && parameter.kind !== 'positional' && parameter.kind !== 'keywordOnly' ? bound : byType();
  }
  const promise = position === 0 ? index.promiseBefore(fn) : null;
  const kept = promise ? e.evaluate(promise, file, frame) : null;
  if (kept && alternativesOf(kept).every((one) => one.kind !== 'unknown')) return kept;
  if (parameter.kind === 'record') return { kind: 'record', entries: new Map(), rest: self, ...at };
  if (parameter.kind === 'list') return { kind: 'list', items: [], rest: self, ...at };
  const value = fallback();
  if (value) {
    // An empty text only holds the place for what callers give.
    if (isEmptyText(value)) return choiceOf([self, value]);
    if (value.kind === 'text' || value.kind === 'number' || value.kind === 'flag')
      return value.kind === 'flag' ? value : withHow(value, 'default-param');
    if (
      value.kind === 'handle' ||
      value.kind === 'instance' ||
      value.kind === 'class' ||
      value.kind === 'function' ||
      (value.kind === 'choice' && value.alternatives.every((one) => one.kind === 'handle' || one.kind === 'instance'))
    )
      return value;
    if (value.kind === 'record' || value.kind === 'list') return choiceOf([self, value]);
  }
  return byType();
}

function isEmptyText(value: Value): boolean {
  return value.kind === 'text' && value.parts.every((part) => part === '');
}

/** The argument that a frame binds to a parameter; null where the caller gave none. */
function boundArgument(index: FileIndex, frame: Frame, position: number): Value | null {
  const facts = index.facts.functions[frame.function];
  const parameter = facts?.parameters[position];
  if (!facts || !parameter) return null;
  const skip = hasReceiver(index, frame.function) && frame.self ? 1 : 0;
  const at = position - skip;
  if (parameter.kind === 'record') {
    const taken = new Set(facts.parameters.map((one) => one.name));
    const entries = new Map([...frame.args.named].filter(([name]) => !taken.has(name)).map(([name, value]) => [name, value()] as const));
    return { kind: 'record', entries, rest: frame.args.open, span: null, file: null };
  }
  if (parameter.kind === 'list')
    return { kind: 'list', items: frame.args.positional.slice(at).map((one) => one()), rest: frame.args.open, span: null, file: null };
  const named = frame.args.named.get(parameter.name);
  if (named) return named();
  const positional = parameter.kind === 'positional' && at >= 0 ? frame.args.positional[at] : undefined;
  if (positional) return positional();
  if (frame.args.open) return frame.args.open;
  return unknown('not given', parameter.name);
}

/** Python methods have their receiver as first parameter. */
export function hasReceiver(index: FileIndex, fn: number): boolean {
  const facts = index.facts.functions[fn];
  return facts !== undefined && facts.class !== null && facts.kind !== 'static' && familyOf(index.facts.language) === 'python';
}

/** `litellm.completion(...)` where nothing binds `litellm`: the import stands in a cell that is not here, or a framework brings it. */
function injected(e: Evaluator, expr: NameExpr, index: FileIndex, file: string): Value | null {
  if (familyOf(index.facts.language) !== 'python' || !e.sdkIndex.isPackage('python', expr.name)) return null;
  return { kind: 'external', family: 'python', module: expr.name, path: [], span: expr.span, file };
}

/** Names that nobody binds: where the file lies, or a global. */
function builtinName(expr: NameExpr, file: string): Value {
  if (expr.name === '__file__' || expr.name === '__filename') return { kind: 'text', parts: [file], how: 'literal', span: expr.span, file };
  if (expr.name === '__dirname') return { kind: 'text', parts: [dirname(file)], how: 'literal', span: expr.span, file };
  return { kind: 'external', family: 'javascript', module: '', path: [expr.name], span: expr.span, file };
}
