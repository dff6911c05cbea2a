import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { HostTest } from '../runner.ts';
import { actionsAt, allLenses, codeOf, edited, folder, hoverAt, lensTitles, open, ours, revert, until, write } from './tools.ts';

const script = `import OpenAI from 'openai';

  const client = new OpenAI();
  export const ask = (question) => client.chat.completions.create({ model: 'gpt-4o-mini', messages: [{ role: 'user', content: question }] });
`;
/** How each kind of component holds a script, below and above what is shown. */
const components = {
  'web/Ask.vue': `<template>\n  <p title="client.chat.completions.create({})">{{ ask }}</p>\n</template>\n\n<script setup lang="ts">\n  ${script}</script>\n`,
  'web/Ask.svelte': `<p>{ask}</p>\n<script>\n  ${script}</script>\n<style>p { color: red; }</style>\n`,
  'web/Ask.astro': `---\n  ${script}---\n<p>{ask}</p>\n`,
};

export const componentTests: readonly HostTest[] = [
  {
    name: 'Vue, Svelte and Astro components have lens, hover, problem and fix while their scripts are typed, and nothing in what is shown',
    async run() {
      const titles: string[] = [];
      for (const [path, text] of Object.entries(components)) {
        await write(path, text);
        try {
          const { document } = await open(path);
          const at = document.positionAt(text.lastIndexOf('client.chat'));
          const lenses = await until(`a lens in ${path}`, async () => {
            const found = (await allLenses(document.uri)).filter((one) => one.command?.command === 'llmcost.explainCall' && one.command.title !== vscode.l10n.t('Why?'));
            return found.length > 0 && found;
          });
          assert.deepEqual(lenses.map((one) => one.range.start.line), [at.line], path);
          assert.match(await hoverAt(document, 'completions.create({ model'), /\| \*\*together\*\* \|/);
          const problem = await until(`the problem in ${path}`, () => ours(document.uri).find((one) => codeOf(one) === 'max-output-missing'));
          assert.deepEqual(problem.range.start, at, path);
          await edited(document, 'gpt-4o-mini', 'gpt-4.1');
          await until('the new model', async () => /gpt-4\.1\b/.test((await lensTitles(document.uri))[0] ?? ''));
          const fix = (await actionsAt(document.uri, problem.range)).find((one) => one.title.startsWith('Add max_completion_tokens') && one.edit);
          assert.ok(fix?.edit, path);
          await vscode.workspace.applyEdit(fix.edit);
          assert.equal(document.getText().replace(/(max_completion_tokens: )\d+/, '$1N'), text.replace('gpt-4o-mini', 'gpt-4.1').replace('content: question }] })', 'content: question }], max_completion_tokens: N })'), path);
          titles.push((await lensTitles(document.uri))[0] ?? '');
          await revert();
        } finally {
          await vscode.commands.executeCommand('workbench.action.closeActiveEditor');
          await vscode.workspace.fs.delete(vscode.Uri.joinPath(folder(), path));
        }
      }
      return titles.at(-1) ?? '';
    },
  },
  {
    name: 'a finding of a component is silenced for its file inside its script',
    async run() {
      await write('web/Ask.vue', components['web/Ask.vue']);
      try {
        const { document } = await open('web/Ask.vue');
        await until('the problem', () => ours(document.uri).some((one) => codeOf(one) === 'max-output-missing'));
        const silence = (await until('the action', async () => (await actionsAt(document.uri, ours(document.uri)[0]?.range ?? new vscode.Range(0, 0, 0, 0))).find((one) => one.title.startsWith('Silence max-output-missing')))).command;
        assert.ok(silence);
        await vscode.commands.executeCommand(silence.command, ...(silence.arguments ?? []), { where: 'file', reason: 'answers are short' });
        assert.match(document.getText(), /<script setup lang="ts">\n  \/\/ llmcost: ignore-file max-output-missing -- answers are short\n  import OpenAI/);
        await until('silence', () => !ours(document.uri).some((one) => codeOf(one) === 'max-output-missing'));
        await revert();
      } finally {
        await vscode.commands.executeCommand('workbench.action.closeActiveEditor');
        await vscode.workspace.fs.delete(vscode.Uri.joinPath(folder(), 'web/Ask.vue'));
      }
    },
  },
];
