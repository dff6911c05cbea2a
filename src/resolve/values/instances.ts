import type { ClassFact, Expr, NameExpr } from '../../model.ts';
import { annotated, promised } from './annotations.ts';
import { choiceOf, defaultAmong, withHow } from './choices.ts';
import type { Evaluator } from './evaluator.ts';
import { nullable } from './exports.ts';
import type { FileIndex } from './fileIndex.ts';
import { baseArguments, collected, filledFromFile } from './inherited.ts';
import { lineage, subclasses } from './lineage.ts';
import { returned } from './returned.ts';
import { alternativesOf, noArguments, unknown, type Frame, type FunctionValue, type InstanceValue, type Value } from './values.ts';

/** A member of an instance: constructor arguments of data classes, fields set in methods, class fields, properties, methods; then the bases. */
export function instanceMember(e: Evaluator, instance: InstanceValue, property: string): Value | null {
  const key = `member ${instance.file}#${instance.class}.${property}${instance.args ? '()' : ''}`;
  const find = () =>
    nullable(e, key, () => {
      for (const owner of lineage(e, instance.file, instance.class)) {
        if (owner.kind === 'external') {
          const member = sdkMember(e, instance, owner, property);
          if (member) return member;
          continue;
        }
        const found = ownMember(e, instance, owner.file, owner.class, property);
        if (found) return filledFromFile(e, instance, property, () => found) ?? found;
      }
      return (
        filledFromFile(e, instance, property, () => null) ??
        collected(e, instance, property) ??
        overridden(e, instance, property) ??
        delegated(e, instance, property)
      );
    });
  return instance.args === null ? e.remembered(e.members, key, find) : find();
}

/** A member of a class itself, found up the class hierarchy. */
export function classMember(e: Evaluator, file: string, cls: number, property: string): Value | null {
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
      return {
        kind: 'function',
        file: owner.file,
        function: method,
        self: kind === 'static' ? null : { kind: 'class', file: owner.file, class: owner.class, span: null },
        frame: null,
        span: null,
      };
    }
  }
  return null;
}

/** `super.property`: the member as the bases of the class have it in which it is written, on the receiver that runs. */
export function superMember(e: Evaluator, object: NameExpr, property: string, file: string, frame: Frame | null): Value {
  const index = e.index(file);
  let fn = index?.functionOfScope(object.scope) ?? null;
  while (fn !== null && index?.facts.functions[fn]?.class === null) fn = index.facts.functions[fn]?.parent ?? null;
  const cls = fn === null ? null : (index?.facts.functions[fn]?.class ?? null);
  const self = index?.facts.language === 'python' && fn !== null ? index.facts.functions[fn]?.parameters[0]?.name : undefined;
  const receiver = e.evaluate(self === undefined ? object : { ...object, name: self }, file, frame);
  if (cls !== null && receiver.kind === 'instance') {
    for (const base of lineage(e, file, cls).slice(1)) {
      const found =
        base.kind === 'external' ? sdkMember(e, receiver, base, property) : ownMember(e, receiver, base.file, base.class, property);
      if (found) return found;
    }
  }
  return unknown(`${property} of a base class`, property, [], { span: object.span, file });
}

/** Nothing, or not known, or a dictionary of nothing known: a declared type may say more. */
export function isOpen(value: Value): boolean {
  return alternativesOf(value).every(
    (one) =>
      one.kind === 'null' ||
      one.kind === 'unknown' ||
      (one.kind === 'record' && one.entries.size === 0 && one.rest !== null && one.external === undefined),
  );
}

/** Whether a class only holds data: its fields are declared with types, it is made of them alone, and its methods do not set them (pydantic, data classes, named tuples). */
export function isDataClass(e: Evaluator, file: string, cls: number): boolean {
  const own = lineage(e, file, cls).flatMap((one) => (one.kind === 'class' ? [{ index: e.index(one.file), at: one.class }] : []));
  const classes = own.flatMap(({ index, at }) =>
    index?.facts.classes[at] ? [{ index, facts: index.facts.classes[at] as ClassFact }] : [],
  );
  const setsItself = ({ index, facts }: { index: FileIndex; facts: ClassFact }) =>
    facts.fields.some((one) =>
      index.selfWrites(one.name).some((write) => write.inFunction !== null && facts.methods.includes(write.inFunction)),
    );
  return (
    classes.some(({ facts }) => facts.fields.some((one) => one.annotation)) &&
    !classes.some((one) => setsItself(one) || one.facts.methods.some((at) => one.index.facts.functions[at]?.kind === 'constructor'))
  );
}

function sdkMember(e: Evaluator, instance: InstanceValue, base: Extract<Value, { kind: 'external' }>, property: string): Value | null {
  const handle = e.sdkIndex.fromExternal(base, baseArguments(e, instance));
  return handle?.kind === 'handle' ? e.sdkIndex.member(handle, property, { span: null, file: instance.file }) : null;
}

/** A class of the project, and where it stands. */
interface Owner {
  readonly index: FileIndex;
  readonly facts: ClassFact;
  readonly file: string;
  readonly class: number;
}

/** What a class itself says of a member of its instances: a field, else a property or method. */
function ownMember(e: Evaluator, instance: InstanceValue, file: string, cls: number, property: string): Value | null {
  const index = e.index(file);
  const facts = index?.facts.classes[cls];
  if (!index || !facts) return null;
  const owner: Owner = { index, facts, file, class: cls };
  const field = facts.fields.find((one) => one.name === property);
  const given = field ? instance.args?.named.get(property) : undefined;
  if (given && !facts.methods.some((one) => index.facts.functions[one]?.kind === 'constructor')) return given();
  const written = methodWrites(e, instance, owner, property);
  const handed = field ? handedToBase(e, instance, owner, property) : null;
  const values = [
    ...written,
    ...(written.every(isOpen) ? writesOnName(e, owner, property) : []),
    ...fieldParameters(e, instance, owner, property),
    ...(handed ? [handed] : field?.value ? [initialValue(e, instance, owner, field, field.value)] : []),
  ];
  const settled = settledField(index, property, values);
  if (settled) return settled;
  const typed = field?.annotation ? annotated(e, field.annotation, file, null) : null;
  if (typed) return settledBy(typed, values[0] ?? typed);
  return methodOf(e, instance, owner, property) ?? (values.length > 0 ? choiceOf(values) : null);
}

/** `self.property = ...` in the methods of a class, with the arguments that the instance was made with. */
function methodWrites(e: Evaluator, instance: InstanceValue, owner: Owner, property: string): readonly Value[] {
  const { index, file } = owner;
  const isOwn = instance.file === file && instance.class === owner.class;
  return index.selfWrites(property).flatMap((write): readonly Value[] => {
    const at = write.inFunction === null ? -1 : methodAround(index, write.inFunction);
    const fn = index.facts.functions[at];
    if (fn?.class !== owner.class) return [];
    const args = fn.kind === 'constructor' && instance.args && isOwn ? instance.args : noArguments;
    const frame: Frame | null =
      instance.args === null && isOwn ? null : { file, function: at, args, self: instance, parent: null, depth: 1 };
    const value = e.evaluate(write.value, file, frame);
    return [isOpen(value) && write.annotation ? settledBy(annotated(e, write.annotation, file, null), value) : value];
  });
}

/** Parameters that are fields themselves: `constructor(private client: OpenAI)`. */
function fieldParameters(e: Evaluator, instance: InstanceValue, { index, facts, file }: Owner, property: string): readonly Value[] {
  return facts.methods.flatMap((at): readonly Value[] => {
    const parameters = index.facts.functions[at]?.parameters ?? [];
    const position = parameters.findIndex((one) => one.isField && one.name === property);
    const parameter = parameters[position];
    if (!parameter) return [];
    const given = instance.args?.positional[position];
    const open = unknown(`parameter ${property}`, property, [{ file, function: at, index: position }]);
    if (given) return [given()];
    if (parameter.annotation) return [promised(annotated(e, parameter.annotation, file, null), open)];
    return [parameter.default ? withHow(e.evaluate(parameter.default, file, null), 'default-param') : open];
  });
}

/** What a field is declared with. Of an instance that somebody else made, the default is only one of the values that it may have. */
function initialValue(
  e: Evaluator,
  instance: InstanceValue,
  { facts, file }: Owner,
  field: ClassFact['fields'][number],
  initial: Expr,
): Value {
  const value = declaredDefault(e, e.evaluate(initial, file, null));
  // `llm: ChatModel = Node(...)`: what a package puts behind a declared type gives one of that type.
  const behind =
    value.kind === 'record' && value.external !== undefined && field.annotation ? annotated(e, field.annotation, file, null) : null;
  if (behind?.kind === 'instance' || behind?.kind === 'handle') return behind;
  if (!field.annotation || instance.args !== null) return value;
  const set = unknown(`field ${field.name} of ${facts.name}, which whoever makes it may set`, field.name);
  if (value.kind === 'record' && value.entries.size === 0 && value.external === undefined) return { ...value, rest: value.rest ?? set };
  return value.kind === 'text' || value.kind === 'number' || value.kind === 'null' ? choiceOf([set, value]) : value;
}

/** What the constructor of a class hands to a base that is no class of the project, for a field that the class declares (`super().__init__(options=options)` of pydantic's models). */
function handedToBase(e: Evaluator, instance: InstanceValue, { index, facts, file, class: cls }: Owner, property: string): Value | null {
  const makesItself = facts.methods.some((one) => index.facts.functions[one]?.kind === 'constructor');
  if (!makesItself || !lineage(e, file, cls).some((one) => one.kind === 'external')) return null;
  return baseArguments(e, instance).named.get(property)?.() ?? null;
}

/** What the values of a field come to; null where none of them says anything. */
function settledField(index: FileIndex, property: string, values: readonly Value[]): Value | null {
  const isOnlyMade = index
    .selfWrites(property)
    .every((write) => write.inFunction !== null && index.facts.functions[methodAround(index, write.inFunction)]?.kind === 'constructor');
  const fallback = values.length > 1 && isOnlyMade ? defaultAmong(values) : null;
  if (fallback) return fallback;
  const solid = values.filter((value) => !isOpen(value));
  if (solid.length === 0) return null;
  // Settings that are first set to a known value and later to something else stay open.
  const staysOpen =
    values.some((value) => value.kind === 'unknown') && solid.every((value) => value.kind === 'text' || value.kind === 'number');
  return withHow(choiceOf(staysOpen ? values.filter((value) => value.kind !== 'null') : solid), 'constant');
}

/** A method, or what a property gives. */
function methodOf(e: Evaluator, instance: InstanceValue, { index, facts, file }: Owner, property: string): Value | null {
  const method = facts.methods.find((one) => index.facts.functions[one]?.name === property);
  if (method === undefined) return null;
  const fn = index.facts.functions[method];
  const value: FunctionValue = { kind: 'function', file, function: method, self: instance, frame: null, span: fn?.span ?? null };
  const isProperty =
    fn &&
    (fn.kind === 'getter' ||
      fn.decorators.some((one) => /^(cached_)?property$/.test(one.kind === 'name' ? one.name : one.kind === 'member' ? one.property : '')));
  return isProperty ? returned(e, value, noArguments) : value;
}

/** Python's `__getattr__`: what the class looks a missing member up in (lazily loaded modules, proxies). */
function delegated(e: Evaluator, instance: InstanceValue, property: string): Value | null {
  if (property.startsWith('__')) return null;
  const index = e.index(instance.file);
  const method = index?.facts.classes[instance.class]?.methods.find((one) => index.facts.functions[one]?.name === '__getattr__');
  if (method === undefined) return null;
  const name: Value = { kind: 'text', parts: [property], how: 'constant', span: null, file: instance.file };
  const value = returned(
    e,
    { kind: 'function', file: instance.file, function: method, self: instance, frame: null, span: null },
    { positional: [() => name], named: new Map(), open: null },
  );
  const solid = (value.kind === 'choice' ? value.alternatives : [value]).filter(
    (one) => one.kind === 'external' || one.kind === 'handle' || one.kind === 'module',
  );
  return solid.length > 0 ? choiceOf(solid) : null;
}

/** What the file puts on a class by its name (`Service.client = Client()`), where it says something. */
function writesOnName(e: Evaluator, { index, facts, file }: Pick<Owner, 'index' | 'facts' | 'file'>, property: string): readonly Value[] {
  if (!facts.name) return [];
  const writes = index.mutationsOf(facts.name).flatMap((one) => (one.kind === 'write' ? [one.write] : []));
  return writes
    .filter((write) => write.property === property)
    .map((write) => e.evaluate(write.value, file, null))
    .filter((value) => !isOpen(value));
}

/** What the file puts on a class itself, by its name or in its methods (`cls.client = ...`), where it says something. */
function classWrites(e: Evaluator, file: string, cls: number, property: string): readonly Value[] {
  const index = e.index(file);
  const facts = index?.facts.classes[cls];
  if (!index || !facts) return [];
  const inMethods = index
    .selfWrites(property)
    .filter((write) => write.inFunction !== null && index.facts.functions[methodAround(index, write.inFunction)]?.class === cls);
  return [
    ...writesOnName(e, { index, facts, file }, property),
    ...inMethods.map((write) => e.evaluate(write.value, file, null)).filter((value) => !isOpen(value)),
  ];
}

/** What a declared type makes of a value that is open. */
function settledBy(typed: Value | null, value: Value): Value {
  return value.kind === 'unknown' ? promised(typed, value) : (typed ?? value);
}

/** `Field(default="x")` of pydantic, `field(default=...)` of dataclasses and attrs, `Option("x")` of Typer, `Query("x")` and its like of FastAPI: the default that is declared in it. */
export function declaredDefault(e: Evaluator, value: Value): Value {
  if (
    value.kind !== 'record' ||
    value.external === undefined ||
    !/^(Field|field|attrib|ib|Option|Argument|Query|Body|Form|Header|Cookie)$/.test(value.external)
  )
    return value;
  const factory = value.entries.get('default_factory') ?? value.entries.get('factory');
  if (factory?.kind === 'function') return returned(e, factory, noArguments);
  return (
    value.entries.get('default') ??
    (factory ? unknown('made by a factory', '') : (value.entries.get('#0') ?? unknown('a required field', '', [], value)))
  );
}

function methodAround(index: FileIndex, fn: number): number {
  for (let at: number | null = fn; at !== null; at = index.facts.functions[at]?.parent ?? null)
    if (index.facts.functions[at]?.class !== null) return at;
  return fn;
}

/** A method that only subclasses define (abstract, mixin): theirs are the alternatives. */
function overridden(e: Evaluator, instance: InstanceValue, property: string): Value | null {
  const found: Value[] = [];
  for (const sub of subclasses(e, instance.file, instance.class)) {
    const index = e.index(sub.file);
    const method = index?.facts.classes[sub.class]?.methods.find((one) => index.facts.functions[one]?.name === property);
    if (method !== undefined)
      found.push({
        kind: 'function',
        file: sub.file,
        function: method,
        self: { kind: 'instance', file: sub.file, class: sub.class, args: null, span: null },
        frame: null,
        span: null,
      });
  }
  return found.length > 0 ? choiceOf(found) : null;
}
