import type { Level, LlmCall, TokenEstimate } from '../model.ts';
import type { Usage } from './lines.ts';
import type { Price } from './priceBook.ts';
import type { Rates } from './schedule.ts';

/** A call with what one request of it uses at each level, and the price that holds for it. */
export interface CallUsage {
  readonly call: LlmCall;
  readonly tokens: TokenEstimate;
  readonly price: Price;
  readonly usage: Readonly<Record<Level, Usage>>;
}

/** Units and tokens of one request at each level; null when the kind of call is not billed in anything that is known. */
export function usageOf(call: LlmCall, tokens: TokenEstimate, price: Price): CallUsage['usage'] | null {
  const ttl = call.modifiers.find((one) => one.startsWith('cache_ttl:'))?.slice('cache_ttl:'.length) ?? null;
  const usage = (level: Level): Usage | null => {
    const quantities = quantitiesOf(call, tokens, price.base, level);
    return quantities && { quantities, inputTokens: tokens.input[level], ttl };
  };
  const [low, expected, high] = [usage('low'), usage('expected'), usage('high')];
  return low && expected && high ? { low, expected, high } : null;
}

function quantitiesOf(call: LlmCall, tokens: TokenEstimate, rates: Rates, level: Level): Usage['quantities'] | null {
  const has = (name: keyof Rates) => rates[name] !== undefined;
  const units = (meter: 'image' | 'character' | 'minute' | 'page' | 'search') => ({ [meter]: tokens.units?.[meter]?.[level] ?? 0 });
  if (call.billing === 'image' && has('perImage')) return units('image');
  if (call.billing === 'rerank' && has('perSearch') && !has('input')) return units('search');
  if (call.billing === 'transcription' && has('perMinute')) return units('minute');
  if (has('perMillionCharacters') && !has('input')) return units('character');
  if (has('perPage') && !has('input')) return units('page');
  const isOfMedia = call.billing === 'image' || call.billing === 'speech' || call.billing === 'transcription' || call.billing === 'ocr';
  if (isOfMedia && !has('input') && !has('imageOutput') && !has('audioOutput')) return null;
  return tokenQuantities(call, tokens, rates, level);
}

const opposite: Readonly<Record<Level, Level>> = { low: 'high', expected: 'expected', high: 'low' };
const answerMeters = { image: 'imageOutput', audio: 'audioOutput' } as const;

/** Each token is in one meter: input is what is neither cached nor heard, output what is not thought. */
function tokenQuantities(call: LlmCall, tokens: TokenEstimate, rates: Rates, level: Level): Usage['quantities'] {
  const has = (name: keyof Rates) => rates[name] !== undefined;
  const read = Math.min(tokens.cacheRead[tokens.readsMostAtBest ? opposite[level] : level], tokens.input[level]);
  const write = Math.min(tokens.cacheWrite[level], tokens.input[level] - read);
  const plain = tokens.input[level] - read - write;
  const heard = has('audioInput') ? Math.min(tokens.audioInput?.[level] ?? 0, plain) : 0;
  const thought = has('reasoning') ? Math.min(tokens.reasoning?.[level] ?? 0, tokens.output[level]) : 0;
  const answers = (tokens.output[level] - thought) * call.repetition.n;
  return {
    input: plain - heard,
    audioInput: heard,
    cacheRead: read,
    cacheWrite: write,
    [tokens.outputKind ? answerMeters[tokens.outputKind] : 'output']: answers,
    reasoning: thought * call.repetition.n,
    ...(has('perRequest') ? { request: 1 } : {}),
    ...(tokens.units?.fileSearch && has('perFileSearch') ? { fileSearch: tokens.units.fileSearch[level] } : {}),
    ...(tokens.units?.search && (has('perSearch') || call.billing === 'rerank') ? { search: tokens.units.search[level] } : {}),
  };
}
