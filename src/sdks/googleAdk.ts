import type { Operation, Parameters, Sdk } from './sdk.ts';

/** https://github.com/google/adk-python/blob/main/src/google/adk/agents/llm_agent.py and https://github.com/google/adk-js */
const documentation = 'https://google.github.io/adk-docs/runtime/';

const agent: Parameters = {
  model: ['model'], from: ['model', 'sub_agents', 'subAgents'], system: ['instruction', 'static_instruction', 'global_instruction', 'globalInstruction'], tools: ['tools'], schema: ['output_schema', 'outputSchema'],
  maxOutput: ['generate_content_config.max_output_tokens', 'generateContentConfig.maxOutputTokens'],
};

/** 500 model calls a run: https://github.com/google/adk-python/blob/main/src/google/adk/agents/run_config.py */
const run: Operation = {
  api: 'google_adk.run', on: ['google_adk.runner'], receivers: /runner/i, chains: ['run', 'run_async', 'run_debug', 'runAsync', 'runEphemeral'],
  parameters: { messages: ['new_message', 'newMessage', 'user_messages', '#0'], steps: ['run_config.max_llm_calls', 'runConfig.maxLlmCalls'] },
  modelSyntax: 'plain', capDefault: 'model', capParameter: { python: 'generate_content_config.max_output_tokens', javascript: 'generateContentConfig.maxOutputTokens' }, caching: 'byProvider', stepsDefault: 500, documentation,
};

/** Runners of agents, with the agents below them. Models of other providers go through `LiteLlm`. https://google.github.io/adk-docs/ */
export const googleAdk: Sdk = {
  id: 'google_adk', title: 'Google ADK', kind: 'framework', provider: 'google', packages: { python: ['google.adk'], javascript: ['@google/adk'] },
  handles: [
    { gives: 'google_adk.agent', exports: ['Agent', 'LlmAgent'], parameters: agent },
    { gives: 'google_adk.agent', exports: ['SequentialAgent', 'ParallelAgent', 'LoopAgent'], parameters: { from: ['sub_agents', 'subAgents'], steps: ['max_iterations', 'maxIterations'] } },
    { gives: 'google_adk.model', exports: ['LiteLlm'], provider: null, modelSyntax: 'provider/model', parameters: { model: ['model', '#0'], maxOutput: ['max_tokens', 'max_completion_tokens'], baseUrl: ['api_base'] } },
    { gives: 'google_adk.model', exports: ['Gemini'], parameters: { model: ['model', '#0'] } },
    { gives: 'google_adk.model', exports: ['Claude'], provider: 'vertex', parameters: { model: ['model', '#0'] } },
    { gives: 'google_adk.model', exports: ['AnthropicLlm'], provider: 'anthropic', parameters: { model: ['model', '#0'], maxOutput: ['max_tokens'] } },
    { gives: 'google_adk.app', exports: ['App', 'AdkApp'], parameters: { from: ['root_agent', 'agent'] } },
    { gives: 'google_adk.runner', exports: ['Runner', 'InMemoryRunner'], parameters: { from: ['agent', 'app', '#0'] } },
  ],
  operations: [run, { ...run, chains: ['run_live', 'runLive'], streams: true }],
  documentation,
};
