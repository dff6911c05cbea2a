import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { proposalsOf } from '../../../src/report/proposals.ts';
import { addCallEntry, saveScenario } from '../../../src/team/edit.ts';
import { setCallKey } from '../../../src/team/editKey.ts';
import { parseTeamFile } from '../../../src/team/parse.ts';
import { renderTeamFile, syncTeamFile } from '../../../src/team/sync.ts';
import { applyEdits } from '../../../src/text/edits.ts';
import { createScanner } from '../../harness/analyze.ts';
import { runs } from '../../harness/fast.ts';

const scan = createScanner();
const head = 'from openai import OpenAI\nclient = OpenAI()\n\n';
const fn = (name: string) => `def ${name}(q):\n    return client.chat.completions.create(model="gpt-4o", messages=[{"role": "user", "content": q}], max_tokens=10)\n\n`;
const sources = { 'service/app.py': head + fn('ask') + fn('tell'), 'web/[id]/run.py': `${head}client.chat.completions.create(model="gpt-4o", messages=[{"role": "user", "content": "hi"}], max_tokens=10)\n` };
const synced = async (team: string, files: Readonly<Record<string, string>> = sources) => {
  const report = await scan({ ...files, 'llmcost.yaml': team });
  const result = syncTeamFile('llmcost.yaml', team, proposalsOf(report), report.files.flatMap((one) => one.calls), '2026-11-21');
  if (!result) throw new Error('a sync');
  return { ...result, text: applyEdits(team, result.edits) };
};

describe('init', () => {
  test('writes a file that is valid and speaks of every call', async () => {
    const text = renderTeamFile('llmcost.yaml', proposalsOf(await scan(sources)));
    const report = await scan({ ...sources, 'llmcost.yaml': text });
    expect(report.problems).toEqual([]);
    expect(proposalsOf(report)).toEqual([]);
    expect(report.files.flatMap((file) => file.calls.map((one) => one.declared?.origin.line))).toEqual([7, 15, 20]);
    expect(report.totals.monthly).toBeNull();
  });
  test('uncommented hints are valid too', async () => {
    const text = renderTeamFile('llmcost.yaml', proposalsOf(await scan(sources))).replace(/^( *)# (owner|tags|volume|input|output|budgets|policies): ?(?=\S|$)/gm, (all, indent: string, key: string) => (indent.length === 4 && all.endsWith(' ') ? `${indent}${key}: ` : all));
    expect(text).toContain('\n    volume: 1000/month');
    expect(parseTeamFile('llmcost.yaml', text).problems).toEqual([]);
    const whole = parseTeamFile('llmcost.yaml', text.replace(/^# (?=\w+:(?: \w+\/|$)| {2})/gm, ''));
    expect(whole.problems).toEqual([]);
    expect([whole.budgets, whole.policies, whole.units, whole.projects, whole.pricing, whole.suppressions, whole.scenarios, whole.wrappers, whole.actualFiles].map((list) => list.length)).toEqual([1, 1, 1, 1, 1, 1, 1, 1, 1]);
  });
  test('a workspace without calls', () => expect(parseTeamFile('llmcost.yaml', renderTeamFile('llmcost.yaml', [])).problems).toEqual([]));
});

test('several calls outside functions are proposed each, and known afterwards', async () => {
  const files = { 'run.py': `${head}client.chat.completions.create(model="gpt-4o", messages=[])\nclient.chat.completions.create(model="gpt-4o-mini", messages=[])\n` };
  const text = renderTeamFile('llmcost.yaml', proposalsOf(await scan(files)));
  expect(proposalsOf(await scan({ ...files, 'llmcost.yaml': text }))).toEqual([]);
});

describe('sync', () => {
  const team = '# ours\nversion: 1\n\ncalls:\n  # the big one\n  - match: { function: ask } # keep\n    volume: 5/day # guess\n\nbudgets: [ { name: All, monthly: 9 } ]\n';
  test('adds what is new as comments, below the entries', async () => {
    const { text, added, vanished } = await synced(team);
    expect({ added, vanished }).toEqual({ added: 2, vanished: 0 });
    const added1 = '  # new: tell in service/app.py: openai.chat.completions, gpt-4o, COST\n  # - match: { file: service/app.py, function: tell, api: openai.chat.completions }\n  #   owner:\n  #   volume:\n';
    const added2 = '  # new: outside functions in web/[id]/run.py: openai.chat.completions, gpt-4o, COST\n  # - match: { id: "web/[id]/run.py##openai.chat.completions" }\n  #   owner:\n  #   volume:\n';
    expect(text.replaceAll(/(gpt-4o, ).*\$.*$/gm, '$1COST')).toBe(team.replace('# guess\n', `# guess\n${added1}${added2}`));
    expect(text.split('\n').filter((line) => !line.startsWith('  # new') && !/^ {2}# (- match|  owner|  volume)/.test(line)).join('\n')).toBe(team);
  });
  test('a second time changes nothing', async () => {
    const first = await synced(team);
    const second = await synced(first.text);
    expect(second.text).toBe(first.text);
    expect(second.added).toBe(0);
  });
  test('an entry that matches nothing is marked, once, and unmarked when it matches again', async () => {
    const gone = team.replace('function: ask', 'function: gone');
    const first = await synced(gone);
    expect(first.vanished).toBe(1);
    expect(first.text).toContain('  # the big one\n  # llmcost: matches no call since 2026-11-21\n  - match: { function: gone } # keep\n');
    expect((await synced(first.text)).text).toBe(first.text);
    const again = await synced(first.text.replace('function: gone', 'function: ask'));
    expect(again.back).toBe(1);
    expect(again.text).not.toContain('matches no call');
  });
  test.each([
    ['an empty file', ''],
    ['no calls', 'version: 1 # keep'],
    ['an empty section', 'calls:\nbudgets:\n  - { name: A, monthly: 1 }\n'],
    ['CRLF', 'version: 1\r\ncalls:\r\n  - match:\r\n      function: ask\r\n'],
    ['unindented items', 'calls:\n- match: { function: ask }\n  volume: 1\n'],
  ])('keeps every byte of %s, and stays valid', async (_, text) => {
    const result = await synced(text);
    expect(parseTeamFile('llmcost.yaml', result.text).problems).toEqual([]);
    expect(result.edits.every((edit) => edit.span.start === edit.span.end)).toBe(true);
    expect((await synced(result.text)).text).toBe(result.text);
  });
  test('uncommented proposals are entries of their calls', async () => {
    const first = await synced('calls:\n  - match: { function: ask }\n');
    const used = first.text.replaceAll(/^ {2}# (- match)/gm, '  $1').replaceAll(/^ {2}# {3}(owner|volume):$/gm, (_, key: string) => `    ${key}: ${key === 'volume' ? '7' : 'x'}`);
    const report = await scan({ ...sources, 'llmcost.yaml': used });
    expect(report.problems).toEqual([]);
    expect(report.files.flatMap((file) => file.calls.map((one) => one.declared?.volume?.expected))).toEqual([undefined, 7, 7]);
  });
  test('a broken file is left alone', () => expect(syncTeamFile('llmcost.yaml', 'calls: [', [], [], '2026-11-21')).toBeNull());
});

test('whatever comments and blank lines a file has, a sync keeps them byte for byte', async () => {
  const report = await scan(sources);
  const calls = report.files.flatMap((one) => one.calls);
  const comment = fc.constantFrom('', '# note', '  # indented', '    # deep: { not: yaml', '   ');
  const entry = fc.constantFrom('  - match: { function: ask }', '  - match:\n      function: "gone*"\n    volume: 3/day   # x', '  - { match: { api: openai.* }, owner: a } # flow');
  fc.assert(
    fc.property(fc.array(fc.tuple(comment, entry, comment), { minLength: 1, maxLength: 5 }), fc.boolean(), fc.boolean(), (parts, isCrlf, hasEnd) => {
      const plain = `version: 1\n# before\ncalls:\n${parts.map(([above, one, below]) => [above, one, below].join('\n')).join('\n')}${hasEnd ? '\nbudgets:\n  # none\n' : ''}`;
      const text = isCrlf ? plain.replaceAll('\n', '\r\n') : plain;
      const result = syncTeamFile('llmcost.yaml', text, proposalsOf(report), calls, '2026-11-21');
      if (!result) throw new Error('a sync');
      const after = applyEdits(text, result.edits);
      // What was inserted, taken out again, leaves the file as it was.
      const inserted = result.edits.toSorted((a, b) => b.span.start - a.span.start);
      let shift = result.edits.reduce((sum, edit) => sum + edit.text.length, 0);
      let undone = after;
      for (const edit of inserted) {
        shift -= edit.text.length;
        expect(edit.text.replaceAll('\r\n', '\n').split('\n').every((line) => line.trim() === '' || line.trim().startsWith('#'))).toBe(true);
        undone = undone.slice(0, edit.span.start + shift) + undone.slice(edit.span.start + shift + edit.text.length);
      }
      expect(undone).toBe(text);
      expect(parseTeamFile('llmcost.yaml', after).calls.length).toBe(parseTeamFile('llmcost.yaml', text).calls.length);
    }),
    { numRuns: runs(60) },
  );
});

test('whatever a file holds, an entry, a key or a scenario that is written changes nothing else', () => {
  const comment = fc.constantFrom('', '# note', '  # indented', '    # deep: { not: yaml', '   ');
  const entry = fc.constantFrom('  - match: { function: ask }', '  - match:\n      function: "gone*"\n    volume: 3/day   # x', '  - { match: { api: openai.* }, owner: a } # flow', '  - name: big\n    match: { file: a.py }\n    tags:\n      product: desk # the desk\n');
  const lists = fc.oneof(fc.array(fc.tuple(comment, entry, comment), { minLength: 1, maxLength: 4 }).map((parts) => `calls:\n${parts.map(([above, one, below]) => [above, one, below].join('\n')).join('\n')}`), fc.constantFrom('calls: [] # none', 'calls: # later', '', 'calls: [ { match: { file: x.py }, owner: b } ] # short'));
  const scenarios = fc.constantFrom('', 'scenarios:\n  # ours\n  - { name: Twice, volumeTimes: 2 } # a guess\n', 'scenarios: []\n', 'scenarios: [ { name: Twice, volumeTimes: 2 } ]\n');
  fc.assert(
    fc.property(lists, scenarios, fc.boolean(), fc.boolean(), fc.integer({ min: 0, max: 3 }), (list, saved, isCrlf, hasEnd, at) => {
      const plain = `version: 1\n# before\n${list}\n${saved}${hasEnd ? 'budgets: [] # none\n# the end' : ''}`;
      const text = isCrlf ? plain.replaceAll('\n', '\r\n') : plain;
      const before = parseTeamFile('llmcost.yaml', text);
      expect(before.problems).toEqual([]);
      const origin = before.calls[at % Math.max(1, before.calls.length)]?.origin.span.start;
      const edits = [
        addCallEntry(text, { file: 'new.py', function: null, api: 'openai.responses' }, '5/day'), saveScenario(text, { origin: null, name: 'Twice', volumeTimes: 3 }),
        ...(origin === undefined ? [] : [setCallKey(text, origin, 'growth', '0.07')]),
      ];
      for (const edit of edits) {
        if (!edit) throw new Error('an edit');
        const after = applyEdits(text, [edit]);
        expect(text.slice(edit.span.start, edit.span.end)).toBe('');
        const now = parseTeamFile('llmcost.yaml', after);
        expect(now.problems, after).toEqual([]);
        expect([now.calls.length + now.scenarios.length, now.calls.filter((one) => one.growth === 0.07).length]).toEqual(edit === edits[2] ? [before.calls.length + before.scenarios.length, 1] : [before.calls.length + before.scenarios.length + 1, 0]);
        if (isCrlf) expect(edit.text.replaceAll('\r\n', '')).not.toContain('\n');
      }
    }),
    { numRuns: runs(150) },
  );
});
