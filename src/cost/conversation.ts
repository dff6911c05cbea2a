import type { CallCost } from '../model.ts';
import { billOf, type Bill } from './lines.ts';
import type { CallUsage } from './usage.ts';

/** Turns of a conversation that goes along with each request; null where none does, or the team says how much goes along. @param typical the bill of the expected turn */
export function conversationOf(used: CallUsage, typical: Bill): NonNullable<Extract<CallCost, { state: 'priced' }>['conversation']> | null {
  const { call, tokens, price, usage } = used;
  const limit = price.facts.maxInput ?? price.facts.context;
  const grows = call.prompt.segments.some((segment) =>
    segment.parts.some((part) => typeof part !== 'string' && part.hint === 'history' && part.file === undefined),
  );
  const [schedule] = price.schedules;
  if (!grows || limit === undefined || !schedule || tokens.input.basis !== 'assumed' || limit <= tokens.input.expected) return null;
  const turn = (input: number) => {
    const { cacheRead: _read, cacheWrite: _write, audioInput = 0, ...rest } = usage.expected.quantities;
    const heard = Math.min(audioInput, input);
    const bill = billOf(schedule, {
      ...usage.expected,
      inputTokens: input,
      quantities: { ...rest, audioInput: heard, input: input - heard },
    });
    return 'missing' in bill ? null : bill.total;
  };
  const [first, full] = [turn(tokens.input.low), turn(limit)];
  return first === null || full === null ? null : { first, typical: typical.total, full, tokens: limit };
}
