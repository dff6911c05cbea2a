import assert from 'node:assert/strict';
import { installedTests } from './installed.ts';
import { runTests, type HostTest } from '../runner.ts';
import { componentTests } from './components.ts';
import { hoverTests } from './hover.ts';
import { inlineTests } from './inline.ts';
import { problemTests } from './problems.ts';
import { surfaceTests } from './surfaces.ts';
import { tests } from './tests.ts';
import { surfaces } from './tools.ts';
import { tokenTests } from './tokens.ts';
import { workspaceTests } from './workspace.ts';

/** Comes last: whatever was typed, broken, renamed and reverted before it. */
const nothingWentWrong: HostTest = {
  name: 'in all of this nothing went wrong',
  run: async () => assert.deepEqual((await surfaces()).faults(), []),
};

/** Called by the editor's extension host. */
export const run = (): Promise<void> => runTests([...installedTests, ...tests, ...inlineTests, ...hoverTests, ...tokenTests, ...surfaceTests, ...workspaceTests, ...problemTests, ...componentTests, nothingWentWrong], __filename);
