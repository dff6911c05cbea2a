import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../editorParts.mjs';
import { runCommand, showFile } from '../editor.mjs';
import { stage } from '../package.mjs';
import { eventually, expectThat, openMenu, press } from './tools.mjs';

/** The editor's own name for a language that is not one. */
export const language = 'qps-ploc';
const [before, after] = ['⟦', '⟧'];

/** The package with a made-up translation of everything that can be translated: each text in brackets. */
export function translatedExtension() {
  const folder = stage(join(root, 'dist/test/translated'));
  for (const [from, to] of [
    ['l10n/bundle.l10n.json', `l10n/bundle.l10n.${language}.json`],
    ['package.nls.json', `package.nls.${language}.json`],
  ]) {
    const texts = JSON.parse(readFileSync(join(folder, from), 'utf8'));
    writeFileSync(
      join(folder, to),
      JSON.stringify(Object.fromEntries(Object.entries(texts).map(([key, text]) => [key, `${before}${text}${after}`]))),
    );
  }
  cpSync(join(root, 'package.nls.json'), join(folder, 'package.nls.json'));
  return folder;
}

/** What is left of a text without what was translated, figures, marks and names: words that no bundle reaches. */
function untranslated(text, names) {
  let depth = 0;
  let out = '';
  for (const letter of text) {
    if (letter === before) depth++;
    else if (letter === after) depth--;
    else if (depth === 0) out += letter;
  }
  for (const name of names) out = out.replaceAll(name, ' ');
  return out.match(/[A-Za-z]{2,}/g) ?? [];
}

/** Every surface in a language that nobody speaks: words that stay are not ready to be translated. */
export const inAnotherLanguage = [
  [
    'with a translation, lenses, hover, status bar, side bar and menus are in its language',
    async (page) => {
      await showFile(page, 'service/answer.py', ':24:30');
      const names = [
        'text-embedding-3-small',
        'claude-sonnet-4-5',
        'anthropic/claude-sonnet-4-5',
        'anthropic.messages',
        'LLM Cost Lens',
        'Shop chat',
        'Support desk',
        'Drafter.draft',
        'Drafter._nearest',
        'service/answer.py',
        'prompt-cache-missing',
        'llmcost.yaml',
      ];
      const check = (what, text) =>
        expectThat(
          untranslated(text, names).length === 0 && text.includes(before),
          `${what} is not translated: ${untranslated(text, names).join(' ')} in ${text}`,
        );
      const lenses = page.locator('.codelens-decoration a', { hasText: 'claude-sonnet-4-5' });
      await eventually('the month', async () => /month/.test((await lenses.first().textContent()) ?? ''));
      check('lens', (await lenses.first().textContent()) ?? '');
      const status = page.locator('[id$="llmcost.status"] a');
      await eventually('the workspace', async () => /month/.test((await status.textContent()) ?? ''));
      check('status bar', (await status.textContent()) ?? '');
      await runCommand(page, 'Show or Focus Hover');
      const table = page.locator('.monaco-hover table').first();
      await table.waitFor();
      check('hover', (await table.textContent()) ?? '');
      await press(page, 'Escape');
      await page.locator('.activitybar [aria-label*="LLM Cost"]').first().click();
      const call = page.locator('.pane-body .monaco-list-row', { hasText: 'Drafter.draft' }).first();
      await call.waitFor();
      check('call in the side bar', `${await call.textContent()} ${await call.getAttribute('aria-label')}`);
      const rule = page.locator('.pane-body .monaco-list-row', { hasText: 'prompt-cache-missing' }).first();
      check('finding in the side bar', (await rule.getAttribute('aria-label')) ?? '');
      check('views', `${(await page.locator('.pane-header h3').allTextContents()).join(' ')}`);
      const offered = await openMenu(page);
      for (const one of offered) check('menu', one);
      await press(page, 'Escape');
      return `${await lenses.first().textContent()} · ${offered[0]}`;
    },
  ],
];
