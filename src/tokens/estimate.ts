import type { Basis, DeclaredCall, Estimate, LlmCall, ModelFacts, TokenEstimate, TokenNote } from '../model.ts';
import { assumptionFor, imageTokens, outputAssumption } from './assumptions.ts';
import type { Tokenizers } from './tiktoken.ts';

/** Tokens a message costs besides its text, and the priming of the answer. https://github.com/openai/openai-cookbook/blob/main/examples/How_to_count_tokens_with_tiktoken.ipynb */
const perMessage = 3;
const perRequest = 3;
/** Around each tool definition, likewise. */
const perTool = 7;

const noTokens: Estimate<number> = { low: 0, expected: 0, high: 0, basis: 'counted' };

/** Tokens of one request: what the source holds is counted, what it does not is assumed and says so. */
export function estimateTokens(call: LlmCall, facts: ModelFacts | null, tokenizers: Tokenizers, declared: DeclaredCall | null): TokenEstimate {
  const tokenizer = facts?.tokenizer ?? { encoding: 'o200k_base' as const, factor: 1, error: 0.3 };
  const count = (text: string): Estimate<number> => {
    const exact = tokenizers.count(tokenizer.encoding, text);
    const raw = exact ?? Math.ceil(text.length / 4);
    const error = exact === null ? Math.max(tokenizer.error, 0.3) : tokenizer.error;
    const expected = raw * tokenizer.factor;
    return { low: Math.floor(expected * (1 - error)), expected: Math.round(expected), high: Math.ceil(expected * (1 + error)), basis: error === 0 ? 'counted' : 'approximated' };
  };
  const notes: TokenNote[] = [];
  let staticInput = 0;
  let staticPrefix = 0;
  let broken = false;
  const fixed: Estimate<number>[] = [];
  if (call.prompt.tools) {
    const tokens = count(call.prompt.tools.schemaText);
    const whole = call.prompt.tools.complete ? addConstant(tokens, perTool * call.prompt.tools.count) : { low: tokens.low, expected: tokens.expected + 150, high: tokens.high + 4000, basis: 'assumed' as const };
    notes.push({ what: call.prompt.tools.count > 0 ? `${call.prompt.tools.count} tools` : 'tools that are not read', tokens: whole });
    staticPrefix += tokens.low;
    broken = !call.prompt.tools.complete;
  }
  for (const segment of sendOrder(call)) {
    const text = segment.parts.filter((part) => typeof part === 'string').join('');
    if (text !== '') {
      const tokens = count(text);
      fixed.push(tokens);
      staticInput += tokens.expected;
      notes.push({ what: `${segment.role} text`, tokens });
    }
    for (const part of segment.parts) {
      if (typeof part !== 'string') broken = true;
      else if (!broken) staticPrefix += count(part).expected;
    }
    for (const hole of segment.parts) {
      if (typeof hole === 'string') continue;
      const assumption = assumptionFor(hole);
      notes.push({ what: `{${hole.name}}: ${assumption.words}`, tokens: assumption.tokens });
    }
  }
  if (call.prompt.images > 0) notes.push({ what: `${call.prompt.images} images`, tokens: times(imageTokens, call.prompt.images) });
  if (call.prompt.segments.length === 0 && call.billing !== 'transcription') notes.push({ what: 'a prompt that could not be read', tokens: { low: 1, expected: 500, high: 16000, basis: 'assumed' } });
  if (call.billing === 'tokens') {
    const overhead = perMessage * call.prompt.messageCount + perRequest;
    notes.push({ what: 'message overhead', tokens: { low: overhead, expected: overhead, high: overhead, basis: tokenizer.error === 0 ? 'counted' : 'approximated' } });
  }
  const limit = facts?.context;
  const summed = notes.reduce((sum, note) => add(sum, note.tokens), noTokens);
  const input = declared?.input ?? (limit === undefined ? summed : { ...summed, low: Math.min(summed.low, limit), expected: Math.min(summed.expected, limit), high: Math.min(summed.high, limit) });
  const cap = call.maxOutput.state === 'known' ? call.maxOutput.value : call.capDefault.kind === 'library' ? call.capDefault.value : (facts?.maxOutput ?? null);
  const output = call.billing === 'embedding' ? outputAssumption(call, cap) : (declared?.output ?? outputAssumption(call, cap));
  const hit = declared?.cacheHitRate;
  const cacheRead = declared?.cached ? { ...declared.cached, low: Math.min(declared.cached.low, input.low), expected: Math.min(declared.cached.expected, input.expected), high: Math.min(declared.cached.high, input.high) } : hit === undefined ? noTokens : { low: Math.floor(input.low * hit), expected: Math.round(input.expected * hit), high: Math.floor(input.high * hit), basis: 'declared' as Basis };
  return { input, output, cacheRead, cacheWrite: noTokens, staticInput, staticPrefix, tokenizer: tokenizer.factor === 1 && tokenizer.error === 0 ? tokenizer.encoding : `${tokenizer.encoding} × ${tokenizer.factor} ± ${Math.round(tokenizer.error * 100)} %`, notes };
}

/** Providers send tools, then system, then messages; the cache holds a prefix of that. */
function sendOrder(call: LlmCall): LlmCall['prompt']['segments'] {
  return [...call.prompt.segments.filter((one) => one.role === 'system'), ...call.prompt.segments.filter((one) => one.role !== 'system')];
}

const order: readonly Basis[] = ['measured', 'declared', 'counted', 'approximated', 'assumed'];

function add(a: Estimate<number>, b: Estimate<number>): Estimate<number> {
  const basis = order[Math.max(order.indexOf(a.basis), b.high > 0 ? order.indexOf(b.basis) : 0)] ?? 'assumed';
  return { low: a.low + b.low, expected: a.expected + b.expected, high: a.high + b.high, basis };
}
function addConstant(a: Estimate<number>, by: number): Estimate<number> {
  return { ...a, low: a.low + by, expected: a.expected + by, high: a.high + by };
}
function times(a: Estimate<number>, by: number): Estimate<number> {
  return { ...a, low: a.low * by, expected: a.expected * by, high: a.high * by };
}
