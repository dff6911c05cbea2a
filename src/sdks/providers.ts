import { ai21 } from './ai21.ts';
import { alephAlpha } from './alephAlpha.ts';
import { azureInference } from './azureInference.ts';
import { bedrock } from './bedrock.ts';
import { chatgpt } from './chatgpt.ts';
import { cloudflare } from './cloudflare.ts';
import { cohere } from './cohere.ts';
import { dashscope } from './dashscope.ts';
import { fal } from './fal.ts';
import { fireworks } from './fireworks.ts';
import { huggingface } from './huggingface.ts';
import { llamaCpp, lmstudio, vllm } from './local.ts';
import { mistral } from './mistral.ts';
import { ollama } from './ollama.ts';
import { cerebras, groq, perplexity, sambanova, together, volcengine, zhipu } from './openaiShaped.ts';
import { openrouter } from './openrouter.ts';
import { qianfan } from './qianfan.ts';
import { replicate } from './replicate.ts';
import type { Sdk } from './sdk.ts';
import { assemblyai, deepgram, elevenlabs } from './speech.ts';
import { vertex } from './vertex.ts';
import { voyage } from './voyage.ts';
import { watsonx } from './watsonx.ts';
import { xai } from './xai.ts';

/** SDKs of providers beside the three large ones: clouds, gateways, hosts of open models, and engines on one's own machine. */
export const providers: readonly Sdk[] = [
  bedrock, vertex, azureInference, watsonx, mistral, cohere, ai21, alephAlpha, xai, perplexity, voyage,
  groq, together, cerebras, fireworks, sambanova, replicate, fal, huggingface, openrouter, zhipu, dashscope, qianfan, volcengine, cloudflare, ollama, lmstudio, llamaCpp, vllm,
  elevenlabs, deepgram, assemblyai, chatgpt,
];
