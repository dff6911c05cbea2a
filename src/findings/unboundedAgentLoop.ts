import { bodyText, namedFunctionAround } from './code.ts';
import { endlessLoops, isCounted, isPaced } from './loops.ts';
import type { Rule } from './rule.ts';
import { countTurns, limitSteps } from './stepFix.ts';

/** What a loop over tool calls looks like, in the SDKs' own words. */
const toolLoop = /tool_calls|tool_use|toolCalls|tool_call_id|function_call|functionCall|stop_reason|finish_reason|finishReason|stopReason/;

/** A loop that ends only when the model says so: each turn sends the whole conversation again. */
export const unboundedAgentLoop: Rule = {
  id: 'unbounded-agent-loop',
  severity: 'warning',
  title: 'Only the model ends this loop',
  wrappers: true,
  check(input) {
    const {
      analyzed: { call },
      code,
    } = input;
    const { details, repetition } = call;
    if (
      call.kind !== 'wrapper' &&
      details?.stepLimit.isOpen &&
      details.stepLimit.parameter &&
      details.stepLimit.value.state === 'absent' &&
      repetition.steps === null &&
      call.prompt.tools !== null
    ) {
      const { parameter } = details.stepLimit;
      const fixes = limitSteps(input, parameter);
      // Frameworks have other ways to end (conditions, hand-offs), which are not all read here.
      return {
        confidence: call.kind === 'direct' ? 'certain' : 'possible',
        message: `No limit of steps: the model may call tools for as long as it likes, and each step sends the conversation again. Set ${parameter}.`,
        ...(fixes.length > 0 ? { fixes } : { byHand: `Set ${parameter}` }),
      };
    }
    const loop = endlessLoops(code, call.span)[0];
    if (!loop) return null;
    const body = bodyText(code, loop.span);
    if (!toolLoop.test(body) || (call.prompt.tools === null && !/\btools?\b/i.test(body))) return null;
    const fn = namedFunctionAround(code, call.span);
    const around = fn ? bodyText(code, fn.span) : body;
    if (
      isPaced(body) ||
      isCounted(body) ||
      /\bmax_?(?:steps|turns|iter\w*|rounds|tool\w*)\b/i.test(around) ||
      /abort|signal|cancel|stop_event|is_set\(|confirm/i.test(body)
    )
      return null;
    const fixes = countTurns(code, loop);
    return {
      message:
        'Only the model ends this loop: each turn sends the conversation again, so the cost grows with the square of the turns. Count the turns and stop at a limit.',
      confidence: 'likely',
      ...(fixes.length > 0 ? { fixes } : { byHand: 'Replace the endless loop by one over a fixed number of turns' }),
    };
  },
};
