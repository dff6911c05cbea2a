import { describe, expect, test } from 'vitest';
import { mergeTeam } from '../../../src/team/merge.ts';
import { parseTeamFile } from '../../../src/team/parse.ts';
import { runs } from '../../harness/fast.ts';

const told = (text: string) => parseTeamFile('llmcost.yaml', text).problems.map((one) => `${one.origin.line}:${one.origin.column} ${one.message}`);

describe('what is wrong is told in words, at its place', () => {
  test.each([
    ['a missing key', 'calls: [{}]', ['1:9 calls.0: match is needed']],
    ['another kind of value', 'calls: [{ match: { file: 3 } }]', ['1:26 calls.0.match.file: expected text, not a number']],
    ['a list where a record is', 'projects: []', ['1:11 projects: expected a record, not a list']],
    ['one of some words', 'findings: { fan-out: wrning }', ['1:22 findings.fan-out: expected error, warning, information, hint or off, did you mean "warning"?']],
    ['a number out of bounds', 'budgets: [{ name: A, monthly: 0 }]', ['1:31 budgets.0.monthly: expected more than 0']],
    ['too few items', 'calls: [{ match: {}, seasonality: [1, 2] }]', ['1:35 calls.0.seasonality: expected exactly 12 items']],
    ['no form fits', 'calls: [{ match: {}, volume: true }]', ['1:30 calls.0.volume: expected a number, text or a record, not true']],
    ['the nearest form lacks something', 'calls: [{ match: {}, steps: { low: 1, expected: 3 } }]', ['1:29 calls.0.steps: high is needed']],
    ['the nearest form has a slip', 'calls: [{ match: {}, steps: { low: 1, expected: 3, hihg: 4 } }]', ['1:52 unknown key "hihg", did you mean "high"?']],
    ['a form inside a form', 'calls: [{ match: {}, volume: { perDay: { p95: 3 } } }]', ['1:40 calls.0.volume.perDay: p50 is needed']],
    ['infinity', 'calls: [{ match: {}, volume: .inf }]', ['1:30 calls.0.volume: expected a number, text or a record, not Infinity']],
    ['a number of another country', 'calls: [{ match: {}, volume: "1,5k/day" }]', ['1:30 calls.0.volume: calls per month, day or hour, like "50000/month"']],
    ['two points', 'calls: [{ match: {}, volume: 1.2.3/day }]', ['1:30 calls.0.volume: calls per month, day or hour, like "50000/month"']],
    ['a day that there is not', 'currency: { code: EUR, perUsd: 0.9, date: 2026-02-30 }', ['1:43 currency.date: no day of the calendar']],
    ['tabs', 'calls:\n\t- match: {}\n', ['2:1 Tabs are not allowed as indentation']],
    ['a key twice', 'calls:\n  - match: { file: a }\n    owner: x\n    owner: y\n', ['4:5 Map keys must be unique']],
    ['two documents', 'calls: []\n---\ncalls: []\n', ['2:1 a team file is one document: what follows --- is not read']],
    ['an alias of nothing', 'calls:\n  - match: { file: a }\n    tags: *nowhere\n', [expect.stringMatching(/^3:11 Unresolved alias/)]],
    ['a list as a key', '? [a, b]\n: c\n', ['1:1 unknown key "[ a, b ]"']],
    ['text', 'hello', ['1:1 file: expected a record, not text']],
  ])('%s', (_, text, expected) => expect(told(text)).toEqual(expected));
  test.each(['', '# only a comment\n', 'null', '\ufeffversion: 1\n', 'calls:\n', 'version: 1\r\n\r\n# c\r\n'])('nothing is wrong with %j', (text) => expect(told(text)).toEqual([]));
});

test('anchors and merge keys mean what YAML says', () => {
  const { calls, problems } = parseTeamFile('llmcost.yaml', 'calls:\n  - &usual\n    match: { file: a.py }\n    owner: desk\n    volume: 5/day\n    tags: &tags { product: desk }\n  - <<: *usual\n    match: { file: b.py }\n    volume: 9\n  - { match: { file: c.py }, tags: *tags }\n');
  expect(problems).toEqual([]);
  expect(calls.map((one) => [one.match.file, one.owner, one.volume?.expected, one.tags?.['product']])).toEqual([['a.py', 'desk', 152.1875, 'desk'], ['b.py', 'desk', 9, 'desk'], ['c.py', undefined, undefined, 'desk']]);
});

test('a file that unfolds without end is refused, not read', () => {
  const levels = Array.from({ length: 12 }, (_, i) => `x${i}: &x${i} [${i === 0 ? 'a' : Array.from({ length: 9 }, () => `*x${i - 1}`).join(', ')}]`);
  expect(told(levels.join('\n'))).toEqual([expect.stringContaining('alias')]);
});

test('whatever a file holds, reading ends without an error of its own', () => {
  const words = ['calls', ':', '-', ' ', '\n', '  ', '{', '}', '[', ']', '&a', '*a', '<<', '#', '"', "'", '|', '>', '?', 'match', 'volume', '5/day', '!!set', '%YAML', '\t', '\u0000', 'é', '---', '...'];
  for (let seed = 1; seed <= runs(400); seed++) {
    let state = seed;
    const text = Array.from({ length: 30 }, () => words[(state = (state * 48271) % 2147483647) % words.length]).join('');
    expect(() => parseTeamFile('llmcost.yaml', text), JSON.stringify(text)).not.toThrow();
  }
});

describe('names', () => {
  const merged = (...files: (readonly [path: string, text: string])[]) => mergeTeam(files.map(([path, text]) => parseTeamFile(path, text)));
  const problems = (...files: (readonly [path: string, text: string])[]) => merged(...files).problems.map((one) => `${one.origin.file}:${one.origin.line}:${one.origin.column} ${one.message}`);
  test('files beside each other may use one name for things of their own; below each other the nearest holds', () => {
    const budget = (monthly: number) => `budgets: [{ name: All, monthly: ${monthly} }]\nunits: [{ name: ticket, calls: { ask: 1 }, volume: ${monthly} }]\ncalls: [{ name: ask, match: { function: ask } }]\n`;
    const { budgets, units, calls } = merged(['web/api/llmcost.yaml', budget(3)], ['service/llmcost.yaml', budget(1)], ['web/llmcost.yaml', budget(2)]);
    expect(units.map((one) => [one.within, one.volume?.expected])).toEqual([['web/api', 3], ['service', 1]]);
    expect(calls.slice(0, 2).map((one) => one.volume?.expected)).toEqual([3, 1]);
    // Money that is agreed for a folder does not end what is agreed for everything.
    expect(budgets.map((one) => one.scope?.path)).toEqual(['web/api/**', 'service/**', 'web/**']);
  });
  test('a base that several files build on holds for each of them', () => {
    const base = 'budgets: [{ name: All, monthly: 5 }]\n';
    const team = mergeTeam([parseTeamFile('shared/base.yaml', base, 'a'), parseTeamFile('shared/base.yaml', base, 'b')]);
    expect(team.budgets.map((one) => one.scope?.path)).toEqual(['a/**', 'b/**']);
  });
  test('taken twice in one file, or of nothing', () => {
    expect(problems(['llmcost.yaml', 'budgets:\n  - { name: A, monthly: 1 }\n  - { name: A, monthly: 2, scope: { project: dsk } }\n  - { name: B, monthly: 2, scope: { project: dsk } }\nprojects:\n  desk: { paths: "**", kpis: [{ name: K, unit: tiket, target: 1 }] }\nunits:\n  - { name: ticket, calls: { ask: 1 } }\ncalls:\n  - { name: ask, match: { function: ask } }\n'])).toEqual([
      'llmcost.yaml:3:5 another budget of this file is named "A", and this one does not count', 'llmcost.yaml:4:5 no project is named "dsk", did you mean "desk"?', 'llmcost.yaml:6:31 no unit is named "tiket", did you mean "ticket"?',
    ]);
  });
});
