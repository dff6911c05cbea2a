import type { AnalyzedCall, Estimate, GroupKey, GroupRow, Level, Picodollars } from '../model.ts';
import type { Counted } from './counted.ts';
import { groupBy } from './groupBy.ts';
import { apportion, total } from './money.ts';
import { modelWords } from './wording.ts';

interface Part {
  readonly key: string;
  readonly one: AnalyzedCall;
  readonly isElsewhere: boolean;
  readonly monthly: Estimate<Picodollars> | null;
  readonly yearly: Estimate<Picodollars> | null;
}

const keyOf: Readonly<Record<Exclude<GroupKey, 'model'>, (counted: Counted) => string>> = {
  file: ({ one }) => one.call.file,
  owner: ({ one }) => one.owner ?? 'no owner',
  provider: ({ one }) => one.call.provider ?? 'not known',
  project: ({ project }) => project ?? 'no project',
  product: ({ one }) => one.tags['product'] ?? 'no product',
  team: ({ one }) => one.tags['team'] ?? 'no team',
  useCase: ({ one }) => one.tags['useCase'] ?? 'no use case',
  environment: ({ one }) => one.tags['environment'] ?? 'no environment',
  costCenter: ({ one }) => one.tags['costCenter'] ?? 'no cost center',
};

/** Every grouping of the calls; in each the rows add up to the same total. */
export function groupCalls(calls: readonly Counted[]): Readonly<Record<GroupKey, readonly GroupRow[]>> {
  const rows = (key: Exclude<GroupKey, 'model'>) => rowsOf(calls.map((counted) => ({ key: keyOf[key](counted), ...counted })));
  return {
    file: rows('file'),
    model: rowsOf(calls.flatMap(partsByModel)),
    owner: rows('owner'),
    provider: rows('provider'),
    project: rows('project'),
    product: rows('product'),
    team: rows('team'),
    useCase: rows('useCase'),
    environment: rows('environment'),
    costCenter: rows('costCenter'),
  };
}

/** A call that a router splits over models counts in the row of each, with that model's money. */
function partsByModel({ one, isElsewhere, monthly, yearly }: Counted): readonly Part[] {
  const models = groupBy(one.variants, (variant) => variant.model ?? '');
  if (models.size <= 1 || !monthly) return [{ key: modelWords(one), one, isElsewhere, monthly, yearly }];
  const parts = [...models].map(([key, variants]) => ({ key, monthly: total(variants.flatMap((variant) => variant.monthly ?? [])) }));
  const level = (at: Level) =>
    apportion(
      yearly?.[at] ?? 0n,
      parts.map((part) => part.monthly?.[at] ?? 0n),
    );
  const [low, expected, high] = [level('low'), level('expected'), level('high')];
  return parts.map(({ key, monthly: money }, i): Part => ({
    key,
    one,
    isElsewhere,
    monthly: money,
    yearly: yearly ? { low: low[i] ?? 0n, expected: expected[i] ?? 0n, high: high[i] ?? 0n, basis: yearly.basis } : null,
  }));
}

function rowsOf(parts: readonly Part[]): readonly GroupRow[] {
  return [...groupBy(parts, (part) => part.key)]
    .map(([key, list]): GroupRow => ({
      key,
      calls: list.length,
      monthly: total(list.flatMap((part) => part.monthly ?? [])),
      yearly: total(list.flatMap((part) => part.yearly ?? [])),
      undeclared: list.filter(({ one, isElsewhere }) => !isElsewhere && !one.declared?.volume).length,
      unpriced: list.filter(({ one, isElsewhere }) => !isElsewhere && one.cost.state === 'unknown').length,
    }))
    .toSorted((a, b) => compare(b.monthly?.expected ?? -1n, a.monthly?.expected ?? -1n) || b.calls - a.calls || a.key.localeCompare(b.key));
}

function compare(a: bigint, b: bigint): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
