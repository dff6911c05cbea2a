import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { measuredRules, ruleTable } from '../src/findings/index.ts';
import { teamFileRules } from '../src/findings/suppressions.ts';
import { complaintsOf } from '../src/report/check.ts';
import { scan, workspaceOf } from './harness/analyze.ts';
import { countNotes } from './harness/teamNotes.ts';

const root = resolve(import.meta.dirname ?? __dirname, '..');
const pages = join(root, 'docs/rules');
const extensions: Readonly<Record<string, string>> = { python: 'py', typescript: 'ts', javascript: 'js', tsx: 'tsx' };

interface Example {
  readonly language: string;
  readonly text: string;
  readonly team: string | null;
}

/** Code under a heading of a page. A `yaml` block holds for the code after it, as the team file. */
function examplesUnder(page: string, heading: string): readonly Example[] {
  const section = new RegExp(`^## ${heading}\\s*$([^]*?)(?=^## |(?![^]))`, 'm').exec(page)?.[1] ?? '';
  const examples: Example[] = [];
  let team: string | null = null;
  for (const [, language = '', text = ''] of section.matchAll(/^```(\w+)\n([^]*?)^```/gm)) {
    if (language === 'yaml') team = text;
    else if (extensions[language]) examples.push({ language, text, team });
  }
  return examples;
}

const workspace = workspaceOf({});
let at = 0;
async function idsIn(example: Example): Promise<readonly string[]> {
  const folder = `example${at++}`;
  const path = `${folder}/app.${extensions[example.language]}`;
  if (example.team !== null) workspace.overlay(`${folder}/llmcost.yaml`, example.team);
  workspace.overlay(path, example.text);
  const analysis = await workspace.analyze(path);
  workspace.overlay(path, null);
  expect(analysis?.calls.length).toBeGreaterThan(0);
  const atTeamLines = example.team === null ? [] : complaintsOf(await scan({ 'llmcost.yaml': example.team, [`app.${extensions[example.language]}`]: example.text })).filter((one) => one.place.file === 'llmcost.yaml');
  return [...(analysis?.findings.map((one) => one.id) ?? []), ...atTeamLines.map((one) => one.rule)];
}

describe('every rule has a page whose examples are true', () => {
  test('a page for each rule, and no page without a rule', () => expect(readdirSync(pages).filter((name) => name !== 'README.md').sort()).toEqual(ruleTable.map((rule) => `${rule.id}.md`).sort()));
  for (const rule of ruleTable) {
    test(rule.id, async () => {
      const page = readFileSync(join(pages, `${rule.id}.md`), 'utf8');
      for (const word of ['**What.**', '**Why.**', '**What to do.**']) expect(page).toContain(word);
      const reported = examplesUnder(page, 'Reported');
      const silent = examplesUnder(page, 'Not reported');
      expect(reported.length).toBeGreaterThan(0);
      expect(silent.length).toBeGreaterThan(0);
      for (const one of reported) expect(await idsIn(one), one.text).toContain(rule.id);
      for (const one of silent) expect(await idsIn(one), one.text).not.toContain(rule.id);
    });
  }
});

/** Real code that shows two rules at the same calls stands once, in the folder of one of them. */
const realWith: Readonly<Record<string, string>> = { 'tag-missing': 'owner-missing', 'volume-undeclared': 'owner-missing', 'policy-tags': 'policy-owner', 'policy-unknown-volume': 'policy-owner', 'model-retiring': 'model-deprecated', 'model-without-price': 'model-deprecated', 'price-change-scheduled': 'model-deprecated' };

/** Texts of the fixtures of a rule in a language. */
function textsOf(id: string, language: string): readonly string[] {
  const rules = join(root, 'test/fixtures', language, 'rules');
  const inFolder = (rule: string, pattern: RegExp) => (existsSync(join(rules, rule)) ? readdirSync(join(rules, rule)).filter((name) => pattern.test(name)).map((name) => readFileSync(join(rules, rule, name), 'utf8')) : []);
  const other = realWith[id];
  return [...inFolder(id, /\.(?:py|tsx?)$/), ...(other === undefined ? [] : inFolder(other, /^real\.(?:py|ts)$/))];
}

/** Notes that the fixtures of a rule carry: how often it speaks, and how many calls it leaves alone. */
function fixturesOf(id: string): { readonly found: number; readonly silent: number } {
  const fixtures = join(root, 'test/fixtures');
  const notes = ['python', 'typescript'].flatMap((language) => textsOf(id, language)).flatMap((text) => text.match(/^(?:#|\/\/)\^ .*$/gm) ?? []);
  const isFinding = (note: string) => /\^ (?:error|warning|information|hint) [\w-]+$/.test(note);
  const found = notes.filter((note) => isFinding(note) && note.endsWith(` ${id}`)).length;
  const team = readdirSync(join(fixtures, 'team')).filter((name) => name.endsWith('.yaml')).map((name) => countNotes(readFileSync(join(fixtures, 'team', name), 'utf8'), id));
  const sum = (key: 'found' | 'silent') => team.reduce((all, one) => all + one[key], 0);
  return { found: found + sum('found'), silent: notes.filter((note) => !isFinding(note)).length - found + (/^(?:suppression|budget)-/.test(id) ? sum('silent') : 0) };
}

/** `TABLE=1 npx vitest run test/rules.test.ts` shows how often each rule speaks in its fixtures, and how often it does not. */
test.runIf(process.env['TABLE'])('how many fixtures each rule has', () => console.table(Object.fromEntries(ruleTable.map(({ id }) => [id, fixturesOf(id)]))));

test.each(ruleTable.map((rule) => rule.id))('%s: ten fixtures that show it, ten that stay silent', (id) => {
  const { found, silent } = fixturesOf(id);
  expect(found).toBeGreaterThanOrEqual(10);
  expect(silent).toBeGreaterThanOrEqual(10);
});

/** Blocks of code whose comment tells the real code that they follow: up to the next thing that begins in the first column. */
const afterReal = /^(?:#|\/\/) After https:\/\/github\.com\/\S+[^]*?(?=\n\n+(?=\S)|(?![^]))/gm;

/** The same as `fixturesOf`, of fixtures that follow real code. */
function realFixturesOf(id: string): { readonly found: number; readonly silent: number } {
  const blocks = ['python', 'typescript'].flatMap((language) => textsOf(id, language)).flatMap((text) => text.match(afterReal) ?? []);
  const notes = blocks.flatMap((block) => block.match(/^(?:#|\/\/)\^ .*$/gm) ?? []);
  const isFinding = (note: string) => /\^ (?:error|warning|information|hint) [\w-]+$/.test(note);
  const found = notes.filter((note) => isFinding(note) && note.endsWith(` ${id}`)).length;
  const team = countNotes(readFileSync(join(root, 'test/fixtures/teamReal/all.yaml'), 'utf8'), id);
  const isAtTeamFile = teamFileRules.some((rule) => rule.id === id);
  return { found: found + (isAtTeamFile ? team.found : 0), silent: notes.filter((note) => !isFinding(note)).length - found + (isAtTeamFile ? team.silent : 0) };
}

test.each(ruleTable.map((rule) => rule.id))('%s: half of them follow real code', (id) => {
  const { found, silent } = realFixturesOf(id);
  expect(found).toBeGreaterThanOrEqual(5);
  expect(silent).toBeGreaterThanOrEqual(5);
});

/** The table as the README shows it. */
function table(): string {
  return ['| rule | default | what it says |', '|---|---|---|', ...ruleTable.map((rule) => `| [\`${rule.id}\`](docs/rules/${rule.id}.md) | ${rule.severity} | ${rule.title} |`), ...measuredRules.map((rule) => `| [\`${rule.id}\`](docs/${rule.page}) | ${rule.severity} | ${rule.title} |`)].join('\n');
}

test('the README shows the rules as they are', () => {
  const path = join(root, 'README.md');
  const readme = readFileSync(path, 'utf8');
  const current = readme.replace(/(<!-- rules -->\n)[^]*?(\n<!-- \/rules -->)/, (_, start: string, end: string) => start + table() + end);
  if (process.argv.includes('-u') || process.env['UPDATE']) writeFileSync(path, current);
  else expect(readme).toBe(current);
  expect(readme).toContain('<!-- rules -->');
});
