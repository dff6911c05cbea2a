import type { Origin, TeamConfig, TeamProblem } from '../model.ts';
import { isWithin, linkTeam } from './links.ts';

/** What holds where there is no team file: nothing is declared. */
export const noTeam: TeamConfig = {
  files: [],
  extends: [],
  calls: [],
  pricing: [],
  budgets: [],
  units: [],
  policies: [],
  projects: [],
  suppressions: [],
  severities: [],
  scenarios: [],
  wrappers: [],
  actualFiles: [],
  actuals: [],
  ignore: [],
  ignoredCalls: [],
  problems: [],
};

/**
 * Several team files as one; the nearest comes first, so its entries win. What has a name is one thing: the nearest one holds, as a whole.
 * Volumes that hang on other entries or on units are resolved; names that are unknown, taken twice, or go in a circle are problems.
 */
export function mergeTeam(nearestFirst: readonly TeamConfig[]): TeamConfig {
  const all = <K extends keyof TeamConfig>(key: K): TeamConfig[K] =>
    nearestFirst.flatMap((one) => one[key] as readonly unknown[]) as unknown as TeamConfig[K];
  const currency = nearestFirst.find((one) => one.currency)?.currency;
  const twice = nearestFirst.flatMap((one) => [
    ...namedTwice('budget', one.budgets),
    ...namedTwice('unit', one.units),
    ...namedTwice('policy', one.policies),
    ...namedTwice('scenario', one.scenarios),
  ]);
  return linkTeam({
    ...(currency ? { currency } : {}),
    files: all('files'),
    extends: all('extends'),
    calls: all('calls'),
    pricing: all('pricing'),
    wrappers: all('wrappers'),
    actualFiles: all('actualFiles'),
    actuals: onceRead(nearestFirst),
    ignore: all('ignore'),
    ignoredCalls: all('ignoredCalls'),
    problems: distinct([...all('problems'), ...twice]),
    budgets: nearestOfName(nearestFirst, (one) => one.budgets, sameFolder),
    units: nearestOfName(nearestFirst, (one) => one.units),
    policies: nearestOfName(nearestFirst, (one) => one.policies),
    projects: nearestOfName(nearestFirst, (one) => one.projects),
    scenarios: nearestOfName(nearestFirst, (one) => one.scenarios, sameFolder),
    suppressions: all('suppressions'),
    severities: all('severities'),
  });
}

/** A budget of a folder does not end that of everything, nor does a what-if: only a file ends what a file says that it builds on. */
const sameFolder = (near: string, far: string) => near === far;

/** One of each name where files lie below each other; files beside each other may use a name for things of their own. */
function nearestOfName<T extends { readonly name: string }>(
  nearestFirst: readonly TeamConfig[],
  listOf: (config: TeamConfig) => readonly T[],
  replaces: (near: string, far: string) => boolean = isWithin,
): readonly T[] {
  const kept: { readonly one: T; readonly folder: string }[] = [];
  for (const config of nearestFirst) {
    const folder = config.folder ?? '';
    for (const one of listOf(config))
      if (!kept.some((near) => near.one.name === one.name && replaces(near.folder, folder))) kept.push({ one, folder });
  }
  return kept.map(({ one }) => one);
}

/** Use of each export once, however many files or commands name it. */
function onceRead(nearestFirst: readonly TeamConfig[]): TeamConfig['actuals'] {
  const read = new Set<string>();
  return nearestFirst.flatMap(({ actuals }) => {
    const fresh = actuals.filter((one) => !read.has(one.source));
    for (const one of fresh) read.add(one.source);
    return fresh;
  });
}

function namedTwice(what: string, list: readonly { readonly name: string; readonly origin: Origin | null }[]): readonly TeamProblem[] {
  return list.flatMap((one, i) =>
    one.origin && list.findIndex((other) => other.name === one.name) < i
      ? [
          {
            origin: one.origin,
            severity: 'error' as const,
            message: `another ${what} of this file is named "${one.name}", and this one does not count`,
          },
        ]
      : [],
  );
}

/** Each problem once: a base that several files build on is read for each. */
function distinct(problems: readonly TeamProblem[]): readonly TeamProblem[] {
  return [...new Map(problems.map((one) => [`${one.origin.file}:${one.origin.span.start}:${one.message}`, one])).values()];
}
