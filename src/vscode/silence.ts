import * as vscode from 'vscode';
import { isComponent } from '../languages/component.ts';
import { languages } from '../languages/index.ts';
import type { Finding } from '../model.ts';
import type { Analyses } from './analyses.ts';
import { findCall, type FoundCall } from './calls.ts';
import { changeTeamFile, teamFileFor } from './declare.ts';
import type { EngineHost } from './engineHost.ts';
import type { Guard } from './guard.ts';
import type { Scans } from './scans.ts';
import type { Placed } from './shown.ts';
import { sourceOf } from './units.ts';

/** Days until a finding that the team accepts is looked at again, unless another date is given. */
const usualDays = 90;
/** What a comment that silences says until somebody says why. */
const openReason = 'TODO: say why';

type Where = 'here' | 'file' | 'team';
/** Answers that are known already, by name; what is missing is asked for. */
type Given = Readonly<Partial<Record<'where' | 'reason' | 'until', unknown>>>;

/** Silences a finding for a reason: at its line, in its file, or in `llmcost.yaml` until a day. `(uri, callId, findingId, answers)`. */
export function registerSilence(host: EngineHost, analyses: Analyses, scans: Scans, guard: Guard): vscode.Disposable {
  return vscode.commands.registerCommand('llmcost.silence', (uriText: unknown, callId: unknown, findingId: unknown, answers: unknown) =>
    guard.run('silencing a finding', undefined, async () => {
      if (typeof uriText !== 'string' || typeof findingId !== 'string') return;
      const document = await vscode.workspace.openTextDocument(vscode.Uri.parse(uriText, true));
      const shown = analyses.shown(document);
      const placed = shown.findings.find((one) => one.item.id === findingId && one.item.callId === callId);
      const call = callId === null ? undefined : findCall(analyses, scans, uriText, callId);
      if (!placed) return;
      const given: Given = typeof answers === 'object' && answers !== null ? answers : {};
      const where = await askWhere(placed, call, given);
      const reason =
        where &&
        (await ask(given.reason, {
          title: vscode.l10n.t('Why is {0} fine here?', findingId),
          prompt: vscode.l10n.t('The reason stands with it, for the next reader'),
          validateInput: (text) => (text.trim() === '' ? vscode.l10n.t('A reason is needed') : null),
        }));
      if (!where || reason === undefined) return;
      if (where === 'team') return void (call && (await accept(host, call, findingId, reason, given.until)));
      const edit = new vscode.WorkspaceEdit();
      if (where === 'file') insertAtTop(edit, document, `${commentMark(document)} llmcost: ignore-file ${findingId} -- ${reason}`);
      else
        for (const one of silencingFix(placed)?.edits ?? [])
          edit.replace(
            document.uri,
            shown.rangeOf(one.span),
            one.text.replace(openReason, () => reason),
          );
      await vscode.workspace.applyEdit(edit);
    }),
  );
}

/** The edit that writes a comment at the line; none where a comment cannot stand. */
function silencingFix({ item }: Placed<Finding>): Finding['fixes'][number] | undefined {
  return item.fixes.find((one) => one.suppresses);
}

async function askWhere(placed: Placed<Finding>, call: FoundCall | undefined, { where }: Given): Promise<Where | undefined> {
  if (where === 'here' || where === 'file' || where === 'team') return where;
  const choices: readonly (vscode.QuickPickItem & { readonly where: Where })[] = [
    ...(silencingFix(placed)
      ? [{ label: vscode.l10n.t('At this line'), description: vscode.l10n.t('by a comment'), where: 'here' as const }]
      : []),
    { label: vscode.l10n.t('In this file'), description: vscode.l10n.t('by a comment at its top'), where: 'file' },
    ...(call?.folder ? [{ label: vscode.l10n.t('For this call, until a day'), description: 'llmcost.yaml', where: 'team' as const }] : []),
  ];
  return (await vscode.window.showQuickPick(choices, { title: vscode.l10n.t('Where is {0} silenced?', placed.item.id) }))?.where;
}

async function ask(given: unknown, options: vscode.InputBoxOptions): Promise<string | undefined> {
  return (typeof given === 'string' ? given : await vscode.window.showInputBox(options))?.trim();
}

function commentMark(document: vscode.TextDocument): string {
  const language = sourceOf(document)?.language;
  return languages.find((one) => one.id === language)?.lineComment ?? '#';
}

/** Above everything but a line that has to be the first; of a component, above the code of its first script. */
function insertAtTop(edit: vscode.WorkspaceEdit, document: vscode.TextDocument, line: string): void {
  if (!isComponent(document.uri.path))
    return edit.insert(document.uri, new vscode.Position(/^(?:#!|%%)/.test(document.lineAt(0).text) ? 1 : 0, 0), `${line}\n`);
  const at = document.positionAt(sourceOf(document)?.chunks[0]?.text.search(/\S/) ?? 0);
  const before = document.lineAt(at.line).text.slice(0, at.character);
  edit.insert(document.uri, at, `${line}\n${before.trim() === '' ? before : ''}`);
}

async function accept(
  host: EngineHost,
  { folder, uri, analyzed: { call } }: FoundCall,
  findingId: string,
  reason: string,
  given: unknown,
): Promise<void> {
  if (!folder) return;
  const until = await ask(given, {
    title: vscode.l10n.t('Until when?'),
    value: new Date(Date.now() + usualDays * 86_400_000).toISOString().slice(0, 10),
    prompt: vscode.l10n.t('A day like 2027-01-31, from which it is reported again; empty for ever'),
    validateInput: (text) =>
      text.trim() === '' || (/^\d{4}-\d\d-\d\d$/.test(text.trim()) && !Number.isNaN(Date.parse(text)))
        ? null
        : vscode.l10n.t('A day like 2027-01-31'),
  });
  if (until === undefined) return;
  const teamUri = await teamFileFor(folder, uri);
  const base = vscode.Uri.joinPath(teamUri, '..').path.replace(/\/?$/, '/');
  const match = { file: vscode.Uri.joinPath(folder.uri, call.file).path.slice(base.length), function: call.function, api: call.api };
  await changeTeamFile(teamUri, (text) => host.engine().accept(text, findingId, match, reason, until === '' ? null : until));
}
