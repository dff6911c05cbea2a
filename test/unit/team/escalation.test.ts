import { describe, expect, test } from 'vitest';
import { complaintsOf, exitCodeOf } from '../../../src/report/check.ts';
import { renderMarkdown } from '../../../src/report/markdown.ts';
import { createScanner } from '../../harness/analyze.ts';

const scan = createScanner();

const code = 'from openai import OpenAI\nclient = OpenAI()\n\ndef ask(q):\n    return client.chat.completions.create(model="gpt-4o-mini", messages=[{"role": "user", "content": q}], max_tokens=100)\n';
// 0.15 and 0.6 USD per million tokens: a million calls of 4 tokens in and 10 out are 6.60 USD.
const calls = 'calls:\n  - { match: { function: ask }, volume: 1000000, input: 4, output: 10 }\n';
const report = (rest: string, source = code) => scan({ 'app.py': source, 'llmcost.yaml': `${calls}${rest}` });

describe('a budget', () => {
  const stateOf = async (budget: string) => (await report(`budgets:\n  - { name: All, ${budget} }\n`)).budgets[0];
  test.each([
    ['monthly: 8.26', 'ok'], ['monthly: 8.25', 'warn'], ['monthly: 6.60', 'warn'], ['monthly: 6.59', 'over'], ['monthly: 5.74', 'over'], ['monthly: 5.73', 'escalate'],
    ['monthly: 7, warnAt: 0.95', 'ok'], ['monthly: 20, warnAt: 0.3', 'warn'], ['monthly: 5.73, escalateAt: 1.3', 'over'], ['monthly: 6.3, escalateAt: 1.02', 'escalate'],
    ['yearly: 99.01', 'ok'], ['yearly: 99', 'warn'], ['yearly: 68', 'escalate'], ['monthly: 100, yearly: 79', 'over'],
  ])('%s of 6.60 a month: %s', async (budget, state) => expect((await stateOf(budget))?.state).toBe(state));
  test('one that is exceeded fails the check, a soft one warns, beyond 115 % a project is escalated', async () => {
    const of = async (budget: string) => {
      const made = await report(`budgets:\n  - { name: Desk, scope: { project: desk }, ${budget} }\nprojects:\n  desk: { paths: "**" }\n`);
      return [exitCodeOf(made), complaintsOf(made).map((one) => `${one.severity} ${one.rule}`), made.projects[0]?.escalations];
    };
    expect(await of('monthly: 6')).toEqual([1, ['error budget-exceeded'], []]);
    expect(await of('monthly: 6, hard: false')).toEqual([0, ['warning budget-exceeded'], []]);
    expect(await of('monthly: 5, hard: false')).toEqual([0, ['warning budget-exceeded'], ['budget "Desk" is at 132 %']]);
    expect(await of('monthly: 5, hard: false, escalateAt: 1.5')).toEqual([0, ['warning budget-exceeded'], []]);
  });
  test('what is not known is said beside it, never counted as nothing', async () => {
    const made = await scan({ 'app.py': code + code.slice(code.indexOf('def')).replace('ask', 'tell'), 'llmcost.yaml': `${calls}budgets:\n  - { name: All, monthly: 10 }\n` });
    expect(made.budgets[0]).toMatchObject({ notCounted: 1, state: 'ok' });
    expect(renderMarkdown(made)).toContain('1 call without volume or price');
  });
});

describe('milestones and quality gates', () => {
  const escalations = async (project: string) => (await report(`projects:\n  desk: { paths: "**", ${project} }\n`)).projects[0]?.escalations.length;
  const milestones = (...states: readonly string[]) => `milestones: [${states.map((state, i) => `{ name: M${i}, due: 2026-0${i + 1}-01${state === '' ? '' : `, state: ${state}`} }`).join(', ')}]`;
  test.each([
    [milestones('missed', 'met', 'missed'), 0], [milestones('met', 'missed', 'missed'), 1], [milestones('missed', 'missed', 'missed'), 2], [milestones('missed', ''), 0],
    ['kpis: [{ name: K, target: 5, actual: 4, qualityGate: true }]', 1], ['kpis: [{ name: K, target: 5, actual: 4 }]', 0], ['kpis: [{ name: K, target: 5, actual: 4, better: lower, qualityGate: true }]', 0],
    ['kpis: [{ name: K, target: 5, qualityGate: true }]', 0], ['kpis: [{ name: K, metric: costPerMonth, target: 6, qualityGate: true }]', 1],
  ])('%s escalates %i times', async (project, times) => expect(await escalations(project)).toBe(times));
  test('the order of their days counts, not that in which they are written', async () => {
    expect(await escalations('milestones: [{ name: A, due: 2026-01-01, state: missed }, { name: C, due: 2026-03-01, state: met }, { name: B, due: 2026-02-01, state: missed }]')).toBe(1);
  });
  test('an open one whose day has passed is overdue, before that it is open', async () => {
    const text = renderMarkdown(await report('projects:\n  desk: { paths: "**", milestones: [{ name: A, due: 2026-11-20 }, { name: B, due: 2026-11-21 }] }\n'));
    expect(text).toContain('| A | desk | 2026-11-20 | overdue |');
    expect(text).toContain('| B | desk | 2026-11-21 | open |');
  });
});

describe('the guardrails checklist', () => {
  const states = async (project: string, rest = '', source = code) => Object.fromEntries((await report(`projects:\n  desk: { paths: "**"${project} }\n${rest}`, source)).projects[0]?.checks.map((one) => [one.id, one.state]) ?? []);
  test('each line is computed: what is declared passes, what lacks fails at its line', async () => {
    expect(await states('')).toEqual({ 'token-budget': 'fail', 'output-caps': 'pass', 'anomaly-threshold': 'fail', 'routing-policy': 'fail', 'prompt-caching': 'pass', tagging: 'fail' });
    expect(await states(', anomalyThreshold: 0.3, routingPolicy: docs/models.md', 'budgets: [{ name: A, monthly: 9 }]\npolicies: [{ name: T, requireTags: { product: true } }]\ndefaults: [{ tags: { product: desk } }]\n')).toEqual({ 'token-budget': 'pass', 'output-caps': 'pass', 'anomaly-threshold': 'pass', 'routing-policy': 'pass', 'prompt-caching': 'pass', tagging: 'pass' });
    expect((await states('', '', code.replace(', max_tokens=100', '')))['output-caps']).toBe('fail');
    const [desk] = (await report('projects:\n  desk: { paths: "**" }\n', code.replace(', max_tokens=100', ''))).projects;
    expect(desk?.checks.flatMap((one) => one.failures.map(({ place }) => `${one.id} ${place?.file ?? ''}:${place?.line ?? ''}`))).toEqual(['token-budget llmcost.yaml:4', 'output-caps app.py:5', 'anomaly-threshold llmcost.yaml:4', 'routing-policy llmcost.yaml:4', 'tagging llmcost.yaml:4']);
  });
  test.each([
    ['concept', [], 'mvp', []], ['mvp', ['output-caps'], 'pilot', ['token-budget', 'tagging']], ['pilot', ['output-caps', 'token-budget', 'tagging'], 'launch', ['token-budget', 'tagging', 'anomaly-threshold', 'routing-policy']],
    ['scale', ['output-caps', 'token-budget', 'tagging', 'prompt-caching', 'anomaly-threshold', 'routing-policy'], null, []], ['sunset', ['token-budget', 'tagging'], null, []],
  ])('%s asks for what a gate asks for, and says what the next stage lacks', async (stage, required, next, missing) => {
    const [desk] = (await report(`projects:\n  desk: { paths: "**", stage: ${stage} }\n`)).projects;
    expect(desk?.checks.flatMap((one) => (one.isRequired ? [one.id] : [])).toSorted()).toEqual([...required].toSorted());
    expect(desk?.next && { stage: desk.next.stage, missing: [...desk.next.missing].toSorted() }).toEqual(next && { stage: next, missing: [...missing].toSorted() });
  });
  test('the link to the routing policy stands in the report', async () => expect(renderMarkdown(await report('projects:\n  desk: { paths: "**", routingPolicy: "https://wiki.example/models" }\n'))).toContain('https://wiki.example/models'));
});
