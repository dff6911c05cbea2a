import * as vscode from 'vscode';
import { assistantTools } from '../workspace/assistant.ts';
import type { EngineHost, Platform } from './engineHost.ts';
import type { Guard } from './guard.ts';

/** The same questions for coding assistants in the editor: as language model tools, and as an MCP server that the editor can start. */
export function registerAssistant(context: vscode.ExtensionContext, platform: Platform, host: EngineHost, guard: Guard): vscode.Disposable {
  const workspaces = () =>
    (vscode.workspace.workspaceFolders ?? []).map((folder) => ({ name: folder.name, workspace: host.workspace(folder), done: () => {} }));
  // The engine is asked for at the question, so that its thread starts no earlier.
  const tools = assistantTools({
    get engine() {
      return host.engine();
    },
    workspaces,
  });
  const registered = tools.map((tool) =>
    vscode.lm.registerTool<Record<string, unknown>>(tool.name, {
      prepareInvocation: () => ({ invocationMessage: tool.title }),
      async invoke({ input }, token) {
        const abort = new AbortController();
        token.onCancellationRequested(() => abort.abort(new vscode.CancellationError()));
        const answer = await guard.run(tool.title, vscode.l10n.t('This could not be answered.'), () =>
          tool
            .run(input, abort.signal)
            .catch((error: unknown) => (error instanceof Error && error.name === 'Error' ? error.message : Promise.reject(error))),
        );
        return new vscode.LanguageModelToolResult([new vscode.LanguageModelTextPart(answer)]);
      },
    }),
  );
  const { node } = platform;
  const server =
    node &&
    vscode.lm.registerMcpServerDefinitionProvider('llmcost.mcp', {
      provideMcpServerDefinitions: () => {
        const folders = (vscode.workspace.workspaceFolders ?? []).filter((one) => one.uri.scheme === 'file').map((one) => one.uri.fsPath);
        const { version } = context.extension.packageJSON as { readonly version: string };
        return folders.length === 0
          ? []
          : [
              new vscode.McpStdioServerDefinition(
                'LLM Cost Lens',
                node.command,
                [vscode.Uri.joinPath(context.extensionUri, 'dist/cli.mjs').fsPath, 'mcp', ...folders],
                node.env,
                version,
              ),
            ];
      },
    });
  return vscode.Disposable.from(...registered, ...(server ? [server] : []));
}
