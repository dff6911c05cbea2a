import type { Currency, Estimate, OwnPrice, Picodollars, PriceOverride, Report } from '../model.ts';
import { picodollars, preciseMoney } from '../text/money.ts';
import { amount, cash, cell, count, type Cell, type Section } from './cells.ts';
import type { Counted } from './counted.ts';
import { total } from './money.ts';
import { writtenAt } from './places.ts';
import { dollars, money, percent, tokens } from './wording.ts';

/** What the team pays instead of list prices, and the month that rests on it. @param at ISO date of the report. */
export function ownPrices(pricing: readonly PriceOverride[], calls: readonly Counted[], at: string): readonly OwnPrice[] {
  return pricing.map((override): OwnPrice => {
    // A price says where it comes from by the place of its entry.
    const mark = `(${override.origin.file}:${override.origin.line})`;
    const used = calls.flatMap(({ one, monthly }) =>
      monthly
        ? one.variants.flatMap((variant) =>
            variant.cost.state === 'priced' && variant.cost.price.contracted?.includes(mark) ? [{ one, variant }] : [],
          )
        : [],
    );
    const list = used.flatMap(({ variant: { list: lines, requests } }): readonly Estimate<Picodollars>[] =>
      lines && requests
        ? lines.map(({ cost }) => ({
            low: cost.low * BigInt(requests.low),
            expected: cost.expected * BigInt(requests.expected),
            high: cost.high * BigInt(requests.high),
            basis: cost.basis,
          }))
        : [],
    );
    return {
      override,
      state:
        override.until !== undefined && override.until <= at
          ? 'ended'
          : override.from !== undefined && override.from > at
            ? 'later'
            : 'holds',
      calls: new Set(used.map(({ one }) => one.call.id)).size,
      paid: total(used.flatMap(({ variant }) => variant.monthly ?? [])),
      list: total(list),
    };
  });
}

/** Contracts beside what the same calls cost at list: for who renews them. */
export function ownPricesSection(report: Report): Section {
  const tones = { holds: {}, later: {}, ended: { tone: 'warn' } } as const;
  return {
    id: 'own-prices',
    title: 'Prices of your own',
    note: 'Capacity that is paid by the month counts with what calls use of it, not with what is left over.',
    head: ['Model', 'Terms', 'Holds', 'Why', 'Calls', 'Per month', 'At list price', 'Less than list'],
    rows: report.ownPrices.map(({ override, state, calls, paid, list }): readonly Cell[] => {
      const { model, provider, from, until, reason, source } = override;
      const period = {
        holds:
          [from === undefined ? '' : `since ${from}`, until === undefined ? '' : `until ${until}`].filter(Boolean).join(', ') || 'always',
        later: `from ${from ?? ''}`,
        ended: `ended on ${until ?? ''}`,
      }[state];
      const saved = paid && list ? list.expected - paid.expected : null;
      return [
        { text: `${model}${provider === undefined ? '' : ` at ${provider}`}`, place: writtenAt(override.origin) },
        cell(termsOf(override, report.currency)),
        { text: period, ...tones[state] },
        cell([reason, source].filter((one) => one !== undefined).join(', ')),
        override.is !== undefined && calls === 0 ? amount(null) : count(calls),
        cash(paid, report.currency),
        cash(list, report.currency),
        saved === null || saved < 0n ? amount(null) : amount(saved, report.currency),
      ];
    }),
  };
}

/** `8 % below list`, `$0.4 in, $1.6 out per 1M tokens`, `runs azure/gpt-4o`, `$5,000 a month for 2,000M tokens`. */
function termsOf({ discount, rates, is, provisioned }: PriceOverride, currency?: Currency): string {
  const perMillion = (rate: number) => preciseMoney(picodollars(rate), currency);
  const names = { input: 'in', output: 'out', cacheRead: 'cache read', cacheWrite: 'cache write' } as const;
  const given = Object.entries(names).flatMap(([key, words]) => {
    const rate = rates?.[key as keyof typeof names];
    return rate === undefined
      ? []
      : typeof rate === 'number'
        ? [`${perMillion(rate)} ${words}`]
        : Object.entries(rate).map(([ttl, one]) => `${perMillion(one)} ${words} ${ttl}`);
  });
  return [
    discount === undefined ? '' : `${percent(discount)} below list`,
    given.length > 0 ? `${given.join(', ')} per 1M tokens` : '',
    is === undefined ? '' : `runs ${is}`,
    provisioned
      ? `${money(picodollars(provisioned.monthly), currency)} a month, ${provisioned.billing === 'marginal' ? 'one more request costs nothing' : `shared by ${provisioned.tokensPerMonth === undefined ? 'an unknown number of tokens' : `${tokens(provisioned.tokensPerMonth)} tokens`}`}`
      : '',
  ]
    .filter(Boolean)
    .join('; ');
}

/** The same for the scan result, in US dollars. */
export function ownPriceParts(report: Report) {
  return report.ownPrices.map(({ override, state, calls, paid, list }) => ({
    model: override.model,
    provider: override.provider ?? null,
    terms: termsOf(override),
    from: override.from ?? null,
    until: override.until ?? null,
    state,
    reason: override.reason ?? null,
    source: override.source ?? null,
    calls,
    monthly: paid && dollars(paid.expected),
    list: list && dollars(list.expected),
    place: writtenAt(override.origin),
  }));
}
