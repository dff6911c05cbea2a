import * as z from 'zod';

const date = z.string().regex(/^\d{4}-\d{2}-\d{2}$/);
const clock = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/);
/** USD. Null is unknown, never zero. */
const rate = z.number().nonnegative().nullable();

const simpleRule = z.union([
  z.strictObject({ exact: z.string().describe('The whole id, case ignored') }),
  z.strictObject({
    prefix: z.string().describe('The id, followed by nothing or by a snapshot mark (date, -latest, -v1:0); never by another name'),
  }),
  z.strictObject({ pattern: z.string().describe('Regular expression over the whole id, case ignored') }),
]);
const matchRule = z.union([simpleRule, z.strictObject({ all: z.array(simpleRule).min(1) })]);

/** All of what is given must hold. */
const condition = z.strictObject({
  inputTokensOver: z.int().positive().optional().describe('All input tokens together, cached ones included, exceed this'),
  inputTokensAtLeast: z.int().positive().optional().describe('All input tokens together reach this'),
  inputTokensAtMost: z.int().positive().optional(),
  tier: z.string().optional().describe('Service tier as the API spells it: flex, priority, fast'),
  batch: z.literal(true).optional(),
  region: z.array(z.string()).min(1).optional().describe('Region, inference profile or data residency: us, eu, global, regional'),
  utc: z
    .array(z.strictObject({ from: clock, until: clock }))
    .min(1)
    .optional()
    .describe('Hours of the day in UTC; from inclusive, until exclusive'),
  weekdays: z.array(z.int().min(1).max(7)).min(1).optional().describe('1 is Monday'),
  size: z.array(z.string()).min(1).optional().describe('Image size'),
  quality: z.array(z.string()).min(1).optional().describe('Image quality'),
  search: z
    .literal('preview')
    .optional()
    .describe("OpenAI's first web search tool is offered, which older models bill at a fee of its own"),
});

const rates = z
  .strictObject({
    input: rate.optional(),
    output: rate.optional(),
    cacheRead: rate.optional(),
    cacheWrite: z
      .record(z.string().regex(/^(default|\d+[mh])$/), z.number().nonnegative())
      .nullable()
      .optional()
      .describe('By time to live; default where the provider has one only'),
    reasoning: rate.optional().describe('Where reasoning tokens have a rate of their own; else they are output'),
    audioInput: rate.optional(),
    audioOutput: rate.optional(),
    audioCacheRead: rate.optional(),
    imageInput: rate.optional(),
    imageOutput: rate.optional(),
    imageCacheRead: rate.optional(),
    videoInput: rate.optional(),
    videoOutput: rate.optional(),
    perRequest: rate.optional().describe('USD per request'),
    perSearch: rate.optional().describe('USD per web search or rerank search'),
    perFileSearch: rate.optional().describe('USD per search over uploaded files'),
    perImage: rate.optional().describe('USD per image'),
    perPage: rate.optional().describe('USD per page'),
    perMinute: rate.optional().describe('USD per minute of audio'),
    perMillionCharacters: rate.optional(),
  })
  .describe('USD per million tokens, unless the name says per what');

const priceRow = z.strictObject({
  from: date.optional().describe('Inclusive'),
  until: date.optional().describe('Exclusive'),
  when: condition.optional(),
  maybe: z
    .literal(true)
    .optional()
    .describe('Nothing tells whether it holds, as after the last day of a promise: the range covers it and the row that is known'),
  rates,
  source: z.url().optional(),
  note: z.string().optional(),
});

/** What multiplies every token rate of some models under a condition: batch, flex, regional endpoints. */
const adjustment = z.strictObject({
  models: z.array(z.string()).min(1).optional().describe('Globs over entry ids; absent is all'),
  except: z.array(z.string()).min(1).optional(),
  from: date.optional(),
  until: date.optional(),
  when: condition,
  times: z.number().positive().describe('1.1 is 10 % dearer'),
  maybe: z.boolean().optional().describe('Code does not tell whether it holds: the range covers both'),
  source: z.url(),
  note: z.string().optional(),
});

const overhead = z.strictObject({
  perRequest: z.number(),
  perMessage: z.number(),
  tools: z.number().describe('Once when tools exist'),
  perTool: z.number(),
  perProperty: z.number(),
});
const byKind = <Value extends z.ZodType>(value: Value) =>
  z.strictObject({ prose: value, code: value, json: value, markdown: value, european: value, cjk: value, scripts: value, emoji: value });

/** How a family of models counts text: an encoding we have, times a factor by kind of text, with a stated relative error. */
const tokenizerSchema = z.strictObject({
  encoding: z.enum(['o200k_base', 'cl100k_base']),
  factor: z.number().positive(),
  error: z.number().min(0).max(1),
  factors: byKind(z.number().positive()).optional(),
  errors: byKind(z.number().nonnegative()).optional().describe('Largest relative error on texts that the factors were not fitted on'),
  overhead: overhead.optional(),
  image: z.enum(['openai-tile', 'openai-patch', 'claude', 'claude-5', 'gemini-2', 'gemini-3', 'unknown']).optional(),
  source: z.string().optional(),
  note: z.string().optional(),
});
/** Price lists of others that ours are compared with. */
export const sourcesSchema = z.strictObject({
  sources: z.record(
    z.string(),
    z.strictObject({ title: z.string(), url: z.url(), of: date.describe('Day of the copy that was compared') }),
  ),
});
/** `pricing/tokenizers.yaml`: families of tokenizers by the names that models give. */
export const tokenizersSchema = z.strictObject({ tokenizers: z.record(z.string(), tokenizerSchema) });

const model = z.strictObject({
  id: z.string(),
  match: z.array(matchRule).optional().describe('Further names; the id itself always matches'),
  aliases: z
    .array(z.strictObject({ id: z.string(), from: date.optional(), until: date.optional(), source: z.url().optional() }))
    .optional()
    .describe('Names that point here for a time: -latest'),
  limits: z
    .strictObject({
      context: z.int().optional(),
      maxInput: z.int().optional(),
      maxOutput: z.int().optional(),
      defaultMaxOutput: z.int().optional().describe('Where a missing cap means less than the maximum'),
    })
    .optional(),
  tokenizer: z.union([z.string(), tokenizerSchema]).describe('A family of tokenizers.yaml'),
  cache: z.strictObject({
    mode: z.enum(['automatic', 'explicit', 'both', 'none']),
    minTokens: z.int().optional(),
    ttls: z.array(z.string()).optional(),
  }),
  retires: date.optional().describe('Day from which the seller no longer answers requests, or routes them elsewhere'),
  routedTo: z
    .string()
    .optional()
    .describe('Id of the entry of this list that answers from `retires` on, at its own rates; absent: requests fail'),
  replacement: z
    .string()
    .optional()
    .describe("What to use instead: the seller's word, or the current model of the family where that is gone or two generations old"),
  snapshots: z
    .array(
      z.strictObject({
        ids: z.array(z.string()).min(1),
        retires: date.nullable(),
        atLatest: z.literal(true).optional(),
        routedTo: z.string().optional(),
        replacement: z.string().optional(),
      }),
    )
    .optional()
    .describe(
      'Names of this entry that the seller ends on another day than the rest; null: no day is announced; `atLatest`: a page of that day has them as ended already',
    ),
  source: z.url().optional(),
  checkedWith: z
    .array(z.string())
    .optional()
    .describe(
      'What the rates that hold agreed with on `checkedAt`: `page` (the source was read), names of sources.yaml, addresses of other pages that name them; absent: nothing',
    ),
  pageOf: date.optional().describe("Day of the copy of the entry's own `source` that was read"),
  checkedAt: date.optional(),
  note: z.string().optional(),
  deprecated: z.boolean().optional(),
  prices: z.array(priceRow).min(1),
});

/** One file of `pricing/`. */
export const providerSchema = z.strictObject({
  provider: z.string(),
  title: z.string(),
  sells: z.enum(['own', 'others', 'local']).optional().describe('own (default): asked for ids whose seller is not known'),
  source: z.url(),
  lifecycle: z.url().optional().describe('Where the seller announces the end of models'),
  checkedAt: date.describe('Day on which the rows were compared with what `checkedWith` names'),
  pageOf: date.optional().describe('Day of the copy of `source` that was read; absent: it was not read'),
  fees: z
    .strictObject({ rates, source: z.url() })
    .optional()
    .describe('Rates of every model that answers in text, besides its own: what tools of the seller cost'),
  adjust: z.array(adjustment).optional(),
  models: z.array(model),
  unpriced: z
    .array(z.strictObject({ match: z.array(matchRule).min(1), reason: z.string() }))
    .optional()
    .describe('Known ids without a price, and why'),
  explained: z
    .array(z.strictObject({ models: z.array(z.string()).min(1), reason: z.string() }))
    .optional()
    .describe('Disagreements with other sources that were looked into'),
});

/** One file of `pricing/`: what one seller takes. */
export type ProviderPrices = z.infer<typeof providerSchema>;
/** A model as one seller sells it. Another seller's entry of the same model is an entry of its own. */
export type CatalogModel = z.infer<typeof model>;
/** Which names mean a model: one simple rule, or several that must all fit. */
export type MatchRule = z.infer<typeof matchRule>;
/** Rates from a day on, under a condition. Which of several rows holds: `ratesAt` in schedule.ts. */
export type PriceRow = z.infer<typeof priceRow>;
/** Rates of one row, in USD per million tokens or per what the name says. Null or absent is unknown, never 0. */
export type CatalogRates = z.infer<typeof rates>;
/** When a row or an adjustment holds; everything that is given must. */
export type Condition = z.infer<typeof condition>;
/** What multiplies the token rates of some models under a condition: batch, flex, a regional endpoint. */
export type Adjustment = z.infer<typeof adjustment>;
/** A family of tokenizers as `pricing/` writes it: the model's `Tokenizer` with its source. */
export type Tokenizer = z.infer<typeof tokenizerSchema>;
/** A price list that ours was compared with. `of` is the day of the copy that was compared. */
export type OtherList = z.infer<typeof sourcesSchema>['sources'][string];

/** JSON Schema of a file of `pricing/`, for editors. */
export function pricingJsonSchema(): unknown {
  return { $id: 'pricing.schema.json', title: 'A price list of pricing/', ...z.toJSONSchema(providerSchema, { io: 'input' }) };
}
