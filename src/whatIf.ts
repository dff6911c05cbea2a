import { costCall, createTerms, type Terms } from './costing.ts';
import type { AnalyzedCall, DeclaredCall, Estimate, Scenario, TeamConfig } from './model.ts';
import { everyRequest } from './requests.ts';
import { matches } from './team/match.ts';

/**
 * Calls as they would be under a what-if, in the same order; those that it does not match stay as they are.
 * @param team what holds for a file, as the calls were analysed with.
 */
export function whatIf(
  knowledge: Omit<Terms, 'team' | 'prices'>,
  calls: readonly AnalyzedCall[],
  scenario: Scenario,
  team: (path: string) => TeamConfig,
): readonly AnalyzedCall[] {
  const { model } = scenario;
  const day = { ...knowledge, at: scenario.at ?? knowledge.at };
  const known = new Map<TeamConfig, Terms>();
  return calls.map((one) => {
    if (!one.declared?.volume || (scenario.match && !matches(scenario.match, one.call, one.tags))) return one;
    const config = team(one.call.file);
    const terms = known.get(config) ?? createTerms(day, config);
    known.set(config, terms);
    const call =
      model === undefined
        ? one.call
        : everyRequest(one.call, (request) => ({
            ...request,
            model: { state: 'known', value: model, how: 'declared', span: null },
            provider: terms.prices.book.find(model, request.provider, day.at).price ? request.provider : null,
          }));
    const { mix, modelId, ...rest } = one.declared;
    const declared: DeclaredCall = {
      ...rest,
      ...(model === undefined && mix ? { mix } : {}),
      ...(model === undefined && modelId !== undefined ? { modelId } : {}),
      ...(scenario.batchShare === undefined ? {} : { batchShare: scenario.batchShare }),
      ...(rest.volume && scenario.volumeTimes !== undefined ? { volume: times(rest.volume, scenario.volumeTimes) } : {}),
    };
    const counted = model === undefined && scenario.volumeTimes === undefined && !call.requests ? one.variants : [];
    return costCall(terms, call, declared, { scenario, counted, monthsAfter: knowledge.at }).analyzed;
  });
}

function times(range: Estimate<number>, by: number): Estimate<number> {
  return { ...range, low: range.low * by, expected: range.expected * by, high: range.high * by };
}
