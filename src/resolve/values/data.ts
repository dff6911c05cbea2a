import { parse as parseToml } from 'smol-toml';
import { parse as parseYaml } from 'yaml';
import { plainText, unknown, type TextValue, type Value } from './values.ts';

/** Larger files are data, not settings or prompts. */
const longest = 200_000;

/** Formats of settings and prompt files that are read as values. */
export type DataFormat = 'json' | 'yaml' | 'toml' | 'ini';

const parsers: Readonly<Record<DataFormat, (text: string) => unknown>> = {
  json: JSON.parse,
  yaml: parseYaml,
  toml: parseToml,
  ini: parseIni,
};

/** What a text in a data format holds, as values that keep the text's place; null when it has holes, is too long, or is no such text. */
export function dataOf(text: TextValue, format: DataFormat): Value | null {
  const plain = plainText(text);
  if (plain === null || plain.length > longest || (format === 'json' && !/^\s*[[{]/.test(plain))) return null;
  try {
    const data = parsers[format](plain);
    return data !== null && typeof data === 'object' ? valueOfData(data, text) : null;
  } catch {
    return null;
  }
}

/**
 * Parsed data as a value at the place of the text it was read from.
 * @param textOf makes the value of a string in it; without it the string is plain text.
 */
export function valueOfData(
  data: unknown,
  text: TextValue,
  textOf: (text: string) => Value = (one) => ({ ...text, parts: [one] }),
  depth = 0,
): Value {
  const at = { span: text.span, file: text.file };
  if (depth > 12) return unknown('too deep to follow', '', [], at);
  if (typeof data === 'string') return textOf(data);
  if (typeof data === 'number') return { kind: 'number', value: data, how: text.how, ...at };
  if (typeof data === 'boolean') return { kind: 'flag', value: data, ...at };
  if (Array.isArray(data)) return { kind: 'list', items: data.map((one) => valueOfData(one, text, textOf, depth + 1)), rest: null, ...at };
  if (data !== null && typeof data === 'object')
    return {
      kind: 'record',
      entries: new Map(Object.entries(data).map(([key, one]) => [key, valueOfData(one, text, textOf, depth + 1)])),
      rest: null,
      ...at,
    };
  return { kind: 'null', ...at };
}

/** Sections of options, all of them texts; an option of `DEFAULT` holds in each. https://docs.python.org/3/library/configparser.html#supported-ini-file-structure */
function parseIni(text: string): Record<string, Record<string, string>> {
  const sections: Record<string, Record<string, string>> = {};
  let section = 'DEFAULT';
  for (const line of text.split(/\r?\n/)) {
    const [, header, option, value] = /^\[([^\]]+)\]|^([^#;\s[=:][^=:]*?)\s*[=:]\s*(.*?)\s*$/.exec(line) ?? [];
    if (header !== undefined) section = header;
    else if (option === undefined || value === undefined) continue;
    sections[section] = { ...sections[section], ...(option !== undefined && value !== undefined ? { [option.toLowerCase()]: value } : {}) };
  }
  return Object.fromEntries(Object.entries(sections).map(([name, options]) => [name, { ...sections['DEFAULT'], ...options }]));
}
