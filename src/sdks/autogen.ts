import type { HandleSpec, Operation, Parameters, Sdk } from './sdk.ts';

/** AutoGen 0.4: https://microsoft.github.io/autogen/stable/reference/. AutoGen 0.2 and AG2: https://docs.ag2.ai/latest/docs/api-reference/autogen/ConversableAgent/ */
const documentation = 'https://microsoft.github.io/autogen/stable/reference/python/autogen_agentchat.agents.html';
const oldDocumentation = 'https://microsoft.github.io/autogen/0.2/docs/reference/agentchat/conversable_agent/';
const chat = ['autogen_agentchat', 'autogen_ext', 'autogen_core'];
const old = ['autogen', 'pyautogen', 'ag2'];

/** Model clients: https://microsoft.github.io/autogen/stable/reference/python/autogen_ext.models.openai.html and its neighbours. */
const clients: readonly [name: string, provider: string | null][] = [
  ['OpenAIChatCompletionClient', 'openai'], ['AzureOpenAIChatCompletionClient', 'azure'], ['AnthropicChatCompletionClient', 'anthropic'], ['AnthropicBedrockChatCompletionClient', 'bedrock'],
  ['OllamaChatCompletionClient', 'ollama'], ['AzureAIChatCompletionClient', 'azure'], ['SKChatCompletionAdapter', null], ['ChatCompletionClient', null], ['ChatCompletionClient.load_component', null],
];

/** `llm_config` is a record, an `LLMConfig`, or false for an agent without a model. */
const conversable: Parameters = {
  model: ['llm_config.config_list.0.model', 'llm_config.config_list.model', 'llm_config.model', 'llm_config.#0.model', 'llm_config.0.model'], system: ['system_message'], tools: ['functions', 'llm_config.tools', 'llm_config.functions'],
  maxOutput: ['llm_config.max_tokens', 'llm_config.config_list.0.max_tokens', 'llm_config.max_completion_tokens'], baseUrl: ['llm_config.config_list.0.base_url', 'llm_config.config_list.0.api_base'], provider: ['llm_config.config_list.0.api_type', 'llm_config.api_type', 'llm_config.#0.api_type'], schema: ['llm_config.response_format'],
};

const handles: readonly HandleSpec[] = [
  ...clients.map(([name, provider]): HandleSpec => ({
    gives: 'autogen.client', exports: [name], packages: ['autogen_ext', 'autogen_core'], provider,
    parameters: { model: ['model', '#0.config.model'], deployment: ['azure_deployment'], maxOutput: ['max_tokens', 'max_completion_tokens'], baseUrl: ['base_url'], schema: ['response_format'], from: ['sk_client', '#0'] },
    // https://github.com/microsoft/autogen/blob/main/python/packages/autogen-ext/src/autogen_ext/models/openai/config/__init__.py, and that of anthropic
    ...(provider === 'openai' || provider === 'anthropic' || name === 'AzureOpenAIChatCompletionClient' ? { capInsert: { python: 'max_tokens' } } : {}),
  })),
  { gives: 'autogen.client', exports: ['ReplayChatCompletionClient'], packages: ['autogen_ext'], free: true },
  { gives: 'autogen.client', exports: ['ChatCompletionCache'], packages: ['autogen_ext'], provider: null, parameters: { from: ['client', '#0'] } },
  { gives: 'autogen.agent', exports: ['AssistantAgent', 'CodeExecutorAgent', 'MultimodalWebSurfer', 'FileSurfer', 'OpenAIAgent', 'OpenAIAssistantAgent', 'MagenticOneCoderAgent', 'SocietyOfMindAgent'], packages: ['autogen_agentchat', 'autogen_ext'], parameters: { from: ['model_client', '#1'], model: ['model'], system: ['system_message', 'instructions', 'instruction'], tools: ['tools', 'workbench'], schema: ['output_content_type'], steps: ['max_tool_iterations'] } },
  { gives: 'autogen.team', exports: ['RoundRobinGroupChat', 'SelectorGroupChat', 'Swarm', 'MagenticOneGroupChat', 'GraphFlow', 'MagenticOne'], packages: ['autogen_agentchat', 'autogen_ext'], parameters: { from: ['participants', 'client', '#0'], steps: ['max_turns'] } },
  { gives: 'autogen.conversable', exports: ['ConversableAgent', 'AssistantAgent', 'UserProxyAgent', 'GPTAssistantAgent', 'MultimodalConversableAgent', 'RetrieveAssistantAgent', 'RetrieveUserProxyAgent', 'TeachableAgent', 'SocietyOfMindAgent', 'CaptainAgent', 'MathUserProxyAgent', 'ReasoningAgent', 'WebSurferAgent', 'DocAgent', 'DocumentAgent', 'DeepResearchAgent', 'WikipediaAgent', 'SwarmAgent', 'RemyxCodeExecutor', 'LLaVAAgent', 'AgentOptimizer'], packages: old, provider: 'openai', parameters: conversable },
  { gives: 'autogen.conversable', exports: ['GroupChatManager'], packages: old, provider: 'openai', parameters: { ...conversable, from: ['groupchat', '#0'] } },
  { gives: 'autogen.groupchat', exports: ['GroupChat'], packages: old, parameters: { from: ['agents', '#0'], steps: ['max_round'] } },
  // AG2's agents of one request: https://docs.ag2.ai/latest/docs/beta/
  { gives: 'autogen.asked', exports: ['beta.Agent'], packages: old, parameters: { from: ['config'], system: ['prompt', '#1'], tools: ['tools'], schema: ['response_schema'] } },
  { gives: 'autogen.asked', on: ['autogen.asked'], chains: ['ask'], parameters: {} },
  ...([['OpenAIConfig', 'openai'], ['OpenAIResponsesConfig', 'openai'], ['AnthropicConfig', 'anthropic'], ['GeminiConfig', 'google'], ['VertexAIConfig', 'vertex'], ['OllamaConfig', 'ollama'], ['DashScopeConfig', 'alibaba']] as const).map(([name, provider]): HandleSpec => ({ gives: 'autogen.config', exports: [`beta.config.${name}`], packages: old, provider, parameters: { model: ['model', '#0'], maxOutput: ['max_tokens', 'max_completion_tokens', 'max_output_tokens'], baseUrl: ['base_url'] } })),
  { gives: 'autogen.wrapper', exports: ['OpenAIWrapper'], packages: old, provider: 'openai', parameters: { provider: ['config_list.0.api_type'], model: ['config_list.0.model', 'model'], maxOutput: ['max_tokens', 'config_list.0.max_tokens'], baseUrl: ['config_list.0.base_url', 'base_url'] } },
];

/** One turn of an agent runs its tools once; a team runs until its termination condition. https://github.com/microsoft/autogen/blob/main/python/packages/autogen-agentchat/src/autogen_agentchat/agents/_assistant_agent.py */
const run: Operation = {
  api: 'autogen.run', on: ['autogen.agent', 'autogen.team'], receivers: /agent|team|group_?chat|assistant/i, chains: ['run', 'run_stream', 'on_messages', 'on_messages_stream'],
  parameters: { messages: ['task', 'messages', '#0'], schema: ['output_task_messages'] }, capDefault: 'model', capParameter: { python: 'max_tokens' }, caching: 'byProvider', stepsDefault: null, documentation,
};
const create: Operation = {
  api: 'autogen.create', on: ['autogen.client'], receivers: /model_client/i, chains: ['create', 'create_stream'],
  parameters: { messages: ['messages', '#0'], tools: ['tools'], schema: ['json_output'], maxOutput: ['extra_create_args.max_tokens', 'extra_create_args.max_completion_tokens'] }, capDefault: 'model', capInsert: { python: 'extra_create_args.max_tokens' }, caching: 'byProvider',
  documentation: 'https://microsoft.github.io/autogen/stable/reference/python/autogen_core.models.html',
};
const initiate: Operation = {
  api: 'autogen.run', on: ['autogen.conversable'], chains: ['initiate_chat', 'a_initiate_chat'],
  parameters: { from: ['recipient', '#0'], messages: ['message', '#1'], steps: ['max_turns'] }, capDefault: 'model', capParameter: { python: 'llm_config.max_tokens' }, caching: 'byProvider', stepsDefault: null, documentation: oldDocumentation,
};

/** AutoGen 0.4 (agents, teams, model clients), AutoGen 0.2 and AG2 in one table: their packages tell them apart, their class names do not. https://docs.ag2.ai and https://microsoft.github.io/autogen/stable/ */
export const autogen: Sdk = {
  id: 'autogen', title: 'AutoGen / AG2', kind: 'framework', provider: null, packages: { python: [...chat, ...old] }, handles,
  operations: [
    run, create, initiate,
    { ...initiate, on: ['autogen.asked'], chains: ['ask'], parameters: { messages: ['#0', 'msg'] } },
    { ...initiate, chains: ['initiate_chats', 'a_initiate_chats'], parameters: { messages: ['chat_queue', '#0'] } },
    { ...initiate, chains: ['generate_reply', 'a_generate_reply', 'generate_oai_reply', 'a_generate_oai_reply'], parameters: { messages: ['messages', '#0'] }, stepsDefault: 1 },
    { ...initiate, chains: ['run', 'a_run', 'run_swarm', 'a_run_swarm'], parameters: { from: ['recipient', '#0'], messages: ['message'], steps: ['max_turns'] } },
    { ...initiate, api: 'autogen.create', on: ['autogen.wrapper'], chains: ['create'], parameters: { messages: ['messages'], model: ['model', 'config_list.0.model'], maxOutput: ['max_tokens'], n: ['n'] }, stepsDefault: 1, documentation: 'https://microsoft.github.io/autogen/0.2/docs/reference/oai/client/' },
  ],
  documentation,
};
