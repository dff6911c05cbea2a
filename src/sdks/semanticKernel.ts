import type { HandleSpec, Operation, Parameters, Sdk } from './sdk.ts';

const documentation = 'https://learn.microsoft.com/semantic-kernel/concepts/kernel';
const chatDocumentation = 'https://learn.microsoft.com/semantic-kernel/concepts/ai-services/chat-completion/';

/** Connectors and who answers them. https://github.com/microsoft/semantic-kernel/tree/main/python/semantic_kernel/connectors/ai */
const connectors: readonly [stem: string, provider: string | null][] = [
  ['OpenAI', 'openai'], ['Azure', 'azure'], ['AzureAIInference', 'azure'], ['Anthropic', 'anthropic'], ['Bedrock', 'bedrock'], ['GoogleAI', 'google'], ['VertexAI', 'vertex'], ['MistralAI', 'mistral'], ['Ollama', 'ollama'], ['Nvidia', 'nvidia'], ['HuggingFace', 'huggingface'],
];
const service: Parameters = { model: ['ai_model_id', 'model_id', 'gemini_model_id'], deployment: ['deployment_name'], from: ['async_client', 'client'], baseUrl: ['base_url', 'endpoint'] };
const maxOutput = ['settings', '#1', 'execution_settings', 'arguments.settings', 'arguments.#0'].flatMap((root) => [`${root}.max_completion_tokens`, `${root}.max_tokens`, `${root}.max_output_tokens`]);

const handles: readonly HandleSpec[] = [
  ...connectors.flatMap(([stem, provider]): readonly HandleSpec[] => [
    { gives: 'semantic_kernel.chat', exports: [`${stem}ChatCompletion`], provider, parameters: service },
    { gives: 'semantic_kernel.text', exports: [`${stem}TextCompletion`], provider, parameters: service },
    { gives: 'semantic_kernel.embedding', exports: [`${stem}TextEmbedding`], provider, minor: true, parameters: service },
  ]),
  { gives: 'semantic_kernel.kernel', exports: ['Kernel'], provider: null, parameters: { from: ['services'], added: [{ method: 'add_service', paths: ['service', '#0'] }] } },
  { gives: 'semantic_kernel.agent', exports: ['ChatCompletionAgent'], provider: null, parameters: { from: ['service', 'kernel'], system: ['instructions'], tools: ['plugins'], maxOutput: ['arguments.settings', 'arguments.#0'].flatMap((root) => [`${root}.max_completion_tokens`, `${root}.max_tokens`]) } },
  { gives: 'semantic_kernel.chat', exports: ['ChatCompletionClientBase'], provider: null },
  { gives: 'semantic_kernel.function', on: ['semantic_kernel.kernel'], chains: ['add_function', 'create_function_from_prompt', 'create_semantic_function'], parameters: { prompt: ['prompt', 'prompt_template_config.template', 'prompt_template'] } },
  { gives: 'semantic_kernel.function', exports: ['KernelFunctionFromPrompt', 'KernelFunctionFromPrompt.from_yaml'], provider: null, parameters: { prompt: ['prompt', 'prompt_template_config.template'] } },
  // Several agents in turn. https://learn.microsoft.com/semantic-kernel/frameworks/agent/agent-orchestration/
  { gives: 'semantic_kernel.team', exports: ['AgentGroupChat', 'SequentialOrchestration', 'ConcurrentOrchestration', 'GroupChatOrchestration', 'HandoffOrchestration', 'MagenticOrchestration'], provider: null, parameters: { from: ['agents', 'members'], added: [{ method: 'add_agent', paths: ['#0', 'agent'] }] } },
  { gives: 'semantic_kernel.agent', exports: ['BedrockAgent', 'BedrockAgent.create_and_prepare_agent'], provider: 'bedrock', parameters: { model: ['foundation_model'], system: ['instructions'] } },
  { gives: 'semantic_kernel.agent', exports: ['OpenAIResponsesAgent', 'OpenAIAssistantAgent'], provider: 'openai', parameters: { model: ['ai_model_id'], from: ['client'], system: ['instructions'], tools: ['plugins', 'tools'] } },
  { gives: 'semantic_kernel.agent', exports: ['AzureAssistantAgent', 'AzureResponsesAgent', 'AzureAIAgent'], provider: 'azure', parameters: { system: ['instructions'], tools: ['plugins', 'tools'] } },
];

const chat: Operation = {
  api: 'semantic_kernel.invoke', on: ['semantic_kernel.chat'], distinctive: true, chains: ['get_chat_message_content', 'get_chat_message_contents'],
  parameters: { messages: ['chat_history', '#0'], maxOutput }, capDefault: 'model', caching: 'byProvider', documentation: chatDocumentation,
};
/** Functions called on their own run five rounds at most. https://github.com/microsoft/semantic-kernel/blob/main/python/semantic_kernel/connectors/ai/function_choice_behavior.py */
const agent: Operation = { ...chat, distinctive: false, on: ['semantic_kernel.agent'], receivers: /agent/i, chains: ['get_response', 'invoke'], parameters: { messages: ['messages', '#0'], maxOutput, from: ['kernel'] }, stepsDefault: 5, documentation: 'https://learn.microsoft.com/semantic-kernel/frameworks/agent/' };
const invokePrompt: Operation = { ...chat, distinctive: false, on: ['semantic_kernel.kernel'], chains: ['invoke_prompt'], parameters: { prompt: ['prompt', '#0'], maxOutput }, documentation };

/** The Python half: chat, text and embedding services, prompts and functions of a kernel, agents and groups of them. https://learn.microsoft.com/semantic-kernel/ */
export const semanticKernel: Sdk = {
  id: 'semantic_kernel', title: 'Semantic Kernel', kind: 'framework', provider: null, packages: { python: ['semantic_kernel'] }, handles,
  operations: [
    chat, { ...chat, chains: ['get_streaming_chat_message_content', 'get_streaming_chat_message_contents'], streams: true },
    { ...chat, distinctive: false, on: ['semantic_kernel.text'], chains: ['get_text_content', 'get_text_contents'], parameters: { prompt: ['prompt', '#0'], maxOutput } },
    { ...chat, distinctive: false, on: ['semantic_kernel.text'], chains: ['get_streaming_text_content', 'get_streaming_text_contents'], parameters: { prompt: ['prompt', '#0'], maxOutput }, streams: true },
    agent, { ...agent, chains: ['invoke_stream'], streams: true },
    invokePrompt, { ...invokePrompt, chains: ['invoke_prompt_stream'], streams: true },
    { ...agent, on: ['semantic_kernel.team'], chains: ['invoke', 'invoke_agent'], parameters: { messages: ['task'], from: ['agent', '#0'] }, stepsDefault: null, needsHandle: true }, { ...agent, on: ['semantic_kernel.team'], chains: ['invoke_stream'], parameters: { messages: ['task'], from: ['agent', '#0'] }, stepsDefault: null, needsHandle: true, streams: true },
    // A plain function of a plugin costs nothing: only with a model service in sight.
    { ...invokePrompt, chains: ['invoke'], parameters: { from: ['function', '#0'], maxOutput }, needsHandle: true }, { ...invokePrompt, chains: ['invoke_stream'], parameters: { from: ['function', '#0'], maxOutput }, needsHandle: true, streams: true },
    { api: 'semantic_kernel.embed', on: ['semantic_kernel.embedding'], billing: 'embedding', chains: ['generate_embeddings', 'generate_raw_embeddings'], parameters: { prompt: ['texts', '#0'] }, capDefault: 'none', caching: 'unsupported', documentation: 'https://learn.microsoft.com/semantic-kernel/concepts/ai-services/embedding-generation/' },
  ],
  documentation,
};
