import * as vscode from 'vscode';
import { defaultTitle } from '../report/title.ts';

export type InlineMode = 'codeLens' | 'inlayHint' | 'endOfLine' | 'off';

/** How costs are shown in one document. */
export interface InlineSettings {
  readonly mode: InlineMode;
  readonly template: string;
  /** USD per call. */
  readonly limits: { readonly moderate: number; readonly high: number };
  readonly actions: readonly string[];
}

export function inlineSettings(scope: vscode.Uri): InlineSettings {
  const settings = vscode.workspace.getConfiguration('llmcost', scope);
  const limits = settings.get<{ moderate?: unknown; high?: unknown }>('inline.thresholds', {});
  return {
    mode: settings.get<InlineMode>('inline.mode', 'codeLens'),
    template: settings.get('inline.template', '') || defaultTitle,
    limits: { moderate: positive(limits.moderate, 0.01), high: positive(limits.high, 0.05) },
    actions: settings.get<readonly string[]>('inline.actions', ['declareVolume', 'fix']),
  };
}

function positive(value: unknown, otherwise: number): number {
  return typeof value === 'number' && value >= 0 && Number.isFinite(value) ? value : otherwise;
}
