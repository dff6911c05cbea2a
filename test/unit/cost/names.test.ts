import { describe, expect, test } from 'vitest';
import catalog from 'llmcost:catalog';
import { createPriceBook } from '../../../src/cost/priceBook.ts';
import { readingsOf } from '../../../src/cost/names.ts';

const book = createPriceBook(catalog);
const entry = (id: string, provider: string | null = null, at = '2026-11-21') => {
  const found = book.find(id, provider, at);
  return found.price ? found.price.entry : `unknown: ${found.reason}`;
};

describe('how code names models', () => {
  test.each([
    ['gpt-4o-2024-08-06', null, 'openai/gpt-4o'],
    ['gpt-4o-2024-05-13', null, 'openai/gpt-4o-2024-05-13'],
    ['openai/gpt-4o', null, 'openai/gpt-4o'],
    ['@openai/gpt-4o', null, 'openai/gpt-4o'],
    ['@our-azure/gpt-4o', null, 'unknown: @our-azure/gpt-4o has no entry in the catalog'],
    ['openai:gpt-5-mini', null, 'openai/gpt-5-mini'],
    ['ft:gpt-4o-mini-2024-07-18:acme::abc123', 'openai', 'openai/ft:gpt-4o-mini'],
    ['ft:gpt-4o-2024-08-06:acme:name:abc', 'openai', 'openai/ft:gpt-4o'],
    ['GPT-4o', 'openai', 'openai/gpt-4o'],
    ['gpt-35-turbo', 'openai', 'azure/gpt-3.5-turbo'],
    ['azure/gpt-4o', null, 'azure/gpt-4o'],
    ['azure/eu/gpt-4o', null, 'azure/gpt-4o'],
    ['azure_openai:gpt-4o', null, 'azure/gpt-4o'],
    ['claude-3-5-sonnet-latest', null, 'anthropic/claude-3-5-sonnet'],
    ['grok-latest', null, 'xai/grok-4.3'], ['grok-build-latest', null, 'xai/grok-4.5'],
    ['claude-3-5-sonnet-20241022', 'anthropic', 'anthropic/claude-3-5-sonnet'],
    ['anthropic/claude-sonnet-4.5', null, 'anthropic/claude-sonnet-4-5'],
    ['anthropic/claude-sonnet-4.5', 'gateway', 'anthropic/claude-sonnet-4-5'],
    ['anthropic/claude-sonnet-4.5', 'openrouter', 'openrouter/anthropic/claude-sonnet-4.5'],
    ['openrouter/anthropic/claude-sonnet-4.5', null, 'openrouter/anthropic/claude-sonnet-4.5'],
    ['deepseek/deepseek-r1:free', 'openrouter', 'openrouter/openrouter/free'],
    ['anthropic.claude-3-haiku-20240307-v1:0', 'bedrock', 'bedrock/anthropic.claude-3-haiku-20240307-v1:0'],
    ['us.anthropic.claude-opus-4-8', null, 'bedrock/anthropic.claude-opus-4-8-v1:0'],
    ['bedrock/us-east-1/anthropic.claude-3-haiku-20240307-v1:0', null, 'bedrock/anthropic.claude-3-haiku-20240307-v1:0'],
    ['bedrock/converse/us.amazon.nova-pro-v1:0', null, 'bedrock/amazon.nova-pro-v1:0'],
    ['arn:aws:bedrock:us-east-1:123456789012:inference-profile/us.amazon.nova-lite-v1:0', 'bedrock', 'bedrock/amazon.nova-lite-v1:0'],
    ['arn:aws:bedrock:us-east-1::foundation-model/amazon.nova-micro-v1:0', 'bedrock', 'bedrock/amazon.nova-micro-v1:0'],
    ['openai.gpt-oss-120b', 'openai', 'bedrock/openai.gpt-oss-120b-1:0'],
    ['vertex_ai/gemini-2.5-pro', null, 'vertex/gemini-2.5-pro'],
    ['google-vertex:gemini-2.5-flash', null, 'vertex/gemini-2.5-flash'],
    ['publishers/anthropic/models/claude-sonnet-4-5@20250929', null, 'vertex/claude-sonnet-4-5'],
    ['projects/p/locations/us-central1/publishers/google/models/gemini-2.5-flash', null, 'vertex/gemini-2.5-flash'],
    ['claude-3-5-sonnet-v2@20241022', 'vertex', 'vertex/claude-3-5-sonnet'],
    ['google/gemini-2.5-pro', 'vertex', 'vertex/gemini-2.5-pro'],
    ['anthropic/claude-sonnet-4-5', 'vertex', 'vertex/claude-sonnet-4-5'],
    ['models/gemini-2.5-flash', 'google', 'google/gemini-2.5-flash'],
    ['gemini/gemini-2.5-flash', null, 'google/gemini-2.5-flash'],
    ['google_genai:gemini-2.5-flash', null, 'google/gemini-2.5-flash'],
    ['gemini-2.5-flash-preview-09-2025', 'google', 'google/gemini-2.5-flash'],
    ['xai/grok-4', null, 'xai/grok-4.3'],
    ['@cf/baai/bge-m3', null, 'cloudflare/@cf/baai/bge-m3'],
    ['litellm/anthropic/claude-sonnet-4-5', 'openai', 'anthropic/claude-sonnet-4-5'],
    ['any-llm/openrouter/openai/gpt-5.4-mini', 'openai', 'openrouter/openai/gpt-5.4-mini'],
    ['meta/llama-3.1-405b-instruct-maas', 'vertex', 'vertex/llama-3.1-405b-instruct-maas'],
    ['publishers/zai-org/models/glm-5-maas', 'vertex', 'vertex/glm-5-maas'],
    ['jinaai/jina-reranker-m0', 'jina', 'jina/jina-reranker-m0'],
    ['togethercomputer/m2-bert-80M-8k-retrieval', 'together', 'together/togethercomputer/m2-bert-80M-8k-retrieval'],
    ['groq/llama-3.3-70b-versatile', null, 'groq/llama-3.3-70b-versatile'],
    ['groq:llama-3.3-70b-versatile', null, 'groq/llama-3.3-70b-versatile'],
    ['openai/gpt-oss-120b', 'groq', 'groq/openai/gpt-oss-120b'],
    ['together_ai/meta-llama/Llama-3.3-70B-Instruct-Turbo', null, 'together/meta-llama/Llama-3.3-70B-Instruct-Turbo'],
    ['fireworks_ai/accounts/fireworks/models/llama-v3p3-70b-instruct', null, 'fireworks/accounts/fireworks/models/llama-v3p3-70b-instruct'],
    ['ollama/llama3.2', null, 'ollama/local'],
    ['llama3:8b', 'ollama', 'ollama/local'],
    ['models/text-embedding-004', 'google', 'google/text-embedding-004'],
    ['zai/glm-4.6', null, 'zhipu/glm-4.6'],
    ['dashscope/qwen-plus', null, 'alibaba/qwen-plus'],
    ['command-r-plus-08-2024', null, 'cohere/command-r-plus'],
  ])('%s at %s is %s', (id, provider, expected) => expect(entry(id, provider)).toBe(expected));

  test.each([
    ['', null], ['my-deployment', 'azure'], ['gpt-4o', 'nobody'], ['gpt-4o-super', null], ['claude', null], ['llama-3', null], ['arn:aws:bedrock:us-east-1:1:application-inference-profile/abc', 'bedrock'], ['gpt-4o-mini-tts-ultra', null],
    ['gpt-oss-120b', 'openai'], ['gemini-flash-latest', 'google'], ['kimi-cloud:cloud', 'ollama'],
  ])('%s at %s is not known', (id, provider) => expect(entry(id, provider)).toMatch(/^unknown: /));

  test('a deployment name is said to be one', () => expect(entry('my-deployment', 'azure')).toContain('if it is a deployment'));
  test('an alias follows its dates', () => {
    expect(entry('mistral-large-latest', 'mistral', '2025-06-01')).toBe('mistral/mistral-large-2411');
    expect(entry('mistral-large-latest', 'mistral')).toBe('mistral/mistral-large-2512');
  });
  test('a name that its seller routes on is that of what answers', () => {
    expect([entry('grok-4', null, '2026-05-14'), entry('grok-4'), entry('deepseek-v4-flash', null, '2026-09-09'), entry('deepseek-v4-flash'), entry('gemini-2.5-pro', null, '2026-11-30'), entry('gemini-2.5-pro', null, '2026-12-01')]).toEqual([
      'xai/grok-4-0709', 'xai/grok-4.3', 'deepseek/deepseek-v4-flash', 'deepseek/deepseek-flash', 'google/gemini-2.5-pro', 'google/gemini-3.8-flash']);
  });
  test('what only a host knows is no reason elsewhere', () => expect(entry('Meta-Llama-3.1-70B-Instruct')).toBe('unknown: Meta-Llama-3.1-70B-Instruct has no entry in the catalog'));
  test('what is sold by several is not guessed', () => expect(entry('llama-3.3-70b-instruct')).toMatch(/^unknown/));
  test.each(['deepseek-r1-0528', 'phi-4', 'Llama-3.1-8B-Instruct'])('%s: open weights that one host lists by that name, and others with their maker before it', (name) => expect(entry(name)).toMatch(/^unknown/));
  test('a name that a host gave is that host\'s', () => expect(entry('llama-3.3-70b-versatile')).toBe('groq/llama-3.3-70b-versatile'));
  test('reading a name never throws and keeps it', () => {
    for (const name of ['', '/', ':', '::', 'a/b/c/d/e/f', 'ft:', 'arn:', '💥/x', 'x'.repeat(5000)]) expect(readingsOf(name)[0]?.id).toBe(name.trim());
  });
});
