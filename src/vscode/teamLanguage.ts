import * as vscode from 'vscode';
import type { AnalyzedCall, DeclaredCall } from '../model.ts';
import { budgetWords } from '../report/rows.ts';
import { money } from '../report/wording.ts';
import { matches, modelMatches } from '../team/match.ts';
import { targetOfCall, type ScannedCall } from './calls.ts';
import type { EngineHost } from './engineHost.ts';
import { reveal } from './reveal.ts';
import type { Guard } from './guard.ts';
import { escape } from './hoverText.ts';
import { say } from './say.ts';
import type { Scanned, Scans } from './scans.ts';
import { isTeamFile, placeOf, teamPlaces, type TeamPlace } from './units.ts';

const selector: vscode.DocumentSelector = { pattern: '**/llmcost.{yaml,yml}' };

/** Writing `llmcost.yaml`: keys and values, what they mean, which calls an entry is about. */
export function registerTeamLanguage(host: EngineHost, scans: Scans, guard: Guard): vscode.Disposable {
  const changed = new vscode.EventEmitter<void>();
  return vscode.Disposable.from(
    changed,
    scans.onDidFinish(() => changed.fire()),
    vscode.languages.registerCompletionItemProvider(
      selector,
      {
        provideCompletionItems: (document, position) =>
          guard.run('completing llmcost.yaml', [], () => completions(host, scans, document, position)),
      },
      ' ',
      ':',
      '{',
      ',',
    ),
    vscode.languages.registerHoverProvider(selector, {
      provideHover: (document, position) =>
        guard.run('explaining llmcost.yaml', null, async () => {
          const { described } = await host.engine().assist(document.getText(), document.offsetAt(position));
          return described?.text
            ? new vscode.Hover(new vscode.MarkdownString(`**${escape(described.key)}**: ${escape(described.text)}`))
            : null;
        }),
    }),
    vscode.languages.registerCodeLensProvider(selector, {
      onDidChangeCodeLenses: changed.event,
      provideCodeLenses: (document) => guard.run('lenses of llmcost.yaml', [], () => lenses(host, scans, document)),
    }),
    vscode.languages.registerDefinitionProvider(selector, {
      provideDefinition: (document, position) =>
        guard.run('calls of an entry', null, async () => {
          const entries = await entriesOf(host, document);
          const entry = entries.find(
            (one) =>
              document.positionAt(one.origin.span.start).line <= position.line &&
              position.line <= document.positionAt(one.origin.span.end).line,
          );
          return entry
            ? callsOf(entry, scans, document).map(
                (one) =>
                  new vscode.Location(
                    vscode.Uri.joinPath(one.folder.uri, one.file.path),
                    new vscode.Position(targetOfCall(one).line, targetOfCall(one).column),
                  ),
              )
            : null;
        }),
    }),
    vscode.commands.registerCommand('llmcost.showMatches', (calls: readonly ScannedCall[]) =>
      guard.run('showing calls', undefined, async () => {
        const first = calls.length === 1 ? calls[0] : undefined;
        const picked = first
          ? { one: first }
          : await vscode.window.showQuickPick(
              calls.map((one) => ({
                label: one.analyzed.call.function ?? one.analyzed.call.api,
                description: `${one.file.path}:${targetOfCall(one).line + 1}`,
                detail: one.analyzed.monthly
                  ? vscode.l10n.t('{0}/month', money(one.analyzed.monthly.expected, scans.of(one.folder)?.report.currency))
                  : '',
                one,
              })),
              { title: vscode.l10n.t('Calls of this entry'), matchOnDescription: true },
            );
        if (picked) await reveal(picked.one.folder.uri, targetOfCall(picked.one), true);
      }),
    ),
  );
}

/** Where the file is read from: its folder, or the first open one below it. Without either it is read alone. */
function teamPlace({ uri }: vscode.TextDocument): Pick<TeamPlace, 'path' | 'way'> & { readonly folder?: vscode.WorkspaceFolder } {
  return teamPlaces(uri)[0] ?? { path: placeOf(uri).path, way: '' };
}

/** Entries of the file as it stands, unsaved changes included. */
async function entriesOf(host: EngineHost, document: vscode.TextDocument): Promise<readonly DeclaredCall[]> {
  const { path, way } = teamPlace(document);
  return (await host.engine().readTeamFile(path, document.getText(), way)).calls;
}

function callsOf(entry: DeclaredCall, scans: Scans, document: vscode.TextDocument): readonly ScannedCall[] {
  const scanned = scans.of(teamPlace(document).folder);
  return scanned ? callsWhere(scanned, (one) => matches(entry.match, one.call, one.tags)) : [];
}

function callsWhere({ folder, report }: Scanned, isWanted: (one: AnalyzedCall) => boolean): readonly ScannedCall[] {
  return report.files.flatMap((file) =>
    file.calls.filter((one) => !one.call.inTest && isWanted(one)).map((analyzed) => ({ folder, file, analyzed })),
  );
}

async function lenses(host: EngineHost, scans: Scans, document: vscode.TextDocument): Promise<vscode.CodeLens[]> {
  const { folder, path, way } = teamPlace(document);
  const scanned = scans.of(folder);
  if (!scanned)
    return [
      new vscode.CodeLens(new vscode.Range(0, 0, 0, 0), {
        title: vscode.l10n.t('Scan the workspace to see which calls match'),
        command: 'llmcost.refresh',
      }),
    ];
  const team = await host.engine().readTeamFile(path, document.getText(), way);
  const lens = (start: number, title: string, calls: readonly ScannedCall[]) => {
    const at = document.positionAt(start);
    return new vscode.CodeLens(
      new vscode.Range(at, at),
      calls.length > 0 ? { title, command: 'llmcost.showMatches', arguments: [calls] } : { title, command: '' },
    );
  };
  const words = (calls: readonly ScannedCall[]): string => {
    const months = calls.flatMap((one) => (one.analyzed.monthly ? [one.analyzed.monthly.expected] : []));
    const sum =
      months.length > 0
        ? ` · ${vscode.l10n.t(
            '{0}/month',
            money(
              months.reduce((a, b) => a + b, 0n),
              scanned.report.currency,
            ),
          )}`
        : '';
    return `${calls.length === 0 ? vscode.l10n.t('matches no call') : calls.length === 1 ? vscode.l10n.t('matches 1 call') : vscode.l10n.t('matches {0} calls', calls.length)}${sum}`;
  };
  return [
    ...team.calls
      .filter((one) => !one.isDefault && one.origin.file === path)
      .map((entry) => {
        const calls = callsWhere(scanned, (one) => matches(entry.match, one.call, one.tags));
        return lens(entry.origin.span.start, words(calls), calls);
      }),
    ...team.pricing
      .filter((one) => one.origin.file === path)
      .map((entry) => {
        const calls = callsWhere(
          scanned,
          (one) =>
            one.cost.state === 'priced' &&
            modelMatches(entry.model, one.call.model.state === 'known' ? one.call.model.value : one.cost.model) &&
            (entry.provider === undefined || entry.provider === one.call.provider),
        );
        return lens(
          entry.origin.span.start,
          calls.length === 0
            ? vscode.l10n.t('prices no call')
            : calls.length === 1
              ? vscode.l10n.t('prices 1 call')
              : vscode.l10n.t('prices {0} calls', calls.length),
          calls,
        );
      }),
    ...team.budgets
      .filter((one) => one.origin.file === path)
      .flatMap((budget) => {
        const status = scanned.report.budgets.find((one) => one.budget.name === budget.name);
        return status ? [lens(budget.origin.span.start, budgetWords(status, say, scanned.report.currency), [])] : [];
      }),
  ];
}

/** Which of what the workspace holds fits a key: the files, functions and models that were found. */
function knownValues(scans: Scans, document: vscode.TextDocument, path: readonly (string | number)[], key: string): readonly string[] {
  const { folder, way } = teamPlace(document);
  const scanned = scans.of(folder);
  if (!folder || !scanned) return [];
  const calls = scanned.report.files.flatMap((file) => file.calls).filter((one) => !one.call.inTest);
  const base = vscode.Uri.joinPath(document.uri, '..').path.replace(/\/?$/, '/');
  const inMatch = path.at(-1) === 'match';
  const values = (): readonly (string | null | undefined)[] => {
    if (key === 'file' && inMatch)
      return calls
        .map((one) => vscode.Uri.joinPath(folder.uri, one.call.file).path)
        .filter((one) => one.startsWith(base))
        .map((one) => one.slice(base.length));
    if (key === 'function') return calls.map((one) => one.call.function);
    if (key === 'api') return calls.map((one) => one.call.api);
    if (key === 'id') return calls.map((one) => (way === '' ? one.call.id : `${way}/${one.call.id}`));
    if (key === 'model') return calls.map((one) => (one.call.model.state === 'known' ? one.call.model.value : null));
    if (key === 'owner') return calls.map((one) => one.owner);
    if (key === 'provider') return calls.map((one) => one.call.provider);
    if (path.includes('tags') || path.includes('tag')) return calls.map((one) => one.tags[key]);
    return key === 'volume' && !inMatch ? ['1000/month', '100/day', '10/hour'] : [];
  };
  return [...new Set(values())].filter((one) => typeof one === 'string').toSorted();
}

async function completions(
  host: EngineHost,
  scans: Scans,
  document: vscode.TextDocument,
  position: vscode.Position,
): Promise<vscode.CompletionItem[]> {
  if (!isTeamFile(document.uri)) return [];
  const help = await host.engine().assist(document.getText(), document.offsetAt(position));
  const range = new vscode.Range(document.positionAt(help.start), position);
  const keys = help.keys.map((key, i) => {
    const item = new vscode.CompletionItem(key.name, vscode.CompletionItemKind.Property);
    item.documentation = key.description;
    const isFlow = /\{[^}]*$/.test(document.lineAt(position.line).text.slice(0, position.character));
    const indent = ' '.repeat(range.start.character);
    item.insertText = new vscode.SnippetString(
      isFlow || key.holds === 'value' ? `${key.name}: $0` : `${key.name}:\n${indent}  ${key.holds === 'list' ? '- ' : ''}$0`,
    );
    // The lines of the snippet carry their indentation already.
    item.keepWhitespace = true;
    item.sortText = String(i).padStart(3, '0');
    item.range = range;
    if (key.holds !== 'value' || key.name === 'owner') item.command = { title: '', command: 'editor.action.triggerSuggest' };
    return item;
  });
  const values =
    help.valueOf === null
      ? []
      : [...help.values, ...knownValues(scans, document, help.path, help.valueOf)].map((value) => {
          const item = new vscode.CompletionItem(value, vscode.CompletionItemKind.Value);
          item.insertText = /^[\w./@-]+$/.test(value) ? value : JSON.stringify(value);
          item.range = range;
          return item;
        });
  return [...keys, ...values];
}
