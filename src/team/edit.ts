import { isMap, isScalar, isSeq, parseDocument, type Document } from 'yaml';
import type { Scenario, TextEdit } from '../model.ts';

/** An entry of a list, as lines below a dash and on one line. */
interface Entry {
  readonly block: readonly string[];
  readonly flow: string;
}

/** Edit that adds a `calls` entry with one key, leaving every other byte as it is. @param value YAML on one line. Null when the file is broken where it would go. */
export function addCallEntry(
  text: string,
  match: { readonly file: string; readonly function: string | null; readonly api: string },
  value: string,
  key = 'volume',
): TextEdit | null {
  const keys = [
    `file: ${JSON.stringify(match.file)}`,
    ...(match.function !== null ? [`function: ${JSON.stringify(match.function)}`] : []),
    `api: ${match.api}`,
  ];
  return addToList(parseDocument(text), text, 'calls', {
    block: ['- match:', ...keys.map((one) => `    ${one}`), `  ${key}: ${value}`],
    flow: `{ match: { ${keys.join(', ')} }, ${key}: ${value} }`,
  });
}

/** Edit that accepts a finding of a call under `suppressions`, leaving every other byte as it is. @param until ISO date from which it is reported again. Null when the file is broken where it would go. */
export function addSuppression(
  text: string,
  finding: string,
  match: { readonly file: string; readonly function: string | null; readonly api: string },
  reason: string,
  until: string | null,
): TextEdit | null {
  const keys = flowOf({ file: match.file, ...(match.function === null ? {} : { function: match.function }), api: match.api });
  const entries = [
    `finding: ${finding}`,
    `match: ${keys}`,
    `reason: ${JSON.stringify(reason)}`,
    ...(until === null ? [] : [`until: ${until}`]),
  ];
  return addToList(parseDocument(text), text, 'suppressions', {
    block: entries.map((one, i) => `${i === 0 ? '- ' : '  '}${one}`),
    flow: `{ ${entries.join(', ')} }`,
  });
}

/** Edit that saves a what-if under `scenarios`; of one whose name is taken already the name gets a number. Every other byte stays. Null when the file is broken where it would go. */
export function saveScenario(text: string, scenario: Scenario): TextEdit | null {
  const document = parseDocument(text);
  const list = isMap(document.contents) ? document.contents.get('scenarios', true) : undefined;
  const taken = new Set(isSeq(list) ? list.items.map((one) => (isMap(one) ? one.get('name') : null)) : []);
  const { origin, ...kept } = scenario;
  let { name } = scenario;
  for (let i = 2; taken.has(name); i++) name = `${scenario.name} (${i})`;
  const flow = flowOf({ ...kept, name });
  return addToList(document, text, 'scenarios', { block: [`- ${flow}`], flow });
}

/** Plain data as YAML on one line. */
function flowOf(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(flowOf).join(', ')}]`;
  if (typeof value === 'object' && value !== null)
    return `{ ${Object.entries(value)
      .filter(([, one]) => one !== undefined)
      .map(([key, one]) => `${key}: ${flowOf(one)}`)
      .join(', ')} }`;
  return JSON.stringify(value);
}

/** Adds to a list at the top of the file, which is made where there is none yet. */
function addToList(document: Document.Parsed, text: string, section: string, { block, flow }: Entry): TextEdit | null {
  const { contents } = document;
  if (document.errors.length > 0 || (contents !== null && !isMap(contents))) return null;
  const eol = text.includes('\r\n') ? '\r\n' : '\n';
  const indented = (by: string) => block.map((line) => by + line).join(eol);
  const list = isMap(contents) ? contents.get(section, true) : undefined;
  if (isSeq(list) && list.range && list.flow) {
    const end = list.range[1] - 1;
    const last = list.items.at(-1);
    const after = isMap(last) && last.range ? last.range[1] : end;
    return last === undefined ? insertion(end, ` ${flow} `) : insertion(after, `, ${flow}`);
  }
  if (isSeq(list) && list.range) {
    const first = list.range[0];
    return insertLines(text, list.range[1], indented(' '.repeat(first - (text.lastIndexOf('\n', first - 1) + 1))), eol);
  }
  // A name with nothing below it yet.
  const key = isMap(contents) ? contents.items.find((one) => isScalar(one.key) && one.key.value === section)?.key : undefined;
  if (isScalar(key) && key.range)
    return isScalar(list) && list.value === null ? insertLines(text, key.range[1], indented('  '), eol) : null;
  return insertLines(text, text.length, `${section}:${eol}${indented('  ')}`, eol);
}

function insertion(at: number, text: string): TextEdit {
  return { span: { start: at, end: at }, text };
}

/** Whole lines after the line that ends at or holds an offset, behind its comment. */
function insertLines(text: string, at: number, lines: string, eol: string): TextEdit {
  const isStart = at === 0 || text[at - 1] === '\n';
  const end = isStart ? at : at + (/^[^\r\n]*(?:\r?\n)?/.exec(text.slice(at))?.[0].length ?? 0);
  return insertion(end, `${end === 0 || text[end - 1] === '\n' ? '' : eol}${lines}${eol}`);
}
