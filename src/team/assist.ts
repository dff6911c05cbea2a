import { teamJsonSchema } from './schema.ts';

interface JsonSchema {
  readonly type?: string;
  readonly description?: string;
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly items?: JsonSchema;
  readonly anyOf?: readonly JsonSchema[];
  readonly additionalProperties?: JsonSchema | boolean;
}

/** A key that the schema knows at a place. */
export interface KnownKey {
  readonly name: string;
  readonly description: string;
  /** What follows the colon: a scalar on the line, or a map or list below. */
  readonly holds: 'value' | 'map' | 'list';
}

/** What can be written, or is written, at an offset of a team file. */
export interface Assistance {
  /** Keys and list positions that lead to the map around the offset. */
  readonly path: readonly (string | number)[];
  /** Where the word under the offset begins. */
  readonly start: number;
  /** The key whose value the offset is in; null where a key is written. */
  readonly valueOf: string | null;
  /** Keys of the schema here that are not written yet; empty in a value. */
  readonly keys: readonly KnownKey[];
  /** Values that the schema allows; empty when it allows any. */
  readonly values: readonly string[];
  /** The key under the offset (or whose value it is), and what it means; null when the schema does not know it. */
  readonly described: { readonly key: string; readonly text: string } | null;
}

/** Reads the place from indentation, so that it works in a file that is being written. */
export function assist(text: string, offset: number): Assistance {
  const place = placeAt(text, offset);
  const schemas = schemaAt(place.path);
  const properties = Object.assign({}, ...schemas.map((one) => one.properties ?? {})) as Readonly<Record<string, JsonSchema>>;
  const keys = Object.entries(properties)
    .filter(([name]) => !place.siblings.includes(name))
    .map(([name, schema]): KnownKey => ({ name, description: describe(schema), holds: holdsOf(schema) }));
  const key = place.valueOf ?? place.word;
  const schema = properties[key];
  const values =
    place.valueOf !== null && schema
      ? forms(schema)
          .flatMap((one) => [
            ...(one.enum ?? []),
            ...(one.const !== undefined ? [one.const] : []),
            ...(one.type === 'boolean' ? ['true', 'false'] : []),
          ])
          .map(String)
      : [];
  return {
    path: place.path,
    start: place.start,
    valueOf: place.valueOf,
    keys: place.valueOf === null ? keys : [],
    values: [...new Set(values)],
    described: schema ? { key, text: describe(schema) } : null,
  };
}

interface Place {
  readonly path: readonly (string | number)[];
  readonly start: number;
  readonly valueOf: string | null;
  /** The key under the offset as far as it is written. */
  readonly word: string;
  readonly siblings: readonly string[];
}

const keyPattern = /^(?:"([^"]*)"|'([^']*)'|([^\s#:{}[\],&*!|>'"%@`][^:#{}[\],]*?))\s*:(?=\s|$)/;

function placeAt(text: string, offset: number): Place {
  const lineStart = text.lastIndexOf('\n', offset - 1) + 1;
  const lineEnd = text.indexOf('\n', offset) < 0 ? text.length : text.indexOf('\n', offset);
  const above = text.slice(0, lineStart).split('\n').slice(0, -1).map(lineOf);
  const current = lineOf(text.slice(lineStart, lineEnd));
  const column = offset - lineStart;
  const path = pathOf(above, current);
  const flow = flowAt(text.slice(lineStart, offset), current.indent);
  if (flow) {
    const inside = /^[^:]*:\s/.test(flow.fragment) ? keyPattern.exec(flow.fragment.trimStart()) : null;
    const rest = /^[^,{}:\n]*/.exec(text.slice(offset))?.[0] ?? '';
    const word = (flow.fragment.trimStart() + rest).trim();
    const written = [...flow.before.matchAll(/(?:^|,)\s*(\w+)\s*:/g)].flatMap((match) => match[1] ?? []);
    const start =
      offset -
      (inside
        ? flow.fragment.length - flow.fragment.search(/:\s*/) - 1 - (/:(\s*)/.exec(flow.fragment)?.[1]?.length ?? 0)
        : flow.fragment.trimStart().length);
    return { path: [...path, ...flow.keys], start, valueOf: inside ? nameOf(inside) : null, word, siblings: written };
  }
  const key = keyPattern.exec(current.content);
  const colon = key ? current.indent + key[0].length : Number.POSITIVE_INFINITY;
  if (key && column >= colon)
    return {
      path,
      start: lineStart + colon + (/^\s*/.exec(text.slice(lineStart + colon, offset))?.[0].length ?? 0),
      valueOf: nameOf(key),
      word: '',
      siblings: [],
    };
  const word = key ? nameOf(key) : current.content.trim();
  return {
    path,
    start: Math.min(offset, lineStart + current.indent),
    valueOf: null,
    word,
    siblings: key ? [] : siblingsOf(text, lineStart, current),
  };
}

interface Line {
  /** Column where the content begins, list dashes left out. */
  readonly indent: number;
  /** Column of the first dash; null without one. */
  readonly dash: number | null;
  readonly content: string;
  readonly isEmpty: boolean;
}

function lineOf(line: string): Line {
  const match = /^(\s*)((?:-\s+|-$)*)(.*)$/.exec(line.replace(/\r$/, ''));
  const space = match?.[1]?.length ?? 0;
  const dashes = match?.[2]?.length ?? 0;
  const content = match?.[3] ?? '';
  return {
    indent: space + dashes,
    dash: dashes > 0 ? space : null,
    content,
    isEmpty: (content === '' && dashes === 0) || content.startsWith('#'),
  };
}

/** Keys and list positions above a line, from the outside in. */
function pathOf(above: readonly Line[], current: Line): readonly (string | number)[] {
  const path: (string | number)[] = [];
  let { indent, dash } = current;
  let at = above.length;
  for (;;) {
    if (dash !== null) {
      // The list that this item is in belongs to the nearest key that is not deeper than its dash.
      path.unshift(0);
      indent = dash + 1;
    }
    at--;
    while (at >= 0 && isPassed(above[at], indent, dash)) at--;
    const line = above[at];
    if (!line) return path;
    const key = keyPattern.exec(line.content);
    if (key && line.indent < indent) {
      path.unshift(nameOf(key));
      ({ indent, dash } = line);
    } else if (line.dash !== null && line.indent <= indent) {
      ({ indent, dash } = line);
    }
  }
}

/** Lines that say nothing of what is around: deeper or equal ones without the dash of our own map. */
function isPassed(line: Line | undefined, indent: number, dash: number | null): boolean {
  if (!line || line.isEmpty) return true;
  if (dash !== null) return !(line.indent < indent && line.dash === null) && !(line.dash !== null && line.dash < dash);
  return !(line.indent < indent || (line.dash !== null && line.indent === indent));
}

function siblingsOf(text: string, lineStart: number, current: Line): readonly string[] {
  const names: string[] = [];
  const collect = (line: Line): boolean => {
    if (line.isEmpty || line.indent > current.indent) return true;
    if (line.indent < current.indent) return false;
    const key = keyPattern.exec(line.content);
    if (key) names.push(nameOf(key));
    return line.dash === null;
  };
  if (current.dash === null)
    for (const line of text.slice(0, lineStart).split('\n').slice(0, -1).map(lineOf).toReversed()) if (!collect(line)) break;
  for (const line of text.slice(lineStart).split('\n').slice(1).map(lineOf)) if (line.dash !== null || !collect(line)) break;
  return names;
}

/** The innermost `{` of the line that is open at its end: the keys that lead to it, and what stands in it. */
function flowAt(
  before: string,
  indent: number,
): { readonly keys: readonly (string | number)[]; readonly before: string; readonly fragment: string } | null {
  const open: number[] = [];
  let quote = '';
  for (let i = indent; i < before.length; i++) {
    const mark = before[i] ?? '';
    if (quote) quote = mark === quote ? '' : quote;
    else if (mark === '"' || mark === "'") quote = mark;
    else if (mark === '{') open.push(i);
    else if (mark === '}') open.pop();
    else if (mark === '#' && /\s/.test(before[i - 1] ?? ' ')) return null;
  }
  const last = open.at(-1);
  if (last === undefined) return null;
  const keys = open.flatMap((at): readonly (string | number)[] => {
    const holder = /(\w+)\s*:\s*(\[?)\s*(?:\{[^{}]*\}\s*,\s*)*$/.exec(before.slice(0, at));
    return holder ? [holder[1] ?? '', ...(holder[2] === '[' ? [0] : [])] : [];
  });
  const inside = before.slice(last + 1);
  const comma = inside.lastIndexOf(',');
  return { keys, before: inside.slice(0, comma + 1), fragment: inside.slice(comma + 1) };
}

function nameOf(key: RegExpExecArray): string {
  return (key[1] ?? key[2] ?? key[3] ?? '').trim();
}

function schemaAt(path: readonly (string | number)[]): readonly JsonSchema[] {
  let here: readonly JsonSchema[] = forms(teamJsonSchema() as JsonSchema);
  for (const key of path)
    here = here
      .flatMap((one): readonly JsonSchema[] =>
        toList(
          typeof key === 'number'
            ? one.items
            : (one.properties?.[key] ?? (typeof one.additionalProperties === 'object' ? one.additionalProperties : undefined)),
        ),
      )
      .flatMap(forms);
  return here;
}

function toList(schema: JsonSchema | undefined): readonly JsonSchema[] {
  return schema ? [schema] : [];
}

function forms(schema: JsonSchema): readonly JsonSchema[] {
  return [schema, ...(schema.anyOf ?? []).flatMap(forms)];
}

function describe(schema: JsonSchema): string {
  return schema.description ?? forms(schema).find((one) => one.description)?.description ?? '';
}

function holdsOf(schema: JsonSchema): KnownKey['holds'] {
  const all = forms(schema);
  if (all.some((one) => one.type === 'string' || one.type === 'number' || one.type === 'integer' || one.type === 'boolean' || one.enum))
    return 'value';
  return all.some((one) => one.type === 'array') ? 'list' : all.some((one) => one.type === 'object') ? 'map' : 'value';
}
