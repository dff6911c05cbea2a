import type { Estimate, GroupKey, Origin, Picodollars, Report } from '../model.ts';
import { acceptedSection } from './accepted.ts';
import { assumptionsSection } from './assumptions.ts';
import { amount, cash, cell, count, type Cell, type Section } from './cells.ts';
import { anomalyWords, complaintsOf, strongestFirst } from './check.ts';
import { ownPricesSection } from './ownPrices.ts';
import { projectSections } from './projectSections.ts';
import { placeWords } from './places.ts';
import { budgetWords, callRows, type CallRow } from './rows.ts';
import { inEnglish } from './say.ts';
import { basisWords, callsWords, countWords, inThousands, modelWords, money, moneyChange, moneyRange, percent } from './wording.ts';

const groupTitles: readonly (readonly [GroupKey, string])[] = [
  ['owner', 'By owner'],
  ['project', 'By project'],
  ['product', 'By product'],
  ['team', 'By team'],
  ['useCase', 'By use case'],
  ['environment', 'By environment'],
  ['costCenter', 'By cost center'],
  ['model', 'By model'],
  ['provider', 'By provider'],
  ['file', 'By file'],
];

/** Every part of the report that has something to say, in the order that a reader needs. */
export function sectionsOf(report: Report): readonly Section[] {
  const rows = callRows(report);
  return [
    attention(report),
    ...groups(report),
    callsSection(rows),
    unknownSection(report, rows),
    months(report),
    budgets(report),
    units(report),
    economics(report),
    ...projectSections(report),
    policies(report),
    findings(report, rows),
    acceptedSection(report),
    scenarios(report),
    sensitivity(report),
    ownPricesSection(report),
    assumptionsSection(rows),
    problems(report),
    skipped(report),
  ].filter((section) => section.rows.length > 0);
}

/** What somebody must decide on: escalations, budgets that are exceeded, breaches that fail the check. */
function attention(report: Report): Section {
  const rows: (readonly Cell[])[] = [];
  for (const project of report.projects)
    for (const reason of project.escalations)
      rows.push([
        { text: 'Escalate', tone: 'bad' },
        cell(`${project.name}: ${reason}`),
        project.project ? originCell(project.project.origin) : cell(''),
      ]);
  for (const one of report.budgets) {
    if (one.state === 'over' || one.state === 'escalate')
      rows.push([
        {
          text: one.state === 'escalate' ? 'Escalate' : one.budget.hard ? 'Budget' : 'Soft budget',
          tone: one.budget.hard || one.state === 'escalate' ? 'bad' : 'warn',
        },
        cell(budgetWords(one, inEnglish, report.currency)),
        originCell(one.budget.origin),
      ]);
  }
  for (const one of report.actuals?.anomalies ?? [])
    rows.push([{ text: 'Anomaly', tone: 'warn' }, cell(anomalyWords(one, report.currency)), originCell(one.origin)]);
  const errors = report.breaches.filter((one) => one.breach.severity === 'error');
  if (errors.length > 0)
    rows.push([
      { text: 'Policies', tone: 'bad' },
      cell(
        `${countWords(errors.length, 'breach', 'breaches')} of ${countWords(new Set(errors.map((one) => one.breach.policy)).size, 'policy', 'policies')}, listed below`,
      ),
      cell(''),
    ]);
  return { id: 'attention', title: 'Needs attention', head: ['', 'What', 'Where'], rows };
}

/** A line of a team file. */
function originCell(origin: Origin): Cell {
  return { text: `${origin.file}:${origin.line}`, place: { ...origin, cell: null } };
}

function groups(report: Report): readonly Section[] {
  return groupTitles.flatMap(([key, title]): readonly Section[] => {
    const rows = report.groups[key];
    if (rows.length === 0 || (rows.length === 1 && (key === 'file' || rows[0]?.key.startsWith('no ')))) return [];
    const whole = Number(report.totals.monthly?.expected ?? 0n);
    return [
      {
        id: `group-${key}`,
        title,
        head: [
          title.slice(3).replace(/^./, (first) => first.toUpperCase()),
          'Per month',
          'Share',
          'Next 12 months',
          'Calls',
          'Without volume',
          'Cost not known',
        ],
        rows: rows.map((row) => {
          const share = row.monthly && whole > 0 ? Number(row.monthly.expected) / whole : null;
          return [
            { text: row.key, filter: `${key}:${row.key}` },
            cash(row.monthly, report.currency),
            share === null ? { text: '—', sort: -1 } : { text: percent(share), sort: share, bar: share },
            cash(row.yearly, report.currency),
            count(row.calls),
            count(row.undeclared),
            count(row.unpriced),
          ];
        }),
      },
    ];
  });
}

function callsSection(rows: readonly CallRow[]): Section {
  return {
    id: 'calls',
    title: 'Calls, dearest first',
    head: ['Where', 'Per call', 'Model', 'Tokens', 'Per month', 'Owner'],
    rows: rows.map((row) => [
      { text: row.place, place: { file: row.file, line: row.line, column: row.column, cell: row.cell }, keywords: keywordsOf(row) },
      { text: row.cost, sort: row.analyzed.cost.state === 'priced' ? Number(row.analyzed.cost.perCall.expected) : -1 },
      cell(row.model),
      { text: row.tokens, sort: row.analyzed.tokens.input.expected + row.analyzed.tokens.output.expected },
      { text: row.monthly, sort: Number(row.analyzed.monthly?.expected ?? -1n) },
      cell(row.owner),
    ]),
  };
}

/** `owner:web product:shop ...`: by the same words that rows of the groupings filter for. */
function keywordsOf({ analyzed, file, counted: { project } }: CallRow): string {
  const models = analyzed.variants.length > 1 ? analyzed.variants.flatMap((one) => one.model ?? []) : [modelWords(analyzed)];
  const tag = (key: string, none: string) => `${key}:${analyzed.tags[key] ?? none}`;
  return [
    `owner:${analyzed.owner ?? 'no owner'}`,
    `project:${project ?? 'no project'}`,
    `provider:${analyzed.call.provider ?? 'not known'}`,
    `file:${file}`,
    ...models.map((model) => `model:${model}`),
    tag('product', 'no product'),
    tag('team', 'no team'),
    tag('useCase', 'no use case'),
    tag('environment', 'no environment'),
    tag('costCenter', 'no cost center'),
  ].join('\n');
}

/** Calls that are in no total: what one costs, and what is missing. */
function unknownSection(report: Report, rows: readonly CallRow[]): Section {
  return {
    id: 'unknown',
    title: 'Not in the total',
    note: 'What is not known stays out of every sum.',
    head: ['Where', 'Per call', 'Per 1,000 calls', 'What is missing'],
    rows: rows
      .filter(({ analyzed, counted }) => !analyzed.monthly && !counted.isElsewhere)
      .map(({ analyzed, place, file, line, column, cell: inCell, cost }) => {
        const perCall = analyzed.cost.state === 'priced' ? analyzed.cost.perCall : null;
        const missing = [
          ...(analyzed.declared?.volume ? [] : ['volume not declared']),
          ...(analyzed.cost.state === 'unknown' ? [analyzed.cost.reason] : []),
        ];
        return [
          { text: place, place: { file, line, column, cell: inCell } },
          perCall ? cash(perCall, report.currency) : { text: cost, sort: -1 },
          cash(
            perCall && { ...perCall, low: perCall.low * 1000n, expected: perCall.expected * 1000n, high: perCall.high * 1000n },
            report.currency,
          ),
          cell(missing.join('; ')),
        ];
      }),
  };
}

function months(report: Report): Section {
  return {
    id: 'months',
    title: 'The next twelve months',
    note: 'With declared growth and seasons, and price changes that are scheduled.',
    head: ['Month', 'Low', 'Expected', 'High'],
    rows: report.months.map(({ month, cost }) => [
      cell(month),
      ...[cost.low, cost.expected, cost.high].map((value) => amount(value, report.currency)),
    ]),
  };
}

function budgets(report: Report): Section {
  const tones = { ok: 'good', warn: 'warn', over: 'bad', escalate: 'bad' } as const;
  return {
    id: 'budgets',
    title: 'Budgets',
    head: ['Budget', 'Used', 'Projected', 'Limit', 'State', 'Not counted'],
    rows: report.budgets.map((one) => [
      { text: one.budget.name, place: { ...one.budget.origin, cell: null } },
      { text: percent(one.used), sort: one.used, bar: one.used, tone: tones[one.state] },
      cash(one.spent, report.currency),
      { text: `${money(one.limit, report.currency)} per ${one.period}`, sort: Number(one.limit) },
      {
        text:
          { ok: 'within budget', warn: 'close to the budget', over: 'over budget', escalate: 'over budget, escalate' }[one.state] +
          (one.budget.hard ? '' : ' (soft)'),
        tone: tones[one.state],
      },
      { text: one.notCounted === 0 ? '' : `${callsWords(one.notCounted)} without volume or price`, sort: one.notCounted },
    ]),
  };
}

function units(report: Report): Section {
  return {
    id: 'units',
    title: 'Cost of what the business counts',
    head: ['Unit', 'Cost', 'Value', 'Cost of value', 'Per month', 'Made of'],
    rows: report.units.map(({ unit, cost, monthly, parts }) => [
      { text: unit.name, place: { ...unit.origin, cell: null } },
      cost ? cash(cost, report.currency) : { text: 'not known', sort: -1 },
      amount(unit.value, report.currency),
      cost && unit.value !== null && unit.value > 0n
        ? { text: percent(Number(cost.expected) / Number(unit.value)), sort: Number(cost.expected) / Number(unit.value) }
        : { text: '—', sort: -1 },
      cash(monthly, report.currency),
      cell(parts.map((part) => `${part.times} × ${part.name}${part.cost ? '' : ' (not known)'}`).join(' + ')),
    ]),
  };
}

function economics(report: Report): Section {
  const level = { tokens: 'per 1M tokens', request: 'per call', task: 'per task', outcome: 'per business outcome' };
  return {
    id: 'economics',
    title: 'Unit economics',
    note: 'A call as in the list above; a task adds its retries and declared steps, and stands under its use case. Means by volume; the range goes from the cheapest to the dearest. Below a tenth of a cent a figure is that of a thousand.',
    head: ['Level', 'Of', 'Cost', 'Range'],
    rows: report.economics.map((row) => {
      const { range, unit } = inThousands(row.cost);
      return [
        cell(level[row.level]),
        cell(row.name),
        { text: `${money(range.expected, report.currency)}${unit}`, sort: Number(row.cost.expected) },
        cell(`${moneyRange(range, report.currency)}${unit}`),
      ];
    }),
  };
}

function policies(report: Report): Section {
  const tones = { error: 'bad', warning: 'warn' } as const;
  return {
    id: 'policies',
    title: 'Policy breaches',
    head: ['Policy', 'Severity', 'Call', 'What'],
    rows: report.breaches
      .toSorted((a, b) => strongestFirst.indexOf(a.breach.severity) - strongestFirst.indexOf(b.breach.severity))
      .map(({ breach, place }) => [
        { text: breach.policy, place: { ...breach.origin, cell: null } },
        {
          text: breach.severity,
          ...(breach.severity === 'error' || breach.severity === 'warning' ? { tone: tones[breach.severity] } : {}),
        },
        { text: placeWords(place), place },
        cell(breach.message),
      ]),
  };
}

function findings(report: Report, rows: readonly CallRow[]): Section {
  const byCall = new Map(rows.map((row) => [`${row.file}\n${row.analyzed.call.id}`, row]));
  const all = report.files.flatMap((file) => file.findings).filter((one) => !one.id.startsWith('policy-'));
  return {
    id: 'findings',
    title: 'Findings',
    head: ['Finding', 'Severity', 'Where', 'Saving', 'What'],
    rows: all
      .toSorted(
        (a, b) =>
          Number((b.savingMonthly ?? -1n) - (a.savingMonthly ?? -1n)) ||
          strongestFirst.indexOf(a.severity) - strongestFirst.indexOf(b.severity),
      )
      .map((one) => {
        const row = one.callId === null ? undefined : byCall.get(`${one.file}\n${one.callId}`);
        const saving =
          one.savingMonthly !== null
            ? `${money(one.savingMonthly, report.currency)}/month`
            : one.saving !== null
              ? `${money(one.saving * 1000n, report.currency)} per 1k calls`
              : '';
        return [
          cell(one.id),
          {
            text: one.severity,
            sort: -strongestFirst.indexOf(one.severity),
            ...(one.severity === 'error' ? { tone: 'bad' as const } : one.severity === 'warning' ? { tone: 'warn' as const } : {}),
          },
          row ? { text: row.place, place: { file: row.file, line: row.line, column: row.column, cell: row.cell } } : cell(one.file),
          { text: saving, sort: Number(one.savingMonthly ?? one.saving ?? -1n) },
          cell(one.message),
        ];
      }),
  };
}

function scenarios(report: Report): Section {
  const all = [report.totals.monthly, ...report.scenarios.map((one) => one.monthly)].map((one) => Number(one?.expected ?? 0n));
  const bar = (monthly: Estimate<Picodollars> | null): Cell => ({
    ...cash(monthly, report.currency),
    ...(monthly ? { bar: Number(monthly.expected) / Math.max(1, ...all) } : {}),
  });
  return {
    id: 'scenarios',
    title: 'What if',
    note:
      report.scenarios.length > 0
        ? 'Each compared with the same calls as they are now. More can be saved under scenarios: in llmcost.yaml.'
        : '',
    head: ['Scenario', 'Per month', 'Change', 'Next 12 months', 'Calls changed', 'Left out'],
    rows:
      report.scenarios.length === 0
        ? []
        : [
            [cell('As it is'), bar(report.totals.monthly), cell(''), cash(report.totals.yearly, report.currency), cell(''), cell('')],
            ...report.scenarios.map(({ scenario, monthly, yearly, change, touched, lost }): readonly Cell[] => [
              { text: scenario.name, ...(scenario.origin ? { place: { ...scenario.origin, cell: null } } : {}) },
              bar(monthly),
              {
                text:
                  change === 0n
                    ? 'none'
                    : `${moneyChange(change, report.currency)}${report.totals.monthly && report.totals.monthly.expected > 0n ? ` (${change > 0n ? '+' : '−'}${percent(Math.abs(Number(change) / Number(report.totals.monthly.expected)))})` : ''}`,
                sort: Number(change),
                ...(change < 0n ? { tone: 'good' as const } : {}),
              },
              cash(yearly, report.currency),
              count(touched),
              { text: lost === 0 ? '' : `${lost} without a price in it`, sort: lost },
            ]),
          ],
  };
}

function sensitivity(report: Report): Section {
  return {
    id: 'sensitivity',
    title: 'Assumptions that move the total most',
    note: 'The expected month with this one at its low and at its high, all others as expected.',
    head: ['Assumption', 'Of', 'Month with it low', 'Month with it high', 'Between them', 'Basis'],
    rows: report.sensitivity.map(({ what, place, low, high, basis }) => [
      cell(what),
      { text: placeWords(place), place },
      amount(low, report.currency),
      amount(high, report.currency),
      amount(high - low, report.currency),
      cell(basisWords(basis)),
    ]),
  };
}

function problems(report: Report): Section {
  return {
    id: 'problems',
    title: 'Problems in team files',
    head: ['Where', 'Severity', 'What'],
    rows: complaintsOf(report)
      .filter(({ rule }) => rule.startsWith('team-file') || rule.startsWith('suppression-'))
      .map(({ place, severity, message }) => [
        { text: `${placeWords(place)}:${place.column}`, place },
        { text: severity, ...(severity === 'error' ? { tone: 'bad' as const } : severity === 'warning' ? { tone: 'warn' as const } : {}) },
        cell(message),
      ]),
  };
}

function skipped(report: Report): Section {
  return { id: 'skipped', title: 'Not read', head: ['File', 'Why'], rows: report.skipped.map((one) => [cell(one.file), cell(one.reason)]) };
}
