import * as z from 'zod';
import { date, match, severity, stringList, tags, usd } from './schemaParts.ts';

/** One entry of `budgets:`. Limits are USD; shares are of the limit. */
export const budgetSchema = z
  .strictObject({
    name: z.string().describe('Shown wherever the budget is'),
    monthly: z.number().positive().optional().describe('USD per month'),
    yearly: z.number().positive().optional().describe('USD for the next twelve months'),
    hard: z.boolean().optional().describe('A budget that is exceeded fails the check; false makes it soft, which only warns'),
    warnAt: z.number().positive().optional().describe('Share of the budget from which it is shown as close; default 0.8'),
    escalateAt: z.number().positive().optional().describe('Share from which it must be escalated; default 1.15'),
    scope: z
      .strictObject({
        project: z.string().optional().describe('Name of a project'),
        owner: z.string().optional().describe('Owner of the calls'),
        path: z.string().optional().describe('Glob over files'),
        provider: z.string().optional().describe('Who bills'),
        tag: tags.optional().describe('Tags that the calls have, with these values'),
      })
      .optional()
      .describe('Which calls count; without it all of them'),
  })
  .refine((one) => one.monthly !== undefined || one.yearly !== undefined, 'monthly or yearly is needed');

/** One entry of `policies:`: what calls must keep. */
export const policySchema = z.strictObject({
  name: z.string().describe('Shown with every breach'),
  severity: severity.optional().describe('Of a breach; an error (the default) fails llmcost check'),
  paths: stringList.optional().describe('Globs over files; without it all files'),
  environments: stringList.optional().describe('Only calls whose tag environment is one of these'),
  allowedModels: stringList.optional().describe('Globs; another model is a breach, an unknown one is not'),
  preferredModels: stringList.optional().describe('Globs; another model is reported as information'),
  requireOwner: z.boolean().optional().describe('Every call must have an owner'),
  requireTags: z
    .record(
      z.string(),
      z.union([
        z.literal(true),
        z.array(z.string()).min(1),
        z.strictObject({
          pattern: z.string().refine(isPattern, 'not a regular expression').describe('Regular expression that the value must match'),
        }),
      ]),
    )
    .optional()
    .describe('Tags every call must have: true, the allowed values, or { pattern: regular expression }'),
  maxCostPerCall: usd.optional().describe('USD; compared with the expected cost of one call'),
  maxOutput: z.number().int().positive().optional().describe('Highest output cap allowed, in tokens; a missing cap is a breach'),
  cachingAbove: z
    .number()
    .int()
    .positive()
    .optional()
    .describe('Prompt caching must be on where the unchanging start of a prompt has more tokens than this'),
  unknownPrice: z.enum(['allowed', 'forbidden']).optional().describe('Whether a call may have no known price'),
  unknownVolume: z.enum(['allowed', 'forbidden']).optional().describe('Whether a call may have no declared volume'),
  suppressionReason: z.enum(['optional', 'required']).optional().describe('Whether a suppression needs a reason'),
});

/** One project under its name: whose it is, how far, and what it is to reach. */
export const projectSchema = z.strictObject({
  paths: stringList.describe('Globs over the files of the project'),
  owner: z.string().optional().describe('Team or person who answers for the project'),
  stage: z
    .enum(['concept', 'mvp', 'pilot', 'launch', 'scale', 'sunset'])
    .optional()
    .describe('Each stage asks for more guardrails; the report says what the next one lacks'),
  milestones: z
    .array(
      z.strictObject({
        name: z.string().describe('What is to be reached'),
        due: date.describe('Day by which'),
        state: z.enum(['open', 'met', 'missed']).optional().describe('open without it; two missed in a row must be escalated'),
      }),
    )
    .optional()
    .describe('In the order in which they are due'),
  kpis: z
    .array(
      z.strictObject({
        name: z.string().describe('What is measured'),
        target: z.number().describe('Value to reach'),
        actual: z.number().optional().describe('As you measured it'),
        metric: z
          .enum(['costPerMonth', 'costPerCall', 'cacheShare'])
          .optional()
          .describe('Let the report tell the actual value: USD a month, USD a call, or share of the input read from the cache'),
        unit: z.string().optional().describe('Name of a unit: its cost in USD is the actual value'),
        better: z
          .enum(['higher', 'lower'])
          .optional()
          .describe('Which side of the target is good; lower for costs, higher for everything else'),
        qualityGate: z.boolean().optional().describe('On the wrong side of the target it must be escalated'),
      }),
    )
    .optional()
    .describe('Numbers that the project is to reach; one that is missed is told at its line'),
  routingPolicy: z.string().optional().describe('Link or path to the document that says which model is used for what'),
  anomalyThreshold: z
    .number()
    .positive()
    .optional()
    .describe('Share by which actual spend may leave the forecast before it is an anomaly: 0.3'),
});

/** One entry of `suppressions:`: a finding that was looked at and accepted. */
export const suppressionSchema = z.strictObject({
  finding: z.string().describe('Id of the finding'),
  match,
  reason: z.string().optional().describe('Why it is accepted'),
  until: date.optional().describe('First day on which it no longer holds'),
  by: z.string().optional().describe('Who decided'),
});

/** What `findings:` says of one id; of several that fit a call the last one holds. */
export const severityRule = z.union([
  z.enum(['error', 'warning', 'information', 'hint', 'off']),
  z.strictObject({
    severity: z.enum(['error', 'warning', 'information', 'hint', 'off']).describe('off silences it'),
    paths: stringList.optional().describe('Only in these files (globs)'),
    environments: stringList.optional().describe('Only calls whose tag environment is one of these'),
  }),
]);

function isPattern(text: string): boolean {
  try {
    return new RegExp(text) instanceof RegExp;
  } catch {
    return false;
  }
}
