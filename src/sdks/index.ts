import { anthropic } from './anthropic.ts';
import { agentFrameworks } from './agentFrameworks.ts';
import { azureOpenAi } from './azureOpenAi.ts';
import { google } from './google.ts';
import { http } from './http.ts';
import { langchain } from './langchain.ts';
import { litellm } from './litellm.ts';
import { llamaIndex } from './llamaIndex.ts';
import { openai } from './openai.ts';
import { providers } from './providers.ts';
import type { Sdk } from './sdk.ts';
import { vercelAi } from './vercelAi.ts';

/** Every SDK that is recognised. Where two share a package name, the first one that knows the export wins. */
export const sdks: readonly Sdk[] = [openai, azureOpenAi, anthropic, google, vercelAi, litellm, ...providers, langchain, llamaIndex, ...agentFrameworks, http];
