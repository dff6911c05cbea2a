import type { Binding, Expr, NameExpr, Region } from '../model.ts';
import { lastNameOf } from './callees.ts';
import { argumentsOf, asUnknown, joinText, textOf, type Evaluator } from './evaluator.ts';
import type { FileIndex, Mutation } from './fileIndex.ts';
import { fileData } from './files.ts';
import { dirname, familyOf, join, resolveModule } from './modules.ts';
import { exportOf, memberOf, numberItem } from './members.ts';
import { isPublished } from './ownSources.ts';
import { alternativesOf, choiceOf, comparesWithLiteral, defaultAmong, plainText, rootsOf, unknown, withHow, type Frame, type ListValue, type RecordValue, type UnknownValue, type Value } from './values.ts';

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
    const value = settle(reaching, values, index);
    return withMutations(e, withHow(value, 'constant'), expr, index, file, frame, sameFunction);
  }
  return star(e, expr, index, file) ?? injected(e, expr, index, file) ?? builtinName(expr, file);
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
    return facts.kind === 'classmethod' ? { kind: 'class', class: facts.class, ...span } : { kind: 'instance', class: facts.class, args: null, ...span };
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

/**
 * Bindings that may hold at `use`, in source order. Walks back from the use; a binding whose regions all contain the use ends the walk.
 * Branches that leave (return, raise), and other branches of the statement the use stands in, do not reach.
 */
export function reachingBindings(index: FileIndex, bindings: readonly Binding[], use: number): readonly Binding[] {
  const useRegions = index.regionsAt(use);
  const before = bindings.filter((binding) => reachPoint(binding) <= use);
  if (before.length === 0) return bindings.slice(0, 1);
  const out: Binding[] = [];
  for (const binding of before.toReversed()) {
    const outside = index.regionsAt(binding.span.start).filter((region) => !useRegions.includes(region));
    // Where a callback returns, the code around it goes on.
    if (outside.some((region) => region.leaves && region.kind !== 'try') && !inOtherFunction(index, binding.span.start, use)) continue;
    if (outside.some((region) => excludes(region, useRegions))) continue;
    out.unshift(binding);
    if (!outside.some((region) => region.kind !== 'try' && region.kind !== 'finally') && !inOtherFunction(index, binding.span.start, use)) {
      if (binding.from.kind !== 'augment') break;
    } else if (outside[0] && everyBranchBinds(index, outside[0].statement, out)) break;
  }
  return out.length > 0 ? out : before.slice(-1);
}

/** Bindings of an outer name that a function may see. In a notebook, the cell that defines the function usually says what it works on. */
function outerBindings(index: FileIndex, bindings: readonly Binding[], useFunction: number | null): readonly Binding[] {
  const start = useFunction === null ? undefined : index.facts.functions[useFunction]?.span.start;
  if (start !== undefined && bindings.length > 1 && index.facts.chunks.length > 1) {
    const cell = index.facts.chunks.findLast((chunk) => chunk.offset <= start);
    const before = bindings.filter((binding) => cell !== undefined && binding.span.start >= cell.offset && reachPoint(binding) <= start);
    if (before.length > 0) return reachingBindings(index, before, start);
  }
  return bindings.slice(-6);
}

/** `if ... else ...` in which each branch that goes on binds the name: what was bound before does not reach. */
function everyBranchBinds(index: FileIndex, statement: number, bound: readonly Binding[]): boolean {
  const branches = index.facts.regions.filter((one) => one.statement === statement && (one.kind === 'if' || one.kind === 'else'));
  return branches.some((one) => one.kind === 'else') && branches.every((branch) => branch.leaves || bound.some((one) => index.regionsAt(one.span.start).at(-1) === branch) || nestedIn(index, branch).some((one) => everyBranchBinds(index, one, bound)));
}

/** Statements with branches that stand inside a branch: `else if`. */
function nestedIn(index: FileIndex, branch: Region): readonly number[] {
  return [...new Set(index.facts.regions.filter((one) => one.kind === 'if' && one !== branch && branch.span.start <= one.span.start && one.span.end <= branch.span.end).map((one) => one.statement))];
}

/** A callback or helper that assigns a name of the code around it may have run or not. */
function inOtherFunction(index: FileIndex, at: number, use: number): boolean {
  return index.facts.functions.some((one) => one.span.start <= at && at < one.span.end && !(one.span.start <= use && use < one.span.end));
}

/** A binding holds after its value: `x = f(x)` reads the older x on the right. */
function reachPoint(binding: Binding): number {
  return binding.from.kind === 'value' || binding.from.kind === 'augment' ? Math.max(binding.span.end, binding.from.value.span.end) : binding.span.end;
}

function excludes(region: Region, useRegions: readonly Region[]): boolean {
  return region.kind !== 'for' && region.kind !== 'while' && useRegions.some((one) => one.statement === region.statement && one.span.start !== region.span.start && (region.kind !== 'try'));
}

/** One value from the reaching ones: `if x is None: x = DEFAULT` reads as a default; augmented texts are joined. */
function settle(bindings: readonly Binding[], values: readonly Value[], index: FileIndex): Value {
  const joined: Value[] = [];
  for (const [i, value] of values.entries()) {
    const before = joined.at(-1);
    if (bindings[i]?.from.kind === 'augment' && before) {
      joined.pop();
      if (before.kind === 'list') {
        joined.push(value.kind === 'list' ? { ...before, items: [...before.items, ...value.items], rest: before.rest ?? value.rest } : { ...before, rest: before.rest ?? (value.kind === 'unknown' ? value : unknown('added', '', rootsOf(value))) });
      } else if (before.kind === 'text') joined.push(joinText([before, value], before));
      else joined.push(before);
    } else joined.push(value);
  }
  // `if model == "old": model = "new"` renames one value; it is no default for the others.
  const renames = bindings.some((binding) => index.regionsAt(binding.span.start).some((region) => region.kind === 'case' || (region.kind === 'if' && region.subject !== undefined && comparesWithLiteral(index.text(region.subject.span)))));
  const parameter = renames ? undefined : joined.find((value, i) => bindings[i]?.from.kind === 'parameter' && (value.kind === 'unknown' || value.kind === 'null'));
  const others = joined.filter((value) => value !== parameter && value.kind !== 'null');
  if (parameter && others.length === 1 && others[0] && (others[0].kind === 'text' || others[0].kind === 'number')) return withHow(others[0], 'default-param');
  const declared = bindings[0]?.span.start ?? 0;
  // What a callback or another function assigns says nothing of whether it ran before.
  const isSetElsewhere = bindings.some((binding) => binding.scope !== 0 && inOtherFunction(index, binding.span.start, declared));
  const fallback = joined.length > 1 && !renames && !isSetElsewhere ? defaultAmong(joined) : null;
  if (fallback) return fallback;
  const solid = joined.filter((value) => value.kind !== 'null');
  return choiceOf(solid.length > 0 ? solid : joined);
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
    case 'augment': return e.evaluate(from.value, file, frame);
    case 'import': return importValue(e, index, file, from.module, from.imported, binding.name);
    case 'parameter': return parameterValue(e, index, file, from.function, from.index, frame);
    case 'function': return { kind: 'function', function: from.function, self: null, frame, span: binding.span, file };
    case 'class': return { kind: 'class', class: from.class, span: binding.span, file };
    case 'element': {
      const list = e.evaluate(from.of, file, frame);
      if (from.index !== null) return numberItem(list, from.index) ?? unknown('an element', binding.name, rootsOf(list), at);
      const annotation = binding.annotation ? annotated(e, binding.annotation, file, frame) : null;
      if (annotation && annotation.kind !== 'unknown') return annotation;
      if (list.kind === 'list' && list.items.length > 0 && list.items.length <= 12) {
        const usable = list.items.filter((item) => item.kind !== 'unknown');
        if (usable.length === list.items.length && !list.rest) return choiceOf(list.items);
        if (usable.length > 0 && usable.every((item) => item.kind === 'record' || item.kind === 'handle' || item.kind === 'instance')) return choiceOf(usable);
      }
      return unknown(`an element of ${textOf(e, from.of, file)}`, binding.name, rootsOf(list), at);
    }
    case 'entry': {
      const whole = e.evaluate(from.of, file, frame);
      const missing = whole.kind === 'record' && whole.rest === null && !whole.entries.has(from.key);
      const value: Value = missing ? { kind: 'null', ...at } : memberOf(e, whole, from.key, { kind: 'member', span: binding.span, object: from.of, property: from.key }, file, frame);
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
    case 'unknown': return unknown('not followed', binding.name, [], at);
  }
}

export function importValue(e: Evaluator, index: FileIndex, file: string, module: string, imported: string, name: string): Value {
  const family = familyOf(index.facts.language);
  const generated = e.sdkIndex.generated(module, family);
  if (generated !== null) return { kind: 'external', family, module: generated, path: imported === '*' ? [] : imported.split('.'), span: null, file };
  const path = ownSdkRoot(e, file, module, family, moduleFile(e, file, module, family));
  if (path) {
    if (imported === '*') return { kind: 'module', file: path, span: null };
    const value = exportOf(e, path, imported);
    if (value) return withHow(value, 'cross-file');
  }
  if (family === 'python' && imported !== '*') {
    const sub = ownSdkRoot(e, file, module, family, moduleFile(e, file, module.endsWith('.') ? module + imported : `${module}.${imported}`, family));
    if (sub) return { kind: 'module', file: sub, span: null };
  }
  if (family === 'javascript' && module.startsWith('.') && module.endsWith('.json')) return jsonModule(e, file, module, imported, name);
  if (path || module.startsWith('.')) return unknown(`${imported} of ${module} was not found`, name);
  return { kind: 'external', family, module, path: imported === '*' ? [] : imported.split('.'), span: null, file };
}

/** `import settings from './settings.json'`, `import { model } from './settings.json'`. */
function jsonModule(e: Evaluator, file: string, module: string, imported: string, name: string): Value {
  const at = { span: null, file };
  const data = fileData(e, join(dirname(file), module), file, at) ?? unknown(`${module} could not be read`, name, [], at);
  if (imported === '*' || imported === 'default' || data.kind === 'unknown') return data;
  return (data.kind === 'record' ? data.entries.get(imported) : undefined) ?? unknown(`${imported} of ${module} was not found`, name, [], at);
}

/**
 * Null where the project is the SDK itself and the import comes from outside its package (examples, tests): they use the public interface that the
 * table describes, and are not read through the SDK's insides. A project's own folder that happens to be called like an SDK stays the project's.
 */
function ownSdkRoot(e: Evaluator, from: string, module: string, family: 'python' | 'javascript', path: string | null): string | null {
  if (path === null || family !== 'python' || module.startsWith('.')) return path;
  const name = module.split('.')[0] ?? module;
  if (!e.sdkIndex.isPackage(family, name)) return path;
  const at = `/${path}`.lastIndexOf(`/${name}/`);
  const folder = at <= 0 ? '' : path.slice(0, at - 1);
  if (at < 0 || from.startsWith(`${folder === '' ? '' : `${folder}/`}${name}/`)) return path;
  return isPublished(e, folder, name) ? null : path;
}

export function moduleFile(e: Evaluator, from: string, module: string, family: 'python' | 'javascript'): string | null {
  const slash = from.lastIndexOf('/');
  const key = `${slash < 0 ? '' : from.slice(0, slash)}|${module}|${family}`;
  return e.remembered(e.modulePaths, key, () =>
    resolveModule(
      {
        isPackage: (name) => e.sdkIndex.isPackage(family, name),
        packageFolder: (name) => e.source.packageFolder?.(name) ?? null,
        has: (path) => e.source.has(path),
        text: (path) => {
          const text = e.source.text(path);
          if (text === undefined) e.want(path);
          return text;
        },
      },
      from,
      module,
      family,
    ),
  );
}

/** Declared types of plain text, in either language. */
const plainTextType = /^:?\s*(?:Optional\[\s*str\s*\]|(?:str|string)(?:\s*\|\s*(?:None|null|undefined))?)$/;

/** Value of a parameter: from the frame, else its default, else its declared type, else unknown with the parameter as root. */
function parameterValue(e: Evaluator, index: FileIndex, file: string, fn: number, position: number, frame: Frame | null): Value {
  const facts = index.facts.functions[fn];
  const parameter = facts?.parameters[position];
  if (!facts || !parameter) return unknown('parameter', '');
  const ref = { file, function: fn, index: position };
  const at = { span: parameter.span, file };
  const self: UnknownValue = { ...unknown(`parameter ${parameter.name} of ${facts.qualifiedName}`, parameter.name, [ref], at), parameter: ref, ...(parameter.annotation && plainTextType.test(index.text(parameter.annotation.span)) ? { textual: true as const } : {}) };
  for (let here = frame; here !== null; here = here.parent) {
    if (here.file !== file || here.function !== fn) continue;
    const bound = boundArgument(index, here, position);
    if (bound && !(bound.kind === 'unknown' && bound.reason === 'not given')) return bound;
    if (parameter.default) return withHow(e.evaluate(parameter.default, file, null), 'default-param');
    return bound && parameter.kind !== 'positional' && parameter.kind !== 'keywordOnly' ? bound : self;
  }
  if (parameter.kind === 'record') return { kind: 'record', entries: new Map(), rest: self, ...at };
  if (parameter.kind === 'list') return { kind: 'list', items: [], rest: self, ...at };
  if (parameter.default) {
    const value = e.evaluate(parameter.default, file, null);
    if (value.kind === 'text' || value.kind === 'number' || value.kind === 'flag') return value.kind === 'flag' ? value : withHow(value, 'default-param');
    if (value.kind === 'handle' || value.kind === 'instance' || value.kind === 'class' || value.kind === 'function') return value;
    if (value.kind === 'record' || value.kind === 'list') return choiceOf([self, value]);
  }
  const typed = parameter.annotation ? annotated(e, parameter.annotation, file, frame) : null;
  // What is in a list that is handed in stays the caller's: it may be what is sent.
  return typed && typed.kind !== 'list' && typed.kind !== 'record' ? promised(typed, self) : self;
}

/** What a declared type says of a value that is not known: the receiver that it promises, or the value with the promise of its members. */
export function promised(typed: Value | null, value: UnknownValue): Value {
  if (typed?.kind !== 'unknown') return typed ?? value;
  return typed.typed ? { ...value, typed: typed.typed } : value;
}

/** What a declared type promises: an SDK's client, an instance of a project class, or the class itself (`type[Client]`). An interface only promises members: an unknown value that is typed. */
export function annotated(e: Evaluator, annotation: Expr, file: string, frame: Frame | null): Value | null {
  if (annotation.kind === 'choice' || annotation.kind === 'list') {
    const parts = annotation.kind === 'choice' ? annotation.alternatives : annotation.items;
    for (const part of parts) {
      const value = annotated(e, part, file, frame);
      if (value) return value;
    }
    return null;
  }
  if (annotation.kind === 'binary') return annotated(e, annotation.left, file, frame) ?? annotated(e, annotation.right, file, frame);
  if (annotation.kind === 'index') {
    const outer = lastNameOf(annotation.object);
    if (/^[Tt]ype$/.test(outer)) {
      const type = e.evaluate(annotation.index, file, frame);
      return type.kind === 'class' || (type.kind === 'external' && type.module !== '') ? type : null;
    }
    return /^(Optional|Annotated|Union)$/.test(outer) ? annotated(e, annotation.index, file, frame) : container(e, outer, annotation.index, file, frame);
  }
  if (annotation.kind === 'text') {
    const name = annotation.parts.length === 1 && typeof annotation.parts[0] === 'string' ? annotation.parts[0].trim() : '';
    if (!/^\w+$/.test(name)) return null;
    return annotated(e, { kind: 'name', span: annotation.span, name, scope: 0 }, file, frame);
  }
  if (annotation.kind !== 'name' && annotation.kind !== 'member') return null;
  const type = e.evaluate(annotation, file, frame);
  const at = { span: annotation.span, file };
  if (type.kind === 'class') {
    const instance = { ...at, kind: 'instance', file: type.file, class: type.class, args: null } as const;
    const facts = e.index(type.file)?.facts.classes[type.class];
    return facts?.isType ? { ...unknown(`declared as ${facts.name}`, facts.name, [], at), typed: instance } : instance;
  }
  if (type.kind === 'external' && type.module === '' && annotation.kind === 'name') {
    // `llm: "BaseLLM"` without an import, against a cycle: the only class of the project that is called so.
    const found = e.remembered(e.classes, '', () => classesByName(e)).get(annotation.name);
    return found ? { ...at, kind: 'instance', file: found.file, class: found.class, args: null } : null;
  }
  if (type.kind === 'external') return e.sdkIndex.handleOfType(type, at);
  return null;
}

/** What a loop variable is whose list is a parameter declared as one of services (`for one in services`). The element itself stays unknown: it may be part of what is sent. */
export function declaredElement(e: Evaluator, expr: Expr, index: FileIndex, file: string): Value | null {
  if (expr.kind !== 'name') return null;
  const binding = index.bindings(expr.scope, expr.name).findLast((one) => one.from.kind === 'element');
  const list = binding?.from.kind === 'element' ? e.evaluate(binding.from.of, file, null) : null;
  const ref = list?.kind === 'unknown' ? list.parameter : undefined;
  const annotation = ref && e.index(ref.file)?.facts.functions[ref.function]?.parameters[ref.index]?.annotation;
  const typed = ref && annotation ? annotated(e, annotation, ref.file, null) : null;
  return typed?.kind === 'list' ? (typed.items[0] ?? null) : null;
}

/** `list[Service]`, `dict[str, Service]`: that each element, or each entry, is one. Null where nothing is promised of what is in it. */
function container(e: Evaluator, outer: string, inside: Expr, file: string, frame: Frame | null): Value | null {
  const isRecord = /^([Dd]ict|Mapping|MutableMapping|[Dd]efault[Dd]ict|OrderedDict)$/.test(outer);
  if (!isRecord && !/^([Ll]ist|[Ss]equence|[Ii]terable|[Ii]terator|[Ss]et|[Tt]uple|Collection)$/.test(outer)) return null;
  const parts = inside.kind === 'list' ? inside.items : [inside];
  const element = isRecord ? parts[1] : parts[0];
  const value = element && annotated(e, element, file, frame);
  if (!value || (value.kind !== 'instance' && value.kind !== 'handle')) return null;
  const at = { span: inside.span, file };
  const rest = unknown('others of the same type', textOf(e, inside, file), [], at);
  return isRecord ? { kind: 'record', entries: new Map([['', value]]), rest, ...at } : { kind: 'list', items: [value], rest, ...at };
}

function classesByName(e: Evaluator): ReadonlyMap<string, { readonly file: string; readonly class: number } | null> {
  const found = new Map<string, { readonly file: string; readonly class: number } | null>();
  e.provisional();
  for (const path of e.loaded()) for (const [i, one] of e.index(path)?.facts.classes.entries() ?? []) if (!one.isType) found.set(one.name, found.has(one.name) ? null : { file: path, class: i });
  return found;
}

export function boundArgument(index: FileIndex, frame: Frame, position: number): Value | null {
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
  if (parameter.kind === 'list') return { kind: 'list', items: frame.args.positional.slice(at).map((one) => one()), rest: frame.args.open, span: null, file: null };
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

/** Lists and records grow after they are made: `messages.append(...)`, `params["model"] = ...`, `params.update(...)`. */
function withMutations(e: Evaluator, value: Value, expr: NameExpr, index: FileIndex, file: string, frame: Frame | null, sameFunction: boolean): Value {
  if (value.kind === 'choice') {
    const mutable = value.alternatives.filter((one) => one.kind === 'list' || one.kind === 'record');
    if (mutable.length === 0 || mutable.length > 4) return value;
    return choiceOf(value.alternatives.map((one) => (one.kind === 'list' || one.kind === 'record' ? withMutations(e, one, expr, index, file, frame, sameFunction) : one)));
  }
  if ((value.kind !== 'list' && value.kind !== 'record') || value.file !== file) return value;
  return mutate(e, value, index.mutationsWithin(expr.name).filter((one) => sameVariable(index, one, expr)), index, file, frame, sameFunction ? expr.span.start : Infinity, value.span?.end ?? 0);
}

function sameVariable(index: FileIndex, mutation: Mutation, expr: NameExpr): boolean {
  const owner = (scope: number): number | null => {
    for (let at: number | null = scope; at !== null; at = index.facts.scopes[at]?.parent ?? null) if (index.bindings(at, expr.name).length > 0) return at;
    return null;
  };
  return owner(mutation.scope) === owner(expr.scope);
}

export function mutate(e: Evaluator, start: ListValue | RecordValue, mutations: readonly Mutation[], index: FileIndex, file: string, frame: Frame | null, until: number, from: number): ListValue | RecordValue {
  let value = start;
  const useRegions = until === Infinity ? [] : index.regionsAt(until);
  for (const mutation of mutations) {
    if (mutation.span.start < from) continue;
    if (mutation.span.start >= until && !useRegions.some((region) => (region.kind === 'for' || region.kind === 'while') && region.span.start <= mutation.span.start && mutation.span.end <= region.span.end)) continue;
    const outside = index.regionsAt(mutation.span.start).filter((region) => !useRegions.includes(region));
    if (outside.some((region) => region.leaves || excludes(region, useRegions))) continue;
    const repeats = outside.some((region) => region.kind === 'for' || region.kind === 'while');
    const later = mutation.span.start >= until;
    const maybe = outside.some((region) => region.kind !== 'try');
    const changed = (one: ListValue | RecordValue) => (mutation.kind === 'write' ? applyWrite(e, one, mutation, file, frame, maybe) : applyCall(e, one, mutation, file, frame, repeats || later, maybe));
    if (mutation.entry === undefined) value = changed(value);
    else if (value.kind === 'record') {
      const old = value.entries.get(mutation.entry);
      if (old?.kind === 'list' || old?.kind === 'record') value = { ...value, entries: new Map([...value.entries, [mutation.entry, changed(old)]]) };
    }
  }
  return value;
}

function applyWrite(e: Evaluator, value: ListValue | RecordValue, mutation: Mutation & { kind: 'write' }, file: string, frame: Frame | null, maybe: boolean): ListValue | RecordValue {
  if (value.kind !== 'record') return value;
  if (mutation.write.property === null) return { ...value, rest: value.rest ?? unknown('a computed key is set', '', [], { span: mutation.span, file }) };
  const written = e.evaluate(mutation.write.value, file, frame);
  const old = value.entries.get(mutation.write.property);
  return { ...value, entries: new Map([...value.entries, [mutation.write.property, maybe ? optionalEntry(old, written) : written]]) };
}

/** An entry that only some paths set stays readable, but not as certain. */
function optionalEntry(old: Value | undefined, written: Value): Value {
  return old ? choiceOf([old, written]) : choiceOf([written, { kind: 'null', span: null, file: null }]);
}

function applyCall(e: Evaluator, value: ListValue | RecordValue, mutation: Mutation & { kind: 'call' }, file: string, frame: Frame | null, repeats: boolean, maybe: boolean): ListValue | RecordValue {
  const args = argumentsOf(e, mutation.call, file, frame);
  const added = args.positional.map((one) => one());
  const source = mutation.call.args[0]?.value;
  const rest = (): UnknownValue => unknown('added in a loop', source ? textOf(e, source, file) : mutation.method, added.flatMap((one) => rootsOf(one)), { span: mutation.span, file });
  if (value.kind === 'list') {
    switch (mutation.method) {
      case 'append':
      case 'push': return { ...value, items: [...value.items, ...added], rest: value.rest ?? (repeats || args.open ? rest() : null) };
      case 'unshift':
      case 'appendleft': return { ...value, items: [...added, ...value.items], rest: value.rest ?? (repeats ? rest() : null) };
      case 'insert': return { ...value, items: [...added.slice(1), ...value.items], rest: value.rest ?? (repeats ? rest() : null) };
      case 'extend': {
        const list = added[0];
        if (list?.kind === 'list') return { ...value, items: [...value.items, ...list.items], rest: value.rest ?? list.rest };
        return { ...value, rest: value.rest ?? (list && source ? asUnknown(e, list, source, file) : rest()) };
      }
      default: return value;
    }
  }
  if (mutation.method === 'update') {
    const entries = new Map(value.entries);
    for (const [name, one] of args.named) entries.set(name, maybe ? optionalEntry(entries.get(name), one()) : one());
    const record = added[0];
    if (record?.kind === 'record') for (const [name, one] of record.entries) entries.set(name, maybe ? optionalEntry(entries.get(name), one) : one);
    const open = record?.kind === 'record' ? record.rest : record && source ? asUnknown(e, record, source, file) : null;
    return { ...value, entries, rest: value.rest ?? open ?? args.open };
  }
  if (mutation.method === 'setdefault') {
    const name = added[0] ? plainText(added[0]) : null;
    if (name !== null && added[1] && !value.entries.has(name)) return { ...value, entries: new Map([...value.entries, [name, added[1]]]) };
  }
  return value;
}

/** `from prompts import *`. */
function star(e: Evaluator, expr: NameExpr, index: FileIndex, file: string): Value | null {
  for (const one of index.facts.imports) {
    if (!one.star) continue;
    const path = moduleFile(e, file, one.module, familyOf(index.facts.language));
    const value = path ? exportOf(e, path, expr.name) : null;
    if (value) return withHow(value, 'cross-file');
  }
  return null;
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
