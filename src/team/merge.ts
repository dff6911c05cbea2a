import type { Estimate, TeamConfig, TeamProblem } from '../model.ts';
import { nearestName } from './hints.ts';

export const noTeam: TeamConfig = { files: [], extends: [], calls: [], pricing: [], budgets: [], units: [], policies: [], projects: [], suppressions: [], severities: [], scenarios: [], wrappers: [], actualFiles: [], actuals: [], ignore: [], ignoredCalls: [], problems: [] };

/**
 * Several team files as one; the nearest comes first, so its entries win. What has a name is one thing: the nearest one holds.
 * Volumes that hang on other entries or on units are resolved; names that are unknown or go in a circle are problems.
 */
export function mergeTeam(nearestFirst: readonly TeamConfig[]): TeamConfig {
  const all = <K extends keyof TeamConfig>(key: K): TeamConfig[K] => nearestFirst.flatMap((one) => one[key] as readonly unknown[]) as unknown as TeamConfig[K];
  const currency = nearestFirst.find((one) => one.currency)?.currency;
  return linked({
    ...(currency ? { currency } : {}),
    files: all('files'), extends: all('extends'), calls: all('calls'), pricing: all('pricing'), wrappers: all('wrappers'), actualFiles: all('actualFiles'), actuals: [...new Set(all('actuals'))], ignore: all('ignore'), ignoredCalls: all('ignoredCalls'), problems: distinct(all('problems')),
    budgets: firstOfName(all('budgets')), units: firstOfName(all('units')), policies: firstOfName(all('policies')), projects: firstOfName(all('projects')), scenarios: firstOfName(all('scenarios')),
    suppressions: all('suppressions'), severities: all('severities'),
  });
}

function firstOfName<T extends { readonly name: string }>(list: readonly T[]): readonly T[] {
  return [...new Map(list.toReversed().map((one) => [one.name, one])).values()].toReversed();
}

function distinct(problems: readonly TeamProblem[]): readonly TeamProblem[] {
  return [...new Map(problems.map((one) => [`${one.origin.file}:${one.origin.span.start}:${one.message}`, one])).values()];
}

type Volumes = ReadonlyMap<string, Estimate<number> | 'circle' | null>;

function linked(team: TeamConfig): TeamConfig {
  const problems: TeamProblem[] = [];
  const volumes = volumesByName(team);
  const calls = team.calls.map((entry) => {
    if (entry.volume) return entry;
    if (!entry.volumeOf) {
      const fromUnits = entry.name === undefined || entry.isDefault ? null : volumes.get(entry.name);
      return fromUnits && fromUnits !== 'circle' ? { ...entry, volume: fromUnits } : entry;
    }
    const base = volumes.get(entry.volumeOf.name);
    if (base === undefined) problems.push({ origin: entry.volumeOf.origin, severity: 'error', message: `no entry of calls and no unit is named "${entry.volumeOf.name}"${nearestName(entry.volumeOf.name, [...volumes.keys()])}` });
    else if (base === 'circle') problems.push({ origin: entry.volumeOf.origin, severity: 'error', message: `the volume of "${entry.volumeOf.name}" hangs on itself` });
    else if (base === null) problems.push({ origin: entry.volumeOf.origin, severity: 'warning', message: `"${entry.volumeOf.name}" has no volume` });
    return base && base !== 'circle' ? { ...entry, volume: product(base, entry.volumeOf.times) } : entry;
  });
  const names = new Set(team.calls.flatMap((one) => one.name ?? []));
  const units = team.units.map((unit) => {
    for (const name of Object.keys(unit.calls)) if (!names.has(name)) problems.push({ origin: unit.origin, severity: 'error', message: `unit "${unit.name}": no entry of calls is named "${name}"${nearestName(name, [...names])}` });
    const base = unit.volumeOf && volumes.get(unit.volumeOf.name);
    return !unit.volume && unit.volumeOf && base && base !== 'circle' ? { ...unit, volume: product(base, unit.volumeOf.times) } : unit;
  });
  return { ...team, calls, units, problems: distinct([...team.problems, ...problems]) };
}

/** Volume of every named entry and unit: null when it has none. */
function volumesByName(team: TeamConfig): Volumes {
  const known = new Map<string, Estimate<number> | 'circle' | null>();
  const open = new Set<string>();
  const find = (name: string): Estimate<number> | 'circle' | null | undefined => {
    const done = known.get(name);
    if (done !== undefined) return done;
    const holder = team.calls.find((one) => one.name === name) ?? team.units.find((one) => one.name === name);
    if (!holder) return undefined;
    if (open.has(name)) return 'circle';
    open.add(name);
    const found = holder.volume ?? linkedVolume(holder.volumeOf, find) ?? ('match' in holder ? unitVolume(team, name, find) : null);
    open.delete(name);
    known.set(name, found);
    return found;
  };
  for (const one of [...team.calls, ...team.units]) if (one.name !== undefined) find(one.name);
  return known;
}

type Find = (name: string) => Estimate<number> | 'circle' | null | undefined;

function linkedVolume(link: { readonly name: string; readonly times: Estimate<number> } | undefined, find: Find): Estimate<number> | 'circle' | null {
  if (!link) return null;
  const base = find(link.name) ?? null;
  return base === null || base === 'circle' ? base : product(base, link.times);
}

/** What the units that use an entry make of it, all together. */
function unitVolume(team: TeamConfig, name: string, find: Find): Estimate<number> | 'circle' | null {
  const parts = team.units.flatMap((unit) => {
    const times = unit.calls[name];
    const base = times === undefined ? null : (find(unit.name) ?? null);
    return base === null || times === undefined ? [] : [base === 'circle' ? base : product(base, { low: times, expected: times, high: times, basis: 'declared' })];
  });
  if (parts.includes('circle')) return 'circle';
  const sum = (level: 'low' | 'expected' | 'high') => parts.reduce((total, one) => total + (one === 'circle' ? 0 : one[level]), 0);
  return parts.length === 0 ? null : { low: sum('low'), expected: sum('expected'), high: sum('high'), basis: 'declared' };
}

function product(a: Estimate<number>, b: Estimate<number>): Estimate<number> {
  return { low: a.low * b.low, expected: a.expected * b.expected, high: a.high * b.high, basis: 'declared' };
}
