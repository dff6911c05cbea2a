import { spawnSync } from 'node:child_process';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const example = join(root, 'examples/support-desk');
const paths = process.argv.slice(2).map((path) => resolve(process.env.INIT_CWD ?? process.cwd(), path));
const node = (...args) => spawnSync(process.execPath, args, { cwd: root, stdio: 'inherit' }).status ?? 1;
const built = node('esbuild.mjs');
if (built !== 0) process.exit(built);
const status = node('dist/cli.mjs', 'scan', ...(paths.length > 0 ? paths : [example]));
console.log(`
To see this above the code: open ${example} in VS Code with the extension (npm run package, then "Extensions: Install from VSIX...").
To scan another folder: npm start -- PATH`);
process.exit(status);
