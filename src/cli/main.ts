import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import catalog from 'llmcost:catalog';
import { nodeAssets } from '../workspace/nodeAssets.ts';
import packageJson from '../../package.json' with { type: 'json' };
import { run } from './run.ts';

process.exitCode = await run(process.argv.slice(2), {
  cwd: process.cwd(),
  out: (text) => void process.stdout.write(text),
  err: (text) => void process.stderr.write(text),
  errIsTerminal: process.stderr.isTTY,
  width: process.stdout.columns ?? 160,
  today: new Date().toISOString().slice(0, 10),
  version: packageJson.version,
  catalog,
  assets: nodeAssets([join(dirname(fileURLToPath(import.meta.url)), 'assets')]),
});
