import { readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { importSource, readCatalog } from './catalogPlugin.mjs';
import { listNamed, pricesFrom } from './pricingSources.mjs';

/**
 * Lints the catalog and compares it with other sources, each on the day of its copy (`pricing/sources.yaml`). Exit code 1 when a lint fails or
 * more than 2 % of the shared models disagree without an explanation. `--record` writes into `pricing/` what every entry agreed with.
 */
const { values } = parseArgs({
  options: {
    with: { type: 'string', multiple: true, default: ['package'] },
    at: { type: 'string' },
    all: { type: 'boolean' },
    record: { type: 'boolean' },
  },
});
const root = dirname(dirname(fileURLToPath(import.meta.url)));
const today = new Date().toISOString().slice(0, 10);
const catalog = await readCatalog(root);
const { lintCatalog } = await importSource(root, 'src/cost/lint.ts');
const { compareCatalog } = await importSource(root, 'src/cost/compare.ts');
const { recordChecks } = await importSource(root, 'src/cost/propose.ts');

const problems = lintCatalog(catalog, today);
console.log(`lint: ${problems.length === 0 ? 'nothing found' : ''}`);
for (const one of problems) console.log(`  ${one.entry}: ${one.message}`);

let isGood = problems.length === 0;
const confirmed = {};
for (const source of values.with) {
  const { name } = listNamed(source);
  const at = values.at ?? catalog.sources[name]?.of ?? today;
  const { lists } = compareCatalog(catalog, await pricesFrom(source, at), at, today);
  isGood = show(name, at, lists) >= 0.98 && isGood;
  for (const list of lists) (confirmed[list.provider] ??= {})[name] = list.confirmed;
}
if (values.record) {
  const names = values.with.map((source) => listNamed(source).name);
  for (const list of catalog.providers) {
    const path = join(root, `pricing/${list.provider}.yaml`);
    writeFileSync(
      path,
      recordChecks(
        readFileSync(path, 'utf8'),
        today,
        Object.fromEntries(names.map((name) => [name, confirmed[list.provider]?.[name] ?? []])),
      ),
    );
  }
}
process.exit(isGood ? 0 : 1);

/** Prints a comparison; gives the share that agrees or is explained. */
function show(name, at, lists) {
  console.log(`\ncompared with ${catalog.sources[name]?.title ?? name} on ${at}`);
  console.log(
    `${'list'.padEnd(12)}${'shared'.padStart(8)}${'agree'.padStart(8)}${'explained'.padStart(11)}${'differ'.padStart(8)}${'not here'.padStart(10)}`,
  );
  const sum = (of) => lists.reduce((total, row) => total + of(row), 0);
  const line = (title, shared, agree, explained, differ, missing) =>
    console.log(
      `${title.padEnd(12)}${String(shared).padStart(8)}${String(agree).padStart(8)}${String(explained).padStart(11)}${String(differ).padStart(8)}${String(missing).padStart(10)}`,
    );
  for (const row of lists) line(row.provider, row.shared, row.agree, row.explained, row.differ.length, row.missing.length);
  const shared = sum((row) => row.shared);
  const good = sum((row) => row.agree + row.explained);
  line(
    'together',
    shared,
    sum((row) => row.agree),
    sum((row) => row.explained),
    shared - good,
    sum((row) => row.missing.length),
  );
  console.log(`${((good / Math.max(1, shared)) * 100).toFixed(1)} % of the shared models agree or are explained`);
  for (const row of lists) {
    for (const one of row.differ) console.log(`  differs  ${row.provider}/${one.id}: ${one.what}`);
    if (values.all) for (const one of row.explainedOnes) console.log(`  explained ${row.provider}/${one.id}: ${one.what} (${one.reason})`);
    if (values.all) for (const id of row.missing) console.log(`  not here ${row.provider}/${id}`);
  }
  return good / Math.max(1, shared);
}
