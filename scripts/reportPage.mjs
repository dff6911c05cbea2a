import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { ensureChromium, root } from './editorParts.mjs';

/** The reports of the examples as pages in a real browser: nothing is loaded, it sorts, filters and draws, and axe-core finds nothing. Pictures go to dist/pictures/. */
const require = createRequire(import.meta.url);
const out = join(root, 'dist/pictures');
const axe = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');

/** Runs every check; gives `{ passed, failed }`. Needs a build. */
export async function runReportPage() {
  mkdirSync(out, { recursive: true });
  mkdirSync(join(root, 'dist/test'), { recursive: true });
  let passed = 0;
  let failed = 0;
  const check = (name, isGood, why = '') => {
    if (isGood) passed++;
    else failed++;
    console.log(`${isGood ? 'ok  ' : 'FAIL'} report page: ${name}${isGood || why === '' ? '' : `\n${why}`}`);
  };
  const pages = [
    ['support-desk', ['--actuals', join(root, 'examples/support-desk/usage/autumn.csv')], 0],
    ['claims', [], 1],
  ].map(([name, options, status]) => {
    const file = join(root, `dist/test/report-${name}.html`);
    const made = spawnSync(
      process.execPath,
      [join(root, 'dist/cli.mjs'), 'scan', join(root, 'examples', name), ...options, '--format', 'html', '--out', file],
      { encoding: 'utf8' },
    );
    check(`${name} is written`, made.status === status, made.stderr);
    return { name, file };
  });
  const { chromium } = await import('playwright-core');
  const { executablePath, env } = await ensureChromium(process.execPath);
  const browser = await chromium.launch({ executablePath, env, args: ['--no-sandbox'] });
  try {
    for (const { name, file, scheme } of pages.flatMap((one) => ['light', 'dark'].map((scheme) => ({ ...one, scheme })))) {
      const title = `${name}, ${scheme}`;
      const context = await browser.newContext({ colorScheme: scheme, viewport: { width: 1280, height: 900 } });
      const page = await context.newPage();
      const requests = [];
      const errors = [];
      page.on('request', (request) => requests.push(request.url()));
      page.on('pageerror', (error) => errors.push(String(error)));
      page.on('console', (message) => message.type() === 'error' && errors.push(message.text()));
      await page.goto(pathToFileURL(file).href);
      await page.waitForSelector('.chart canvas');
      check(`${title}: nothing is loaded from anywhere`, requests.length === 1, requests.join('\n'));
      check(`${title}: no errors`, errors.length === 0, errors.join('\n'));
      await page.screenshot({ path: join(out, `report-${name}-${scheme}.png`) });
      await page.screenshot({ path: join(out, `report-${name}-${scheme}-full.png`), fullPage: true });
      // The page's policy keeps other scripts out; axe comes in by the debugger.
      const session = await context.newCDPSession(page);
      await session.send('Runtime.evaluate', { expression: axe });
      const { result } = await session.send('Runtime.evaluate', {
        expression:
          'axe.run(document, { resultTypes: ["violations"] }).then((found) => JSON.stringify(found.violations.map((one) => `${one.id}: ${one.help} ${one.nodes.slice(0, 3).map((node) => node.html.slice(0, 160)).join(" | ")}`)))',
        awaitPromise: true,
        returnByValue: true,
      });
      const violations = JSON.parse(result.value ?? '["axe did not run"]');
      check(`${title}: axe-core finds no violation`, violations.length === 0, violations.join('\n'));
      if (name === 'support-desk' && scheme === 'light') await behaves(page, check);
      await context.close();
    }
  } catch (error) {
    check('runs', false, error instanceof Error ? error.stack : String(error));
  } finally {
    await browser.close();
  }
  return { passed, failed };
}

async function behaves(page, check) {
  const column = (at) =>
    page.locator('#calls tbody tr:visible').evaluateAll((rows, i) => rows.map((row) => row.children[i].textContent), at);
  const head = page.locator('#calls th button', { hasText: 'Where' });
  await head.click();
  const first = await column(0);
  await head.click();
  const second = await column(0);
  check('tables sort both ways', first.length > 3 && JSON.stringify(first.toReversed()) === JSON.stringify(second), `${first}\n${second}`);
  await page.fill('#filter', 'triage');
  const filtered = await column(0);
  check('a filter leaves what fits', filtered.length >= 1 && filtered.every((text) => text.includes('triage')), filtered.join(', '));
  const told = page.locator('.toolbar [role=status]');
  await told.filter({ hasText: / of \d+ rows$/ }).waitFor({ state: 'attached' });
  check('how many rows fit is told to screen readers', /^\d+ of \d+ rows$/.test(await told.textContent()), await told.textContent());
  await page.fill('#filter', '');
  await page.locator('#group-owner button.drill', { hasText: 'support-platform' }).click();
  const owners = await column(5);
  check(
    'a grouping drills down to its calls',
    owners.length === 3 && owners.every((text) => text === 'support-platform'),
    owners.join(', '),
  );
  check('the keyboard goes along with a drill', await page.evaluate(() => document.activeElement?.closest('#calls') !== null));
  await page.fill('#filter', '');
  await page.locator('#group-project button.drill', { hasText: 'shop' }).click();
  const places = await column(0);
  check('so does a grouping by project', places.length === 4 && places.every((text) => text.startsWith('web/')), places.join(', '));
  await page.fill('#filter', '');
  await head.focus();
  await page.evaluate(() =>
    window.postMessage({ kind: 'update', body: `<section><h2>New</h2></section>${document.querySelector('main').innerHTML}` }),
  );
  await page.locator('h2', { hasText: /^New$/ }).waitFor();
  check(
    'what had the keyboard has it still when the content is made anew',
    await page.evaluate(() => document.activeElement?.textContent === 'Where' && document.activeElement.closest('#calls') !== null),
    await page.evaluate(() => document.activeElement?.outerHTML.slice(0, 200)),
  );
  await page.emulateMedia({ media: 'print' });
  check(
    'in print the controls are gone and tables are whole',
    !(await page.locator('.toolbar').isVisible()) &&
      (await page.locator('#calls .scroll').evaluate((element) => element.scrollHeight <= element.clientHeight + 1)),
  );
  await page.emulateMedia({ media: 'screen' });
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const { passed, failed } = await runReportPage();
  console.log(`${passed} passed, ${failed} failed`);
  process.exit(failed > 0 ? 1 : 0);
}
