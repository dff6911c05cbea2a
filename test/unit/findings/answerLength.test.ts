import { expect, test } from 'vitest';
import { allowedLength, suggestedCap } from '../../../src/findings/answerLength.ts';
import type { AnalyzedCall, LlmCall, ModelFacts } from '../../../src/model.ts';

test('words and sentences that a prompt allows an answer are counted', () => {
  const tokens = (text: string) => allowedLength(text)?.tokens ?? null;
  const told: readonly (readonly [string, number])[] = [
    ['Answer yes or no.', 10],
    ['Answer with "yes" or "no".', 10],
    ['Respond with a single word', 10],
    // After https://github.com/zaidmukaddam/scira/blob/main/app/actions.ts
    ['- you will generate a short 3-4 words title\n- not more than 4 words in the title', 11],
    ['Write a summary in at most 150 words.', 200],
    ['20 words or less', 27],
    ['Summarize the text in one sentence.', 64],
    ['Reply in 2-3 sentences', 192],
    ['Use up to three sentences. Keep it concise.', 192],
    ['in 2 sentences or less', 128],
  ];
  for (const [text, expected] of told) expect([text, tokens(text)]).toEqual([text, expected]);
  const silent = ['Answer yes or no and explain why.', 'Keep each bullet under 10 words.', 'Explain it in two steps.', 'Give five examples of words.', 'Write a story.', 'A list of items, each in one sentence.'];
  for (const text of silent) expect([text, tokens(text)]).toEqual([text, null]);
});

test('a cap leaves room for thinking that may come first', () => {
  const absent = { state: 'absent' } as const;
  const cap = (provider: string, model: LlmCall['model'], said = '') => {
    const call = { provider, model, prompt: { segments: [{ role: 'user', parts: [said] }], tools: null }, details: { effort: absent, thinkingBudget: absent, sets: {} } } as unknown as LlmCall;
    return suggestedCap({ analyzed: { call } as AnalyzedCall, facts: null, countTokens: (text) => text.length / 4 }, 1024);
  };
  const unseen: LlmCall['model'] = { state: 'dynamic', reason: 'parameter model', alternatives: [], span: null };
  const known = (value: string): LlmCall['model'] => ({ state: 'known', value, how: 'literal', span: null });
  // After https://github.com/vanna-ai/vanna/blob/main/src/vanna/legacy/deepseek/deepseek_chat.py
  expect([cap('deepseek', unseen), cap('openai', unseen), cap('openai', { ...unseen, alternatives: ['gpt-4o'] }), cap('openai', known('gpt-4o')), cap('openai', known('gpt-5'))]).toEqual([8192, 2048, 1024, 1024, 8192]);
  expect([cap('google', unseen), cap('azure', known('gpt-35-turbo'))]).toEqual([8192, 1024]);
  expect(suggestedCap({ analyzed: { call: { provider: 'openai', model: known('o1'), prompt: { segments: [], tools: null } } } as unknown as AnalyzedCall, facts: { maxOutput: 4096 } as ModelFacts, countTokens: (text) => text.length }, 1024)).toBe(2048);
  expect([cap('openai', known('gpt-4o'), 'Generate a short title for this chat.'), cap('openai', known('gpt-4o'), 'Answer in one word.')]).toEqual([64, 64]);
});

test('the cap of a model that ends suits its replacement, where nothing is said of the length', () => {
  const cap = (replacement: string, usual: number, said = '') => {
    const call = { provider: 'openai', model: { state: 'known', value: 'gpt-4o', how: 'literal', span: null }, prompt: { segments: [{ role: 'user', parts: [said] }], tools: null }, details: { effort: { state: 'absent' }, thinkingBudget: { state: 'absent' }, sets: {} } } as unknown as LlmCall;
    return suggestedCap({ analyzed: { call } as AnalyzedCall, facts: { replacement } as ModelFacts, countTokens: (text) => text.length / 4 }, usual);
  };
  expect([cap('gpt-5', 1024), cap('gpt-5', 4000), cap('gpt-4.1', 1024), cap('gpt-5', 1024, 'Answer in one word.')]).toEqual([2048, 4000, 1024, 64]);
});
