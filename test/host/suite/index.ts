import { runTests } from '../runner.ts';
import { problemTests } from './problems.ts';
import { surfaceTests } from './surfaces.ts';
import { tests } from './tests.ts';

/** Called by the editor's extension host. */
export const run = (): Promise<void> => runTests([...tests, ...surfaceTests, ...problemTests], __filename);
