import type { Currency, Kpi, KpiStatus, Project, UnitRow } from '../model.ts';
import { preciseMoney } from '../text/money.ts';
import type { Counted } from './counted.ts';
import { total } from './money.ts';
import { dollars, money, percent } from './wording.ts';

/** Whether a project reaches the numbers it is to reach. What neither the team nor the report knows is not measured. */
export function kpiStatuses(project: Project | null, calls: readonly Counted[], units: readonly UnitRow[]): readonly KpiStatus[] {
  return (project?.kpis ?? []).map((kpi): KpiStatus => {
    const actual = kpi.actual ?? measured(kpi, calls, units);
    const isMet = actual !== null && (kpi.better === 'lower' ? actual <= kpi.target : actual >= kpi.target);
    return { kpi, actual, state: actual === null ? 'not measured' : isMet ? 'met' : 'missed' };
  });
}

/** `"deflection" is at 0.41, below 0.5`, of one that is missed. */
export function kpiWords({ kpi, actual }: KpiStatus, currency?: Currency): string {
  return `"${kpi.name}" is at ${actual === null ? 'an unknown value' : kpiFigure(kpi, actual, currency)}, ${kpi.better === 'lower' ? 'above' : 'below'} ${kpiFigure(kpi, kpi.target, currency)}`;
}

/** A value of a KPI: money and shares that the report tells itself as such, what the team writes with up to four digits that matter. */
export function kpiFigure({ metric, unit }: Kpi, value: number, currency?: Currency): string {
  const plain = Number(value.toPrecision(4)).toLocaleString('en-US', { maximumFractionDigits: 8 });
  if (metric === 'cacheShare') return percent(value);
  if (metric === undefined && unit === undefined) return plain;
  const picodollars = BigInt(Math.round(value * 1e12));
  // A target of a tiny cost must not read like the value that missed it.
  if (value > 0 && value < 0.01) return preciseMoney(picodollars, currency);
  return money(picodollars, currency);
}

function measured({ metric, unit }: Kpi, calls: readonly Counted[], units: readonly UnitRow[]): number | null {
  if (unit !== undefined) {
    const cost = units.find((one) => one.unit.name === unit)?.cost;
    return cost ? dollars(cost.expected) : null;
  }
  const month = total(calls.flatMap((one) => one.monthly ?? []));
  if (metric === undefined || !month) return null;
  if (metric === 'costPerMonth') return dollars(month.expected);
  if (metric === 'costPerCall') {
    const sent = calls.reduce((sum, { one, monthly }) => sum + (monthly ? (one.declared?.volume?.expected ?? 0) : 0), 0);
    return sent > 0 ? dollars(month.expected) / sent : null;
  }
  const counted = calls.flatMap(({ one, monthly }) =>
    monthly ? one.variants.map((variant) => ({ variant, requests: variant.requests?.expected ?? 0 })) : [],
  );
  const sum = (key: 'cacheRead' | 'input') =>
    counted.reduce((all, { variant, requests: times }) => all + variant.tokens[key].expected * times, 0);
  return sum('input') > 0 ? sum('cacheRead') / sum('input') : null;
}
