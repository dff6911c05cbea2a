import { describe, expect, test } from 'vitest';
import { complaintsOf } from '../../../src/report/check.ts';
import { createScanner } from '../../harness/analyze.ts';

const scan = createScanner();

const code = 'from openai import OpenAI\nclient = OpenAI()\n\ndef ask(q):\n    return client.chat.completions.create(model="gpt-4o", messages=[{"role": "user", "content": q}], max_tokens=1000)\n';
const breaches = async (policies: string, more: Readonly<Record<string, string>> = {}, source = code) => {
  const report = await scan({ 'service/app.py': source, 'llmcost.yaml': `policies:\n${policies}`, ...more });
  expect(report.problems).toEqual([]);
  return report.files.flatMap((file) => file.calls.flatMap((one) => one.breaches.map((breach) => `${breach.severity} ${breach.rule} ${breach.origin.file}:${breach.origin.line}: ${breach.message}`)));
};
const declares = (entry: string) => ({ 'service/llmcost.yaml': `calls:\n  - { match: { function: ask }, ${entry} }\n` });

describe('a policy is broken', () => {
  test.each([
    ['by a model', '  - { name: a, allowedModels: [gpt-4o-mini, claude-*] }\n', {}, ['error allowed-models llmcost.yaml:2: gpt-4o is not allowed here; allowed: gpt-4o-mini, claude-*']],
    ['by a model of a mix', '  - { name: a, allowedModels: gpt-4o-mini }\n', declares('mix: [{ model: gpt-4o-mini, share: 0.5 }, { model: o3, share: 0.5 }]'), ['error allowed-models llmcost.yaml:2: o3 is not allowed here; allowed: gpt-4o-mini']],
    ['by another model than preferred', '  - { name: a, preferredModels: gpt-4o-mini }\n', {}, ['information preferred-models llmcost.yaml:2: gpt-4o is not among the preferred models: gpt-4o-mini']],
    ['without an owner', '  - { name: a, requireOwner: true, severity: warning }\n', {}, ['warning owner llmcost.yaml:2: the call has no owner']],
    ['by tags', '  - { name: a, requireTags: { product: true, environment: [production], costCenter: { pattern: "^CC-\\\\d+$" } } }\n', declares('tags: { environment: prod, costCenter: 12 }'), ['error tags llmcost.yaml:2: tag product is missing; tag environment is "prod"; allowed: production; tag costCenter is "12", which does not match ^CC-\\d+$']],
    ['by its cost', '  - { name: a, maxCostPerCall: 0.0001 }\n', declares('input: 1000, output: 100'), ['error cost-per-call llmcost.yaml:2: one call costs about $0.0035; the limit is $0.0001']],
    ['by its cap', '  - { name: a, maxOutput: 500 }\n', {}, ['error output-cap llmcost.yaml:2: the output cap is 1000 tokens; the limit is 500']],
    ['without a volume', '  - { name: a, unknownVolume: forbidden }\n', {}, ['error unknown-volume llmcost.yaml:2: no volume is declared']],
  ])('%s', async (_, policies, more, expected) => expect(await breaches(policies, more)).toEqual(expected));
  test('by a missing cap, a prompt without cache and an unknown price', async () => {
    const source = `from anthropic import Anthropic\nclient = Anthropic()\nRULES = """${'Be precise about every clause. '.repeat(400)}"""\n\ndef ask(q: str):\n    return client.messages.create(model="claude-nobody", system=RULES, messages=[{"role": "user", "content": q}])\n`;
    expect((await breaches('  - { name: a, maxOutput: 500, cachingAbove: 1000, unknownPrice: forbidden }\n', {}, source)).map((one) => one.split(' ')[1])).toEqual(['output-cap', 'caching', 'unknown-price']);
  });
});

describe('a policy is kept', () => {
  test.each([
    ['by an allowed model', '  - { name: a, allowedModels: gpt-4o, maxOutput: 1000, maxCostPerCall: 1, unknownPrice: forbidden }\n', {}],
    ['by a call outside its paths', '  - { name: a, paths: [web/**], allowedModels: [o3] }\n', {}],
    ['by a call of another environment', '  - { name: a, environments: [production], requireOwner: true }\n', declares('tags: { environment: staging }')],
    ['where a nearer file changes it', '  - { name: a, maxOutput: 10 }\n', { 'service/llmcost.yaml': 'policies:\n  - { name: a, maxOutput: 2000 }\n' }],
    ['where a breach is accepted', '  - { name: a, requireOwner: true }\n', { 'service/llmcost.yaml': 'suppressions:\n  - { finding: policy-owner, match: { function: ask }, reason: in transfer, until: 2027-01-01 }\n' }],
  ])('%s', async (_, policies, more) => expect(await breaches(policies, more)).toEqual([]));
  test('an acceptance that has run out no longer holds', async () => {
    expect(await breaches('  - { name: a, requireOwner: true }\n', { 'service/llmcost.yaml': 'suppressions:\n  - { finding: policy-owner, match: { function: ask }, until: 2026-11-21 }\n' })).toHaveLength(1);
  });
  test('calls in tests are not judged', async () => expect(await breaches('  - { name: a, requireOwner: true }\n', { 'tests/test_app.py': code, 'service/app.py': '' })).toEqual([]));
});

test('CODEOWNERS names owners where the team file does not; the last line that fits counts', async () => {
  const owner = async (codeowners: string, team = '') => (await scan({ 'service/app.py': code, '.github/CODEOWNERS': codeowners, 'llmcost.yaml': team })).files[0]?.calls[0]?.owner;
  expect(await owner('# all\n* @everyone\n/service/ @service @second\n*.js @web\n')).toBe('@service @second');
  expect(await owner('service/*.py @py\n')).toBe('@py');
  expect(await owner('app.py @one\n/web @two\n')).toBe('@one');
  expect(await owner('* @everyone\n', 'calls:\n  - { match: { function: ask }, owner: desk }\n')).toBe('desk');
});

test('a breach that a comment accepts is none of the report', async () => {
  const report = await scan({ 'app.py': code.replace('    return', '    # llmcost: ignore policy-owner -- in transfer\n    return'), 'llmcost.yaml': 'policies:\n  - { name: a, requireOwner: true, maxOutput: 10 }\n' });
  expect(report.breaches.map((one) => one.breach.rule)).toEqual(['output-cap']);
});

describe('suppressions that do nothing', () => {
  const suppressions = 'suppressions:\n  - { finding: max-output-missing, match: { function: ask }, reason: short answers }\n  - { finding: policy-owner, match: { file: app.py }, until: "2026-11-21", by: ops }\n  - { finding: policy-owner, match: { function: other } }\n  - { finding: model-retiring, match: { function: nobody } }\npolicies:\n  - { name: Owners, requireOwner: true, severity: warning }\n';
  const call = (name: string, cap = '') => `def ${name}(q):\n    return client.chat.completions.create(model="gpt-4o", messages=[{"role": "user", "content": q}]${cap})\n\n`;
  test('are told at their line: those that ran out, and those that silence nothing', async () => {
    const report = await scan({ 'app.py': `from openai import OpenAI\nclient = OpenAI()\n\n${call('ask')}${call('other', ', max_tokens=9')}`, 'llmcost.yaml': suppressions });
    expect(complaintsOf(report).filter((one) => one.rule.startsWith('suppression-')).map((one) => `${one.place.line} ${one.severity} ${one.rule}: ${one.message}`)).toEqual([
      '3 warning suppression-expired: the suppression of policy-owner ran out on 2026-11-21', '5 information suppression-unused: the suppression of model-retiring silences nothing',
    ]);
    expect(report.breaches.map((one) => one.callId)).toEqual(['app.py#ask#openai.chat.completions']);
  });
});
