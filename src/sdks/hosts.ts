import type { CompatibleHost } from './sdk.ts';

/** Base URLs of OpenAI-compatible services and who bills there. Each is the address in the service's own API reference. */
export const compatibleHosts: readonly CompatibleHost[] = [
  { host: /api\.openai\.com/, provider: 'openai' },
  { host: /\.openai\.azure\.com|\.services\.ai\.azure\.com|models\.inference\.ai\.azure\.com/, provider: 'azure' },
  { host: /api\.anthropic\.com/, provider: 'anthropic' },
  { host: /generativelanguage\.googleapis\.com/, provider: 'google' },
  { host: /aiplatform\.googleapis\.com/, provider: 'vertex' },
  { host: /bedrock(-runtime|-mantle)?[.\w-]*\.amazonaws\.com/, provider: 'bedrock' },
  { host: /api\.mistral\.ai/, provider: 'mistral' },
  { host: /api\.cohere\.(ai|com)/, provider: 'cohere' },
  { host: /api\.groq\.com/, provider: 'groq' },
  { host: /api\.together\.(xyz|ai)/, provider: 'together' },
  { host: /api\.fireworks\.ai/, provider: 'fireworks' },
  { host: /api\.deepseek\.com/, provider: 'deepseek' },
  { host: /api\.x\.ai/, provider: 'xai' },
  { host: /api\.perplexity\.ai/, provider: 'perplexity' },
  { host: /openrouter\.ai/, provider: 'openrouter' },
  { host: /api\.moonshot\.(cn|ai)/, provider: 'moonshot' },
  { host: /open\.bigmodel\.cn|api\.z\.ai/, provider: 'zhipu' },
  { host: /dashscope[\w-]*\.aliyuncs\.com/, provider: 'alibaba' },
  { host: /api\.cerebras\.ai/, provider: 'cerebras' },
  { host: /(localhost|127\.0\.0\.1|0\.0\.0\.0|host\.docker\.internal):11434/, provider: 'ollama' },
];
