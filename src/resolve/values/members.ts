import type { Expr, MemberExpr } from '../../model.ts';
import { dirname } from '../../text/paths.ts';
import { partOfAddress } from './addresses.ts';
import { choiceOf, withHow } from './choices.ts';
import { dumpedBy } from './dumped.ts';
import { environment, isEnvironment } from './environment.ts';
import type { Evaluator } from './evaluator.ts';
import { exportOf } from './exports.ts';
import { argumentsOf } from './expressions.ts';
import type { Mutation } from './fileIndex.ts';
import { moduleFile } from './imports.ts';
import { classMember, instanceMember } from './instances.ts';
import { isOpen } from './fields.ts';
import { mutate } from './mutations.ts';
import { answerOf, asHanded, rootsOf } from './roots.ts';
import { textOf } from './textValues.ts';
import { frameOf, plainText, unknown, type ExternalValue, type Frame, type Value } from './values.ts';

/** `value.property`. */
export function memberOf(e: Evaluator, value: Value, property: string, expr: MemberExpr, file: string, frame: Frame | null): Value {
  const at = { span: expr.span, file };
  switch (value.kind) {
    case 'handle':
      return e.sdkIndex.member(value, property, at);
    case 'external': {
      const module = importedBelow(e, value, property, file);
      if (module) return { kind: 'module', file: module, span: expr.span };
      if (
        isEnvironment(value) &&
        !(value.path.at(-1) === 'environ' && /^(get|setdefault|pop|copy|items|keys|values|update)$/.test(property)) &&
        !/^(Deno|Bun)\.env\.(get|toObject)$/.test([...value.path, property].join('.'))
      )
        return environment(property, at);
      if (value.module === '' && value.path.join('.') === 'import.meta' && /^(?:url|filename|dirname)$/.test(property))
        return { kind: 'text', parts: [property === 'dirname' ? dirname(file) : file], how: 'literal', ...at };
      return (
        e.sdkIndex.fromExternal({ ...value, path: [...value.path, property], ...at }, null) ?? {
          ...value,
          path: [...value.path, property],
          ...at,
        }
      );
    }
    case 'module': {
      const found = exportOf(e, value.file, property);
      return found ? withHow(found, 'cross-file') : unknown(`${property} of ${value.file} was not found`, property, [], at);
    }
    case 'instance': {
      const found = instanceMember(e, value, property);
      const dumped = found ? null : dumpedBy(e, value, property);
      if (dumped) return { kind: 'builtin', receiver: dumped, method: 'model_dump', ...at };
      const member = found
        ? grown(e, found, expr, file, frame)
        : unknown(`${property} of an instance was not found`, textOf(e, expr, file), [], at);
      return value.handed && member.kind !== 'function' ? asHanded(member, value.handed, property) : member;
    }
    case 'class':
      return classMember(e, value.file, value.class, property) ?? unknown(`${property} of a class was not found`, property, [], at);
    case 'record': {
      const entry = value.entries.get(property);
      if (entry) return value.rest && entry.kind === 'null' ? choiceOf([entry, value.rest]) : entry;
      // What a parser read is in it; its methods are its own.
      const isMethod = /ConfigParser$/.test(value.external ?? '') && /^get(?:int|float|boolean)?$/.test(property);
      if (value.rest && !isMethod)
        return { ...value.rest, name: textOf(e, expr, file) || value.rest.name, reason: value.rest.reason, ...at };
      return { kind: 'builtin', receiver: value, method: property, ...at };
    }
    case 'text':
      if (property === 'value' || property === 'name' || property === 'content' || property === 'text' || property === 'href') return value;
      if (property === 'origin' || property === 'pathname' || property === 'host' || property === 'hostname')
        return partOfAddress(value, property) ?? unknown(`${property} of an address`, textOf(e, expr, file), rootsOf(value), at);
      if (property === 'parent') return { ...value, parts: [dirname(plainText(value) ?? '')] };
      return { kind: 'builtin', receiver: value, method: property, ...at };
    case 'number':
    case 'flag':
      return property === 'value' ? value : unknown('member of a plain value', property, [], at);
    case 'list':
      return { kind: 'builtin', receiver: value, method: property, ...at };
    case 'choice': {
      const members = value.alternatives.filter((one) => one.kind !== 'null').map((one) => memberOf(e, one, property, expr, file, frame));
      return choiceOf(members);
    }
    case 'null':
      return unknown('member of nothing', textOf(e, expr, file), [], at);
    case 'unknown': {
      const declared = value.typed ? instanceMember(e, value.typed, property) : null;
      if (declared && !isOpen(declared)) return declared;
      return {
        ...(declared?.kind === 'unknown' && declared.typed ? { typed: declared.typed } : {}),
        kind: 'unknown',
        reason: value.parameter ? `${property} of ${value.reason}` : value.reason,
        name: textOf(e, expr, file),
        roots: value.roots,
        ...at,
        ...(value.environment ? { environment: true as const } : {}),
        ...answerOf(value),
      };
    }
    default:
      return unknown(`member of a ${value.kind}`, textOf(e, expr, file), rootsOf(value), at);
  }
}

/** `import app.clients` binds `app`, which may be a folder without `__init__.py`: the project file that the whole name means. */
function importedBelow(e: Evaluator, value: ExternalValue, property: string, file: string): string | null {
  if (value.family !== 'python' || value.module === '') return null;
  const dotted = [value.module, ...value.path, property].join('.');
  return e.index(file)?.facts.imports.some((one) => one.module === dotted || one.module.startsWith(`${dotted}.`))
    ? moduleFile(e, file, dotted, 'python')
    : null;
}

/**
 * What this file itself puts on an object that it did not make: `st.session_state.chain = ...`, `app.state.client = ...`, `globalThis.openai ??= ...`.
 * Only where nothing else is known of the member.
 */
export function orAssigned(e: Evaluator, value: Value, expr: Extract<Expr, { kind: 'member' | 'index' }>, file: string): Value {
  if (
    (value.kind !== 'unknown' && value.kind !== 'external' && value.kind !== 'builtin') ||
    (value.kind === 'unknown' && value.environment)
  )
    return value;
  const object = expr.object;
  const holder =
    object.kind === 'name'
      ? object.name
      : object.kind === 'member' && object.object.kind === 'name'
        ? `${object.object.name}.${object.property}`
        : null;
  const property =
    expr.kind === 'member'
      ? expr.property
      : expr.index.kind === 'text' && expr.index.parts.length === 1 && typeof expr.index.parts[0] === 'string'
        ? expr.index.parts[0]
        : null;
  if (holder === null || property === null || /^(self|cls|this)$/.test(holder)) return value;
  const written = (e.index(file)?.mutationsOf(holder) ?? []).filter(
    (one) => one.kind === 'write' && one.write.property === property && one.write.operator !== '+=',
  );
  const made = written.length > 0 ? e.evaluate(object, file, null) : null;
  if (
    made?.kind !== 'external' &&
    !(made?.kind === 'builtin' && made.receiver.kind === 'record' && made.receiver.external) &&
    !(made?.kind === 'record' && made.external)
  )
    return value;
  return e.guarded(
    `assigned ${file}#${holder}.${property}`,
    () => value,
    () => {
      const values = written
        .flatMap((one) => (one.kind === 'write' ? [e.evaluate(one.write.value, file, null)] : []))
        .filter((one) => one.kind !== 'null');
      return values.length > 0 ? withHow(choiceOf(values), 'constant') : value;
    },
  );
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
  const helpers =
    here === null
      ? []
      : index
          .callsIn(here)
          .filter(
            (call) =>
              call.span.end <= expr.span.start &&
              call.callee.kind === 'member' &&
              call.callee.object.kind === 'name' &&
              call.callee.object.name === receiver,
          );
  for (const call of helpers) {
    const name = call.callee.kind === 'member' ? call.callee.property : '';
    const theirs = mutations.filter((one) => functionOf(one) !== here && index.facts.functions[functionOf(one) ?? -1]?.name === name);
    const fn = theirs[0] ? functionOf(theirs[0]) : null;
    if (fn === null) continue;
    const inside = frameOf({ file, function: fn, self: e.evaluate(expr.object, file, frame) }, argumentsOf(e, call, file, frame), frame);
    if (inside.depth <= 8) result = mutate(e, result, theirs, { index, file, frame: inside, from: 0, until: Infinity });
  }
  result = mutate(
    e,
    result,
    mutations.filter((one) => functionOf(one) === here),
    { index, file, frame, from: 0, until: expr.span.start },
  );
  return { ...result, rest: result.rest ?? unknown('kept between calls', textOf(e, expr, file), [], { span: expr.span, file }) };
}
