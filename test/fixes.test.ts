import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { fixTogether } from '../src/findings/fixAll.ts';
import type { AnalyzedCall, FileAnalysis, Finding, Fix, LlmCall, TextEdit } from '../src/model.ts';
import { applyEdits, changedLines } from '../src/text/edits.ts';
import { workspaceOf } from './harness/analyze.ts';
import { teamTextOf } from './harness/ruleTeams.ts';
import { isFast } from './harness/fast.ts';

const root = resolve(import.meta.dirname ?? __dirname, 'fixtures');
/** Rules whose fixes edit the source. */
const promised = ['image-detail-high', 'max-output-excessive', 'max-output-missing', 'model-deprecated', 'model-oversized', 'model-retiring', 'multiple-candidates', 'prompt-cache-broken', 'prompt-cache-missing', 'reasoning-effort-high', 'retry-multiplies', 'unbounded-agent-loop'];
/** The fast run tries these fixes on a fixture of each rule, in Python; the whole run every fix, comments that silence too, on every fixture. */
const all = readdirSync(root, { recursive: true, encoding: 'utf8' }).map((name) => name.replaceAll('\\', '/')).filter((name) => /^(?:python|typescript)\/.*\.(?:py|ts|tsx)$/.test(name) && !name.includes('/support/')).sort();
const files = isFast ? promised.flatMap((rule) => all.find((name) => name.startsWith(`python/rules/${rule}/`)) ?? []) : all;
const workspace = workspaceOf(Object.fromEntries(readdirSync(root, { recursive: true, encoding: 'utf8' }).map((name) => name.replaceAll('\\', '/')).filter((name) => /\/support\/.*\.\w+$/.test(name)).map((name) => [name, readFileSync(join(root, name), 'utf8')])));

/** What was found in the texts of the fixture that is looked at: applied one by one or all at once, its fixes often give the same text. */
const found = new Map<string, FileAnalysis>();

async function analyze(file: string, text: string): Promise<FileAnalysis> {
  const known = found.get(text);
  if (known) return known;
  const folder = file.slice(0, file.lastIndexOf('/'));
  const team = teamTextOf(folder);
  if (team !== null) workspace.overlay(`${folder}/llmcost.yaml`, team);
  workspace.overlay(file, text);
  const analysis = await workspace.analyze(file);
  if (!analysis) throw new Error(`${file} is not analysed`);
  found.set(text, analysis);
  return analysis;
}

interface Mending {
  readonly finding: Finding;
  readonly fix: Fix;
}

/** Whether a call is made of what an edit changes: a constant, a client, a body that several calls share. */
function rests(call: LlmCall, { span }: TextEdit): boolean {
  const places = [call.span, ...(call.model.state === 'absent' ? [] : [call.model.span]), ...call.trail.filter((one) => one.file === call.file).map((one) => one.span)];
  return places.some((one) => one !== null && one.start <= span.end && span.start <= one.end);
}

const starts = (edits: readonly TextEdit[]) => edits.map((one) => String(one.span.start));

/** Fixes that can be applied together: one a call, so that each is judged by its own call. All comments that silence make one round. */
function roundsOf(findings: readonly Finding[], withSilence: boolean): readonly (readonly Mending[])[] {
  const rounds: Mending[][] = [];
  const silence: Mending[] = [];
  for (const finding of findings) {
    for (const fix of finding.fixes.filter((one) => one.edits.length > 0)) {
      const free = rounds.find((round) => round.every((one) => one.finding.callId !== finding.callId && !starts(one.fix.edits).some((start) => starts(fix.edits).includes(start))));
      if (fix.suppresses) silence.push({ finding, fix });
      else if (free) free.push({ finding, fix });
      else rounds.push([{ finding, fix }]);
    }
  }
  return withSilence && silence.length > 0 ? [...rounds, silence] : rounds;
}

const keys = (findings: readonly Finding[]) => findings.map((one) => `${one.id} ${one.callId}`).sort();
/** What must not change about a call whose finding is not mended. */
const picture = ({ call, tokens, cost }: AnalyzedCall) => ({ id: call.id, model: call.model.state === 'known' ? call.model.value : call.model.state, cap: call.maxOutput.state === 'known' ? call.maxOutput.value : call.maxOutput.state, caching: call.caching, prompt: tokens.staticInput, cost: cost.state === 'priced' ? String(cost.perCall.expected) : cost.why });
const withoutPlaces = (calls: readonly AnalyzedCall[], isOther: (id: string) => boolean) => calls.filter((one) => (one.call.kind === 'direct' || one.call.kind === 'http') && isOther(one.call.id)).map(picture);

/** Rules whose fixes edit the source, as far as the fixtures show them; declarations are tested with the team file. */
const fixable = new Set<string>();
const written = new Map<string, string[]>();

describe('a fix mends its finding and nothing else', () => {
  for (const file of files) {
    test(file, async () => {
      const text = readFileSync(join(root, file), 'utf8').replace(/^(?:#|\/\/)\^ .*\r?\n/gm, '');
      const before = await analyze(file, text);
      const [, folder, rule] = /^(\w+\/rules\/([\w-]+))\//.exec(file) ?? [];
      expect(before.findings.filter((one) => one.confidence === 'possible' && (one.severity === 'error' || one.severity === 'warning')), 'a finding that is less than likely is information at most').toEqual([]);
      const tried = isFast ? before.findings.filter((one) => one.id === rule) : before.findings;
      for (const round of roundsOf(tried, rule !== undefined)) {
        const edits = round.flatMap((one) => one.fix.edits);
        const after = await analyze(file, applyEdits(text, edits));
        expect(after.broken).toBe(before.broken);
        const touched = new Set([...round.map((one) => one.finding.callId), ...before.calls.filter((one) => edits.some((edit) => rests(one.call, edit))).map((one) => one.call.id)]);
        expect(after.calls.length).toBe(before.calls.length);
        expect(withoutPlaces(after.calls, (id) => !touched.has(id))).toEqual(withoutPlaces(before.calls, (id) => !touched.has(id)));
        const mended = new Set(round.map(({ finding }) => `${finding.id} ${finding.callId}`));
        const others = keys(before.findings).filter((key) => !mended.has(key));
        // Of a model that nothing was known of, the one that takes its place may show more.
        const unknown = new Set(before.calls.filter((one) => one.cost.state === 'unknown').map((one) => one.call.id));
        const left = keys(after.findings.filter((one) => one.callId === null || !unknown.has(one.callId) || mended.has(`${one.id} ${one.callId}`))).filter((key) => !others.includes(key));
        expect(left, `what is new or still there after ${round.map(({ fix, finding }) => `"${fix.title}" for ${finding.callId}`).join(', ')}`).toEqual([]);
        for (const { fix, finding } of round) {
          if (fix.suppresses) continue;
          fixable.add(finding.id);
          if (finding.id !== rule || folder === undefined) continue;
          const lines = changedLines(text, fix.edits).flatMap((change) => [...change.before.map((line) => `- ${line}`), ...change.after.map((line) => `+ ${line}`)]);
          written.set(folder, [...(written.get(folder) ?? []), `${file.slice(folder.length + 1)}: ${fix.title}`, ...lines, '']);
        }
      }
      // The same all at once, as the command line and the editor do it.
      for (const id of new Set(tried.flatMap((one) => (one.fix && !one.fix.suppresses ? [one.id] : [])))) {
        let now = text;
        let mended = before;
        for (let round = 0; round < 3; round++) {
          const { edits } = fixTogether(mended.findings, [id]);
          if (edits.length === 0) break;
          now = applyEdits(now, edits);
          mended = await analyze(file, now);
        }
        expect(mended.broken).toBe(before.broken);
        expect(mended.findings.filter((one) => one.id === id && one.fix && !one.fix.suppresses).map((one) => one.message)).toEqual([]);
      }
      workspace.overlay(file, null);
      found.clear();
    });
  }
  test.skipIf(isFast)('the fixes that are promised were tried', () => {
    expect([...fixable].sort()).toEqual(promised);
  });
  test.skipIf(isFast)('what they write is what a reviewer has read', async () => {
    expect(written.size).toBeGreaterThan(0);
    for (const [folder, lines] of written) await expect(lines.map((line) => (line.length > 400 ? `${line.slice(0, 200)} … ${line.slice(-200)}` : line)).join('\n')).toMatchFileSnapshot(join(root, folder, 'fixes.txt'));
  });
});
