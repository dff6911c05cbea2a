import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { run } from '../../../src/cli/run.ts';
import { assets, pinned, shared } from '../../harness/analyze.ts';
import { isFast } from '../../harness/fast.ts';

const hasGit = spawnSync('git', ['--version']).status === 0;
const ask = (model: string, name = 'ask') => `from openai import OpenAI\nclient = OpenAI()\n\ndef ${name}(q: str):\n    return client.chat.completions.create(model="${model}", messages=[{"role": "user", "content": q}], max_tokens=10)\n`;
const team = 'calls:\n  - { match: { function: ask }, owner: desk, volume: 1000/month, input: 1000, output: 10 }\n';
let folder = '';

function put(path: string, text: string): void {
  mkdirSync(dirname(join(folder, path)), { recursive: true });
  writeFileSync(join(folder, path), text);
}
const git = (...argv: readonly string[]) => execFileSync('git', ['-c', 'user.name=a', '-c', 'user.email=a@b.c', '-c', 'commit.gpgsign=false', ...argv], { cwd: folder, stdio: 'pipe' });

async function diff(...argv: readonly string[]): Promise<{ readonly code: number; readonly out: string; readonly err: string }> {
  let [out, err] = ['', ''];
  const code = await run(['diff', ...argv], { cwd: folder, out: (text) => (out += text), err: (text) => (err += text), errIsTerminal: false, width: 160, today: '2026-11-21', version: '1.2.3', catalog: pinned, assets, shared });
  return { code, out, err };
}

describe.skipIf(!hasGit)('in a repository', () => {
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'llmcost-diff-'));
    git('init', '-q', '-b', 'main');
    put('app/ask.py', ask('gpt-4o-mini'));
    put('app/old.py', ask('gpt-4o-mini', 'old'));
    put('app/gone.py', ask('gpt-4o-mini', 'gone'));
    put('llmcost.yaml', team);
    git('add', '-A');
    git('commit', '-qm', 'first');
    git('checkout', '-qb', 'topic');
    // Committed, staged, changed, deleted and new files all count.
    put('app/ask.py', ask('gpt-4o'));
    git('commit', '-qam', 'second');
    renameSync(join(folder, 'app/old.py'), join(folder, 'app/moved.py'));
    rmSync(join(folder, 'app/gone.py'));
    git('add', '-A');
    put('app/fresh.py', ask('gpt-4o-mini', 'fresh'));
    // What the main branch does meanwhile is no part of the change.
    git('stash', '-qu');
    git('checkout', '-q', 'main');
    put('app/meanwhile.py', ask('gpt-4o', 'meanwhile'));
    git('add', '-A');
    git('commit', '-qm', 'meanwhile');
    git('checkout', '-q', 'topic');
    git('stash', 'pop', '-q', '--index');
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  test('tells what the working tree costs beside the commit where its branch began, moved files left out', async () => {
    const { code, out, err } = await diff('--base', 'main', '--format', 'json');
    expect([code, err]).toEqual([0, '']);
    const made = JSON.parse(out) as { base: string; monthly: { change: number }; changes: { state: string; before: { id: string } | null; after: { id: string } | null; reasons: string[] }[] };
    expect(made.base).toMatch(/^main \([0-9a-f]{7}\)$/);
    expect(made.changes.map((one) => `${one.state} ${(one.after ?? one.before)?.id.split('#')[0]} ${one.reasons.join(', ')}`).toSorted()).toEqual([
      'added app/fresh.py ',
      'changed app/ask.py gpt-4o-mini → gpt-4o',
      'removed app/gone.py ',
    ]);
    // 1,000 calls of 1,000 tokens in and 10 out: $2.60 at gpt-4o's price, $0.156 at that of gpt-4o-mini.
    expect(made.monthly.change).toBeCloseTo(2.6 - 0.156, 9);
  });
  test('a folder of the repository is compared alone, and the last commit where nothing else is named', async () => {
    expect((await diff('app', '--base', 'main', '--format', 'markdown')).out).toContain('| `app/ask.py:5` |');
    const { out } = await diff();
    expect(out).toContain('against HEAD (');
    expect(out).not.toContain('app/ask.py');
    expect(out).toContain('app/fresh.py:5');
  });
  test.each([
    ['3', 0, ''],
    ['2', 1, 'llmcost: the month rises by $2.44, more than $2\n'],
    ['10%', 1, 'llmcost: the month rises by 1,567 %, more than 10 %\n'],
  ].slice(isFast ? 2 : 0))('a month that rises by more than %s ends with exit code %i', async (limit, code, err) => {
    expect(await diff('--base', 'main', '--fail-above', String(limit))).toMatchObject({ code, err });
  });
  test.each([
    [['--base', 'nowhere'], /there is no revision "nowhere" here .*fetch the history/],
    [['--base', '--output=x'], /Option '--base' argument is ambiguous/],
    [['--base=--output=x'], /there is no revision "--output=x"/],
    [['--fail-above', 'much'], /--fail-above takes USD per month/],
    [['--format', 'xml'], /there is no format "xml"/],
  ])('wrong usage: %j', async (argv, message) => {
    const { code, err } = await diff(...argv);
    expect([code, message.test(err)]).toEqual([2, true]);
  });
});
