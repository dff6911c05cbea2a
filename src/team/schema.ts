import * as z from 'zod';
import { callSchema, defaultsSchema, pricingSchema, scenarioSchema, unitSchema, wrapperSchema } from './schemaCalls.ts';
import { budgetSchema, policySchema, projectSchema, severityRule, suppressionSchema } from './schemaGovernance.ts';
import { date, match, stringList } from './schemaParts.ts';

/** One `llmcost.yaml`. Strict at every level, so that a key with a typing mistake is told and not ignored; descriptions are shown by editors. */
export const teamSchema = z.strictObject({
  version: z.literal(1).optional().describe('Version of this format'),
  extends: stringList.optional().describe('Other team files whose entries hold where this one says nothing; paths relative to this file'),
  calls: z
    .array(callSchema)
    .optional()
    .describe('What the team knows of its calls. Of several entries that match, the more specific one wins, key by key'),
  defaults: z.array(defaultsSchema).optional().describe('What holds for calls that say nothing else'),
  actuals: stringList
    .optional()
    .describe(
      'Exports of what was used and billed, relative to this file: CSV or JSON with the columns of docs/actuals.md, or a FOCUS export. Measured volumes and tokens replace declared and assumed ones',
    ),
  currency: z
    .strictObject({
      code: z
        .string()
        .regex(/^[A-Z]{3}$/, 'a code like EUR')
        .describe('ISO 4217 code: EUR'),
      perUsd: z.number().positive().describe('Units of the currency for one US dollar'),
      date: date.describe('Day of the rate'),
    })
    .optional()
    .describe('The currency that people read money in; prices and limits here, and JSON, CSV and FOCUS, stay in US dollars'),
  wrappers: z
    .array(wrapperSchema)
    .optional()
    .describe(
      'Helpers of your own whose inside cannot be followed (a gateway, an internal package): calls of them are read as model calls',
    ),
  ignore: z
    .array(
      z.union([
        z.string(),
        match.omit({ tag: true }).refine((one) => Object.keys(one).length > 0, 'an empty match would ignore every call'),
      ]),
    )
    .optional()
    .describe('What is no call of yours: globs of files that are not read, or a match like { file, function, api } for single calls'),
  units: z.array(unitSchema).optional().describe('What the business counts, made of calls'),
  budgets: z.array(budgetSchema).optional().describe('Spend that is agreed, on any scope'),
  policies: z.array(policySchema).optional().describe('Rules that calls must keep; each breach is told at its call'),
  projects: z
    .record(z.string(), projectSchema)
    .optional()
    .describe('Parts of the workspace with an owner, a stage and guardrails of their own'),
  pricing: z.array(pricingSchema).optional().describe('Contracted prices; they win over the catalog'),
  findings: z
    .record(z.string(), z.union([severityRule, z.array(severityRule)]))
    .optional()
    .describe('Severity of findings by id; off silences one'),
  suppressions: z.array(suppressionSchema).optional().describe('Findings that were looked at and accepted'),
  scenarios: z.array(scenarioSchema).optional().describe('What-if variants that the report shows beside the projection'),
});

/** A team file that passed the schema, before amounts are read and paths are resolved (`config.ts` does both). */
export type TeamFile = z.infer<typeof teamSchema>;

/** JSON Schema of `llmcost.yaml`, for editors and for the nearest-name hints. */
export function teamJsonSchema(): unknown {
  return { $id: 'llmcost.schema.json', title: 'llmcost.yaml', ...z.toJSONSchema(teamSchema, { io: 'input' }) };
}
