import { resolve } from 'node:path';
import { expect, test } from 'vitest';
import { isMap, isPair, isSeq, parseDocument } from 'yaml';
import catalog from 'llmcost:catalog';
import type { Report } from '../src/model.ts';
import { renderFocus } from '../src/report/focus.ts';
import { groupBy } from '../src/report/groupBy.ts';
import { renderJson } from '../src/report/json.ts';
import { renderMarkdown } from '../src/report/markdown.ts';
import { teamJsonSchema } from '../src/team/schema.ts';
import { memoryFiles } from '../src/workspace/memoryFiles.ts';
import { openWorkspace } from '../src/workspace/open.ts';
import { assets, shared, workspaceFiles } from './harness/analyze.ts';
import { isFast } from './harness/fast.ts';

const files = workspaceFiles(resolve(import.meta.dirname ?? __dirname, '../examples/claims'));
const text = files['llmcost.yaml'] ?? '';

type Path = readonly (string | number)[];

/** Keys of a team file by their paths, and whether each is the only thing that its list item or record says. */
function keysOf(source: string): readonly Path[] {
  const paths: Path[] = [];
  const walk = (node: unknown, path: Path): void => {
    if (isMap(node)) for (const pair of node.items) if (isPair(pair)) walk(pair.value, [...path, String(pair.key)]);
    if (isSeq(node)) node.items.forEach((one, i) => walk(one, [...path, i]));
    if (typeof path.at(-1) === 'string') paths.push(path);
  };
  walk(parseDocument(source).contents, []);
  return paths;
}

/** Pieces that many sections share count wherever they are used. */
function pieceOf(path: readonly string[]): string {
  const last = path.at(-1) ?? '';
  if (['low', 'expected', 'high', 'mean', 'p10', 'p50', 'p90', 'p95', 'p99'].includes(last)) return `amount.${last}`;
  const shared = path.findIndex((key) => key === 'match' || key === 'volume');
  if (shared >= 0) return path.slice(shared).join('.');
  return path[0] === 'ignore' && path.length > 1 ? `match.${last}` : path.join('.');
}

interface Schema {
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly items?: Schema;
  readonly anyOf?: readonly Schema[];
  readonly additionalProperties?: Schema | boolean;
}

test('every key of the format is used', () => {
  const known = (schema: Schema, path: readonly string[]): readonly (readonly string[])[] => [
    ...Object.entries(schema.properties ?? {}).flatMap(([key, one]) => [[...path, key], ...known(one, [...path, key])]), ...(schema.items ? known(schema.items, path) : []), ...(schema.anyOf ?? []).flatMap((one) => known(one, path)),
    ...(typeof schema.additionalProperties === 'object' ? known(schema.additionalProperties, [...path, '*']) : []),
  ];
  const all = known(teamJsonSchema() as Schema, []);
  const named = new Set(all.filter((path) => path.includes('*')).map((path) => path.slice(0, path.indexOf('*')).join('.')));
  // Names of the team's own are a star in the schema.
  const asKnown = (path: readonly string[]) => path.map((key, i) => (i > 0 && named.has(path.slice(0, i).join('.')) ? '*' : key));
  const used = new Set(Object.entries(files).filter(([path]) => path.endsWith('.yaml')).flatMap(([, one]) => keysOf(one)).map((path) => pieceOf(asKnown(path.filter((one) => typeof one === 'string')))));
  // `module` stands for the other way to say where a helper comes from.
  expect([...new Set(all.map(pieceOf))].filter((one) => !used.has(one) && one !== 'wrappers.file')).toEqual([]);
});

/** What a reader sees, without the lines of team files. */
function seen(report: Report): string {
  return [renderMarkdown(report), renderFocus(report), renderJson(report)].join('\n').replaceAll(/(ya?ml)(["\\`]*:\d+)+/g, '$1').replaceAll(/"(line|column)": ?\d+/g, '');
}

/** Nothing hangs on these here: the format's version, and what tells a helper from others of its name. */
const silent = ['version', 'wrappers.module'];

test.skipIf(isFast)('every key changes what a reader sees', async () => {
  const workspace = openWorkspace({ root: '/', files: memoryFiles(files), assets, today: () => '2026-11-21', toolVersion: 'test', catalog, shared });
  const scan = async (team: string) => {
    workspace.overlay('llmcost.yaml', team);
    return workspace.scan();
  };
  const first = await scan(text);
  expect(first.problems).toEqual([]);
  const before = seen(first);
  const changes = async (path: Path): Promise<boolean> => {
    const document = parseDocument(text);
    document.deleteIn(path);
    const report = await scan(String(document));
    return report.problems.length > 0 || seen(report) !== before;
  };
  const kept: string[] = [];
  for (const [piece, paths] of groupBy(keysOf(text), (path) => pieceOf(path.filter((one) => typeof one === 'string')))) {
    let isSeen = false;
    for (const path of paths) isSeen ||= await changes(path);
    if (!isSeen) kept.push(piece);
  }
  workspace.dispose();
  expect(kept.filter((one) => !silent.includes(one))).toEqual([]);
}, 600_000);
