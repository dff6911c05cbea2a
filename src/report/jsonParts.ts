import * as z from 'zod';
import type { AnalyzedCall, Estimate, GroupRow, Picodollars, Place, Repetition, Report } from '../model.ts';
import { dollars } from './wording.ts';

export const basis = z.enum(['measured', 'declared', 'counted', 'approximated', 'assumed']);
export const estimate = z.strictObject({ low: z.number(), expected: z.number(), high: z.number(), basis });
const severity = z.enum(['error', 'warning', 'information', 'hint']);
const place = z.strictObject({ file: z.string(), line: z.int(), column: z.int(), cell: z.int().nullable() });
const groupRow = z.strictObject({ key: z.string(), calls: z.int(), monthly: estimate.nullable(), yearly: estimate.nullable(), undeclared: z.int(), unpriced: z.int() });
const groupNames = ['file', 'model', 'owner', 'provider', 'project', 'product', 'team', 'useCase', 'environment', 'costCenter'] as const;

/** How often the code around a call sends it. */
export function repetitionPart({ turns, each, ...rest }: Repetition): Omit<Repetition, 'each'> & { each?: string[] } {
  return { ...rest, ...(turns ? { turns: { ...turns } } : {}), ...(each ? { each: [...each] } : {}) };
}

/** A request that a call of a helper sends. `each`: once more for each element of these, whose number nobody can tell. */
export const sentRequest = z.strictObject({
  title: z.string(), times: estimate, each: z.array(z.string()),
  oneOf: z.array(z.strictObject({ id: z.string(), file: z.string(), api: z.string(), provider: z.string().nullable(), model: z.string().nullable() })).min(1),
  tokens: z.strictObject({ input: estimate, output: estimate }), perRequest: estimate.nullable(),
});

/** The requests of a call, with what one of each costs. */
export function requestParts({ call, variants }: AnalyzedCall): z.infer<typeof sentRequest>[] {
  return (call.requests ?? []).flatMap(({ title, times, each, oneOf }, i) => {
    const own = variants.filter((one) => one.request?.index === i);
    const [main] = own.toSorted((a, b) => b.share - a.share);
    if (!main) return [];
    return [{
      title, times: { ...times }, each: [...each], oneOf: oneOf.map((one) => ({ id: one.id, file: one.file, api: one.api, provider: one.provider, model: one.model.state === 'known' ? one.model.value : null })),
      tokens: { input: { ...main.tokens.input }, output: { ...main.tokens.output } }, perRequest: main.cost.state === 'priced' ? usd(main.cost.perCall) : null,
    }];
  });
}

/** What the scan result says beyond calls and findings: the report's own sums and judgements. */
export const reportPartSchemas = {
  months: z.array(z.strictObject({ month: z.string(), cost: estimate })).describe('The next twelve whole months; empty when no call has both a volume and a price'),
  groups: z.record(z.enum(groupNames), z.array(groupRow)),
  breaches: z.array(z.strictObject({ policy: z.string(), rule: z.string(), severity, message: z.string(), callId: z.string(), place, definedAt: place })),
  units: z.array(z.strictObject({ name: z.string(), cost: estimate.nullable(), value: z.number().nullable(), monthly: estimate.nullable(), parts: z.array(z.strictObject({ name: z.string(), times: z.number(), cost: estimate.nullable() })) })),
  economics: z.array(z.strictObject({ level: z.enum(['tokens', 'request', 'task', 'outcome']), name: z.string(), cost: estimate, value: z.number().nullable() })).describe('Cost per million tokens, per request, per task, per business outcome'),
  projects: z.array(
    z.strictObject({
      name: z.string(), owner: z.string().nullable(), stage: z.string().nullable(), routingPolicy: z.string().nullable(), milestones: z.array(z.strictObject({ name: z.string(), due: z.string(), state: z.enum(['open', 'met', 'missed']) })), calls: z.int(), monthly: estimate.nullable(), yearly: estimate.nullable(), escalations: z.array(z.string()), next: z.strictObject({ stage: z.string(), missing: z.array(z.string()) }).nullable(),
      kpis: z.array(z.strictObject({ name: z.string(), target: z.number(), actual: z.number().nullable(), state: z.enum(['met', 'missed', 'not measured']), qualityGate: z.boolean() })),
      checks: z.array(z.strictObject({ id: z.string(), title: z.string(), state: z.enum(['pass', 'fail', 'not-applicable']), isRequired: z.boolean(), failures: z.array(z.strictObject({ message: z.string(), place: place.nullable() })) })),
    }),
  ),
  actuals: z
    .strictObject({
      from: z.string(), until: z.string(), days: z.int(), spent: z.number(),
      rows: z.array(z.strictObject({ level: z.enum(['total', 'project', 'call']), name: z.string(), place: place.nullable(), forecast: estimate.nullable(), actual: z.number().nullable(), variance: z.number().nullable(), volume: z.strictObject({ forecast: z.number().nullable(), actual: z.number().nullable() }).nullable() })),
      anomalies: z.array(z.strictObject({ project: z.string(), period: z.string(), actual: z.number(), forecast: estimate, variance: z.number(), threshold: z.number(), place })),
      apart: z.array(z.strictObject({ words: z.string(), spent: z.number().nullable() })),
    })
    .nullable()
    .describe('What was used and billed against what was forecast, both for an average month; null when the team has no export of it'),
  scenarios: z.array(z.strictObject({ name: z.string(), monthly: estimate.nullable(), yearly: estimate.nullable(), change: z.number(), touched: z.int(), lost: z.int() })),
  sensitivity: z.array(z.strictObject({ what: z.string(), callId: z.string(), place, low: z.number(), high: z.number(), basis })),
};

type Parts = { [K in keyof typeof reportPartSchemas]: z.infer<(typeof reportPartSchemas)[K]> };

/** The same, filled. */
export function reportParts(report: Report): Parts {
  const row = (one: GroupRow) => ({ ...one, monthly: maybe(one.monthly), yearly: maybe(one.yearly) });
  return {
    months: report.months.map((one) => ({ month: one.month, cost: usd(one.cost) })),
    groups: Object.fromEntries(groupNames.map((name) => [name, report.groups[name].map(row)])) as Parts['groups'],
    breaches: report.breaches.map(({ breach, callId, place: at }) => ({ policy: breach.policy, rule: breach.rule, severity: breach.severity, message: breach.message, callId, place: placeOf(at), definedAt: placeOf({ ...breach.origin, cell: null }) })),
    units: report.units.map(({ unit, cost, monthly, parts }) => ({ name: unit.name, cost: maybe(cost), value: unit.value === null ? null : dollars(unit.value), monthly: maybe(monthly), parts: parts.map((part) => ({ ...part, cost: maybe(part.cost) })) })),
    economics: report.economics.map((one) => ({ level: one.level, name: one.name, cost: usd(one.cost), value: one.value === null ? null : dollars(one.value) })),
    projects: report.projects.map(({ project, checks, kpis, escalations, next, ...one }) => ({
      name: one.name, owner: project?.owner ?? null, stage: project?.stage ?? null, routingPolicy: project?.routingPolicy ?? null, milestones: (project?.milestones ?? []).map((milestone) => ({ ...milestone })), calls: one.calls, monthly: maybe(one.monthly), yearly: maybe(one.yearly), escalations: [...escalations], next: next && { stage: next.stage, missing: [...next.missing] },
      kpis: kpis.map(({ kpi, actual, state }) => ({ name: kpi.name, target: kpi.target, actual, state, qualityGate: kpi.qualityGate ?? false })),
      checks: checks.map((check) => ({ ...check, failures: check.failures.map((failure) => ({ message: failure.message, place: failure.place && placeOf(failure.place) })) })),
    })),
    actuals: report.actuals && {
      from: report.actuals.from, until: report.actuals.until, days: report.actuals.days, spent: dollars(report.actuals.spent),
      rows: report.actuals.rows.map((one) => ({ ...one, place: one.place && placeOf(one.place), forecast: maybe(one.forecast), actual: one.actual === null ? null : dollars(one.actual), volume: one.volume && { ...one.volume } })),
      anomalies: report.actuals.anomalies.map(({ origin, ...one }) => ({ ...one, actual: dollars(one.actual), forecast: usd(one.forecast), place: placeOf({ ...origin, cell: null }) })),
      apart: report.actuals.apart.map(({ words, money }) => ({ words, spent: money === null ? null : dollars(money) })),
    },
    scenarios: report.scenarios.map(({ scenario, ...one }) => ({ name: scenario.name, monthly: maybe(one.monthly), yearly: maybe(one.yearly), change: dollars(one.change), touched: one.touched, lost: one.lost })),
    sensitivity: report.sensitivity.map((one) => ({ what: one.what, callId: one.callId, place: placeOf(one.place), low: dollars(one.low), high: dollars(one.high), basis: one.basis })),
  };
}

/** A range of money as US dollars. */
export function usd(range: Estimate<Picodollars>): z.infer<typeof estimate> {
  return { low: dollars(range.low), expected: dollars(range.expected), high: dollars(range.high), basis: range.basis };
}

function maybe(range: Estimate<Picodollars> | null): z.infer<typeof estimate> | null {
  return range && usd(range);
}
function placeOf({ file, line, column, cell }: Place): z.infer<typeof place> {
  return { file, line, column, cell };
}
