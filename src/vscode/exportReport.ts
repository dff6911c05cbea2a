import * as vscode from 'vscode';
import type { Report } from '../model.ts';
import { renderCsv } from '../report/csv.ts';
import { renderFocus } from '../report/focus.ts';
import { renderHtmlPage } from '../report/html.ts';
import { renderJson } from '../report/json.ts';
import { renderMarkdown } from '../report/markdown.ts';
import { renderSarif } from '../report/sarif.ts';
import type { Guard } from './guard.ts';
import type { Scans } from './scans.ts';

/** What the page of its own is made with. */
interface PageParts {
  readonly style: string;
  readonly script: string;
  readonly prints: boolean;
}
/** A format that the report can be saved in. */
interface ReportFile {
  readonly id: string;
  readonly ending: string;
  readonly label: string;
  readonly detail: string;
  render(report: Report, page: PageParts): string;
}

const reportFiles = (): readonly ReportFile[] => [
  {
    id: 'html',
    ending: 'html',
    label: 'HTML',
    detail: vscode.l10n.t('One file with charts and sortable tables, for a browser or print'),
    render: renderHtmlPage,
  },
  { id: 'markdown', ending: 'md', label: 'Markdown', detail: vscode.l10n.t('For a pull request or a wiki'), render: renderMarkdown },
  { id: 'csv', ending: 'csv', label: 'CSV', detail: vscode.l10n.t('One row a call, exact decimals'), render: renderCsv },
  { id: 'json', ending: 'json', label: 'JSON', detail: vscode.l10n.t('Everything, by the published schema'), render: renderJson },
  { id: 'sarif', ending: 'sarif', label: 'SARIF', detail: vscode.l10n.t('Findings, for code scanning'), render: renderSarif },
  { id: 'focus', ending: 'csv', label: 'FOCUS', detail: vscode.l10n.t('The projected month, for FinOps tools'), render: renderFocus },
];

/**
 * Commands that take the workspace report out of the editor: saved in one of the formats (`(format, target)` where both are known), or printed.
 * The editor lets no page print, so that is done by a browser, with the HTML file: opened at once where both are on this machine, saved where a person wants it otherwise.
 */
export function registerExportReport(context: vscode.ExtensionContext, scans: Scans, guard: Guard): vscode.Disposable {
  const asset = async (name: string) =>
    new TextDecoder().decode(await vscode.workspace.fs.readFile(vscode.Uri.joinPath(context.extensionUri, 'dist/assets', name)));
  const write = async (folder: vscode.WorkspaceFolder, file: ReportFile, target: vscode.Uri, prints = false) => {
    const scanned = scans.of(folder);
    const report = scanned && !scanned.isStale ? scanned.report : await scans.scan(folder);
    const page =
      file.id === 'html'
        ? { style: await asset('report.css'), script: await asset('report.js'), prints }
        : { style: '', script: '', prints };
    await vscode.workspace.fs.writeFile(target, new TextEncoder().encode(file.render(report, page)));
  };
  return vscode.Disposable.from(
    vscode.commands.registerCommand('llmcost.exportReport', (format: unknown, given: unknown) =>
      guard.run('saving the report', undefined, async () => {
        const folder = given instanceof vscode.Uri ? vscode.workspace.workspaceFolders?.[0] : await pickFolder();
        const file =
          reportFiles().find((one) => one.id === format) ??
          (folder &&
            (await vscode.window.showQuickPick(reportFiles(), { title: vscode.l10n.t('Save the report as…'), matchOnDetail: true })));
        if (!folder || !file) return;
        const target = given instanceof vscode.Uri ? given : await askTarget(folder, file);
        if (!target) return;
        await write(folder, file, target);
        const open = vscode.l10n.t('Open');
        const answer = vscode.window.showInformationMessage(vscode.l10n.t('The report was saved as {0}.', nameOf(target)), open);
        void answer.then(
          async (chosen) =>
            chosen === open &&
            void (canOpenOutside(target) && file.id === 'html'
              ? await vscode.env.openExternal(target)
              : await vscode.window.showTextDocument(target)),
        );
      }),
    ),
    vscode.commands.registerCommand('llmcost.printReport', () =>
      guard.run('printing the report', undefined, async () => {
        const folder = await pickFolder();
        const [page] = reportFiles();
        if (!folder || !page) return;
        const target = vscode.Uri.joinPath(context.globalStorageUri, 'llm-cost-report.html');
        // A browser here cannot open a file that lies on another machine.
        if (!canOpenOutside(target)) {
          const chosen = await askTarget(folder, page);
          if (!chosen) return;
          await write(folder, page, chosen, true);
          return void vscode.window.showInformationMessage(
            vscode.l10n.t('{0} prints itself when it is opened in a browser.', nameOf(chosen)),
          );
        }
        await vscode.workspace.fs.createDirectory(context.globalStorageUri);
        await write(folder, page, target, true);
        await vscode.env.openExternal(target);
      }),
    ),
  );
}

const nameOf = (uri: vscode.Uri): string => uri.path.split('/').at(-1) ?? '';

function askTarget(folder: vscode.WorkspaceFolder, file: ReportFile): Thenable<vscode.Uri | undefined> {
  return vscode.window.showSaveDialog({
    defaultUri: vscode.Uri.joinPath(folder.uri, `llm-cost-report.${file.ending}`),
    filters: { [file.label]: [file.ending] },
  });
}

async function pickFolder(): Promise<vscode.WorkspaceFolder | undefined> {
  const folders = vscode.workspace.workspaceFolders ?? [];
  if (folders.length === 0) void vscode.window.showInformationMessage(vscode.l10n.t('Open a folder to see its LLM cost report.'));
  return folders.length > 1 ? vscode.window.showWorkspaceFolderPick() : folders[0];
}

const canOpenOutside = (uri: vscode.Uri): boolean => uri.scheme === 'file' && vscode.env.remoteName === undefined;
