import { noOutput } from './parts.ts';
import type { Parameters, Sdk } from './sdk.ts';

const speech: Parameters = { model: ['model_id', 'modelId', 'model', '#1.model_id', '#1.modelId'], prompt: ['text', '#1.text'] };

/** Billed by the character or by the minute. https://elevenlabs.io/docs/api-reference/text-to-speech/convert */
export const elevenlabs: Sdk = {
  id: 'elevenlabs', title: 'ElevenLabs', kind: 'direct', provider: 'elevenlabs',
  packages: { python: ['elevenlabs', 'elevenlabs.client'], javascript: ['@elevenlabs/elevenlabs-js', 'elevenlabs'] },
  handles: [{ gives: 'elevenlabs.client', exports: ['ElevenLabs', 'AsyncElevenLabs', 'ElevenLabsClient'] }],
  operations: [
    { api: 'elevenlabs.tts', on: ['elevenlabs.client'], billing: 'speech', chains: ['text_to_speech.convert', 'text_to_speech.stream', 'text_to_speech.convert_as_stream', 'text_to_speech.convert_with_timestamps', 'textToSpeech.convert', 'textToSpeech.stream', 'textToSpeech.convertAsStream', 'textToSpeech.convertWithTimestamps'], parameters: speech, ...noOutput },
    { api: 'elevenlabs.tts', on: ['elevenlabs.client', 'module'], billing: 'speech', chains: ['generate'], parameters: { model: ['model', 'model_id'], prompt: ['text'] }, ...noOutput },
    { api: 'elevenlabs.stt', on: ['elevenlabs.client'], billing: 'transcription', chains: ['speech_to_text.convert', 'speechToText.convert'], parameters: { model: ['model_id', 'modelId'] }, ...noOutput },
  ],
  documentation: 'https://elevenlabs.io/docs/api-reference',
};

const heard: Parameters = { model: ['model', 'options.model', '#1.model'] };

/** https://developers.deepgram.com/docs/python-sdk and js-sdk: the version stands in a call before version 5 of the Python SDK (`listen.rest.v("1")`). */
export const deepgram: Sdk = {
  id: 'deepgram', title: 'Deepgram', kind: 'direct', provider: 'deepgram',
  packages: { python: ['deepgram'], javascript: ['@deepgram/sdk'] },
  handles: [
    { gives: 'deepgram.client', exports: ['DeepgramClient', 'AsyncDeepgramClient', 'createClient'] },
    { gives: 'deepgram.listen', on: ['deepgram.client'], chains: ['listen.rest.v', 'listen.prerecorded.v', 'listen.asyncrest.v', 'listen.asyncprerecorded.v'] },
    { gives: 'deepgram.speak', on: ['deepgram.client'], chains: ['speak.rest.v', 'speak.asyncrest.v', 'speak.v'] },
  ],
  operations: [
    { api: 'deepgram.listen', on: ['deepgram.listen'], billing: 'transcription', chains: ['transcribe_file', 'transcribe_url'], parameters: heard, ...noOutput },
    { api: 'deepgram.listen', on: ['deepgram.client'], billing: 'transcription', chains: ['listen.prerecorded.transcribeFile', 'listen.prerecorded.transcribeUrl', 'listen.v1.media.transcribe_file', 'listen.v1.media.transcribe_url', 'listen.v1.media.transcribeFile', 'listen.v1.media.transcribeUrl'], parameters: heard, ...noOutput },
    { api: 'deepgram.listen', on: ['deepgram.client'], billing: 'transcription', streams: true, chains: ['listen.live', 'listen.v1.connect', 'listen.v2.connect'], parameters: { model: ['model'] }, ...noOutput },
    { api: 'deepgram.tts', on: ['deepgram.speak'], billing: 'speech', chains: ['save', 'stream', 'stream_memory', 'stream_raw'], parameters: { model: ['options.model', '#1.model', '#2.model'], prompt: ['source.text', '#0.text', '#1.text'] }, ...noOutput },
    { api: 'deepgram.tts', on: ['deepgram.client'], billing: 'speech', chains: ['speak.request', 'speak.v1.audio.generate'], parameters: { model: ['model', '#1.model'], prompt: ['text', '#0.text'] }, ...noOutput },
  ],
  documentation: 'https://developers.deepgram.com/reference',
};

const task: Parameters = { model: ['final_model'], prompt: ['prompt', 'context'], maxOutput: ['max_output_size'] };

/** Transcription by the hour, and LeMUR, which asks a language model about transcripts. https://www.assemblyai.com/docs */
export const assemblyai: Sdk = {
  id: 'assemblyai', title: 'AssemblyAI', kind: 'direct', provider: 'assemblyai',
  packages: { python: ['assemblyai'], javascript: ['assemblyai'] },
  handles: [
    { gives: 'assemblyai.client', exports: ['Transcriber', 'AssemblyAI'], parameters: { model: ['config.speech_model'] } },
    { gives: 'assemblyai.lemur', exports: ['Lemur'] },
  ],
  operations: [
    { api: 'assemblyai.transcribe', on: ['assemblyai.client'], billing: 'transcription', chains: ['transcribe', 'transcribe_async', 'transcribe_group', 'submit', 'transcripts.transcribe', 'transcripts.submit'], parameters: { model: ['speech_model', 'config.speech_model', '#1.speech_model'] }, ...noOutput },
    { api: 'assemblyai.lemur', on: ['assemblyai.client'], chains: ['lemur.task', 'lemur.summary', 'lemur.questionAnswer', 'lemur.actionItems'], parameters: task, capDefault: 'model', caching: 'unsupported' },
    { api: 'assemblyai.lemur', on: ['assemblyai.lemur'], chains: ['task', 'summarize', 'question', 'action_items'], parameters: { ...task, prompt: ['prompt', 'context', '#0'] }, capDefault: 'model', caching: 'unsupported' },
    { api: 'assemblyai.lemur', on: [], distinctive: true, needs: ['prompt', '#0', 'questions', 'context'], languages: ['python'], chains: ['lemur.task', 'lemur.question'], parameters: { ...task, prompt: ['prompt', 'context', '#0'] }, capDefault: 'model', caching: 'unsupported' },
  ],
  documentation: 'https://www.assemblyai.com/docs/api-reference',
};
