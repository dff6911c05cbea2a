import type { LlmCall } from '../model.ts';

type Schema = Readonly<Record<string, unknown>>;
const isSchema = (value: unknown): value is Schema => value !== null && typeof value === 'object' && !Array.isArray(value);

/** A number with as many digits as code usually asks for. */
const wideNumber = 12_345_678.91;
/** Texts of a fixed form: https://json-schema.org/understanding-json-schema/reference/string#built-in-formats */
const forms: Readonly<Record<string, string>> = {
  'date-time': '2026-12-31T23:59:59.999+00:00',
  date: '2026-12-31',
  time: '23:59:59.999+00:00',
  uuid: '00000000-0000-4000-8000-000000000000',
};

/** The longest answer that the schema of a call allows, laid out for people; null where a part of it has no end (free text, lists). */
export function widestAnswer(call: LlmCall): string | null {
  const [only, ...more] = call.prompt.segments.filter((one) => one.role === 'schema').flatMap((one) => one.parts);
  if (typeof only !== 'string' || more.length > 0) return null;
  try {
    const root: unknown = JSON.parse(only);
    const schema = isSchema(root) ? schemaIn(root) : null;
    const widest = schema ? widestOf(schema, schema, 0) : undefined;
    return widest === undefined ? null : JSON.stringify(widest, null, 2);
  } catch {
    return null;
  }
}

/** `{ type: "json_schema", json_schema: { schema } }` and its kin hold the schema further down. */
function schemaIn(root: Schema): Schema | null {
  if (root['properties'] !== undefined || root['enum'] !== undefined) return root;
  const inner = [root['json_schema'], root['schema'], root['format']].find(isSchema);
  return inner ? schemaIn(inner) : null;
}

/** Undefined: no end. A reference is followed once a level, so that one to itself has none. */
function widestOf(schema: Schema, root: Schema, depth: number): unknown {
  if (depth > 8) return undefined;
  const { type, properties, items } = schema;
  const longest = (values: readonly unknown[]) =>
    values.toSorted((a, b) => (JSON.stringify(b)?.length ?? 0) - (JSON.stringify(a)?.length ?? 0))[0];
  const either = [schema['anyOf'], schema['oneOf']].find(Array.isArray) as readonly unknown[] | undefined;
  if (Array.isArray(schema['enum'])) return longest(schema['enum']);
  if (schema['const'] !== undefined) return schema['const'];
  if (typeof schema['$ref'] === 'string') {
    const target = schema['$ref']
      .split('/')
      .slice(1)
      .reduce<unknown>((at, key) => (isSchema(at) ? at[key] : undefined), root);
    return isSchema(target) ? widestOf(target, root, depth + 1) : undefined;
  }
  if (either) {
    const all = either.map((one) => (isSchema(one) ? widestOf(one, root, depth + 1) : undefined));
    return all.includes(undefined) ? undefined : longest(all);
  }
  if (isSchema(properties) && schema['additionalProperties'] !== true) {
    const entries = Object.entries(properties).map(
      ([key, one]) => [key, isSchema(one) ? widestOf(one, root, depth + 1) : undefined] as const,
    );
    return entries.length === 0 || entries.some(([, value]) => value === undefined) ? undefined : Object.fromEntries(entries);
  }
  if (type === 'boolean') return false;
  if (type === 'null') return null;
  if (type === 'integer' || type === 'number') return wideNumber;
  if (type === 'string')
    return typeof schema['maxLength'] === 'number' && schema['maxLength'] <= 400
      ? 'ab '.repeat(Math.ceil(schema['maxLength'] / 3))
      : forms[String(schema['format'])];
  if (type !== 'array' || !isSchema(items) || typeof schema['maxItems'] !== 'number' || schema['maxItems'] > 50) return undefined;
  const item = widestOf(items, root, depth + 1);
  return item === undefined ? undefined : Array.from({ length: schema['maxItems'] }, () => item);
}
