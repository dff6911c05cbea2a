import type { AnalyzedCall, Currency, Picodollars, Report } from '../model.ts';
import { inEnglish, type Say } from './say.ts';
import { money, modelWords } from './wording.ts';

/** A call that is not as it was. Money is that of the expected case. */
export interface CallChange {
  readonly state: 'added' | 'removed' | 'changed';
  /** Null: the call was not there, and for `after`: it is no more. */
  readonly before: AnalyzedCall | null;
  readonly after: AnalyzedCall | null;
  /** Per call; null when one side has no price. */
  readonly perCall: Picodollars | null;
  /** Per month; null when no side has a month. */
  readonly monthly: Picodollars | null;
}
/** What a change of code does to the cost; `before` is the base that a person names, `after` the files as they are. */
export interface Comparison {
  /** What it is compared with, as the person wrote it. */
  readonly base: string;
  /** Dearest first, by month and then by call. */
  readonly changes: readonly CallChange[];
  /** Of the workspace; null when neither side has a month. */
  readonly monthly: Picodollars | null;
  /** That money is told in. */
  readonly currency: Currency | undefined;
}

const perCallOf = (one: AnalyzedCall | null): Picodollars | null =>
  one === null ? 0n : one.cost.state === 'priced' ? one.cost.perCall.expected : null;
const monthlyOf = (one: AnalyzedCall | null): Picodollars | null => one?.monthly?.expected ?? null;

/** What a change of code does to the cost: calls are the same when their ids are, so moving lines changes nothing. */
export function compareReports(base: string, before: Report, after: Report): Comparison {
  const [old, now] = [before, after].map(
    (report) =>
      new Map(report.files.flatMap((file) => file.calls.filter((one) => !one.call.inTest)).map((one) => [one.call.id, one] as const)),
  );
  const changes = [...new Set([...(old?.keys() ?? []), ...(now?.keys() ?? [])])].flatMap((id) =>
    changeOf(old?.get(id) ?? null, now?.get(id) ?? null),
  );
  const [was, is] = [before.totals.monthly, after.totals.monthly];
  return {
    base,
    currency: after.currency,
    monthly: was || is ? (is?.expected ?? 0n) - (was?.expected ?? 0n) : null,
    changes: changes.toSorted(
      (a, b) =>
        compare(a.monthly ?? 0n, b.monthly ?? 0n) || compare(a.perCall ?? 0n, b.perCall ?? 0n) || nameOf(a).localeCompare(nameOf(b)),
    ),
  };
}

function compare(a: bigint, b: bigint): number {
  return a < b ? 1 : a > b ? -1 : 0;
}

function changeOf(before: AnalyzedCall | null, after: AnalyzedCall | null): readonly CallChange[] {
  const [was, is] = [perCallOf(before), perCallOf(after)];
  const [wasMonth, isMonth] = [monthlyOf(before), monthlyOf(after)];
  const monthly = wasMonth === null && isMonth === null ? null : (isMonth ?? 0n) - (wasMonth ?? 0n);
  const perCall = was === null || is === null ? null : is - was;
  if (before && after && perCall === 0n && (monthly ?? 0n) === 0n && modelWords(before) === modelWords(after)) return [];
  if (before && after && was === null && is === null && modelWords(before) === modelWords(after)) return [];
  return [{ state: before === null ? 'added' : after === null ? 'removed' : 'changed', before, after, perCall, monthly }];
}

/** File and function of a change. */
export function nameOf({ before, after }: CallChange): string {
  const call = (after ?? before)?.call;
  return call ? `${call.file}${call.function === null ? '' : ` ${call.function}`}` : '';
}

/** `+$0.0012`, `−$12.40`, `±$0`. Small amounts per thousand calls: `+$0.042/1k`. */
export function signedMoney(amount: Picodollars, canBeSmall = false, currency?: Currency): string {
  const size = amount < 0n ? -amount : amount;
  const inThousands = canBeSmall && isSmall(amount);
  return `${amount > 0n ? '+' : amount < 0n ? '−' : '±'}${money(inThousands ? size * 1000n : size, currency)}${inThousands ? '/1k' : ''}`;
}

/** Below a tenth of a cent, people think in thousands of calls. */
function isSmall(amount: Picodollars): boolean {
  return amount !== 0n && amount < 1_000_000_000n && amount > -1_000_000_000n;
}

/** One line on what changed, the money first: `+$131/month · +$0.0046 per call · gpt-4.1-mini → gpt-4.1`. */
export function changeWords({ state, before, after, perCall, monthly }: CallChange, say: Say = inEnglish, currency?: Currency): string {
  const models =
    before && after && modelWords(before) !== modelWords(after) ? `${modelWords(before, say)} → ${modelWords(after, say)}` : '';
  return [
    { added: say('new'), removed: say('gone'), changed: '' }[state],
    monthly === null ? '' : say('{0}/month', signedMoney(monthly, false, currency)),
    perCall === null
      ? say('cost not known on both sides')
      : isSmall(perCall)
        ? say('{0} per 1k calls', signedMoney(perCall * 1000n, false, currency))
        : say('{0} per call', signedMoney(perCall, false, currency)),
    models,
  ]
    .filter(Boolean)
    .join(' · ');
}

/** The sentence on top. */
export function comparisonHeadline({ base, changes, monthly, currency }: Comparison, say: Say = inEnglish): string {
  const count = (state: CallChange['state']) => changes.filter((one) => one.state === state).length;
  if (changes.length === 0) return say('No LLM call costs anything else than in {0}.', base);
  const parts = [
    count('added') > 0 ? say('{0} new', count('added')) : '',
    count('removed') > 0 ? say('{0} gone', count('removed')) : '',
    count('changed') > 0 ? say('{0} changed', count('changed')) : '',
  ]
    .filter(Boolean)
    .join(', ');
  return monthly === null
    ? say('No month is declared against {0}: {1}.', base, parts)
    : say('{0} per month against {1}: {2}.', signedMoney(monthly, false, currency), base, parts);
}
