import type { Sdk } from './sdk.ts';

const documentation = 'https://github.com/transitive-bullshit/agentic/blob/d8072bb3e10d4ac4b206b5f39f0f43e72d851a62/src/chatgpt-api.ts';

/** The `chatgpt` package of many chat bots. Each message is sent with those before it, and asks for at most 1,000 tokens where nothing else is set. The unofficial proxy of the same package is no API that is billed. */
export const chatgpt: Sdk = {
  id: 'chatgpt', title: 'chatgpt (npm)', kind: 'framework', provider: 'openai', commonName: true,
  packages: { javascript: ['chatgpt'] },
  handles: [{ gives: 'chatgpt.api', exports: ['ChatGPTAPI'], parameters: { model: ['completionParams.model'], system: ['systemMessage'], maxOutput: ['maxResponseTokens'], baseUrl: ['apiBaseUrl'] } }],
  operations: [{
    api: 'chatgpt.send_message', on: ['chatgpt.api'], chains: ['sendMessage'], optionsAt: 1,
    parameters: { model: ['#1.completionParams.model'], system: ['#1.systemMessage'], history: ['#1.parentMessageId', '#1.conversationId'], prompt: ['#0'], maxOutput: ['#1.completionParams.max_tokens'], stream: ['#1.stream'] },
    modelDefault: 'gpt-3.5-turbo', capDefault: 1000, capParameter: { javascript: 'maxResponseTokens' }, caching: 'byProvider', documentation,
  }],
  documentation,
};
