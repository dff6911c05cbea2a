import type { ClassFact, Expr } from '../../model.ts';
import { annotated, promised } from './annotations.ts';
import { choiceOf, defaultAmong, withHow } from './choices.ts';
import type { Evaluator } from './evaluator.ts';
import type { FileIndex } from './fileIndex.ts';
import { baseArguments } from './inherited.ts';
import { lineage } from './lineage.ts';
import { returned } from './returned.ts';
import { alternativesOf, noArguments, unknown, type Frame, type InstanceValue, type Value } from './values.ts';

/** Nothing, or not known, or a dictionary of nothing known: a declared type may say more. */
export function isOpen(value: Value): boolean {
  return alternativesOf(value).every(
    (one) =>
      one.kind === 'null' ||
      one.kind === 'unknown' ||
      (one.kind === 'record' && one.entries.size === 0 && one.rest !== null && one.external === undefined),
  );
}

/** A class of the project, and where it stands. */
export interface Owner {
  readonly index: FileIndex;
  readonly facts: ClassFact;
  readonly file: string;
  readonly class: number;
}

/** `self.property = ...` in the methods of a class, with the arguments that the instance was made with. */
export function methodWrites(e: Evaluator, instance: InstanceValue, owner: Owner, property: string): readonly Value[] {
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
export function fieldParameters(e: Evaluator, instance: InstanceValue, { index, facts, file }: Owner, property: string): readonly Value[] {
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
export function initialValue(
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
export function handedToBase(
  e: Evaluator,
  instance: InstanceValue,
  { index, facts, file, class: cls }: Owner,
  property: string,
): Value | null {
  const makesItself = facts.methods.some((one) => index.facts.functions[one]?.kind === 'constructor');
  if (!makesItself || !lineage(e, file, cls).some((one) => one.kind === 'external')) return null;
  return baseArguments(e, instance).named.get(property)?.() ?? null;
}

/** What the values of a field come to; null where none of them says anything. */
export function settledField(index: FileIndex, property: string, values: readonly Value[]): Value | null {
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

/** What a declared type makes of a value that is open. */
export function settledBy(typed: Value | null, value: Value): Value {
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

/** Index of the method that a function is or stands in; outside of methods of the function itself. */
export function methodAround(index: FileIndex, fn: number): number {
  for (let at: number | null = fn; at !== null; at = index.facts.functions[at]?.parent ?? null)
    if (index.facts.functions[at]?.class !== null) return at;
  return fn;
}
