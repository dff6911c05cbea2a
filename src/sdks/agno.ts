import type { HandleSpec, Operation, Parameters, Sdk } from './sdk.ts';

/** https://github.com/agno-agi/agno/tree/main/libs/agno/agno (agent, team, models); before 2025 the package was phidata (`phi`). */
const documentation = 'https://docs.agno.com/agents/run';

/** Model classes and who answers them. https://docs.agno.com/models/introduction */
const models: readonly [name: string, provider: string | null][] = [
  ['OpenAIChat', 'openai'], ['OpenAIResponses', 'openai'], ['Gemini', 'google'], ['GeminiOpenAIChat', 'google'], ['Groq', 'groq'], ['MistralChat', 'mistral'], ['DeepSeek', 'deepseek'], ['DeepSeekChat', 'deepseek'], ['DeepSeekReasoner', 'deepseek'], ['xAI', 'xai'],
  ['Ollama', 'ollama'], ['OllamaTools', 'ollama'], ['OpenRouter', 'openrouter'], ['Together', 'together'], ['Fireworks', 'fireworks'], ['Cohere', 'cohere'], ['CohereChat', 'cohere'], ['Perplexity', 'perplexity'], ['Cerebras', 'cerebras'], ['CerebrasOpenAI', 'cerebras'], ['MoonShot', 'moonshot'],
  ['AzureOpenAI', 'azure'], ['AzureOpenAIChat', 'azure'], ['AzureAIFoundry', 'azure'], ['AwsBedrock', 'bedrock'], ['DashScope', 'alibaba'], ['Nvidia', 'nvidia'], ['HuggingFace', 'huggingface'], ['HuggingFaceChat', 'huggingface'], ['Nebius', 'nebius'], ['DeepInfra', 'deepinfra'], ['Sambanova', 'sambanova'],
  ['OpenAILike', null], ['LiteLLM', null], ['LiteLLMOpenAI', null], ['LMStudio', null], ['V0', 'vercel'], ['Llama', 'meta'], ['LlamaOpenAI', 'meta'],
];
const model: Parameters = { model: ['id', '#0', 'model'], deployment: ['azure_deployment'], maxOutput: ['max_tokens', 'max_completion_tokens', 'max_output_tokens'], baseUrl: ['base_url'] };
const agent: Parameters = { model: ['model', 'llm'], from: ['model', 'llm'], system: ['system_message', 'system_prompt', 'instructions', 'description'], tools: ['tools'], schema: ['output_schema', 'response_model'], steps: ['tool_call_limit'] };
const handles: readonly HandleSpec[] = [
  ...models.map(([name, provider]): HandleSpec => ({ gives: 'agno.model', exports: [name], provider, parameters: model, ...(/LiteLLM/.test(name) ? { modelSyntax: 'provider/model' as const } : {}) })),
  // One class name, three who bill: the submodule says which.
  { gives: 'agno.model', exports: ['models.aws.Claude', 'models.aws.claude.Claude', 'model.aws.claude.Claude'], provider: 'bedrock', parameters: model },
  { gives: 'agno.model', exports: ['models.vertexai.claude.Claude', 'models.vertexai.Claude'], provider: 'vertex', parameters: model },
  { gives: 'agno.model', exports: ['Claude'], provider: 'anthropic', parameters: model },
  { gives: 'agno.agent', exports: ['Agent', 'Assistant', 'PythonAgent', 'DuckDbAgent'], parameters: agent },
  // A workflow runs the agents of its steps; plain functions among them cost nothing. https://docs.agno.com/workflows/overview
  { gives: 'agno.step', exports: ['Step', 'Steps', 'Loop', 'Parallel', 'Condition', 'Router'], parameters: { from: ['agent', 'team', 'steps', 'choices', '#*'] } },
  { gives: 'agno.workflow', exports: ['Workflow'], parameters: { from: ['steps', 'agent'] } },
  { gives: 'agno.agent', exports: ['Team'], parameters: { ...agent, from: ['model', 'members', '#0'] } },
];

/** An agent without a model uses OpenAI's; which one moves with the releases. https://github.com/agno-agi/agno/blob/main/libs/agno/agno/agent/_init.py */
const run: Operation = {
  api: 'agno.run', on: ['agno.agent'], receivers: /agent|team|assistant/i, chains: ['run', 'arun', 'print_response', 'aprint_response', 'cli_app', 'acli_app'], parameters: { messages: ['input', 'message', '#0'], stream: ['stream'], schema: ['output_schema'] },
  modelDefault: 'gpt-5.4', modelSyntax: 'provider:model', capDefault: 'model', capParameter: { python: 'max_tokens' }, byModel: [{ model: /^(anthropic:)?claude/, capDefault: 8192 }], caching: 'byProvider', markers: ['cache_system_prompt'], stepsDefault: null, documentation,
};

/** Agno, and phidata before it: agents, teams, workflows, and models called directly. Embedders of knowledge bases are left out. https://docs.agno.com */
export const agno: Sdk = {
  id: 'agno', title: 'Agno', kind: 'framework', provider: null, commonName: true, packages: { python: ['agno', 'phi'] }, handles,
  operations: [
    run,
    { ...run, on: ['agno.workflow'], needsHandle: true, documentation: 'https://docs.agno.com/workflows/overview' },
    { api: 'agno.model', on: ['agno.model'], chains: ['response', 'aresponse', 'invoke', 'ainvoke'], parameters: { messages: ['messages', '#0'] }, capDefault: 'model', caching: 'byProvider', documentation: 'https://docs.agno.com/models/introduction' },
    { api: 'agno.model', on: ['agno.model'], chains: ['response_stream', 'aresponse_stream', 'invoke_stream', 'ainvoke_stream'], streams: true, parameters: { messages: ['messages', '#0'] }, capDefault: 'model', caching: 'byProvider', documentation: 'https://docs.agno.com/models/introduction' },
  ],
  documentation,
};
