import type { HandleSpec, Operation, Sdk } from './sdk.ts';

/** https://github.com/browser-use/browser-use/blob/main/browser_use/agent/service.py: one request a step at least, 500 steps at most. */
const documentation = 'https://docs.browser-use.com/customize/agent/all-parameters';

const models: readonly [name: string, provider: string | null][] = [
  ['ChatOpenAI', 'openai'], ['ChatGoogle', 'google'], ['ChatAnthropic', 'anthropic'], ['ChatAnthropicBedrock', 'bedrock'], ['ChatAWSBedrock', 'bedrock'], ['ChatAzureOpenAI', 'azure'], ['ChatCerebras', 'cerebras'], ['ChatDeepSeek', 'deepseek'], ['ChatGroq', 'groq'], ['ChatMistral', 'mistral'], ['ChatOllama', 'ollama'], ['ChatOpenRouter', 'openrouter'], ['ChatVercel', 'vercel'], ['ChatBrowserUse', 'browser_use'], ['ChatLiteLLM', null],
];
const handles: readonly HandleSpec[] = [
  ...models.map(([name, provider]): HandleSpec => ({ gives: 'browser_use.model', exports: [name], provider, parameters: { model: ['model', '#0'], maxOutput: ['max_completion_tokens', 'max_tokens', 'max_output_tokens'], baseUrl: ['base_url'] } })),
  { gives: 'browser_use.agent', exports: ['Agent'], provider: null, parameters: { from: ['llm', '#1'], prompt: ['task', '#0'], system: ['extend_system_message', 'override_system_message'], schema: ['output_model_schema'] } },
];
/** Its chat classes cap answers by themselves: `max_completion_tokens`, `max_output_tokens`, `max_tokens` in https://github.com/browser-use/browser-use/tree/main/browser_use/llm */
const ownCaps: Operation['byModel'] = [{ model: /^claude/, capDefault: 8192 }, { model: /^gemini/, capDefault: 8096 }, { model: /^(?:gpt-|o\d)/, capDefault: 4096 }];
const run: Operation = {
  api: 'browser_use.run', on: ['browser_use.agent'], chains: ['run', 'run_sync'], parameters: { steps: ['max_steps', '#0'] },
  capDefault: 'model', capParameter: { python: 'max_completion_tokens' }, byModel: ownCaps, caching: 'byProvider', stepsDefault: 500, documentation,
};

/** Agents, and the library's own chat models where they are called directly. https://docs.browser-use.com */
export const browserUse: Sdk = {
  id: 'browser_use', title: 'Browser Use', kind: 'framework', provider: null, packages: { python: ['browser_use'] }, handles,
  operations: [run, { api: 'browser_use.invoke', on: ['browser_use.model'], chains: ['ainvoke'], parameters: { messages: ['messages', '#0'], schema: ['output_format'] }, capDefault: 'model', byModel: ownCaps, caching: 'byProvider', documentation }],
  documentation,
};
