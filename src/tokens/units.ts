import { exactly, scaled, type Estimate, type LlmCall, type TokenEstimate } from '../model.ts';
import { staticText } from '../text/prompts.ts';
import { assumed } from './arithmetic.ts';
import { charactersPerToken } from './output.ts';

/** Quantities of calls that are not billed by token; absent for those that are. Durations and pages are not in the code: their ranges are wide and say so. */
export function unitsOf(call: LlmCall, input: Estimate<number>, staticTokens: number): TokenEstimate['units'] | null {
  switch (call.billing) {
    case 'image':
      return { image: exactly(call.repetition.n, 'counted') };
    case 'speech':
    case 'embedding':
      return { character: charactersOf(call, input, staticTokens) };
    case 'transcription':
      return { minute: assumed(0.1, 5, 60) };
    case 'rerank':
      return { search: exactly(1, 'counted') };
    case 'ocr':
      return { page: assumed(1, 5, 50) };
    default:
      return null;
  }
}

/** Characters of what is sent: those in the source, and for variables by the tokens that they are taken for. */
export function charactersOf(call: LlmCall, input: Estimate<number>, staticTokens: number): Estimate<number> {
  const written = staticText(call, ' ').length;
  const open = {
    ...input,
    low: Math.max(0, input.low - staticTokens),
    expected: Math.max(0, input.expected - staticTokens),
    high: Math.max(0, input.high - staticTokens),
  };
  const rest = scaled(open, charactersPerToken);
  return {
    low: written + Math.round(rest.low),
    expected: written + Math.round(rest.expected),
    high: written + Math.round(rest.high),
    basis: rest.high > 0 ? 'assumed' : 'counted',
  };
}
