import { expect, test } from 'vitest';
import { canThink, thinksByDefault } from '../../../src/text/thinking.ts';

test('which models think where nothing is said, and which can', () => {
  const byDefault = ['o3-mini', 'gpt-5.6-sol', 'gpt-6-luna', 'claude-sonnet-5-5', 'gemini-2.5-flash', 'gemini-3.8-flash', 'grok-4', 'deepseek-reasoner'];
  const whenAsked = ['gemini-3.5-flash-lite', 'claude-sonnet-4-6', 'gpt-oss-120b'];
  const never = ['gpt-4o', 'gpt-5-chat-latest', 'gemini-2.0-flash', 'gemini-2.5-flash-lite', 'gemini-2.5-flash-image', 'claude-haiku-4-5', 'grok-4-fast-non-reasoning'];
  expect(byDefault.filter((id) => !thinksByDefault(id) || !canThink(id))).toEqual([]);
  expect(whenAsked.filter((id) => thinksByDefault(id) || !canThink(id))).toEqual([]);
  expect(never.filter((id) => canThink(id))).toEqual([]);
});
