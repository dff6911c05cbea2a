import { expect, test } from 'vitest';
import { complaintsOf } from '../../../src/report/check.ts';
import { workspaceOf } from '../../harness/analyze.ts';

const call = 'from openai import OpenAI\n\ndef ask(text: str):\n    return OpenAI().responses.create(model="gpt-test", input=text)\n';
/** Behind an address that is not known: the rule is not sure. */
const unsure = 'from openai import OpenAI\n\ndef ask(text: str, settings):\n    return OpenAI(base_url=settings.url()).chat.completions.create(model="gpt-test", messages=[{"role": "user", "content": text}])\n';

type Severities = Parameters<ReturnType<typeof workspaceOf>['setSeverities']>[0];

async function severityOf(path: string, files: Readonly<Record<string, string>>, settings: Severities = {}, rule = 'max-output-missing'): Promise<string | undefined> {
  const workspace = workspaceOf(files);
  workspace.setSeverities(settings);
  const report = await workspace.scan();
  return report.files.find((one) => one.path === path)?.findings.find((one) => one.id === rule)?.severity;
}

test.each<[string, Readonly<Record<string, string>>, Severities, string | undefined]>([
  ['the rule says so by itself', {}, {}, 'warning'],
  ['settings win over the rule', {}, { 'max-output-missing': 'error' }, 'error'],
  ['settings turn it off', {}, { 'max-output-missing': 'off' }, undefined],
  ['the team file wins over settings', { 'llmcost.yaml': 'findings: { max-output-missing: hint }\n' }, { 'max-output-missing': 'error' }, 'hint'],
  ['the team file turns on what settings turn off', { 'llmcost.yaml': 'findings: { max-output-missing: warning }\n' }, { 'max-output-missing': 'off' }, 'warning'],
  ['a nearer team file wins over a farther one', { 'llmcost.yaml': 'findings: { max-output-missing: error }\n', 'app/llmcost.yaml': 'findings: { max-output-missing: hint }\n' }, {}, 'hint'],
  ['a later entry wins over an earlier one', { 'llmcost.yaml': 'findings:\n  max-output-missing: [error, { severity: hint, paths: app/** }]\n' }, {}, 'hint'],
  ['an entry for other paths says nothing', { 'llmcost.yaml': 'findings:\n  max-output-missing: { severity: error, paths: web/** }\n' }, { 'max-output-missing': 'hint' }, 'hint'],
  ['an entry for the environment of the call', { 'llmcost.yaml': 'calls: [{ match: { function: ask }, tags: { environment: production } }]\nfindings:\n  max-output-missing: { severity: error, environments: production }\n' }, {}, 'error'],
  ['an entry for another environment', { 'llmcost.yaml': 'calls: [{ match: { function: ask }, tags: { environment: staging } }]\nfindings:\n  max-output-missing: { severity: error, environments: production }\n' }, {}, 'warning'],
  ['an accepted finding is gone, whatever its severity', { 'llmcost.yaml': 'findings: { max-output-missing: error }\nsuppressions: [{ finding: max-output-missing, match: { function: ask }, reason: streamed }]\n' }, { 'max-output-missing': 'error' }, undefined],
  ['a comment silences it, whatever the team file says', { 'llmcost.yaml': 'findings: { max-output-missing: error }\n', 'app/ask.py': call.replace('    return', '    # llmcost: ignore max-output-missing -- streamed\n    return') }, {}, undefined],
])('%s', async (_, files, settings, expected) => expect(await severityOf('app/ask.py', { 'app/ask.py': call, ...files }, settings)).toBe(expected));

test('what a rule is not sure of is information at most, whatever is set', async () => {
  expect(await severityOf('app/ask.py', { 'app/ask.py': unsure })).toBe('information');
  expect(await severityOf('app/ask.py', { 'app/ask.py': unsure }, { 'max-output-missing': 'error' })).toBe('information');
  expect(await severityOf('app/ask.py', { 'app/ask.py': unsure, 'llmcost.yaml': 'findings: { max-output-missing: error }\n' })).toBe('information');
  expect(await severityOf('app/ask.py', { 'app/ask.py': unsure }, { 'max-output-missing': 'hint' })).toBe('hint');
});

test('findings at lines of the team file take severities from it', async () => {
  const team = 'calls: [{ match: { function: ask }, volume: 100000/day }]\nbudgets: [{ name: desk, monthly: 1 }]\nsuppressions: [{ finding: call-in-loop, match: { function: ask }, reason: none }]\n';
  const complaints = async (more: string) => complaintsOf(await workspaceOf({ 'ask.py': call, 'llmcost.yaml': team + more }).scan()).map((one) => `${one.severity} ${one.rule}`);
  expect(await complaints('')).toEqual(['error budget-exceeded', 'information suppression-unused']);
  expect(await complaints('findings: { budget-exceeded: error, suppression-unused: off }\n')).toEqual(['error budget-exceeded']);
  expect(await complaints('findings: { budget-exceded: error }\n')).toContain('warning suppression-unknown');
});
