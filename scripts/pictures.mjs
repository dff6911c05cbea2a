import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openEditor, runCommand, showFile, themes } from './editor.mjs';
import { root } from './editorParts.mjs';

/** Takes pictures of lens, hover, problem and report in the real editor: the dark ones for the README go to media/, all of them to dist/pictures/. */
const wanted = process.argv.slice(2);
const out = join(root, 'dist/pictures');
const inReadme = ['lens', 'hover', 'problems', 'sidebar', 'team', 'report'];
mkdirSync(out, { recursive: true });

async function take(page, name, theme) {
  // Fonts, fades and decorations settle.
  await page.waitForTimeout(700);
  await page.screenshot({ path: join(out, `${name}-${theme}.png`) });
  if (theme === 'dark' && inReadme.includes(name)) await page.screenshot({ path: join(root, `media/${name}.png`) });
  console.log(`${name}-${theme}.png`);
}

/** The icon of the extension as the marketplace takes it. */
async function drawIcon(page) {
  const svg = readFileSync(join(root, 'media/icon.svg'), 'utf8');
  const icon = await page.context().browser().newPage();
  await icon.setViewportSize({ width: 128, height: 128 });
  await icon.setContent(`<body style="margin:0;background:transparent">${svg}</body>`);
  await icon.screenshot({ path: join(root, 'media/icon.png'), omitBackground: true });
  await icon.close();
}

for (const theme of Object.keys(themes)) {
  if (wanted.length > 0 && !wanted.includes(theme)) continue;
  const folder = mkdtempSync(join(tmpdir(), 'llmcost-pictures-'));
  const workspace = join(folder, 'support-desk');
  cpSync(join(root, 'examples/support-desk'), workspace, { recursive: true });
  const { page, end } = await openEditor({ workspace, theme, openFile: join(workspace, 'service/triage.py'), size: { width: 1280, height: 800 }, settings: { 'editor.hover.delay': 100, 'editor.fontSize': 14, 'workbench.tips.enabled': false, 'typescript.validate.enable': false, 'javascript.validate.enable': false, 'python.analysis.typeCheckingMode': 'off', 'editor.hover.above': false } });
  page.setDefaultTimeout(30_000);
  try {
    if (theme === 'dark') await drawIcon(page);
    await page.locator('.codelens-decoration a', { hasText: '$' }).first().waitFor();
    await take(page, 'lens', theme);

    await showFile(page, 'service/answer.py', ':25:30');
    await page.locator('.codelens-decoration a', { hasText: '$' }).first().waitFor();
    await runCommand(page, 'Show or Focus Hover');
    await page.locator('.monaco-hover table').first().waitFor();
    await take(page, 'hover', theme);
    await page.keyboard.press('Escape');

    await showFile(page, 'web/lib/summarize.ts', ':8:30');
    await page.locator('.squiggly-warning, .squiggly-info, .squiggly-error').first().waitFor();
    await runCommand(page, 'Quick Fix...');
    await page.locator('.action-widget').first().waitFor();
    await take(page, 'quickfix', theme);
    await page.keyboard.press('Escape');

    await runCommand(page, 'Problems: Focus on Problems View');
    await page.locator('.markers-panel .monaco-list-row', { hasText: 'prompt-cache-missing' }).first().waitFor();
    await page.mouse.move(640, 5);
    await take(page, 'problems', theme);
    await runCommand(page, 'View: Hide Panel');

    await showFile(page, 'notebooks/grade.ipynb');
    await page.locator('.notebookOverlay .codelens-decoration a', { hasText: '$' }).first().waitFor();
    await take(page, 'notebook', theme);

    await showFile(page, 'llmcost.yaml');
    await page.locator('.codelens-decoration a', { hasText: 'matches' }).first().waitFor();
    await take(page, 'team', theme);

    await runCommand(page, 'View: Show LLM Cost');
    await page.locator('.pane-body .monaco-list-row', { hasText: '/month' }).first().waitFor();
    await showFile(page, 'service/answer.py', ':12:1');
    await take(page, 'sidebar', theme);
    await page.keyboard.press('Escape');
    await page.locator('[id$="llmcost.status"] a').click();
    await page.mouse.move(640, 5);
    await page.locator('.quick-input-list .monaco-list-row').first().waitFor();
    await take(page, 'menu', theme);
    await page.keyboard.press('Escape');
    for (const [mode, selector] of [['At the end of the line', '.view-lines [class*="ced-"]'], ['As an inlay hint', '.view-lines [class*="dyn-rule"]'], ['Above the call', '.codelens-decoration a']]) {
      await runCommand(page, 'LLM Cost: Choose Where Costs Are Shown');
      await page.locator('.quick-input-list .monaco-list-row', { hasText: mode }).click();
      await page.locator(selector).first().waitFor({ state: 'attached' });
      if (!mode.startsWith('Above')) await take(page, mode.startsWith('At') ? 'end-of-line' : 'inlay-hint', theme);
    }

    await runCommand(page, 'Welcome: Open Walkthrough...');
    await page.locator('.quick-input-widget input').fill('LLM calls cost');
    await page.locator('.quick-input-list .monaco-list-row', { hasText: 'LLM calls cost' }).first().click();
    await page.locator('.getting-started-step').first().waitFor();
    await page.mouse.move(640, 5);
    await take(page, 'walkthrough', theme);

    await runCommand(page, 'LLM Cost: Open Workspace Report');
    const inner = page.frameLocator('iframe.webview.ready[src*="extensionId=llm-cost-lens"]').frameLocator('iframe#active-frame');
    await inner.locator('table').first().waitFor();
    await take(page, 'report', theme);
  } catch (error) {
    await page.screenshot({ path: join(out, `failed-${theme}.png`) }).catch(() => {});
    console.error(`${theme}: ${error instanceof Error ? error.message : error}\nsee dist/pictures/failed-${theme}.png`);
    process.exitCode = 1;
  } finally {
    await end();
    rmSync(folder, { recursive: true, force: true });
  }
}
