import { expect, test } from 'vitest';
import { asAsked, obstaclesTo, profileOf } from '../../../src/findings/obstacles.ts';
import type { FileFacts, LlmCall } from '../../../src/model.ts';

const code = { chunks: [], imports: [] } as unknown as FileFacts;
const known = (value: string, cap: number | null = null): LlmCall => ({ api: 'bedrock.converse', capDefault: { kind: 'model' }, model: { state: 'known', value, how: 'literal', span: null }, maxOutput: cap === null ? { state: 'absent' } : { state: 'known', value: cap, how: 'literal', span: null } }) as unknown as LlmCall;

test('newer models of Bedrock want a profile of regions', () => {
  const haiku = 'anthropic.claude-haiku-4-5-20251001-v1:0';
  expect(obstaclesTo(haiku, [known('anthropic.claude-3-haiku-20240307-v1:0')], [], code)).toEqual([`Bedrock runs it through an inference profile: put that of your regions before it (us.${haiku}).`]);
  expect(obstaclesTo(haiku, [known('us.anthropic.claude-3-haiku-20240307-v1:0')], [], code)).toEqual([]);
  expect(obstaclesTo('amazon.nova-pro-v1:0', [known('amazon.titan-text-premier-v1:0')], [], code)).toEqual([]);
  expect(['us.anthropic.claude-3', 'us-gov.anthropic.claude-3', 'global.anthropic.claude-4', 'anthropic.claude-3', 'gpt-4.1', 'meta.llama3-1', 'bedrock:us.anthropic.claude-3'].map(profileOf)).toEqual(['us.', 'us-gov.', 'global.', null, null, null, 'us.']);
});

// After https://github.com/anthropics/anthropic-cookbook/blob/main/misc/speculative_prompt_caching.ipynb
test('a cap of one token is no answer that is cut off', () => {
  const of = (cap: number) => obstaclesTo('claude-sonnet-5-5', [known('claude-3-5-sonnet-20241022', cap)], [], code).join(' ');
  expect(of(1)).toBe('');
  expect(of(50)).toContain('counts against the cap of 50');
});

// After https://github.com/awsdocs/aws-doc-sdk-examples/blob/main/python/example_code/bedrock-runtime/models/amazon_titan_text/invoke_model.py
test('a body of another family is no change of a name', () => {
  const invoked = (value: string): LlmCall => ({ ...known(value), api: 'bedrock.invoke_model' });
  const told = 'Its body and its answer have another form';
  expect(obstaclesTo('amazon.nova-pro-v1:0', [invoked('amazon.titan-text-premier-v1:0')], [], code).join(' ')).toContain(told);
  expect(obstaclesTo('amazon.nova-pro-v1:0', [known('amazon.titan-text-premier-v1:0')], [], code).join(' ')).not.toContain(told);
  expect(obstaclesTo('anthropic.claude-sonnet-4-5-20250929-v1:0', [invoked('us.anthropic.claude-3-5-sonnet-20240620-v1:0')], [], code)).toEqual([]);
  expect(obstaclesTo('anthropic.claude-sonnet-4-5-20250929-v1:0', [invoked('anthropic.claude-v2:1')], [], code).join(' ')).toContain(told);
});

test('a price is compared by the profile that is asked', () => {
  const haiku = 'anthropic.claude-haiku-4-5-20251001-v1:0';
  expect([asAsked('eu.anthropic.claude-3-haiku-20240307-v1:0', haiku), asAsked('anthropic.claude-3-haiku-20240307-v1:0', haiku), asAsked('amazon.titan-text-premier-v1:0', 'amazon.nova-pro-v1:0'), asAsked('gpt-4', 'gpt-5.6-sol')]).toEqual([`eu.${haiku}`, `us.${haiku}`, 'amazon.nova-pro-v1:0', 'gpt-5.6-sol']);
});

// After https://github.com/langchain-ai/langchain/issues/26569
test("LangChain's first class for Bedrock takes no profile", () => {
  const text = 'from langchain_community.chat_models import BedrockChat\n';
  const of = (api: string, source: string) => obstaclesTo('anthropic.claude-sonnet-4-5-20250929-v1:0', [{ ...known('us.anthropic.claude-3-sonnet-20240229-v1:0'), api }], [], { ...code, chunks: [{ text: source, offset: 0, cell: null }] } as unknown as FileFacts);
  expect(of('langchain.invoke', text).join(' ')).toContain('take ChatBedrockConverse of langchain_aws');
  expect(of('langchain.invoke', 'from langchain_aws import ChatBedrock\n')).toEqual([]);
});

// After https://github.com/anthropics/anthropic-cookbook/tree/main/third_party/LlamaIndex
test("LlamaIndex's own cap of Claude's answers leaves no room for thinking", () => {
  const of = (cap: number | null) => obstaclesTo('claude-opus-5-5', [{ ...known('claude-3-opus-20240229', cap), api: 'llamaindex.query' }], [], code).join(' ');
  expect(of(null)).toContain('set max_tokens, for the cap of 512');
  expect(of(4096)).not.toContain('512');
});
