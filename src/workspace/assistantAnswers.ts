import type { Quote, QuoteRequest } from '../cost/quote.ts';
import type { AnalyzedCall, Currency, FileAnalysis, Report, ScenarioResult } from '../model.ts';
import { basisLine, callRows, headline, priceLine, type CallRow } from '../report/rows.ts';
import { inEnglish } from '../report/say.ts';
import { basisWords, checkedWords, costWords, inputWords, modelWords, money, moneyRange, outputWords } from '../report/wording.ts';
import { createLocator } from '../text/virtual.ts';

/** Each call of a snippet with its cost and findings, by line. */
export function snippetAnswer(analysis: FileAnalysis): string {
  if (analysis.calls.length === 0) return `No LLM API call was found.${analysis.broken ? ' The code has syntax errors.' : ''}`;
  const locate = createLocator(analysis.chunks);
  return analysis.calls
    .map((one) => {
      const findings = analysis.findings
        .filter((finding) => finding.callId === one.call.id && finding.severity !== 'hint')
        .map((finding) => `  ${finding.severity} ${finding.id}: ${finding.message}`);
      return [`line ${locate(one.call.span.start).position.line + 1}: ${callWords(one)}`, ...findings].join('\n');
    })
    .join('\n');
}

/** `openai.chat.completions, gpt-4o: ~$0.002 per call ($0.001–$0.01, assumed); in 12–400, out ≤ 500`. */
function callWords(one: AnalyzedCall, currency?: Currency): string {
  const basis = one.cost.state === 'priced' ? `, rests on: ${basisWords(one.cost.perCall.basis)}` : `, ${one.cost.reason}`;
  return [
    `${one.call.api}, ${modelWords(one)}: ${costWords(one.cost, inEnglish, currency)}${basis}`,
    [inputWords(one), outputWords(one)].filter(Boolean).join(', '),
    one.monthly ? `${money(one.monthly.expected, currency)} per month (${moneyRange(one.monthly, currency)})` : 'volume not declared',
  ]
    .filter(Boolean)
    .join('; ');
}

/** The calls whose place, model, API or owner holds `filter` (lower case), dearest first and at most `limit` of them, with totals and savings. */
export function listAnswer(name: string, report: Report, filter: string, limit: number): string {
  const all = callRows(report).filter((row: CallRow) =>
    [row.place, row.model, row.analyzed.call.api, row.owner].some((one) => one.toLowerCase().includes(filter)),
  );
  const rows = all.slice(0, Math.max(1, limit)).map((row) => `${row.place} ${callWords(row.analyzed, report.currency)}`);
  const rest = all.length - rows.length;
  const savings = report.files.flatMap((file) => file.findings).filter((one) => one.savingMonthly !== null && one.savingMonthly > 0n);
  return [
    `${name}: ${headline(report)}`,
    basisLine(report),
    ...rows,
    ...(rest > 0 ? [`and ${rest} more`] : []),
    ...savings.slice(0, 10).map((one) => `could save ${money(one.savingMonthly ?? 0n, report.currency)}/month: ${one.id} in ${one.file}`),
    priceLine(report),
  ]
    .filter(Boolean)
    .join('\n');
}

/** The declared month as it is and as it would be; one sentence a fact. */
export function whatIfAnswer(report: Report, result: ScenarioResult | null): string {
  const { currency } = report;
  const now = report.totals.monthly;
  if (!result || !now) return 'no call has both a declared volume and a known price, so there is no month to compare.';
  const { monthly: then, change, touched, lost } = result;
  const sign = change > 0n ? '+' : change < 0n ? '−' : '±';
  return [
    `now ${money(now.expected, currency)} per month (${moneyRange(now, currency)})`,
    `then ${then ? `${money(then.expected, currency)} (${moneyRange(then, currency)}, ${basisWords(then.basis)})` : 'not known'}`,
    `${sign}${money(change < 0n ? -change : change, currency)} per month. ${touched === 1 ? '1 call changes' : `${touched} calls change`}`,
    ...(lost > 0 ? [`${lost} have no known price then and are left out`] : []),
    `${report.totals.undeclaredVolume} calls have no declared volume and are not counted.`,
  ].join('; ');
}

/** What the catalog says of a model, and what the request that was asked about costs; a model without a price says so. */
export function priceAnswer({ model, input, output }: Omit<QuoteRequest, 'at'>, { found, rates, cost, between, missing }: Quote): string {
  const { price } = found;
  if (!price) {
    const near = found.near.length > 0 ? ` Similar entries, not used: ${found.near.join(', ')}.` : '';
    return `${model}: price not known. ${found.reason}.${near}`;
  }
  const { context, maxOutput, retires, replacement } = price.facts;
  const usd = (rate: number | null) => (rate === null ? 'not known' : `$${rate}`);
  const since = price.effectiveFrom ? `, since ${price.effectiveFrom}` : '';
  const lines = [`${price.entry} (${found.why}); source ${price.source}${since}, ${checkedWords(price)}.`];
  if (rates) lines.push(`USD per 1M tokens: input ${usd(rates.input)}, output ${usd(rates.output)}, cached input ${usd(rates.cacheRead)}.`);
  if (context !== undefined || maxOutput !== undefined)
    lines.push(`Limits: context ${context ?? 'not known'}, output ${maxOutput ?? 'not known'} tokens.`);
  if (retires) lines.push(`Retires ${retires}${replacement ? `, replaced by ${replacement}` : ''}.`);
  if (input + output > 0) {
    const range = between ? ` (${money(between.low)}–${money(between.high)})` : '';
    lines.push(
      cost && !missing
        ? `This request: ${money(cost.total)}${range}; 1,000 of them: ${money(cost.total * 1000n)}.`
        : `This request: cost not known${missing ? ` (${missing})` : ''}.`,
    );
  }
  return lines.join('\n');
}
