import type { Currency, Finding, Origin, Report, Severity } from '../model.ts';
import { cell, type Cell, type Section } from './cells.ts';
import { anomalyWords, complaintsOf, strongestFirst } from './check.ts';
import { placeWords, writtenAt } from './places.ts';
import { budgetWords, type CallRow } from './rows.ts';
import { inEnglish } from './say.ts';
import { countWords, money } from './wording.ts';

/** What somebody must decide on: escalations, budgets that are exceeded, breaches that fail the check. */
export function attentionSection(report: Report): Section {
  const escalations = report.projects.flatMap(({ name, project, escalations: reasons }) =>
    reasons.map((reason): readonly Cell[] => [
      { text: 'Escalate', tone: 'bad' },
      cell(`${name}: ${reason}`),
      project ? originCell(project.origin) : cell(''),
    ]),
  );
  const budgets = report.budgets
    .filter((one) => one.state === 'over' || one.state === 'escalate')
    .map((one): readonly Cell[] => [
      one.state === 'escalate'
        ? { text: 'Escalate', tone: 'bad' }
        : one.budget.hard
          ? { text: 'Budget', tone: 'bad' }
          : { text: 'Soft budget', tone: 'warn' },
      cell(budgetWords(one, inEnglish, report.currency)),
      originCell(one.budget.origin),
    ]);
  const anomalies = (report.actuals?.anomalies ?? []).map((one): readonly Cell[] => [
    { text: 'Anomaly', tone: 'warn' },
    cell(anomalyWords(one, report.currency)),
    originCell(one.origin),
  ]);
  const rows = [...escalations, ...budgets, ...anomalies, ...failingPolicies(report)];
  return { id: 'attention', title: 'Needs attention', head: ['', 'What', 'Where'], rows };
}

/** One row for all breaches that fail the check: each has its own in the list of breaches. */
function failingPolicies(report: Report): readonly (readonly Cell[])[] {
  const breaches = report.breaches.filter(({ breach }) => breach.severity === 'error').map(({ breach }) => breach.policy);
  if (breaches.length === 0) return [];
  const policies = new Set(breaches).size;
  return [
    [
      { text: 'Policies', tone: 'bad' },
      cell(`${countWords(breaches.length, 'breach', 'breaches')} of ${countWords(policies, 'policy', 'policies')}, listed below`),
      cell(''),
    ],
  ];
}

/** A line of a team file. */
function originCell(origin: Origin): Cell {
  return { text: `${origin.file}:${origin.line}`, place: writtenAt(origin) };
}

/** Calls that break what the team laid down, strongest first. */
export function policiesSection(report: Report): Section {
  return {
    id: 'policies',
    title: 'Policy breaches',
    head: ['Policy', 'Severity', 'Call', 'What'],
    rows: report.breaches
      .toSorted((a, b) => strongestFirst.indexOf(a.breach.severity) - strongestFirst.indexOf(b.breach.severity))
      .map(({ breach, place }) => [
        { text: breach.policy, place: writtenAt(breach.origin) },
        severityCell(breach.severity),
        { text: placeWords(place), place },
        cell(breach.message),
      ]),
  };
}

/** What rules advise, dearest first; breaches of policies have a part of their own. @param rows all calls, by which a finding's place reads as it does in their list */
export function findingsSection(report: Report, rows: readonly CallRow[]): Section {
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
        return [
          cell(one.id),
          { ...severityCell(one.severity), sort: -strongestFirst.indexOf(one.severity) },
          row ? { text: row.place, place: { file: row.file, line: row.line, column: row.column, cell: row.cell } } : cell(one.file),
          { text: savingWords(one, report.currency), sort: Number(one.savingMonthly ?? one.saving ?? -1n) },
          cell(one.message),
        ];
      }),
  };
}

function savingWords({ saving, savingMonthly }: Finding, currency?: Currency): string {
  if (savingMonthly !== null) return `${money(savingMonthly, currency)}/month`;
  return saving === null ? '' : `${money(saving * 1000n, currency)} per 1k calls`;
}

function severityCell(severity: Severity): Cell {
  const tones = { error: { tone: 'bad' }, warning: { tone: 'warn' }, information: {}, hint: {} } as const;
  return { text: severity, ...tones[severity] };
}

/** Mistakes in team files, and accepted findings that ran out or silence nothing. */
export function problemsSection(report: Report): Section {
  return {
    id: 'problems',
    title: 'Problems in team files',
    head: ['Where', 'Severity', 'What'],
    rows: complaintsOf(report)
      .filter(({ rule }) => rule.startsWith('team-file') || rule.startsWith('suppression-'))
      .map(({ place, severity, message }) => [
        { text: `${placeWords(place)}:${place.column}`, place },
        severityCell(severity),
        cell(message),
      ]),
  };
}
