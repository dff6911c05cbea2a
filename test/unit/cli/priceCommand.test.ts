import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import catalog from 'llmcost:catalog';
import { run as llmcost } from '../../../src/cli/run.ts';
import { assets } from '../../harness/analyze.ts';

async function run(...argv: string[]) {
  let out = '';
  let err = '';
  const code = await llmcost(['price', ...argv], { cwd: '/', out: (text) => (out += text), err: (text) => (err += text), errIsTerminal: false, width: 100, today: '2026-11-21', version: 'test', catalog, assets });
  return { code, out, err };
}

test('the JSON is the contract', async () => {
  const { code, out } = await run('claude-sonnet-4-5', '--input', '200001', '--cached', '100000', '--output', '1000', '--format', 'json');
  expect(code).toBe(0);
  expect(JSON.parse(out)).toMatchObject({
    matched: true, model: 'claude-sonnet-4-5', provider: 'anthropic', rates: { input: 6, output: 22.5, cacheRead: 0.6, cacheWrite: { '5m': 7.5, '1h': 12 } }, modifiers: ['over 200,000 input tokens'],
    effectiveFrom: null, source: 'https://platform.claude.com/docs/en/about-claude/pricing', cost: { input: 0.600006, cached: 0.06, output: 0.0225, total: 0.682506 }, near: expect.arrayContaining(['azure/claude-sonnet-4-5', 'vertex/claude-sonnet-4-5']),
  });
});
test('an unknown model is said to be unknown, with what is near and how to override', async () => {
  expect(JSON.parse((await run('gpt-9', '--format', 'json')).out)).toMatchObject({ matched: false, model: null, rates: null, cost: null });
  const { code, out } = await run('claude-sonnet-5-7');
  expect(code).toBe(0);
  expect(out).toContain('price not known');
  expect(out).toContain('pricing:');
  expect(out).toContain('anthropic/claude-sonnet-5-5');
});
test('names that look alike are shown beside a price, and no line where none does', async () => {
  expect((await run('claude-sonnet-4-5')).out).toMatch(/^  near +.*vertex\/claude-sonnet-4-5.* \(not used\)$/m);
  expect((await run('gemma2-9b-it', '--provider', 'groq')).out).not.toMatch(/^  near /m);
});
test('the arithmetic is shown', async () => {
  const { out } = await run('gpt-4o', '--input', '1,000', '--output', '500', '--batch', '--at', '2026-11-21');
  expect(out).toContain('1,000 × $1.25 per 1M = $0.00125');
  expect(out).toContain('total        $0.00375');
  expect(out).toContain('batch × 0.5');
});
test('flags: tier, region, provider, date with an hour', async () => {
  const total = async (...argv: string[]) => (JSON.parse((await run(...argv, '--format', 'json')).out) as { cost: { total: number } }).cost.total;
  expect(await total('gpt-5.5', '--tier', 'priority', '--input', '1000', '--cached', '1000')).toBe(0.00125);
  expect(await total('gpt-4o', '--provider', 'azure', '--region', 'eu', '--input', '1000')).toBe(0.00275);
  expect(await total('deepseek-flash', '--at', '2026-11-20T02:00Z', '--input', '1000000')).toBe(0.3);
});
test('with a team file: its prices, and its currency for the total', async () => {
  const config = join(mkdtempSync(join(tmpdir(), 'llmcost-')), 'llmcost.yaml');
  writeFileSync(config, 'currency: { code: EUR, perUsd: 0.92, date: "2026-11-01" }\npricing:\n  - { provider: openai, model: gpt-4o, discount: 0.1 }\n');
  const argv = ['gpt-4o', '--input', '1000', '--output', '500', '--config', config];
  const { out } = await run(...argv);
  expect(out).toContain('1,000 × $2.25 per 1M = $0.00225');
  // (1,000 × 2.5 + 500 × 10) × 0.9 / 1M = $0.00675
  expect(out).toContain('total        EUR 0.00621, $0.00675 at EUR 0.92 for a dollar of 2026-11-01\n');
  expect(JSON.parse((await run(...argv, '--format', 'json')).out)).toMatchObject({ cost: { total: 0.00675 }, currency: { code: 'EUR', perUsd: 0.92, date: '2026-11-01' } });
});
test('with a team file that builds on another: the prices of both; its mistakes are told', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'llmcost-'));
  const config = join(folder, 'llmcost.yaml');
  writeFileSync(join(folder, 'company.yaml'), 'pricing:\n  - { provider: openai, model: gpt-4o, discount: 0.1 }\n');
  writeFileSync(config, 'extends: company.yaml\ncurrency: { code: EUR, perDollar: 0.92, date: "2026-11-01" }\n');
  const { code, out, err } = await run('gpt-4o', '--input', '1000', '--config', config);
  expect([code, out.includes('total        $0.00225'), out.includes('company.yaml')]).toEqual([0, true, true]);
  expect(err).toMatch(/^llmcost\.yaml:2:\d+: .*perDollar/m);
  writeFileSync(config, 'extends: gone.yaml\n');
  expect((await run('gpt-4o', '--input', '1000', '--config', config)).err).toBe('llmcost.yaml:1:10: gone.yaml was not found\n');
});
test.each([[[]], [['a', 'b']], [['gpt-4o', '--input', 'many']], [['gpt-4o', '--input', '10', '--cached', '20']], [['gpt-4o', '--at', 'soon']], [['gpt-4o', '--format', 'xml']], [['gpt-4o', '--nope']], [['gpt-4o', '--config', 'missing.yaml']]])('wrong usage %j ends with 2', async (argv) => {
  const { code, err } = await run(...argv);
  expect(code).toBe(2);
  expect(err).toContain('Usage: llmcost price MODEL');
});
test('help tells the usage', async () => {
  expect(await run('--help')).toMatchObject({ code: 0, err: '', out: expect.stringContaining('llmcost price MODEL [--provider P]') as string });
});
