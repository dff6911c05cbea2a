import type { AnalyzedCall, Basis, Currency, Report, ScenarioResult } from '../model.ts';
import { rateWords } from './currency.ts';
import { countCalls, reportedCalls, type Counted } from './counted.ts';
import { groupBy } from './groupBy.ts';
import { inEnglish, type Say } from './say.ts';
import { createLocator } from '../text/virtual.ts';
import {
  basisWords,
  callsWords,
  costWords,
  inputWords,
  modelWords,
  money,
  moneyChange,
  moneyRange,
  moneyWords,
  outputWords,
  percent,
} from './wording.ts';

/** A call as a row of any report: words, and where it stands (1-based). */
export interface CallRow {
  readonly file: string;
  /** 1-based, as the column is; `cell` is 0-based, null in a plain file. */
  readonly line: number;
  readonly column: number;
  readonly cell: number | null;
  readonly place: string;
  readonly cost: string;
  readonly model: string;
  readonly tokens: string;
  readonly monthly: string;
  readonly owner: string;
  readonly analyzed: AnalyzedCall;
  /** What of it counts in totals. */
  readonly counted: Counted;
}

/** Calls outside tests, dearest month first, then dearest call. */
export function callRows(report: Report): readonly CallRow[] {
  const all = countCalls(
    reportedCalls(report.files),
    report.projects.flatMap((one) => one.project ?? []),
  );
  const byFile = groupBy(all, ({ one }) => one.call.file);
  return report.files
    .flatMap((file) => {
      const locate = createLocator(file.chunks);
      return (byFile.get(file.path) ?? []).map((counted): CallRow => {
        const { one: analyzed, isElsewhere } = counted;
        const { cell, position } = locate(analyzed.call.span.start);
        const line = position.line + 1;
        return {
          file: file.path,
          line,
          column: position.column + 1,
          cell,
          place: `${file.path}${cell === null ? '' : ` cell ${cell + 1}`}:${line}`,
          cost: costWords(analyzed.cost, inEnglish, report.currency),
          model: modelWords(analyzed),
          tokens: [inputWords(analyzed), outputWords(analyzed)].filter(Boolean).join(', '),
          monthly: isElsewhere
            ? analyzed.monthly || !analyzed.call.covers?.length
              ? 'counted at its callers'
              : 'counted at the helper'
            : analyzed.monthly
              ? moneyWords(analyzed.monthly, report.currency)
              : analyzed.declared?.volume
                ? '—'
                : 'volume not declared',
          owner: analyzed.owner ?? '—',
          analyzed,
          counted,
        };
      });
    })
    .toSorted((a, b) => Number(expected(b) - expected(a)) || Number(perCall(b) - perCall(a)) || a.place.localeCompare(b.place));
}

function expected(row: CallRow): bigint {
  return row.analyzed.monthly?.expected ?? 0n;
}
function perCall(row: CallRow): bigint {
  return row.analyzed.cost.state === 'priced' ? row.analyzed.cost.perCall.expected : 0n;
}

/** The sentence on top of every report. */
export function headline(report: Report): string {
  const { monthly, calls, undeclaredVolume, unknownCost } = report.totals;
  const rate = monthly ? rateWords(monthly.expected, report.currency) : '';
  const total = monthly
    ? `${money(monthly.expected, report.currency)} per month (${moneyRange(monthly, report.currency)})${rate === '' ? '' : `, ${rate}`}`
    : 'No monthly total: no call has both a declared volume and a known price';
  const rest = [
    callsWords(calls),
    ...(undeclaredVolume > 0 ? [`${undeclaredVolume} without a declared volume`] : []),
    ...(unknownCost > 0 ? [`${unknownCost} whose cost is not known`] : []),
  ];
  return `${total} · ${rest.join(' · ')}`;
}

/** What share of the expected month rests on which basis; empty when there is no month. */
export function basisLine(report: Report): string {
  const shares = Object.entries(report.totals.byBasis);
  return shares.length === 0
    ? ''
    : `What the money rests on: ${shares.map(([basis, share]) => `${percent(share ?? 0)} ${basisWords(basis as Basis)}`).join(', ')}`;
}

/** Which day's prices were used, and when the catalog was last compared. */
export function priceLine(report: Report): string {
  return `Prices as of ${report.at}; ${report.catalog.models} models in the catalog, compared with other price lists on ${report.catalog.checkedAt}. List prices unless a team file says otherwise.`;
}

/** A what-if in one line. */
export function scenarioWords({ monthly, yearly, change, touched, lost }: ScenarioResult, currency?: Currency): string {
  if (!monthly) return 'No call has both a declared volume and a price in this scenario.';
  const left = lost > 0 ? ` Left out: ${callsWords(lost)} without a price in it.` : '';
  return `${moneyWords(monthly, currency)} per month, ${change === 0n ? 'no change' : moneyChange(change, currency)}${yearly ? `; ${money(yearly.expected, currency)} in the next twelve months` : ''}; ${callsWords(touched)} would change.${left}`;
}

/** A budget in one line: `Support desk: $293 of $900 per month (33 %), within budget`. */
export function budgetWords(one: Report['budgets'][number], say: Say = inEnglish, currency?: Currency): string {
  const state = {
    ok: say('within budget'),
    warn: say('close to the budget'),
    over: say('over budget'),
    escalate: say('over budget, escalate'),
  }[one.state];
  const values = [
    one.budget.name,
    money(one.spent.expected, currency),
    money(one.limit, currency),
    Math.round(one.used * 100),
    state,
  ] as const;
  const words =
    one.period === 'year'
      ? say('{0}: {1} of {2} per year ({3} %), {4}', ...values)
      : say('{0}: {1} of {2} per month ({3} %), {4}', ...values);
  const left =
    one.notCounted === 0
      ? ''
      : one.notCounted === 1
        ? say('1 call in scope not counted (volume or price not known)')
        : say('{0} calls in scope not counted (volume or price not known)', one.notCounted);
  return left === '' ? words : `${words}; ${left}`;
}
