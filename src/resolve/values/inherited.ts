import type { CallExpr } from '../../model.ts';
import type { Evaluator } from './evaluator.ts';
import { argumentsOf } from './expressions.ts';
import type { FileIndex } from './fileIndex.ts';
import { fileData } from './files.ts';
import { lineage } from './lineage.ts';
import { returned } from './returned.ts';
import {
  alternativesOf,
  noArguments,
  plainText,
  unknown,
  type Arguments,
  type Frame,
  type HandleValue,
  type InstanceValue,
  type Value,
} from './values.ts';

/** What a class of the project that derives from an SDK's hands on to it: the arguments of `super().__init__(...)`, or its own where it has no constructor. */
export function baseArguments(e: Evaluator, instance: InstanceValue): Arguments {
  const given: Arguments = instance.args ?? { ...noArguments, open: unknown('made elsewhere', '') };
  for (const owner of lineage(e, instance.file, instance.class)) {
    if (owner.kind !== 'class') continue;
    const index = e.index(owner.file);
    const constructor = index?.facts.classes[owner.class]?.methods.find((one) => index.facts.functions[one]?.kind === 'constructor');
    if (!index || constructor === undefined) continue;
    const call = index.callsIn(constructor).find(isSuperCall);
    if (!call) return { ...noArguments, open: unknown('the constructor of the class does not say', '') };
    const frame: Frame = { file: owner.file, function: constructor, args: given, self: instance, parent: null, depth: 1 };
    return argumentsOf(e, call, owner.file, frame);
  }
  return given;
}

/** `super().__init__(...)`, `super(Base, self).__init__(...)`, `Agent.__init__(self, ...)`, `super(...)`. */
function isSuperCall(call: CallExpr): boolean {
  const callee = call.callee;
  return (
    (callee.kind === 'name' && callee.name === 'super' && call.args.length > 0) ||
    (callee.kind === 'member' && callee.property === '__init__')
  );
}

/** The SDK's object that an instance of a project class is: `class Researcher(Agent)`. */
export function handleOfInstance(e: Evaluator, instance: InstanceValue): HandleValue | null {
  for (const owner of lineage(e, instance.file, instance.class)) {
    const handle = owner.kind === 'external' ? e.sdkIndex.fromExternal(owner, baseArguments(e, instance)) : null;
    if (handle?.kind === 'handle') return handle;
  }
  return null;
}

/** A field that a class decorator fills with what the methods marked by another decorator return (`Sdk.members`). */
export function collected(e: Evaluator, instance: InstanceValue, property: string): Value | null {
  const rules = e.sdks.flatMap((sdk) => sdk.members?.filter((one) => one.property === property) ?? []);
  if (rules.length === 0) return null;
  const index = e.index(instance.file);
  const facts = index?.facts.classes[instance.class];
  if (!index || !facts) return null;
  const rule = rules.find((one) => facts.decorators.some((decorator) => isNamed(e, index, decorator, one.classDecorator)));
  if (!rule) return null;
  const items = facts.methods.flatMap((at): readonly Value[] => {
    const method = index.facts.functions[at];
    if (!method?.decorators.some((decorator) => isNamed(e, index, decorator, rule.methodDecorator))) return [];
    return [
      returned(e, { kind: 'function', file: instance.file, function: at, self: instance, frame: null, span: method.span }, noArguments),
    ];
  });
  return { kind: 'list', items, rest: null, span: null, file: instance.file };
}

/** A field that a class decorator fills with what a file holds (`Sdk.files`). @param own what the class itself says the field is. */
export function filledFromFile(e: Evaluator, instance: InstanceValue, property: string, own: () => Value | null): Value | null {
  const rules = e.sdks.flatMap((sdk) => sdk.files?.filter((one) => one.property === property) ?? []);
  const index = rules.length > 0 ? e.index(instance.file) : null;
  const facts = index?.facts.classes[instance.class];
  if (!index || !facts) return null;
  const rule = rules.find((one) => facts.decorators.some((decorator) => isNamed(e, index, decorator, one.classDecorator)));
  if (!rule) return null;
  const written = own();
  const path = written === null ? rule.byDefault : plainText(written);
  return path === null ? null : fileData(e, path, instance.file, { span: written?.span ?? null, file: instance.file });
}

function isNamed(e: Evaluator, index: FileIndex, decorator: Parameters<Evaluator['evaluate']>[0], name: string): boolean {
  const value = e.evaluate(decorator, index.facts.path, null);
  return alternativesOf(value).some((one) => one.kind === 'external' && one.path.at(-1) === name);
}
