import { describe, expect, test } from 'vitest';
import { breakEvenOf } from '../../../src/findings/breakEven.ts';
import { hitShare } from '../../../src/model.ts';
import { memoryFiles } from '../../../src/workspace/memoryFiles.ts';
import { openWorkspace } from '../../../src/workspace/open.ts';
import catalog from 'llmcost:catalog';
import { assets, scan, shared } from '../../harness/analyze.ts';

/** Requests within the lifetime, hits in per cent, arrivals an hour and a month (rounded): worked out apart from the code, from the providers' rates. */
test.each([
  ['Anthropic, 5 minutes', { write: 1.25, read: 0.1, minutes: 5 }, 2, 21.7, 2.9, 2150],
  ['Anthropic, an hour', { write: 2, read: 0.1, minutes: 60 }, 3, 52.6, 0.75, 545],
  ['Opus and Sonnet 5.5, 5 minutes', { write: 1.25, read: 0.05, minutes: 5 }, 2, 20.8, 2.8, 2050],
  ['Fable 5.1, 5 minutes', { write: 1.25, read: 0.025, minutes: 5 }, 2, 20.4, 2.7, 2000],
  ['OpenAI from 5.6, 30 minutes', { write: 1.25, read: 0.1, minutes: 30 }, 2, 21.7, 0.49, 360],
  ['writes at the price of input', { write: 1, read: 0.5, minutes: 5 }, 2, 0, 0, 0],
])('%s', (_, terms, requests, hits, perHour, perMonth) => {
  const found = breakEvenOf(terms);
  expect(found.requests).toBe(requests);
  expect(found.neededHits * 100).toBeCloseTo(hits, 0);
  expect(Math.abs(found.callsPerHour - perHour)).toBeLessThanOrEqual(0.06);
  expect(Math.abs(found.callsPerHour * 730.5 - perMonth)).toBeLessThanOrEqual(Math.max(50, perMonth * 0.02));
  // At exactly that rate a request costs what it costs without caching.
  const share = hitShare(found.callsPerHour * 730.5, terms.minutes);
  expect(share * terms.read + (1 - share) * terms.write).toBeCloseTo(1, 9);
});

const handbook = 'Every order has a number. Refunds take five working days and go to the card that was used. ';
const code = (mark: string) => `import anthropic\n\nHANDBOOK = "${handbook}" * 80\n\ndef ask(question: str):\n    return anthropic.Anthropic().messages.create(model="claude-test", max_tokens=300, system=${mark === '' ? 'HANDBOOK' : `[{"type": "text", "text": HANDBOOK, "cache_control": ${mark}}]`}, messages=[{"role": "user", "content": question}])\n`;

async function verdicts(text: string, perMonth: number, pricing = ''): Promise<readonly string[]> {
  const report = await scan({ 'ask.py': text, 'llmcost.yaml': `calls: [{ match: { function: ask }, volume: ${perMonth}/month, owner: desk }]\n${pricing}` });
  return report.files.flatMap((file) => file.findings).filter((one) => one.id.startsWith('prompt-cache')).map((one) => `${one.severity} ${one.id}`);
}

describe('what is advised turns where the table turns', () => {
  test.each([
    ['', 2000, []], ['', 2300, ['warning prompt-cache-missing']],
    ['{"type": "ephemeral"}', 2000, ['warning prompt-cache-not-worth-it']], ['{"type": "ephemeral"}', 2300, []],
    ['{"type": "ephemeral", "ttl": "1h"}', 500, ['warning prompt-cache-not-worth-it']], ['{"type": "ephemeral", "ttl": "1h"}', 600, []],
  ])('marker %j at %i a month', async (mark, perMonth, expected) => expect(await verdicts(code(mark), perMonth)).toEqual(expected));
});

test('advice follows what the team pays, not the list', async () => {
  const contract = (write: number) => `pricing: [{ model: claude-test, rates: { input: 3, output: 15, cacheRead: 0.3, cacheWrite: ${write} } }]\n`;
  expect(await verdicts(code(''), 2300, contract(3.75))).toEqual(['warning prompt-cache-missing']);
  // Writes at twice the input rate pay back from 52.6 % of hits, 6,550 requests a month.
  expect(await verdicts(code(''), 2300, contract(6))).toEqual([]);
  expect(await verdicts(code('{"type": "ephemeral"}'), 2300, contract(6))).toEqual(['warning prompt-cache-not-worth-it']);
  expect(await verdicts(code('{"type": "ephemeral"}'), 2300, 'pricing: [{ model: claude-test, provisioned: { monthly: 900, billing: marginal } }]\n')).toEqual([]);
});
test('a marker on what a script asks once is information', async () => {
  const script = `import anthropic\n\nHANDBOOK = "${handbook}" * 80\nanthropic.Anthropic().messages.create(model="claude-test", max_tokens=300, system=[{"type": "text", "text": HANDBOOK, "cache_control": {"type": "ephemeral"}}], messages=[{"role": "user", "content": "Why?"}])\n`;
  const ids = async (text: string) => (await scan({ 'ask.py': text })).files.flatMap((file) => file.findings).filter((one) => one.id.startsWith('prompt-cache')).map((one) => `${one.severity} ${one.id}`);
  expect(await ids(script)).toEqual(['information prompt-cache-not-worth-it']);
  // Two requests in one run: the second reads what the first wrote.
  expect(await ids(script + script.slice(script.indexOf('anthropic.Anthropic()')))).toEqual([]);
});

test('writes that a provider makes by itself at a price of their own', async () => {
  const found = async (model: string, perMonth: number) => {
    const text = `from openai import OpenAI\n\nHANDBOOK = "${handbook}" * 80\n\ndef ask(question: str):\n    return OpenAI().responses.create(model="${model}", max_output_tokens=300, instructions=HANDBOOK, input=question)\n`;
    const files = memoryFiles({ 'ask.py': text, 'llmcost.yaml': `calls: [{ match: { function: ask }, volume: ${perMonth}/month, owner: desk }]\n` });
    const report = await openWorkspace({ root: '/', files, assets, today: () => '2026-11-21', toolVersion: 'test', catalog, shared }).scan();
    return report.files.flatMap((file) => file.findings).filter((one) => one.id.startsWith('prompt-cache')).map((one) => `${one.severity} ${one.id}`);
  };
  expect(await found('gpt-5.6-terra', 300)).toEqual(['information prompt-cache-not-worth-it']);
  expect(await found('gpt-5.6-terra', 30_000)).toEqual([]);
  // Its writes cost no more than input.
  expect(await found('gpt-5.4', 300)).toEqual([]);
});
