import type { Binding, NameExpr } from '../../model.ts';
import { dirname } from '../../text/paths.ts';
import { withPath } from './addresses.ts';
import { annotated, promised } from './annotations.ts';
import { joinAugmented } from './augmented.ts';
import { choiceOf, comparesWithLiteral, defaultAmong, withHow } from './choices.ts';
import { elementValue } from './elements.ts';
import type { Evaluator } from './evaluator.ts';
import type { FileIndex } from './fileIndex.ts';
import { importValue, star } from './imports.ts';
import { memberOf } from './members.ts';
import { familyOf } from './modules.ts';
import { withMutations } from './mutations.ts';
import { parameterValue } from './parameters.ts';
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
