import { chatParameters } from './openai.ts';
import { noOutput } from './parts.ts';
import type { Parameters, Sdk } from './sdk.ts';

/** Engines that run a model inside the program. Nobody bills a request: its cost is for the team file to say. */
const llama: Parameters = { model: ['model_path', 'repo_id', '#0'] };
const sampled = ['sampling_params.max_tokens', '#1.max_tokens'];

/** https://llama-cpp-python.readthedocs.io/en/latest/api-reference/: text completion ends at 16 tokens, chat at the context when no cap is given. */
export const llamaCpp: Sdk = {
  id: 'llama-cpp', title: 'llama-cpp-python', kind: 'direct', provider: 'local',
  packages: { python: ['llama_cpp'] },
  handles: [
    { gives: 'llamacpp.model', exports: ['Llama'], parameters: llama },
    { gives: 'llamacpp.model', exports: ['Llama.from_pretrained'], parameters: llama },
  ],
  operations: [
    { api: 'llamacpp.chat', on: ['llamacpp.model'], distinctive: true, needs: ['messages'], chains: ['create_chat_completion', 'create_chat_completion_openai_v1'], parameters: { ...chatParameters, model: [] }, capDefault: 'model', capInsert: { python: 'max_tokens' }, caching: 'unsupported' },
    { api: 'llamacpp.completion', on: ['llamacpp.model'], chains: ['create_completion', ''], parameters: { prompt: ['prompt', '#0'], maxOutput: ['max_tokens', '#2'], stream: ['stream'] }, capDefault: 16, caching: 'unsupported' },
    { api: 'llamacpp.embed', on: ['llamacpp.model'], billing: 'embedding', chains: ['create_embedding', 'embed'], parameters: { prompt: ['input', '#0'] }, ...noOutput },
  ],
  documentation: 'https://llama-cpp-python.readthedocs.io/',
};

/** Offline inference: `SamplingParams.max_tokens` is 16 when absent. https://docs.vllm.ai/en/latest/api/vllm/sampling_params.html */
export const vllm: Sdk = {
  id: 'vllm', title: 'vLLM (offline)', kind: 'direct', provider: 'local',
  packages: { python: ['vllm'] },
  handles: [{ gives: 'vllm.model', exports: ['LLM'], parameters: { model: ['model', '#0'] } }],
  operations: [
    { api: 'vllm.generate', on: ['vllm.model'], receivers: /llm|engine/i, chains: ['generate'], parameters: { prompt: ['prompts', '#0'], maxOutput: sampled, n: ['sampling_params.n', '#1.n'] }, capDefault: 16, caching: 'unsupported' },
    { api: 'vllm.chat', on: ['vllm.model'], receivers: /llm|engine/i, chains: ['chat'], parameters: { messages: ['messages', '#0'], maxOutput: sampled, n: ['sampling_params.n', '#1.n'] }, capDefault: 16, caching: 'unsupported' },
    { api: 'vllm.embed', on: ['vllm.model'], billing: 'embedding', chains: ['embed', 'encode'], parameters: { prompt: ['prompts', '#0'] }, ...noOutput },
  ],
  documentation: 'https://docs.vllm.ai/en/latest/serving/offline_inference.html',
};

const answered: Parameters = { messages: ['#0', 'history', 'prompt'], maxOutput: ['config.maxTokens', 'config.max_tokens', 'maxTokens', '#1.maxTokens'], schema: ['response_format', '#1.structured'] };

/** LM Studio's own SDKs: a model is asked for by its key and answers. https://lmstudio.ai/docs/python and https://lmstudio.ai/docs/typescript */
export const lmstudio: Sdk = {
  id: 'lmstudio', title: 'LM Studio', kind: 'direct', provider: 'lmstudio',
  packages: { python: ['lmstudio'], javascript: ['@lmstudio/sdk'] },
  handles: [
    { gives: 'lmstudio.client', exports: ['LMStudioClient', 'Client', 'AsyncClient'] },
    { gives: 'lmstudio.model', exports: ['llm'], languages: ['python'], parameters: { model: ['model_key', '#0'] } },
    { gives: 'lmstudio.embedding', exports: ['embedding_model'], languages: ['python'], parameters: { model: ['model_key', '#0'] } },
    { gives: 'lmstudio.model', on: ['lmstudio.client'], chains: ['llm.model', 'llm.load', 'llm.load_new_instance', 'llm.get'], parameters: { model: ['#0'] } },
    { gives: 'lmstudio.embedding', on: ['lmstudio.client'], chains: ['embedding.model', 'embedding.load'], parameters: { model: ['#0'] } },
  ],
  operations: [
    { api: 'lmstudio.chat', on: ['lmstudio.model'], chains: ['respond'], parameters: answered, capDefault: 'model', caching: 'unsupported' },
    { api: 'lmstudio.chat', on: ['lmstudio.model'], streams: true, chains: ['respond_stream'], parameters: answered, capDefault: 'model', caching: 'unsupported' },
    { api: 'lmstudio.completion', on: ['lmstudio.model'], chains: ['complete', 'complete_stream'], parameters: { ...answered, messages: [], prompt: ['#0', 'prompt'] }, capDefault: 'model', caching: 'unsupported' },
    { api: 'lmstudio.agent', on: ['lmstudio.model'], chains: ['act'], parameters: { messages: ['#0', 'chat'], tools: ['tools', '#1'], steps: ['max_prediction_rounds', '#2.maxPredictionRounds'] }, stepsDefault: null, capDefault: 'model', caching: 'unsupported' },
    { api: 'lmstudio.embed', on: ['lmstudio.embedding'], billing: 'embedding', chains: ['embed'], parameters: { prompt: ['#0', 'input'] }, ...noOutput },
  ],
  documentation: 'https://lmstudio.ai/docs',
};
