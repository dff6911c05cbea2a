import { reportFrame, runCommand } from '../editor.mjs';

/** What every check of the page is made with. A check is `[name, async (page, workspace) => note?]`; it fails by throwing. */
export const lens = (page, text) => page.locator('.codelens-decoration a', { hasText: text }).first().waitFor({ timeout: 60_000 });
export const expectThat = (isTrue, words) => {
  if (!isTrue) throw new Error(words);
};
/** What has the keyboard, as a screen reader names it. */
export const focused = (page) =>
  page.evaluate(() => {
    const active = document.activeElement;
    const row = active?.getAttribute('aria-activedescendant');
    return (row ? document.getElementById(row) : active)?.getAttribute('aria-label') ?? '';
  });
export const press = async (page, ...keys) => {
  for (const key of keys) {
    await page.keyboard.press(key);
    await page.waitForTimeout(120);
  }
};
/** Closes what is open: menus, and editors without what was not saved. */
export async function clear(page) {
  await press(page, 'Escape', 'Escape');
  await runCommand(page, 'View: Close All Editors');
  // Asked once a file.
  const away = page.locator('.monaco-dialog-box .monaco-button', { hasText: "Don't Save" });
  while (
    await away.waitFor({ timeout: 1000 }).then(
      () => true,
      () => false,
    )
  )
    await away.click();
}
export async function eventually(what, ask, ms = 20_000) {
  for (const until = Date.now() + ms; ; await new Promise((resolve) => setTimeout(resolve, 100))) {
    const answer = await ask();
    if (answer) return answer;
    if (Date.now() > until) throw new Error(`waited for ${what}`);
  }
}

/** Brings the keyboard to the first row of one of our views. */
export async function focusView(page, view, row) {
  await eventually(
    `the keyboard in ${view}`,
    async () => {
      // A view that was not shown before has nothing yet that could take the keyboard.
      // The palette offers to focus a view only once its side bar was shown.
      if ((await page.locator('.pane-header[aria-label^="Calls"]').count()) === 0)
        await page.locator('.activitybar [aria-label^="LLM Cost"]').first().click();
      await runCommand(page, `LLM Cost: Focus on ${view} View`);
      await page.locator('.pane-body .monaco-list-row', { hasText: row }).first().waitFor();
      await press(page, 'Home');
      return (await focused(page)) !== '' && page.evaluate(() => document.activeElement?.closest('.pane-body') !== null);
    },
    60_000,
  );
}

/** A row of a list that is asked for at the top of the window. */
export const choice = (page, text) => page.locator('.quick-input-list .monaco-list-row:visible', { hasText: text }).first();
/** Labels of what is offered at the top of the window, once it is. */
export async function choices(page) {
  const rows = page.locator('.quick-input-list .monaco-list-row');
  await rows.first().waitFor();
  return rows.evaluateAll((all) => all.map((one) => one.getAttribute('aria-label') ?? ''));
}
/** Clicks our item in the status bar; gives the labels of what it offers. */
export async function openMenu(page) {
  await page.locator('[id$="llmcost.status"] a').click();
  await page.locator('.quick-input-title', { hasText: 'LLM Cost Lens' }).waitFor();
  await page.locator('.quick-input-list .monaco-list-row').first().waitFor();
  await page.waitForTimeout(300);
  // Rows of what was asked before stay in the page, behind the new ones.
  return page.evaluate(() =>
    [...document.querySelectorAll('.quick-input-list .monaco-list-row')]
      .filter((row) => {
        const { left, top, height } = row.getBoundingClientRect();
        return document.elementFromPoint(left + 40, top + height / 2)?.closest('.monaco-list-row') === row;
      })
      .map((row) => row.querySelector('.label-name')?.textContent ?? ''),
  );
}
/** What the person was told since the last time, newest first. */
export async function notifications(page) {
  await runCommand(page, 'Notifications: Show Notifications');
  await page.waitForTimeout(300);
  const told = await page.locator('.notifications-center .notification-list-item').allTextContents();
  await runCommand(page, told.length > 0 ? 'Notifications: Clear All Notifications' : 'Notifications: Hide Notifications');
  return told;
}
/** Text of one of them; waits for it. */
export const notification = (page, text) =>
  eventually(`the notification ${text}`, async () => (await notifications(page)).find((one) => one.includes(text)));
/** The report as a page, in front. A check begins with it even where the one before had it open: it may have to open it again. */
export async function openReport(page) {
  const report = reportFrame(page);
  const form = report.locator('form.what-if');
  // Opened anew it takes the keyboard, now or a moment later.
  if (!(await form.isVisible().catch(() => false))) await runCommand(page, 'LLM Cost: Open Workspace Report');
  await form.waitFor({ timeout: 60_000 });
  return report;
}
/** Back to the tab of the report. */
export const backToReport = (page) => page.locator('.tab', { hasText: 'LLM Cost Report' }).click();
