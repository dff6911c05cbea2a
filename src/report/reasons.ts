import type { AnalyzedCall } from '../model.ts';
import type { CallPair } from './pairing.ts';
import { modelWords, outputWords, tokens } from './wording.ts';

/** What made the cost of a call another one, as far as its own numbers tell: `gpt-4o-mini → gpt-4o`, `in 412 → 1.2k`. Empty for a call that is new or gone. */
export function reasonsOf({ before, after }: CallPair): readonly string[] {
  if (!before || !after) return [];
  const change = (of: (one: AnalyzedCall) => string) =>
    of(before) === of(after) ? [] : [`${of(before) || 'none'} → ${of(after) || 'none'}`];
  return [
    ...change((one) => one.call.api),
    ...change((one) => modelWords(one)),
    ...change((one) => `in ${tokens(one.tokens.input.expected)}`),
    ...change((one) => `out ${tokens(one.tokens.output.expected)}`),
    ...(before.cost.state === after.cost.state ? change((one) => outputWords(one)) : []),
    ...change((one) => (one.call.caching === 'requested' ? 'cached' : one.call.caching === 'absent' ? 'not cached' : '')),
    ...change((one) => one.call.modifiers.join(' ')),
    ...change((one) => `${one.call.requests?.length ?? 1} requests`),
    ...change((one) =>
      one.declared?.volume ? `${one.declared.volume.expected.toLocaleString('en-US')} calls a month` : 'volume not declared',
    ),
    ...change((one) => (one.cost.state === 'priced' ? (one.cost.price.contracted ?? '') : '')),
  ];
}
