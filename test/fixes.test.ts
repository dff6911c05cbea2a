import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { FileAnalysis, Finding } from '../src/model.ts';
import { applyEdits } from '../src/text/edits.ts';
import { workspaceOf } from './harness/analyze.ts';

const root = resolve(import.meta.dirname ?? __dirname, 'fixtures');
const files = readdirSync(root, { recursive: true, encoding: 'utf8' }).map((name) => name.replaceAll('\\', '/')).filter((name) => /\/rules\/.*\.(py|ts|tsx)$/.test(name)).sort();
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

/** Fixes that only edit the source; declarations are tested with the team file. */
const fixable = new Set<string>();

describe('a fix mends its finding and nothing else', () => {
  for (const file of files) {
    test(file, async () => {
      const text = readFileSync(join(root, file), 'utf8').replace(/^(?:#|\/\/)\^ .*\r?\n/gm, '');
      const before = await analyze(file, text);
      for (const finding of before.findings) {
        for (const fix of finding.fixes.filter((one) => one.edits.length > 0)) {
          const after = await analyze(file, applyEdits(text, fix.edits));
          const place = `${finding.id} "${fix.title}" at ${text.slice(finding.span.start, finding.span.start + 120)}`;
          expect(after.broken, place).toBe(before.broken);
          const gone = keys(before.findings).filter((key) => key !== `${finding.id} ${finding.callId}`);
          const left = keys(after.findings).filter((key) => !gone.includes(key));
          expect(left, `${place}: what is new or still there`).toEqual([]);
          expect(after.calls.length, place).toBe(before.calls.length);
          fixable.add(finding.id);
        }
      }
      workspace.overlay(file, null);
    });
  }
  test('the fixes that are promised were tried', () => {
    expect([...fixable].sort()).toEqual(['image-detail-high', 'max-output-excessive', 'max-output-missing', 'model-deprecated', 'model-oversized', 'model-retiring', 'multiple-candidates', 'prompt-cache-missing', 'reasoning-effort-high', 'retry-multiplies']);
  });
});
