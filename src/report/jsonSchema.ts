import * as z from 'zod';
import { basis, estimate, reportPartSchemas, sentRequest } from './jsonPartSchemas.ts';

const position = z.strictObject({ line: z.int().min(1), column: z.int().min(1) });
const range = z.strictObject({ start: position, end: position });
const state = z.enum(['known', 'dynamic', 'absent']);

/** The scan result: a contract. New optional fields may come; a change of meaning raises `schemaVersion`. Money is USD. */
export const scanSchema = z.strictObject({
  schemaVersion: z.literal(1),
  tool: z.strictObject({ name: z.string(), version: z.string() }),
  catalog: z.strictObject({ checkedAt: z.string(), models: z.int() }),
  root: z.string(),
  at: z.string(),
  currency: z
    .strictObject({ code: z.string(), perUsd: z.number(), date: z.string() })
    .optional()
    .describe('What the team shows people instead of dollars; money in this result stays in USD'),
  calls: z.array(
    z.strictObject({
      id: z.string(),
      file: z.string(),
      cell: z.int().nullable(),
      language: z.string(),
      range,
      sdk: z.string(),
      api: z.string(),
      provider: z.string().nullable(),
      kind: z.enum(['direct', 'framework', 'http', 'wrapper']),
      confidence: z.enum(['certain', 'likely', 'possible']),
      function: z.string().nullable(),
      via: z.string().nullable(),
      covers: z
        .array(z.string())
        .optional()
        .describe('Ids of the calls that this call of a helper sets going: their volume is a part of its own'),
      requests: z.array(sentRequest).optional().describe('Everything that one call of a helper sends; absent where it is one request'),
      inTest: z.boolean(),
      model: z.strictObject({
        state,
        id: z.string().nullable(),
        alternatives: z.array(z.string()),
        how: z.string().nullable(),
        reason: z.string().nullable(),
      }),
      maxOutput: z.strictObject({ state, value: z.number().nullable(), parameter: z.string().nullable() }),
      caching: z.strictObject({ state: z.enum(['requested', 'automatic', 'absent', 'unsupported', 'dynamic']) }),
      repetition: z.strictObject({
        inLoop: z.boolean(),
        loopKind: z.enum(['data', 'retry', 'agent', 'fallback']).nullable(),
        steps: z.number().nullable(),
        n: z.number(),
        turns: estimate.optional().describe('How often one run of the function around it sends it'),
        each: z.array(z.string()).optional().describe('Once more for each element of these'),
      }),
      owner: z.string().nullable(),
      tags: z.record(z.string(), z.string()),
      volume: estimate.nullable().describe('Calls per month; null where none is declared or measured'),
      tokens: z.strictObject({
        input: estimate,
        output: estimate,
        cacheRead: estimate,
        cacheWrite: estimate,
        static: z.number().describe('Input tokens that stand in the source'),
        steps: z.strictObject({ count: estimate, growth: estimate, limit: z.string() }).nullable(),
      }),
      cost: z.strictObject({
        currency: z.literal('USD'),
        perCall: estimate.nullable(),
        list: estimate.nullable().describe('At list price, where the team pays another one'),
        contracted: estimate
          .nullable()
          .describe('After contracts and before provisioned capacity, where the team has some; perCall is what is paid'),
        runs: z.strictObject({ one: z.number(), typical: z.number(), limit: z.number(), limitWithoutCache: z.number() }).nullable(),
        conversation: z
          .strictObject({ first: z.number(), typical: z.number(), full: z.number(), tokens: z.number() })
          .nullable()
          .describe('Turns of a conversation that goes along: the first, a typical one, one that fills the context'),
        per1k: estimate.nullable(),
        monthly: estimate.nullable(),
        unknown: z.string().nullable(),
        price: z
          .strictObject({
            entry: z.string(),
            source: z.string(),
            effectiveFrom: z.string().nullable(),
            checkedAt: z.string(),
            checkedWith: z.array(z.string()),
            modifiers: z.array(z.string()),
            contracted: z.string().nullable(),
            overrules: z.array(z.string()).optional().describe('Prices of the team that cover the model too, behind the one that holds'),
            assumed: z.string().optional(),
          })
          .nullable(),
      }),
    }),
  ),
  findings: z.array(
    z.strictObject({
      id: z.string(),
      severity: z.enum(['error', 'warning', 'information', 'hint']),
      callId: z.string().nullable(),
      file: z.string(),
      cell: z.int().nullable(),
      range,
      message: z.string(),
      saving: z.number().nullable(),
      fixable: z.boolean(),
    }),
  ),
  totals: z.strictObject({
    calls: z.int(),
    monthly: estimate.nullable(),
    yearly: estimate.nullable(),
    byBasis: z.partialRecord(basis, z.number()),
    undeclaredVolume: z.int(),
    unknownCost: z.int(),
  }),
  ...reportPartSchemas,
  budgets: z.array(
    z.strictObject({
      name: z.string(),
      monthly: z.number().nullable(),
      yearly: z.number().nullable(),
      period: z.enum(['month', 'year']),
      spent: estimate,
      used: z.number(),
      state: z.enum(['ok', 'warn', 'over', 'escalate']),
      hard: z.boolean(),
    }),
  ),
  problems: z.array(
    z.strictObject({ file: z.string(), line: z.int(), column: z.int(), severity: z.string(), rule: z.string(), message: z.string() }),
  ),
  files: z.strictObject({
    considered: z.int(),
    analysed: z.int(),
    skipped: z.array(z.strictObject({ file: z.string(), reason: z.string() })),
  }),
});

/** The scan result as a type: who writes it is checked by the compiler, who reads it by the schema. */
export type ScanResult = z.infer<typeof scanSchema>;

/** JSON Schema of the scan result. */
export function scanJsonSchema(): unknown {
  return { $id: 'scan-result.schema.json', title: 'llmcost scan result', ...z.toJSONSchema(scanSchema) };
}
