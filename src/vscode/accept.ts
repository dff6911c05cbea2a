import * as vscode from 'vscode';
import type { Analyses } from './analyses.ts';
import { findCall } from './calls.ts';
import { changeTeamFile, teamFileFor } from './declare.ts';
import type { EngineHost } from './engineHost.ts';
import type { Guard } from './guard.ts';
import type { Scans } from './scans.ts';

/** Days until an accepted finding is looked at again, unless another date is given. */
const usualDays = 90;

/** Accepts a finding of a call in `llmcost.yaml`, for a reason and until a day. */
export function registerAccept(host: EngineHost, analyses: Analyses, scans: Scans, guard: Guard): vscode.Disposable {
  return vscode.commands.registerCommand('llmcost.accept', (uri: unknown, callId: unknown, finding: unknown, given: unknown) => guard.run('accepting a finding', undefined, async () => {
    const found = findCall(analyses, scans, uri, callId);
    if (!found?.folder || typeof finding !== 'string') return;
    const asked = typeof given === 'object' && given !== null ? (given as { reason?: unknown; until?: unknown }) : {};
    const reason = typeof asked.reason === 'string' ? asked.reason : await vscode.window.showInputBox({ title: vscode.l10n.t('Why is {0} fine here?', finding), prompt: vscode.l10n.t('The reason stands in llmcost.yaml, for the next reader'), validateInput: (text) => (text.trim() === '' ? vscode.l10n.t('A reason is needed') : null) });
    if (reason === undefined) return;
    const until = typeof asked.until === 'string' ? asked.until : await vscode.window.showInputBox({
      title: vscode.l10n.t('Until when?'), value: new Date(Date.now() + usualDays * 86_400_000).toISOString().slice(0, 10), prompt: vscode.l10n.t('A day like 2027-01-31, from which it is reported again; empty for ever'),
      validateInput: (text) => (text.trim() === '' || (/^\d{4}-\d\d-\d\d$/.test(text.trim()) && !Number.isNaN(Date.parse(text))) ? null : vscode.l10n.t('A day like 2027-01-31')),
    });
    if (until === undefined) return;
    const teamUri = await teamFileFor(found.folder.uri, found.uri);
    const base = vscode.Uri.joinPath(teamUri, '..').path.replace(/\/?$/, '/');
    const { call } = found.analyzed;
    const match = { file: vscode.Uri.joinPath(found.folder.uri, call.file).path.slice(base.length), function: call.function, api: call.api };
    await changeTeamFile(teamUri, (text) => host.engine().accept(text, finding, match, reason.trim(), until.trim() === '' ? null : until.trim()));
  }));
}
