import type { PriceModifier } from './sdk.ts';

/** Values that every API knows and that are the standard price. */
const standard = ['auto', 'default', 'standard', 'standard_only', 'on_demand'];
const tier = (path: string, ...of: readonly string[]): PriceModifier => ({ path, ignore: standard, ...(of.length > 0 ? { of } : {}) });

/**
 * Price switches among the options that the Vercel AI SDK hands to a provider, by the provider's name; those of others are ignored by it.
 * The schemas of https://github.com/vercel/ai/tree/main/packages: `openai-chat-language-model-options.ts` and its like.
 * @param at where the options stand.
 */
export const providerOptionTiers = (at: string): readonly PriceModifier[] => [
  tier(`${at}.openai.serviceTier`, 'openai'), tier(`${at}.azure.serviceTier`, 'azure'), tier(`${at}.google.serviceTier`, 'google'), tier(`${at}.google.sharedRequestType`, 'vertex'), tier(`${at}.vertex.sharedRequestType`, 'vertex'),
  tier(`${at}.anthropic.speed`, 'anthropic'), { path: `${at}.anthropic.inferenceGeo`, named: true, ignore: ['global'], of: ['anthropic'] }, tier(`${at}.groq.serviceTier`, 'groq'), tier(`${at}.xai.serviceTier`, 'xai'),
  tier(`${at}.bedrock.serviceTier`, 'bedrock'), tier(`${at}.amazonBedrock.serviceTier`, 'bedrock'),
];

/**
 * Price switches among a model class's own arguments in LangChain, and among what it hands on unread.
 * https://reference.langchain.com/python/integrations/langchain_openai/ChatOpenAI/, https://github.com/langchain-ai/langchainjs/blob/main/libs/providers/langchain-openai/src/chat_models/base.ts
 */
export const langchainTiers: readonly PriceModifier[] = [tier('service_tier'), tier('model_kwargs.service_tier'), tier('modelKwargs.service_tier'), { path: 'location', named: true, of: ['vertex'] }];

/** Price switches in the settings of Pydantic AI. https://github.com/pydantic/pydantic-ai/tree/main/pydantic_ai_slim/pydantic_ai/models @param at where the settings stand. */
export const pydanticTiers = (at: string): readonly PriceModifier[] => [
  tier(`${at}.service_tier`), tier(`${at}.openai_service_tier`, 'openai', 'azure'), tier(`${at}.anthropic_speed`, 'anthropic'), tier(`${at}.bedrock_service_tier.type`, 'bedrock'),
];

/** Price switches that the settings of the OpenAI Agents SDK hand on: `extra_args` in Python, `providerData` in JavaScript. https://openai.github.io/openai-agents-python/ref/model_settings/ @param at where the settings stand. */
export const agentTiers = (at: string): readonly PriceModifier[] => [tier(`${at}.extra_args.service_tier`), tier(`${at}.providerData.service_tier`)];
