import { isMap, isScalar, isSeq, parseDocument } from 'yaml';
import type { AnalyzedCall, Proposal, TextEdit } from '../model.ts';
import { dirname } from '../text/paths.ts';
import { matches } from './match.ts';
import { parseTeamFile } from './parse.ts';

/** What a sync would change, and how many entries that concerns. */
export interface Sync {
  readonly edits: readonly TextEdit[];
  /** Calls that got an entry. */
  readonly added: number;
  /** Entries that match no call any more, and are marked so. */
  readonly vanished: number;
  /** Entries that were marked and match again. */
  readonly back: number;
}

const marker = '# llmcost: matches no call';

/** A first team file: one entry a call, every key explained, nothing made up. @param path of the file, from the root. */
export function renderTeamFile(path: string, proposals: readonly Proposal[]): string {
  const entries = seenFrom(path, proposals).flatMap((one, i) => [
    ...(i === 0 ? [] : ['']),
    `  # ${wordsOf(one)}`,
    `  - match: ${matchOf(one)}`,
    ...(i === 0
      ? [
          '    # owner: support-platform          # who answers for the spend',
          '    # tags: { product: desk, useCase: triage, environment: production }',
          '    # volume: 1000/month               # how often it is called: per month, day or hour; or { users, callsPerUserPerDay, activeDays }',
          '    # input: { low: 100, expected: 300, high: 900 }    # tokens of one request, where you know better than the estimate',
          '    # output: 200',
        ]
      : ['    # owner:', '    # volume:']),
  ]);
  return `${[
    '# What this team knows of its LLM calls. Volumes give the monthly cost; without one, a call has a cost per call and stays out of the total.',
    '# Every key: schema/llmcost.schema.json of LLM Cost Lens. `llmcost sync` adds calls that are new and leaves the rest as it is.',
    'version: 1',
    '',
    ...(entries.length > 0 ? ['calls:', ...entries] : ['# calls: none were found that no llmcost.yaml speaks of yet']),
    '',
    '# Spend that is agreed. One that is exceeded fails `llmcost check`; `hard: false` only warns.',
    '# budgets:',
    '#   - { name: Everything, monthly: 1000, hard: false }',
    '',
    '# Rules that every call must keep; `severity: error` (the default) fails the check.',
    '# policies:',
    '#   - { name: Owners, requireOwner: true, severity: warning }',
    '',
    '# What the business counts, made of named entries of calls, and what one is worth in USD.',
    '# units:',
    '#   - { name: answered ticket, calls: { classify: 1, answer: 1 }, value: 3.20 }',
    '',
    '# Parts of the workspace with a stage, milestones and KPIs; the report has a guardrails checklist for each.',
    '# projects:',
    '#   desk: { paths: service/**, owner: support-platform, stage: pilot, anomalyThreshold: 0.3, routingPolicy: docs/models.md }',
    '',
    '# Prices of your own; they win over the list price until the day they end.',
    '# pricing:',
    '#   - { model: claude-*, provider: anthropic, discount: 0.1, until: "2027-12-31", reason: Annual commitment }',
    '',
    '# Findings that were looked at and accepted, and what-ifs that the report shows beside the projection.',
    '# suppressions:',
    '#   - { finding: fan-out, match: { function: classify }, reason: Three at most, until: "2027-12-31", by: ana }',
    '# scenarios:',
    '#   - { name: Twice the traffic, volumeTimes: 2 }',
    '',
    '# Helpers of yours whose inside cannot be followed (a gateway, an internal package): their calls are read as this says.',
    '# wrappers:',
    '#   - { function: gateway.ask, module: acme_llm, api: openai.chat.completions, model: gpt-4o-mini, arguments: { prompt: 0 } }',
    '',
    '# Exports of what was really used and billed; they replace what is declared. Columns: docs/actuals.md of LLM Cost Lens.',
    '# actuals: usage/2026-10.csv',
  ].join('\n')}\n`;
}

/**
 * Edits that bring a team file up to date: calls that nothing speaks of are added as commented entries, entries that match no call are
 * marked above, marks of entries that match again go. Every other byte stays. Null when the file is broken.
 * @param calls every call that was found, tests included. @param today ISO date for the marks.
 */
export function syncTeamFile(
  path: string,
  text: string,
  proposals: readonly Proposal[],
  calls: readonly AnalyzedCall[],
  today: string,
): Sync | null {
  const document = parseDocument(text);
  const { contents } = document;
  if (document.errors.length > 0 || (contents !== null && !isMap(contents))) return null;
  const eol = text.includes('\r\n') ? '\r\n' : '\n';
  const list = isMap(contents) ? contents.get('calls', true) : undefined;
  const isBlock = isSeq(list) && !list.flow && list.items.length > 0;
  const edits: TextEdit[] = [];
  let vanished = 0;
  let back = 0;
  for (const entry of isBlock ? parseTeamFile(path, text).calls.filter((one) => !one.isDefault) : []) {
    const start = lineStart(text, entry.origin.span.start);
    const indent = /^[ \t]*/.exec(text.slice(start))?.[0] ?? '';
    const mark = markAbove(text, start);
    const isUsed = calls.some((one) => matches(entry.match, one.call, one.tags));
    if (isUsed && mark) {
      edits.push({ span: mark, text: '' });
      back++;
    } else if (!isUsed) {
      vanished++;
      if (!mark) edits.push({ span: { start, end: start }, text: `${indent}${marker} since ${today}${eol}` });
    }
  }
  const fresh = seenFrom(path, proposals).filter((one) => !text.includes(`- match: ${matchOf(one)}`));
  if (fresh.length > 0) {
    const last = isBlock ? list.items.at(-1) : undefined;
    const range = last && typeof last === 'object' && 'range' in last ? (last.range as readonly number[] | null) : null;
    const key = isMap(contents) ? contents.items.find((one) => isScalar(one.key) && one.key.value === 'calls')?.key : undefined;
    const empty = !range && isScalar(key) && key.range ? key.range[1] : null;
    const at = range
      ? afterComments(text, lineAfter(text, range[1] ?? text.length))
      : empty === null
        ? text.length
        : afterComments(text, lineAfter(text, empty));
    const indent = isBlock && list.range ? ' '.repeat(Math.max(0, column(text, list.range[0]))) : '  ';
    const block = fresh.flatMap((one) => [
      `${indent}# new: ${wordsOf(one)}`,
      `${indent}# - match: ${matchOf(one)}`,
      `${indent}#   owner:`,
      `${indent}#   volume:`,
    ]);
    const head = range || empty !== null ? [] : ['', '# calls:'];
    const before = at > 0 && text[at - 1] !== '\n' ? eol : '';
    edits.push({ span: { start: at, end: at }, text: `${before}${[...head, ...block].join(eol)}${eol}` });
  }
  return { edits, added: fresh.length, vanished, back };
}

/** The calls below a team file's folder, with paths as entries of that file write them. */
function seenFrom(path: string, proposals: readonly Proposal[]): readonly Proposal[] {
  const folder = dirname(path);
  const below = (one: string) => one.slice(folder.length + 1);
  return folder === ''
    ? proposals
    : proposals.filter((one) => one.file.startsWith(`${folder}/`)).map((one) => ({ ...one, file: below(one.file), id: below(one.id) }));
}

/** The match of an entry for this call alone, in one line. Calls outside any function are named by their id, since no key says "outside". */
function matchOf(one: Proposal): string {
  return one.function === null
    ? `{ id: ${scalar(one.id)} }`
    : `{ file: ${scalar(one.file)}, function: ${scalar(one.function)}, api: ${scalar(one.api)} }`;
}

function wordsOf(one: Proposal): string {
  return `${one.function ?? 'outside functions'} in ${one.file}: ${one.api}, ${one.words}`.replaceAll(/\s+/g, ' ');
}

/** Text inside a flow mapping: plain where YAML reads it back as the same text. */
function scalar(text: string): string {
  return /^[A-Za-z_./][\w./@-]*$/.test(text) && !/^(?:true|false|null|yes|no|on|off)$/i.test(text) ? text : JSON.stringify(text);
}

function lineStart(text: string, at: number): number {
  return text.lastIndexOf('\n', at - 1) + 1;
}
function column(text: string, at: number): number {
  return at - lineStart(text, at);
}
/** Start of the line after an offset; the offset itself when a line starts there. */
function lineAfter(text: string, at: number): number {
  if (at === 0 || text[at - 1] === '\n') return at;
  const next = text.indexOf('\n', at);
  return next < 0 ? text.length : next + 1;
}
/** Past the indented comment lines that follow, which belong to the entries above. */
function afterComments(text: string, at: number): number {
  const [comments = ''] = /^(?:[ \t]+#[^\n]*(?:\n|$))*/.exec(text.slice(at)) ?? [];
  return at + comments.length;
}
/** Our mark among the comment lines directly above a line. */
function markAbove(text: string, start: number): TextEdit['span'] | null {
  for (let at = start; at > 0;) {
    const above = lineStart(text, at - 1);
    const line = text.slice(above, at).trim();
    if (!line.startsWith('#')) return null;
    if (line.startsWith(marker)) return { start: above, end: at };
    at = above;
  }
  return null;
}
