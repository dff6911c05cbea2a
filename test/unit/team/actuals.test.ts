import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { complaintsOf } from '../../../src/report/check.ts';
import { renderFocus } from '../../../src/report/focus.ts';
import { toScanResult } from '../../../src/report/json.ts';
import { parseActuals } from '../../../src/team/actuals.ts';
import { createScanner, workspaceOf } from '../../harness/analyze.ts';
import { runs } from '../../harness/fast.ts';

const scan = createScanner();

describe('reading exports', () => {
  test('CSV with any separator, JSON lists and JSON lines say the same; days of a month are one row', () => {
    const csv = 'date,call,requests,input_tokens,output_tokens,cost_usd,tag:team\n2026-10-01,ask,10,100,20,0.000001,web\n2026-10-31,ask,"1,030",300,40,1.5e-1,web\n';
    const records = [{ date: '2026-10-01', call: 'ask', requests: 10, input_tokens: 100, output_tokens: 20, cost_usd: 0.000001, tags: { team: 'web' } }, { date: '2026-10-31', call: 'ask', requests: 1030, input_tokens: 300, output_tokens: 40, cost_usd: '0.15', tags: { team: 'web' } }];
    const expected = { uses: [{ source: 'use', from: '2026-10-01', until: '2026-11-01', call: 'ask', where: { tags: { team: 'web' } }, requests: 1040, input: 400, cached: null, output: 60, cost: 150_001_000_000n }], problems: [] };
    for (const text of [csv, `\ufeff${csv.replaceAll('\n', '\r\n')}`, csv.replaceAll(',', ';').replace('"1;030"', '1030'), JSON.stringify(records), records.map((one) => JSON.stringify(one)).join('\n')]) expect(parseActuals('use', text)).toEqual(expected);
  });
  test('mistakes are told with their line, and what is right is kept', () => {
    const { uses, problems } = parseActuals('use', 'month,call,request,requests,cost_usd\n2026-10,ask,,many,\n2026-13,ask,,1,\n2026-10,ask,,,\n2026-10,ask,,5,\n');
    expect(uses.map((one) => one.requests)).toEqual([5]);
    expect(problems).toEqual(['unknown column "request", did you mean "requests"?', 'line 2: requests is "many", which is no number', 'line 3: no period: month (2026-10), date (2026-10-05), or from and until', 'line 4: says neither requests nor tokens nor cost_usd']);
    expect(parseActuals('use', '').problems).toEqual(['holds no rows']);
    expect(parseActuals('use', '[1, {').problems).toEqual(['1 of 1 rows are no JSON records']);
  });
  test('a FOCUS export: effective cost, meters by their unit, hourly charges, other currencies', () => {
    const head = 'ChargePeriodStart,ChargePeriodEnd,ChargeCategory,BillingCurrency,BilledCost,EffectiveCost,ConsumedQuantity,ConsumedUnit,SkuPriceDetails,Tags';
    const rows = [
      '2026-10-01T00:00:00Z,2026-10-02T00:00:00Z,Usage,USD,9,7.25,1000,Tokens,"{""x_ModelId"":""gpt-4o"",""x_TokenDirection"":""Input"",""x_TokenCacheAction"":""Read""}","{""llmcost_call"":""ask"",""team"":""web""}"',
      '2026-10-01T13:00:00Z,2026-10-01T14:00:00Z,Usage,USD,1,,50,Requests,,"{""llmcost_call"":""ask"",""team"":""web""}"',
      '2026-10-01T00:00:00Z,2026-10-02T00:00:00Z,Tax,USD,3,3,,,,', '2026-10-01T00:00:00Z,2026-10-02T00:00:00Z,Usage,EUR,3,3,,,,',
    ];
    const { uses, problems } = parseActuals('focus.csv', [head, ...rows].join('\n'));
    expect(uses.map(({ from, until, call, where, requests, input, cached, output, cost }) => ({ from, until, call, where, requests, input, cached, output, cost }))).toEqual([
      { from: '2026-10-01', until: '2026-10-02', call: 'ask', where: { model: 'gpt-4o', tags: { team: 'web' } }, requests: null, input: 1000, cached: 1000, output: null, cost: 7_250_000_000_000n },
      { from: '2026-10-01', until: '2026-10-02', call: 'ask', where: { tags: { team: 'web' } }, requests: 50, input: null, cached: null, output: null, cost: 1_000_000_000_000n },
    ]);
    expect(problems).toEqual(['line 5: BillingCurrency is EUR; only USD is read']);
  });
});

test('whatever the order, format and days of rows, sums by month and call stay what they are', () => {
  const row = fc.record({ date: fc.integer({ min: 0, max: 120 }).map((days) => new Date(Date.UTC(2026, 6, 1 + days)).toISOString().slice(0, 10)), call: fc.constantFrom('ask', 'tell', ''), requests: fc.integer({ min: 0, max: 1e6 }), cost: fc.integer({ min: 0, max: 1e9 }) });
  fc.assert(
    fc.property(fc.array(row, { minLength: 1, maxLength: 40 }), fc.boolean(), (rows, isJson) => {
      const money = (micros: number) => (micros / 1e6).toFixed(6);
      const text = isJson ? rows.map((one) => JSON.stringify({ date: one.date, call: one.call, requests: one.requests, cost_usd: money(one.cost) })).join('\n') : `cost_usd;call;requests;date\n${rows.map((one) => `${money(one.cost)};${one.call};${one.requests};${one.date}`).join('\n')}`;
      const { uses, problems } = parseActuals('use', text);
      const sums = (list: readonly { readonly key: string; readonly requests: number; readonly cost: bigint }[]) => Object.fromEntries([...new Set(list.map((one) => one.key))].sort().map((key) => [key, list.filter((one) => one.key === key).reduce<readonly [number, bigint]>(([n, cost], one) => [n + one.requests, cost + one.cost], [0, 0n])]));
      expect(problems).toEqual([]);
      expect(sums(uses.map((one) => ({ key: `${one.from.slice(0, 7)} ${one.call ?? ''}`, requests: one.requests ?? 0, cost: one.cost ?? 0n })))).toEqual(sums(rows.map((one) => ({ key: `${one.date.slice(0, 7)} ${one.call}`, requests: one.requests, cost: BigInt(one.cost) * 1_000_000n }))));
    }),
    { numRuns: runs(60) },
  );
});

const code = 'from openai import OpenAI\nclient = OpenAI()\n\ndef ask(q):\n    return client.chat.completions.create(model="gpt-4o-mini", messages=[{"role": "user", "content": q}], max_tokens=100)\n\ndef twice(q):\n    client.chat.completions.create(model="gpt-4o", messages=[{"role": "user", "content": q}], max_tokens=9)\n    return client.chat.completions.create(model="gpt-4o", messages=[{"role": "user", "content": q}], max_tokens=9)\n';
const team = 'actuals: use/oct.csv\ncalls:\n  - { name: ask, match: { file: app.py, function: ask }, volume: 1000, input: 100, output: 10, retries: 0.25 }\n  - { name: twice, match: { file: app.py, function: twice }, volume: 10, input: 10, output: 1 }\nprojects:\n  desk:\n    paths: "**"\n    anomalyThreshold: 0.3\n    kpis:\n      - { name: Cheap, metric: costPerCall, target: 0.00001 }\n      - { name: Cached, metric: cacheShare, target: 0.1, qualityGate: true }\n      - { name: Sent, target: 5, actual: 6 }\n      - { name: Unknown, target: 5 }\n';
const csv = 'month,call,model,requests,input_tokens,cached_tokens,output_tokens,cost_usd\n2026-09,ask,,3000,600000,90000,60000,\n2026-10,ask,,6200,1860000,0,62000,\n2026-10,twice,,500,5000,,500,0.02\n2026-10,,o3,,,,,1.00\n';

describe('measured use', () => {
  test('replaces what was declared: calls a month, tokens of one request, with the months as range', async () => {
    const report = await scan({ 'app.py': code, 'llmcost.yaml': team, 'use/oct.csv': csv });
    const [ask, first, second] = report.files.flatMap((file) => file.calls);
    // 9,200 requests in 61 days, a quarter of them repeats; an average month has 30.4375 days.
    const volume = (requests: number, days: number) => Math.round((requests / 1.25 / days) * 30.4375);
    expect(ask?.declared?.volume).toEqual({ low: volume(3000, 30), expected: volume(9200, 61), high: volume(6200, 31), basis: 'measured' });
    expect(ask?.tokens.input).toEqual({ low: 200, expected: Math.round(2_460_000 / 9200), high: 300, basis: 'measured' });
    expect(ask?.tokens.cacheRead).toMatchObject({ expected: 10, basis: 'measured' });
    expect(ask?.monthly?.basis).toBe('measured');
    expect(ask?.measured).toMatchObject({ forecast: { expected: 1250n * (100n * 150_000n + 10n * 600_000n), basis: 'declared' }, volume: { expected: 1000 } });
    // Two calls share one row: nobody knows which made how much of it.
    expect([first, second].map((one) => [one?.declared?.volume?.basis, one?.measured])).toEqual([['declared', undefined], ['declared', undefined]]);
  });
  test('the forecast and what was spent stand side by side; each anomaly and missed KPI at its line', async () => {
    const report = await scan({ 'app.py': code, 'llmcost.yaml': team, 'use/oct.csv': csv });
    const { actuals } = report;
    // Without a bill, requests of a known call count at the price that the report has for them.
    const perCall = report.files[0]?.calls[0]?.cost;
    const priced = perCall?.state === 'priced' ? perCall.perCall.expected * 9200n : 0n;
    expect(actuals).toMatchObject({ from: '2026-09-01', until: '2026-11-01', days: 61, spent: priced + 1_020_000_000_000n, apart: [{ words: 'o3', money: 1_000_000_000_000n }, { words: 'twice', money: 20_000_000_000n }] });
    // Each by the months that it has rows for: 61 days of the one call, 31 of the other use.
    const month = (money: bigint, days: bigint) => (money * 304_375n) / (days * 10_000n);
    const [asked, others] = [month(priced, 61n), [month(20_000_000_000n, 31n), month(1_000_000_000_000n, 31n)] as const];
    expect(actuals?.rows.map((one) => [one.level, one.name, one.actual])).toEqual([['total', 'Everything', asked + others[0] + others[1]], ['project', 'desk', asked + others[0]], ['call', 'app.py#ask#openai.chat.completions', asked]]);
    expect(complaintsOf(report).filter((one) => one.rule === 'anomaly' || one.rule === 'kpi-missed').map((one) => `${one.place.line}: ${one.rule}: ${one.message.replaceAll(/\$[\d.]+/g, '$')}`)).toEqual([
      expect.stringMatching(/^8: anomaly: desk: \$ in 2026-09 is \d+ % above the forecast of \$ per month; 30 % are allowed$/), expect.stringMatching(/^8: anomaly: desk: \$ in 2026-10 is/),
      expect.stringMatching(/^10: kpi-missed: desk: "Cheap" is at \$, above \$$/), '11: kpi-missed: desk: "Cached" is at 3.7 %, below 10 %',
    ]);
    expect(report.projects[0]?.kpis.map((one) => one.state)).toEqual(['missed', 'missed', 'met', 'not measured']);
    expect(report.projects[0]?.escalations).toEqual([expect.stringContaining('quality gate "Cached"')]);
    expect(toScanResult(report).actuals?.anomalies.length).toBe(2);
  });
  test('use of a call that could not be forecast is spend, and no anomaly', async () => {
    const unknown = team.replace('use/oct.csv', 'use.csv').replace('volume: 10, input: 10', 'input: 10').replace('  - { name: twice, match: { file: app.py, function: twice }', '  - { name: other, match: { file: b.py, function: other }');
    const b = code.slice(0, code.indexOf('def twice')).replace('def ask', 'def other');
    const { actuals } = await scan({ 'app.py': code, 'b.py': b, 'llmcost.yaml': unknown, 'use.csv': 'month,call,requests,cost_usd\n2026-10,ask,1250,0.03\n2026-10,other,900,500\n' });
    const month = (money: bigint) => (money * 304_375n) / 310_000n;
    expect(actuals?.rows[0]).toMatchObject({ actual: month(30_000_000_000n) + month(500_000_000_000_000n), forecast: { expected: 26_250_000_000n } });
    expect(actuals?.rows[0]?.variance).toBeCloseTo(0.0295 / 0.02625 - 1, 2);
    expect(actuals?.anomalies).toEqual([]);
  });
  test('what no use can be of is compared with nothing, and stands apart', async () => {
    const source = (name: string) => code.slice(0, code.indexOf('def twice')).replace('def ask', `def ${name}`);
    const files = {
      'a.py': source('ask'), 'b.py': source('tell'), 'web/c.py': source('chat'),
      'llmcost.yaml': 'actuals: use.csv\ncalls:\n  - { name: ask, match: { function: ask }, volume: 1000, input: 100, output: 10 }\n  - { match: { function: tell }, volume: 2000, input: 100, output: 10 }\n  - { match: { function: chat }, volume: 4000, input: 100, output: 10 }\nprojects:\n  web: { paths: web/**, anomalyThreshold: 0.3 }\n  rest: { paths: "*.py", anomalyThreshold: 0.3 }\n',
    };
    const each = 100n * 150_000n + 10n * 600_000n;
    const rowsOf = async (csv: string) => {
      const { actuals } = await scan({ ...files, 'use.csv': `month,call,file,project,model,requests,cost_usd\n${csv}` });
      return { rows: actuals?.rows.map((one) => [one.level, one.name, one.forecast && one.forecast.expected / each, one.actual !== null]), anomalies: actuals?.anomalies.length };
    };
    // 1,000 calls in 31 days, at the forecast's price.
    const paid = '0.021';
    expect(await rowsOf(`2026-10,,a.py,,,1000,${paid}\n`)).toEqual({ rows: [['total', 'Everything measured', 1000n, true], ['rest', 'Not measured', 6000n, false], ['project', 'web', 4000n, false], ['project', 'rest', 1000n, true], ['call', 'a.py#ask#openai.chat.completions', 1000n, true]], anomalies: 0 });
    // A bill of a project is that of all its calls.
    expect(await rowsOf(`2026-10,,,web,,,${paid}\n`)).toEqual({ rows: [['total', 'Everything measured', 4000n, true], ['rest', 'Not measured', 3000n, false], ['project', 'web', 4000n, true], ['project', 'rest', 3000n, false]], anomalies: 1 });
    expect((await rowsOf(`2026-10,,,,gpt-4o-mini,,${paid}\n`)).rows?.slice(0, 2)).toEqual([['total', 'Everything', 7000n, true], ['project', 'web', 4000n, false]]);
    expect((await rowsOf(`2026-10,,,,o3,,${paid}\n`)).rows?.slice(0, 2)).toEqual([['total', 'Everything measured', null, true], ['rest', 'Not measured', 7000n, false]]);
  });
  test('without an export there is nothing of it; a missing one and mistakes in one are told where it is named', async () => {
    expect((await scan({ 'app.py': code, 'llmcost.yaml': team.replace('actuals: use/oct.csv\n', '') })).actuals).toBeNull();
    const { problems } = await scan({ 'app.py': code, 'llmcost.yaml': 'actuals:\n  - nowhere.csv\n  - use.csv\n', 'use.csv': 'month,requests\n2026-10,many\n' });
    expect(problems.map((one) => `${one.origin.line}:${one.origin.column} ${one.severity} ${one.message}`)).toEqual(['2:5 error nowhere.csv was not found', '3:5 warning use.csv: line 2: requests is "many", which is no number']);
  });
  test('what this tool projected is no use', async () => {
    const focus = renderFocus(await scan({ 'app.py': code, 'llmcost.yaml': team, 'use/oct.csv': csv }));
    expect(parseActuals('focus.csv', focus).uses).toEqual([]);
  });
  test('a changed export is seen in an open file', async () => {
    const workspace = workspaceOf({ 'app.py': code, 'llmcost.yaml': team, 'use/oct.csv': csv });
    const volume = async () => (await workspace.analyze('app.py'))?.calls[0]?.declared?.volume?.basis;
    expect(await volume()).toBe('measured');
    workspace.overlay('use/oct.csv', csv.replaceAll(',ask,', ',other,'));
    expect(await volume()).toBe('declared');
    workspace.dispose();
  });
});
