import type { HandleSpec, Operation, Parameters, Sdk } from './sdk.ts';

const documentation = 'https://www.npmjs.com/package/@azure/openai/v/1.0.0-beta.13';

/** Deployment first, then the prompt or messages, then the options. */
const options: Parameters = { deployment: ['#0'], maxOutput: ['#2.maxTokens'], n: ['#2.n'], tools: ['#2.tools', '#2.functions'], schema: ['#2.responseFormat'] };
const tokens = { on: ['azure.openai.client'], capDefault: 'model', caching: 'automatic', documentation } as const;
const other = { on: ['azure.openai.client'], capDefault: 'none', caching: 'unsupported', documentation } as const;
const handles: readonly HandleSpec[] = [{ gives: 'azure.openai.client', exports: ['OpenAIClient'] }];
const operations: readonly Operation[] = [
  { api: 'azure.openai.chat', chains: ['getChatCompletions'], parameters: { ...options, messages: ['#1'] }, ...tokens },
  { api: 'azure.openai.chat', chains: ['streamChatCompletions', 'listChatCompletions'], streams: true, parameters: { ...options, messages: ['#1'] }, ...tokens },
  { api: 'azure.openai.completions', chains: ['getCompletions'], parameters: { ...options, prompt: ['#1'] }, ...tokens, capDefault: 16 },
  { api: 'azure.openai.completions', chains: ['streamCompletions', 'listCompletions'], streams: true, parameters: { ...options, prompt: ['#1'] }, ...tokens, capDefault: 16 },
  { api: 'azure.openai.embeddings', chains: ['getEmbeddings'], billing: 'embedding', parameters: { deployment: ['#0'], prompt: ['#1'] }, ...other },
  { api: 'azure.openai.images', chains: ['getImages'], billing: 'image', parameters: { deployment: ['#0'], prompt: ['#1'], n: ['#2.n'] }, ...other },
  { api: 'azure.openai.audio.transcriptions', chains: ['getAudioTranscription', 'getAudioTranslation'], billing: 'transcription', parameters: { deployment: ['#0'] }, ...other },
];

/** Azure's own client of the 1.x line; 2.x has none and leads to `AzureOpenAI` of the `openai` package. */
export const azureOpenAi: Sdk = {
  id: 'azure.openai', title: 'Azure OpenAI', kind: 'direct', provider: 'azure', packages: { javascript: ['@azure/openai'] },
  handles, operations, documentation,
};
