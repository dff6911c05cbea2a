import * as vscode from 'vscode';
import type { AnalyzedCall } from '../model.ts';
import { fillTitle, levelOf, wordsOf, type CostLevel } from '../report/title.ts';
import { money } from '../report/wording.ts';
import type { Analyses } from './analyses.ts';
import type { Scanned, Scans } from './scans.ts';
import type { InlineSettings } from './settings.ts';
import type { Placed } from './shown.ts';

/** What is shown at one line: every call that begins there. */
export interface InlineLine {
  readonly line: number;
  readonly range: vscode.Range;
  readonly title: string;
  readonly level: CostLevel;
  readonly calls: readonly Placed<AnalyzedCall>[];
}

const order: readonly CostLevel[] = ['unknown', 'low', 'moderate', 'high'];

/** Lines of a document with calls, from top to bottom. Calls on the same line share it. */
export function inlineLines(document: vscode.TextDocument, analyses: Analyses, scans: Scans, settings: InlineSettings, deltaOf: (callId: string) => string = () => ''): readonly InlineLine[] {
  const scanned = scans.of(vscode.workspace.getWorkspaceFolder(document.uri));
  const lines = new Map<number, Placed<AnalyzedCall>[]>();
  for (const one of analyses.shown(document).calls) lines.set(one.range.start.line, [...(lines.get(one.range.start.line) ?? []), one]);
  return [...lines].flatMap(([line, calls]) => {
    const [first] = calls;
    if (!first) return [];
    const title = calls.map((one) => [fillTitle(settings.template, wordsOf(one.item)), callersWords(one.item, scanned), deltaOf(one.item.call.id)].filter(Boolean).join(' · ')).join('  |  ');
    const level = calls.map((one) => levelOf(one.item, settings.limits)).reduce((a, b) => (order.indexOf(a) >= order.indexOf(b) ? a : b));
    return [{ line, range: first.range, title, level, calls }];
  });
}

/** For a request inside a helper: how many calls reach it, and what they cost together in a month. Known once the folder was scanned. */
export function callersWords(analyzed: AnalyzedCall, scanned: Scanned | undefined): string {
  if (analyzed.call.kind === 'wrapper' || !scanned) return '';
  const callers = scanned.report.files.flatMap((file) => file.calls.filter((one) => one.call.via === analyzed.call.id));
  if (callers.length === 0) return '';
  const months = callers.flatMap((one) => (one.monthly ? [one.monthly.expected] : []));
  const sum = months.length > 0 ? `, ${money(months.reduce((a, b) => a + b, 0n))}/month` : '';
  return `reached by ${callers.length === 1 ? '1 caller' : `${callers.length} callers`}${sum}`;
}
