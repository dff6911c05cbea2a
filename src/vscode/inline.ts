import * as vscode from 'vscode';
import type { AnalyzedCall, Currency } from '../model.ts';
import { levelOf, runCost, titleMaker, wordsOf, type CostLevel } from '../report/title.ts';
import { money } from '../report/wording.ts';
import type { Analyses } from './analyses.ts';
import type { ScannedCall } from './calls.ts';
import type { Compared } from './compare.ts';
import { say } from './say.ts';
import type { Scans } from './scans.ts';
import type { InlineSettings } from './settings.ts';
import type { Placed } from './shown.ts';

/** What is shown at one line: every call that begins there. */
export interface InlineLine {
  /** 0-based line of the document. */
  readonly line: number;
  readonly range: vscode.Range;
  readonly title: string;
  readonly level: CostLevel;
  readonly calls: readonly Placed<AnalyzedCall>[];
}
/** What is shown where a helper is defined: the calls that reach a model through it. */
export interface CallersLine {
  readonly range: vscode.Range;
  readonly title: string;
  readonly callers: readonly ScannedCall[];
}

const order: readonly CostLevel[] = ['unknown', 'low', 'moderate', 'high'];

/** Lines of a document with calls, from top to bottom. Calls on the same line share it. */
export function inlineLines(
  document: vscode.TextDocument,
  analyses: Analyses,
  scans: Scans,
  settings: InlineSettings,
  compared: Compared,
): readonly InlineLine[] {
  const folder = vscode.workspace.getWorkspaceFolder(document.uri);
  const currency = scans.currencyAt(document.uri);
  const titleOf = titleMaker(settings.template);
  const lines = new Map<number, Placed<AnalyzedCall>[]>();
  for (const one of analyses.shown(document).calls) lines.set(one.range.start.line, [...(lines.get(one.range.start.line) ?? []), one]);
  return [...lines].flatMap(([line, calls]) => {
    const [first] = calls;
    if (!first) return [];
    const title = calls
      .map((one) => [titleOf(wordsOf(one.item, say, currency)), compared.deltaOf(folder, one.item.call.id)].filter(Boolean).join(' · '))
      .join('  |  ');
    const level = calls.map((one) => levelOf(one.item, settings.limits)).reduce((a, b) => (order.indexOf(a) >= order.indexOf(b) ? a : b));
    return [{ line, range: first.range, title, level, calls }];
  });
}

/** Definitions of helpers in a document, each with how many calls reach it and what they cost together. Known once the folder was scanned. */
export function callersLines(document: vscode.TextDocument, analyses: Analyses, scans: Scans): readonly CallersLine[] {
  const scanned = scans.of(vscode.workspace.getWorkspaceFolder(document.uri));
  if (!scanned) return [];
  const { calls, functions } = analyses.shown(document);
  const all = scanned.report.files.flatMap((file) =>
    file.calls.flatMap((analyzed): readonly ScannedCall[] =>
      analyzed.call.via === null ? [] : [{ folder: scanned.folder, file, analyzed }],
    ),
  );
  const inside = new Map<string, Placed<AnalyzedCall>[]>();
  for (const one of calls)
    if (one.item.call.kind !== 'wrapper')
      inside.set(one.item.call.function ?? '', [...(inside.get(one.item.call.function ?? '') ?? []), one]);
  return [...inside].flatMap(([name, requests]) => {
    const ids = new Set(requests.map((one) => one.item.call.id));
    const callers = all.filter((one) => one.analyzed.call.via !== null && ids.has(one.analyzed.call.via));
    const range = (functions.find((one) => one.item === name) ?? requests[0])?.range;
    return callers.length === 0 || !range
      ? []
      : [
          {
            range,
            title: callersWords(
              callers.map((one) => one.analyzed),
              scanned.report.currency,
            ),
            callers,
          },
        ];
  });
}

/** `3 callers · $340/month together`; without volumes what one run of each costs. */
function callersWords(callers: readonly AnalyzedCall[], currency: Currency | undefined): string {
  // A caller that another one runs is a part of that one.
  const inOthers = new Set(callers.flatMap((one) => one.call.covers ?? []));
  const outer = callers.filter((one) => !inOthers.has(one.call.id));
  const months = outer.flatMap((one) => (one.monthly ? [one.monthly.expected] : []));
  const runs = outer.flatMap((one) => (one.cost.state === 'priced' ? [one.cost.perCall.expected] : []));
  const sum = (parts: readonly bigint[]) => parts.reduce((a, b) => a + b, 0n);
  const cost =
    months.length > 0
      ? vscode.l10n.t('{0}/month together', money(sum(months), currency))
      : runs.length > 0
        ? vscode.l10n.t('{0} of each', runCost(sum(runs), say, currency))
        : '';
  return [callers.length === 1 ? vscode.l10n.t('1 caller') : vscode.l10n.t('{0} callers', callers.length), cost]
    .filter(Boolean)
    .join(' · ');
}
