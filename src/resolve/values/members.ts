import type { Expr, MemberExpr, NameExpr } from '../../model.ts';
import { partOfAddress } from './addresses.ts';
import { annotated, promised } from './annotations.ts';
import { dumpedBy } from './dumped.ts';
import type { Evaluator } from './evaluator.ts';
import { argumentsOf } from './expressions.ts';
import { textOf } from './textValues.ts';
import { exportOf, nullable } from './exports.ts';
import type { FileIndex, Mutation } from './fileIndex.ts';
import { baseArguments, collected, filledFromFile } from './inherited.ts';
import { lineage, subclasses } from './lineage.ts';
import { dirname } from './modules.ts';
import { mutate } from './mutations.ts';
import { moduleFile } from './imports.ts';
import { alternativesOf, type Arguments, choiceOf, type ExternalValue, frameOf, defaultAmong, type Frame, type FunctionValue, type InstanceValue, noArguments, type ParameterRef, plainText, rootsOf, unknown, type UnknownValue, type Value, withHow } from './values.ts';

/** `value.property`. */
export function memberOf(e: Evaluator, value: Value, property: string, expr: MemberExpr, file: string, frame: Frame | null): Value {
  const at = { span: expr.span, file };
  switch (value.kind) {
    case 'handle': return e.sdkIndex.member(value, property, at);
    case 'external': {
      const module = importedBelow(e, value, property, file);
      if (module) return { kind: 'module', file: module, span: expr.span };
      if (isEnvironment(value) && !(value.path.at(-1) === 'environ' && /^(get|setdefault|pop|copy|items|keys|values|update)$/.test(property)) && !/^(Deno|Bun)\.env\.(get|toObject)$/.test([...value.path, property].join('.'))) return environment(property, at);
      if (value.module === '' && value.path.join('.') === 'import.meta' && /^(?:url|filename|dirname)$/.test(property)) return { kind: 'text', parts: [property === 'dirname' ? dirname(file) : file], how: 'literal', ...at };
      return e.sdkIndex.fromExternal({ ...value, path: [...value.path, property], ...at }, null) ?? { ...value, path: [...value.path, property], ...at };
    }
    case 'module': {
      const found = exportOf(e, value.file, property);
      return found ? withHow(found, 'cross-file') : unknown(`${property} of ${value.file} was not found`, property, [], at);
    }
    case 'instance': {
      const found = instanceMember(e, value, property);
      const dumped = found ? null : dumpedBy(e, value, property);
      if (dumped) return { kind: 'builtin', receiver: dumped, method: 'model_dump', ...at };
      if (!found) return unknown(`${property} of an instance was not found`, textOf(e, expr, file), [], at);
      return grown(e, found, expr, file, frame);
    }
    case 'class': return classMember(e, value.file, value.class, property) ?? unknown(`${property} of a class was not found`, property, [], at);
    case 'record': {
      const entry = value.entries.get(property);
      if (entry) return value.rest && entry.kind === 'null' ? choiceOf([entry, value.rest]) : entry;
      // What a parser read is in it; its methods are its own.
      const isMethod = /ConfigParser$/.test(value.external ?? '') && /^get(?:int|float|boolean)?$/.test(property);
      if (value.rest && !isMethod) return { ...value.rest, name: textOf(e, expr, file) || value.rest.name, reason: value.rest.reason, ...at };
      return { kind: 'builtin', receiver: value, method: property, ...at };
    }
    case 'text':
      if (property === 'value' || property === 'name' || property === 'content' || property === 'text' || property === 'href') return value;
      if (property === 'origin' || property === 'pathname' || property === 'host' || property === 'hostname') return partOfAddress(value, property) ?? unknown(`${property} of an address`, textOf(e, expr, file), rootsOf(value), at);
      if (property === 'parent') return { ...value, parts: [dirname(plainText(value) ?? '')] };
      return { kind: 'builtin', receiver: value, method: property, ...at };
    case 'number':
    case 'flag':
      return property === 'value' ? value : unknown('member of a plain value', property, [], at);
    case 'list': return { kind: 'builtin', receiver: value, method: property, ...at };
    case 'choice': {
      const members = value.alternatives.filter((one) => one.kind !== 'null').map((one) => memberOf(e, one, property, expr, file, frame));
      return choiceOf(members);
    }
    case 'null': return unknown('member of nothing', textOf(e, expr, file), [], at);
    case 'unknown': {
      const declared = value.typed ? instanceMember(e, value.typed, property) : null;
      if (declared && !isOpen(declared)) return declared;
      return { ...(declared?.kind === 'unknown' && declared.typed ? { typed: declared.typed } : {}), kind: 'unknown', reason: value.parameter ? `${property} of ${value.reason}` : value.reason, name: textOf(e, expr, file), roots: value.roots, ...at, ...(value.environment ? { environment: true as const } : {}), ...(value.answer ? { answer: true as const } : {}) };
    }
    default: return unknown(`member of a ${value.kind}`, textOf(e, expr, file), rootsOf(value), at);
  }
}

/** `import app.clients` binds `app`, which may be a folder without `__init__.py`: the project file that the whole name means. */
function importedBelow(e: Evaluator, value: ExternalValue, property: string, file: string): string | null {
  if (value.family !== 'python' || value.module === '') return null;
  const dotted = [value.module, ...value.path, property].join('.');
  return e.index(file)?.facts.imports.some((one) => one.module === dotted || one.module.startsWith(`${dotted}.`)) ? moduleFile(e, file, dotted, 'python') : null;
}

/**
 * What this file itself puts on an object that it did not make: `st.session_state.chain = ...`, `app.state.client = ...`, `globalThis.openai ??= ...`.
 * Only where nothing else is known of the member.
 */
export function orAssigned(e: Evaluator, value: Value, expr: Extract<Expr, { kind: 'member' | 'index' }>, file: string): Value {
  if ((value.kind !== 'unknown' && value.kind !== 'external' && value.kind !== 'builtin') || (value.kind === 'unknown' && value.environment)) return value;
  const object = expr.object;
  const holder = object.kind === 'name' ? object.name : object.kind === 'member' && object.object.kind === 'name' ? `${object.object.name}.${object.property}` : null;
  const property = expr.kind === 'member' ? expr.property : expr.index.kind === 'text' && expr.index.parts.length === 1 && typeof expr.index.parts[0] === 'string' ? expr.index.parts[0] : null;
  if (holder === null || property === null || /^(self|cls|this)$/.test(holder)) return value;
  const written = (e.index(file)?.mutationsOf(holder) ?? []).filter((one) => one.kind === 'write' && one.write.property === property && one.write.operator !== '+=');
  const made = written.length > 0 ? e.evaluate(object, file, null) : null;
  if (made?.kind !== 'external' && !(made?.kind === 'builtin' && made.receiver.kind === 'record' && made.receiver.external) && !(made?.kind === 'record' && made.external)) return value;
  return e.guarded(`assigned ${file}#${holder}.${property}`, () => value, () => {
    const values = written.flatMap((one) => (one.kind === 'write' ? [e.evaluate(one.write.value, file, null)] : [])).filter((one) => one.kind !== 'null');
    return values.length > 0 ? withHow(choiceOf(values), 'constant') : value;
  });
}

/** Modules that export the environment as `env`: https://bun.sh/docs/runtime/env, https://nodejs.org/api/process.html, https://svelte.dev/docs/kit/$env-dynamic-private */
const environmentModules = /^(?:bun|(?:node:)?process|\$env\/dynamic\/\w+)$/;

function isEnvironment({ module, path }: ExternalValue): boolean {
  const dotted = path.join('.');
  return (/^(?:default\.)?env$/.test(dotted) && environmentModules.test(module)) || dotted === 'process.env' || dotted === 'import.meta.env' || dotted === 'environ' || dotted === 'Deno.env' || dotted === 'Bun.env';
}

/** The value of an environment variable: unknown, and known to be one. */
export function environment(name: string, at: { span: UnknownValue['span']; file: string | null }): UnknownValue {
  return { ...unknown(`environment variable ${name}`, name, [], at), environment: true };
}

/** Lists and records kept in a field: what the same method added before, by itself or through other methods (`self.add_message(...)`), and that others may add more. */
function grown(e: Evaluator, value: Value, expr: MemberExpr, file: string, frame: Frame | null): Value {
  if ((value.kind !== 'list' && value.kind !== 'record') || expr.object.kind !== 'name') return value;
  const index = e.index(file);
  if (!index) return value;
  const receiver = expr.object.name;
  const mutations = index.mutationsOf(`${receiver}.${expr.property}`);
  if (mutations.length === 0) return value;
  const here = index.functionOfScope(expr.object.scope);
  const functionOf = (one: Mutation) => index.functionOfScope(one.scope);
  let result: typeof value = { ...value, span: null };
  const helpers = here === null ? [] : index.callsIn(here).filter((call) => call.span.end <= expr.span.start && call.callee.kind === 'member' && call.callee.object.kind === 'name' && call.callee.object.name === receiver);
  for (const call of helpers) {
    const name = call.callee.kind === 'member' ? call.callee.property : '';
    const theirs = mutations.filter((one) => functionOf(one) !== here && index.facts.functions[functionOf(one) ?? -1]?.name === name);
    const fn = theirs[0] ? functionOf(theirs[0]) : null;
    if (fn === null) continue;
    const inside = frameOf({ file, function: fn, self: e.evaluate(expr.object, file, frame) }, argumentsOf(e, call, file, frame), frame);
    if (inside.depth <= 8) result = mutate(e, result, theirs, index, file, inside, Infinity, 0);
  }
  result = mutate(e, result, mutations.filter((one) => functionOf(one) === here), index, file, frame, expr.span.start, 0);
  return { ...result, rest: result.rest ?? unknown('kept between calls', textOf(e, expr, file), [], { span: expr.span, file }) };
}

/** `value[key]`. A key that is not known gives all the entries as alternatives. */
export function itemOf(e: Evaluator, value: Value, key: Value, expr: Expr & { kind: 'index' }, file: string): Value {
  const at = { span: expr.span, file };
  const name = plainText(key);
  switch (value.kind) {
    case 'record': {
      if (name !== null) return value.entries.get(name) ?? value.entries.get('') ?? value.rest ?? unknown(`no entry ${name}`, name, [], at);
      if (key.kind === 'number') return value.entries.get(String(key.value)) ?? value.rest ?? unknown('no such entry', '', [], at);
      const entries = [...value.entries.values()];
      if (entries.length === 0) return unknown('entry by a key that is not known', textOf(e, expr, file), rootsOf(key), at);
      const alternatives = entries.length <= 12 ? entries : entries.slice(0, 12);
      return choiceOf([...alternatives, ...(value.rest || entries.length > 12 ? [unknown('another entry', textOf(e, expr, file), [], at)] : [])]);
    }
    case 'list':
      if (key.kind === 'number') return numberItem(value, key.value) ?? unknown('an element', textOf(e, expr, file), rootsOf(value), at);
      // `MODELS[i % MODELS.length]`: one of them.
      return value.items.length > 0 && value.items.length <= 12 && !value.rest && value.items.every((one) => one.kind === 'text' || one.kind === 'handle') ? choiceOf(value.items) : unknown('an element', textOf(e, expr, file), rootsOf(value), at);
    case 'choice': return choiceOf(value.alternatives.filter((one) => one.kind !== 'null').map((one) => itemOf(e, one, key, expr, file)));
    // `Model["FAST"]` of an enum.
    case 'class': return (name === null ? null : classMember(e, value.file, value.class, name)) ?? unknown('item of a class', textOf(e, expr, file), rootsOf(key), at);
    case 'external':
      if (isEnvironment(value) || value.path.at(-1) === 'environ') return environment(name ?? 'unknown', at);
      return unknown(`item of ${value.path.join('.')}`, textOf(e, expr, file), [], at);
    case 'text':
      return unknown('part of a text', textOf(e, expr, file), rootsOf(value), at);
    default: return { ...unknown(value.kind === 'unknown' ? value.reason : `item of a ${value.kind}`, textOf(e, expr, file), rootsOf(value), at), ...(value.kind === 'unknown' && value.answer ? { answer: true as const } : {}) };
  }
}

/** An element of a list by its position, from the end when negative; null where it cannot be told. */
export function numberItem(value: Value, position: number): Value | null {
  if (value.kind === 'choice') {
    const items = value.alternatives.map((one) => numberItem(one, position)).filter((one) => one !== null);
    return items.length > 0 ? choiceOf(items) : null;
  }
  if (value.kind !== 'list') return null;
  if (position < 0) return value.rest ? null : (value.items.at(position) ?? null);
  return value.items[position] ?? null;
}

/** `super.property`: the member as the bases of the class have it in which it is written, on the receiver that runs. */
export function superMember(e: Evaluator, object: NameExpr, property: string, file: string, frame: Frame | null): Value {
  const index = e.index(file);
  const receiver = e.evaluate(object, file, frame);
  let fn = index?.functionOfScope(object.scope) ?? null;
  while (fn !== null && index?.facts.functions[fn]?.class === null) fn = index.facts.functions[fn]?.parent ?? null;
  const cls = fn === null ? null : (index?.facts.functions[fn]?.class ?? null);
  if (cls !== null && receiver.kind === 'instance') {
    for (const base of lineage(e, file, cls).slice(1)) {
      const found = base.kind === 'external' ? sdkMember(e, receiver, base, property) : ownMember(e, receiver, base.file, base.class, property);
      if (found) return found;
    }
  }
  return unknown(`${property} of a base class`, property, [], { span: object.span, file });
}

function sdkMember(e: Evaluator, instance: InstanceValue, base: Extract<Value, { kind: 'external' }>, property: string): Value | null {
  const handle = e.sdkIndex.fromExternal(base, baseArguments(e, instance));
  return handle?.kind === 'handle' ? e.sdkIndex.member(handle, property, { span: null, file: instance.file }) : null;
}

/** A member of an instance: constructor arguments of data classes, fields set in methods, class fields, properties, methods; then the bases. */
export function instanceMember(e: Evaluator, instance: InstanceValue, property: string): Value | null {
  const key = `member ${instance.file}#${instance.class}.${property}${instance.args ? '()' : ''}`;
  const find = () => nullable(e, key, () => {
    for (const owner of lineage(e, instance.file, instance.class)) {
      if (owner.kind === 'external') {
        const member = sdkMember(e, instance, owner, property);
        if (member) return member;
        continue;
      }
      const found = ownMember(e, instance, owner.file, owner.class, property);
      if (found) return filledFromFile(e, instance, property, () => found) ?? found;
    }
    return filledFromFile(e, instance, property, () => null) ?? collected(e, instance, property) ?? overridden(e, instance, property) ?? delegated(e, instance, property);
  });
  return instance.args === null ? e.remembered(e.members, key, find) : find();
}

/** Python's `__getattr__`: what the class looks a missing member up in (lazily loaded modules, proxies). */
function delegated(e: Evaluator, instance: InstanceValue, property: string): Value | null {
  if (property.startsWith('__')) return null;
  const index = e.index(instance.file);
  const method = index?.facts.classes[instance.class]?.methods.find((one) => index.facts.functions[one]?.name === '__getattr__');
  if (method === undefined) return null;
  const name: Value = { kind: 'text', parts: [property], how: 'constant', span: null, file: instance.file };
  const value = returned(e, { kind: 'function', file: instance.file, function: method, self: instance, frame: null, span: null }, { positional: [() => name], named: new Map(), open: null });
  const solid = (value.kind === 'choice' ? value.alternatives : [value]).filter((one) => one.kind === 'external' || one.kind === 'handle' || one.kind === 'module');
  return solid.length > 0 ? choiceOf(solid) : null;
}

/** A base class: of the project by its index, or somebody else's by its import. */
export type Ancestor = { readonly kind: 'class'; readonly file: string; readonly class: number } | Extract<Value, { kind: 'external' }>;

function ownMember(e: Evaluator, instance: InstanceValue, file: string, cls: number, property: string): Value | null {
  const index = e.index(file);
  const facts = index?.facts.classes[cls];
  if (!index || !facts) return null;
  const field = facts.fields.find((one) => one.name === property);
  if (field && instance.args) {
    const given = instance.args.named.get(property);
    if (given && !facts.methods.some((one) => index.facts.functions[one]?.kind === 'constructor')) return given();
  }
  const self = instance.args === null && instance.file === file && instance.class === cls ? null : instance;
  const values: Value[] = [];
  for (const write of index.selfWrites(property)) {
    const fn = write.inFunction === null ? undefined : index.facts.functions[methodAround(index, write.inFunction)];
    if (!fn || fn.class !== cls) continue;
    const at = index.facts.functions.indexOf(fn);
    const frame: Frame | null = self ? { file, function: at, args: fn.kind === 'constructor' && instance.args && instance.file === file && instance.class === cls ? instance.args : noArguments, self: instance, parent: null, depth: 1 } : null;
    const value = e.evaluate(write.value, file, frame);
    values.push(isOpen(value) && write.annotation ? settledBy(annotated(e, write.annotation, file, null), value) : value);
  }
  if (values.every(isOpen)) values.push(...classWrites(e, file, cls, property));
  for (const at of facts.methods) {
    const fn = index.facts.functions[at];
    if (!fn) continue;
    const parameter = fn.parameters.findIndex((one) => one.isField && one.name === property);
    if (parameter >= 0) {
      const given = instance.args?.positional[parameter];
      const declared = fn.parameters[parameter];
      const open = unknown(`parameter ${property}`, property, [{ file, function: at, index: parameter }]);
      if (given) values.push(given());
      else if (declared?.annotation) values.push(promised(annotated(e, declared.annotation, file, null), open));
      else values.push(declared?.default ? withHow(e.evaluate(declared.default, file, null), 'default-param') : open);
    }
  }
  if (field?.value) {
    const value = declaredDefault(e, e.evaluate(field.value, file, null));
    // A declared field of an instance that somebody else made: its default is only one of the values it may have.
    values.push(field.annotation && instance.args === null && (value.kind === 'text' || value.kind === 'number' || value.kind === 'null') ? choiceOf([unknown(`field ${property} of ${facts.name}, which whoever makes it may set`, property), value]) : value);
  }
  const fallback = values.length > 1 && index.selfWrites(property).every((write) => write.inFunction !== null && index.facts.functions[methodAround(index, write.inFunction)]?.kind === 'constructor') ? defaultAmong(values) : null;
  if (fallback) return fallback;
  const solid = values.filter((value) => !isOpen(value));
  if (solid.length > 0) return withHow(choiceOf(solid.length < values.length && values.some((value) => value.kind === 'unknown') && solid.every((value) => value.kind === 'text' || value.kind === 'number') ? preferInitial(values) : solid), 'constant');
  if (field?.annotation) {
    const typed = annotated(e, field.annotation, file, null);
    if (typed) return settledBy(typed, values[0] ?? typed);
  }
  const method = facts.methods.find((one) => index.facts.functions[one]?.name === property);
  if (method !== undefined) {
    const fn = index.facts.functions[method];
    const value: FunctionValue = { kind: 'function', file, function: method, self: instance, frame: null, span: fn?.span ?? null };
    if (fn && (fn.kind === 'getter' || fn.decorators.some((one) => /^(cached_)?property$/.test(one.kind === 'name' ? one.name : one.kind === 'member' ? one.property : '')))) return returned(e, value, noArguments);
    return value;
  }
  return values.length > 0 ? choiceOf(values) : null;
}

/** What the file puts on a class itself (`Service.client = Client()`, `cls.client = ...` in its class methods), where it says something. */
function classWrites(e: Evaluator, file: string, cls: number, property: string): readonly Value[] {
  const index = e.index(file);
  const name = index?.facts.classes[cls]?.name;
  if (!index || !name) return [];
  const onName = index.mutationsOf(name).flatMap((one) => (one.kind === 'write' && one.write.property === property ? [one.write] : []));
  const inMethods = index.selfWrites(property).filter((write) => write.inFunction !== null && index.facts.functions[methodAround(index, write.inFunction)]?.class === cls);
  return [...onName, ...inMethods].map((write) => e.evaluate(write.value, file, null)).filter((value) => !isOpen(value));
}

/** What a declared type makes of a value that is open. */
function settledBy(typed: Value | null, value: Value): Value {
  return value.kind === 'unknown' ? promised(typed, value) : (typed ?? value);
}

/** Nothing, or not known, or a dictionary of nothing known: a declared type may say more. */
function isOpen(value: Value): boolean {
  return alternativesOf(value).every((one) => one.kind === 'null' || one.kind === 'unknown' || (one.kind === 'record' && one.entries.size === 0 && one.rest !== null && one.external === undefined));
}

/** `Field(default="x")` of pydantic, `field(default=...)` of dataclasses and attrs: the default that is declared in it. */
function declaredDefault(e: Evaluator, value: Value): Value {
  if (value.kind !== 'record' || value.external === undefined || !/^(Field|field|attrib|ib)$/.test(value.external)) return value;
  const factory = value.entries.get('default_factory') ?? value.entries.get('factory');
  if (factory?.kind === 'function') return returned(e, factory, noArguments);
  return value.entries.get('default') ?? (factory ? unknown('made by a factory', '') : value.entries.get('#0') ?? unknown('a required field', '', [], value));
}

/** Settings that are first set to a known value and later to something else stay open. */
function preferInitial(values: readonly Value[]): readonly Value[] {
  return values.filter((value) => value.kind !== 'null');
}

function methodAround(index: FileIndex, fn: number): number {
  for (let at: number | null = fn; at !== null; at = index.facts.functions[at]?.parent ?? null) if (index.facts.functions[at]?.class !== null) return at;
  return fn;
}

/** A method that only subclasses define (abstract, mixin): theirs are the alternatives. */
function overridden(e: Evaluator, instance: InstanceValue, property: string): Value | null {
  const found: Value[] = [];
  for (const sub of subclasses(e, instance.file, instance.class)) {
    const index = e.index(sub.file);
    const method = index?.facts.classes[sub.class]?.methods.find((one) => index.facts.functions[one]?.name === property);
    if (method !== undefined) found.push({ kind: 'function', file: sub.file, function: method, self: { kind: 'instance', file: sub.file, class: sub.class, args: null, span: null }, frame: null, span: null });
  }
  return found.length > 0 ? choiceOf(found) : null;
}

/** A member of a class itself, found up the class hierarchy. */
function classMember(e: Evaluator, file: string, cls: number, property: string): Value | null {
  for (const owner of lineage(e, file, cls)) {
    if (owner.kind === 'external') {
      const handle = e.sdkIndex.fromExternal({ ...owner, path: [...owner.path, property] }, null);
      if (handle) return handle;
      continue;
    }
    const index = e.index(owner.file);
    const facts = index?.facts.classes[owner.class];
    const field = facts?.fields.find((one) => one.name === property);
    const declared = field?.value ? declaredDefault(e, e.evaluate(field.value, owner.file, null)) : null;
    const written = declared === null || isOpen(declared) ? classWrites(e, owner.file, owner.class, property) : [];
    if (written.length > 0) return withHow(choiceOf(written), 'constant');
    if (declared) return withHow(declared, 'constant');
    if (field?.annotation) return annotated(e, field.annotation, owner.file, null);
    const method = facts?.methods.find((one) => index?.facts.functions[one]?.name === property);
    if (method !== undefined) {
      const kind = index?.facts.functions[method]?.kind;
      return { kind: 'function', file: owner.file, function: method, self: kind === 'static' ? null : { kind: 'class', file: owner.file, class: owner.class, span: null }, frame: null, span: null };
    }
  }
  return null;
}

/** What a project function gives back when it is called with these arguments. */
export function returned(e: Evaluator, fn: FunctionValue, given: Arguments): Value {
  const index = e.index(fn.file);
  const facts = index?.facts.functions[fn.function];
  if (!index || !facts) return unknown('function not read', '');
  const depth = (fn.frame?.depth ?? 0) + 1;
  if (depth > 12) return unknown('too deep to follow', facts.qualifiedName);
  const frame: Frame = { file: fn.file, function: fn.function, args: given, self: fn.self, parent: fn.frame, depth };
  return e.guarded(`return ${fn.file}#${fn.function}`, () => unknown('calls itself', facts.qualifiedName), () => {
    const values = productionReturns(index, facts.returns).map((one) => e.evaluate(one, fn.file, frame));
    const solid = values.filter((value) => value.kind !== 'null');
    if (solid.length > 0) {
      const value = choiceOf(solid);
      if (value.kind !== 'unknown' || !facts.returnAnnotation) return withArgumentRoots(value, given);
    }
    if (facts.returnAnnotation) {
      const typed = annotated(e, facts.returnAnnotation, fn.file, null);
      if (typed && typed.kind !== 'unknown') return typed;
      if (typed?.typed && solid.length > 0) return { ...withArgumentRoots(choiceOf(solid), given), typed: typed.typed };
    }
    return values.length > 0 ? choiceOf(values) : unknown(`${facts.qualifiedName} returns nothing that can be read`, facts.qualifiedName, argumentRoots(given));
  });
}

const testCondition = /\bis_?test|\btest(ing)?_?(env|mode)|NODE_ENV\W+test|PLAYWRIGHT|PYTEST/i;

/** What a function gives under a test flag is no cost of the product: those returns are left out where others remain. */
function productionReturns(index: FileIndex, returns: readonly Expr[]): readonly Expr[] {
  const kept = returns.filter((one) => !index.regionsAt(one.span.start).some((region) => region.kind === 'if' && region.subject !== undefined && testCondition.test(index.text(region.subject.span))));
  return kept.length > 0 ? kept : returns;
}

/** A result that nothing is known of may be made of what was handed in. */
function withArgumentRoots(value: Value, args: Arguments): Value {
  const parts = alternativesOf(value);
  if (!parts.every((one) => one.kind === 'unknown' && one.roots.length === 0)) return value;
  const roots = argumentRoots(args);
  return roots.length === 0 ? value : choiceOf(parts.map((one) => (one.kind === 'unknown' ? { ...one, roots } : one)));
}

/** Parameters that any of the arguments depend on. */
export function argumentRoots(args: Arguments): readonly ParameterRef[] {
  return [...args.positional, ...args.named.values()].flatMap((one) => rootsOf(one())).slice(0, 8);
}
