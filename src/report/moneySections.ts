import type { Estimate, Picodollars, Report } from '../model.ts';
import { amount, cash, cell, count, type Cell, type Section } from './cells.ts';
import { placeWords, writtenAt } from './places.ts';
import { basisWords, callsWords, inThousands, money, moneyChange, moneyRange, percent } from './wording.ts';

/** Month by month, with declared growth, seasons and scheduled prices. */
export function monthsSection(report: Report): Section {
  return {
    id: 'months',
    title: 'The next twelve months',
    note: 'With declared growth and seasons, and price changes that are scheduled.',
    head: ['Month', 'Low', 'Expected', 'High'],
    rows: report.months.map(({ month, cost }) => [
      cell(month),
      ...[cost.low, cost.expected, cost.high].map((value) => amount(value, report.currency)),
    ]),
  };
}

/** What each budget allows, and what is used and expected of it. */
export function budgetsSection(report: Report): Section {
  const tones = { ok: 'good', warn: 'warn', over: 'bad', escalate: 'bad' } as const;
  return {
    id: 'budgets',
    title: 'Budgets',
    head: ['Budget', 'Used', 'Projected', 'Limit', 'State', 'Not counted'],
    rows: report.budgets.map((one) => [
      { text: one.budget.name, place: writtenAt(one.budget.origin) },
      { text: percent(one.used), sort: one.used, bar: one.used, tone: tones[one.state] },
      cash(one.spent, report.currency),
      { text: `${money(one.limit, report.currency)} per ${one.period}`, sort: Number(one.limit) },
      {
        text:
          { ok: 'within budget', warn: 'close to the budget', over: 'over budget', escalate: 'over budget, escalate' }[one.state] +
          (one.budget.hard ? '' : ' (soft)'),
        tone: tones[one.state],
      },
      { text: one.notCounted === 0 ? '' : `${callsWords(one.notCounted)} without volume or price`, sort: one.notCounted },
    ]),
  };
}

/** What an order, a ticket or whatever the business counts costs in calls, beside its value. */
export function unitsSection(report: Report): Section {
  return {
    id: 'units',
    title: 'Cost of what the business counts',
    head: ['Unit', 'Cost', 'Value', 'Cost of value', 'Per month', 'Made of'],
    rows: report.units.map(({ unit, cost, monthly, parts }) => [
      { text: unit.name, place: writtenAt(unit.origin) },
      cost ? cash(cost, report.currency) : { text: 'not known', sort: -1 },
      amount(unit.value, report.currency),
      cost && unit.value !== null && unit.value > 0n
        ? { text: percent(Number(cost.expected) / Number(unit.value)), sort: Number(cost.expected) / Number(unit.value) }
        : { text: '—', sort: -1 },
      cash(monthly, report.currency),
      cell(parts.map((part) => `${part.times} × ${part.name}${part.cost ? '' : ' (not known)'}`).join(' + ')),
    ]),
  };
}

/** From the price of tokens to the cost of an outcome. */
export function economicsSection(report: Report): Section {
  const level = { tokens: 'per 1M tokens', request: 'per call', task: 'per task', outcome: 'per business outcome' };
  return {
    id: 'economics',
    title: 'Unit economics',
    note: 'A call as in the list above; a task adds its retries and declared steps, and stands under its use case. Means by volume; the range goes from the cheapest to the dearest. Below a tenth of a cent a figure is that of a thousand.',
    head: ['Level', 'Of', 'Cost', 'Range'],
    rows: report.economics.map((row) => {
      const { range, unit } = inThousands(row.cost);
      return [
        cell(level[row.level]),
        cell(row.name),
        { text: `${money(range.expected, report.currency)}${unit}`, sort: Number(row.cost.expected) },
        cell(`${moneyRange(range, report.currency)}${unit}`),
      ];
    }),
  };
}

/** Months as they would be, beside the month as it is; no row where the team saves no what-if. */
export function scenariosSection(report: Report): Section {
  const all = [report.totals.monthly, ...report.scenarios.map((one) => one.monthly)].map((one) => Number(one?.expected ?? 0n));
  const bar = (monthly: Estimate<Picodollars> | null): Cell => ({
    ...cash(monthly, report.currency),
    ...(monthly ? { bar: Number(monthly.expected) / Math.max(1, ...all) } : {}),
  });
  return {
    id: 'scenarios',
    title: 'What if',
    note:
      report.scenarios.length > 0
        ? 'Each compared with the same calls as they are now. More can be saved under scenarios: in llmcost.yaml.'
        : '',
    head: ['Scenario', 'Per month', 'Change', 'Next 12 months', 'Calls changed', 'Left out'],
    rows:
      report.scenarios.length === 0
        ? []
        : [
            [cell('As it is'), bar(report.totals.monthly), cell(''), cash(report.totals.yearly, report.currency), cell(''), cell('')],
            ...report.scenarios.map(({ scenario, monthly, yearly, change, touched, lost }): readonly Cell[] => [
              { text: scenario.name, ...(scenario.origin ? { place: writtenAt(scenario.origin) } : {}) },
              bar(monthly),
              changeCell(change, report),
              cash(yearly, report.currency),
              count(touched),
              { text: lost === 0 ? '' : `${lost} without a price in it`, sort: lost },
            ]),
          ],
  };
}

/** What a what-if adds to the month, and which part of the month that is. */
function changeCell(change: Picodollars, { totals, currency }: Report): Cell {
  const month = totals.monthly?.expected ?? 0n;
  const share = month > 0n ? ` (${change > 0n ? '+' : '−'}${percent(Math.abs(Number(change) / Number(month)))})` : '';
  return {
    text: change === 0n ? 'none' : `${moneyChange(change, currency)}${share}`,
    sort: Number(change),
    ...(change < 0n ? { tone: 'good' as const } : {}),
  };
}

/** Which assumption is worth measuring first. */
export function sensitivitySection(report: Report): Section {
  return {
    id: 'sensitivity',
    title: 'Assumptions that move the total most',
    note: 'The expected month with this one at its low and at its high, all others as expected.',
    head: ['Assumption', 'Of', 'Month with it low', 'Month with it high', 'Between them', 'Basis'],
    rows: report.sensitivity.map(({ what, place, low, high, basis }) => [
      cell(what),
      { text: placeWords(place), place },
      amount(low, report.currency),
      amount(high, report.currency),
      amount(high - low, report.currency),
      cell(basisWords(basis)),
    ]),
  };
}
