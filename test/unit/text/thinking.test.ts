import { expect, test } from 'vitest';
import { canThink, thinksByDefault, usualEffort } from '../../../src/text/thinking.ts';

test('which models think where nothing is said, and which can', () => {
  const byDefault = ['o3-mini', 'gpt-5.6-sol', 'gpt-6-luna', 'gpt-6.1-sol', 'gpt-5-mini', 'gpt-5.1-codex-mini', 'gpt-5.2-pro', 'gpt-5.5', 'claude-sonnet-5-5', 'gemini-2.5-flash', 'gemini-3.8-flash', 'grok-4', 'deepseek-reasoner'];
  const whenAsked = ['gpt-5.1', 'gpt-5.2-2025-12-11', 'gpt-5.4', 'gpt-5.4-nano', 'gemini-3.5-flash-lite', 'claude-sonnet-4-6', 'gpt-oss-120b'];
  const never = ['gpt-4o', 'gpt-5-chat-latest', 'gemini-2.0-flash', 'gemini-2.5-flash-lite', 'gemini-2.5-flash-image', 'claude-haiku-4-5', 'grok-4-fast-non-reasoning'];
  expect(byDefault.filter((id) => !thinksByDefault(id) || !canThink(id))).toEqual([]);
  expect(whenAsked.filter((id) => thinksByDefault(id) || !canThink(id))).toEqual([]);
  expect(never.filter((id) => canThink(id))).toEqual([]);
});
test('the effort of OpenAI where none is named', () => {
  expect(['gpt-5', 'o4-mini', 'gpt-6.2-sol', 'gpt-5.5-pro', 'gpt-5.4', 'gpt-4o', 'claude-sonnet-5'].map(usualEffort)).toEqual(['medium', 'medium', 'medium', 'high', null, null, null]);
});
