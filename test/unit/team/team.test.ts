import { describe, expect, test } from 'vitest';
import { addCallEntry, addSuppression, saveScenario } from '../../../src/team/edit.ts';
import { parseTeamFile } from '../../../src/team/parse.ts';
import { applyEdits } from '../../../src/text/edits.ts';

const problems = (text: string) => parseTeamFile('llmcost.yaml', text).problems.map((one) => `${one.origin.line}:${one.origin.column} ${one.message}`);

describe('mistakes stand at their key', () => {
  test.each([
    ['unknown key', 'budgts: []\n', ['1:1 unknown key "budgts", did you mean "budgets"?']],
    ['unknown key inside', 'calls:\n  - match: { fil: a.py }\n', ['2:14 unknown key "fil", did you mean "file"?']],
    ['broken yaml', 'calls: [\n', [expect.stringMatching(/^2:1 /)]],
    ['bad volume', 'calls:\n  - match: { file: a.py }\n    volume: often\n', ['3:13 calls.0.volume: calls per month, day or hour, like "50000/month"']],
    ['not a map', '- a\n', [expect.stringContaining('1:1')]],
  ])('%s', (_, text, expected) => expect(problems(text)).toEqual(expected));
  test('one mistake does not lose the rest', () => {
    const team = parseTeamFile('llmcost.yaml', 'calls:\n  - match: { fil: a.py }\n  - match: { file: b.py }\n    volume: 10/day\n');
    expect(team.calls).toHaveLength(1);
    expect(team.calls[0]?.volume?.expected).toBeCloseTo(304.375);
  });
});

describe('adding an entry keeps every other byte', () => {
  test.each([
    ['an empty file', ''],
    ['a file with comments', '# ours\nversion: 1\n\ncalls:\n  # first\n  - match: { file: a.py }\n    volume: 5/day # guess\n\nbudgets: []\n'],
    ['a file without calls', 'version: 1 # keep\n'],
    ['a comment behind the last entry', 'calls:\n  - { match: { file: a.py }, volume: 5 } # guess\n  # more to come\nbudgets: []\n'],
    ['a name with nothing below it', 'calls: # soon\nbudgets: []\n'],
    ['an empty list', 'calls: []\nversion: 1\n'],
    ['a list on one line', 'calls: [{ match: { file: a.py }, volume: 5 }] # short\n'],
    ['no line break at the end', 'calls:\n  - { match: { file: a.py }, volume: 5 }'],
    ['CRLF', 'version: 1\r\ncalls:\r\n  - match:\r\n      file: a.py\r\n'],
  ])('%s', (_, text) => {
    const edit = addCallEntry(text, { file: 'b.py', function: 'ask', api: 'openai.chat.completions' }, '50000/month');
    if (!edit) throw new Error('an edit');
    expect(edit.span.start).toBe(edit.span.end);
    const team = parseTeamFile('llmcost.yaml', applyEdits(text, [edit]));
    expect(team.problems).toEqual([]);
    expect(team.calls.at(-1)?.volume?.expected).toBe(50000);
    expect(team.calls.at(-1)?.match.file).toBe('b.py');
  });
  test.each([
    ['an empty file', '', 1], ['a file without scenarios', 'version: 1 # keep\n', 1], ['a list', 'scenarios:\n- name: One # first\n  volumeTimes: 2\n\n# the end\n', 2],
    ['one of the same name', 'scenarios:\n  - { name: Cheap, volumeTimes: 9 } # what sales asked\n  - { name: Other, volumeTimes: 3 }\n', 3],
  ])('a scenario in %s', (_, text, count) => {
    const scenario = { origin: null, name: 'Cheap', model: 'gpt-4o-mini', match: { file: 'a/**' }, batchShare: 0.5, caching: true, at: '2027-01-01' };
    const edit = saveScenario(text, scenario);
    if (!edit) throw new Error('an edit');
    const after = applyEdits(text, [edit]);
    const team = parseTeamFile('llmcost.yaml', after);
    expect([team.problems, team.scenarios.length]).toEqual([[], count]);
    expect(team.scenarios.at(-1)).toMatchObject({ ...scenario, name: text.includes('Cheap') ? 'Cheap (2)' : 'Cheap', origin: {} });
    expect(after.slice(0, edit.span.start) + after.slice(edit.span.start + edit.text.length)).toBe(text);
  });
  test.each([
    ['', 'suppressions:\n  - finding: fan-out\n    match: { file: "b.py", function: "ask", api: "x.y" }\n    reason: "few: \\"ten\\" at most"\n    until: 2027-01-31\n'],
    ['# ours\nsuppressions: []\nbudgets: []\n', '# ours\nsuppressions: [ { finding: fan-out, match: { file: "b.py", function: "ask", api: "x.y" }, reason: "few: \\"ten\\" at most", until: 2027-01-31 } ]\nbudgets: []\n'],
  ])('a finding is accepted in %j', (text, expected) => {
    const edit = addSuppression(text, 'fan-out', { file: 'b.py', function: 'ask', api: 'x.y' }, 'few: "ten" at most', '2027-01-31');
    const after = edit ? applyEdits(text, [edit]) : null;
    expect(after).toBe(expected);
    expect(parseTeamFile('llmcost.yaml', after ?? '').suppressions).toMatchObject([{ finding: 'fan-out', reason: 'few: "ten" at most', until: '2027-01-31', match: { file: 'b.py', function: 'ask', api: 'x.y' } }]);
  });
  test('a broken file is left alone', () => expect(addCallEntry('calls: [', { file: 'b.py', function: null, api: 'x' }, '1/day')).toBeNull());
});
