import * as vscode from 'vscode';
import type { Severity } from '../model.ts';
import { defaultTitle } from '../report/title.ts';

/** Values of the setting `llmcost.inline.mode`. */
export type InlineMode = 'codeLens' | 'inlayHint' | 'endOfLine' | 'off';

/** How costs are shown in one document. */
export interface InlineSettings {
  readonly mode: InlineMode;
  readonly template: string;
  /** USD per call. */
  readonly limits: { readonly moderate: number; readonly high: number };
  /** Names of the lenses that stand behind the cost. */
  readonly actions: readonly string[];
}

/** Reads the settings that hold for the document's folder and language; limits that are no positive number are the defaults. */
export function inlineSettings(document: vscode.TextDocument): InlineSettings {
  // By document, not by its address: settings may differ by language.
  const settings = vscode.workspace.getConfiguration('llmcost', document);
  const limits = settings.get<{ moderate?: unknown; high?: unknown }>('inline.thresholds', {});
  return {
    mode: settings.get<InlineMode>('inline.mode', 'codeLens'),
    template: settings.get('inline.template', '') || defaultTitle,
    limits: { moderate: positive(limits.moderate, 0.01), high: positive(limits.high, 0.05) },
    actions: settings.get<readonly string[]>('inline.actions', ['declareVolume', 'declareModel', 'fix']),
  };
}

function positive(value: unknown, otherwise: number): number {
  return typeof value === 'number' && value >= 0 && Number.isFinite(value) ? value : otherwise;
}

const severities: readonly unknown[] = ['error', 'warning', 'information', 'hint', 'off'] satisfies readonly (Severity | 'off')[];

/** Severities of findings by id, without what is no severity. */
export function severitySettings(scope: vscode.Uri | undefined): Readonly<Record<string, Severity | 'off'>> {
  const given: Readonly<Record<string, unknown>> = vscode.workspace.getConfiguration('llmcost', scope).get('findings.severity', {});
  const isSeverity = (value: unknown): value is Severity | 'off' => severities.includes(value);
  return Object.fromEntries(Object.entries(given).flatMap(([id, value]) => (isSeverity(value) ? [[id, value]] : [])));
}
