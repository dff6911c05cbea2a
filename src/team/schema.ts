import * as z from 'zod';
import { amount, date, defaultable, match, severity, share, stringList, tags, usd, volume } from './schemaParts.ts';

const callSchema = z.strictObject({
  name: z.string().optional().describe('By which units and other volumes refer to this entry'),
  match,
  ...defaultable,
  volume: volume.optional(),
  input: amount.optional().describe('Input tokens of one request, cached ones included'),
  output: amount.optional().describe('Output tokens of one request'),
  variables: z
    .record(z.string(), amount)
    .optional()
    .describe('Tokens of variables in the prompt, by their name in the code: { question: 40, docs: 3000 }'),
  cached: amount.optional().describe('Input tokens of one request that are read from the cache; instead of cacheHitRate'),
  steps: amount.optional().describe('Model requests that one call makes (agents, tool rounds)'),
  model: z.string().optional().describe('Model id where the code cannot tell it (environment variable, deployment)'),
  mix: z
    .array(
      z.strictObject({
        model: z.string().describe('Model id'),
        share: share.describe('Share of the calls, 0 to 1; all of them add up to 1'),
      }),
    )
    .min(1)
    .refine((list) => Math.abs(list.reduce((sum, one) => sum + one.share, 0) - 1) < 1e-9, 'shares must add up to 1')
    .optional()
    .describe('Which share of the calls a router sends to which model'),
});

const defaultsSchema = z.strictObject({
  path: z.string().optional().describe('Glob over files; without it all files'),
  environment: z.string().optional().describe('Only calls whose tag environment has this value'),
  ...defaultable,
});

const rate = z.number().nonnegative().optional();
const pricingSchema = z.strictObject({
  model: z.string().describe('Model id or glob'),
  provider: z.string().optional().describe('Only where this provider bills'),
  discount: z.number().min(0).max(1).optional().describe('0.12 is 12 % below list'),
  is: z.string().optional().describe('Catalog model that a deployment of this name runs: azure/gpt-4o'),
  rates: z
    .strictObject({
      input: rate.describe('Input tokens'),
      output: rate.describe('Output tokens'),
      cacheRead: rate.describe('Input tokens read from the cache'),
      cacheWrite: z
        .union([z.number().nonnegative(), z.record(z.string().regex(/^\d+[mh]$/), z.number().nonnegative())])
        .optional()
        .describe('Input tokens written to the cache; by time to live where they differ: { 5m: 3, 1h: 5 }'),
    })
    .optional()
    .describe('USD per million tokens; instead of the list price'),
  provisioned: z
    .strictObject({
      monthly: z.number().nonnegative().describe('USD per month'),
      billing: z
        .enum(['marginal', 'amortised'])
        .describe('marginal: one more request costs nothing; amortised: each token carries its share'),
      tokensPerMonth: z.number().positive().optional().describe('Tokens that share the bill when it is amortised'),
    })
    .refine((one) => one.billing === 'marginal' || one.tokensPerMonth !== undefined, {
      error: 'amortised capacity needs tokensPerMonth, the tokens that share the bill',
      path: ['tokensPerMonth'],
    })
    .optional()
    .describe('Capacity that is paid by the month (PTU, GSU, reserved tier)'),
  from: date.optional().describe('First day on which it holds'),
  until: date.optional().describe('First day on which it no longer holds'),
  reason: z.string().optional().describe('Why the price is another: the contract'),
  source: z.string().optional().describe('Where it is written'),
});

const unitSchema = z.strictObject({
  name: z.string().describe('What the business counts: resolved ticket, document, lead'),
  calls: z
    .record(z.string(), z.number().positive())
    .describe('How often each named entry of calls happens for one unit: { classify: 3, answer: 1 }'),
  value: usd.optional().describe('What one unit is worth, in USD'),
  volume: volume.optional().describe('Units per month. Entries of calls without a volume of their own take theirs from here'),
});

const budgetSchema = z
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

const policySchema = z.strictObject({
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

const projectSchema = z.strictObject({
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

const suppressionSchema = z.strictObject({
  finding: z.string().describe('Id of the finding'),
  match,
  reason: z.string().optional().describe('Why it is accepted'),
  until: date.optional().describe('First day on which it no longer holds'),
  by: z.string().optional().describe('Who decided'),
});

const severityRule = z.union([
  z.enum(['error', 'warning', 'information', 'hint', 'off']),
  z.strictObject({
    severity: z.enum(['error', 'warning', 'information', 'hint', 'off']).describe('off silences it'),
    paths: stringList.optional().describe('Only in these files (globs)'),
    environments: stringList.optional().describe('Only calls whose tag environment is one of these'),
  }),
]);

const scenarioSchema = z.strictObject({
  name: z.string().describe('Shown in the report'),
  match: match.optional().describe('Calls that change; without it all of them'),
  model: z.string().optional().describe('Another model'),
  cacheHitRate: share.optional().describe('Share of the input that is read from the cache'),
  batchShare: share.optional().describe('Share of the calls that go through the batch API'),
  promptTokens: z.number().int().positive().optional().describe('Input trimmed to at most so many tokens'),
  outputCap: z.number().int().positive().optional().describe('Output capped at so many tokens'),
  volumeTimes: z.number().nonnegative().optional().describe('Volume times this'),
  caching: z
    .boolean()
    .optional()
    .describe('Prompt caching wherever model and prompt allow it, at the hit rate that the declared volume gives'),
  at: date.optional().describe('Prices of another day'),
});

const places = z.union([z.string(), z.number().int().nonnegative(), z.array(z.union([z.string(), z.number().int().nonnegative()])).min(1)]);
const wrapperSchema = z
  .strictObject({
    function: z.string().describe('As it is called: ask, or gateway.ask'),
    file: z.string().optional().describe('Glob over the file that defines it'),
    module: z.string().optional().describe('Package it is imported from: acme_llm, "@acme/llm"'),
    api: z.string().describe('API that it reaches, as reported: openai.chat.completions'),
    provider: z.string().optional().describe('Who bills, where the API does not say it: azure'),
    model: z.string().optional().describe('Model that it runs where the call names none'),
    maxOutput: z.number().int().positive().optional().describe('Output cap that it sets where the call sets none, in tokens'),
    arguments: z
      .strictObject({
        prompt: places.optional().describe('Argument that holds the prompt: its name, or its position from 0; several are tried in order'),
        messages: places.optional().describe('Argument that holds a list of messages'),
        system: places.optional().describe('Argument that holds the system prompt'),
        tools: places.optional().describe('Argument that holds the tools'),
        model: places.optional().describe('Argument that names the model'),
        maxOutput: places.optional().describe('Argument that caps the output'),
      })
      .optional()
      .describe('Where the call says what: by the names or positions of its arguments'),
  })
  .refine((one) => one.file === undefined || one.module === undefined, 'file or module, not both');

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

function isPattern(text: string): boolean {
  try {
    return new RegExp(text) instanceof RegExp;
  } catch {
    return false;
  }
}

/** A team file that passed the schema, before amounts are read and paths are resolved (`config.ts` does both). */
export type TeamFile = z.infer<typeof teamSchema>;

/** JSON Schema of `llmcost.yaml`, for editors and for the nearest-name hints. */
export function teamJsonSchema(): unknown {
  return { $id: 'llmcost.schema.json', title: 'llmcost.yaml', ...z.toJSONSchema(teamSchema, { io: 'input' }) };
}
