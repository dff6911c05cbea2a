import type { DeclaredCall, Estimate, Level, TeamConfig, TeamProblem, Unit } from '../model.ts';
import { nearestName } from './hints.ts';

/**
 * Resolves what entries say of each other by name: volumes that hang on another entry or on a unit, calls of units, projects of budgets, units of KPIs.
 * A name means the entry of the same file, else of the nearest file above. Names that there are not, or that go in a circle, are problems at their place.
 */
export function linkTeam(team: TeamConfig): TeamConfig {
  const problems: TeamProblem[] = [];
  const volumeOf = createVolumes(team);
  const named = [...team.calls.flatMap((one) => one.name ?? []), ...team.units.map((one) => one.name)];
  const unknown = (origin: TeamProblem['origin'], what: string, name: string, known: readonly string[]) =>
    problems.push({ origin, severity: 'error', message: `${what} is named "${name}"${nearestName(name, known)}` });
  const calls = team.calls.map((entry) => {
    if (entry.volume) return entry;
    const folder = entry.match.within ?? '';
    if (!entry.volumeOf) {
      const fromUnits = entry.name === undefined || entry.isDefault ? null : volumeOf(entry.name, folder);
      return fromUnits && fromUnits !== 'circle' ? { ...entry, volume: fromUnits } : entry;
    }
    const { name, times, origin } = entry.volumeOf;
    const base = volumeOf(name, folder);
    if (base === undefined) unknown(origin, 'no entry of calls and no unit', name, named);
    else if (base === 'circle') problems.push({ origin, severity: 'error', message: `the volume of "${name}" hangs on itself` });
    else if (base === null) problems.push({ origin, severity: 'warning', message: `"${name}" has no volume` });
    return base && base !== 'circle' ? { ...entry, volume: product(base, times) } : entry;
  });
  const names = [...new Set(team.calls.flatMap((one) => one.name ?? []))];
  const units = team.units.map((unit) => {
    for (const name of Object.keys(unit.calls))
      if (!names.includes(name)) unknown(unit.origin, `unit "${unit.name}": no entry of calls`, name, names);
    const base = unit.volumeOf && volumeOf(unit.volumeOf.name, unit.within ?? '');
    if (unit.volumeOf && base === undefined) unknown(unit.volumeOf.origin, 'no entry of calls and no unit', unit.volumeOf.name, named);
    return !unit.volume && unit.volumeOf && base && base !== 'circle' ? { ...unit, volume: product(base, unit.volumeOf.times) } : unit;
  });
  const projects = team.projects.map((one) => one.name);
  for (const { origin, scope } of team.budgets)
    if (scope?.project !== undefined && !projects.includes(scope.project)) unknown(origin, 'no project', scope.project, projects);
  for (const { origin, unit } of team.projects.flatMap((one) => one.kpis))
    if (unit !== undefined && !units.some((one) => one.name === unit))
      unknown(
        origin,
        'no unit',
        unit,
        units.map((one) => one.name),
      );
  return { ...team, calls, units, problems: [...team.problems, ...problems] };
}

/** Whether a folder is another one, or below it; `''` is the root. */
export function isWithin(folder: string, above: string): boolean {
  return above === '' || folder === above || folder.startsWith(`${above}/`);
}

type Volume = Estimate<number> | 'circle' | null;
/** Undefined: nothing has the name. Null: what has it has no volume. */
type VolumeOf = (name: string, folder: string) => Volume | undefined;

const folderOf = (holder: DeclaredCall | Unit) => ('match' in holder ? holder.match.within : holder.within) ?? '';

/** Volume of a named entry or unit, as a file in a folder means the name. */
function createVolumes(team: TeamConfig): VolumeOf {
  const known = new Map<DeclaredCall | Unit, Volume>();
  const open = new Set<DeclaredCall | Unit>();
  const find: VolumeOf = (name, folder) => {
    const above = [...team.calls, ...team.units].filter((one) => one.name === name && isWithin(folder, folderOf(one)));
    const holder = above.reduce<DeclaredCall | Unit | undefined>(
      (near, one) => (near && folderOf(near).length >= folderOf(one).length ? near : one),
      undefined,
    );
    if (!holder) return undefined;
    const done = known.get(holder);
    if (done !== undefined) return done;
    if (open.has(holder)) return 'circle';
    open.add(holder);
    const found =
      holder.volume ?? linkedVolume(holder, find) ?? ('match' in holder ? unitVolume(team, name, folderOf(holder), find) : null);
    open.delete(holder);
    known.set(holder, found);
    return found;
  };
  return find;
}

function linkedVolume(holder: DeclaredCall | Unit, find: VolumeOf): Volume {
  if (!holder.volumeOf) return null;
  const base = find(holder.volumeOf.name, folderOf(holder)) ?? null;
  return base === null || base === 'circle' ? base : product(base, holder.volumeOf.times);
}

/** What the units that use an entry make of it, all together. */
function unitVolume(team: TeamConfig, name: string, folder: string, find: VolumeOf): Volume {
  const parts = team.units.flatMap((unit): readonly Exclude<Volume, null>[] => {
    const times = unit.calls[name];
    const base = times === undefined || !isWithin(folder, unit.within ?? '') ? null : (find(unit.name, unit.within ?? '') ?? null);
    return base === null || times === undefined
      ? []
      : [base === 'circle' ? base : product(base, { low: times, expected: times, high: times, basis: 'declared' })];
  });
  if (parts.includes('circle')) return 'circle';
  const sum = (level: Level) => parts.reduce((total, one) => total + (one === 'circle' ? 0 : one[level]), 0);
  return parts.length === 0 ? null : { low: sum('low'), expected: sum('expected'), high: sum('high'), basis: 'declared' };
}

function product(a: Estimate<number>, b: Estimate<number>): Estimate<number> {
  return { low: a.low * b.low, expected: a.expected * b.expected, high: a.high * b.high, basis: 'declared' };
}
