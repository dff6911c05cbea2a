import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { expect, test } from 'vitest';
import catalog from 'llmcost:catalog';
import { createEngine } from '../../../src/workspace/engine.ts';
import { memoryFiles } from '../../../src/workspace/memoryFiles.ts';
import { nodeFiles } from '../../../src/workspace/nodeFiles.ts';
import { openWorkspace } from '../../../src/workspace/open.ts';
import { createPeer, handler, type Channel } from '../../../src/workspace/peer.ts';
import { remoteEngine, serveEngine } from '../../../src/workspace/remoteEngine.ts';
import type { FileAnalysis } from '../../../src/model.ts';
import type { AssetPort } from '../../../src/workspace/workspace.ts';
import { assets, shared as parts } from '../../harness/analyze.ts';

/** Two ends; messages are cloned, as between threads, and arrive later. */
function channels(): { near: Channel; far: Channel; break: () => void } {
  const ends: ((error: Error) => void)[] = [];
  const make = () => {
    const listeners: ((message: unknown) => void)[] = [];
    return { listeners, deliver: (message: unknown) => queueMicrotask(() => listeners.forEach((one) => one(structuredClone(message)))) };
  };
  const [a, b] = [make(), make()];
  const side = (own: ReturnType<typeof make>, other: ReturnType<typeof make>): Channel => ({ post: (message) => other.deliver(structuredClone(message)), onMessage: (listener) => void own.listeners.push(listener), onEnd: (listener) => void ends.push(listener), close: () => {} });
  return { near: side(a, b), far: side(b, a), break: () => ends.forEach((one) => one(new Error('gone'))) };
}

const code = 'from openai import OpenAI\nOpenAI().chat.completions.create(model="gpt-4o-mini", messages=[{"role": "user", "content": "hello"}], max_tokens=5)\n';

function engines(loads: AssetPort = assets) {
  const { near, far } = channels();
  serveEngine(far, (asked) => createEngine({ catalog, assets: asked, today: () => '2026-11-21', toolVersion: 'test', disk: nodeFiles }));
  return remoteEngine(near, loads);
}

test('a scan through the channel gives what a scan in this thread gives, files and assets coming from the asking side', async () => {
  const files = memoryFiles({ 'a.py': code, 'b.txt': 'no code', 'llmcost.yaml': 'calls:\n  - match: { file: a.py }\n    volume: 1000/month\n' });
  const loaded: string[] = [];
  const near = openWorkspace({ root: 'root', files, assets, today: () => '2026-11-21', toolVersion: 'test', catalog, shared: parts });
  const far = engines({ load: (name) => (loaded.push(name), assets.load(name)) }).open('root', files);
  const phases = new Set<string>();
  const report = await far.scan((one) => phases.add(one.phase));
  expect(report).toEqual(await near.scan());
  expect(report.totals.monthly?.expected).toBeTypeOf('bigint');
  expect(loaded).toContain('tree-sitter-python.wasm');
}, 30_000);

/** One for the questions that do not look at how it is reached. */
const shared = engines();

test('the first answer comes early with approximated tokens and no advice, then with counted ones', async () => {
  const workspace = shared.open('', memoryFiles({ 'a.py': code.replace(', max_tokens=5', '') }));
  const early: FileAnalysis[] = [];
  const answer = async () => ((await workspace.analyze('a.py', undefined, (one) => early.push(one)))?.findings.length ?? 0) > 0;
  expect([await answer(), await answer()]).toEqual([true, true]);
  expect(early.map((one) => [one.calls[0]?.tokens?.input?.basis, one.calls[0]?.cost.state, one.findings])).toEqual([['approximated', 'priced', []]]);
  expect((await workspace.analyze('a.py'))?.calls[0]?.tokens?.input?.basis).toBe('counted');
});

test('an overlay counts in the order it was sent, and an aborted question rejects with its reason', async () => {
  const workspace = shared.open('', memoryFiles({}));
  const source = (text: string) => ({ path: 'x.py', language: 'python' as const, chunks: [{ text, offset: 0, cell: null }] });
  workspace.overlay('x.py', source(code));
  const first = workspace.analyze('x.py');
  workspace.overlay('x.py', source(code.replace('gpt-4o-mini', 'gpt-4.1')));
  await first;
  expect((await workspace.analyze('x.py'))?.calls[0]?.call.model).toMatchObject({ value: 'gpt-4.1' });
  const abort = new AbortController();
  const late = workspace.analyze('x.py', abort.signal);
  abort.abort(new Error('typed on'));
  await expect(late).rejects.toThrow('typed on');
});

test('errors of the other side keep their name and words; a broken channel rejects what waits and what comes', async () => {
  const { near, far, break: end } = channels();
  createPeer(far, { fail: () => { throw new RangeError('too far'); }, wait: handler<[]>(() => new Promise(() => {})) });
  const peer = createPeer(near, {});
  await expect(peer.call('fail', [])).rejects.toMatchObject({ name: 'RangeError', message: 'too far' });
  await expect(peer.call('nothing', [])).rejects.toThrow('there is no nothing');
  const waiting = peer.call('wait', []);
  end();
  await expect(waiting).rejects.toThrow('gone');
  await expect(peer.call('wait', [])).rejects.toThrow('gone');
});

test('tokens of a text are counted with the tokenizer of the model, with its stated error', async () => {
  const engine = shared;
  expect(await engine.count('hello world', null)).toMatchObject({ tokens: { low: 2, expected: 2, high: 2, basis: 'counted' }, tokenizer: 'o200k_base' });
  const claude = await engine.count('hello world '.repeat(50), 'claude-sonnet-4-5');
  expect(claude.tokens.basis).toBe('approximated');
  expect(claude.tokens.low).toBeLessThan(claude.tokens.high);
  expect(claude.model).toBe('anthropic/claude-sonnet-4-5');
  expect((await engine.quote({ model: 'no-such-model', provider: null, modifiers: [], input: 0, cached: 0, output: 0 })).found.price).toBeNull();
});

test('a snippet is analysed alone, with a team file where one is given', async () => {
  const team = await readFile(resolve(import.meta.dirname ?? __dirname, '../../../examples/support-desk/llmcost.yaml'), 'utf8');
  const analysis = await shared.snippet('python', code, team);
  expect(analysis?.calls).toHaveLength(1);
  expect(analysis?.calls[0]?.cost.state).toBe('priced');
});

test('long string literals are counted in source order, without docstrings, with what is not known in them', async () => {
  const prompt = 'You answer questions about orders. '.repeat(8);
  const python = `"""${prompt}"""\nSHORT = "hello"\nRULES = """${prompt}"""\ndef ask(q):\n    """${prompt}"""\n    return send({"text": f"${prompt}{q} and {len(q)}"})\n`;
  const found = await shared.longTexts('python', python, null);
  expect(found.map((one) => [python.slice(one.span.start, one.span.start + 7), one.holes])).toEqual([['"""You ', 0], ['f"You a', 2]]);
  expect(found[0]?.tokens.expected).toBe((await shared.count(prompt, null)).tokens.expected);
  const script = `export const rules = \`${prompt}\${name}\`;\nfoo(\`${prompt}\`);\n`;
  expect((await shared.longTexts('typescript', script, 'gpt-4o')).map((one) => [one.holes, one.model])).toEqual([[1, 'openai/gpt-4o'], [0, 'openai/gpt-4o']]);
  expect(await shared.longTexts('python', 'x = (', null)).toEqual([]);
});

test('severities of the settings hold from when they are set, and the team file wins over them', async () => {
  const uncapped = code.replace(', max_tokens=5', '');
  const workspace = shared.open('', memoryFiles({ 'a.py': uncapped, 'strict/a.py': uncapped, 'strict/llmcost.yaml': 'findings: { max-output-missing: error }\n' }));
  const severityOf = async (path: string) => (await workspace.analyze(path))?.findings.find((one) => one.id === 'max-output-missing')?.severity;
  expect(await severityOf('a.py')).toBe('warning');
  workspace.setSeverities({ 'max-output-missing': 'hint' });
  expect([await severityOf('a.py'), await severityOf('strict/a.py')]).toEqual(['hint', 'error']);
  workspace.setSeverities({ 'max-output-missing': 'off' });
  expect([await severityOf('a.py'), await severityOf('strict/a.py')]).toEqual([undefined, 'error']);
});
