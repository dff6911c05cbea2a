import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { minimatch } from 'minimatch';
import { expect, test } from 'vitest';
import { assistantTools } from '../src/workspace/assistant.ts';
import { componentEndings } from '../src/languages/component.ts';
import { languages } from '../src/languages/index.ts';
import { ruleTable } from '../src/findings/index.ts';
import type { Engine } from '../src/workspace/engine.ts';
import { localized, settingsTable, type Manifest, type Strings } from './harness/settingsTable.ts';

const root = resolve(import.meta.dirname ?? __dirname, '..');
const json = <T>(path: string) => JSON.parse(readFileSync(resolve(root, path), 'utf8')) as T;
const manifestText = readFileSync(resolve(root, 'package.json'), 'utf8');
const manifest = json<Manifest>('package.json');
const strings = json<Strings>('package.nls.json');
const codeIn = (folder: string) => readdirSync(resolve(root, folder), { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.ts')).map((name) => readFileSync(resolve(root, folder, name), 'utf8')).join('\n');
const source = codeIn('src/vscode');
const settings = manifest.contributes.configuration.flatMap((group) => Object.entries(group.properties));

test('the README has the settings as they are', () => {
  const path = resolve(root, 'README.md');
  const readme = readFileSync(path, 'utf8');
  const current = readme.replace(/(<!-- settings -->\n)[\s\S]*?(\n<!-- \/settings -->)/, (_, start: string, end: string) => start + settingsTable(manifest, strings) + end);
  if (process.argv.includes('-u') || process.env['UPDATE']) writeFileSync(path, current);
  else expect(readme).toBe(current);
  expect(readme).toContain('<!-- settings -->');
});

test('every text of the manifest is there to translate, and none is left over', () => {
  const used = [...manifestText.matchAll(/"%([^"%]+)%"/g)].map((match) => match[1] ?? '');
  expect([...new Set(used)].sort()).toEqual(Object.keys(strings).sort());
});

test('every command of the manifest is registered and has a title; every command the code registers for people is in the manifest', () => {
  const listed = manifest.contributes.commands.map((one) => one.command);
  for (const one of manifest.contributes.commands) {
    expect(localized(one.title, strings), one.command).not.toMatch(/^%|^$/);
    expect(one.icon, one.command).toMatch(/^\$\([\w-]+\)$/);
  }
  expect(listed.filter((command) => !source.includes(`'${command}'`))).toEqual([]);
});

test('every setting that the code reads is in the manifest with a description and a scope, and each is read', () => {
  const ids = settings.map(([id]) => id);
  const read = [...new Set([...source.matchAll(/\.get(?:<[^>(]*>)?\('([\w.]+)'/g)].map((match) => `llmcost.${match[1]}`))];
  expect(read.filter((id) => !ids.includes(id))).toEqual([]);
  expect(ids.filter((id) => !read.includes(id))).toEqual([]);
  for (const [id, one] of settings) {
    expect(localized(one.markdownDescription ?? '', strings), id).toMatch(/\.$/);
    expect(localized(one.markdownDescription ?? '', strings), id).toMatch(/Example.*`.+`/);
    expect(one.scope, id).toBeDefined();
    expect(one.default, id).toBeDefined();
  }
});

test('the editor starts the extension for every language and every kind of component that it reads', () => {
  const { activationEvents } = json<{ readonly activationEvents: readonly string[] }>('package.json');
  const woken = activationEvents.flatMap((one) => /^onLanguage:(.*)$/.exec(one)?.[1] ?? []);
  expect(woken.toSorted()).toEqual([...languages.flatMap((one) => one.editorIds), ...componentEndings].toSorted());
});

test('menus name commands that exist', () => {
  const listed = new Set(manifest.contributes.commands.map((one) => one.command));
  const named = Object.values(manifest.contributes.menus ?? {}).flat().flatMap((one) => one.command ?? []);
  expect(named.filter((command) => command.startsWith('llmcost.') && !listed.has(command))).toEqual([]);
});

const isUpdate = process.argv.includes('-u') || Boolean(process.env['UPDATE']);

test('the manifest lists the tools for assistants as they are', () => {
  const engine = {} as Engine;
  const tools = assistantTools({ engine, workspaces: () => [] });
  const wanted = tools.map((tool) => ({
    name: tool.name, toolReferenceName: tool.name.replace('llmcost_', 'llmcost-').replaceAll('_', '-'), displayName: tool.title, userDescription: tool.description.split('. ')[0] ?? '', modelDescription: tool.description,
    canBeReferencedInPrompt: true, icon: '$(graph-line)', tags: ['cost', 'llm', 'tokens'], inputSchema: tool.inputSchema,
  }));
  const path = resolve(root, 'package.json');
  const now = JSON.parse(readFileSync(path, 'utf8')) as { contributes: Record<string, unknown> };
  if (isUpdate) {
    now.contributes['languageModelTools'] = wanted;
    writeFileSync(path, `${JSON.stringify(now, null, 2)}\n`);
  } else expect(now.contributes['languageModelTools']).toEqual(JSON.parse(JSON.stringify(wanted)));
});

test('the severity setting knows every rule', () => {
  const ids = [...ruleTable.map((one) => one.id), 'budget-exceeded', 'budget-close', 'anomaly', 'kpi-missed', 'suppression-expired'].sort();
  const wanted = Object.fromEntries(ids.map((id) => [id, { enum: ['error', 'warning', 'information', 'hint', 'off'] }]));
  const path = resolve(root, 'package.json');
  const now = JSON.parse(readFileSync(path, 'utf8')) as Manifest;
  const setting = now.contributes.configuration.flatMap((group) => group.properties['llmcost.findings.severity'] ?? [])[0];
  expect(setting).toBeDefined();
  if (isUpdate && setting) {
    Object.assign(setting, { properties: wanted });
    writeFileSync(path, `${JSON.stringify(now, null, 2)}\n`);
  } else expect(setting).toMatchObject({ properties: wanted });
});

test('every text of the editor is in the bundle for translators', () => {
  const texts = [...new Set([...`${source}\n${codeIn('src/report')}`.matchAll(/\b(?:l10n\.t|say)\(\s*'((?:[^'\\]|\\.)*)'/g)].map((match) => (match[1] ?? '').replaceAll("\\'", "'")))].sort();
  expect(texts.length).toBeGreaterThan(50);
  expect(source).not.toMatch(/l10n\.t\((?!\s*')/);
  // What the editor takes from the report's words, it takes in its own language.
  expect(source).not.toMatch(/\b(?:basisWords|budgetWords|changeWords|checkedWords|comparisonHeadline|costWords|inputWords|listWords|modelWords|outputReason|outputWords|rateWords|requestCount|runCost|runWords|shortCost|shortMoney|staticWords|turnWords|wordsOf)\((?![^;]*?\bsay[,)\n])/);
  const path = resolve(root, 'l10n/bundle.l10n.json');
  const wanted = `${JSON.stringify(Object.fromEntries(texts.map((text) => [text, text])), null, 2)}\n`;
  if (isUpdate) writeFileSync(path, wanted);
  else expect(readFileSync(path, 'utf8')).toBe(wanted);
});

test('what the manifest and the walkthrough show is in the package', () => {
  const files = [...manifestText.matchAll(/"((?:media|schema|dist)\/[^"]+|\.\/(?:schema|dist)\/[^"]+)"/g)].map((match) => (match[1] ?? '').replace('./', '')).filter((file) => !file.startsWith('dist/'));
  const kept = readFileSync(resolve(root, '.vscodeignore'), 'utf8').split('\n').filter((line) => line.startsWith('!')).map((line) => line.slice(1));
  for (const file of files) {
    expect(existsSync(resolve(root, file)), file).toBe(true);
    expect(kept.some((glob) => minimatch(file, glob)), `${file} is kept by .vscodeignore`).toBe(true);
  }
});
