import type { Currency, Estimate, GroupKey, Picodollars, Report } from '../model.ts';
import { cell, type Cell, type Section } from './cells.ts';

const unit = 1_000_000_000_000n;

/** Pico-dollars as pico-units of a declared currency, rounded half up; the rate is taken to twelve digits. */
export function convert(amount: Picodollars, currency: Pick<Currency, 'perUsd'>): bigint {
  return (amount * BigInt(Math.round(currency.perUsd * 1e12)) + unit / 2n) / unit;
}

/** `1,140`, `12.40`, `0.0042`: an amount in the currency, without its name. */
function figure(amount: Picodollars, currency: Currency): string {
  const value = Number(convert(amount, currency)) / Number(unit);
  if (value >= 100) return Math.round(value).toLocaleString('en-US');
  return value === 0 || value >= 1 ? value.toFixed(2) : Number(value.toPrecision(2)).toFixed(6).replace(/0+$/, '');
}

/** `EUR 1,140 at 0.92 of 2026-11-01`: an amount in the team's currency, with the rate and its day. Empty when none is declared. */
export function inCurrency(amount: Picodollars, report: Pick<Report, 'currency'>): string {
  const { currency } = report;
  return currency ? `${currency.code} ${figure(amount, currency)} at ${currency.perUsd} of ${currency.date}` : '';
}

const shownGroups: readonly (readonly [GroupKey, string])[] = [['owner', 'Owner'], ['project', 'Project'], ['product', 'Product'], ['team', 'Team'], ['model', 'Model'], ['provider', 'Provider']];

/** Every total, budget and unit once more in the currency that the team declares. Prices, single calls and advice stay in dollars. Without rows where none is declared. */
export function currencySection(report: Report): Section {
  const { currency, totals } = report;
  const title = currency ? `In ${currency.code}, at ${currency.perUsd} for a dollar of ${currency.date}` : '';
  const rows: (readonly Cell[])[] = [];
  const amount = (value: Picodollars): Cell => (currency ? { text: figure(value, currency), sort: Number(value) } : cell(''));
  const add = (what: string, range: Estimate<Picodollars> | null) => range && rows.push([cell(what), amount(range.low), amount(range.expected), amount(range.high)]);
  const fixed = (value: Picodollars): Estimate<Picodollars> => ({ low: value, expected: value, high: value, basis: 'declared' });
  if (currency) {
    add('Per month', totals.monthly);
    add('Next 12 months', totals.yearly);
    for (const { month, cost } of report.months) add(month, cost);
    for (const [key, name] of shownGroups) if (report.groups[key].length > 1) for (const row of report.groups[key]) add(`${name} ${row.key}, per month`, row.monthly);
    for (const one of report.budgets) {
      add(`Budget ${one.budget.name}, limit per ${one.period}`, fixed(one.limit));
      add(`Budget ${one.budget.name}, spent`, one.spent);
    }
    for (const one of report.units) add(`One ${one.unit.name}`, one.cost);
  }
  return { id: 'currency', title, note: 'The same figures as elsewhere in dollars, at the declared rate.', head: ['What', 'Low', 'Expected', 'High'], rows };
}
