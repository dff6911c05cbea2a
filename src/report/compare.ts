import type { AnalyzedCall, Currency, Estimate, Picodollars, Report } from '../model.ts';
import { countCalls, reportedCalls } from './counted.ts';
import { addEffects, effectsOf, type Effects } from './effects.ts';
import { pairCalls, type CallPair } from './pairing.ts';
import { inEnglish, type Say } from './say.ts';
import { money, modelWords, percent } from './wording.ts';

/** A call that is not as it was. Money is that of the expected case. */
export interface CallChange extends CallPair {
  readonly state: 'added' | 'removed' | 'changed';
  /** Per call; null when one side has no price. */
  readonly perCall: Picodollars | null;
  /** Per month; null when no side has a month. */
  readonly monthly: Picodollars | null;
}
/** What a change of code does to the cost; `before` is the base that a person names, `after` the files as they are. */
export interface Comparison {
  /** What it is compared with, as the person wrote it. */
  readonly base: string;
  /** Every call, changed or not. */
  readonly pairs: readonly CallPair[];
  /** Dearest first, by month and then by call. */
  readonly changes: readonly CallChange[];
  /** Of the workspace; null when neither side has a month. */
  readonly monthly: Picodollars | null;
  /** The workspace's month on both sides. */
  readonly was: Estimate<Picodollars> | null;
  readonly is: Estimate<Picodollars> | null;
  /** What makes the change of the month; the parts add up to it. Null as `monthly` is. */
  readonly effects: Effects | null;
  /** That money is told in. */
  readonly currency: Currency | undefined;
}

const perCallOf = (one: AnalyzedCall | null): Picodollars | null =>
  one === null ? 0n : one.cost.state === 'priced' ? one.cost.perCall.expected : null;
const monthlyOf = (one: AnalyzedCall | null): Picodollars | null => one?.monthly?.expected ?? null;

/**
 * What a change of code does to the cost. Moving lines, functions or files changes nothing.
 * @param renamed paths before to paths after, of files that were moved
 */
export function compareReports(base: string, before: Report, after: Report, renamed?: ReadonlyMap<string, string>): Comparison {
  const pairs = pairCalls(reportedCalls(before.files), reportedCalls(after.files), renamed);
  const [was, is] = [before.totals.monthly, after.totals.monthly];
  const [old, now] = [countedMonths(before), countedMonths(after)];
  return {
    base,
    pairs,
    currency: after.currency,
    was,
    is,
    monthly: was || is ? (is?.expected ?? 0n) - (was?.expected ?? 0n) : null,
    effects:
      was || is
        ? addEffects(
            pairs.map((one) => effectsOf(one, old.get(one.before?.call.id ?? '') ?? null, now.get(one.after?.call.id ?? '') ?? null)),
          )
        : null,
    changes: pairs
      .flatMap(changeOf)
      .toSorted(
        (a, b) =>
          compare(a.monthly ?? 0n, b.monthly ?? 0n) || compare(a.perCall ?? 0n, b.perCall ?? 0n) || nameOf(a).localeCompare(nameOf(b)),
      ),
  };
}

/** Expected month of each call by id, of what counts in the total. */
function countedMonths(report: Report): ReadonlyMap<string, Picodollars> {
  const projects = report.projects.flatMap((one) => one.project ?? []);
  return new Map(
    countCalls(reportedCalls(report.files), projects).flatMap(({ one, monthly }) =>
      monthly ? [[one.call.id, monthly.expected] as const] : [],
    ),
  );
}

function compare(a: bigint, b: bigint): number {
  return a < b ? 1 : a > b ? -1 : 0;
}

function changeOf({ before, after }: CallPair): readonly CallChange[] {
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
export function comparisonHeadline({ base, changes, monthly, was, currency }: Comparison, say: Say = inEnglish): string {
  const count = (state: CallChange['state']) => changes.filter((one) => one.state === state).length;
  if (changes.length === 0) return say('No LLM call costs anything else than in {0}.', base);
  const parts = [
    count('added') > 0 ? say('{0} new', count('added')) : '',
    count('removed') > 0 ? say('{0} gone', count('removed')) : '',
    count('changed') > 0 ? say('{0} changed', count('changed')) : '',
  ]
    .filter(Boolean)
    .join(', ');
  if (monthly === null) return say('No month is declared against {0}: {1}.', base, parts);
  const share = monthly === 0n || !was ? null : shareOf(monthly, was.expected);
  return say(
    '{0} per month against {1}: {2}.',
    `${signedMoney(monthly, false, currency)}${share === null ? '' : ` (${signedShare(share)})`}`,
    base,
    parts,
  );
}

/** 0.12: twelve percent more. Null of nothing. */
export function shareOf(change: Picodollars, of: Picodollars): number | null {
  return of === 0n ? null : Number(change) / Number(of);
}

/** `+12 %`, `−3 %`. */
export function signedShare(share: number): string {
  return `${share > 0 ? '+' : share < 0 ? '−' : '±'}${percent(Math.abs(share))}`;
}
