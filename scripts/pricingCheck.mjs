import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { importSource, readCatalog } from './catalogPlugin.mjs';
import { pricesFrom } from './pricingSources.mjs';

/** Lints the catalog and compares it with another source. Exit code 1 when a lint fails or more than 2 % of the shared models disagree without an explanation. */
const { values } = parseArgs({ options: { with: { type: 'string', default: 'package' }, at: { type: 'string', default: new Date().toISOString().slice(0, 10) }, all: { type: 'boolean' } } });
const root = dirname(dirname(fileURLToPath(import.meta.url)));
const catalog = await readCatalog(root);
const { lintCatalog } = await importSource(root, 'src/cost/lint.ts');
const { compareCatalog } = await importSource(root, 'src/cost/compare.ts');

const problems = lintCatalog(catalog, new Date().toISOString().slice(0, 10));
console.log(`lint: ${problems.length === 0 ? 'nothing found' : ''}`);
for (const one of problems) console.log(`  ${one.entry}: ${one.message}`);

const result = compareCatalog(catalog, await pricesFrom(values.with, values.at), values.at);
console.log(`\ncompared with ${values.with === 'package' ? '@pydantic/genai-prices' : values.with} on ${values.at}`);
console.log(`${'list'.padEnd(12)}${'shared'.padStart(8)}${'agree'.padStart(8)}${'explained'.padStart(11)}${'differ'.padStart(8)}${'not here'.padStart(10)}`);
for (const row of result.lists) console.log(`${row.provider.padEnd(12)}${String(row.shared).padStart(8)}${String(row.agree).padStart(8)}${String(row.explained).padStart(11)}${String(row.differ.length).padStart(8)}${String(row.missing.length).padStart(10)}`);
const sum = (of) => result.lists.reduce((total, row) => total + of(row), 0);
const shared = sum((row) => row.shared);
const good = sum((row) => row.agree + row.explained);
console.log(`${'together'.padEnd(12)}${String(shared).padStart(8)}${String(sum((row) => row.agree)).padStart(8)}${String(sum((row) => row.explained)).padStart(11)}${String(shared - good).padStart(8)}${String(sum((row) => row.missing.length)).padStart(10)}`);
console.log(`${((good / Math.max(1, shared)) * 100).toFixed(1)} % of the shared models agree or are explained`);
for (const row of result.lists) {
  for (const one of row.differ) console.log(`  differs  ${row.provider}/${one.id}: ${one.what}`);
  if (values.all) for (const one of row.explainedOnes) console.log(`  explained ${row.provider}/${one.id}: ${one.what} (${one.reason})`);
  if (values.all) for (const id of row.missing) console.log(`  not here ${row.provider}/${id}`);
}
process.exit(problems.length > 0 || good / Math.max(1, shared) < 0.98 ? 1 : 0);
