import type { ModelFacts, PriceOverride } from '../model.ts';
import { askedFor, momentOf, nothingAsked, type Asked, type Moment } from './asked.ts';
import { catalogSummary, checksOf, tokenizerOf, type Catalog, type CatalogModel, type ProviderPrices } from './catalog.ts';
import { cacheRatioOf } from './cacheRates.ts';
import { answering, changeOf, endOf } from './ends.ts';
import { matchIn, nearIds, unpricedReason } from './match.ts';
import { isHandedOn, readingsOf, sellerOf, type Reading } from './names.ts';
import { applyOverrides } from './overrides.ts';
import { holdsOn, ratesAt, schedulesOf, type Rates, type Schedule } from './schedule.ts';

/** A price that holds at a moment, in every situation that the code leaves open. Rates are USD per million tokens or per what their name says. */
export interface Price {
  /** `provider/model` of the catalog, or the place of a team override. */
  readonly entry: string;
  readonly model: string;
  readonly facts: ModelFacts;
  /** The expected schedule first, then those that the code leaves open. Never empty. What is paid: after contracts. */
  readonly schedules: readonly Schedule[];
  /** The same before any team override; null for what the catalog does not list. */
  readonly list: readonly Schedule[] | null;
  /** The same after contracts and before provisioned capacity, where there is some. */
  readonly negotiated?: readonly Schedule[];
  /** Rates of a short prompt in the expected schedule. */
  readonly base: Rates;
  /** ISO date; null when the row names none. */
  readonly effectiveFrom: string | null;
  readonly source: string;
  readonly checkedAt: string;
  /** What the rates agreed with on that day, in words; empty: with nothing. */
  readonly checkedWith: readonly string[];
  /** The team's override that changed the rates: `contracted −12 % (llmcost.yaml:14)`; null at list price. */
  readonly contracted: string | null;
  /** Places of the team's prices that cover it too and do not hold, as another comes first. */
  readonly overrules?: readonly string[];
  /** What the catalog or the override says besides; null: nothing. */
  readonly note: string | null;
}
/** A price with why it holds, or the reason that there is none: a sentence for a person, with ids that look alike. */
export type Found =
  { readonly price: Price; readonly why: string } | { readonly price: null; readonly reason: string; readonly near: readonly string[] };

/** Finds the price that holds for a model id. */
export interface PriceBook {
  readonly summary: { readonly checkedAt: string; readonly models: number };
  /**
   * @param model as the code writes it.
   * @param provider who bills; null when the code does not tell: then the name says it, or the makers are asked.
   * @param at ISO date, or date and time where the hour matters.
   * @param modifiers of the call: `flex`, `batch`, `inference_geo:us`.
   */
  find(model: string, provider: string | null, at: string, modifiers?: readonly string[]): Found;
  /** Entries of the catalog that look like a name, for people to choose from: the same model of other sellers, siblings. Never used as a price. */
  near(model: string): readonly string[];
}

/** A price book over a catalog and the team's overrides, nearest file first. What was found is kept for the life of the book. */
export function createPriceBook(catalog: Catalog, overrides: readonly PriceOverride[] = []): PriceBook {
  const known = new Map<string, Found>();
  const findNow = (written: string, provider: string | null, at: string, modifiers: readonly string[]): Found => {
    const asked = askedFor(modifiers);
    const own = overrides.find((one) => one.is !== undefined && covers(one, written, provider, at));
    const listed = findListed(catalog, own?.is ?? written, own ? null : provider, momentOf(at), asked);
    return applyOverrides({
      overrides: overrides.filter((one) => covers(one, written, provider ?? listed.price?.facts.provider ?? null, at)),
      written,
      at,
      listed,
      asked,
    });
  };
  return {
    summary: catalogSummary(catalog),
    find(written, provider, at, modifiers = []) {
      const key = [written, provider, at, ...modifiers].join('\n');
      const found = known.get(key) ?? findNow(written, provider, at, modifiers);
      known.set(key, found);
      return found;
    },
    near: (written) => nearIds(catalog.providers, readingsOf(written).at(-1)?.id ?? written),
  };
}

function covers(one: PriceOverride, written: string, provider: string | null, at: string): boolean {
  return overrideMatches(one.model, written) && (one.provider === undefined || one.provider === provider) && holdsOn(one, at.slice(0, 10));
}

/** A team's glob over a model id: `*` and `?` only, case matters as in the code. */
function overrideMatches(glob: string, model: string): boolean {
  return new RegExp(
    `^${glob
      .replace(/[.+^${}()|[\]\\]/g, '\\$&')
      .replaceAll('*', '.*')
      .replaceAll('?', '.')}$`,
  ).test(model);
}

interface Listed {
  readonly list: ProviderPrices;
  readonly model: CatalogModel;
  readonly reading: Reading;
  readonly why: string;
}

/** Gateways that bill the maker's list price: https://vercel.com/docs/ai-gateway/pricing. */
const passThrough = new Set(['gateway', 'vercel', 'litellm']);

function findListed(catalog: Catalog, written: string, provider: string | null, moment: Moment, asked: Asked): Found {
  const seller = provider === null || passThrough.has(provider) || isHandedOn(written) ? null : sellerOf(provider);
  const near = () =>
    nearIds(
      catalog.providers.filter(
        (one) => seller === null || one.provider === seller || !catalog.providers.some((other) => other.provider === seller),
      ),
      readingsOf(written).at(-1)?.id ?? written,
    );
  if (written.trim() === '') return { price: null, reason: 'the model name is empty', near: [] };
  const hits = listedHits(catalog, written, seller, moment.date);
  const [hit, other] = hits;
  if (!hit) return { price: null, reason: whyNot(catalog, written, seller), near: near() };
  if (other)
    return {
      price: null,
      reason: `${written} is sold by ${hits.map((one) => one.list.title).join(' and ')}, and the code does not say which`,
      near: near(),
    };
  const price = priceOf(catalog, hit, moment, { ...asked, region: hit.reading.region ?? asked.region });
  if (!price) return { price: null, reason: `${hit.list.provider}/${hit.model.id} has no price that holds on ${moment.date}`, near: [] };
  const { retires, routedTo } = price.facts;
  const routed =
    price.model === routedTo && price.model !== hit.model.id ? `; ${hit.list.title} answers with ${routedTo} since ${retires}` : '';
  return { price, why: `${hit.why}${routed}` };
}

/** Entries that a name may mean: one, or several when nothing tells the seller. */
function listedHits(catalog: Catalog, written: string, seller: string | null, date: string): readonly Listed[] {
  const hitsIn = (lists: readonly ProviderPrices[], reading: Reading) =>
    lists.flatMap((list): readonly Listed[] => {
      const hit = matchIn(list, reading.id, date);
      return hit
        ? [{ list, model: hit.model, reading, why: reading.stripped === '' ? hit.why : `${hit.why}, read without ${reading.stripped}` }]
        : [];
    });
  const readings = readingsOf(written);
  const sells = (provider: string) => catalog.providers.find((one) => one.provider === provider)?.sells ?? 'own';
  // `google/gemini-2.5-pro` at Vertex AI: who hosts models of others may name their maker.
  const isMakerAtHost = (named: string) => seller !== null && sells(seller) === 'others' && sells(named) === 'own';
  // A shape of name that one seller only uses wins over the client it is sent with.
  const shape =
    readings.find((one) => one.provider !== null && one.stripped === '' && one.provider !== seller) ??
    readings.find((one) => one.provider === 'bedrock');
  for (const reading of readings) {
    const of =
      seller === null || shape === reading
        ? reading.provider
        : reading.provider === null || reading.provider === seller || isMakerAtHost(reading.provider)
          ? seller
          : undefined;
    if (of === undefined || of === null) continue;
    const hits = hitsIn(
      catalog.providers.filter((one) => one.provider === of),
      reading,
    );
    if (hits.length > 0) return hits;
  }
  if (seller !== null) return [];
  const plain = readings[0];
  if (!plain || readings.some((one) => one.provider !== null)) return [];
  const makers = hitsIn(
    catalog.providers.filter((one) => (one.sells ?? 'own') === 'own'),
    plain,
  );
  if (makers.length > 0) return makers;
  const hosts = catalog.providers.filter((one) => one.sells === 'others');
  const others = hitsIn(hosts, plain);
  const [only, ...more] = others;
  if (!only || more.length > 0) return others;
  // `mistral-7b-instruct` of one host is `mistralai/mistral-7b-instruct` of another: open weights whose name is no host's own.
  const elsewhere = hosts.flatMap((list): readonly Listed[] =>
    list.models
      .filter((model) => list !== only.list && tailOf(model.id) === tailOf(only.model.id))
      .map((model) => ({ list, model, reading: plain, why: '' })),
  );
  return elsewhere.length > 0
    ? [only, ...elsewhere.slice(0, 1)]
    : [{ ...only, why: `${only.why}; only ${only.list.title} lists this name` }];
}

function tailOf(id: string): string {
  return (id.split('/').at(-1) ?? id).toLowerCase();
}

function whyNot(catalog: Catalog, written: string, seller: string | null): string {
  const readings = readingsOf(written);
  for (const reading of readings) {
    const of = seller ?? reading.provider;
    for (const list of catalog.providers.filter((one) =>
      of === null ? (one.sells ?? 'own') === 'own' || readings.some((other) => other.provider === one.provider) : one.provider === of,
    )) {
      const reason = unpricedReason(list, reading.id);
      if (reason !== null) return `${reading.id} is known without a price: ${reason}`;
    }
  }
  const of = seller ?? readings.at(-1)?.provider ?? null;
  const list = catalog.providers.find((one) => one.provider === of);
  if (of !== null && !list) return `no price list of ${of} is in the catalog`;
  if (of === 'azure')
    return `${written} is no model on the list of Azure OpenAI; if it is a deployment, say of which model (is: under pricing: in llmcost.yaml)`;
  return list ? `${written} has no entry on the price list of ${list.title}` : `${written} has no entry in the catalog`;
}

function priceOf(catalog: Catalog, { list, model: named, reading }: Listed, moment: Moment, asked: Asked): Price | null {
  const end = endOf(named, reading.id);
  const model = answering(list, named, end, moment.date);
  const schedules = schedulesOf(model, list.adjust ?? [], asked, moment);
  const [expected] = schedules;
  if (!expected) return null;
  const plain = schedulesOf(model, list.adjust ?? [], { ...nothingAsked, region: asked.region }, moment)[0] ?? expected;
  const base = ratesAt(plain, 1);
  const rates = 'rates' in base ? base.rates : {};
  const row = 'rates' in base ? base.row : undefined;
  return {
    entry: `${list.provider}/${model.id}`,
    model: model.id,
    facts: { ...factsOf(catalog, list, model, plain, rates), ...end, ...changeOf(model, end, moment.date) },
    schedules,
    list: schedules,
    base: rates,
    effectiveFrom: model === named ? (row?.from ?? null) : latestOf(row?.from, end.retires),
    source: row?.source ?? model.source ?? list.source,
    checkedAt: model.checkedAt ?? list.checkedAt,
    checkedWith: checksOf(catalog, list, model),
    contracted: null,
    note: row?.note ?? model.note ?? null,
  };
}

function latestOf(...days: readonly (string | undefined)[]): string | null {
  return (
    days
      .filter((day) => day !== undefined)
      .toSorted()
      .at(-1) ?? null
  );
}

/** What a model makes instead of text, by the rates that it has and the names that their makers give. */
function madeBy(id: string, rates: Rates): Pick<ModelFacts, 'makes'> {
  const name = id.split('/').at(-1) ?? id;
  if (rates.perImage === undefined && (rates.imageOutput !== undefined || /^gpt-image|^gemini-.*-image/.test(name)))
    return { makes: 'image' };
  return rates.perMillionCharacters === undefined &&
    ((rates.audioOutput !== undefined && rates.output === undefined) || /-tts\b/.test(name))
    ? { makes: 'audio' }
    : {};
}

function factsOf(catalog: Catalog, list: ProviderPrices, model: CatalogModel, schedule: Schedule, rates: Rates): ModelFacts {
  const { cache, limits = {} } = model;
  const tokenizer = tokenizerOf(catalog, model);
  const starts = schedule.rows.flatMap(({ when }) => {
    const at = when?.inputTokensOver ?? when?.inputTokensAtLeast;
    return at === undefined || when?.tier !== undefined ? [] : [{ inputTokens: at, inclusive: when?.inputTokensAtLeast !== undefined }];
  });
  return {
    id: model.id,
    provider: list.provider,
    tokenizer: {
      encoding: tokenizer.encoding,
      factor: tokenizer.factor,
      error: tokenizer.error,
      ...(tokenizer.factors ? { factors: tokenizer.factors } : {}),
      ...(tokenizer.errors ? { errors: tokenizer.errors } : {}),
      ...(tokenizer.overhead ? { overhead: tokenizer.overhead } : {}),
      ...(tokenizer.image ? { image: tokenizer.image } : {}),
    },
    ...(limits.context !== undefined ? { context: limits.context } : {}),
    ...(limits.maxInput !== undefined ? { maxInput: limits.maxInput } : {}),
    ...(limits.maxOutput !== undefined ? { maxOutput: limits.maxOutput } : {}),
    ...(limits.defaultMaxOutput !== undefined ? { defaultMaxOutput: limits.defaultMaxOutput } : {}),
    cache: {
      mode: cache.mode === 'both' ? 'automatic' : cache.mode,
      ...(cache.minTokens !== undefined ? { minTokens: cache.minTokens } : {}),
      ...(cache.ttls !== undefined ? { ttls: cache.ttls } : {}),
    },
    cacheRatio: cacheRatioOf(rates),
    ...madeBy(model.id, rates),
    ...(rates.reasoning !== undefined && rates.reasoning !== null ? { billsReasoning: true as const } : {}),
    ...(starts.length > 0 ? { tierStarts: starts.toSorted((a, b) => a.inputTokens - b.inputTokens) } : {}),
  };
}
