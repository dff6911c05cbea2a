import * as vscode from 'vscode';
import type { Currency } from '../model.ts';
import type { TextTokens } from '../workspace/engine.ts';
import { money, tokens } from '../report/wording.ts';
import type { Analyses } from './analyses.ts';
import type { EngineHost } from './engineHost.ts';
import type { Guard } from './guard.ts';
import type { Scans } from './scans.ts';

/** Files that people keep prompts in. */
const promptFiles: vscode.DocumentSelector = [
  { pattern: '**/*.{prompt,prompty,jinja,jinja2,j2}' },
  { pattern: '**/{prompt,prompts}/**/*.{txt,md}' },
  { language: 'jinja' },
  { language: 'prompt' },
];
/** Longest selection that is counted while it is dragged. */
const longest = 400_000;
const settleMs = 200;

/** How many tokens a text has: of the selection in the status bar, above prompt files, and of anything on demand. */
export function registerPromptTokens(
  host: EngineHost,
  analyses: Analyses,
  scans: Scans,
  guard: Guard,
): vscode.Disposable & { selection(): string } {
  const item = vscode.window.createStatusBarItem('llmcost.selection', vscode.StatusBarAlignment.Right, 91);
  item.name = vscode.l10n.t('LLM Cost Lens: tokens of the selection');
  item.command = 'llmcost.countTokens';
  let timer: ReturnType<typeof setTimeout> | undefined;
  let isShown = false;
  const lensesChanged = new vscode.EventEmitter<void>();

  const count = async (document: vscode.TextDocument, text: string): Promise<TextTokens> =>
    host.engine().count(text, modelNear(analyses, document));
  const hide = () => {
    isShown = false;
    item.hide();
  };
  const show = async (): Promise<void> => {
    const editor = vscode.window.activeTextEditor;
    const text =
      editor && !editor.selection.isEmpty && vscode.workspace.getConfiguration('llmcost', editor.document.uri).get('tokens.selection', true)
        ? selectedText(editor)
        : '';
    if (!editor || text.trim() === '' || text.length > longest) return hide();
    const made = await count(editor.document, text);
    item.text = `$(symbol-string) ${tokenWords(made)}`;
    item.tooltip = tokenDetails(made, scans.currencyAt(editor.document.uri));
    item.accessibilityInformation = { label: vscode.l10n.t('Selection: {0}', tokenWords(made)), role: 'button' };
    isShown = true;
    item.show();
  };
  const soon = () => {
    clearTimeout(timer);
    timer = setTimeout(() => void guard.run('counting tokens', undefined, show), settleMs);
  };
  const subscriptions = vscode.Disposable.from(
    item,
    lensesChanged,
    new vscode.Disposable(() => clearTimeout(timer)),
    vscode.window.onDidChangeTextEditorSelection(soon),
    vscode.window.onDidChangeActiveTextEditor(soon),
    vscode.workspace.onDidChangeConfiguration((event) => {
      if (!event.affectsConfiguration('llmcost.tokens')) return;
      lensesChanged.fire();
      soon();
    }),
    vscode.languages.registerCodeLensProvider(promptFiles, {
      onDidChangeCodeLenses: lensesChanged.event,
      async provideCodeLenses(document) {
        if (!vscode.workspace.getConfiguration('llmcost', document.uri).get('tokens.promptFiles', true) || document.getText().trim() === '')
          return [];
        const made = await guard.run('counting tokens', null, () => count(document, document.getText()));
        return made
          ? [
              new vscode.CodeLens(new vscode.Range(0, 0, 0, 0), {
                title: tokenWords(made),
                tooltip: tokenDetails(made, scans.currencyAt(document.uri)),
                command: 'llmcost.countTokens',
              }),
            ]
          : [];
      },
    }),
    vscode.commands.registerCommand('llmcost.countTokens', (given: unknown) =>
      guard.run('counting tokens', undefined, async () => {
        const editor = vscode.window.activeTextEditor;
        if (isCounted(given))
          return void vscode.window.showInformationMessage(
            `${tokenWords(given)}. ${tokenDetails(given, editor && scans.currencyAt(editor.document.uri))}`,
          );
        if (!editor) return;
        const selected = selectedText(editor);
        const made = await count(editor.document, selected || editor.document.getText());
        void vscode.window.showInformationMessage(
          `${selected ? vscode.l10n.t('Selection: {0}', tokenWords(made)) : vscode.l10n.t('File: {0}', tokenWords(made))}. ${tokenDetails(made, scans.currencyAt(editor.document.uri))}`,
        );
      }),
    ),
  );
  return { selection: () => (isShown ? item.text : ''), dispose: () => subscriptions.dispose() };
}

function selectedText(editor: vscode.TextEditor): string {
  return editor.selections.map((one) => editor.document.getText(one)).join('\n');
}

function isCounted(value: unknown): value is TextTokens {
  return typeof value === 'object' && value !== null && 'tokens' in value && 'tokenizer' in value;
}

/** The model of the first call of the file, where one is known: its tokenizer counts. */
export function modelNear(analyses: Analyses, document: vscode.TextDocument): string | null {
  const model = analyses
    .shown(document)
    .calls.map((one) => one.item.call.model)
    .find((one) => one.state === 'known');
  return model?.state === 'known' ? model.value : null;
}

/** `1,234 tokens`, with the range where the tokenizer is only near. */
export function tokenWords({ tokens: count }: TextTokens): string {
  return count.low === count.high
    ? vscode.l10n.t('{0} tokens', count.expected.toLocaleString('en-US'))
    : vscode.l10n.t('{0} tokens ({1}–{2})', count.expected.toLocaleString('en-US'), tokens(count.low), tokens(count.high));
}

/** By which tokenizer, and what that costs as input where the price is known. */
export function tokenDetails(made: TextTokens, currency: Currency | undefined): string {
  const cost =
    made.inputRate === null
      ? ''
      : ` ${vscode.l10n.t('As input of {0} that is {1} a call.', made.model ?? '', money(BigInt(Math.round(made.inputRate * made.tokens.expected * 1e6)), currency))}`;
  return `${vscode.l10n.t('Counted with {0}.', made.tokenizer)}${cost}`;
}
