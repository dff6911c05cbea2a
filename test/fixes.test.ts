import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { FileAnalysis, Finding, Fix } from '../src/model.ts';
import { applyEdits } from '../src/text/edits.ts';
import { workspaceOf } from './harness/analyze.ts';

const root = resolve(import.meta.dirname ?? __dirname, 'fixtures');
const files = readdirSync(root, { recursive: true, encoding: 'utf8' }).map((name) => name.replaceAll('\\', '/')).filter((name) => /\/(rules\/.*|http\/[^/]*)\.(py|ts|tsx)$/.test(name)).sort();
const workspace = workspaceOf({});

async function analyze(file: string, text: string): Promise<FileAnalysis> {
  const folder = file.slice(0, file.lastIndexOf('/'));
  if (readdirSync(join(root, folder)).includes('llmcost.yaml')) workspace.overlay(`${folder}/llmcost.yaml`, readFileSync(join(root, folder, 'llmcost.yaml'), 'utf8'));
  workspace.overlay(file, text);
  const analysis = await workspace.analyze(file);
  if (!analysis) throw new Error(`${file} is not analysed`);
  return analysis;
}

const keys = (findings: readonly Finding[]) => findings.map((one) => `${one.id} ${one.callId}`).sort();

interface Mending {
  readonly finding: Finding;
  readonly fix: Fix;
}

/** Fixes that can be applied together: one a call, so that each is judged by its own call. Silencing is a round of its own. */
function roundsOf(findings: readonly Finding[]): readonly (readonly Mending[])[] {
  const rounds: Mending[][] = [];
  for (const finding of findings) {
    for (const fix of finding.fixes.filter((one) => one.edits.length > 0)) {
      const starts = (edits: Fix['edits']) => edits.map((one) => one.span.start).join();
      const free = rounds.find((round) => round.every((one) => one.finding.callId !== finding.callId && one.fix.suppresses === fix.suppresses && starts(one.fix.edits) !== starts(fix.edits)));
      if (free) free.push({ finding, fix });
      else rounds.push([{ finding, fix }]);
    }
  }
  return rounds;
}

/** Fixes that only edit the source; declarations are tested with the team file. */
const fixable = new Set<string>();

describe('a fix mends its finding and nothing else', () => {
  for (const file of files) {
    test(file, async () => {
      const text = readFileSync(join(root, file), 'utf8').replace(/^(?:#|\/\/)\^ .*\r?\n/gm, '');
      const before = await analyze(file, text);
      for (const round of roundsOf(before.findings)) {
        const edits = round.flatMap((one) => one.fix.edits);
        const after = await analyze(file, applyEdits(text, edits));
        expect(after.broken).toBe(before.broken);
        expect(after.calls.length).toBe(before.calls.length);
        const mended = new Set(round.map(({ finding }) => `${finding.id} ${finding.callId}`));
        const others = keys(before.findings).filter((key) => !mended.has(key));
        const left = keys(after.findings).filter((key) => !others.includes(key));
        expect(left, `what is new or still there after ${round.map(({ fix, finding }) => `"${fix.title}" for ${finding.callId}`).join(', ')}`).toEqual([]);
        for (const { fix, finding } of round) if (!fix.suppresses) fixable.add(finding.id);
      }
      workspace.overlay(file, null);
    });
  }
  test('the fixes that are promised were tried', () => {
    expect([...fixable].sort()).toEqual(['image-detail-high', 'max-output-excessive', 'max-output-missing', 'model-deprecated', 'model-oversized', 'model-retiring', 'multiple-candidates', 'prompt-cache-missing', 'reasoning-effort-high', 'retry-multiplies']);
  });
});
