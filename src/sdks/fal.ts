import type { LanguageFamily } from '../model.ts';
import { noOutput } from './parts.ts';
import type { ByModel, Operation, Parameters, Sdk } from './sdk.ts';

const documentation = 'https://docs.fal.ai/model-apis/clients';

/** Most models draw, film or speak and are billed by what comes out; the name says which language model a router asks for somebody else. */
const kinds: readonly ByModel[] = [
  { model: /any-llm|openrouter|vision-language|llava|moondream/i, billing: 'tokens', capDefault: 'model' },
  { model: /whisper|wizper|speech-to-text/i, billing: 'transcription', capDefault: 'none' },
  { model: /tts|speech|voice|music|audio|video/i, billing: 'other', capDefault: 'none' },
  { model: /flux|image|diffusion|sdxl|recraft|ideogram|imagen|banana|kolors|seedream/i, billing: 'image', capDefault: 'none' },
];
function operation(language: LanguageFamily, chains: readonly string[], parameters: Parameters): Operation {
  return { api: 'fal.run', on: ['fal.client', 'module'], languages: [language], chains, parameters, billing: 'other', byModel: kinds, ...noOutput, documentation };
}

/** fal: a model by its endpoint's name, run at once, streamed, or handed to a queue. What a queue gives back later is no request of its own. */
export const fal: Sdk = {
  id: 'fal', title: 'fal', kind: 'direct', provider: 'fal',
  packages: { javascript: ['@fal-ai/client', '@fal-ai/serverless-client'], python: ['fal_client'] },
  handles: [
    { gives: 'fal.client', exports: ['fal'], called: false, languages: ['javascript'] },
    { gives: 'fal.client', exports: ['createFalClient', 'SyncClient', 'AsyncClient'] },
  ],
  operations: [
    operation('javascript', ['subscribe', 'run', 'stream', 'queue.submit'], { model: ['#0'], prompt: ['#1.input.prompt', '#1.input.text'], system: ['#1.input.system_prompt'], n: ['#1.input.num_images'] }),
    operation('python', ['subscribe', 'run', 'stream', 'submit', 'subscribe_async', 'run_async', 'stream_async', 'submit_async'], { model: ['application', '#0'], prompt: ['arguments.prompt', '#1.prompt', 'arguments.text', '#1.text'], n: ['arguments.num_images', '#1.num_images'] }),
  ],
  documentation,
};
