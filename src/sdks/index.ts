import { anthropic } from './anthropic.ts';
import { bedrock } from './bedrock.ts';
import { google } from './google.ts';
import { http } from './http.ts';
import { langchain } from './langchain.ts';
import { litellm } from './litellm.ts';
import { openai } from './openai.ts';
import { cerebras, groq, together, zhipu } from './openaiShaped.ts';
import type { Sdk } from './sdk.ts';
import { vercelAi } from './vercelAi.ts';

/** Every SDK that is recognised. Where two share a package name, the first one that knows the export wins. */
export const sdks: readonly Sdk[] = [openai, anthropic, google, vercelAi, litellm, groq, together, cerebras, zhipu, bedrock, langchain, http];
