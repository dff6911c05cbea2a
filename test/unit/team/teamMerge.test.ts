import { describe, expect, test } from 'vitest';
import { mergeTeam } from '../../../src/team/merge.ts';
import { parseTeamFile } from '../../../src/team/parse.ts';
import { createScanner, workspaceOf } from '../../harness/analyze.ts';

const scan = createScanner();

const code = 'from openai import OpenAI\nclient = OpenAI()\n\ndef ask(q):\n    return client.chat.completions.create(model="gpt-4o", messages=[{"role": "user", "content": q}], max_tokens=10)\n';
const only = async (files: Readonly<Record<string, string>>, path = 'a/app.py') => {
  const report = await scan({ [path]: code, ...files });
  const call = report.files[0]?.calls[0];
  if (!call) throw new Error('a call');
  return { ...call, problems: report.problems.map((one) => `${one.origin.file}:${one.origin.line}:${one.origin.column} ${one.message}`) };
};

describe('what holds for a call', () => {
  test('the nearest file wins key by key; what it leaves open comes from above', async () => {
    const { declared } = await only({ 'llmcost.yaml': 'calls:\n  - { match: { function: ask }, owner: top, volume: 10/month }\n', 'a/llmcost.yaml': 'calls:\n  - { match: { api: openai.* }, owner: near }\n' });
    expect(declared).toMatchObject({ owner: 'near', volume: { expected: 10 } });
  });
  test('in one file the more specific entry wins, and defaults lose to every entry', async () => {
    const { declared } = await only({ 'llmcost.yaml': 'defaults:\n  - { owner: nobody, tags: { environment: production } }\ncalls:\n  - { match: { function: ask }, owner: team-a }\n  - { match: { file: "a/*" }, owner: team-b, tags: { product: desk } }\n' });
    expect(declared).toMatchObject({ owner: 'team-a', tags: { environment: 'production', product: 'desk' } });
  });
  test('paths are relative to the folder of the file, and hold below it only', async () => {
    expect((await only({ 'a/llmcost.yaml': 'calls:\n  - { match: { file: app.py }, owner: x }\n' })).owner).toBe('x');
    expect((await only({ 'b/llmcost.yaml': 'calls:\n  - { match: { function: ask }, owner: x }\n' })).owner).toBeNull();
  });
  test('an entry may match by tags that others gave', async () => {
    const { declared } = await only({ 'llmcost.yaml': 'calls:\n  - { match: { function: ask }, tags: { product: desk } }\n  - { match: { tag: { product: d* } }, owner: desk-team }\n' });
    expect(declared?.owner).toBe('desk-team');
  });
  test('defaults of an environment', async () => {
    const { declared } = await only({ 'llmcost.yaml': 'calls:\n  - { match: { function: ask }, tags: { environment: staging } }\ndefaults:\n  - { environment: staging, retries: 0.5 }\n  - { environment: production, retries: 0.1 }\n' });
    expect(declared?.retries).toBe(0.5);
  });
});

describe('extends', () => {
  test('the base holds where the file says nothing; its paths are those of the file that extends it', async () => {
    const { declared, problems } = await only({ 'a/llmcost.yaml': 'extends: ../shared/base.yaml\ncalls:\n  - { match: { function: ask }, owner: near }\n', 'shared/base.yaml': 'calls:\n  - { match: { file: app.py }, owner: far, volume: 7 }\n' });
    expect(declared).toMatchObject({ owner: 'near', volume: { expected: 7 } });
    expect(problems).toEqual([]);
  });
  test('a missing base and a circle are told at the key', async () => {
    expect((await only({ 'llmcost.yaml': 'extends: [nowhere.yaml]\n' })).problems).toEqual(['llmcost.yaml:1:11 nowhere.yaml was not found']);
    expect((await only({ 'llmcost.yaml': 'extends: other.yaml\n', 'other.yaml': 'extends: llmcost.yaml\n' })).problems).toEqual(['other.yaml:1:10 llmcost.yaml builds on this file itself']);
  });
  test('a change of the base is seen', async () => {
    const workspace = workspaceOf({ 'app.py': code, 'llmcost.yaml': 'extends: base.yaml\n', 'base.yaml': 'calls:\n  - { match: { function: ask }, owner: one }\n' });
    expect((await workspace.analyze('app.py'))?.calls[0]?.owner).toBe('one');
    workspace.overlay('base.yaml', 'calls:\n  - { match: { function: ask }, owner: two }\n');
    expect((await workspace.analyze('app.py'))?.calls[0]?.owner).toBe('two');
    workspace.dispose();
  });
});

describe('volumes that hang on others', () => {
  const merged = (text: string) => mergeTeam([parseTeamFile('llmcost.yaml', text)]);
  test('per call of another entry, per unit, and from units', () => {
    const team = merged('units:\n  - { name: ticket, calls: { classify: 3, answer: 1 }, value: 4.5, volume: 100/month }\ncalls:\n  - { name: classify, match: { function: classify } }\n  - { name: answer, match: { function: answer } }\n  - { match: { function: rerank }, volume: { per: classify, calls: { low: 0, expected: 2, high: 4 } } }\n  - { match: { function: close }, volume: { per: ticket, calls: 1 } }\n');
    expect(team.problems).toEqual([]);
    expect(team.calls.map((one) => one.volume?.expected)).toEqual([300, 100, 600, 100]);
    expect(team.calls[2]?.volume).toMatchObject({ low: 0, high: 1200, basis: 'declared' });
    expect(team.units[0]?.value).toBe(4_500_000_000_000n);
  });
  test.each([
    ['an unknown name', 'calls:\n  - { name: classify, match: { function: c } }\n  - { match: { function: x }, volume: { per: clasify, calls: 1 } }\n', ['3:39 no entry of calls and no unit is named "clasify", did you mean "classify"?']],
    ['a circle', 'calls:\n  - { name: a, match: { function: a }, volume: { per: b, calls: 1 } }\n  - { name: b, match: { function: b }, volume: { per: a, calls: 1 } }\n', ['2:48 the volume of "b" hangs on itself', '3:48 the volume of "a" hangs on itself']],
    ['a unit of nothing', 'units:\n  - { name: ticket, calls: { clasify: 1 } }\n', ['2:5 unit "ticket": no entry of calls is named "clasify"']],
  ])('%s is told', (_, text, expected) => expect(merged(text).problems.map((one) => `${one.origin.line}:${one.origin.column} ${one.message}`)).toEqual(expected));
});

describe('every section', () => {
  const text = `version: 1
calls:
  - match: { function: ask }
    volume: { perDay: { p50: 10, p95: 40, mean: 12 } }
    input: { p10: 100, p50: 300, p99: 4000 }
    growth: 0.05
    seasonality: [1, 1, 1, 1, 1, 1, 0.5, 0.5, 1, 1, 1.5, 1.5]
    mix: [{ model: gpt-4o-mini, share: 0.8 }, { model: gpt-4o, share: 0.2 }]
budgets:
  - { name: Year, yearly: 1200, scope: { project: desk } }
policies:
  - { name: Production models, environments: production, allowedModels: [gpt-4o*], severity: warning }
  - { name: Tags, requireTags: { product: true, environment: [production, staging], costCenter: { pattern: "^CC-" } } }
projects:
  desk: { paths: service/**, stage: pilot, milestones: [{ name: Beta, due: 2026-12-01 }], kpis: [{ name: Deflection, target: 0.3 }] }
findings:
  max-output-missing: error
  prompt-cache-missing: [{ severity: off, paths: scripts/** }, hint]
suppressions:
  - { finding: max-output-missing, match: { function: ask }, reason: Streamed and cut by us, until: 2027-01-01, by: ana }
scenarios:
  - { name: Small model, model: gpt-4o-mini, at: 2027-01-01 }
`;
  test('is read', () => {
    const team = parseTeamFile('llmcost.yaml', text);
    expect(team.problems).toEqual([]);
    expect(team.calls[0]?.input).toEqual({ low: 100, expected: 300, high: 4000, basis: 'declared' });
    expect(team.calls[0]?.volume?.expected).toBeCloseTo(365.25);
    expect(team.budgets[0]).toMatchObject({ monthly: null, yearly: 1_200_000_000_000_000n, scope: { project: 'desk' } });
    expect(team.policies[1]?.requireTags).toEqual({ product: true, environment: ['production', 'staging'], costCenter: { pattern: '^CC-' } });
    expect(team.projects[0]).toMatchObject({ name: 'desk', paths: ['service/**'], origin: { line: 15, column: 3 }, milestones: [{ state: 'open' }] });
    expect(team.severities.map((one) => `${one.finding} ${one.severity}`)).toEqual(['max-output-missing error', 'prompt-cache-missing off', 'prompt-cache-missing hint']);
  });
  test.each([
    ['projects.desk.stge', text.replace('stage:', 'stge:'), 'unknown key "stge", did you mean "stage"?', 15],
    ['a share too many', text.replace('share: 0.8', 'share: 0.9'), 'calls.0.mix: shares must add up to 1', 8],
    ['a budget of nothing', text.replace(', yearly: 1200', ''), 'budgets.0: monthly or yearly is needed', 10],
    ['a range upside down', text.replace('p10: 100, p50: 300, p99: 4000', 'low: 9, expected: 5, high: 6'), 'calls.0.input: low <= expected <= high', 5],
  ])('a mistake is told at its place: %s', (_, broken, message, line) => {
    expect(parseTeamFile('llmcost.yaml', broken).problems.map((one) => [one.message, one.origin.line])).toEqual([[message, line]]);
  });
});
