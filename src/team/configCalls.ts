import { escape } from 'minimatch';
import type { CallMatch, DeclaredCall, DeclaredWrapper, PriceOverride, Scenario, Unit } from '../model.ts';
import { picodollars } from '../text/money.ts';
import { estimateOf, volumeOf } from './amounts.ts';
import { defined, textTags, type TeamFolder } from './configFolder.ts';
import type { TeamFile } from './schema.ts';

/** `calls:`, with amounts as ranges. */
export function callsOf(file: TeamFile, { originOf, matchOf }: TeamFolder): readonly DeclaredCall[] {
  return (file.calls ?? []).map((call, i): DeclaredCall => {
    const { match, tags, volume, input, output, cached, steps, variables, model, ...plain } = call;
    return {
      ...defined(plain),
      match: matchOf(match),
      origin: originOf(['calls', i]),
      ...(tags ? { tags: textTags(tags) ?? {} } : {}),
      ...(volume === undefined ? {} : volumeOf(volume, originOf(['calls', i, 'volume']))),
      ...(model === undefined ? {} : { modelId: model }),
      ...(input === undefined ? {} : { input: estimateOf(input) }),
      ...(output === undefined ? {} : { output: estimateOf(output) }),
      ...(cached === undefined ? {} : { cached: estimateOf(cached) }),
      ...(steps === undefined ? {} : { steps: estimateOf(steps) }),
      ...(variables === undefined
        ? {}
        : { variables: Object.fromEntries(Object.entries(variables).map(([name, one]) => [name, estimateOf(one)])) }),
    };
  });
}

/** `defaults:`, which match by path and environment. */
export function defaultsOf(file: TeamFile, { originOf, below, within }: TeamFolder): readonly DeclaredCall[] {
  return (file.defaults ?? []).map((one, i): DeclaredCall => {
    const { path: glob, environment, tags, ...plain } = one;
    const match: CallMatch = {
      ...within,
      ...(glob === undefined ? {} : { file: below(glob) }),
      ...(environment === undefined ? {} : { tag: { environment: escape(environment) } }),
    };
    return {
      ...defined(plain),
      match,
      origin: originOf(['defaults', i]),
      isDefault: true,
      ...(tags ? { tags: textTags(tags) ?? {} } : {}),
    };
  });
}

/** `pricing:`; rates stay USD per million tokens. */
export function pricingOf(file: TeamFile, { originOf }: TeamFolder): readonly PriceOverride[] {
  return (file.pricing ?? []).map((one, i): PriceOverride => ({
    origin: originOf(['pricing', i]),
    ...(defined(one) as Omit<PriceOverride, 'origin'>),
  }));
}

/** `units:`, their value in pico-dollars. */
export function unitsOf(file: TeamFile, { originOf, within }: TeamFolder): readonly Unit[] {
  return (file.units ?? []).map((one, i): Unit => ({
    origin: originOf(['units', i]),
    ...within,
    name: one.name,
    calls: one.calls,
    value: one.value === undefined ? null : picodollars(one.value),
    ...(one.volume === undefined ? {} : volumeOf(one.volume, originOf(['units', i, 'volume']))),
  }));
}

/** `scenarios:`; without a match all calls below the file change. */
export function scenariosOf(file: TeamFile, { originOf, matchOf, within, isRoot }: TeamFolder): readonly Scenario[] {
  return (file.scenarios ?? []).map((one, i): Scenario => {
    const { match, ...plain } = one;
    return {
      ...defined(plain),
      origin: originOf(['scenarios', i]),
      ...(match ? { match: matchOf(match) } : isRoot ? {} : { match: within }),
    };
  });
}

/** `wrappers:`; positions of arguments become `#0`. */
export function wrappersOf(file: TeamFile, { originOf, below, within }: TeamFolder): readonly DeclaredWrapper[] {
  return (file.wrappers ?? []).map((one, i): DeclaredWrapper => {
    const { file: definedIn, arguments: places = {}, ...plain } = one;
    const given = Object.entries(places).flatMap(([name, at]) =>
      at === undefined
        ? []
        : [[name, (Array.isArray(at) ? at : [at]).map((place) => (typeof place === 'number' ? `#${place}` : place))] as const],
    );
    return {
      ...defined(plain),
      origin: originOf(['wrappers', i]),
      ...within,
      ...(definedIn === undefined ? {} : { file: below(definedIn) }),
      arguments: Object.fromEntries(given),
    };
  });
}
