import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { expect, test } from 'vitest';

const src = resolve(import.meta.dirname ?? __dirname, '../src');
const files = readdirSync(src, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.ts') && !name.endsWith('.d.ts')).map((name) => name.replaceAll('\\', '/'));
const stages = ['languages', 'resolve', 'sdks', 'tokens', 'cost', 'findings', 'team', 'report'];

/** What each room may import: rooms or single files; packages by name. The README of src says why. */
const allowed: Readonly<Record<string, readonly string[]>> = {
  'model.ts': ['model'], model: ['model'], text: ['model.ts', 'text'],
  ...Object.fromEntries(stages.map((stage) => [stage, ['model.ts', 'text', stage]])),
  resolve: ['model.ts', 'text', 'resolve', 'sdks/sdk.ts'],
  'requests.ts': ['model.ts', 'tokens', 'cost'],
  'costing.ts': ['model.ts', 'requests.ts', 'tokens', 'cost', 'team'],
  'whatIf.ts': ['model.ts', 'requests.ts', 'costing.ts', 'team'],
  'analyze.ts': ['model.ts', 'text', 'requests.ts', 'costing.ts', ...stages],
  workspace: ['model.ts', 'text', 'workspace', 'analyze.ts', 'whatIf.ts', ...stages, 'llmcost:catalog'],
  cli: ['model.ts', 'text', 'cli', 'workspace', 'analyze.ts', ...stages, '../package.json', 'llmcost:catalog'],
  vscode: ['model.ts', 'text', 'vscode', 'workspace', 'analyze.ts', ...stages],
};
const packages: Readonly<Record<string, readonly string[]>> = { languages: ['@vscode/tree-sitter-wasm'], resolve: ['smol-toml', 'yaml', 'minimatch'], tokens: ['tiktoken/lite/init'], cost: ['yaml', 'zod'], team: ['yaml', 'zod', 'minimatch'], report: ['zod', 'minimatch'], workspace: ['minimatch'], vscode: ['vscode'], cli: ['@modelcontextprotocol/sdk/server/index.js', '@modelcontextprotocol/sdk/server/stdio.js', '@modelcontextprotocol/sdk/types.js'] };

const textOf = (file: string) => readFileSync(join(src, file), 'utf8');
/** The text without comments; strings are kept whole, so that an address in one is no comment. */
const codeOf = (file: string) => textOf(file).replaceAll(/('(?:[^'\\\n]|\\.)*')|\/\*[^]*?\*\/|(?<!\\)\/\/.*$/gm, '$1');

/** Every module a file names: static, `export from`, dynamic, `require` and the types of `import('x')`. */
function importsOf(file: string): readonly string[] {
  return [...codeOf(file).matchAll(/^(?:import|export)\b[^;]*?from\s+['"]([^'"]+)['"]|^import\s+['"]([^'"]+)['"]|\b(?:import|require)\(\s*['"]([^'"]+)['"]/gm)].map((match) => match[1] ?? match[2] ?? match[3] ?? '');
}

function complaint(file: string, specifier: string): string | null {
  const room = file.includes('/') ? (file.split('/')[0] ?? file) : file;
  const arrow = `${file} → ${specifier}`;
  if (specifier.startsWith('node:')) return room === 'cli' || /^workspace\/node/.test(file) ? null : arrow;
  if (!specifier.startsWith('.')) return (packages[room] ?? []).includes(specifier) || (allowed[room] ?? []).includes(specifier) ? null : arrow;
  const target = relative(src, resolve(join(src, dirname(file)), specifier)).replaceAll('\\', '/');
  return (allowed[room] ?? []).some((one) => target === one || target.startsWith(`${one}/`)) ? null : arrow;
}

test('rooms import only what the code map allows', () => {
  expect(files.length).toBeGreaterThan(50);
  expect(files.flatMap((file) => importsOf(file).flatMap((specifier) => complaint(file, specifier) ?? []))).toEqual([]);
});

test('only parser.ts imports tree-sitter and only tiktoken.ts imports tiktoken', () => {
  expect(files.filter((file) => importsOf(file).some((one) => one.includes('tree-sitter')))).toEqual(['languages/parser.ts']);
  expect(files.filter((file) => importsOf(file).some((one) => one.startsWith('tiktoken')))).toEqual(['tokens/tiktoken.ts']);
});

test('no module has mutable top-level state', () => {
  expect(files.filter((file) => /^(?:export )?(?:let|var) /m.test(textOf(file)))).toEqual([]);
});

test('the stages ask no clock, no chance, no process and no console, and wait for nothing but grammars and encodings', () => {
  const pure = files.filter((file) => stages.includes(file.split('/')[0] ?? '') || file.startsWith('text/') || file.startsWith('model/') || !file.includes('/'));
  const forbidden = /\b(?:(?:Date\.now|performance\.now|Math\.random|setTimeout|setInterval|fetch)\(|new Date\(\)|(?:crypto|console|process|globalThis)\.)/;
  const withoutStrings = (file: string) => codeOf(file).replaceAll(/'(?:[^'\\\n]|\\.)*'/g, "''");
  expect(pure.flatMap((file) => (forbidden.exec(withoutStrings(file)) ?? []).map((what) => `${file} → ${what}`))).toEqual([]);
  expect(pure.filter((file) => /\bawait\b|\basync\b/.test(withoutStrings(file)) && !['languages/parser.ts', 'tokens/tiktoken.ts'].includes(file))).toEqual([]);
});

test('extension.ts stays a table of contents', () => {
  expect(readFileSync(join(src, 'vscode/extension.ts'), 'utf8').split('\n').length).toBeLessThanOrEqual(80);
});
