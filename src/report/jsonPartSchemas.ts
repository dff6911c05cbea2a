import * as z from 'zod';
import { bestFirst } from '../model.ts';
import { groupNames } from './jsonParts.ts';

/** As `Basis`. */
export const basis = z.enum(bestFirst);
/** As `Estimate`; money is in USD here, not in picodollars. */
export const estimate = z.strictObject({ low: z.number(), expected: z.number(), high: z.number(), basis });
const severity = z.enum(['error', 'warning', 'information', 'hint']);
/** As `Place`. */
export const place = z.strictObject({ file: z.string(), line: z.int(), column: z.int(), cell: z.int().nullable() });
const groupRow = z.strictObject({
  key: z.string(),
  calls: z.int(),
  monthly: estimate.nullable(),
  yearly: estimate.nullable(),
  undeclared: z.int(),
  unpriced: z.int(),
});

/** A request that a call of a helper sends. `each`: once more for each element of these, whose number nobody can tell. */
export const sentRequest = z.strictObject({
  title: z.string(),
  times: estimate,
  each: z.array(z.string()),
  oneOf: z
    .array(
      z.strictObject({ id: z.string(), file: z.string(), api: z.string(), provider: z.string().nullable(), model: z.string().nullable() }),
    )
    .min(1),
  tokens: z.strictObject({ input: estimate, output: estimate }),
  perRequest: estimate.nullable(),
});

/** What the scan result says beyond calls and findings: the report's own sums and judgements. */
export const reportPartSchemas = {
  months: z
    .array(z.strictObject({ month: z.string(), cost: estimate }))
    .describe('The next twelve whole months; empty when no call has both a volume and a price'),
  groups: z.record(z.enum(groupNames), z.array(groupRow)),
  breaches: z.array(
    z.strictObject({ policy: z.string(), rule: z.string(), severity, message: z.string(), callId: z.string(), place, definedAt: place }),
  ),
  units: z.array(
    z.strictObject({
      name: z.string(),
      cost: estimate.nullable(),
      value: z.number().nullable(),
      monthly: estimate.nullable(),
      parts: z.array(z.strictObject({ name: z.string(), times: z.number(), cost: estimate.nullable() })),
    }),
  ),
  economics: z
    .array(
      z.strictObject({
        level: z.enum(['tokens', 'request', 'task', 'outcome']),
        name: z.string(),
        cost: estimate,
        value: z.number().nullable(),
      }),
    )
    .describe('Cost per million tokens, per request, per task, per business outcome'),
  projects: z.array(
    z.strictObject({
      name: z.string(),
      owner: z.string().nullable(),
      stage: z.string().nullable(),
      routingPolicy: z.string().nullable(),
      milestones: z.array(z.strictObject({ name: z.string(), due: z.string(), state: z.enum(['open', 'met', 'missed']) })),
      calls: z.int(),
      monthly: estimate.nullable(),
      yearly: estimate.nullable(),
      escalations: z.array(z.string()),
      next: z.strictObject({ stage: z.string(), missing: z.array(z.string()) }).nullable(),
      kpis: z.array(
        z.strictObject({
          name: z.string(),
          target: z.number(),
          better: z.enum(['higher', 'lower']),
          actual: z.number().nullable(),
          state: z.enum(['met', 'missed', 'not measured']),
          qualityGate: z.boolean(),
        }),
      ),
      checks: z.array(
        z.strictObject({
          id: z.string(),
          title: z.string(),
          state: z.enum(['pass', 'fail', 'not-applicable']),
          isRequired: z.boolean(),
          failures: z.array(z.strictObject({ message: z.string(), place: place.nullable() })),
        }),
      ),
    }),
  ),
  actuals: z
    .strictObject({
      from: z.string(),
      until: z.string(),
      days: z.int(),
      spent: z.number(),
      rows: z.array(
        z.strictObject({
          level: z.enum(['total', 'rest', 'project', 'call']),
          name: z.string(),
          place: place.nullable(),
          forecast: estimate.nullable(),
          actual: z.number().nullable(),
          variance: z.number().nullable(),
          volume: z.strictObject({ forecast: z.number().nullable(), actual: z.number().nullable() }).nullable(),
        }),
      ),
      anomalies: z.array(
        z.strictObject({
          project: z.string(),
          period: z.string(),
          actual: z.number(),
          forecast: estimate,
          variance: z.number(),
          threshold: z.number(),
          place,
        }),
      ),
      apart: z.array(z.strictObject({ words: z.string(), spent: z.number().nullable() })),
    })
    .nullable()
    .describe('What was used and billed against what was forecast, both for an average month; null when the team has no export of it'),
  scenarios: z.array(
    z.strictObject({
      name: z.string(),
      monthly: estimate.nullable(),
      yearly: estimate.nullable(),
      change: z.number(),
      touched: z.int(),
      lost: z.int(),
    }),
  ),
  sensitivity: z
    .array(z.strictObject({ what: z.string(), callId: z.string(), place, low: z.number(), high: z.number(), basis }))
    .describe('The expected month of everything, in USD, with this assumption at its low and at its high'),
  ownPrices: z
    .array(
      z.strictObject({
        model: z.string(),
        provider: z.string().nullable(),
        terms: z.string(),
        from: z.string().nullable(),
        until: z.string().nullable(),
        state: z.enum(['holds', 'later', 'ended']),
        reason: z.string().nullable(),
        source: z.string().nullable(),
        calls: z.int(),
        monthly: z.number().nullable(),
        list: z.number().nullable(),
        place,
      }),
    )
    .describe('Prices that the team declares, and the expected month of the calls that pay them, also at list price'),
  accepted: z
    .array(
      z.strictObject({
        finding: z.string(),
        match: z.string(),
        reason: z.string().nullable(),
        until: z.string().nullable(),
        by: z.string().nullable(),
        place,
      }),
    )
    .describe('Findings that the team accepted'),
};

/** USD, tokens or counts, by where it stands. */
export type JsonEstimate = z.infer<typeof estimate>;
/** As `Place`: lines and columns from 1, cells from 0. */
export type JsonPlace = z.infer<typeof place>;
/** A request of a helper as the JSON shows it (the model's type of that name is what analysis found). */
export type SentRequest = z.infer<typeof sentRequest>;
/** The parts of the scan result that tell of the whole report, by their keys. */
export type ReportParts = { [K in keyof typeof reportPartSchemas]: z.infer<(typeof reportPartSchemas)[K]> };
