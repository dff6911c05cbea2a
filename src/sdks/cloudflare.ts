import type { ByModel, Parameters, Sdk } from './sdk.ts';

const documentation = 'https://developers.cloudflare.com/workers-ai/configuration/bindings/';
const asked = ['messages', 'prompt', 'text'];
const run: Parameters = { model: ['#0'], messages: ['#1.messages', '#1.input'], prompt: ['#1.prompt', '#1.text', '#1.query'], tools: ['#1.tools'], schema: ['#1.response_format'], maxOutput: ['#1.max_tokens', '#1.max_completion_tokens'], stream: ['#1.stream'] };
/** What a model of Workers AI does is in its name: https://developers.cloudflare.com/workers-ai/models/ */
export const workersAiKinds: readonly ByModel[] = [
  { model: /bge-|embed|plamo/i, billing: 'embedding', capDefault: 'none' },
  { model: /rerank/i, billing: 'rerank', capDefault: 'none' },
  { model: /flux|diffusion|dreamshaper|phoenix|lucid/i, billing: 'image', capDefault: 'none' },
  { model: /whisper|nova-\d/i, billing: 'transcription', capDefault: 'none' },
  { model: /melotts|aura/i, billing: 'speech', capDefault: 'none' },
  { model: /detr|resnet|distilbert|m2m100|turn/i, billing: 'other', capDefault: 'none' },
];

/** Workers AI: the binding `env.AI`, which no import tells of (nor what frameworks give instead, like `hubAI()` of NuxtHub: there the model's name tells), or the older `Ai` class. Text generation ends at 256 tokens when no cap is given. */
export const cloudflare: Sdk = {
  id: 'cloudflare', title: 'Cloudflare Workers AI', kind: 'direct', provider: 'cloudflare',
  packages: { javascript: ['@cloudflare/ai', 'cloudflare'], python: ['cloudflare'] },
  handles: [
    { gives: 'cloudflare.ai', exports: ['Ai'], languages: ['javascript'] },
    { gives: 'cloudflare.client', exports: ['Cloudflare', 'AsyncCloudflare', 'default'] },
  ],
  operations: [
    { api: 'cloudflare.run', on: ['cloudflare.ai'], chains: ['run'], optionsAt: 1, parameters: run, byModel: workersAiKinds, capDefault: 256, capInsert: { javascript: 'max_tokens' }, caching: 'unsupported', documentation },
    { api: 'cloudflare.run', on: ['cloudflare.binding'], distinctive: true, needs: asked.map((name) => `#1.${name}`), chains: ['AI.run'], optionsAt: 1, parameters: run, byModel: workersAiKinds, capDefault: 256, capInsert: { javascript: 'max_tokens' }, caching: 'unsupported', documentation },
    { api: 'cloudflare.run', on: ['cloudflare.binding'], distinctive: true, tells: { argument: '#0', text: /(?<![\w/])@(?:cf|hf)\/[\w-]+\/[\w-]/ }, chains: ['run'], languages: ['javascript'], optionsAt: 1, parameters: run, byModel: workersAiKinds, capDefault: 256, capInsert: { javascript: 'max_tokens' }, caching: 'unsupported', documentation },
    { api: 'cloudflare.run', on: ['cloudflare.client'], chains: ['ai.run'], optionsAt: 1, parameters: { ...run, messages: [...(run.messages ?? []), 'messages'], prompt: [...(run.prompt ?? []), 'prompt', 'text'], maxOutput: [...(run.maxOutput ?? []), 'max_tokens'] }, byModel: workersAiKinds, capDefault: 256, caching: 'unsupported', documentation },
  ],
  documentation,
};
