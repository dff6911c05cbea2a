import { exactly, type DeclaredCall, type LlmCall, type ModelFacts, type StepEstimate } from '../model.ts';
import { assumed } from './arithmetic.ts';

/** Requests of a typical run with tools where nobody says; a usual task takes 5 to 8. */
const typicalSteps = 6;
/** Tokens that a step adds: the call of a tool, its result, and the words around them. */
const growth = assumed(200, 1500, 4000);
/** Context that bounds a run when the model's is not known. */
const usualContext = 200_000;
/** Tokens of an answer that only calls a tool. */
export const toolCallTokens = 120;

/**
 * Requests of one execution of a call that goes on by itself: tool rounds, agents. Each sends everything before it again, so input grows
 * with the square of their number. Null when the call makes one request, or nothing tells that it may make more.
 * @param firstInput expected input tokens of the first request.
 */
export function stepsOf(call: LlmCall, facts: ModelFacts | null, declared: DeclaredCall | null, firstInput: number): StepEstimate | null {
  // Input that is declared is that of every request: it holds what steps add.
  const added = declared?.input ? exactly(0, 'declared') : growth;
  if (declared?.steps) return declared.steps.high > 1 ? { count: declared.steps, growth: added, limit: 'declared by the team' } : null;
  const goesOn = call.details?.stepLimit.goesOn === true;
  const limit = call.repetition.steps ?? (goesOn ? Infinity : 1);
  if (limit <= 1 || call.billing !== 'tokens' || (call.prompt.tools === null && call.kind !== 'framework' && !goesOn)) return null;
  const context = facts?.context ?? usualContext;
  const until = added.expected === 0 ? limit : Math.max(1, Math.floor((context - firstInput) / added.expected) + 1);
  const high = Math.max(1, Math.min(limit, until));
  return {
    count: assumed(1, Math.min(typicalSteps, high), high),
    growth: added,
    limit:
      limit === Infinity
        ? `no limit of steps can be told; the context is full after about ${until}`
        : until < limit
          ? `${limit} steps allowed; the context is full after about ${until}`
          : `${limit} steps allowed`,
  };
}
