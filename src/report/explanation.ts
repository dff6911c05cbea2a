import type { AnalyzedCall, Currency, ExplainedCall } from '../model.ts';
import { repetitionWords, requestCount, requestsWords, runWords, turnWords } from './estimateWords.ts';
import { inEnglish } from './say.ts';
import { basisWords, money, tokens as tokenCount } from './wording.ts';

/** The explanation of call expressions as text: for each part what was looked at, indented by what depends on what, and what came out. */
export function renderExplanation(calls: readonly ExplainedCall[], currency?: Currency): string {
  return (
    calls
      .map((one) =>
        [
          `${one.place}  ${one.code}`,
          `  ${one.verdict}`,
          ...one.parts.flatMap(partLines),
          ...(one.analyzed ? resultLines(one.analyzed, currency) : []),
        ].join('\n'),
      )
      .join('\n\n') + '\n'
  );
}

function partLines(part: ExplainedCall['parts'][number]): readonly string[] {
  return [
    '',
    `  ${part.title}`,
    ...part.steps.map((step) => `    ${'  '.repeat(Math.min(step.depth, 12))}${step.code} = ${step.found}  (${step.place})`),
  ];
}

function resultLines(analyzed: AnalyzedCall, currency: Currency | undefined): readonly string[] {
  const { call, tokens, cost } = analyzed;
  const runs = [runWords(cost, tokens, inEnglish, currency), turnWords(analyzed, inEnglish, currency)].filter(Boolean);
  const model =
    call.model.state === 'known'
      ? `${call.model.value} (${call.model.how})`
      : call.model.state === 'dynamic'
        ? `not known: ${call.model.reason}${call.model.alternatives.length > 0 ? `; may be ${call.model.alternatives.join(', ')}` : ''}`
        : 'none is given';
  const cap =
    call.maxOutput.state === 'known'
      ? `${call.maxOutput.value} tokens (${call.maxOutput.how})`
      : call.maxOutput.state === 'dynamic'
        ? `not known: ${call.maxOutput.reason}`
        : 'absent';
  return [
    '',
    '  read as',
    `    model       ${model}`,
    `    provider    ${call.provider ?? 'not known'}`,
    `    output cap  ${cap}`,
    `    caching     ${call.caching}`,
    ...(call.requests ? [`    sends       ${requestCount(call)}: ${requestsWords(call)}`] : []),
    `    repeated    ${repetitionWords(call.repetition) || 'no'}${call.repetition.each ? `, once for each of ${call.repetition.each.join(' and ')}` : ''}`,
    `    input       ${tokenCount(tokens.input.low)} to ${tokenCount(tokens.input.high)} tokens, expected ${tokenCount(tokens.input.expected)}, ${basisWords(tokens.input.basis)}`,
    `    output      ${tokenCount(tokens.output.low)} to ${tokenCount(tokens.output.high)} tokens, expected ${tokenCount(tokens.output.expected)}, ${basisWords(tokens.output.basis)}`,
    `    cost        ${cost.state === 'priced' ? `${money(cost.perCall.low, currency)} to ${money(cost.perCall.high, currency)} per call, expected ${money(cost.perCall.expected, currency)}` : `not known: ${cost.reason}`}`,
    ...runs.map((words) => `                ${words}`),
    ...(cost.state === 'priced' && cost.price.assumed !== undefined ? [`                ${cost.price.assumed}`] : []),
  ];
}
