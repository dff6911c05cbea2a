import { installedTests } from './installed.ts';
import { runTests } from '../runner.ts';
import { hoverTests } from './hover.ts';
import { inlineTests } from './inline.ts';
import { problemTests } from './problems.ts';
import { surfaceTests } from './surfaces.ts';
import { tests } from './tests.ts';
import { tokenTests } from './tokens.ts';
import { workspaceTests } from './workspace.ts';

/** Called by the editor's extension host. */
export const run = (): Promise<void> => runTests([...installedTests, ...tests, ...inlineTests, ...hoverTests, ...tokenTests, ...surfaceTests, ...workspaceTests, ...problemTests], __filename);
