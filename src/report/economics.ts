import {
  inputMeters,
  outputMeters,
  worstBasis,
  type AnalyzedCall,
  type EconomicsRow,
  type Estimate,
  type Meter,
  type Picodollars,
  type Unit,
  type UnitRow,
} from '../model.ts';
import { coveredBy, type Counted } from './counted.ts';
import { groupBy } from './groupBy.ts';
import { multiply, total } from './money.ts';

/** Cost of one task: one call as the code makes it, with its steps and retries. Null when the price is not known. */
function taskCost(one: AnalyzedCall): Estimate<Picodollars> | null {
  return one.cost.state === 'priced' ? multiply(one.cost.perCall, one.requestsPerCall) : null;
}

/** What each unit of the business costs. A request that a helper's callers reach counts once: through the callers, where the entry matches them too. */
export function unitRows(units: readonly Unit[], calls: readonly Counted[]): readonly UnitRow[] {
  return units.map((unit): UnitRow => {
    const parts = Object.entries(unit.calls).map(([name, times]) => {
      const matched = calls
        .filter(
          ({ one }) => one.declared?.names?.includes(name) && (unit.within === undefined || one.call.file.startsWith(`${unit.within}/`)),
        )
        .map(({ one }) => one);
      const covered = coveredBy(matched);
      const costs = matched.filter((one) => !covered.has(one.call.id)).map(taskCost);
      const sum = costs.includes(null) ? null : total(costs.flatMap((cost) => cost ?? []));
      return { name, times, cost: sum && multiply(sum, { low: times, expected: times, high: times, basis: 'declared' }) };
    });
    const cost = parts.some((part) => part.cost === null) ? null : total(parts.flatMap((part) => part.cost ?? []));
    return { unit, cost, monthly: cost && unit.volume ? multiply(cost, unit.volume) : null, parts };
  });
}

/** The four levels of unit economics. Means are weighted by requests per month where volumes are declared, else every call counts once; low and high are the cheapest and the dearest. */
export function economicsRows(calls: readonly Counted[], units: readonly UnitRow[]): readonly EconomicsRow[] {
  const priced = calls.map(({ one }) => one).filter((one) => one.cost.state === 'priced' && one.call.kind !== 'wrapper');
  const declared = priced.filter((one) => one.monthly);
  const basis = declared.length > 0 ? declared : priced;
  const rows: EconomicsRow[] = [];
  for (const [name, list] of groupBy(basis.flatMap(perModel), (part) => part.name)) {
    const mean = ratio(
      list.reduce((sum, part) => sum + part.money, 0n),
      list.reduce((sum, part) => sum + part.tokens, 0),
    );
    const each = list.map((part) => ratio(part.money, part.tokens));
    rows.push({ level: 'tokens', name, cost: spread(mean, each, worstBasis(list.map((part) => part.basis))), value: null });
  }
  const requests = basis.flatMap((one) => (one.cost.state === 'priced' ? [{ cost: one.cost.perCall, weight: weightOf(one) }] : []));
  if (requests.length > 0)
    rows.push({
      level: 'request',
      name: declared.length > 0 ? 'weighted by volume' : 'each call once',
      cost: weighted(requests),
      value: null,
    });
  for (const [name, list] of groupBy(basis, (one) => one.tags['useCase'] ?? one.declared?.name ?? '')) {
    if (name === '') continue;
    const tasks = list.flatMap((one) => {
      const cost = taskCost(one);
      return cost ? [{ cost, weight: one.declared?.volume?.expected ?? 1 }] : [];
    });
    if (tasks.length > 0) rows.push({ level: 'task', name, cost: weighted(tasks), value: null });
  }
  for (const { unit, cost } of units) if (cost) rows.push({ level: 'outcome', name: unit.name, cost, value: unit.value });
  return rows;
}

function weightOf(one: AnalyzedCall): number {
  return one.variants.reduce((sum, variant) => sum + (variant.requests?.expected ?? 0), 0) || 1;
}

interface Part {
  readonly name: string;
  readonly money: Picodollars;
  readonly tokens: number;
  readonly basis: Estimate<Picodollars>['basis'];
}

function perModel(one: AnalyzedCall): readonly Part[] {
  return one.variants.flatMap(({ cost, requests }): readonly Part[] => {
    const times = requests?.expected ?? 1;
    // Those that are billed: of a run all its requests, of several answers each.
    const each =
      cost.state === 'priced'
        ? cost.lines.filter((line) => tokenMeters.has(line.meter)).reduce((sum, line) => sum + line.quantity.expected, 0)
        : 0;
    return cost.state === 'priced' && each > 0 && times > 0
      ? [{ name: cost.model, money: cost.perCall.expected * BigInt(times), tokens: each * times, basis: cost.perCall.basis }]
      : [];
  });
}

const tokenMeters: ReadonlySet<Meter> = new Set([...inputMeters, ...outputMeters]);

/** Pico-dollars per million tokens. */
function ratio(money: Picodollars, tokens: number): Picodollars {
  return (money * 1_000_000n) / BigInt(Math.max(1, Math.round(tokens)));
}

function weighted(list: readonly { readonly cost: Estimate<Picodollars>; readonly weight: number }[]): Estimate<Picodollars> {
  const scale = (weight: number) => BigInt(Math.round(weight * 1e6));
  const weights = list.reduce((sum, one) => sum + scale(one.weight), 0n);
  const mean = weights === 0n ? 0n : list.reduce((sum, one) => sum + one.cost.expected * scale(one.weight), 0n) / weights;
  return spread(
    mean,
    list.flatMap((one) => [one.cost.low, one.cost.high]),
    worstBasis(list.map((one) => one.cost.basis)),
  );
}

function spread(mean: Picodollars, each: readonly Picodollars[], basis: Estimate<Picodollars>['basis']): Estimate<Picodollars> {
  return {
    low: each.reduce((low, one) => (one < low ? one : low), mean),
    expected: mean,
    high: each.reduce((high, one) => (one > high ? one : high), mean),
    basis,
  };
}
