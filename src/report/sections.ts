import type { GroupKey, Report } from '../model.ts';
import { acceptedSection } from './accepted.ts';
import { assumptionsSection } from './assumptions.ts';
import { cash, cell, count, type Section } from './cells.ts';
import { attentionSection, findingsSection, policiesSection, problemsSection } from './complaintSections.ts';
import { budgetsSection, economicsSection, monthsSection, scenariosSection, sensitivitySection, unitsSection } from './moneySections.ts';
import { ownPricesSection } from './ownPrices.ts';
import { projectSections } from './projectSections.ts';
import { callRows, type CallRow } from './rows.ts';
import { modelWords, percent } from './wording.ts';

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
    attentionSection(report),
    ...groupSections(report),
    callsSection(rows),
    unknownSection(report, rows),
    monthsSection(report),
    budgetsSection(report),
    unitsSection(report),
    economicsSection(report),
    ...projectSections(report),
    policiesSection(report),
    findingsSection(report, rows),
    acceptedSection(report),
    scenariosSection(report),
    sensitivitySection(report),
    ownPricesSection(report),
    assumptionsSection(rows),
    problemsSection(report),
    skippedSection(report),
  ].filter((section) => section.rows.length > 0);
}

function groupSections(report: Report): readonly Section[] {
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

function skippedSection(report: Report): Section {
  return { id: 'skipped', title: 'Not read', head: ['File', 'Why'], rows: report.skipped.map((one) => [cell(one.file), cell(one.reason)]) };
}
