import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { requestsWords } from '../src/report/estimateWords.ts';
import { tokens } from '../src/report/wording.ts';
import { createLocator } from '../src/text/virtual.ts';
import type { FileAnalysis } from '../src/model.ts';
import { scan } from './harness/analyze.ts';
import { teamTextOf } from './harness/ruleTeams.ts';
import { isFast } from './harness/fast.ts';

const root = resolve(import.meta.dirname ?? __dirname, 'fixtures');
/** Advice is the same in every language: the fast run asks it of Python alone, and not of what follows real code. */
const isAskedFor = (name: string) => !isFast || !/^typescript\/rules\/|\/rules\/.*\/real\.py$/.test(name);
const fixtures = readdirSync(root, { recursive: true, encoding: 'utf8' }).map((name) => name.replaceAll('\\', '/')).filter((name) => /^(python|typescript)\/.*\.(py|ts|tsx)$/.test(name) && !name.includes('/support/') && isAskedFor(name)).sort();

/** Fixtures outside `rules/` are about what is found in code, not about advice: they list these only, so that a new rule touches none of them. */
const firstRules = ['max-output-missing', 'prompt-cache-missing', 'model-without-price'];

/** What a fixture's comments say about its calls: under the line a call begins on, one comment a call and one a finding. */
function annotate(text: string, file: string, analysis: FileAnalysis | undefined): string {
  const eol = text.includes('\r\n') ? '\r\n' : '\n';
  const mark = file.endsWith('.py') ? '#' : '//';
  const notes = new Map<number, string[]>();
  if (analysis) {
    const locate = createLocator(analysis.chunks);
    for (const { call, tokens: estimate, cost } of analysis.calls) {
      const line = locate(call.span.start).position.line;
      const model = call.model.state === 'known' ? `${call.model.value} (${call.model.how})` : call.model.state === 'dynamic' ? `model dynamic${call.model.alternatives.length > 0 ? ` of ${call.model.alternatives.join(', ')}` : ''}` : 'model absent';
      const cap = call.maxOutput.state === 'known' ? `cap ${call.maxOutput.value}` : `cap ${call.maxOutput.state}`;
      const words = [call.kind === 'wrapper' ? `wrapper of ${call.api}` : call.api, call.confidence, model, cap, `caching ${call.caching}`, `static ${estimate.staticInput}`, `in ${tokens(estimate.input.low)}–${tokens(estimate.input.high)}`, cost.state === 'priced' ? (cost.price.assumed === undefined ? 'priced' : 'priced as if by its maker') : cost.why];
      if (call.requests) words.push(`sends ${requestsWords(call)}`);
      if (call.repetition.inLoop) words.push(`${call.repetition.loopKind} loop`);
      if (call.repetition.turns) words.push(`${call.repetition.turns.low === call.repetition.turns.high ? '' : `${call.repetition.turns.low}–`}${call.repetition.turns.high} turns`);
      notes.set(line, [...(notes.get(line) ?? []), `${mark}^ ${words.join(' · ')}`]);
    }
    for (const finding of analysis.findings) {
      if (!file.includes('/rules/') && !firstRules.includes(finding.id)) continue;
      const line = locate(finding.span.start).position.line;
      notes.set(line, [...(notes.get(line) ?? []), `${mark}^ ${finding.severity} ${finding.id}`]);
    }
  }
  return text.split(eol).flatMap((line, i) => [line, ...(notes.get(i) ?? [])]).join(eol);
}

const known = new Map<string, Readonly<Record<string, string>>>();
/** What a folder's fixtures may import, by path; read once a folder. */
function supportOf(folder: string): Readonly<Record<string, string>> {
  const found = known.get(folder);
  if (found) return found;
  const support = join(root, folder, 'support');
  const names = existsSync(support) ? readdirSync(support, { recursive: true, encoding: 'utf8' }).filter((name) => /\.\w+$/.test(name)) : [];
  const files = Object.fromEntries(names.map((name) => [`support/${name.replaceAll('\\', '/')}`, readFileSync(join(support, name), 'utf8')]));
  known.set(folder, files);
  return files;
}

const strip = (text: string) => text.replace(/^(?:#|\/\/)\^ .*\r?\n/gm, '');

describe('fixtures carry their expectation', () => {
  test('there are fixtures', () => expect(fixtures.length).toBeGreaterThan(5));
  for (const file of fixtures) {
    test(file, async () => {
      const folder = file.slice(0, file.lastIndexOf('/'));
      const team = teamTextOf(folder);
      const text = strip(readFileSync(join(root, file), 'utf8'));
      const name = file.slice(folder.length + 1);
      const report = await scan({ [name]: text, ...(team === null ? {} : { 'llmcost.yaml': team }), ...supportOf(folder) });
      const analysis = report.files.find((one) => one.path === name);
      if (name.startsWith('silent')) expect(analysis?.calls ?? []).toEqual([]);
      else expect(analysis?.calls.length).toBeGreaterThan(0);
      await expect(annotate(text, file, analysis)).toMatchFileSnapshot(join(root, file));
    });
  }
});
