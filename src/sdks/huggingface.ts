import { noOutput } from './parts.ts';
import type { Operation, Parameters, Sdk } from './sdk.ts';

const documentation = 'https://huggingface.co/docs/huggingface_hub/package_reference/inference_client';
const chat: Parameters = {
  model: ['model'], messages: ['messages', '#0'], tools: ['tools'], schema: ['response_format'], maxOutput: ['max_tokens', 'max_completion_tokens', 'extra_body.max_tokens', 'parameters.max_new_tokens'], n: ['n'], stream: ['stream'],
};
/** Text generation of the task API: `max_new_tokens` is 100 when absent, as the client's reference says. */
const generation: Parameters = { model: ['model'], prompt: ['prompt', 'inputs', '#0'], maxOutput: ['max_new_tokens', 'parameters.max_new_tokens'], stream: ['stream'] };
const chatCap = { capDefault: 'model', capInsert: { python: 'max_tokens', javascript: 'max_tokens' }, caching: 'unsupported' } as const;
const on = ['huggingface.client', 'module'];
const receivers = /client|^hf|llm|inference/i;

/** A task without text output, or whose output the task bounds. */
function task(name: string, billing: Operation['billing'], chains: readonly string[], prompt: readonly string[]): Operation {
  return { api: `huggingface.${name}`, on, receivers, ...(billing ? { billing } : {}), chains, parameters: { model: ['model'], prompt }, ...noOutput };
}

/** One client for the task API and for chat, in Python (`InferenceClient`) and JavaScript; JavaScript also exports the tasks as functions. */
export const huggingface: Sdk = {
  id: 'huggingface', title: 'Hugging Face Inference', kind: 'direct', provider: 'huggingface',
  packages: { python: ['huggingface_hub'], javascript: ['@huggingface/inference'] },
  handles: [
    { gives: 'huggingface.client', exports: ['InferenceClient', 'AsyncInferenceClient'], languages: ['python'], parameters: { model: ['model', 'base_url', '#0'] } },
    { gives: 'huggingface.client', exports: ['InferenceClient', 'HfInference', 'HfInferenceEndpoint', 'InferenceClientEndpoint'], languages: ['javascript'] },
    { gives: 'huggingface.client', on: ['huggingface.client'], chains: ['endpoint'], parameters: { model: ['#0'] } },
  ],
  operations: [
    { api: 'huggingface.chat', on, receivers, chains: ['chat_completion', 'chatCompletion'], parameters: chat, ...chatCap },
    { api: 'huggingface.chat', on, chains: ['chat.completions.create', 'conversational'], parameters: chat, ...chatCap },
    { api: 'huggingface.chat', on, receivers, streams: true, chains: ['chatCompletionStream'], parameters: chat, ...chatCap },
    { api: 'huggingface.text_generation', on, receivers, chains: ['text_generation', 'textGeneration'], parameters: generation, capDefault: 100, caching: 'unsupported' },
    { api: 'huggingface.text_generation', on, streams: true, chains: ['textGenerationStream'], parameters: generation, capDefault: 100, caching: 'unsupported' },
    task('feature_extraction', 'embedding', ['feature_extraction', 'featureExtraction', 'sentence_similarity', 'sentenceSimilarity'], ['text', 'inputs', '#0']),
    task('text_to_image', 'image', ['text_to_image', 'textToImage', 'image_to_image', 'imageToImage'], ['prompt', 'inputs', '#0']),
    task('text_to_speech', 'speech', ['text_to_speech', 'textToSpeech'], ['text', 'inputs', '#0']),
    task('transcription', 'transcription', ['automatic_speech_recognition', 'automaticSpeechRecognition'], []),
    task('summarization', 'other', ['summarization'], ['text', 'inputs', '#0']),
    task('translation', 'other', ['translation'], ['text', 'inputs', '#0']),
    task('question_answering', 'other', ['question_answering', 'questionAnswering', 'visual_question_answering', 'visualQuestionAnswering', 'document_question_answering', 'documentQuestionAnswering'], ['question', 'inputs']),
    task('text_to_video', 'other', ['text_to_video', 'textToVideo'], ['prompt', 'inputs', '#0']),
  ],
  documentation,
};
