import type { HandleSpec, Operation, Sdk } from './sdk.ts';

/** Outlines: models behind a client; those that run on the machine itself are left out. https://dottxt-ai.github.io/outlines/latest/features/models/ */
const outlinesDocumentation = 'https://dottxt-ai.github.io/outlines/latest/features/core/generator/';
const wrapped: readonly [name: string, provider: string | null][] = [['from_openai', 'openai'], ['from_anthropic', 'anthropic'], ['from_gemini', 'google'], ['from_mistral', 'mistral'], ['from_dottxt', 'dottxt'], ['from_ollama', 'ollama'], ['from_lmstudio', null], ['from_sglang', null], ['from_tgi', null], ['from_vllm', null]];
const generate: Operation = {
  api: 'outlines.generate', on: ['outlines.model', 'outlines.generator'], chains: ['', 'batch', 'generate'], parameters: { messages: ['model_input', 'prompt', '#0'], schema: ['output_type', '#1'], maxOutput: ['max_tokens', 'max_completion_tokens', 'max_output_tokens'] },
  capDefault: 'model', capInsert: { python: 'max_tokens' }, caching: 'byProvider', documentation: outlinesDocumentation,
};
/** Models called directly, generators (`generate.*` in older versions) and applications. https://dottxt-ai.github.io/outlines/latest/ */
export const outlines: Sdk = {
  id: 'outlines', title: 'Outlines', kind: 'framework', provider: null, commonName: true, packages: { python: ['outlines'] },
  handles: [
    ...wrapped.map(([name, provider]): HandleSpec => ({ gives: 'outlines.model', exports: [name, `models.${name}`], provider, parameters: { model: ['#1', 'model_name'], from: ['client', '#0'] } })),
    // Before 1.0: https://github.com/dottxt-ai/outlines/tree/0.2.3/outlines/models
    { gives: 'outlines.old', exports: ['models.openai', 'models.azure_openai'], provider: 'openai', parameters: { model: ['#0', 'model', '#1.model', 'config.model'] } },
    { gives: 'outlines.generator', exports: ['Generator'], parameters: { from: ['model', '#0'], schema: ['output_type', '#1'] } },
    { gives: 'outlines.generator', exports: ['generate.text', 'generate.json', 'generate.choice', 'generate.regex', 'generate.format'], parameters: { from: ['model', '#0'], schema: ['#1'] } },
    { gives: 'outlines.application', exports: ['Application'], parameters: { prompt: ['template', '#0'], schema: ['output_type', '#1'] } },
  ],
  operations: [
    { ...generate, on: ['outlines.model', 'outlines.old'] }, { ...generate, on: ['outlines.generator'], needsHandle: true }, { ...generate, on: ['outlines.model'], chains: ['stream'], streams: true }, { ...generate, on: ['outlines.generator'], chains: ['stream'], streams: true, needsHandle: true },
    { ...generate, on: ['outlines.application'], chains: [''], parameters: { from: ['#0', 'model'], maxOutput: ['max_tokens'] }, needsHandle: true },
  ],
  documentation: outlinesDocumentation,
};
