import type { AnalyzedCall, Basis, CallCost, Currency, Estimate, Picodollars, PriceReference } from '../model.ts';
import { convert } from '../text/money.ts';
import { inEnglish, type Say } from './say.ts';

const pico = 1_000_000_000_000n;

/** USD as a number, for JSON. Exact to a float's 15 digits. */
export function dollars(amount: Picodollars): number {
  return Number(amount) / Number(pico);
}

/** Money rounded for people: `$1,240`, `$12.40`, `$0.0042`, `<$0.0001`; `EUR 1,140` in a currency that the team declares. */
export function money(amount: Picodollars, currency?: Currency): string {
  const sign = currency ? `${currency.code} ` : '$';
  const value = dollars(currency ? convert(amount, currency) : amount);
  if (value === 0) return `${sign}0`;
  if (value < 0.0001) return `<${sign}0.0001`;
  if (value < 0.01)
    return `${sign}${Number(value.toPrecision(2))
      .toFixed(value < 0.001 ? 5 : 4)
      .replace(/0+$/, '')}`;
  if (value < 1) return `${sign}${value.toFixed(value < 0.1 ? 4 : 3).replace(/0+$/, '')}`;
  if (value < 100) return `${sign}${value.toFixed(2)}`;
  return `${sign}${Math.round(value).toLocaleString('en-US')}`;
}

/** USD as an exact decimal, for tables that are added up elsewhere: `0.000412`. */
export function decimalDollars(amount: Picodollars): string {
  const digits = String(amount < 0n ? -amount : amount).padStart(13, '0');
  return `${amount < 0n ? '-' : ''}${digits.slice(0, -12)}.${digits.slice(-12)}`.replace(/\.?0+$/, '');
}

/** `1 breach`, `12 breaches`. */
export function countWords(count: number, one: string, many = `${one}s`): string {
  return `${count} ${count === 1 ? one : many}`;
}

/** `1 call`, `12 calls`. */
export function callsWords(count: number): string {
  return countWords(count, 'call');
}

/** `−$12.40`, `+$3`. */
export function moneyChange(amount: Picodollars, currency?: Currency): string {
  return `${amount < 0n ? '−' : '+'}${money(amount < 0n ? -amount : amount, currency)}`;
}

/** `0.4 %`, `12 %`, `1,040 %`. */
export function percent(share: number): string {
  const value = share * 100;
  if (value > 0 && value < 0.05) return '<0.1 %';
  return `${value !== 0 && Math.abs(value) < 10 ? +value.toFixed(1) : Math.round(value).toLocaleString('en-US')} %`;
}

/** `■■■■□□□□□□`: a share in tenths, full beyond the whole. */
export function barWords(share: number): string {
  const tenths = Math.max(0, Math.min(10, Math.round(share * 10)));
  return `${'■'.repeat(tenths)}${'□'.repeat(10 - tenths)}`;
}

/** `$0.0001–$0.0098`; one figure when both ends read the same. */
export function moneyRange(range: Estimate<Picodollars>, currency?: Currency): string {
  const low = money(range.low, currency);
  const high = money(range.high, currency);
  return low === high ? low : `${low}–${high}`;
}

/** `$282 ($149–$938)`; one figure when all read the same. */
export function moneyWords(range: Estimate<Picodollars>, currency?: Currency): string {
  const expected = money(range.expected, currency);
  const ends = moneyRange(range, currency);
  return expected === ends ? expected : `${expected} (${ends})`;
}

/** `412`, `3.6k`, `1.05M`. */
export function tokens(count: number): string {
  if (count < 1000) return String(Math.round(count));
  if (count < 1_000_000) return `${+(count / 1000).toFixed(count < 10_000 ? 1 : 0)}k`;
  return `${+(count / 1_000_000).toFixed(2)}M`;
}

/** `460–8.4k`; one figure when both ends read the same. */
export function tokensRange(range: Estimate<number>): string {
  const low = tokens(range.low);
  const high = tokens(range.high);
  return low === high ? low : `${low}–${high}`;
}

/** What a number rests on, as people read it. */
export function basisWords(basis: Basis, say: Say = inEnglish): string {
  return {
    measured: say('measured'),
    declared: say('declared by the team'),
    counted: say('counted in the code'),
    approximated: say('approximated'),
    assumed: say('assumed'),
  }[basis];
}

/** Model as people read it. */
export function modelWords(call: AnalyzedCall, say: Say = inEnglish): string {
  const { model } = call.call;
  if (call.declared?.mix) return call.declared.mix.map((one) => `${one.model} ${percent(one.share)}`).join(', ');
  if (model.state === 'known') return model.value;
  if (call.declared?.modelId !== undefined) return say('{0} (declared)', call.declared.modelId);
  if (model.state === 'dynamic' && model.alternatives.length > 0) return model.alternatives.slice(0, 3).join(say(' or '));
  return model.state === 'absent' ? say('no model named') : say('model not known');
}

/** `≤ 1k` with a cap, `uncapped (≤ 16k)` without, nothing where there is no output. */
export function outputWords(analyzed: AnalyzedCall, say: Say = inEnglish): string {
  const { call, tokens: estimate } = analyzed;
  if (call.billing !== 'tokens') return '';
  // A cap is that of one request.
  if (call.requests) return analyzed.cost.state === 'priced' ? say('out ≤ {0}', tokens(estimate.output.high)) : '';
  if (call.maxOutput.state === 'known') return say('out ≤ {0}', tokens(call.maxOutput.value));
  if (call.maxOutput.state === 'dynamic') return say('out cap set elsewhere');
  if (call.capDefault.kind === 'library') return say('out ≤ {0} (library default)', tokens(call.capDefault.value));
  return analyzed.cost.state === 'priced' ? say('out uncapped (≤ {0})', tokens(estimate.output.high)) : say('out uncapped');
}

/** `in 412`; a range where the code leaves much open. */
export function inputWords(analyzed: AnalyzedCall, say: Say = inEnglish): string {
  const { tokens: estimate } = analyzed;
  if (estimate.input.basis === 'declared' || estimate.input.basis === 'measured') return say('in {0}', tokens(estimate.input.expected));
  return estimate.input.high > estimate.staticInput * 1.5
    ? say('in {0}', tokensRange(estimate.input))
    : say('in ~{0}', tokens(estimate.input.expected));
}

/** Below a tenth of a cent a call, people think in thousands of calls. */
const smallest: Picodollars = 1_000_000_000n;

function times(range: Estimate<Picodollars>, by: bigint): Estimate<Picodollars> {
  return { ...range, low: range.low * by, expected: range.expected * by, high: range.high * by };
}

/** A range and what follows each figure: below a tenth of a cent that of a thousand. */
export function inThousands(
  range: Estimate<Picodollars>,
  words = ' per 1,000',
): { readonly range: Estimate<Picodollars>; readonly unit: string } {
  return range.high < smallest ? { range: times(range, 1000n), unit: words } : { range, unit: '' };
}

/** Cost per call in words, or why there is none. */
export function costWords(cost: CallCost, say: Say = inEnglish, currency?: Currency): string {
  if (cost.state === 'priced') {
    const { range: shown, unit } = inThousands(cost.perCall, say(' per 1k calls'));
    return shown.low === shown.high
      ? `${money(shown.expected, currency)}${unit}`
      : `~${money(shown.expected, currency)}${unit} (${moneyRange(shown, currency)})`;
  }
  return {
    'model-unresolved': say('cost not known'),
    'model-without-price': say('price not known'),
    'not-token-billed': say('not billed by tokens'),
  }[cost.why];
}

/** Against what a price was checked, and when: `checked 2026-11-21 against the seller's page of 2026-10-24 and LiteLLM of 2026-08-01`. */
export function checkedWords(
  { checkedAt, checkedWith, contracted }: Pick<PriceReference, 'checkedAt' | 'checkedWith' | 'contracted'>,
  say: Say = inEnglish,
): string {
  if (checkedWith.length === 0)
    return contracted === null ? say('typed in from its source, compared with no other price list') : say('as the team declares it');
  const last = checkedWith.at(-1) ?? '';
  return say(
    'checked {0} against {1}',
    checkedAt,
    checkedWith.length === 1 ? last : `${checkedWith.slice(0, -1).join(', ')}${say(' and ')}${last}`,
  );
}
