import type { HandleSpec, Operation, Parameters, Sdk } from './sdk.ts';

/** https://github.com/firebase/genkit/blob/main/js/genkit/src/genkit.ts; five rounds of tools: js/ai/src/generate/action.ts */
const documentation = 'https://genkit.dev/docs/models/';

/** Plugins whose `x.model("id")` names a model, and who answers. https://genkit.dev/docs/plugins/ */
const plugins: readonly [pkg: string, names: readonly string[], provider: string][] = [
  ['@genkit-ai/googleai', ['googleAI'], 'google'], ['@genkit-ai/google-genai', ['googleAI'], 'google'], ['@genkit-ai/google-genai', ['vertexAI'], 'vertex'], ['@genkit-ai/vertexai', ['vertexAI'], 'vertex'],
  ['@genkit-ai/compat-oai', ['openAI'], 'openai'], ['@genkit-ai/anthropic', ['anthropic'], 'anthropic'], ['genkitx-openai', ['openAI'], 'openai'], ['genkitx-anthropic', ['anthropic'], 'anthropic'],
];
/** Models that the plugins export by name. https://github.com/firebase/genkit/blob/main/js/plugins/vertexai/src/gemini.ts, https://github.com/TheFireCo/genkit-plugins */
const gemini = { gemini10Pro: 'gemini-1.0-pro', gemini15Pro: 'gemini-1.5-pro', gemini15Flash: 'gemini-1.5-flash', gemini15Flash8b: 'gemini-1.5-flash-8b', gemini20Flash: 'gemini-2.0-flash', gemini20FlashLite: 'gemini-2.0-flash-lite', gemini25Pro: 'gemini-2.5-pro', gemini25Flash: 'gemini-2.5-flash', gemini25FlashLite: 'gemini-2.5-flash-lite' };
const named: readonly [pkgs: readonly string[], provider: string, models: Readonly<Record<string, string>>][] = [
  [['@genkit-ai/googleai'], 'google', gemini], [['@genkit-ai/vertexai'], 'vertex', gemini],
  [['genkitx-openai', '@genkit-ai/compat-oai'], 'openai', { gpt4o: 'gpt-4o', gpt4oMini: 'gpt-4o-mini', gpt4Turbo: 'gpt-4-turbo', gpt4: 'gpt-4', gpt35Turbo: 'gpt-3.5-turbo', gpt41: 'gpt-4.1', gpt41Mini: 'gpt-4.1-mini', gpt41Nano: 'gpt-4.1-nano', o1: 'o1', o3Mini: 'o3-mini' }],
  [['genkitx-anthropic'], 'anthropic', { claude3Haiku: 'claude-3-haiku', claude3Opus: 'claude-3-opus', claude35Sonnet: 'claude-3-5-sonnet', claude35Haiku: 'claude-3-5-haiku', claude37Sonnet: 'claude-3-7-sonnet' }],
];
const settings: Parameters = {
  model: ['model', 'model.name'], from: ['model'], system: ['system'], messages: ['messages'], prompt: ['prompt'], tools: ['tools'], rounds: ['resources', 'use'], schema: ['output.schema', 'output_schema'], steps: ['maxTurns', 'max_turns'],
  maxOutput: ['config.maxOutputTokens', 'config.max_output_tokens', 'config.maxTokens', 'config.max_tokens'],
};
const handles: readonly HandleSpec[] = [
  { gives: 'genkit.app', exports: ['genkit'], languages: ['javascript'], parameters: { model: ['model'], from: ['model'] } },
  { gives: 'genkit.app', exports: ['Genkit'], languages: ['python'], parameters: { model: ['model'] } },
  ...plugins.flatMap(([pkg, names, provider]): readonly HandleSpec[] => [
    { gives: `genkit.plugin.${provider}`, exports: names, called: false, packages: [pkg], provider },
    { gives: 'genkit.model', on: [`genkit.plugin.${provider}`], chains: ['model', 'embedder'], provider, parameters: { model: ['#0'], maxOutput: ['#1.maxOutputTokens'] } },
  ]),
  ...named.flatMap(([packages, provider, models]) => Object.entries(models).map(([name, namedModel]): HandleSpec => ({ gives: 'genkit.model', exports: [name], called: false, packages, provider, namedModel, parameters: { model: ['model'] } }))),
  { gives: 'genkit.model', exports: ['gemini'], packages: ['@genkit-ai/googleai', '@genkit-ai/vertexai'], parameters: { model: ['#0'] } },
  { gives: 'genkit.prompt', on: ['genkit.app'], chains: ['definePrompt', 'define_prompt'], parameters: { ...settings, prompt: ['prompt', '#1'] } },
  { gives: 'genkit.prompt', on: ['genkit.app'], chains: ['prompt'], parameters: { rounds: ['#0'] } },
  { gives: 'genkit.chat', on: ['genkit.app'], chains: ['chat'], parameters: settings },
];

const generate: Operation = {
  api: 'genkit.generate', on: ['genkit.app'], chains: ['generate', 'generate_operation', 'generateOperation'], parameters: { ...settings, prompt: ['prompt', '#0.prompt', '#0'] },
  modelSyntax: 'provider/model', capDefault: 'model', capInsert: { javascript: 'config.maxOutputTokens', python: 'config.max_output_tokens' }, caching: 'byProvider', stepsDefault: 5, goesOn: 'withRounds', documentation,
};

/** Generation, prompts, chats and embeddings of an app. Flows are left out: what they start is found where it is written. https://genkit.dev */
export const genkit: Sdk = {
  id: 'genkit', title: 'Genkit', kind: 'framework', provider: null,
  packages: { javascript: ['genkit', '@genkit-ai/ai', ...plugins.map(([pkg]) => pkg)], python: ['genkit'] }, handles,
  operations: [
    generate, { ...generate, chains: ['generateStream', 'generate_stream'], streams: true },
    { ...generate, on: ['genkit.prompt'], chains: ['', 'stream'], parameters: { messages: ['#0'] }, capInsert: {}, optionsAt: 1, documentation: 'https://genkit.dev/docs/dotprompt/' },
    { ...generate, on: ['genkit.chat'], chains: ['send', 'sendStream'], parameters: { messages: ['#0', 'prompt'] }, capInsert: {}, documentation: 'https://genkit.dev/docs/chat/' },
    { api: 'genkit.embed', on: ['genkit.app'], billing: 'embedding', chains: ['embed', 'embedMany', 'embed_many'], parameters: { model: ['embedder'], from: ['embedder'], prompt: ['content'] }, modelSyntax: 'provider/model', capDefault: 'none', caching: 'unsupported', documentation: 'https://genkit.dev/docs/rag/' },
  ],
  documentation,
};
