import { spawnSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { root } from './editorParts.mjs';

/** Columns that FOCUS 1.4 wants filled in every row of Cost and Usage. */
const mandatory = [
  'BilledCost',
  'BillingAccountId',
  'BillingCurrency',
  'BillingPeriodStart',
  'BillingPeriodEnd',
  'ChargeCategory',
  'ChargePeriodStart',
  'ChargePeriodEnd',
  'ContractedCost',
  'EffectiveCost',
  'HostProviderName',
  'InvoiceIssuerName',
  'ListCost',
  'ServiceCategory',
  'ServiceName',
  'ServiceProviderName',
];
/** As many places as a product of two of the others has: shared capacity makes prices of twelve. */
const decimal = 'DECIMAL(38, 24)';

/** Loads the FOCUS-shaped rows of the example into DuckDB and asks what a FinOps tool would. Gives `{ passed, failed }`. Needs a build. */
export async function runFocusLoad() {
  let passed = 0;
  let failed = 0;
  const check = (name, isGood, why = '') => {
    if (isGood) passed++;
    else failed++;
    console.log(`${isGood ? 'ok  ' : 'FAIL'} FOCUS in DuckDB: ${name}${isGood || why === '' ? '' : `\n${why}`}`);
  };
  try {
    const { DuckDBInstance } = await import('@duckdb/node-api');
    const database = await (await DuckDBInstance.create(':memory:')).connect();
    for (const [name, path] of [
      ['the example', 'examples/support-desk'],
      ['the example with every key', 'examples/claims'],
      ['the team workspace', 'test/fixtures/workspaces/team'],
      ['measured use', 'test/fixtures/workspaces/measured'],
      ['every meter', 'test/fixtures/meters'],
    ]) {
      const file = join(root, `dist/test/focus-${path.split('/').at(-1)}.csv`);
      mkdirSync(join(root, 'dist/test'), { recursive: true });
      const scan = (format, out) =>
        spawnSync(
          process.execPath,
          [join(root, 'dist/cli.mjs'), 'scan', join(root, path), '--format', format, ...(out ? ['--out', out] : [])],
          { encoding: 'utf8', maxBuffer: 1 << 28 },
        );
      scan('focus', file);
      const report = JSON.parse(scan('json').stdout);
      const rows = async (sql) => (await database.runAndReadAll(sql)).getRowObjectsJson();
      const table = `read_csv('${file.replaceAll("'", "''")}', header = true, all_varchar = true)`;
      const [counted] = await rows(`SELECT count(*) AS n, count(DISTINCT x_CallId) AS calls FROM ${table}`);
      check(`${name} loads: ${counted.n} rows of ${counted.calls} calls`, Number(counted.n) >= 3);
      const [empty] = await rows(
        `SELECT ${mandatory.map((column) => `count(*) FILTER (WHERE coalesce(${column}, '') = '') AS ${column}`).join(', ')} FROM ${table}`,
      );
      check(
        `${name}: mandatory columns are filled`,
        Object.values(empty).every((n) => Number(n) === 0),
        JSON.stringify(empty),
      );
      const product = (quantity, price) => `CAST(${quantity} AS DECIMAL(20, 12)) * CAST(${price} AS DECIMAL(18, 12))`;
      const wrong = await rows(
        `SELECT SkuMeter, PricingQuantity, ContractedUnitPrice, ContractedCost FROM ${table} WHERE CAST(ContractedCost AS ${decimal}) <> ${product('PricingQuantity', 'ContractedUnitPrice')} OR CAST(ListCost AS ${decimal}) <> ${product('PricingQuantity', 'ListUnitPrice')} OR CAST(EffectiveCost AS ${decimal}) <> CAST(ContractedCost AS ${decimal})`,
      );
      check(`${name}: every cost is quantity times unit price, exactly`, wrong.length === 0, JSON.stringify(wrong.slice(0, 3)));
      const [sums] = await rows(
        `SELECT CAST(sum(CAST(EffectiveCost AS ${decimal})) AS DOUBLE) AS effective, CAST(sum(CAST(ListCost AS ${decimal})) AS DOUBLE) AS list, CAST(sum(CAST(BilledCost AS ${decimal})) AS DOUBLE) AS billed FROM ${table}`,
      );
      check(
        `${name}: the sum is the report's month`,
        Math.abs(sums.effective - report.totals.monthly.expected) < 1e-9 && sums.billed === 0 && sums.list >= sums.effective,
        JSON.stringify([sums, report.totals.monthly]),
      );
      const owners = await rows(
        `SELECT Tags::JSON->>'owner' AS owner, CAST(sum(CAST(EffectiveCost AS ${decimal})) AS DOUBLE) AS cost FROM ${table} GROUP BY 1`,
      );
      check(
        `${name}: grouped by the tag owner it is the report's grouping`,
        report.groups.owner
          .filter((row) => row.monthly)
          .every((row) => Math.abs((owners.find((one) => one.owner === row.key)?.cost ?? -1) - row.monthly.expected) < 1e-9),
        JSON.stringify([owners, report.groups.owner]),
      );
      if (path.endsWith('meters')) {
        const [seen] = await rows(
          `SELECT string_agg(DISTINCT SkuMeter, ', ' ORDER BY SkuMeter) AS meters, count(DISTINCT ContractedUnitPrice) FILTER (WHERE x_ModelId = 'gemini-2.5-pro' AND SkuMeter = 'Input Tokens') AS rates FROM ${table}`,
        );
        check(
          `${name} is there, and a request above a tier costs the tier's rate`,
          seen.meters ===
            'Cache Read Input Tokens, Cache Write Input Tokens, Characters, Images, Input Tokens, Minutes, Output Tokens, Searches' &&
            Number(seen.rates) === 2,
          JSON.stringify(seen),
        );
      }
      const bad = await rows(
        `SELECT SkuPriceDetails FROM ${table} WHERE NOT json_valid(SkuPriceDetails) OR EXISTS (SELECT 1 FROM unnest(json_keys(SkuPriceDetails)) AS t(key) WHERE NOT starts_with(key, 'x_'))`,
      );
      check(`${name}: keys of later versions of FOCUS stand under x_`, bad.length === 0, JSON.stringify(bad.slice(0, 3)));
    }
  } catch (error) {
    check('runs', false, error instanceof Error ? error.stack : String(error));
  }
  return { passed, failed };
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const { passed, failed } = await runFocusLoad();
  console.log(`${passed} passed, ${failed} failed`);
  process.exit(failed > 0 ? 1 : 0);
}
