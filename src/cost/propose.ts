import type { OtherRates } from './compare.ts';

/**
 * Text of a price list in which the row of a model that holds now ends on a day and a new one begins. Null when the model has conditions,
 * ends already or begins later: then a person must decide.
 */
export function endAndAdd(text: string, model: string, date: string, rates: OtherRates): string | null {
  const lines = text.split('\n');
  const start = lines.findIndex((line) => /^ {2}- id: /.test(line) && idOf(line) === model);
  if (start < 0) return null;
  let end = lines.findIndex((line, i) => i > start && /^ {2}- id: /.test(line));
  if (end < 0) end = lines.length;
  while (end > start && (lines[end - 1] ?? '').trim() === '') end--;
  const rows = lines.slice(start, end).flatMap((line, i) => (/^ {6}- \{/.test(line) ? [start + i] : []));
  const [only, more] = rows;
  if (only === undefined || more !== undefined) return null;
  const row = lines[only] ?? '';
  if (/\b(until|when):/.test(row) || (/from: "([\d-]+)"/.exec(row)?.[1] ?? '') >= date) return null;
  lines[only] = row.includes('from:')
    ? row.replace(/from: "[\d-]+",/, (from) => `${from} until: "${date}",`)
    : row.replace('- { ', `- { until: "${date}", `);
  lines.splice(only + 1, 0, `      - { from: "${date}", rates: ${ratesText(rates)} }`);
  // The new rate has been compared with nothing yet.
  const checked = lines.findIndex((line, i) => i > start && i < only && /^ {4}checkedWith: /.test(line));
  if (checked >= 0) lines.splice(checked, 1);
  return lines.join('\n');
}

/** Text of a price list with a new model at its end. */
export function addModel(text: string, id: string, rates: OtherRates | null, context: number | undefined, date: string): string {
  if (!rates) return text;
  const lines = [
    `  - id: ${JSON.stringify(id)}`,
    ...(context ? [`    limits: { context: ${context} }`] : []),
    '    tokenizer: unknown',
    `    cache: { mode: ${rates.cacheRead ? 'automatic' : 'none'} }`,
    '    prices:',
    `      - { from: "${date}", rates: ${ratesText(rates)} }`,
  ];
  return `${text.replace(/\n*$/, '\n')}${lines.join('\n')}\n`;
}

function idOf(line: string): string {
  return line
    .replace(/^ {2}- id: /, '')
    .replace(/^"(.*)"$/, '$1')
    .trim();
}

function ratesText({ input, output, cacheRead, cacheWrite }: OtherRates): string {
  const parts = [
    ['input', input],
    ['output', output],
    ['cacheRead', cacheRead],
  ].flatMap(([name, rate]) => (typeof rate === 'number' ? [`${name}: ${rate}`] : []));
  if (typeof cacheWrite === 'number' && cacheWrite > 0) parts.push(`cacheWrite: { default: ${cacheWrite} }`);
  return `{ ${parts.join(', ')} }`;
}

/**
 * Text of a price list in which every entry says what its rates agreed with, checked on a day.
 * @param lists by name of a list that was compared now, the ids of entries that agree with it; what entries say of other lists stays.
 */
export function recordChecks(text: string, date: string, lists: Readonly<Record<string, readonly string[]>>): string {
  const lines = text.replace(/^checkedAt: .*$/m, `checkedAt: "${date}"`).split('\n');
  const out: string[] = [];
  let id = '';
  let before: readonly string[] = [];
  for (const line of lines) {
    if (/^ {2}- id: /.test(line)) [id, before] = [idOf(line), []];
    const said = /^ {4}checkedWith: \[(.*)\]$/.exec(line)?.[1];
    if (said !== undefined) before = said.split(', ').filter((name) => name !== '' && !(name in lists));
    else if (/^ {4}prices:/.test(line)) {
      const names = [...before, ...Object.keys(lists).filter((name) => lists[name]?.includes(id))];
      out.push(...(names.length > 0 ? [`    checkedWith: [${names.join(', ')}]`] : []), line);
    } else out.push(line);
  }
  return out.join('\n');
}
