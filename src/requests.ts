import { eitherOf, priceCall } from './cost/price.ts';
import type { PriceBook } from './cost/priceBook.ts';
import { blendVariants, variantsByRequest } from './cost/projection.ts';
import { sumOfRequests } from './cost/several.ts';
import type { AnalyzedCall, CostVariant, DeclaredCall, LlmCall, ModelFacts, Scenario, TokenEstimate } from './model.ts';
import { adjustTokens } from './tokens/adjust.ts';
import { estimateTokens } from './tokens/estimate.ts';
import { eitherTokens, splitDeclared, sumTokens } from './tokens/several.ts';
import type { Tokenizers } from './tokens/tiktoken.ts';

/** A request as it is asked about: what is declared of it, and its tokens by model. */
interface Asked {
  readonly call: LlmCall;
  readonly declared: DeclaredCall | null;
  readonly tokensFor: (model: ModelFacts | null) => TokenEstimate;
}
/** A request that a call sends: one of `oneOf`. `request` as in `CostVariant`; absent for a call that is its own request. */
export interface AskedRequest {
  readonly title: string;
  readonly oneOf: readonly Asked[];
  readonly answers: boolean;
  readonly request?: NonNullable<CostVariant['request']>;
}

/** The requests that a call sends, each with its part of what is declared. @param scenario what is different in a what-if; `counted`: variants whose tokens are known already. */
export function askedRequests(
  { tokenizers, at }: { readonly tokenizers: Tokenizers; readonly at: string },
  book: PriceBook,
  call: LlmCall,
  declared: DeclaredCall | null,
  { scenario = {}, counted = [] }: { readonly scenario?: Partial<Scenario>; readonly counted?: readonly CostVariant[] },
): readonly AskedRequest[] {
  const asked = (one: LlmCall, known: DeclaredCall | null): Asked => {
    const byModel = new Map<string, TokenEstimate>();
    const tokensFor = (model: ModelFacts | null) => {
      const key = model ? `${model.provider}/${model.id}` : '';
      const found =
        byModel.get(key) ??
        adjustTokens(
          counted.find((variant) => model !== null && variant.model === model.id)?.tokens ?? estimateTokens(one, model, tokenizers, known),
          one,
          model,
          known?.volume?.expected ?? null,
          scenario,
        );
      byModel.set(key, found);
      return found;
    };
    return { call: one, declared: known, tokensFor };
  };
  if (!call.requests) return [{ title: '', oneOf: [asked(call, declared)], answers: true }];
  const estimates = call.requests.flatMap(({ title, times, oneOf: [first] }) =>
    first
      ? [
          {
            title,
            times,
            tokens: estimateTokens(
              first,
              first.model.state === 'known' ? (book.find(first.model.value, first.provider, at).price?.facts ?? null) : null,
              tokenizers,
              null,
            ),
          },
        ]
      : [],
  );
  const parts = splitDeclared(declared, estimates);
  return call.requests.map(({ title, oneOf, times: sent }, index): AskedRequest => {
    const answers = oneOf.some((one) => one.id === call.via);
    const part = parts[index] ?? null;
    return {
      title,
      answers,
      request: { index, times: sent },
      oneOf: oneOf.map((one) => asked(one, part && ofRequest(part, answers, one.model.state === 'known'))),
    };
  });
}

/** What is declared of a call's model means the request that answers, and those whose model the code does not tell; its steps are the answer's. */
function ofRequest(declared: DeclaredCall, answers: boolean, knowsModel: boolean): DeclaredCall {
  const { mix, modelId, steps, ...rest } = declared;
  const isMeant = answers || !knowsModel;
  return {
    ...rest,
    ...(mix && isMeant ? { mix } : {}),
    ...(modelId !== undefined && isMeant ? { modelId } : {}),
    ...(steps && answers ? { steps } : {}),
  };
}

/** Every request of a call priced on a day. `facts` are those of the one that answers. */
export function requestsAt(
  book: PriceBook,
  requests: readonly AskedRequest[],
  at: string,
): { readonly variants: readonly CostVariant[]; readonly facts: ModelFacts | null } {
  const priced = requests.map(({ oneOf, request }) => {
    const ways = oneOf.map(({ call, declared, tokensFor }) => variantsAt(book, call, declared, at, tokensFor));
    const variants = ways.length === 1 ? (ways[0]?.variants ?? []) : [eitherVariant(ways.map((one) => one.variants))];
    return { variants: variants.map((one): CostVariant => ({ ...one, ...(request ? { request } : {}) })), facts: ways[0]?.facts ?? null };
  });
  return {
    variants: priced.flatMap((one) => one.variants),
    facts:
      priced[
        Math.max(
          0,
          requests.findIndex((one) => one.answers),
        )
      ]?.facts ?? null,
  };
}

/** A call priced for each model of its mix, batch and not, on a day. `facts` are those of the model with the largest share. */
function variantsAt(
  book: PriceBook,
  call: LlmCall,
  declared: DeclaredCall | null,
  at: string,
  tokensFor: (model: ModelFacts | null) => TokenEstimate,
): { readonly variants: readonly CostVariant[]; readonly facts: ModelFacts | null } {
  const mix = declared?.mix?.toSorted((a, b) => b.share - a.share) ?? [
    { model: call.model.state === 'known' ? undefined : declared?.modelId, share: 1 },
  ];
  const batch = call.modifiers.includes('batch') ? 0 : (declared?.batchShare ?? 0);
  const parts = mix.map(({ model, share }) => {
    const named = model ?? (call.model.state === 'known' ? call.model.value : undefined);
    const facts = named === undefined ? null : (book.find(named, call.provider, at).price?.facts ?? null);
    const tokens = tokensFor(facts);
    const variant = (isBatch: boolean, of: number): CostVariant => {
      const cost = priceCall(isBatch ? { ...call, modifiers: [...call.modifiers, 'batch'] } : call, tokens, book, at, model);
      return {
        share: of,
        model: cost.state === 'priced' ? cost.model : (named ?? null),
        isBatch: isBatch || call.modifiers.includes('batch'),
        tokens,
        cost,
        requests: null,
        monthly: null,
        list: null,
      };
    };
    const variants = [...(batch < 1 ? [variant(false, share * (1 - batch))] : []), ...(batch > 0 ? [variant(true, share * batch)] : [])];
    return { variants, facts };
  });
  return { variants: parts.flatMap((one) => one.variants), facts: parts[0]?.facts ?? null };
}

/** Several requests of which one is sent: priced as the dearest, in a range over all. */
function eitherVariant(ways: readonly (readonly CostVariant[])[]): CostVariant {
  const costs = ways.map(blendVariants);
  const cost = eitherOf(costs);
  const all = ways.map(mainTokens);
  const at = costs.findIndex((one) => one.state === 'priced' && cost.state === 'priced' && one.model === cost.model);
  return {
    share: 1,
    model: cost.state === 'priced' ? cost.model : null,
    isBatch: ways.flat().every((one) => one.isBatch),
    tokens: eitherTokens(all, Math.max(0, at)),
    cost,
    requests: null,
    monthly: null,
    list: null,
  };
}

function mainTokens(variants: readonly CostVariant[]): TokenEstimate {
  return variants.reduce((top, one) => (one.share > top.share ? one : top)).tokens;
}

/** Tokens and cost of one call: of all its requests together. */
export function together(requests: readonly AskedRequest[], variants: readonly CostVariant[]): Pick<AnalyzedCall, 'tokens' | 'cost'> {
  const groups = variantsByRequest(variants).flatMap((group) => {
    const request = group[0]?.request;
    return request
      ? [{ title: requests[request.index]?.title ?? '', tokens: mainTokens(group), cost: blendVariants(group), times: request.times }]
      : [];
  });
  const main = Math.max(
    0,
    requests.findIndex((one) => one.answers),
  );
  return groups.length > 0
    ? { tokens: sumTokens(groups, main), cost: sumOfRequests(groups, main) }
    : { tokens: mainTokens(variants), cost: blendVariants(variants) };
}

/** A call with a change made to each of its requests that is billed as it is. */
export function everyRequest(call: LlmCall, change: (request: LlmCall) => LlmCall): LlmCall {
  const changed = change(call);
  return call.requests
    ? {
        ...changed,
        requests: call.requests.map((one) => ({
          ...one,
          oneOf: one.oneOf.map((request) => (request.billing === call.billing ? change(request) : request)),
        })),
      }
    : changed;
}
