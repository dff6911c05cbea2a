import { readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { Report } from '../src/model.ts';
import { renderComplaints } from '../src/report/check.ts';
import { renderCsv } from '../src/report/csv.ts';
import { renderFocus } from '../src/report/focus.ts';
import { renderHtmlBody } from '../src/report/html.ts';
import { toScanResult } from '../src/report/json.ts';
import { renderMarkdown } from '../src/report/markdown.ts';
import { renderSarif } from '../src/report/sarif.ts';
import { renderTable } from '../src/report/table.ts';
import { createScanner, workspaceFiles } from './harness/analyze.ts';

const root = resolve(import.meta.dirname ?? __dirname, 'fixtures/workspaces');
const scan = createScanner();
const formats: Readonly<Record<string, (report: Report) => string>> = {
  'report.txt': (report) => renderTable(report, 160), 'report.md': renderMarkdown, 'report.html': (report) => renderHtmlBody(report, { isAlone: true }), 'report.json': renderSums, 'report.csv': renderCsv, 'report.sarif': renderSarif, 'focus.csv': renderFocus, 'check.txt': renderComplaints,
};
/** What the JSON says beyond calls and findings, which other tests look at. */
function renderSums(report: Report): string {
  const { totals, budgets, months, groups, breaches, units, economics, projects, actuals, scenarios, sensitivity, ownPrices, accepted } = toScanResult(report);
  return `${JSON.stringify({ totals, budgets, months, groups, breaches, units, economics, projects, actuals, scenarios, sensitivity, ownPrices, accepted }, null, 2)}\n`;
}

/** Findings that expected reports show: a new rule changes none of them. */
const shownRules = ['max-output-missing'];

/** A workspace's report at the pinned prices of 2026-11-21, with the findings of a few rules. */
async function reportOf(name: string): Promise<Report> {
  const report = await scan(workspaceFiles(join(root, name)));
  return { ...report, files: report.files.map((file) => ({ ...file, findings: file.findings.filter((one) => shownRules.includes(one.id)) })) };
}

describe.each(readdirSync(root))('%s', (name) => {
  test('every format is as expected', async () => {
    const report = await reportOf(name);
    for (const [file, render] of Object.entries(formats)) await expect(render(report)).toMatchFileSnapshot(join(root, name, 'expected', file));
  });
});

test('the team workspace by hand', async () => {
  const report = await reportOf('team');
  const of = (name: string) => report.files.flatMap((file) => file.calls).find((one) => one.call.function === name)?.monthly?.expected;
  // Picodollars per token of the pinned prices: gpt-4o-mini 150,000 in and 600,000 out; gpt-4o 2,500,000, 1,250,000 cached and 10,000,000; embeddings 20,000.
  expect(of('classify')).toBe(100_000n * (200n * 150_000n + 5n * 600_000n));
  expect(of('answer')).toBe(31_500n * (600n * 2_500_000n + 400n * 1_250_000n + 320n * 10_000_000n));
  // 2,000 an hour are 2,000 × 24 × 30.4375 a month; a quarter of them at half the price.
  expect(of('embed')).toBe(1_095_750n * 80n * 20_000n + 365_250n * 80n * 10_000n);
  expect(of('chat')).toBe(16_000n * (600n * 150_000n + 150n * 600_000n) + 4_000n * (600n * 2_500_000n + 150n * 10_000_000n));
  expect(of('title')).toBeUndefined();
  expect(report.totals.monthly?.expected).toBe(['classify', 'answer', 'embed', 'chat'].reduce((sum, name) => sum + (of(name) ?? 0n), 0n));
  expect(report.units[0]?.cost?.expected).toBe(3n * (200n * 150_000n + 5n * 600_000n) + (105n * (600n * 2_500_000n + 400n * 1_250_000n + 320n * 10_000_000n)) / 100n);
  expect(report.projects.map((one) => [one.name, one.escalations.length, one.next?.missing])).toEqual([
    ['desk', 2, ['output-caps', 'tagging', 'anomaly-threshold']],
    ['shop', 0, ['tagging']],
  ]);
});

test('the measured workspace by hand', async () => {
  const report = await reportOf('measured');
  const [classify, digest, ...others] = report.files.flatMap((file) => file.calls);
  // 320,700 requests with 20,240,500 tokens in (458,900 of them cached) and 801,750 out, in 92 days; an average month has 30.4375. 10 % less than list.
  const requests = BigInt(Math.round((320_700 * 30.4375) / 92));
  const tokens = [20_240_500, 458_900, 801_750].map((sum) => BigInt(Math.round(sum / 320_700)));
  const [input = 0n, cached = 0n, output = 0n] = tokens;
  expect(classify?.monthly).toMatchObject({ expected: requests * ((input - cached) * 135_000n + cached * 67_500n + output * 540_000n), basis: 'measured' });
  // 390 digests in 31 days; above 200,000 tokens in, $4 and $20 per million.
  expect(digest?.monthly).toMatchObject({ expected: BigInt(Math.round((390 * 30.4375) / 31)) * (250_000n * 4_000_000n + 1500n * 20_000_000n), basis: 'declared' });
  expect(others).toEqual([]);
  const month = (cents: bigint, days: bigint) => (cents * 304_375n) / (days * 10_000n);
  expect(report.actuals?.rows.find((one) => one.name === 'desk')?.actual).toBe(month(775_392_000_000n + 961_256_000_000n + 1_415_105_000_000n, 92n) + month(455_200_000_000_000n, 31n));
});

test('a request that helpers reach is counted once: at the caller that declares a volume', async () => {
  const report = await reportOf('helpers');
  const calls = report.files.flatMap((file) => file.calls);
  expect(report.totals.monthly?.expected).toBe(calls.find((one) => one.call.function === 'summarize_day')?.monthly?.expected);
  expect(calls.map((one) => one.owner)).toEqual(['@jobs', '@jobs', '@everyone']);
});
