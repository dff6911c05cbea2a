import * as vscode from 'vscode';
import type { Currency } from '../model.ts';
import type { CountedText } from '../workspace/engine.ts';
import type { Analyses } from './analyses.ts';
import type { EngineHost } from './engineHost.ts';
import type { Guard } from './guard.ts';
import { space } from './lenses.ts';
import { modelNear, tokenDetails, tokenWords } from './promptTokens.ts';
import type { Scans } from './scans.ts';
import { documents } from './selector.ts';
import { sourceOf } from './units.ts';

/** Tokens above long string literals: in every file by a setting, in one file by a command. */
export function registerStringTokens(host: EngineHost, analyses: Analyses, scans: Scans, guard: Guard): vscode.Disposable {
  const changed = new vscode.EventEmitter<void>();
  const asked = new Set<string>();
  return vscode.Disposable.from(
    changed,
    vscode.workspace.onDidCloseTextDocument((document) => asked.delete(document.uri.toString())),
    vscode.workspace.onDidChangeConfiguration((event) => event.affectsConfiguration('llmcost.tokens.strings') && changed.fire()),
    vscode.languages.registerCodeLensProvider(documents, {
      onDidChangeCodeLenses: changed.event,
      async provideCodeLenses(document) {
        const isWanted =
          asked.has(document.uri.toString()) || vscode.workspace.getConfiguration('llmcost', document).get('tokens.strings', false);
        const source = isWanted ? sourceOf(document) : null;
        const [chunk] = source?.chunks ?? [];
        if (!source || !chunk) return [];
        const { version } = document;
        const found = await guard.run('counting tokens of strings', [], () =>
          host.engine().longTexts(source.language, chunk.text, modelNear(analyses, document)),
        );
        return document.version === version ? found.map((one) => lens(document, one, scans.currencyAt(document.uri))) : [];
      },
    }),
    vscode.commands.registerCommand('llmcost.toggleStringTokens', () => {
      const document = vscode.window.activeTextEditor?.document;
      if (!document || !sourceOf(document))
        return void vscode.window.showInformationMessage(vscode.l10n.t('Strings are counted in Python, JavaScript and TypeScript.'));
      const key = document.uri.toString();
      if (!asked.delete(key)) asked.add(key);
      changed.fire();
    }),
  );
}

function lens(document: vscode.TextDocument, counted: CountedText, currency: Currency | undefined): vscode.CodeLens {
  const at = document.positionAt(counted.span.start);
  const holes =
    counted.holes === 0
      ? ''
      : counted.holes === 1
        ? ` ${vscode.l10n.t('and 1 variable')}`
        : ` ${vscode.l10n.t('and {0} variables', counted.holes)}`;
  return new vscode.CodeLens(new vscode.Range(at, at), {
    title: `$(symbol-string)${space}${tokenWords(counted)}${holes}`,
    tooltip: tokenDetails(counted, currency),
    command: 'llmcost.countTokens',
    arguments: [counted],
  });
}
