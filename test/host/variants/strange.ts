import * as vscode from 'vscode';
import { runTests, type HostTest } from '../runner.ts';
import { edited, folder, lensTitles, revert, surfaces, until } from '../suite/tools.ts';

const at = (path: string) => vscode.Uri.joinPath(folder(), path);
const show = (path: string) => vscode.window.showTextDocument(at(path), { preview: false });
const pause = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));

/** Milliseconds that this thread computed without a break, at the longest, while something was done; the clock would count what other programs take. */
async function longestHold(work: () => Promise<unknown>): Promise<number> {
  const computed = () => { const { user, system } = process.threadCpuUsage(); return (user + system) / 1000; };
  let longest = 0;
  let isDone = false;
  const watch = async () => {
    for (let last = computed(); !isDone; last = computed()) {
      await pause(1);
      longest = Math.max(longest, computed() - last);
    }
  };
  const watching = watch();
  await work();
  await pause(1500);
  isDone = true;
  await watching;
  return Math.round(longest);
}

/** Prints for how long the thread that all extensions share was held at most: without ours the notebook's own extension computes for 160 ms, and the editor for 85 over the bundle. */
const test = (name: string, work: () => Promise<unknown>): HostTest => ({
  name,
  async run() {
    const hold = await longestHold(work);
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    return `longest hold ${hold} ms`;
  },
});
/** A lens with money. */
const lens = (path: string, words = '$') => until(`a lens in ${path}`, async () => (await lensTitles(at(path))).some((one) => one.includes(words)));

const tests: readonly HostTest[] = [
  test('the thread that extensions share, before anything', async () => { await vscode.commands.executeCommand('workbench.action.closeAllEditors'); await surfaces(); }),
  test('a file of 20,000 lines with 500 calls', async () => { await show('large.py'); await lens('large.py'); }),
  test('typing in a file of 20,000 lines', async () => {
    const { document } = await show('large.py');
    await lens('large.py');
    for (let i = 1; i < 6; i++) { await edited(document, `max_tokens=${49 + i},`, `max_tokens=${50 + i},`); await pause(400); }
    await revert();
  }),
  test('a bundle in one line', async () => { await show('bundle.min.js'); await pause(3000); }),
  test('bytes by the name of a script', async () => { await show('bytes.ts').then(() => {}, () => {}); await pause(1000); }),
  test('a notebook with 50 MB of output', async () => {
    await vscode.window.showNotebookDocument(await vscode.workspace.openNotebookDocument(at('outputs.ipynb')));
    await until('its call', async () => (await surfaces()).statusBar().includes('1 call'));
  }),
  test('three hundred open files', async () => {
    for (let i = 0; i < 300; i++) await vscode.workspace.openTextDocument(at(`app/module_${i}.py`));
    await show('app/module_299.py');
    await lens('app/module_299.py');
  }),
];

export const run = (): Promise<void> => runTests(tests, __filename);
