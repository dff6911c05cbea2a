import type { AnalyzedCall, Estimate, GroupRow, Picodollars, Place, Repetition, Report } from '../model.ts';
import type { JsonEstimate, JsonPlace, ReportParts, SentRequest } from './jsonPartSchemas.ts';
import { acceptedParts } from './accepted.ts';
import { ownPriceParts } from './ownPrices.ts';
import { writtenAt } from './places.ts';
import { dollars } from './wording.ts';

/** Groupings of the scan result. */
export const groupNames = [
  'file',
  'model',
  'owner',
  'provider',
  'project',
  'product',
  'team',
  'useCase',
  'environment',
  'costCenter',
] as const;

/** How often the code around a call sends it. */
export function repetitionPart({
  turns,
  each,
  attempts: _,
  ...rest
}: Repetition): Omit<Repetition, 'each' | 'attempts'> & { each?: string[] } {
  return { ...rest, ...(turns ? { turns: { ...turns } } : {}), ...(each ? { each: [...each] } : {}) };
}

/** The requests of a call, with what one of each costs. */
export function requestParts({ call, variants }: AnalyzedCall): SentRequest[] {
  return (call.requests ?? []).flatMap(({ title, times, each, oneOf }, i) => {
    const own = variants.filter((one) => one.request?.index === i);
    const [main] = own.toSorted((a, b) => b.share - a.share);
    if (!main) return [];
    return [
      {
        title,
        times: { ...times },
        each: [...each],
        oneOf: oneOf.map((one) => ({
          id: one.id,
          file: one.file,
          api: one.api,
          provider: one.provider,
          model: one.model.state === 'known' ? one.model.value : null,
        })),
        tokens: { input: { ...main.tokens.input }, output: { ...main.tokens.output } },
        perRequest: main.cost.state === 'priced' ? usd(main.cost.perCall) : null,
      },
    ];
  });
}

/** What the scan result says beyond calls and findings. */
export function reportParts(report: Report): ReportParts {
  const row = (one: GroupRow) => ({ ...one, monthly: maybe(one.monthly), yearly: maybe(one.yearly) });
  return {
    months: report.months.map((one) => ({ month: one.month, cost: usd(one.cost) })),
    groups: Object.fromEntries(groupNames.map((name) => [name, report.groups[name].map(row)])) as ReportParts['groups'],
    breaches: report.breaches.map(({ breach, callId, place: at }) => ({
      policy: breach.policy,
      rule: breach.rule,
      severity: breach.severity,
      message: breach.message,
      callId,
      place: placeOf(at),
      definedAt: writtenAt(breach.origin),
    })),
    units: report.units.map(({ unit, cost, monthly, parts }) => ({
      name: unit.name,
      cost: maybe(cost),
      value: unit.value === null ? null : dollars(unit.value),
      monthly: maybe(monthly),
      parts: parts.map((part) => ({ ...part, cost: maybe(part.cost) })),
    })),
    economics: report.economics.map((one) => ({
      level: one.level,
      name: one.name,
      cost: usd(one.cost),
      value: one.value === null ? null : dollars(one.value),
    })),
    projects: report.projects.map(({ project, checks, kpis, escalations, next, ...one }) => ({
      name: one.name,
      owner: project?.owner ?? null,
      stage: project?.stage ?? null,
      routingPolicy: project?.routingPolicy ?? null,
      milestones: (project?.milestones ?? []).map((milestone) => ({ ...milestone })),
      calls: one.calls,
      monthly: maybe(one.monthly),
      yearly: maybe(one.yearly),
      escalations: [...escalations],
      next: next && { stage: next.stage, missing: [...next.missing] },
      kpis: kpis.map(({ kpi, actual, state }) => ({
        name: kpi.name,
        target: kpi.target,
        better: kpi.better,
        actual,
        state,
        qualityGate: kpi.qualityGate ?? false,
      })),
      checks: checks.map((check) => ({
        ...check,
        failures: check.failures.map((failure) => ({ message: failure.message, place: failure.place && placeOf(failure.place) })),
      })),
    })),
    actuals: report.actuals && {
      from: report.actuals.from,
      until: report.actuals.until,
      days: report.actuals.days,
      spent: dollars(report.actuals.spent),
      rows: report.actuals.rows.map((one) => ({
        ...one,
        place: one.place && placeOf(one.place),
        forecast: maybe(one.forecast),
        actual: one.actual === null ? null : dollars(one.actual),
        volume: one.volume && { ...one.volume },
      })),
      anomalies: report.actuals.anomalies.map(({ origin, ...one }) => ({
        ...one,
        actual: dollars(one.actual),
        forecast: usd(one.forecast),
        place: writtenAt(origin),
      })),
      apart: report.actuals.apart.map(({ words, money }) => ({ words, spent: money === null ? null : dollars(money) })),
    },
    scenarios: report.scenarios.map(({ scenario, ...one }) => ({
      name: scenario.name,
      monthly: maybe(one.monthly),
      yearly: maybe(one.yearly),
      change: dollars(one.change),
      touched: one.touched,
      lost: one.lost,
    })),
    sensitivity: report.sensitivity.map((one) => ({
      what: one.what,
      callId: one.callId,
      place: placeOf(one.place),
      low: dollars(one.low),
      high: dollars(one.high),
      basis: one.basis,
    })),
    ownPrices: ownPriceParts(report),
    accepted: acceptedParts(report),
  };
}

/** A range of money as US dollars. */
export function usd(range: Estimate<Picodollars>): JsonEstimate {
  return { low: dollars(range.low), expected: dollars(range.expected), high: dollars(range.high), basis: range.basis };
}

function maybe(range: Estimate<Picodollars> | null): JsonEstimate | null {
  return range && usd(range);
}
function placeOf({ file, line, column, cell }: Place): JsonPlace {
  return { file, line, column, cell };
}
