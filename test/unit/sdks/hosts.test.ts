import { expect, test } from 'vitest';
import { compatibleHosts, gatewayHosts, localHosts } from '../../../src/sdks/hosts.ts';

const biller = (url: string) => [...compatibleHosts, ...gatewayHosts, ...localHosts].find((one) => one.host.test(url))?.provider ?? null;

test.each([
  ['https://api.openai.com/v1', 'openai'],
  ['https://us.api.openai.com/v1', 'openai'],
  ['https://x.openai.azure.com/openai/v1/', 'azure'],
  ['https://models.inference.ai.azure.com', 'github'],
  ['https://x.services.ai.azure.com/models', 'azure'],
  ['https://generativelanguage.googleapis.com/v1beta/openai/', 'google'],
  ['https://bedrock-runtime.us-west-2.amazonaws.com/openai/v1', 'bedrock'],
  ['https://bedrock-mantle.us-east-1.api.aws/v1', 'bedrock'],
  ['https://openrouter.ai/api/v1', 'openrouter'],
  ['https://api.deepseek.com', 'deepseek'],
  ['https://dashscope-intl.aliyuncs.com/compatible-mode/v1', 'alibaba'],
  ['https://ark.cn-beijing.volces.com/api/v3', 'volcengine'],
  ['https://api.z.ai/api/paas/v4', 'zhipu'],
  ['https://integrate.api.nvidia.com/v1', 'nvidia'],
  ['https://gateway.ai.cloudflare.com/v1/a/b/openai', 'openai'],
  ['https://gateway.ai.cloudflare.com/v1/a/b/workers-ai/v1', 'cloudflare'],
  ['http://localhost:11434/v1', 'ollama'],
  ['http://ollama:11434/v1', 'ollama'],
  ['http://localhost:1234/v1', 'lmstudio'],
  ['http://localhost:8000/v1', 'local'],
  ['http://192.168.1.20:8080/v1', 'local'],
  ['http://vllm.models.svc.cluster.local:8000/v1', 'local'],
])('%s is billed by %s', (url, provider) => expect(biller(url)).toBe(provider));

test.each(['https://gateway.example.com/v1', 'https://x/v1', 'https://api.portkey.ai/v1', 'https://gateway.ai.cloudflare.com/v1/a/b/compat', 'https://notlocalhost.com/v1'])('%s does not say who bills', (url) => expect(biller(url)).toBeNull());

test('every host names one provider: no earlier pattern shadows a later one', () => {
  const samples = ['api.x.ai', 'api.z.ai', 'api.cohere.ai', 'api.together.ai', 'api.moonshot.ai', 'api.perplexity.ai', 'api.sambanova.ai', 'api.venice.ai', 'api.llama.com', 'api.writer.com'];
  for (const host of samples) expect(compatibleHosts.filter((one) => one.host.test(`https://${host}/v1`)), host).toHaveLength(1);
});
