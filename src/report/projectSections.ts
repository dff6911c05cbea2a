import type { GuardrailId, ProjectStatus, Report } from '../model.ts';
import { amount, cash, cell, count, type Cell, type Section } from './cells.ts';
import { kpiFigure } from './kpis.ts';
import { placeWords, writtenAt } from './places.ts';
import { money, moneyWords, percent } from './wording.ts';

/** What projects promise and how far they are: an overview, guardrails, KPIs, and what was really used against the forecast. */
export function projectSections(report: Report): readonly Section[] {
  return [overview(report), ...guardrails(report), milestones(report), kpis(report), actuals(report), anomalies(report), apart(report)];
}

/** One row a declared project, for a funding review: whose it is, how far, what it costs. */
function overview(report: Report): Section {
  return {
    id: 'projects',
    title: 'Projects',
    head: ['Project', 'Owner', 'Stage', 'Per month', 'Next 12 months', 'Calls', 'Guardrails kept', 'Milestones', 'Routing policy'],
    rows: report.projects.flatMap((status): readonly (readonly Cell[])[] => {
      const { name, project, monthly, yearly, calls, checks } = status;
      if (!project) return [];
      const asked = checks.filter((one) => one.state !== 'not-applicable');
      const kept = asked.filter((one) => one.state === 'pass').length;
      const isShort = checks.some((one) => one.isRequired && one.state === 'fail');
      return [
        [
          { text: name, filter: `project:${name}`, place: writtenAt(project.origin) },
          cell(project.owner ?? '—'),
          cell(project.stage ?? '—'),
          cash(monthly, report.currency),
          cash(yearly, report.currency),
          count(calls),
          {
            text: `${kept} of ${asked.length}`,
            sort: kept / Math.max(1, asked.length),
            tone: isShort ? 'bad' : kept < asked.length ? 'warn' : 'good',
          },
          cell(
            (['met', 'missed', 'overdue', 'open'] as const)
              .flatMap((state) =>
                [project.milestones.filter((one) => stateOf(one, report.at) === state).length]
                  .filter((n) => n > 0)
                  .map((n) => `${n} ${state}`),
              )
              .join(', '),
          ),
          project.routingPolicy === undefined
            ? cell('')
            : {
                text: project.routingPolicy,
                ...(/^\w+:/.test(project.routingPolicy) ? {} : { place: { file: project.routingPolicy, line: 1, column: 1, cell: null } }),
              },
        ],
      ];
    }),
  };
}

type Milestone = NonNullable<ProjectStatus['project']>['milestones'][number];

/** An open milestone whose day has passed is overdue. */
function stateOf({ state, due }: Milestone, at: string): Milestone['state'] | 'overdue' {
  return state === 'open' && due < at ? 'overdue' : state;
}

function milestones(report: Report): Section {
  const tones = { met: { tone: 'good' }, missed: { tone: 'bad' }, overdue: { tone: 'warn' }, open: {} } as const;
  return {
    id: 'milestones',
    title: 'Milestones',
    head: ['Milestone', 'Of', 'Due', 'State'],
    rows: report.projects.flatMap(({ name, project }) =>
      (project?.milestones ?? []).map((one) => [
        { text: one.name, ...(project ? { place: writtenAt(project.origin) } : {}) },
        cell(name),
        cell(one.due),
        { text: stateOf(one, report.at), ...tones[stateOf(one, report.at)] },
      ]),
    ),
  };
}

function guardrails(report: Report): readonly Section[] {
  return report.projects.map(({ name, project, checks, next, monthly }, i): Section => ({
    id: `guardrails-${i + 1}`,
    title: project ? `Guardrails: ${name}` : 'Guardrails',
    note: [
      project?.stage ? `Stage ${project.stage}` : '',
      monthly ? `${moneyWords(monthly, report.currency)} per month` : '',
      next
        ? next.missing.length > 0
          ? `missing for ${next.stage}: ${titlesOf(next.missing, checks).join(', ')}`
          : `ready for ${next.stage}`
        : '',
    ]
      .filter(Boolean)
      .join(' · '),
    head: ['Guardrail', 'State', 'Why', 'Where'],
    rows: checks.flatMap((check): readonly (readonly Cell[])[] => {
      const title = cell(check.title + (check.isRequired ? ' (required)' : ''));
      if (check.state !== 'fail')
        return [
          [
            title,
            { text: check.state === 'pass' ? 'pass' : 'not applicable', ...(check.state === 'pass' ? { tone: 'good' as const } : {}) },
            cell(''),
            cell(''),
          ],
        ];
      return check.failures.map((failure) => [
        title,
        { text: 'fail', tone: check.isRequired ? 'bad' : 'warn' },
        cell(failure.message),
        failure.place ? { text: placeWords(failure.place), place: failure.place } : cell(''),
      ]);
    }),
  }));
}

function titlesOf(ids: readonly GuardrailId[], checks: ProjectStatus['checks']): readonly string[] {
  return ids.map((id) => checks.find((one) => one.id === id)?.title.replace(/^./, (first) => first.toLowerCase()) ?? id);
}

function kpis(report: Report): Section {
  const tones = { met: { tone: 'good' }, missed: { tone: 'bad' }, 'not measured': {} } as const;
  return {
    id: 'kpis',
    title: 'KPIs',
    head: ['KPI', 'Of', 'Actual', 'Target', 'State'],
    rows: report.projects.flatMap(({ name, kpis: list }) =>
      list.map(({ kpi, actual, state }) => [
        { text: kpi.name + (kpi.qualityGate ? ' (quality gate)' : ''), place: writtenAt(kpi.origin) },
        cell(name),
        actual === null ? { text: '—', sort: -1 } : { text: kpiFigure(kpi, actual, report.currency), sort: actual },
        { text: `${kpi.better === 'lower' ? 'at most' : 'at least'} ${kpiFigure(kpi, kpi.target, report.currency)}`, sort: kpi.target },
        { text: state, ...tones[state] },
      ]),
    ),
  };
}

/** Sections about what was really used. */
export const actualsSections: readonly string[] = ['actuals', 'anomalies', 'kpis', 'apart', 'problems'];

function actuals(report: Report): Section {
  const status = report.actuals;
  const change = (share: number) => `${share > 0 ? '+' : share < 0 ? '−' : '±'}${percent(Math.abs(share))}`;
  const volume = (value: number | null | undefined): Cell =>
    value === null || value === undefined ? cell('') : { text: Math.round(value).toLocaleString('en-US'), sort: value };
  return {
    id: 'actuals',
    title: 'Actual against forecast',
    note: status
      ? `${money(status.spent, report.currency)} in ${status.days} days of use between ${status.from} and ${status.until}, both columns for an average month. The forecast is the month as declared; measured volumes and tokens have replaced it everywhere else in this report.`
      : '',
    head: ['What', 'Forecast per month', 'Actual per month', 'Variance', 'Calls declared', 'Calls measured'],
    rows: (status?.rows ?? []).map((row) => [
      row.place ? { text: placeWords(row.place), place: row.place } : cell(row.level === 'project' ? `Project ${row.name}` : row.name),
      cash(row.forecast, report.currency),
      amount(row.actual, report.currency),
      row.variance === null ? { text: '—' } : { text: change(row.variance), sort: row.variance },
      volume(row.volume?.forecast),
      volume(row.volume?.actual),
    ]),
  };
}

function anomalies(report: Report): Section {
  return {
    id: 'anomalies',
    title: 'Anomalies',
    note: 'Months whose spend left the forecast by more than the project allows.',
    head: ['Project', 'When', 'Actual', 'Forecast', 'Variance', 'Allowed'],
    rows: (report.actuals?.anomalies ?? []).map((one) => [
      { text: one.project, place: writtenAt(one.origin) },
      cell(one.period),
      amount(one.actual, report.currency),
      cash(one.forecast, report.currency),
      { text: `${one.variance > 0 ? '+' : '−'}${percent(Math.abs(one.variance))}`, sort: one.variance, tone: 'bad' },
      { text: percent(one.threshold), sort: one.threshold },
    ]),
  };
}

function apart(report: Report): Section {
  return {
    id: 'apart',
    title: 'Use of no single call',
    note: 'Counted in the actual spend; no call was found that it belongs to alone.',
    head: ['What the export says', 'Spent'],
    rows: (report.actuals?.apart ?? []).map((one) => [cell(one.words), amount(one.money, report.currency)]),
  };
}
