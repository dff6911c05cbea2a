import type { HandleSpec, Operation, Parameters, Sdk } from './sdk.ts';

/** Microsoft Agent Framework, which follows AutoGen and Semantic Kernel. https://github.com/microsoft/agent-framework/tree/main/python/packages/core/agent_framework */
const documentation = 'https://learn.microsoft.com/agent-framework/user-guide/agents/running-agents';

const clients: readonly [names: readonly string[], provider: string][] = [
  [['OpenAIChatClient', 'OpenAIResponsesClient', 'OpenAIChatCompletionClient', 'OpenAIAssistantsClient'], 'openai'],
  [['AzureOpenAIChatClient', 'AzureOpenAIResponsesClient', 'AzureOpenAIAssistantsClient', 'FoundryChatClient', 'AzureAIAgentClient', 'AzureAIClient'], 'azure'],
  [['AnthropicClient', 'AnthropicChatClient'], 'anthropic'], [['BedrockChatClient'], 'bedrock'], [['GeminiChatClient'], 'google'], [['MistralChatClient'], 'mistral'], [['OllamaChatClient'], 'ollama'],
];
const client: Parameters = { model: ['model', 'model_id', 'ai_model_id', 'model_deployment_name'], deployment: ['deployment_name'], baseUrl: ['base_url'] };
const agent: Parameters = {
  from: ['client', 'chat_client', '#0'], model: ['default_options.model', 'model', 'model_id'], system: ['instructions'], tools: ['tools'], schema: ['default_options.response_format', 'response_format'], maxOutput: ['default_options.max_tokens', 'max_tokens'],
};
const builders = ['SequentialBuilder', 'ConcurrentBuilder', 'GroupChatBuilder', 'HandoffBuilder', 'MagenticBuilder', 'WorkflowBuilder'];

const handles: readonly HandleSpec[] = [
  // With an Azure endpoint, OpenAI's clients talk to Azure: https://learn.microsoft.com/agent-framework/agents/providers/azure-openai
  ...clients.map(([exports, provider]): HandleSpec => ({ gives: 'agent_framework.client', exports, provider, parameters: client, ...(provider === 'openai' ? { providerWith: { at: ['azure_endpoint'], provider: 'azure' } } : {}) })),
  { gives: 'agent_framework.client', exports: ['BaseChatClient', 'ChatClientProtocol', 'SupportsChatGetResponse'], provider: null },
  { gives: 'agent_framework.agent', exports: ['Agent', 'ChatAgent', 'RawAgent'], provider: null, parameters: agent },
  { gives: 'agent_framework.agent', exports: ['ClaudeAgent', 'FoundryAgent'], provider: null, parameters: { model: ['model', 'default_options.model'], system: ['instructions'] } },
  { gives: 'agent_framework.agent', on: ['agent_framework.client'], chains: ['as_agent', 'create_agent'], parameters: { ...agent, from: [] } },
  { gives: 'agent_framework.builder', exports: builders, provider: null, parameters: { from: ['participants', 'start_executor'], added: [{ method: 'add_edge', paths: ['#*'] }, { method: 'add_agent', paths: ['#0'] }] } },
  { gives: 'agent_framework.builder', on: ['agent_framework.builder'], chains: ['participants', 'add_edge', 'add_chain', 'set_start_executor', 'add_agent'], parameters: { from: ['#0', 'participants'] } },
  { gives: 'agent_framework.builder', on: ['agent_framework.builder'], chains: ['with_termination_condition', 'with_checkpointing', 'with_orchestrator', 'with_start_agent', 'with_max_rounds', 'with_request_info', 'add_handoff'], parameters: {} },
  { gives: 'agent_framework.workflow', on: ['agent_framework.builder'], chains: ['build'], parameters: {} },
];

/** Forty rounds of functions: https://github.com/microsoft/agent-framework/blob/main/python/packages/core/agent_framework/_tools.py */
const run: Operation = {
  api: 'agent_framework.run', on: ['agent_framework.agent'], receivers: /agent/i, chains: ['run'], parameters: { messages: ['messages', '#0'], maxOutput: ['options.max_tokens', 'max_tokens'], tools: ['tools'], stream: ['stream'] },
  capDefault: 'model', capInsert: { python: 'options.max_tokens' }, caching: 'byProvider', stepsDefault: 40, documentation,
};

/** The Python half: agents, chat clients called directly, and workflows, which run as many requests as their agents. https://learn.microsoft.com/agent-framework/ */
export const agentFramework: Sdk = {
  id: 'agent_framework', title: 'Microsoft Agent Framework', kind: 'framework', provider: null, packages: { python: ['agent_framework', 'agent_framework_openai', 'agent_framework_foundry', 'agent_framework_anthropic'] }, handles,
  operations: [
    run, { ...run, chains: ['run_stream'], streams: true },
    { ...run, api: 'agent_framework.get_response', on: ['agent_framework.client'], receivers: /chat_?client/i, chains: ['get_response'] },
    { ...run, api: 'agent_framework.get_response', on: ['agent_framework.client'], receivers: /chat_?client/i, chains: ['get_streaming_response'], streams: true },
    { api: 'agent_framework.run', on: ['agent_framework.workflow'], chains: ['run', 'run_stream', 'run_streaming'], parameters: { messages: ['message', '#0'] }, needsHandle: true, capDefault: 'model', caching: 'byProvider', stepsDefault: null, documentation: 'https://learn.microsoft.com/agent-framework/user-guide/workflows/overview' },
  ],
  documentation,
};
