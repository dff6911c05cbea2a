import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { importSource, readCatalog } from './catalogPlugin.mjs';
import { pricesFrom } from './pricingSources.mjs';

/**
 * Proposes dated rows from another source, as a diff of `pricing/` that a person reads and applies with `git apply`. Nothing is written.
 * A changed price ends the row that holds now and adds one; a new model is added with its price; what the provider's file explains is left alone.
 */
const usage =
  "usage: npm run pricing:refresh -- --from FILE|package [--from-date DATE] [--provider P]\nFILE has the shape of LiteLLM's model_prices_and_context_window.json; package is the installed @pydantic/genai-prices.";
const { values } = parseArgs({
  options: {
    from: { type: 'string' },
    'from-date': { type: 'string', default: new Date().toISOString().slice(0, 10) },
    provider: { type: 'string' },
  },
});
if (!values.from || !/^\d{4}-\d{2}-\d{2}$/.test(values['from-date'])) {
  console.error(usage);
  process.exit(2);
}
const root = dirname(dirname(fileURLToPath(import.meta.url)));
const date = values['from-date'];
const catalog = await readCatalog(root);
const { compareCatalog } = await importSource(root, 'src/cost/compare.ts');
const { createPriceBook } = await importSource(root, 'src/cost/priceBook.ts');
const { endAndAdd, addModel } = await importSource(root, 'src/cost/propose.ts');
const others = (await pricesFrom(values.from, date)).filter((one) => !values.provider || one.provider === values.provider);
const book = createPriceBook(catalog);
const { lists } = compareCatalog(catalog, others, date);
const scratch = mkdtempSync(join(tmpdir(), 'llmcost-'));
let proposed = 0;
for (const list of lists) {
  const path = join(root, `pricing/${list.provider}.yaml`);
  const before = readFileSync(path, 'utf8');
  let text = before;
  const byId = new Map(others.filter((one) => one.provider === list.provider).map((one) => [one.id, one]));
  const done = new Set();
  for (const { id } of list.differ) {
    const model = book.find(id, list.provider, date).price?.model;
    const rates = byId.get(id)?.rates(1000);
    if (!model || !rates || done.has(model)) continue;
    done.add(model);
    const next = endAndAdd(text, model, date, rates);
    if (next === null) console.error(`${list.provider}/${model}: has conditions or later rows; change it by hand`);
    else text = next;
  }
  for (const id of list.missing) {
    const other = byId.get(id);
    const bare = id.replace(/^[\w-]+\/(?=[^/]+$)/, list.provider === 'openrouter' || list.provider === 'together' ? '$&' : '');
    if (other && !done.has(bare)) text = addModel(text, bare, other.rates(1000), other.context, date);
    done.add(bare);
  }
  if (text === before) continue;
  proposed++;
  const after = join(scratch, `${list.provider}.yaml`);
  writeFileSync(after, text);
  const { stdout } = spawnSync('git', ['diff', '--no-index', '--', path, after], { encoding: 'utf8' });
  process.stdout.write(
    stdout
      .split('\n')
      .map((line) => (/^(diff --git|---|\+\+\+) /.test(line) ? header(line, list.provider) : line))
      .join('\n'),
  );
}
rmSync(scratch, { recursive: true });
console.error(
  proposed === 0
    ? 'nothing to propose'
    : `${proposed} files; read each row against the provider's page, then: npm run pricing:refresh -- --from ${values.from} | git apply`,
);

function header(line, provider) {
  const name = `pricing/${provider}.yaml`;
  return line.startsWith('diff') ? `diff --git a/${name} b/${name}` : line.startsWith('---') ? `--- a/${name}` : `+++ b/${name}`;
}
