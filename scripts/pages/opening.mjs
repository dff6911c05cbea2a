import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { openEditor, showFile } from '../editor.mjs';
import { root } from '../editorParts.mjs';
import { exampleCopy, manyFiles } from '../hostFolders.mjs';
import { eventually } from './tools.mjs';

const openings = 5;
const noted = join(root, 'dist/test/activated.txt');

/** An extension beside ours that notes when ours is active; as `control` it is activated as ours is and shows a lens that needs no work. */
function observer(name, isControl) {
  const { activationEvents } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  const folder = join(root, 'dist/test', name);
  mkdirSync(folder, { recursive: true });
  writeFileSync(
    join(folder, 'package.json'),
    JSON.stringify({
      name,
      publisher: 'test',
      version: '0.0.1',
      engines: { vscode: '^1.105.0' },
      main: 'main.js',
      activationEvents: isControl ? activationEvents : ['*'],
    }),
  );
  writeFileSync(
    join(folder, 'main.js'),
    `const vscode = require('vscode');
const note = () => require('node:fs').writeFileSync(${JSON.stringify(noted)}, String(Date.now()));
exports.activate = () => {
  const provideCodeLenses = () => [new vscode.CodeLens(new vscode.Range(0, 0, 0, 0), { title: '$0', command: '' })];
  if (${isControl}) return note(), vscode.languages.registerCodeLensProvider({ language: 'python' }, { provideCodeLenses });
  const asking = setInterval(() => vscode.extensions.getExtension('llm-cost-lens.llm-cost-lens').isActive && (clearInterval(asking), note()), 2);
};
`,
  );
  return folder;
}

/** Begins to look when Enter is pressed: when a file was asked for, when its text is drawn, and when a lens with money is. Milliseconds since 1970. */
const watchOpening = (page) =>
  page.evaluate(() => {
    const seen = {};
    globalThis.openingSeen = seen;
    const now = () => performance.timeOrigin + performance.now();
    const look = () => {
      if ([...document.querySelectorAll('.view-line')].some((one) => one.textContent.trim() !== '')) seen.text ??= now();
      if ([...document.querySelectorAll('.codelens-decoration')].some((one) => one.textContent.includes('$'))) seen.lens ??= now();
      if (seen.lens === undefined) requestAnimationFrame(look);
    };
    addEventListener(
      'keydown',
      (event) => {
        if (event.key !== 'Enter' || seen.from !== undefined) return;
        seen.from = now();
        look();
      },
      { capture: true },
    );
  });

/** Starts an editor and closes its first window. Gives `open`, which opens a file in a new window and gives milliseconds, and `end`. */
async function startEditor(options) {
  const { page, end } = await openEditor(options);
  const browser = page.context().browser();
  const [address, viewport] = [page.url(), page.viewportSize()];
  await page.close();
  return { open: async (file) => openOnce(await browser.newPage({ viewport }), address, file), end };
}

async function openOnce(page, address, file) {
  page.setDefaultTimeout(60_000);
  try {
    rmSync(noted, { force: true });
    await page.goto(address);
    await page.locator('.monaco-workbench .statusbar').waitFor();
    // The window's own start is not what is measured.
    await page.locator('.explorer-folders-view .monaco-list-row').first().waitFor();
    await page.waitForTimeout(1500);
    await watchOpening(page);
    await showFile(page, file);
    const { from, text, lens } = await eventually(
      'a lens with money',
      async () => {
        const seen = await page.evaluate(() => globalThis.openingSeen);
        return seen.lens !== undefined && seen;
      },
      60_000,
    );
    const active = Number(existsSync(noted) ? readFileSync(noted, 'utf8') : NaN);
    return { text: text - from, afterText: lens - text, afterActive: lens - active, isReady: active < from };
  } finally {
    await page.close();
  }
}

const median = (numbers) => Math.round(numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)]);
const spread = (numbers) => `${median(numbers)} ms (${Math.round(Math.min(...numbers))} to ${Math.round(Math.max(...numbers))})`;

/** Opens the same file again and again, in turn with our package and with the control alone. */
async function compareOpenings({ vsix }, workspace, file) {
  const ours = await startEditor({ workspace, vsix, extension: observer('observer', false) });
  try {
    const control = await startEditor({ workspace, extension: observer('control', true) });
    try {
      const seen = { ours: [], control: [] };
      for (let i = 0; i < openings; i++) {
        seen.ours.push(await ours.open(file));
        seen.control.push(await control.open(file));
      }
      const [mine, bare] = [seen.ours.map((one) => one.afterText), seen.control.map((one) => one.afterText)];
      const active = seen.ours.some((one) => one.isReady)
        ? 'which was active before'
        : `${spread(seen.ours.map((one) => one.afterActive))} after activation`;
      return `lens ${spread(mine)} after the text was drawn, ${active}; a lens that needs no work ${spread(bare)}; text ${spread(seen.ours.map((one) => one.text))} after it was asked for; p50 of ${openings} windows`;
    } finally {
      await control.end();
    }
  } finally {
    await ours.end();
  }
}

/** A check with folders and windows of its own. `prepare` gives the workspace. */
const opening = (name, file, prepare) => [
  name,
  async (packed) => {
    const { folder, example } = exampleCopy();
    try {
      rmSync(join(example, 'llmcost.yaml'));
      return await compareOpenings(packed, prepare(example), file);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  },
];
function withManifest(folder) {
  writeFileSync(join(folder, 'requirements.txt'), 'openai\n');
  return folder;
}

/** How soon costs are there, in windows that did not need them before: activation, thread, grammar and all. */
export const openingChecks = [
  opening('the first file of a repository has its lens soon', 'service/triage.py', withManifest),
  opening('the first file of a folder that says nothing of itself has its lens', 'service/triage.py', (example) => example),
  opening('the first file of a repository of 5,000 files, which imports another, has its lens', 'app/module_5.py', (example) =>
    withManifest(manyFiles(example)),
  ),
];
