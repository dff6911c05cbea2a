/**
 * What frameworks call a provider in front of a model (`google-gla:gemini-...`, `vertex_ai/...`), and our name for it. Names that agree are not listed.
 * https://docs.litellm.ai/docs/providers, https://ai.pydantic.dev/models/overview/, https://docs.langchain.com/oss/python/integrations/providers/overview,
 * https://mastra.ai/models, https://genkit.dev/docs/models/
 */
export const providerNames: Readonly<Record<string, string>> = {
  'openai-chat': 'openai', 'openai-responses': 'openai', text_completion_openai: 'openai', chatgpt: 'openai', azure_openai: 'azure', azure_ai: 'azure', azure_text: 'azure', claude: 'anthropic', 'anthropic-vertex': 'vertex', google_anthropic_vertex: 'vertex',
  gemini: 'google', googleai: 'google', google_genai: 'google', 'google-gla': 'google', 'google-genai': 'google', vertexai: 'vertex', vertex_ai: 'vertex', vertex_ai_beta: 'vertex', google_vertexai: 'vertex', 'google-vertex': 'vertex', 'google-cloud': 'vertex',
  bedrock_converse: 'bedrock', 'bedrock-mantle': 'bedrock', 'amazon-bedrock': 'bedrock', aws: 'bedrock', mistralai: 'mistral', grok: 'xai', 'x-ai': 'xai', together_ai: 'together', togetherai: 'together', fireworks_ai: 'fireworks',
  moonshotai: 'moonshot', zai: 'zhipu', zhipuai: 'zhipu', dashscope: 'alibaba', qwen: 'alibaba', ollama_chat: 'ollama', hf: 'huggingface', cohere_chat: 'cohere', 'deepseek-ai': 'deepseek',
};
