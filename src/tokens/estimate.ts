import {
  exactly,
  scaled,
  type DeclaredCall,
  type Estimate,
  type Level,
  type LlmCall,
  type ModelFacts,
  type TokenEstimate,
  type TokenNote,
} from '../model.ts';
import { sendOrder } from '../text/prompts.ts';
import { add, assumed, atMost, noTokens } from './arithmetic.ts';
import { cachedPrefix, cacheUse } from './caching.ts';
import { createCounter, tokenizerWords } from './counting.ts';
import { assumptionFor } from './holes.ts';
import { imageTokens } from './images.ts';
import { expectOutput } from './output.ts';
import { searchesOf } from './searches.ts';
import { stepsOf, toolCallTokens } from './steps.ts';
import type { Tokenizers } from './tiktoken.ts';
import { charactersOf, unitsOf } from './units.ts';

/** What a chat request costs besides its texts where the family's own figures are not known: those of OpenAI. */
const usualOverhead = { perRequest: 3, perMessage: 3, tools: 0, perTool: 7, perProperty: 0 };

/** Tokens of one request: what the source holds is counted, what it does not is assumed and says so. */
export function estimateTokens(
  call: LlmCall,
  facts: ModelFacts | null,
  tokenizers: Tokenizers,
  declared: DeclaredCall | null,
): TokenEstimate {
  const count = createCounter(facts?.tokenizer, tokenizers);
  const tools = toolTokens(call, facts, count);
  const texts = textTokens(call, facts, count, declared);
  const notes: TokenNote[] = [...(tools ? [tools.note] : []), ...texts.notes];
  if (call.prompt.images > 0)
    notes.push({
      what: call.prompt.images === 1 ? 'an image' : `${call.prompt.images} images`,
      tokens: scaled(imageTokens(call, facts), call.prompt.images),
    });
  const { brings } = call.prompt;
  if (brings) notes.push({ what: brings.what, tokens: assumed(brings.low, brings.expected, brings.high) });
  if (call.prompt.segments.length === 0 && call.billing !== 'transcription' && call.billing !== 'ocr')
    notes.push({ what: 'a prompt that could not be read', tokens: assumed(1, 500, 16000) });
  if (call.billing === 'tokens') {
    const { perRequest, perMessage } = facts?.tokenizer.overhead ?? usualOverhead;
    notes.push({
      what: 'message overhead',
      tokens: exactly(perRequest + perMessage * call.prompt.messageCount, facts?.tokenizer.error === 0 ? 'counted' : 'approximated'),
    });
  }
  const searches = call.billing === 'tokens' ? searchesOf(call, facts) : null;
  notes.push(...(searches?.found ?? []));
  const limit = facts?.maxInput ?? facts?.context;
  const summed = notes.reduce((sum, note) => add(sum, note.tokens), noTokens);
  const input = declared?.input ?? (limit === undefined ? summed : atMost(summed, limit));
  const staticPrefix = (tools?.fixed ?? 0) + (tools?.isOpen ? 0 : texts.prefix);
  const cache = cacheUse(
    call,
    facts,
    declared,
    input,
    cachedPrefix(call, staticPrefix, (text) => count(text).expected, tools?.fixed ?? 0),
  );
  const cap =
    call.maxOutput.state === 'known'
      ? call.maxOutput.value
      : call.capDefault.kind === 'library' && call.maxOutput.state === 'absent'
        ? call.capDefault.value
        : (facts?.defaultMaxOutput ?? facts?.maxOutput ?? null);
  const answer = expectOutput(call, facts, declared, cap, texts.written, charactersOf(call, input, texts.written));
  const steps = stepsOf(call, facts, declared, input.expected);
  const units = unitsOf(call, input, texts.written) ?? searches?.units;
  return {
    input,
    output: steps && !declared?.output ? overSteps(answer.tokens, steps.count.expected) : answer.tokens,
    cacheRead: cache.read,
    cacheWrite: cache.write,
    ...(cache.readsMostAtBest ? { readsMostAtBest: true } : {}),
    staticInput: texts.written,
    staticPrefix,
    tokenizer: tokenizerWords(facts?.tokenizer),
    ...(texts.audio.high > 0 ? { audioInput: share(texts.audio, summed, input) } : {}),
    ...(answer.reasoning !== undefined && facts?.billsReasoning ? { reasoning: reasoningPart(answer.tokens, answer.reasoning) } : {}),
    ...(answer.kind ? { outputKind: answer.kind } : {}),
    ...(units ? { units } : {}),
    ...(steps ? { steps } : {}),
    outputWords: answer.words,
    notes: cache.note ? [...notes, cache.note] : notes,
  };
}

/** Output of one request of a run on average: all but the last only call tools. */
function overSteps(answer: Estimate<number>, steps: number): Estimate<number> {
  const expected = Math.round((answer.expected + (steps - 1) * toolCallTokens) / Math.max(1, steps));
  return { ...answer, expected: Math.max(answer.low, Math.min(expected, answer.high)) };
}

interface ToolTokens {
  readonly note: TokenNote;
  /** Tokens that are the same in every request. */
  readonly fixed: number;
  /** Something of the tools is not read: what follows may start later. */
  readonly isOpen: boolean;
}

function toolTokens(call: LlmCall, facts: ModelFacts | null, count: (text: string) => Estimate<number>): ToolTokens | null {
  const { tools } = call.prompt;
  if (!tools) return null;
  const overhead = facts?.tokenizer.overhead ?? usualOverhead;
  const tokens = count(tools.schemaText);
  const properties = Math.max(0, (tools.schemaText.match(/"type"\s*:/g)?.length ?? 0) - 2 * tools.count);
  const around = overhead.tools + overhead.perTool * tools.count + overhead.perProperty * properties;
  const known: Estimate<number> = {
    ...tokens,
    low: tokens.low + around,
    expected: tokens.expected + around,
    high: tokens.high + around,
    basis: tokens.basis === 'counted' ? 'approximated' : tokens.basis,
  };
  const whole = tools.complete ? known : assumed(known.low, known.expected + 150, known.high + 4000);
  return {
    note: { what: tools.count > 1 ? `${tools.count} tools` : tools.count === 1 ? 'a tool' : 'tools that are not read', tokens: whole },
    fixed: tokens.low,
    isOpen: !tools.complete,
  };
}

/** Texts and variables in the order in which they are sent. */
function textTokens(
  call: LlmCall,
  facts: ModelFacts | null,
  count: (text: string) => Estimate<number>,
  declared: DeclaredCall | null,
): { readonly notes: readonly TokenNote[]; readonly written: number; readonly prefix: number; readonly audio: Estimate<number> } {
  const notes: TokenNote[] = [];
  let audio = noTokens;
  let written = 0;
  let prefix = 0;
  let isBroken = false;
  for (const { segment } of sendOrder(call)) {
    const text = segment.parts.filter((part) => typeof part === 'string').join('');
    if (text !== '') {
      const counted = count(text);
      // Providers write a schema into the prompt in a form of their own.
      const tokens: Estimate<number> =
        segment.role === 'schema' && counted.basis === 'counted' ? { ...counted, basis: 'approximated' } : counted;
      written += tokens.expected;
      notes.push({ what: `${segment.role} text`, tokens });
    }
    for (const part of segment.parts) {
      if (typeof part !== 'string') {
        isBroken = true;
        const assumption = assumptionFor(part, declared, facts);
        if (part.file === 'audio') audio = add(audio, assumption.tokens);
        notes.push({ what: `{${part.name}}: ${assumption.words}`, tokens: assumption.tokens });
      } else if (!isBroken) prefix += count(part).expected;
    }
  }
  return { notes, written, prefix, audio };
}

/** The same share of what is known of the whole. */
function share(part: Estimate<number>, of: Estimate<number>, whole: Estimate<number>): Estimate<number> {
  const at = (level: Level) =>
    of[level] === whole[level] ? part[level] : Math.floor((part[level] / Math.max(1, of[level])) * whole[level]);
  const [low, expected, high] = [at('low'), at('expected'), at('high')];
  return { ...part, low: Math.min(low, expected), expected, high: Math.max(high, expected) };
}

/** Reasoning in an answer: none at least, what the effort makes likely, at most all but one token of it. */
function reasoningPart(answer: Estimate<number>, expected: number): Estimate<number> {
  return assumed(0, Math.min(expected, answer.expected), Math.max(Math.min(expected, answer.expected), answer.high - 1));
}
