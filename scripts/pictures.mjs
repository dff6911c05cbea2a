import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { openEditor, reportFrame, runCommand, showFile, themes } from './editor.mjs';
import { press } from './pages/tools.mjs';
import { root } from './editorParts.mjs';
import { exampleCopy } from './hostFolders.mjs';

/** Takes pictures of every surface in the real editor, in each theme (or those named): those for README and walkthrough go to media/, all of them to dist/pictures/. */
const wanted = process.argv.slice(2);
const out = join(root, 'dist/pictures');
/** What the README and the walkthrough show of the window: the part that it is about, so that it can be read at half the size. */
const inReadme = {
  lens: { x: 352, y: 337, width: 880, height: 248 },
  hover: { x: 410, y: 386, width: 866, height: 350 },
  problems: { x: 352, y: 36, width: 924, height: 732 },
  sidebar: { x: 0, y: 36, width: 1280, height: 732 },
  team: { x: 352, y: 281, width: 740, height: 428 },
  report: { x: 352, y: 36, width: 924, height: 732 },
};
mkdirSync(out, { recursive: true });
mkdirSync(join(root, 'media/light'), { recursive: true });

async function take(page, name, theme) {
  // Over an empty stretch of the status bar, where the pointer brings up nothing. Fonts, fades and decorations settle.
  await page.mouse.move(400, 786);
  await page.waitForTimeout(700);
  await page.screenshot({ path: join(out, `${name}-${theme}.png`) });
  const folder = { dark: 'media', light: 'media/light' }[theme];
  if (folder && inReadme[name] && (theme === 'dark' || name !== 'report'))
    await page.screenshot({ path: join(root, folder, `${name}.png`), clip: inReadme[name] });
  console.log(`${name}-${theme}.png`);
}

/** Drags the edge of the side bar. */
async function widenSideBar(page, width) {
  const { x, width: now } = await page.locator('.part.sidebar').boundingBox();
  await page.mouse.move(x + now + 2, 460);
  await page.mouse.down();
  await page.mouse.move(x + width + 2, 460, { steps: 5 });
  await page.mouse.up();
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
  const { folder, example: workspace } = exampleCopy();
  const { page, end } = await openEditor({
    workspace,
    theme,
    size: { width: 1280, height: 800 },
    settings: {
      'editor.hover.delay': 100,
      'editor.fontSize': 14,
      'workbench.tips.enabled': false,
      'git.blame.statusBarItem.enabled': false,
      'typescript.validate.enable': false,
      'javascript.validate.enable': false,
      'python.analysis.typeCheckingMode': 'off',
      'editor.hover.above': false,
    },
  });
  page.setDefaultTimeout(30_000);
  try {
    if (theme === 'dark') await drawIcon(page);
    // Only now: what still loads may hand the words for the theme's picker to an editor.
    await showFile(page, 'service/triage.py');
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
    await page.locator('.action-widget .monaco-list-row', { hasText: 'Silence max-output-missing' }).click();
    await page.locator('.quick-input-list .monaco-list-row').first().waitFor();
    await take(page, 'silence', theme);
    await page.keyboard.press('Escape');

    await runCommand(page, 'Problems: Focus on Problems View');
    await page.locator('.markers-panel .monaco-list-row', { hasText: 'prompt-cache-missing' }).first().waitFor();
    await take(page, 'problems', theme);
    await runCommand(page, 'View: Hide Panel');

    await showFile(page, 'notebooks/grade.ipynb');
    await page.locator('.notebookOverlay .codelens-decoration a', { hasText: '$' }).first().waitFor();
    await take(page, 'notebook', theme);

    await showFile(page, 'llmcost.yaml');
    await page.locator('.codelens-decoration a', { hasText: 'matches' }).first().waitFor();
    await take(page, 'team', theme);
    await page.locator('.view-line', { hasText: 'volume: 120000/month' }).locator('span', { hasText: 'volume' }).last().hover();
    await page.locator('.monaco-hover', { hasText: 'How often' }).first().waitFor();
    await page.waitForTimeout(700);
    await page.screenshot({ path: join(out, `team-hover-${theme}.png`) });
    console.log(`team-hover-${theme}.png`);
    await showFile(page, 'llmcost.yaml', ':18:60');
    await press(page, 'End', 'Enter');
    await runCommand(page, 'Trigger Suggest');
    await page.locator('.suggest-widget.visible .monaco-list-row').first().waitFor();
    await take(page, 'team-completion', theme);
    await press(page, 'Escape');
    await runCommand(page, 'File: Revert File');

    await runCommand(page, 'View: Show LLM Cost');
    await page.locator('.pane-body .monaco-list-row', { hasText: '/month' }).first().waitFor();
    await showFile(page, 'service/answer.py', ':12:1');
    await widenSideBar(page, 460);
    await page.locator('.pane-body .monaco-list-row', { hasText: 'prompt-cache-missing' }).first().click();
    await runCommand(page, 'LLM Cost: Focus on Budgets View');
    await page.locator('.pane-body .monaco-list-row', { hasText: 'Support desk' }).first().waitFor();
    await showFile(page, 'service/answer.py', ':12:1');
    await take(page, 'sidebar', theme);
    await page.locator('.pane-body .monaco-list-row', { hasText: 'Drafter.draft' }).first().click({ button: 'right' });
    await page.locator('.monaco-menu .action-item', { hasText: 'Copy the Call' }).first().waitFor();
    await take(page, 'context-menu', theme);
    await press(page, 'Escape');
    await widenSideBar(page, 300);
    await page.keyboard.press('Escape');
    await page.locator('[id$="llmcost.status"] a').hover();
    await page.locator('.monaco-hover', { hasText: 'Workspace:' }).first().waitFor();
    await page.waitForTimeout(700);
    await page.screenshot({ path: join(out, `status-${theme}.png`) });
    console.log(`status-${theme}.png`);
    await runCommand(page, 'LLM Cost: What Next');
    await page.locator('.quick-input-list .monaco-list-row').first().waitFor();
    await take(page, 'menu', theme);
    await page.keyboard.press('Escape');
    for (const [mode, selector] of [
      ['At the end of the line', '.view-lines [class*="ced-"]'],
      ['As an inlay hint', '.view-lines [class*="dyn-rule"]'],
      ['Above the call', '.codelens-decoration a'],
    ]) {
      await runCommand(page, 'LLM Cost: Choose Where Costs Are Shown');
      await page.locator('.quick-input-list .monaco-list-row', { hasText: mode }).click();
      await page.locator(selector).first().waitFor({ state: 'attached' });
      if (!mode.startsWith('Above')) await take(page, mode.startsWith('At') ? 'end-of-line' : 'inlay-hint', theme);
    }

    await runCommand(page, 'LLM Cost: Open Workspace Report');
    const report = reportFrame(page);
    await report.locator('table').first().waitFor();
    await take(page, 'report', theme);
    await report.locator('[name=volumeTimes]').fill('1.5');
    await report.locator('.what-if output', { hasText: '$' }).waitFor();
    await report.locator('.what-if').evaluate((form) => form.scrollIntoView({ block: 'center' }));
    await take(page, 'what-if', theme);
    await runCommand(page, 'View: Close Editor');

    await showFile(page, 'service/prompts/agent.md');
    await page.locator('.codelens-decoration a', { hasText: 'tokens' }).first().waitFor();
    await runCommand(page, 'Select All');
    await page.locator('[id$="llmcost.selection"]', { hasText: 'tokens' }).waitFor();
    await take(page, 'prompt-tokens', theme);
    writeFileSync(
      join(workspace, 'service/macro.py'),
      `RULES = """${'You write macros for agents of a support desk. Answer in the language of the ticket. '.repeat(3)}"""\n\n\ndef rules(team: str) -> str:\n    return f"${'Follow the house style of this team, and never promise a refund. '.repeat(4)}{team}"\n`,
    );
    await page.waitForTimeout(500);
    await showFile(page, 'service/macro.py');
    await runCommand(page, 'LLM Cost: Show or Hide Tokens of Long Strings');
    await page.locator('.codelens-decoration a', { hasText: 'tokens' }).first().waitFor();
    await take(page, 'string-tokens', theme);

    writeFileSync(
      join(workspace, 'web/lib/models.ts'),
      readFileSync(join(workspace, 'web/lib/models.ts'), 'utf8').replace('gpt-4.1-mini', 'gpt-4.1'),
    );
    await showFile(page, 'web/app/api/chat/route.ts');
    await page.locator('.codelens-decoration a', { hasText: 'gpt-4.1 ' }).first().waitFor();
    await runCommand(page, 'LLM Cost: Compare Costs with a Git Ref');
    await page.locator('.quick-input-list .monaco-list-row', { hasText: 'HEAD' }).first().click();
    await page.locator('.codelens-decoration a', { hasText: 'vs HEAD' }).first().waitFor();
    await runCommand(page, 'LLM Cost: Focus on Changes View');
    await widenSideBar(page, 460);
    await runCommand(page, 'Notifications: Clear All Notifications');
    await take(page, 'compare', theme);
    await runCommand(page, 'LLM Cost: Stop Comparing');

    await runCommand(page, 'LLM Cost: Focus on Budgets View');
    await page.locator('.monaco-list-row', { hasText: 'Shop chat' }).first().waitFor();
    await page.waitForTimeout(2000);
    await take(page, 'budgets', theme);

    await runCommand(page, 'View: Toggle Primary Side Bar Visibility');
    await runCommand(page, 'Welcome: Open Walkthrough...');
    await page.locator('.quick-input-widget input').fill('LLM calls cost');
    await page.locator('.quick-input-list .monaco-list-row', { hasText: 'LLM calls cost' }).first().click();
    await page.locator('.getting-started-step').first().waitFor();
    await page.waitForTimeout(1500);
    await take(page, 'walkthrough', theme);
  } catch (error) {
    await page.screenshot({ path: join(out, `failed-${theme}.png`) }).catch(() => {});
    console.error(`${theme}: ${error instanceof Error ? error.message : error}\nsee dist/pictures/failed-${theme}.png`);
    process.exitCode = 1;
  } finally {
    await end();
    rmSync(folder, { recursive: true, force: true });
  }
}
