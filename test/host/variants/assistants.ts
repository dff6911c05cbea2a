import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { runTests, type HostTest } from '../runner.ts';

/** A person starts the server meanwhile; see `scripts/pages/start.mjs`. */
const patienceMs = 55_000;

/** A window with assistants, which has tools of ours twice: the extension's own, and those of the MCP server once the editor runs it. */
const tests: readonly HostTest[] = [
  {
    name: 'a tool of the MCP server that the editor runs answers about the workspace',
    async run() {
      for (const until = Date.now() + patienceMs; Date.now() < until; await new Promise((resolve) => setTimeout(resolve, 100))) {
        const tool = vscode.lm.tools.find((one) => one.name.startsWith('mcp_') && one.name.endsWith('llmcost_list_calls'));
        if (!tool) continue;
        const { content } = await vscode.lm.invokeTool(tool.name, { input: {}, toolInvocationToken: undefined });
        const text = content.map((one) => (one instanceof vscode.LanguageModelTextPart ? one.value : '')).join('');
        assert.match(text, /service\/answer\.py/);
        return `${tool.name}: ${text.split('\n')[0] ?? ''}`;
      }
      assert.fail(`no tool of the server among ${vscode.lm.tools.map((one) => one.name).join(', ')}`);
    },
  },
];

export const run = (): Promise<void> => runTests(tests, __filename);
