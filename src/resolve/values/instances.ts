import type { ClassFact, NameExpr } from '../../model.ts';
import { annotated } from './annotations.ts';
import { choiceOf, withHow } from './choices.ts';
import type { Evaluator } from './evaluator.ts';
import { nullable } from './exports.ts';
import {
  declaredDefault,
  fieldParameters,
  handedToBase,
  initialValue,
  isOpen,
  methodAround,
  methodWrites,
  settledBy,
  settledField,
  type Owner,
} from './fields.ts';
import { getOrCreate, type FileIndex } from './fileIndex.ts';
import { baseArguments, collected, filledFromFile } from './inherited.ts';
import { lineage, subclasses } from './lineage.ts';
import { returned } from './returned.ts';
import { noArguments, unknown, type Frame, type FunctionValue, type InstanceValue, type Value } from './values.ts';

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
  return instance.args === null
    ? e.remembered(e.members, key, find)
    : e.remembered(
        getOrCreate(e.membersOf, instance, () => new Map()),
        key,
        find,
        'whole',
      );
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
