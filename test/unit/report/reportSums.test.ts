import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Estimate, Picodollars, Report } from '../../../src/model.ts';
import { renderCsv } from '../../../src/report/csv.ts';
import { multiplyDecimals, shiftDecimal } from '../../../src/report/decimal.ts';
import { renderFocus } from '../../../src/report/focus.ts';
import { createScanner } from '../../harness/analyze.ts';
import { runs } from '../../harness/fast.ts';

const scan = createScanner();
const levels = ['low', 'expected', 'high'] as const;
const name = fc.constantFrom('red', 'blue', 'green');
const tokens = fc.integer({ min: 0, max: 5000 });
const range = fc.tuple(tokens, tokens, tokens).map((list) => list.toSorted((a, b) => a - b)).map(([low, expected, high]) => ({ low, expected, high }));
const entry = fc.record(
  {
    owner: name, tags: fc.record({ product: name, useCase: name, environment: name, costCenter: name, team: name }, { requiredKeys: [] }), volume: fc.oneof(fc.integer({ min: 0, max: 1_000_000 }), fc.record({ perDay: range })), input: range, output: range,
    growth: fc.double({ min: -0.5, max: 0.5, noNaN: true }), seasonality: fc.constantFrom([2, 1, 1, 1, 1, 1, 0, 0.5, 1, 1, 1, 1.3]), retries: fc.constantFrom(0, 0.1, 1.5), batchShare: fc.constantFrom(0, 0.3, 1), cacheHitRate: fc.constantFrom(0, 0.25, 1), steps: fc.constantFrom(1, 4),
    mix: fc.constantFrom([{ model: 'gpt-4o', share: 1 }], [{ model: 'gpt-4o-mini', share: 0.7 }, { model: 'gpt-4o', share: 0.3 }], [{ model: 'gpt-4o-mini', share: 0.5 }, { model: 'no-price', share: 0.5 }]),
  },
  { requiredKeys: [] },
);
const call = fc.record({ folder: fc.constantFrom('a', 'b', 'b/c'), model: fc.constantFrom('gpt-4o', 'gpt-4o-mini', 'tiered', 'nobody'), isHelped: fc.boolean(), isDeep: fc.boolean(), isIgnored: fc.integer({ min: 0, max: 5 }).map((n) => n === 0), hasTest: fc.boolean(), entry: fc.option(entry) });

interface RandomCall {
  readonly folder: string;
  readonly model: string;
  readonly isHelped: boolean;
  readonly isDeep: boolean;
  readonly isIgnored: boolean;
  readonly hasTest: boolean;
  readonly entry: object | null;
}

/**
 * Sources and team files of a random workspace: one function a call, some reached by a helper's caller too, through one helper or two, some ignored, some of that name in a
 * test. Entries stand in the team file at the root, or in the folder's own.
 */
function workspaceOf(calls: readonly RandomCall[]): Record<string, string> {
  const files: Record<string, string> = {};
  const entries: Record<string, string[]> = {};
  const ignored: string[] = [];
  for (const [i, one] of calls.entries()) {
    const path = `${one.folder}/f${i % 3}.py`;
    const helpers = !one.isHelped ? '' : one.isDeep ? `def h${i}(text):\n    return f${i}(text)\n\ndef g${i}():\n    return h${i}("Say hello.")\n\n` : `def g${i}():\n    return f${i}("Say hello.")\n\n`;
    files[path] = `${files[path] ?? 'from openai import OpenAI\nclient = OpenAI()\n\n'}def f${i}(prompt):\n    return client.chat.completions.create(model="${one.model}", messages=[{"role": "user", "content": prompt}], max_tokens=50)\n\n${helpers}`;
    if (one.hasTest) files[`tests/test_${i}.py`] = `from openai import OpenAI\n\ndef f${i}():\n    OpenAI().chat.completions.create(model="${one.model}", messages=[{"role": "user", "content": "Say hello."}], max_tokens=50)\n`;
    if (one.isIgnored) ignored.push(`f${i}`);
    // The helper's caller declares its volume, or the helper does, or both.
    const names = one.isHelped ? [['g'], ['f'], ['g', 'f']][i % 3] : ['f'];
    const holder = i % 4 === 1 ? `${one.folder}/` : '';
    for (const name of one.entry ? (names ?? []).map((letter) => `${letter}${i}`) : []) (entries[holder] ??= []).push(`  - ${JSON.stringify({ name, match: { function: name }, ...one.entry })}`);
  }
  const teams = Object.fromEntries(Object.entries({ '': [], ...entries }).map(([holder, list]) => [`${holder}llmcost.yaml`, `${holder === '' ? `projects:\n  one: { paths: a/** }\n  two: { paths: b/** }\nbudgets:\n  - { name: All, monthly: 1, yearly: 1 }\nignore: ${JSON.stringify(ignored.map((name) => ({ function: name })))}\n` : ''}${list.length > 0 ? `calls:\n${list.join('\n')}\n` : ''}`]));
  return { ...files, ...teams };
}

function sum(ranges: readonly (Estimate<Picodollars> | null)[], level: (typeof levels)[number]): Picodollars {
  return ranges.reduce((total, one) => total + (one?.[level] ?? 0n), 0n);
}
const picos = (decimal: string) => BigInt(shiftDecimal(decimal, -12));

function csvRows(text: string): readonly Readonly<Record<string, string>>[] {
  const cells = [...text.matchAll(/("(?:[^"]|"")*"|[^,\r\n]*)(,|\r\n)/g)].map((match) => ({ value: (match[1] ?? '').replace(/^"|"$/g, '').replaceAll('""', '"'), isLast: match[2] !== ',' }));
  const rows: string[][] = [[]];
  for (const { value, isLast } of cells) {
    rows.at(-1)?.push(value);
    if (isLast) rows.push([]);
  }
  const [head = [], ...body] = rows.filter((row) => row.length > 0);
  return body.map((row) => Object.fromEntries(head.map((key, i) => [key, row[i] ?? ''])));
}

function addsUp(report: Report): void {
  const { monthly, yearly } = report.totals;
  const calls = report.files.flatMap((file) => file.calls);
  for (const level of levels) {
    for (const [key, rows] of Object.entries(report.groups)) {
      expect(sum(rows.map((row) => row.monthly), level), `${key} ${level}`).toBe(monthly?.[level] ?? 0n);
      expect(sum(rows.map((row) => row.yearly), level), `${key} ${level} of the year`).toBe(yearly?.[level] ?? 0n);
    }
    expect(sum(report.months.map((one) => one.cost), level)).toBe(yearly?.[level] ?? 0n);
    for (const one of calls) if (one.monthly) expect(sum(one.variants.map((variant) => variant.monthly), level)).toBe(one.monthly[level]);
    expect(sum(report.projects.map((one) => one.monthly), level)).toBe(monthly?.[level] ?? 0n);
  }
  const [all] = report.budgets;
  expect(all?.spent.expected).toBe((all?.period === 'month' ? monthly : yearly)?.expected ?? 0n);
  for (const one of report.scenarios) if (one.lost === 0) expect(one.change).toBe((one.monthly?.expected ?? 0n) - (monthly?.expected ?? 0n));
  for (const one of report.sensitivity) expect(one.low <= (monthly?.expected ?? 0n) && one.high >= (monthly?.expected ?? 0n), one.what).toBe(true);
  for (const one of [monthly, yearly, ...report.months.map((month) => month.cost), ...report.economics.map((row) => row.cost)]) if (one) expect(one.low <= one.expected && one.expected <= one.high).toBe(true);
  if (monthly && monthly.expected > 0n) expect(Object.values(report.totals.byBasis).reduce((a, b) => a + b, 0)).toBeCloseTo(1);
  const csv = csvRows(renderCsv(report));
  for (const [column, range] of [['usd_per_month', monthly], ['usd_per_year', yearly]] as const) for (const [suffix, level] of [['_low', 'low'], ['', 'expected'], ['_high', 'high']] as const) {
    expect(csv.reduce((all, row) => all + picos(row[column + suffix] || '0'), 0n), column + suffix).toBe(range?.[level] ?? 0n);
  }
  const focus = csvRows(renderFocus(report));
  for (const row of focus) {
    expect(multiplyDecimals(row['PricingQuantity'] ?? '', row['ContractedUnitPrice'] ?? '')).toBe(row['ContractedCost']);
    expect(multiplyDecimals(row['PricingQuantity'] ?? '', row['ListUnitPrice'] ?? '')).toBe(row['ListCost']);
    expect(row['EffectiveCost']).toBe(row['ContractedCost']);
  }
  expect(focus.reduce((all, row) => all + picos(row['EffectiveCost'] ?? '0'), 0n)).toBe(monthly?.expected ?? 0n);
}

test('in every grouping, month and format the parts are the total, in random workspaces', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(call, { minLength: 1, maxLength: 8 }), async (calls) => {
      const report = await scan(workspaceOf(calls));
      expect(report.problems).toEqual([]);
      expect(report.totals.calls > 0 || calls.every((one) => one.isIgnored)).toBe(true);
      addsUp(report);
    }),
    { numRuns: Number(process.env['LLMCOST_RUNS'] ?? runs(10)) },
  );
}, 60_000);

test('the money rests on what each part of the formula rests on', async () => {
  const { byBasis } = (await scan({
    'app.py': 'from openai import OpenAI\nclient = OpenAI()\n\ndef ask(q: str):\n    return client.chat.completions.create(model="gpt-4o", messages=[{"role": "user", "content": q}], max_tokens=1)\n',
    'llmcost.yaml': 'calls:\n  - { match: { function: ask }, volume: 1000, input: 4 }\n',
  })).totals;
  // 4 declared tokens at 2.5 and one assumed at 10 USD per million.
  expect(byBasis).toEqual({ declared: 0.5, assumed: 0.5 });
});

test('FOCUS keeps list, contracted and effective cost apart', async () => {
  const code = 'from openai import OpenAI\n\ndef ask(question):\n    return OpenAI().chat.completions.create(model="gpt-4o", messages=[{"role": "user", "content": question}], max_tokens=50)\n';
  const focus = async (pricing: string) => csvRows(renderFocus(await scan({ 'a.py': code, 'llmcost.yaml': `calls: [{ match: { function: ask }, volume: 1000/month, input: 1000, output: 0 }]\npricing:\n${pricing}` })));
  const costs = (row: Readonly<Record<string, string>> | undefined) => [row?.['ListCost'], row?.['ContractedCost'], row?.['EffectiveCost'], row?.['ContractedUnitPrice']];
  // A million tokens: 2.50 at list, 12 % less by contract, 1.50 as the share of capacity of $1,500 for a milliard tokens.
  expect(costs((await focus('  - { model: gpt-4o, discount: 0.12 }\n'))[0])).toEqual(['2.5', '2.2', '2.2', '2.2']);
  expect(costs((await focus('  - { model: gpt-4o, discount: 0.12 }\n  - { model: gpt-4o, provisioned: { monthly: 1500, billing: amortised, tokensPerMonth: 1000000000 } }\n'))[0])).toEqual(['2.5', '2.2', '1.5', '2.2']);
});
