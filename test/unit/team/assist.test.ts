import { describe, expect, test } from 'vitest';
import { assist } from '../../../src/team/assist.ts';

/** `|` marks the cursor. */
const at = (marked: string) => assist(marked.replace('|', ''), marked.indexOf('|'));
const names = (marked: string) => at(marked).keys.map((one) => one.name);

describe('keys are offered where they belong', () => {
  test.each([
    ['an empty file', '|', ['version', 'calls', 'pricing', 'budgets'], []],
    ['the top level, keys there are left out', 'calls: []\n|', ['pricing', 'budgets'], ['calls', 'match']],
    ['a new item', 'calls:\n  - |', ['match', 'volume', 'owner'], ['calls']],
    ['a new item whose list is not indented', 'calls:\n- |', ['match', 'volume'], ['calls']],
    ['the second key of an item', 'calls:\n  - match: { file: a.py }\n    |', ['volume', 'owner'], ['match', 'calls']],
    ['after a nested map', 'calls:\n  - match:\n      file: a.py\n      function: f\n    vol|', ['volume'], ['match', 'file']],
    ['a nested map', 'calls:\n  - match:\n      file: a.py\n      |', ['function', 'api', 'model'], ['file', 'volume']],
    ['a nested map of the second item', 'calls:\n  - match:\n      file: a.py\n  - owner: x\n    match:\n      |', ['file', 'function'], ['owner']],
    ['braces on one line', 'calls:\n  - match: { fi| }', ['file', 'function'], ['volume']],
    ['braces on one line, after another key', 'calls:\n  - match: { file: a.py, | }', ['function', 'api'], ['file', 'volume']],
    ['a budget scope', 'budgets:\n  - name: All\n    monthly: 5\n    scope:\n      |', ['owner', 'path', 'provider'], ['monthly', 'name']],
    ['between other sections', 'calls:\n  - match: { file: a }\n    volume: 1\npricing:\n  - |\nbudgets: []\n', ['model', 'discount', 'rates'], ['match', 'name']],
  ])('%s', (_, marked, has, hasNot) => {
    const found = names(marked);
    expect(found).toEqual(expect.arrayContaining(has));
    for (const name of hasNot) expect(found).not.toContain(name);
  });
});

describe('values', () => {
  test('booleans and enumerations are offered', () => {
    expect(at('budgets:\n  - name: x\n    hard: |').values).toEqual(['true', 'false']);
    expect(at('policies:\n  - name: x\n    severity: w|').values).toEqual(expect.arrayContaining(['error', 'warning']));
  });
  test('the key of the value and its path are told, so that known models and files can be offered', () => {
    expect(at('calls:\n  - match: { file: a.py, model: gp| }')).toMatchObject({ valueOf: 'model', path: ['calls', 0, 'match'] });
    expect(at('calls:\n  - match:\n      file: ser|')).toMatchObject({ valueOf: 'file', path: ['calls', 0, 'match'] });
  });
  test('the word begins behind the colon', () => {
    const text = 'calls:\n  - owner: sup';
    expect(text.slice(assist(text, text.length).start)).toBe('sup');
    const flow = 'calls:\n  - match: { file: a.py, model: gp';
    expect(flow.slice(assist(flow, flow.length).start)).toBe('gp');
  });
});

describe('what a key means', () => {
  test.each([['calls:\n  - match: { file: a }\n    vol|ume: 5/day\n', 'volume', /How often/], ['budgets:\n  - ha|rd: true\n', 'hard', /fails the check/], ['calls:\n  - match: { fi|le: a }\n', 'file', /Glob over the file/]])('%#', (marked, key, text) => {
    expect(at(marked).described).toMatchObject({ key, text: expect.stringMatching(text) });
  });
  test('an unknown key means nothing', () => expect(at('bud|gts: []').described).toBeNull());
});
