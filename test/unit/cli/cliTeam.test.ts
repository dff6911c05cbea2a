import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import { run } from '../../../src/cli/run.ts';
import { scanPaths } from '../../../src/cli/scanning.ts';
import type { Report } from '../../../src/model.ts';
import { globBelow } from '../../../src/team/above.ts';
import { nodeAssets } from '../../../src/workspace/nodeAssets.ts';
import { nodeFiles } from '../../../src/workspace/nodeFiles.ts';
import { openWorkspace } from '../../../src/workspace/open.ts';
import { assets, pinned, shared } from '../../harness/analyze.ts';

const code = (model: string) => `from openai import OpenAI\nclient = OpenAI()\n\ndef ask(q: str):\n    return client.chat.completions.create(model="${model}", messages=[{"role": "user", "content": q}], max_tokens=10)\n`;
let folder = '';
const folders: string[] = [];
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'llmcost-cli-'));
  folders.push(folder);
  await writeFile(join(folder, 'app.py'), code('gpt-4o'));
});
afterAll(() => Promise.all(folders.map((one) => rm(one, { recursive: true, force: true }))));

/** Runs a command line in the folder; gives exit code and what was said. */
async function llmcost(...argv: readonly string[]): Promise<{ readonly code: number; readonly out: string; readonly err: string }> {
  let out = '';
  let err = '';
  const media = nodeAssets([join(import.meta.dirname ?? __dirname, '../../../media')]);
  const load = (name: string) => (name.startsWith('report.') ? media.load(name) : assets.load(name));
  const exit = await run(argv, { cwd: folder, out: (text) => (out += text), err: (text) => (err += text), errIsTerminal: false, width: 120, today: '2026-11-21', version: '1.2.3', catalog: pinned, assets: { load }, shared });
  return { code: exit, out, err };
}

describe('check', () => {
  const team = 'budgets:\n  - { name: All, monthly: 0.01, hard: true }\ncalls:\n  - { match: { function: ask }, volume: 1000, input: 10, output: 10 }\n';
  test('ends well where everything is kept', async () => expect(await llmcost('check', '.')).toEqual({ code: 0, out: 'Budgets and policies are kept; 1 call checked.\n', err: '' }));
  test('a hard budget fails at its line, unless only warnings are wanted', async () => {
    await writeFile(join(folder, 'llmcost.yaml'), team);
    expect(await llmcost('check', '.')).toMatchObject({ code: 1, out: expect.stringContaining('llmcost.yaml:2:5: error budget-exceeded: All: $0.125 of $0.01 per month') as string });
    expect(await llmcost('check', '.', '--warn-only')).toMatchObject({ code: 0, out: expect.stringContaining('error budget-exceeded') as string });
  });
  test('a policy fails at the call, and says where it is written', async () => {
    await writeFile(join(folder, 'llmcost.yaml'), 'policies:\n  - { name: Small, allowedModels: gpt-4o-mini }\n');
    const { code: exit, out } = await llmcost('check', '.');
    expect(exit).toBe(1);
    expect(out).toContain('app.py:5:12: error policy-allowed-models: gpt-4o is not allowed here; allowed: gpt-4o-mini (policy "Small") [llmcost.yaml:2]\n');
    expect((await llmcost('check', '.', '--format', 'github')).out).toBe('::error file=app.py,line=5,col=12,title=policy-allowed-models::gpt-4o is not allowed here; allowed: gpt-4o-mini (policy "Small")\n');
  });
  test.each([[['check']], [['check', '.', '--format', 'xml']], [['check', '.', '--frmat', 'text']], [['check', 'nowhere']], [['scan', '.', '--config', 'nowhere.yaml']]])('wrong usage: %j', async (argv) => {
    const { code: exit, err } = await llmcost(...argv);
    expect([exit, err.startsWith('llmcost: ')]).toEqual([2, true]);
  });
});

describe('init and sync', () => {
  test('init writes a file once; sync adds what is new, marks what is gone, and rests when nothing changed', async () => {
    expect((await llmcost('init')).code).toBe(0);
    expect((await llmcost('init')).code).toBe(2);
    const first = await readFile(join(folder, 'llmcost.yaml'), 'utf8');
    expect((await llmcost('sync')).out).toBe('llmcost.yaml: 0 new, 0 that match nothing any more, 0 that match again.\n');
    expect(await readFile(join(folder, 'llmcost.yaml'), 'utf8')).toBe(first);
    await writeFile(join(folder, 'app.py'), code('gpt-4o').replace('def ask', 'def tell'));
    expect((await llmcost('sync')).out).toBe('llmcost.yaml: 1 new, 1 that match nothing any more, 0 that match again.\n');
    const second = await readFile(join(folder, 'llmcost.yaml'), 'utf8');
    expect(second.split('\n').filter((line) => !first.split('\n').includes(line))).toEqual(['  # llmcost: matches no call since 2026-11-21', expect.stringMatching(/^ {2}# new: tell in app\.py/), '  # - match: { file: app.py, function: tell, api: openai.chat.completions }', '  #   owner:', '  #   volume:']);
  });
  test('sync without a file says what to do', async () => expect(await llmcost('sync')).toMatchObject({ code: 2, err: expect.stringContaining('llmcost init') as string }));
});

describe('a team file that cannot be read', () => {
  const text = 'calls:\n  - match: { file: gone.py }\n    owner: Müller\n';
  test('fails the check: it must not pass for one that says nothing', async () => {
    await writeFile(join(folder, 'llmcost.yaml'), Buffer.from(`\ufeff${text}`, 'utf16le'));
    expect(await llmcost('check', '.')).toMatchObject({ code: 1, out: expect.stringMatching(/^llmcost\.yaml:1:1: error team-file: this team file cannot be read, so nothing of it holds: binary file\n/) as string });
    await writeFile(join(folder, 'llmcost.yaml'), '#'.repeat(2_000_001));
    expect(await llmcost('check', '.')).toMatchObject({ code: 1, out: expect.stringContaining('larger than 2 MB') as string });
    await writeFile(join(folder, 'llmcost.yaml'), Buffer.from(text, 'latin1'));
    expect(await llmcost('check', '.')).toMatchObject({ code: 0, out: expect.stringContaining('llmcost.yaml:3:13: warning team-file: this character is not UTF-8') as string });
  });
  test('is not written either', async () => {
    for (const bytes of [Buffer.from(text, 'utf16le'), Buffer.from(text, 'latin1')]) {
      await writeFile(join(folder, 'llmcost.yaml'), bytes);
      expect(await llmcost('sync')).toMatchObject({ code: 2, err: expect.stringContaining('is not UTF-8') as string });
      expect((await readFile(join(folder, 'llmcost.yaml'))).equals(bytes)).toBe(true);
    }
    await rm(join(folder, 'llmcost.yaml'));
    await mkdir(join(folder, 'llmcost.yaml'));
    for (const command of ['init', 'sync']) expect(await llmcost(command)).toMatchObject({ code: 2, err: expect.stringContaining('cannot be read') as string });
  });
  test('a mark at its beginning and its line ends stay, byte for byte', async () => {
    const before = Buffer.from(`\ufeff${text.replaceAll('\n', '\r\n')}`);
    await writeFile(join(folder, 'llmcost.yaml'), before);
    expect((await llmcost('sync')).code).toBe(0);
    const after = await readFile(join(folder, 'llmcost.yaml'), 'utf8');
    expect(after.split('\r\n').filter((line) => !/# (?:llmcost: matches|new:| - match|- match|  owner:|  volume:)/.test(line)).join('\r\n')).toBe(before.toString());
    expect(after.replaceAll('\r\n', '')).not.toContain('\n');
  });
});

test('scan --format html', async () => expect((await llmcost('scan', '.', '--format', 'html')).out).toMatch(/^<!DOCTYPE html>/));
test('--out writes the report', async () => {
  expect(await llmcost('scan', '.', '--format', 'csv', '--out', 'report.csv')).toMatchObject({ code: 0, out: '' });
  expect(await readFile(join(folder, 'report.csv'), 'utf8')).toContain('app.py,5,12');
});

describe('a team file above what is scanned', () => {
  beforeEach(async () => {
    await mkdir(join(folder, '.git'));
    await mkdir(join(folder, 'service/api'), { recursive: true });
    await writeFile(join(folder, 'service/api/web.py'), code('gpt-4o-mini'));
    await writeFile(join(folder, 'service/other.py'), code('gpt-4o-mini').replace('ask', 'other'));
    await writeFile(join(folder, 'llmcost.yaml'), 'calls:\n  - { match: { file: "service/**" }, owner: platform }\n  - { match: { file: app.py }, owner: app }\n');
  });
  test('holds up to the root of the repository, and only what was asked for is scanned', async () => {
    const { out } = await llmcost('scan', 'service/api', '--format', 'csv');
    expect(out.split('\r\n').slice(1, -1).map((line) => line.split(',').slice(0, 2))).toEqual([['service/api/web.py', '5']]);
    expect(out).toContain(',platform,');
  });
  test.each([
    ['service/**', '**'], ['service/api/web.py', 'web.py'], ['**/*.py', '**/*.py'], ['**/api/*.py', '{*.py,**/api/*.py}'], ['s*/{api,web}/x.py', 'x.py'], ['{service,web}/*/*.py', '*.py'], ['*.py', '../*.py'], ['web/**', '../web/**'], ['service/api', '../service/api'],
  ])('the glob %s means %s two folders further down', (glob, below) => expect(globBelow(glob, 'service/api')).toBe(below));
  test('holds in the same way where an editor has opened a folder below it', async () => {
    const id = 'service/api/web.py#ask#openai.chat.completions';
    const budgets = '  - { name: all, monthly: 900 }\n  - { name: here, monthly: 5, scope: { path: "service/*/web.py" } }\n  - { name: elsewhere, monthly: 5, scope: { path: "app.py" } }\n';
    await writeFile(join(folder, 'llmcost.yaml'), `extends: shared/base.yaml\nactuals: used.csv\ncalls:\n  - { match: { file: "service/**" }, owner: platform, volume: 10k/month }\n  - { match: { id: ${id} }, tags: { useCase: named } }\n  - { match: { file: app.py }, owner: app }\nbudgets:\n${budgets}suppressions:\n  - { finding: owner-missing, match: { file: app.py }, reason: elsewhere }\n`);
    await writeFile(join(folder, 'used.csv'), 'month,call,file,project,model,requests,cost_usd\n2026-10,,service/api/web.py,,,4000,2\n');
    await mkdir(join(folder, 'shared'));
    await writeFile(join(folder, 'shared/base.yaml'), 'calls:\n  - { match: { file: "**/api/*.py" }, retries: 0.5 }\n');
    await writeFile(join(folder, 'service/llmcost.yaml'), 'calls:\n  - { match: { file: api/web.py }, tags: { product: near } }\n');
    await writeFile(join(folder, 'CODEOWNERS'), 'service/api/ @api\n');
    const opened = async (root: string) => openWorkspace({ root, files: nodeFiles(root), assets, today: () => '2026-11-21', toolVersion: 'test', catalog: pinned, shared }).scan();
    const said = ({ files, budgets, problems, stale }: Report) => ({
      calls: files.flatMap((file) => file.calls).map(({ owner, tags, declared, monthly, measured }) => ({ owner, tags, retries: declared?.retries, volume: declared?.volume?.expected, monthly: monthly?.expected, uses: measured?.uses.length ?? 0 })),
      budgets: budgets.map(({ budget, spent, state }) => [budget.name, spent.expected, state]), problems: problems.map((one) => one.message), stale,
    });
    const below = await opened(join(folder, 'service/api'));
    const scanned = await scanPaths(['service/api'], undefined, { cwd: folder, out: () => {}, err: () => {}, errIsTerminal: false, width: 120, today: '2026-11-21', version: 'test', catalog: pinned, assets, shared });
    expect(said(below)).toEqual(said(scanned.report));
    expect(said(below).calls).toMatchObject([{ owner: 'platform', tags: { useCase: 'named', product: 'near' }, retries: 0.5, uses: 1 }]);
    expect(below.files.map((one) => one.path)).toEqual(['web.py']);
    expect(below.budgets.map((one) => one.budget.origin.file)).toEqual(['../../llmcost.yaml', '../../llmcost.yaml', '../../llmcost.yaml']);
  });
  test('without a repository around it, nothing above counts', async () => {
    await rm(join(folder, '.git'), { recursive: true });
    expect((await llmcost('scan', 'service/api', '--format', 'csv')).out).toContain('\r\nweb.py,5');
  });
  test('sync brings the nearest one up to date with its whole folder', async () => {
    expect((await llmcost('sync', 'service/api')).out).toBe('llmcost.yaml: 0 new, 0 that match nothing any more, 0 that match again.\n');
    await writeFile(join(folder, 'service/llmcost.yaml'), 'calls:\n  - { match: { function: gone }, owner: me }\n');
    await writeFile(join(folder, 'llmcost.yaml'), 'version: 1\n');
    expect((await llmcost('sync', 'service/api', '--dry-run')).out.split('\n').filter((line) => /match/.test(line))).toEqual([
      '  # llmcost: matches no call since 2026-11-21', '  - { match: { function: gone }, owner: me }', '  # - match: { file: api/web.py, function: ask, api: openai.chat.completions }', '  # - match: { file: other.py, function: other, api: openai.chat.completions }',
    ]);
  });
});

describe('actuals', () => {
  beforeEach(async () => {
    await writeFile(join(folder, 'llmcost.yaml'), 'calls:\n  - { name: ask, match: { file: app.py }, volume: 1000, input: 10, output: 10 }\n');
    await writeFile(join(folder, 'use.csv'), 'month,call,requests,input_tokens,output_tokens,cost_usd\n2026-10,ask,2000,20000,20000,0.25\n');
  });
  test('shows forecast and use side by side, and nothing else', async () => {
    const { code: exit, out } = await llmcost('actuals', 'use.csv');
    expect(exit).toBe(0);
    expect(out).toMatch(/app\.py:5 +\$0\.125 +\$0\.245 +\+96 % +1,000 +1,964\n/);
    expect(out).not.toContain('By model');
    expect(JSON.parse((await llmcost('actuals', 'use.csv', '--format', 'json')).out)).toMatchObject({ days: 31, spent: 0.25 });
  });
  test('an export that the team file names too counts once', async () => {
    const both = async () => (JSON.parse((await llmcost('actuals', 'use.csv', '--format', 'json')).out) as { spent: number }).spent;
    await writeFile(join(folder, 'llmcost.yaml'), 'actuals: [use.csv]\nextends: base.yaml\ncalls:\n  - { name: ask, match: { file: app.py }, volume: 1000, input: 10, output: 10 }\n');
    await writeFile(join(folder, 'base.yaml'), 'actuals: use.csv\n');
    expect(await both()).toBe(0.25);
  });
  test('counts in a scan, and says what cannot be read', async () => {
    expect((await llmcost('scan', '.', '--actuals', 'use.csv', '--format', 'csv')).out).toContain(',measured,1964,');
    await writeFile(join(folder, 'use.csv'), 'a,b\n1,2\n');
    expect(await llmcost('actuals', 'use.csv')).toMatchObject({ code: 1, out: expect.stringContaining('unknown column "a"') as string });
    expect((await llmcost('actuals', 'gone.csv')).code).toBe(2);
  });
  test('a team file that --config names counts from its own folder, or from the root where it is of another name', async () => {
    await mkdir(join(folder, 'sub'));
    await writeFile(join(folder, 'sub/web.py'), code('gpt-4o'));
    await writeFile(join(folder, 'llmcost.yaml'), 'calls:\n  - { match: { file: sub/web.py }, owner: above }\n');
    await writeFile(join(folder, 'sub/costs.yml'), 'calls:\n  - { match: { file: sub/web.py }, owner: other }\n');
    expect((await llmcost('scan', 'sub', '--config', 'llmcost.yaml', '--format', 'csv')).out).toMatch(/^sub\/web\.py.*,above,/m);
    expect((await llmcost('scan', '.', '--config', 'sub/costs.yml', '--format', 'csv')).out).toMatch(/^sub\/web\.py.*,other,/m);
  });
});
