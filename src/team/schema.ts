import * as z from 'zod';

const tokens = z.union([z.number().nonnegative(), z.strictObject({ low: z.number().nonnegative(), expected: z.number().nonnegative(), high: z.number().nonnegative() })]).describe('Tokens per call, one number or a range');
const amount = z.union([z.number().nonnegative(), z.strictObject({ low: z.number().nonnegative(), expected: z.number().nonnegative(), high: z.number().nonnegative() })]);
const date = z.string().regex(/^\d{4}-\d{2}-\d{2}$/, 'a date like 2026-11-21');

const volume = z
  .union([
    z.number().nonnegative(),
    z.string().regex(/^\s*[\d_.,]+\s*[kKmM]?\s*\/\s*(month|day|hour)\s*$/, 'calls per month, day or hour, like "50000/month"'),
    z.strictObject({ perMonth: amount }),
    z.strictObject({ perDay: amount }),
    z.strictObject({ perHour: amount }),
    z.strictObject({ users: amount, callsPerUserPerDay: z.number().nonnegative(), activeDays: z.number().min(0).max(31) }),
  ])
  .describe('How often the call is made. A number is calls per month');

export const callSchema = z.strictObject({
  match: z.strictObject({ id: z.string().optional(), file: z.string().optional(), function: z.string().optional(), api: z.string().optional(), model: z.string().optional() }).describe('Which calls: every key given must match; globs in file, function and model'),
  owner: z.string().optional().describe('Team or person who owns the spend'),
  tags: z.record(z.string(), z.string()).optional().describe('Allocation tags: product, useCase, environment, costCenter, own keys'),
  volume: volume.optional(),
  input: tokens.optional(),
  output: tokens.optional(),
  cacheHitRate: z.number().min(0).max(1).optional().describe('Share of the input read from the prompt cache'),
  model: z.string().optional().describe('Model id where the code cannot tell it (environment variable, deployment)'),
});

export const teamSchema = z.strictObject({
  version: z.literal(1).optional(),
  calls: z.array(callSchema).optional(),
  pricing: z
    .array(
      z.strictObject({
        model: z.string().describe('Model id or glob'), provider: z.string().optional(), discount: z.number().min(0).max(1).optional().describe('0.12 is 12 % below list'),
        rates: z.strictObject({ input: z.number().optional(), output: z.number().optional(), cacheRead: z.number().optional(), cacheWrite: z.number().optional() }).optional().describe('USD per million tokens'),
        from: date.optional(), until: date.optional(), reason: z.string().optional(), source: z.string().optional(),
      }),
    )
    .optional(),
  budgets: z
    .array(
      z.strictObject({
        name: z.string(), monthly: z.number().positive().describe('USD per month'), hard: z.boolean().optional().describe('A hard budget that is exceeded fails the check'), warnAt: z.number().positive().optional(), escalateAt: z.number().positive().optional(),
        scope: z.strictObject({ owner: z.string().optional(), path: z.string().optional(), provider: z.string().optional(), tag: z.record(z.string(), z.string()).optional() }).optional(),
      }),
    )
    .optional(),
  ignore: z.array(z.string()).optional().describe('Globs of files that are not scanned'),
});

export type TeamFile = z.infer<typeof teamSchema>;

/** JSON Schema of `llmcost.yaml`, for editors. */
export function teamJsonSchema(): unknown {
  return { $id: 'llmcost.schema.json', title: 'llmcost.yaml', ...z.toJSONSchema(teamSchema, { io: 'input' }) };
}
