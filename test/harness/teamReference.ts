import { teamJsonSchema } from '../../src/team/schema.ts';

interface Schema {
  readonly type?: string | readonly string[];
  readonly description?: string;
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly pattern?: string;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly items?: Schema;
  readonly anyOf?: readonly Schema[];
  readonly additionalProperties?: Schema | boolean;
}

/** Forms of keys that many sections have: said once. */
const named: readonly (readonly [RegExp, string])[] = [[/"perMonth"/, 'a [volume](#volumes)'], [/"p50"/, 'an [amount](#amounts)'], [/"type":"integer".*"type":"array"/, 'name or position, or a list of them']];

/** docs/llmcost.md: every section and key of the team file with its form and meaning, as the schema has them. */
export function teamReference(): string {
  const { properties = {} } = teamJsonSchema() as Schema;
  const lines = [
    '# llmcost.yaml', '', 'Every key of the team file, as [its schema](../schema/llmcost.schema.json) has them. A key that is not here is a mistake, told at its place with the nearest name. All sections may be left out; [one example](../examples/support-desk/llmcost.yaml) is what most projects need, [another](../examples/claims/llmcost.yaml) uses every key.', '',
    'Of several files the nearest to a call wins, key by key; in one file the more specific entry (`id` before `function`, `file`, `model`, `tag`, `api`), among equals the later one. What has a name (units, policies, projects) is one thing: the nearest one holds as a whole; a budget or scenario ends that of a file only where its own file builds on it by `extends`. A name that an entry refers to is looked for in its file, then in those above. Anchors, aliases and merge keys (`<<`) may be used. Files above the folder that is scanned, or open in the editor, count too, up to the root of its repository. Paths are relative to the folder of the file, wherever it lies. Money is US dollars.', '',
    '## Amounts', '', 'A number; `{ low, expected, high }`; or percentiles `{ p50, mean, p10, p90, p95, p99 }` of which `p50` is needed: expected is the mean (without one `p50`), low is `p10` or the least given, high the highest given.', '',
    '## Volumes', '', 'Calls per month as a number; text like `50000/month`, `900/day`, `2k/hour`; `{ perMonth }`, `{ perDay }` or `{ perHour }` with an amount; `{ users, callsPerUserPerDay, activeDays }`; or `{ per, calls }`: so many calls for each call of another named entry or each unit. A month has 30.4375 days.', '',
  ];
  for (const [name, section] of Object.entries(properties)) lines.push(`## ${name}`, '', sentence(section.description), ...tableOf(section), '');
  return `${lines.filter((line, i) => line !== '' || lines[i - 1] !== '').join('\n').trimEnd()}\n`;
}

function sentence(text: string | undefined): string {
  return text === undefined ? '' : /[.!?]$/.test(text) ? text : `${text}.`;
}

/** Keys of a record, or of the records that a list or map holds. */
function recordOf(schema: Schema): Schema | undefined {
  if (schema.properties) return schema;
  const inside = [...(schema.items ? [schema.items] : []), ...(typeof schema.additionalProperties === 'object' ? [schema.additionalProperties] : []), ...(schema.anyOf ?? [])];
  return inside.map(recordOf).find((one) => one !== undefined);
}

function tableOf(section: Schema): readonly string[] {
  const record = recordOf(section);
  if (!record?.properties) return ['', `Form: ${formOf(section)}.`];
  const alone = section.items?.anyOf?.some((one) => one.type === 'string') ? 'A list of texts, or of entries:' : 'A list of entries:';
  const holds = section.items || section.anyOf?.some((one) => one.items) ? alone : typeof section.additionalProperties === 'object' ? 'By name:' : '';
  return ['', ...(holds ? [holds, ''] : []), '| key | form | meaning |', '| --- | --- | --- |', ...rowsOf(record, '')];
}

function rowsOf(record: Schema, before: string): readonly string[] {
  return Object.entries(record.properties ?? {}).flatMap(([key, schema]) => {
    const isNeeded = record.required?.includes(key) === true;
    const plain = formOf(schema);
    const inner = plain.includes('](#') ? undefined : recordOf(schema);
    return [`| \`${before}${key}\`${isNeeded ? ' (needed)' : ''} | ${cell(plain)} | ${cell(schema.description ?? '')} |`, ...(inner ? rowsOf(inner, `${before}${key}.`) : [])];
  });
}

function cell(text: string): string {
  return text.replaceAll('|', '\\|').replaceAll('\n', ' ');
}

function formOf(schema: Schema): string {
  for (const [pattern, words] of named) if (schema.anyOf && pattern.test(JSON.stringify(schema))) return words;
  if (schema.const !== undefined) return `\`${String(schema.const)}\``;
  if (schema.enum) return schema.enum.map((one) => `\`${String(one)}\``).join(', ');
  if (schema.anyOf) return [...new Set(schema.anyOf.map(formOf))].join(', or ');
  if (schema.items) return `list of ${formOf(schema.items)}`;
  if (schema.properties) return 'record';
  if (typeof schema.additionalProperties === 'object') return `record of ${formOf(schema.additionalProperties)}`;
  if (schema.type === 'string') return schema.pattern?.includes('\\d{4}') ? 'date' : 'text';
  return { number: 'number', integer: 'whole number', boolean: 'true or false' }[String(schema.type)] ?? 'text';
}
