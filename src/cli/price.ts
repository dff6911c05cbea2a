import { readFile } from 'node:fs/promises';
import { basename, dirname, resolve } from 'node:path';
import { createPriceBook } from '../cost/priceBook.ts';
import { quote, type Quote, type QuoteRequest } from '../cost/quote.ts';
import type { Currency, Picodollars, TeamConfig } from '../model.ts';
import { rateOfDay } from '../report/currency.ts';
import { checkedWords, dollars } from '../report/wording.ts';
import { convert } from '../text/money.ts';
import { createTeamFiles } from '../workspace/teamFiles.ts';
import type { ScanIo } from './scanning.ts';
import { parseOptions, UsageError } from './usage.ts';

const options = {
  provider: { type: 'string' },
  input: { type: 'string' },
  output: { type: 'string' },
  cached: { type: 'string' },
  at: { type: 'string' },
  batch: { type: 'boolean' },
  tier: { type: 'string' },
  region: { type: 'string' },
  config: { type: 'string' },
  format: { type: 'string', default: 'table' },
} as const;

/** `llmcost price`: the entry a model name means, why, and what a request costs. Exit code 0 also when the price is not known. */
export async function price(argv: readonly string[], io: ScanIo): Promise<number> {
  const { values, positionals } = parseOptions(argv, options);
  const [model, ...more] = positionals;
  if (model === undefined || more.length > 0) throw new UsageError('price needs one MODEL');
  if (values.format !== 'table' && values.format !== 'json') throw new UsageError(`there is no format "${values.format}"`);
  const numbers = { input: tokenCount(values.input), output: tokenCount(values.output), cached: tokenCount(values.cached) };
  for (const [name, value] of Object.entries(numbers))
    if (value === null) throw new UsageError(`--${name} must be a whole number of tokens`);
  const [input, output, cached] = [numbers.input ?? 0, numbers.output ?? 0, numbers.cached ?? 0];
  if (values.input !== undefined && cached > input) throw new UsageError('--cached is part of --input and cannot be more');
  const at = values.at ?? io.today;
  if (
    !/^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}(:\d{2})?Z?)?$/.test(at) ||
    Number.isNaN(Date.parse(at.length > 10 && !at.endsWith('Z') ? `${at}Z` : at))
  )
    throw new UsageError('--at must be a date like 2026-11-21, or 2026-11-21T02:00Z where the hour matters');
  const team = await teamOf(values.config, io).catch(() => null);
  if (team === null) throw new UsageError(`${values.config} cannot be read`);
  for (const { origin, message } of team.problems) io.err(`${origin.file}:${origin.line}:${origin.column}: ${message}\n`);
  const modifiers = [
    ...(values.batch ? ['batch'] : []),
    ...(values.tier ? [values.tier] : []),
    ...(values.region ? [`region:${values.region}`] : []),
  ];
  const request: QuoteRequest = { model, provider: values.provider ?? null, at, modifiers, input: Math.max(input, cached), output, cached };
  const answer = quote(createPriceBook(io.catalog, team.pricing), request);
  io.out(
    values.format === 'json'
      ? `${JSON.stringify(asJson(request, answer, team.currency), null, 2)}\n`
      : asTable(request, answer, team.currency),
  );
  return 0;
}

/** `1500`, `1_500`, `1,500`. Absent is 0; null is no number. */
function tokenCount(text: string | undefined): number | null {
  if (text === undefined) return 0;
  return /^\d[\d_,]*$/.test(text) ? Number(text.replace(/[_,]/g, '')) : null;
}

/** A team file with those it builds on. Throws where it cannot be read itself. */
async function teamOf(config: string | undefined, io: Pick<ScanIo, 'cwd'>): Promise<Pick<TeamConfig, 'pricing' | 'currency' | 'problems'>> {
  if (config === undefined) return { pricing: [], problems: [] };
  const file = resolve(io.cwd, config);
  await readFile(file);
  const text = (path: string) => readFile(resolve(dirname(file), path), 'utf8').catch(() => null);
  return createTeamFiles({ paths: () => [], text, whyNot: () => 'not found', only: basename(file) }).whole();
}

/** The contract of `--format json`: rates in USD per million tokens, money in USD; a declared currency is named with its rate. Unknown is null. */
function asJson(request: QuoteRequest, answer: Quote, currency: Currency | undefined): unknown {
  const { found, cost, between } = answer;
  const listed = found.price;
  return {
    matched: listed !== null,
    model: listed?.model ?? null,
    provider: listed?.facts.provider ?? null,
    asked: {
      model: request.model,
      provider: request.provider,
      at: request.at,
      input: request.input,
      output: request.output,
      cached: request.cached,
    },
    entry: listed?.entry ?? null,
    why: found.price ? found.why : null,
    rates: answer.rates && { ...answer.rates, cacheWrite: { '5m': null, '1h': null, ...answer.rates.cacheWrite } },
    otherRates: answer.otherRates,
    modifiers: answer.modifiers.map((one) => one.name),
    effectiveFrom: listed?.effectiveFrom ?? null,
    source: listed?.source ?? null,
    checkedAt: listed?.checkedAt ?? null,
    checkedWith: listed?.checkedWith ?? [],
    contracted: listed?.contracted ?? null,
    overrules: listed?.overrules ?? [],
    note: listed?.note ?? null,
    retires: listed?.facts.retires ?? null,
    cost: cost && { input: dollars(cost.input), cached: dollars(cost.cached), output: dollars(cost.output), total: dollars(cost.total) },
    between: between && { low: dollars(between.low), high: dollars(between.high) },
    ...(currency ? { currency } : {}),
    unknown: answer.missing,
    near: answer.near,
  };
}

/** Rates and the sum are those of the price list, in dollars; the total is in the declared currency too. */
function asTable(request: QuoteRequest, answer: Quote, currency: Currency | undefined): string {
  const { found } = answer;
  const lines: string[] = [];
  if (!found.price) {
    lines.push(`${request.model}: price not known`, `  ${found.reason}.`);
    if (found.near.length > 0) lines.push(`  Similar entries, not used: ${found.near.join(', ')}`);
    lines.push(
      '  To give it a price, add to llmcost.yaml:',
      '    pricing:',
      `      - model: ${JSON.stringify(request.model)}`,
      '        rates: { input: USD_PER_MILLION, output: USD_PER_MILLION }',
    );
    return `${lines.join('\n')}\n`;
  }
  const { price } = found;
  lines.push(
    `${price.entry}`,
    `  matched      ${found.why}`,
    `  source       ${price.source}`,
    `  effective    ${price.effectiveFrom ? `since ${price.effectiveFrom}` : 'no start date known'}`,
    `  checked      ${checkedWords(price).replace(/^checked /, '')}`,
  );
  if (price.contracted)
    lines.push(`  contract     ${price.contracted}${price.overrules ? `, which comes before ${price.overrules.join(', ')}` : ''}`);
  if (answer.near.length > 0) lines.push(`  near         ${answer.near.join(', ')} (not used)`);
  if (price.note) lines.push(`  note         ${price.note}`);
  if (price.facts.nextChange) lines.push(`  next change  ${price.facts.nextChange}`);
  if (price.facts.retires)
    lines.push(`  retires      ${price.facts.retires}${price.facts.replacement ? `, replaced by ${price.facts.replacement}` : ''}`);
  for (const one of answer.modifiers)
    lines.push(
      `  modifier     ${one.name}${one.times === null || one.times === 1 ? '' : ` × ${one.times}`}${one.note ? ` (${one.note})` : ''}`,
    );
  if (answer.rates) {
    const usd = (rate: number | null) => (rate === null ? 'not known' : `$${rate}`);
    const writes = Object.entries(answer.rates.cacheWrite).map(([ttl, rate]) => `cache write ${ttl} ${usd(rate)}`);
    lines.push(
      `  per 1M       ${[`input ${usd(answer.rates.input)}`, `output ${usd(answer.rates.output)}`, `cached input ${usd(answer.rates.cacheRead)}`, ...writes].join(', ')}`,
    );
  }
  const others = Object.entries(answer.otherRates).map(([name, rate]) => `${name} $${rate}`);
  if (others.length > 0) lines.push(`  also         ${others.join(', ')}`);
  if (answer.missing) lines.push(`  cost         not known: ${answer.missing}`);
  else if (answer.cost && answer.lines.length > 0) {
    for (const line of answer.lines)
      lines.push(
        `  ${line.what.padEnd(12)} ${line.quantity.toLocaleString('en-US')} × $${line.rate}${line.what === 'request fee' ? '' : ' per 1M'} = $${exact(dollars(line.money))}`,
      );
    const total = (amount: Picodollars) =>
      currency ? `${currency.code} ${exact(dollars(convert(amount, currency)))}` : `$${exact(dollars(amount))}`;
    const between = answer.between
      ? ` (between ${total(answer.between.low)} and ${total(answer.between.high)}: the hour or the region is not given)`
      : '';
    lines.push(
      `  total        ${total(answer.cost.total)}${between}${currency ? `, $${exact(dollars(answer.cost.total))} at ${rateOfDay(currency)}` : ''}`,
    );
  }
  return `${lines.join('\n')}\n`;
}

/** All digits that money has, without an exponent. */
function exact(value: number): string {
  return value.toFixed(12).replace(/\.?0+$/, '') || '0';
}
