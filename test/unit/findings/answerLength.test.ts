import { expect, test } from 'vitest';
import { allowedLength } from '../../../src/findings/answerLength.ts';

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
    ['Summarize the text in one sentence.', 40],
    ['Reply in 2-3 sentences', 120],
    ['Use up to three sentences. Keep it concise.', 120],
    ['in 2 sentences or less', 80],
  ];
  for (const [text, expected] of told) expect([text, tokens(text)]).toEqual([text, expected]);
  const silent = ['Answer yes or no and explain why.', 'Keep each bullet under 10 words.', 'Explain it in two steps.', 'Give five examples of words.', 'Write a story.', 'A list of items, each in one sentence.'];
  for (const text of silent) expect([text, tokens(text)]).toEqual([text, null]);
});
