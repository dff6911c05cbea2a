import * as z from 'zod';
import { isDate } from '../text/dates.ts';

/** Smallest pieces of the team file's schema, shared by its sections. Every key has a description: the editor shows it. */

const count = z.number().nonnegative();
const range = z
  .strictObject({ low: count, expected: count, high: count })
  .refine((one) => one.low <= one.expected && one.expected <= one.high, 'low <= expected <= high');
const percentiles = z
  .strictObject({
    mean: count.optional(),
    p10: count.optional(),
    p50: count,
    p90: count.optional(),
    p95: count.optional(),
    p99: count.optional(),
  })
  .describe(
    'Percentiles as measured. Expected is the mean, or p50 without one; low is p10 or the smallest given; high is the highest given',
  );

/** One number, a range, or percentiles. */
export const amount = z.union([count, range, percentiles]);
/** Money in US dollars, to a millionth. */
export const usd = z.number().nonnegative();
/** 0..1; percent is not accepted, so that 1 is never ambiguous. */
export const share = z.number().min(0).max(1);
/** ISO date that the calendar has. */
export const date = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}$/, 'a date like 2026-11-21')
  .refine(isDate, 'no day of the calendar');
/** As `Severity`; `off` is added where an entry may silence. */
export const severity = z.enum(['error', 'warning', 'information', 'hint']);
/** One text stands for a list of one. */
export const stringList = z.union([z.string(), z.array(z.string())]);

/** Numbers and flags are taken as their text. */
export const tags = z
  .record(z.string(), z.union([z.string(), z.number(), z.boolean()]))
  .describe('Allocation tags: product, team, useCase, environment, costCenter, and keys of your own');

/** Keys are those of `CallMatch`; paths become relative to the root when the file is read. */
export const match = z
  .strictObject({
    id: z.string().optional().describe('Id of one call, as in the JSON report'),
    file: z.string().optional().describe('Glob over the file, relative to the folder of this team file'),
    function: z.string().optional().describe('Glob over the enclosing function, as in Class.method'),
    api: z.string().optional().describe('API as reported, like openai.chat.completions; globs allowed'),
    model: z.string().optional().describe('Glob over the model id that the code names'),
    tag: tags.optional().describe('Tags that other entries gave to the call; values are globs'),
  })
  .describe('Which calls: every key given must match');

const volumeText = z
  .string()
  .regex(
    /^\s*(\d{1,3}(,\d{3})+|\d[\d_]*)(\.\d+)?\s*[kKmM]?\s*\/\s*(month|day|hour)\s*$/,
    'calls per month, day or hour, like "50000/month"',
  );
/** Everything becomes calls per month; `per` stays open until team files are merged. */
export const volume = z
  .union([
    count,
    volumeText,
    z.strictObject({ perMonth: amount }),
    z.strictObject({ perDay: amount }),
    z.strictObject({ perHour: amount }),
    z.strictObject({
      users: amount,
      callsPerUserPerDay: count,
      activeDays: z.number().min(0).max(31).describe('Days a month on which a user is active'),
    }),
    z.strictObject({
      per: z.string().describe('Name of another entry of calls, or of a unit'),
      calls: amount.describe('How often this call is made each time that one happens'),
    }),
  ])
  .describe('How often each matching call is made. A number is calls per month');

/** What may be said of calls, and of all calls of a path or environment by default. */
export const defaultable = {
  owner: z.string().optional().describe('Team or person who owns the spend'),
  tags: tags.optional(),
  growth: z.number().gt(-1).max(10).optional().describe('Change of the volume per month: 0.05 is 5 % more each month'),
  seasonality: z.array(count).length(12).optional().describe('Twelve factors on the volume, January first; 1 is an average month'),
  cacheHitRate: share.optional().describe('Share of the input that is read from the prompt cache'),
  retries: count.optional().describe('Extra attempts per call on average: 0.05 is five repeats in a hundred calls'),
  batchShare: share.optional().describe('Share of the calls that go through the batch API'),
};
