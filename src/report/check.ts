import { minimatch } from 'minimatch';
import type { Anomaly, Currency, Place, Report, Severity } from '../model.ts';
import { kpiWords } from './kpis.ts';
import { writtenAt } from './places.ts';
import { budgetWords } from './rows.ts';
import { inEnglish } from './say.ts';
import { callsWords, countWords, money, percent } from './wording.ts';

/** One thing that a check complains about, at its place. */
export interface Complaint {
  readonly severity: Severity;
  /** `policy-owner`, `budget-exceeded`, `team-file`. */
  readonly rule: string;
  readonly message: string;
  readonly place: Place;
  /** Where the broken policy is written. */
  readonly definedAt: Place | null;
  /** What tells it from others of its rule, whatever its numbers and lines become. */
  readonly name?: string;
}

/** Severities by weight: index 0 is what fails a check. */
export const strongestFirst: readonly Severity[] = ['error', 'warning', 'information', 'hint'];

/** Broken policies, budgets that are over or close, and mistakes in team files: worst first, then by place. Errors fail the check. @param settings severities by id; team files win over them */
export function complaintsOf(report: Report, settings: Readonly<Record<string, Severity | 'off'>> = {}): readonly Complaint[] {
  const breaches = report.breaches.map(({ breach, place }): Complaint => ({
    severity: breach.severity,
    rule: `policy-${breach.rule}`,
    message: `${breach.message} (policy "${breach.policy}")`,
    place,
    definedAt: writtenAt(breach.origin),
  }));
  const budgets = report.budgets
    .filter((one) => one.state !== 'ok')
    .map((one): Complaint => ({
      severity: one.state === 'warn' ? 'information' : one.budget.hard ? 'error' : 'warning',
      rule: one.state === 'warn' ? 'budget-close' : 'budget-exceeded',
      message: budgetWords(one, inEnglish, report.currency),
      place: writtenAt(one.budget.origin),
      definedAt: null,
      name: one.budget.name,
    }));
  const problems = report.problems.map((one): Complaint => ({
    severity: one.severity,
    rule: one.rule ?? 'team-file',
    message: one.message,
    place: writtenAt(one.origin),
    definedAt: null,
  }));
  const anomalies = (report.actuals?.anomalies ?? []).map((one): Complaint => ({
    severity: 'warning',
    rule: 'anomaly',
    message: anomalyWords(one, report.currency),
    place: writtenAt(one.origin),
    definedAt: null,
    name: `${one.project} ${one.period}`,
  }));
  const kpis = report.projects.flatMap(({ name, kpis: list }) =>
    list
      .filter((one) => one.state === 'missed')
      .map((one): Complaint => ({
        severity: 'warning',
        rule: 'kpi-missed',
        message: `${name}: ${kpiWords(one, report.currency)}`,
        place: writtenAt(one.kpi.origin),
        definedAt: null,
        name: `${name} ${one.kpi.name}`,
      })),
  );
  const stale = report.stale.map(({ suppression, state }): Complaint => ({
    severity: state === 'expired' ? 'warning' : 'information',
    rule: `suppression-${state}`,
    message:
      state === 'expired'
        ? `the suppression of ${suppression.finding} ran out on ${suppression.until ?? ''}`
        : `the suppression of ${suppression.finding} silences nothing`,
    place: writtenAt(suppression.origin),
    definedAt: null,
    name: `${suppression.finding} ${JSON.stringify(suppression.match)}`,
  }));
  return [...problems, ...stale, ...budgets, ...anomalies, ...kpis]
    .flatMap((one) => settled(report, settings, one))
    .concat(breaches)
    .toSorted(
      (a, b) =>
        strongestFirst.indexOf(a.severity) - strongestFirst.indexOf(b.severity) ||
        (a.place.file < b.place.file ? -1 : a.place.file > b.place.file ? 1 : 0) ||
        a.place.line - b.place.line ||
        a.place.column - b.place.column,
    );
}

/** `desk: $41.2 in 2026-10 is 37 % above the forecast of $30 per month; 30 % are allowed`. */
export function anomalyWords(one: Anomaly, currency?: Currency): string {
  return `${one.project}: ${money(one.actual, currency)} in ${one.period} is ${percent(Math.abs(one.variance))} ${one.variance > 0 ? 'above' : 'below'} the forecast of ${money(one.forecast.expected, currency)} per month; ${percent(one.threshold)} are allowed`;
}

/** With the severity that team files set for the file that it stands in, else that of the settings; none where that is off. */
function settled({ severities }: Report, settings: Readonly<Record<string, Severity | 'off'>>, complaint: Complaint): readonly Complaint[] {
  const set = severities.findLast(
    (one) =>
      one.finding === complaint.rule &&
      !one.environments &&
      (!one.paths || one.paths.some((glob) => minimatch(complaint.place.file, glob, { dot: true }))),
  );
  const severity = set?.severity ?? settings[complaint.rule] ?? complaint.severity;
  return severity === 'off' ? [] : [{ ...complaint, severity }];
}

/** 1 when a policy, a budget that is not soft or a team file is broken, else 0. */
export function exitCodeOf(report: Report): 0 | 1 {
  return complaintsOf(report).some((one) => one.severity === 'error') ? 1 : 0;
}

/** One line a complaint, as compilers write: `file:line:column: severity rule: message`. */
export function renderComplaints(report: Report): string {
  const all = complaintsOf(report);
  const lines = all.map(
    (one) =>
      `${one.place.file}${one.place.cell === null ? '' : ` cell ${one.place.cell + 1}`}:${one.place.line}:${one.place.column}: ${one.severity} ${one.rule}: ${one.message}${one.definedAt ? ` [${one.definedAt.file}:${one.definedAt.line}]` : ''}`,
  );
  const count = (severity: Severity) => all.filter((one) => one.severity === severity).length;
  const sum =
    all.length === 0
      ? 'Budgets and policies are kept'
      : (
          [
            [count('error'), 'error'],
            [count('warning'), 'warning'],
            [count('information') + count('hint'), 'note'],
          ] as const
        )
          .map(([n, what]) => countWords(n, what))
          .join(', ');
  return `${[...lines, `${sum}; ${callsWords(report.totals.calls)} checked.`].join('\n')}\n`;
}

/** The same as annotations of a GitHub workflow: https://docs.github.com/actions/reference/workflow-commands-for-github-actions */
export function renderAnnotations(report: Report): string {
  const kind: Readonly<Record<Severity, string>> = { error: 'error', warning: 'warning', information: 'notice', hint: 'notice' };
  const data = (text: string) => text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
  const property = (text: string) => data(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
  return complaintsOf(report)
    .map(
      (one) =>
        `::${kind[one.severity]} file=${property(one.place.file)},line=${one.place.line},col=${one.place.column},title=${property(one.rule)}::${data(one.message)}\n`,
    )
    .join('');
}
