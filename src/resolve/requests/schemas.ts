import type { CallExpr, Expr, Span } from '../../model.ts';
import { lastNameOf } from './callees.ts';
import { valueOfData } from '../values/data.ts';
import type { Evaluator } from '../values/evaluator.ts';
import { lineage } from '../values/lineage.ts';
import type { Found } from './paths.ts';
import { plainText, type TextValue, type Value } from '../values/values.ts';

/** JSON Schema as data. */
type Schema = { readonly [key: string]: unknown };

/** Schemas nest, and may hold themselves. */
const deepest = 6;

/** Functions that make the format of an answer, or a tool, of a schema: their first argument is it, or holds it as `schema`. */
const schemaTakers = new Set([
  'zodResponseFormat',
  'zodTextFormat',
  'zodFunction',
  'zodToJsonSchema',
  'zodSchema',
  'toJSONSchema',
  'jsonSchema',
  'object',
  'array',
  'pydantic_function_tool',
  'model_json_schema',
  'schema',
  'ToolStrategy',
  'ProviderStrategy',
]);

/** What is found at a place of schemas or tools, with the classes and zod objects in it as the JSON Schema that is sent. */
export function withSchemas(e: Evaluator, found: Found): Found {
  return found.state === 'here' ? { state: 'here', value: asSchema(e, found.value, 0) } : found;
}

function asSchema(e: Evaluator, value: Value, depth: number): Value {
  if (depth > deepest) return value;
  if (value.kind === 'class') return toValue(schemaOfClass(e, value.file, value.class, depth), value) ?? value;
  if (value.kind === 'list') return { ...value, items: value.items.map((one) => asSchema(e, one, depth + 1)) };
  const written = value.kind === 'record' || value.kind === 'unknown' ? toValue(schemaAt(e, value, depth), value) : null;
  if (written) return written;
  return value.kind === 'record'
    ? { ...value, entries: new Map([...value.entries].map(([key, one]) => [key, asSchema(e, one, depth + 1)])) }
    : value;
}

function toValue(schema: Schema | null, at: Value): Value | null {
  const text: TextValue = { kind: 'text', parts: [''], how: 'constant', span: at.span, file: at.file };
  return schema && valueOfData(schema, text);
}

// ---------------------------------------------------------------- classes with typed fields (pydantic, dataclasses, TypedDict)

const plainTypes: Readonly<Record<string, string>> = {
  str: 'string',
  int: 'integer',
  float: 'number',
  bool: 'boolean',
  datetime: 'string',
  date: 'string',
  UUID: 'string',
  Decimal: 'number',
  EmailStr: 'string',
  HttpUrl: 'string',
};

/** https://docs.pydantic.dev/latest/concepts/json_schema/. Null for a class without typed fields. */
function schemaOfClass(e: Evaluator, file: string, cls: number, depth: number): Schema | null {
  if (depth > deepest) return null;
  const properties: Record<string, unknown> = {};
  const required: string[] = [];
  const own = e.index(file);
  const facts = own?.facts.classes[cls];
  if (!own || !facts) return null;
  for (const owner of lineage(e, file, cls).toReversed()) {
    const index = owner.kind === 'class' ? e.index(owner.file) : null;
    for (const field of (owner.kind === 'class' ? index?.facts.classes[owner.class]?.fields : undefined) ?? []) {
      if (!field.annotation || !index || field.name.startsWith('_') || field.name === 'model_config') continue;
      const description = field.value?.kind === 'call' ? textArgument(e, field.value, 'description', index.facts.path) : null;
      properties[field.name] = {
        ...schemaOfType(e, field.annotation, index.facts.path, depth + 1),
        ...(description === null ? {} : { description }),
      };
      const isOptional =
        field.value !== undefined &&
        !(
          field.value.kind === 'call' &&
          (field.value.args[0]?.name !== null || index.text(field.value.args[0].span) === '...') &&
          !field.value.args.some((one) => one.name === 'default' || one.name === 'default_factory')
        );
      if (!isOptional) required.push(field.name);
    }
  }
  if (Object.keys(properties).length === 0) return membersOf(e, file, cls);
  const description = /^class\b[^\n]*:\s*(?:[rR]?"""([^]*?)"""|[rR]?"([^"\n]*)")/.exec(own.text(facts.span));
  return {
    title: facts.name,
    type: 'object',
    properties,
    required,
    ...(description ? { description: (description[1] ?? description[2] ?? '').trim() } : {}),
  };
}

/** An enumeration: the values of its fields. */
function membersOf(e: Evaluator, file: string, cls: number): Schema | null {
  const fields = e.index(file)?.facts.classes[cls]?.fields ?? [];
  const values = fields.flatMap((one) => (one.value ? [dataOfValue(e.evaluate(one.value, file, null))] : []));
  return values.length > 0 && values.every((one) => one !== null) ? { enum: values } : null;
}

function schemaOfType(e: Evaluator, type: Expr, file: string, depth: number): Schema {
  if (depth > deepest * 2) return {};
  if (type.kind === 'text') return {};
  if (type.kind === 'binary' && type.operator === '|')
    return { anyOf: [schemaOfType(e, type.left, file, depth + 1), schemaOfType(e, type.right, file, depth + 1)] };
  if (type.kind === 'choice') return { anyOf: type.alternatives.map((one) => schemaOfType(e, one, file, depth + 1)) };
  if (type.kind === 'null') return { type: 'null' };
  if (type.kind === 'index') {
    const inside = type.index.kind === 'list' ? type.index.items : [type.index];
    const of = (expr: Expr | undefined) => (expr ? schemaOfType(e, expr, file, depth + 1) : {});
    switch (lastNameOf(type.object)) {
      case 'Optional':
        return { anyOf: [of(inside[0]), { type: 'null' }] };
      case 'Union':
        return { anyOf: inside.map(of) };
      case 'Literal':
        return { enum: inside.map((one) => dataOfValue(e.evaluate(one, file, null))) };
      case 'Annotated': {
        const field = inside.find((one) => one.kind === 'call' && lastNameOf(one.callee) === 'Field');
        const description = field?.kind === 'call' ? textArgument(e, field, 'description', file) : null;
        return { ...of(inside[0]), ...(description === null ? {} : { description }) };
      }
      case 'dict':
      case 'Dict':
      case 'Mapping':
        return { type: 'object', additionalProperties: of(inside[1]) };
      default:
        return { type: 'array', items: of(inside[0]) };
    }
  }
  const name = lastNameOf(type);
  const known = plainTypes[name];
  if (known) return { type: known };
  if (name === 'list' || name === 'List') return { type: 'array', items: {} };
  if (name === 'dict' || name === 'Dict') return { type: 'object' };
  const value = e.evaluate(type, file, null);
  return (value.kind === 'class' ? schemaOfClass(e, value.file, value.class, depth + 1) : null) ?? {};
}

// ---------------------------------------------------------------- zod

/** The schema that is written where a value stands: a zod object, or a call that makes something of one. https://zod.dev/json-schema */
function schemaAt(e: Evaluator, { span, file }: Value, depth: number): Schema | null {
  const index = span && file !== null ? e.index(file) : null;
  if (!index || !span || file === null) return null;
  const same = (one: Span) => one.start === span.start && one.end === span.end;
  const call = index.facts.calls.find(
    (one) =>
      same(one.span) ||
      (one.callee.kind === 'member' &&
        /^(object|strictObject|looseObject)$/.test(one.callee.property) &&
        one.args[0] !== undefined &&
        same(one.args[0].value.span)),
  );
  return call ? schemaOfCall(e, call, file, depth) : null;
}

function schemaOfCall(e: Evaluator, call: CallExpr, file: string, depth: number): Schema | null {
  if (depth > deepest) return null;
  const { callee } = call;
  const [first] = call.args;
  const argument = first?.value;
  if (callee.kind === 'member') {
    const made = zodType(e, callee.object, file) ? zodCall(e, callee.property, argument, file, depth) : null;
    if (made) return made;
    // `z.string().describe("...").optional()`: what is described is the receiver.
    if (callee.object.kind === 'call') {
      const inner = schemaOfCall(e, callee.object, file, depth + 1);
      const description = callee.property === 'describe' && argument ? plainText(e.evaluate(argument, file, null)) : null;
      if (inner)
        return {
          ...inner,
          ...(description === null ? {} : { description }),
          ...(callee.property === 'array' ? { type: 'array', items: inner } : {}),
        };
    }
  }
  if (!schemaTakers.has(lastNameOf(callee)) || !argument)
    return callee.kind === 'member' && schemaTakers.has(callee.property) ? schemaOfExpr(e, callee.object, file, depth + 1) : null;
  const held = argument.kind === 'record' ? argument.entries.find((one) => one.key === 'schema')?.value : argument;
  return held ? schemaOfExpr(e, held, file, depth + 1) : null;
}

function schemaOfExpr(e: Evaluator, expr: Expr, file: string, depth: number): Schema | null {
  if (depth > deepest) return null;
  if (expr.kind === 'call') return schemaOfCall(e, expr, file, depth);
  const value = e.evaluate(expr, file, null);
  return value.kind === 'class' ? schemaOfClass(e, value.file, value.class, depth) : schemaAt(e, value, depth);
}

/** `z`, `zod.z`, `z.coerce`. */
function zodType(e: Evaluator, expr: Expr, file: string): boolean {
  const value = e.evaluate(expr, file, null);
  return value.kind === 'external' && /^zod(\/|$)/.test(value.module);
}

function zodCall(e: Evaluator, name: string, argument: Expr | undefined, file: string, depth: number): Schema | null {
  const of = (expr: Expr | undefined) => (expr ? schemaOfExpr(e, expr, file, depth + 1) : null) ?? {};
  switch (name) {
    case 'object':
    case 'strictObject':
    case 'looseObject': {
      const entries = argument?.kind === 'record' ? argument.entries.filter((one) => one.key !== null) : [];
      return {
        type: 'object',
        properties: Object.fromEntries(entries.map((one) => [one.key, of(one.value)])),
        required: entries
          .filter((one) => !/\.(optional|default|nullish)\(/.test(e.index(file)?.text(one.value.span) ?? ''))
          .map((one) => one.key),
        additionalProperties: false,
      };
    }
    case 'array':
    case 'set':
      return { type: 'array', items: of(argument) };
    case 'enum':
    case 'nativeEnum':
      return {
        type: 'string',
        enum: argument?.kind === 'list' ? argument.items.map((one) => dataOfValue(e.evaluate(one, file, null))) : [],
      };
    case 'literal':
      return { const: argument ? dataOfValue(e.evaluate(argument, file, null)) : null };
    case 'union':
    case 'discriminatedUnion':
      return { anyOf: argument?.kind === 'list' ? argument.items.map(of) : [] };
    case 'record':
      return { type: 'object', additionalProperties: {} };
    case 'number':
    case 'int':
      return { type: 'number' };
    case 'boolean':
      return { type: 'boolean' };
    case 'string':
    case 'date':
    case 'email':
    case 'url':
    case 'uuid':
      return { type: 'string' };
    case 'any':
    case 'unknown':
      return {};
    default:
      return null;
  }
}

function textArgument(e: Evaluator, call: CallExpr, name: string, file: string): string | null {
  const found = call.args.find((one) => one.name === name);
  return found ? plainText(e.evaluate(found.value, file, null)) : null;
}

function dataOfValue(value: Value): string | number | boolean | null {
  return value.kind === 'text' ? plainText(value) : value.kind === 'number' || value.kind === 'flag' ? value.value : null;
}
