import * as vscode from 'vscode';
import type { AnalyzedCall, Scenario, TextEdit } from '../model.ts';
import { teamFileNames } from '../workspace/teamFiles.ts';
import type { Analyses } from './analyses.ts';
import { findCall, type FoundCall } from './calls.ts';
import type { EngineHost } from './engineHost.ts';
import type { Guard } from './guard.ts';
import type { Scans } from './scans.ts';
import { teamFilesAbove } from './teamAbove.ts';

const volumePattern = /^\s*[\d_.,]+\s*[kKmM]?\s*\/\s*(month|day|hour)\s*$/;
const countsPattern = /^\s*\d+(?:\s*[\s,;–-]\s*\d+\s*[\s,;–-]\s*\d+)?\s*$/;

/** Commands that write what the team knows of a call into `llmcost.yaml`. */
export function registerDeclare(host: EngineHost, analyses: Analyses, scans: Scans, guard: Guard): vscode.Disposable {
  const command = (
    id: string,
    ask: (call: AnalyzedCall, key: unknown, given: unknown) => Promise<{ key: string; value: string } | undefined>,
  ) =>
    vscode.commands.registerCommand(id, (first: unknown, callId: unknown, key: unknown, given: unknown) =>
      guard.run('writing llmcost.yaml', undefined, async () => {
        const found = findCall(analyses, scans, first, callId);
        if (!found) return void vscode.window.showInformationMessage(vscode.l10n.t('Put the cursor into an LLM call first.'));
        if (!found.folder)
          return void vscode.window.showInformationMessage(vscode.l10n.t('Volumes are declared in llmcost.yaml of an open folder.'));
        const answer = await ask(found.analyzed, key, given);
        if (answer) await write(host, found, found.folder, answer.key, answer.value);
      }),
    );
  return vscode.Disposable.from(
    vscode.commands.registerCommand('llmcost.saveScenario', (index: unknown, scenario: Scenario) =>
      guard.run('writing llmcost.yaml', undefined, () => saveScenario(host, index, scenario)),
    ),
    command('llmcost.declareVolume', async ({ call, declared }, given) => {
      const value =
        typeof given === 'string' && volumePattern.test(given)
          ? given
          : await vscode.window.showInputBox({
              title: vscode.l10n.t('How often is {0} called?', call.function ?? call.api),
              value: declared?.volume ? `${Math.round(declared.volume.expected)}/month` : '',
              placeHolder: '50000/month',
              prompt: vscode.l10n.t('Calls per month, day or hour, for example 50000/month'),
              validateInput: (text) => (volumePattern.test(text) ? null : vscode.l10n.t('A number and a unit, like 50000/month')),
            });
      return value === undefined ? undefined : { key: 'volume', value: value.trim() };
    }),
    command('llmcost.declareTokens', async ({ call, tokens }, asked, given) => {
      const key = asked === 'output' ? 'output' : 'input';
      const now = tokens[key];
      const value =
        typeof given === 'string' && countsPattern.test(given)
          ? given
          : await vscode.window.showInputBox({
              title:
                key === 'input'
                  ? vscode.l10n.t('Input tokens of one call of {0}', call.function ?? call.api)
                  : vscode.l10n.t('Output tokens of one call of {0}', call.function ?? call.api),
              value: `${Math.round(now.low)} ${Math.round(now.expected)} ${Math.round(now.high)}`,
              prompt: vscode.l10n.t('One number, or low, expected and high'),
              validateInput: (text) => (countsPattern.test(text) ? null : vscode.l10n.t('One number, or three from low to high')),
            });
      if (value === undefined) return undefined;
      const [low, expected, high] = value.match(/\d+/g) ?? [];
      return { key, value: expected === undefined ? (low ?? '0') : `{ low: ${low}, expected: ${expected}, high: ${high} }` };
    }),
    command('llmcost.declareModel', async ({ call }, given) => {
      const value =
        typeof given === 'string'
          ? given
          : await vscode.window.showInputBox({
              title: vscode.l10n.t('Which model does {0} call?', call.function ?? call.api),
              placeHolder: 'gpt-5-mini',
              prompt: vscode.l10n.t('Its id as the provider writes it, where the code cannot tell'),
              validateInput: (text) => (text.trim() === '' ? null : knownPrice(host, text.trim(), call.provider)),
            });
      return value?.trim() ? { key: 'model', value: JSON.stringify(value.trim()) } : undefined;
    }),
    command('llmcost.declareOwner', async ({ call, owner }, given) => {
      const value =
        typeof given === 'string'
          ? given
          : await vscode.window.showInputBox({
              title: vscode.l10n.t('Who owns the spend of {0}?', call.function ?? call.api),
              value: owner ?? '',
              prompt: vscode.l10n.t('A team or a person'),
            });
      return value?.trim() ? { key: 'owner', value: JSON.stringify(value.trim()) } : undefined;
    }),
  );
}

/** What a model costs, while its name is typed; a name without a price may be declared all the same. */
async function knownPrice(host: EngineHost, model: string, provider: string | null): Promise<vscode.InputBoxValidationMessage> {
  const { found, rates, near } = await host.engine().quote({ model, provider, modifiers: [], input: 0, cached: 0, output: 0 });
  const { Info, Warning } = vscode.InputBoxValidationSeverity;
  const list = [rates?.input, rates?.output].flatMap((rate) => (typeof rate === 'number' ? [rate] : []));
  if (found.price && list.length > 0)
    return {
      message: vscode.l10n.t('{0}: {1} USD per million tokens (input, output)', found.price.entry, list.join(', ')),
      severity: Info,
    };
  return {
    message:
      near.length > 0
        ? vscode.l10n.t('No price is known by this name. Similar: {0}', near.join(', '))
        : vscode.l10n.t('No price is known by this name.'),
    severity: Warning,
  };
}

/** Saves a what-if of the report page under `scenarios`, by a name that is asked for. */
async function saveScenario(host: EngineHost, index: unknown, scenario: Scenario): Promise<void> {
  const folder = vscode.workspace.workspaceFolders?.[typeof index === 'number' ? index : 0];
  if (!folder) return;
  const name = await vscode.window.showInputBox({
    title: vscode.l10n.t('Save this what-if to llmcost.yaml'),
    value: scenario.name,
    prompt: vscode.l10n.t('A name for the report'),
    validateInput: (text) => (text.trim() === '' ? vscode.l10n.t('A name is needed') : null),
  });
  if (name === undefined) return;
  const saved = await changeTeamFile(await teamFileFor(folder, vscode.Uri.joinPath(folder.uri, 'llmcost.yaml')), (text) =>
    host.engine().saveScenario(text, { ...scenario, name: name.trim() }),
  );
  // The page that it was asked for on shows it with the next scan.
  if (saved) vscode.window.setStatusBarMessage(vscode.l10n.t('Saved to llmcost.yaml'), 3000);
}

/** The nearest team file from the call's folder upwards, above the workspace folder too; one in the workspace folder when there is none yet. */
export async function teamFileFor(folder: vscode.WorkspaceFolder, uri: vscode.Uri): Promise<vscode.Uri> {
  for (let at = vscode.Uri.joinPath(uri, '..'); at.path.startsWith(folder.uri.path); at = vscode.Uri.joinPath(at, '..')) {
    for (const name of teamFileNames) {
      const candidate = vscode.Uri.joinPath(at, name);
      if (
        await vscode.workspace.fs.stat(candidate).then(
          () => true,
          () => false,
        )
      )
        return candidate;
    }
    if (at.path === '/' || at.path === folder.uri.path) break;
  }
  const [above] = await teamFilesAbove(folder);
  if (above) return above;
  const made = vscode.Uri.joinPath(folder.uri, 'llmcost.yaml');
  await vscode.workspace.fs.writeFile(made, new Uint8Array());
  return made;
}

async function write(
  host: EngineHost,
  { uri, analyzed: { call, declared } }: FoundCall,
  folder: vscode.WorkspaceFolder,
  key: string,
  value: string,
): Promise<void> {
  const teamUri = await teamFileFor(folder, uri);
  const base = vscode.Uri.joinPath(teamUri, '..').path.replace(/\/?$/, '/');
  const match = { file: vscode.Uri.joinPath(folder.uri, call.file).path.slice(base.length), function: call.function, api: call.api };
  // An entry that this file holds for this call alone is extended; one of another file, or for many calls, is left as it is.
  const own =
    declared &&
    !declared.isDefault &&
    vscode.Uri.joinPath(folder.uri, declared.origin.file).path === teamUri.path &&
    (declared.match.function !== undefined || declared.match.id !== undefined)
      ? declared.origin.span.start
      : null;
  const changed = await changeTeamFile(
    teamUri,
    async (text) =>
      (await host.engine().declare(text, own, match, key, value)) ??
      (own === null ? null : host.engine().declare(text, null, match, key, value)),
  );
  if (changed)
    await vscode.window.showTextDocument(changed.team, {
      viewColumn: vscode.ViewColumn.Beside,
      preserveFocus: true,
      selection: new vscode.Range(changed.at, changed.at),
    });
}

/** Makes an edit of a team file and saves it; gives where the new text ends, or nothing when the file is broken. */
export async function changeTeamFile(
  teamUri: vscode.Uri,
  make: (text: string) => Promise<TextEdit | null>,
): Promise<{ readonly team: vscode.TextDocument; readonly at: vscode.Position } | undefined> {
  const team = await vscode.workspace.openTextDocument(teamUri);
  const edit = await make(team.getText());
  if (!edit) return void vscode.window.showWarningMessage(vscode.l10n.t('llmcost.yaml has an error; mend it first.'));
  const made = new vscode.WorkspaceEdit();
  made.replace(teamUri, new vscode.Range(team.positionAt(edit.span.start), team.positionAt(edit.span.end)), edit.text);
  await vscode.workspace.applyEdit(made);
  await team.save();
  return { team, at: team.positionAt(edit.span.start + edit.text.length) };
}
