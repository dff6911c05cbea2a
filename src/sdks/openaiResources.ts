import { chatParameters, embeddingParameters } from './openai.ts';
import { noOutput } from './parts.ts';
import type { Operation, Sdk } from './sdk.ts';

/** A resource of an API: the last of its api id, and what is sent there. */
type Resource = Omit<Operation, 'api' | 'on'>;

const transcription: Omit<Resource, 'chains'> = { billing: 'transcription', parameters: { model: ['model'] }, ...noOutput };

/** The resources of OpenAI's API that others offer in its shape, by api id. `cap` is how the seller spells the cap of a chat. https://platform.openai.com/docs/api-reference */
const resources = {
  'chat.completions': (cap: string): Resource => ({ chains: ['chat.completions.create'], parameters: chatParameters, capDefault: 'model', capInsert: { python: cap, javascript: cap }, caching: 'byProvider' }),
  completions: (): Resource => ({ chains: ['completions.create'], parameters: { model: ['model'], prompt: ['prompt'], maxOutput: ['max_tokens', 'max_completion_tokens'], n: ['n'], stream: ['stream'] }, capDefault: 'model', capInsert: { python: 'max_tokens', javascript: 'max_tokens' }, caching: 'unsupported' }),
  responses: (): Resource => ({ chains: ['responses.create'], parameters: { model: ['model'], system: ['instructions'], history: ['previous_response_id'], messages: ['input'], tools: ['tools'], maxOutput: ['max_output_tokens'], stream: ['stream'] }, capDefault: 'model', capInsert: { python: 'max_output_tokens', javascript: 'max_output_tokens' }, caching: 'byProvider' }),
  embeddings: (): Resource => ({ billing: 'embedding', chains: ['embeddings.create'], parameters: embeddingParameters, ...noOutput }),
  images: (): Resource => ({ billing: 'image', chains: ['images.generate'], parameters: { model: ['model'], prompt: ['prompt'], n: ['n'], modifiers: [{ path: 'size', named: true, ignore: ['auto'] }, { path: 'quality', named: true, ignore: ['auto'] }] }, ...noOutput }),
  videos: (): Resource => ({ billing: 'other', chains: ['videos.create'], parameters: { model: ['model'], prompt: ['prompt'] }, ...noOutput }),
  rerank: (): Resource => ({ billing: 'rerank', chains: ['rerank.create'], parameters: { model: ['model'], prompt: ['query'] }, ...noOutput }),
  'audio.speech': (): Resource => ({ billing: 'speech', chains: ['audio.speech.create'], parameters: { model: ['model'], prompt: ['input'] }, ...noOutput }),
  'audio.transcriptions': (): Resource => ({ ...transcription, chains: ['audio.transcriptions.create'] }),
  'audio.translations': (): Resource => ({ ...transcription, chains: ['audio.translations.create'] }),
  batches: (): Resource => ({ billing: 'other', chains: ['batches.create'], parameters: {}, modelIn: 'the file of requests', modifiers: ['batch'], ...noOutput }),
} as const;

/** A resource by the end of its api id: `chat.completions`. */
export type OpenAiResource = keyof typeof resources;

/** What an SDK in the shape of OpenAI's has, read in its own source. */
export interface OpenAiShape extends Pick<Sdk, 'id' | 'title' | 'packages' | 'documentation'> {
  readonly has: readonly OpenAiResource[];
  /** What it does of these in its own way. */
  readonly spelt?: Partial<Record<OpenAiResource, Partial<Operation>>>;
  /** What OpenAI's has not. */
  readonly own?: readonly Operation[];
}

/** The parts of an SDK in the shape of OpenAI's: operations on its client (`<id>.client`), those resources and no others. @param cap how it spells the cap of a chat. */
export function inOpenAiShape({ id, title, packages, documentation, has, spelt = {}, own = [] }: OpenAiShape, cap: string): Pick<Sdk, 'id' | 'title' | 'packages' | 'documentation' | 'transparent' | 'operations'> {
  const operations = has.map((name) => ({ api: `${id}.${name}`, on: [`${id}.client`], ...resources[name](cap), documentation, ...spelt[name] }));
  return { id, title, packages, documentation, transparent: ['beta', 'with_raw_response', 'with_streaming_response'], operations: [...operations, ...own] };
}
