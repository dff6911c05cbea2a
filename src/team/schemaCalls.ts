import * as z from 'zod';
import { amount, date, defaultable, match, share, usd, volume } from './schemaParts.ts';

/** One entry of `calls:`: what the code cannot say of the calls that it matches. */
export const callSchema = z.strictObject({
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

/** One entry of `defaults:`: the same for all calls of a path or an environment. */
export const defaultsSchema = z.strictObject({
  path: z.string().optional().describe('Glob over files; without it all files'),
  environment: z.string().optional().describe('Only calls whose tag environment has this value'),
  ...defaultable,
});

const rate = z.number().nonnegative().optional();

/** One entry of `pricing:`: what the team pays instead of list. Rates are USD per million tokens. */
export const pricingSchema = z.strictObject({
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

/** One entry of `units:`: what the business counts, made of calls. */
export const unitSchema = z.strictObject({
  name: z.string().describe('What the business counts: resolved ticket, document, lead'),
  calls: z
    .record(z.string(), z.number().positive())
    .describe('How often each named entry of calls happens for one unit: { classify: 3, answer: 1 }'),
  value: usd.optional().describe('What one unit is worth, in USD'),
  volume: volume.optional().describe('Units per month. Entries of calls without a volume of their own take theirs from here'),
});

/** One entry of `scenarios:`: calls as they might be. */
export const scenarioSchema = z.strictObject({
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

/** One entry of `wrappers:`: a function of the team that sends a request out of sight. */
export const wrapperSchema = z
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
