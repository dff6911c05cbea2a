import { noOutput } from './parts.ts';
import type { ByModel, Operation, Parameters, Sdk } from './sdk.ts';

const documentation = 'https://replicate.com/docs/reference/http';
const prompts = (root: string): readonly string[] => [`${root}.prompt`, `${root}.text`, `${root}.input`];
const caps = (root: string): readonly string[] => [`${root}.max_tokens`, `${root}.max_new_tokens`, `${root}.max_length`, `${root}.max_completion_tokens`];

/** `input` is whatever the model defines; language models name their prompt, system prompt and cap alike. */
const python: Parameters = { model: ['ref', 'model', 'version', '#0'], deployment: ['deployment'], system: ['input.system_prompt'], prompt: [...prompts('input'), ...prompts('#1')], maxOutput: [...caps('input'), ...caps('#1')], stream: ['stream'] };
const javascript: Parameters = { model: ['#0'], system: ['#1.input.system_prompt', '#1.input.system'], prompt: prompts('#1.input'), maxOutput: caps('#1.input') };
const created: Parameters = { model: ['model', 'version'], deployment: ['deployment'], system: ['input.system_prompt'], prompt: prompts('input'), maxOutput: caps('input'), stream: ['stream'] };

/** Most models draw, speak or film and are billed by the run or the second; language models by tokens. Their names say which. */
const kinds: readonly ByModel[] = [
  { model: /image|video|whisper|tts|speech|audio|music|diffusion/i, billing: 'other', capDefault: 'none' },
  { model: /embed|clip-features|imagebind|bge-|e5-/i, billing: 'embedding', capDefault: 'none' },
  { model: /llama|llava|mi[sx]tral|claude|gpt-|gemini|deepseek|qwen|granite|gemma|phi-|falcon|vicuna|dolly|flan|arctic|command|grok|kimi|yi-\d|o[134]-?(mini)?$/i, billing: 'tokens', capDefault: 'model' },
];
const rest = { billing: 'other', byModel: kinds, ...noOutput } as const;
const on = ['replicate.client', 'module'];

const operations: readonly Operation[] = [
  { api: 'replicate.run', on, receivers: /replicate|client/i, needs: ['input'], languages: ['python'], chains: ['run', 'async_run'], parameters: python, ...rest },
  { api: 'replicate.run', on, languages: ['python'], streams: true, chains: ['stream', 'async_stream'], parameters: python, ...rest },
  { api: 'replicate.predictions', on, languages: ['python'], chains: ['predictions.create', 'predictions.async_create', 'models.predictions.create', 'models.predictions.async_create', 'deployments.predictions.create', 'deployments.predictions.async_create'], parameters: python, ...rest },
  { api: 'replicate.run', on: ['replicate.client'], receivers: /replicate|client/i, needs: ['#1.input'], languages: ['javascript'], chains: ['run'], parameters: javascript, ...rest },
  { api: 'replicate.run', on: ['replicate.client'], languages: ['javascript'], streams: true, chains: ['stream'], parameters: javascript, ...rest },
  { api: 'replicate.predictions', on: ['replicate.client'], languages: ['javascript'], chains: ['predictions.create'], parameters: created, ...rest },
  { api: 'replicate.predictions', on: ['replicate.client'], languages: ['javascript'], chains: ['deployments.predictions.create'], parameters: { model: [], prompt: prompts('#2.input') }, ...rest },
];

/** Runs, streams and predictions of any model; its name says by what it is billed. Trainings are left out. https://replicate.com/docs/reference/http */
export const replicate: Sdk = {
  id: 'replicate', title: 'Replicate', kind: 'direct', provider: 'replicate',
  packages: { python: ['replicate'], javascript: ['replicate'] },
  handles: [
    { gives: 'replicate.client', exports: ['Client', 'Replicate', 'AsyncReplicate'], languages: ['python'] },
    { gives: 'replicate.client', exports: ['default', 'Replicate'], languages: ['javascript'] },
  ],
  operations, documentation,
};
