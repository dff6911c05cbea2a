import { expect, test } from 'vitest';
import { scan } from '../../harness/analyze.ts';

const modifiersOf = async (file: string, text: string) => {
  const report = await scan({ [file]: text });
  return report.files.flatMap((one) => one.calls.map(({ call }) => [call.provider, ...call.modifiers]));
};

test.each([
  ['service tier of OpenAI', 'a.py', 'from openai import OpenAI\nclient = OpenAI()\nclient.chat.completions.create(model="gpt-4o", messages=[], service_tier="flex")\n', [['openai', 'flex']]],
  ['auto is the standard tier', 'a.py', 'from openai import OpenAI\nclient = OpenAI()\nclient.chat.completions.create(model="gpt-4o", messages=[], service_tier="auto")\n', [['openai']]],
  ['size and quality of an image', 'a.py', 'from openai import OpenAI\nclient = OpenAI()\nclient.images.generate(model="dall-e-3", prompt="a cat", size="1792x1024", quality="hd")\n', [['openai', 'size:1792x1024', 'quality:hd']]],
  ['speed and residency of Anthropic', 'a.py', 'import anthropic\nclient = anthropic.Anthropic()\nclient.messages.create(model="claude-opus-5", max_tokens=10, messages=[], speed="fast", inference_geo="us")\n', [['anthropic', 'fast', 'inference_geo:us']]],
  ['an hour of cache', 'a.py', 'import anthropic\nclient = anthropic.Anthropic()\nclient.messages.create(model="claude-opus-5", max_tokens=10, system=[{"type": "text", "text": "long", "cache_control": {"type": "ephemeral", "ttl": "1h"}}], messages=[])\n', [['anthropic', 'cache_ttl:1h']]],
  ['location of Vertex AI, written where the client is made', 'a.py', 'from google import genai\nclient = genai.Client(vertexai=True, project="p", location="europe-west4")\nclient.models.generate_content(model="gemini-3.5-flash", contents="a")\n', [['vertex', 'location:europe-west4']]],
  ['region of Claude on Vertex AI', 'a.ts', 'import { AnthropicVertex } from "@anthropic-ai/vertex-sdk";\nconst client = new AnthropicVertex({ region: "us-east5", projectId: "p" });\nawait client.messages.create({ model: "claude-sonnet-4-5@20250929", max_tokens: 10, messages: [] });\n', [['vertex', 'region:us-east5']]],
  // https://platform.openai.com/docs/guides/your-data
  ['residency of OpenAI, in the address of a request', 'a.py', 'import requests\nrequests.post("https://eu.api.openai.com/v1/chat/completions", json={"model": "gpt-5.4", "messages": []})\n', [['openai', 'region:eu']]],
  ['no residency in the address of a request', 'a.ts', 'await fetch("https://api.openai.com/v1/chat/completions", { method: "POST", body: JSON.stringify({ model: "gpt-5.4", messages: [] }) });\n', [['openai']]],
  ['location of Vertex AI, in the address of a request', 'a.ts', 'await fetch(`https://europe-west4-aiplatform.googleapis.com/v1/projects/p/locations/europe-west4/publishers/google/models/gemini-3.5-flash:generateContent`, { method: "POST", body: JSON.stringify({ contents: [] }) });\n', [['vertex', 'region:europe-west4']]],
  ['residency of OpenAI, in the address', 'a.py', 'from openai import OpenAI\nclient = OpenAI(base_url="https://eu.api.openai.com/v1")\nclient.chat.completions.create(model="gpt-5.4", messages=[])\n', [['openai', 'region:eu']]],
  ['options of the Vercel AI SDK, those of who bills', 'a.ts', 'import { generateText } from "ai";\nimport { openai } from "@ai-sdk/openai";\nawait generateText({ model: openai("gpt-5.4"), prompt: "a", providerOptions: { openai: { serviceTier: "flex" }, anthropic: { speed: "fast" } } });\n', [['openai', 'flex']]],
  ['speed and residency through the Vercel AI SDK', 'a.ts', 'import { streamText } from "ai";\nimport { anthropic } from "@ai-sdk/anthropic";\nstreamText({ model: anthropic("claude-opus-5"), prompt: "a", providerOptions: { anthropic: { speed: "fast", inferenceGeo: "us" } } });\n', [['anthropic', 'fast', 'inferenceGeo:us']]],
  ['location of a provider of the Vercel AI SDK', 'a.ts', 'import { generateText } from "ai";\nimport { createVertex } from "@ai-sdk/google-vertex";\nconst vertex = createVertex({ location: "europe-west4" });\nawait generateText({ model: vertex("gemini-3.5-flash"), prompt: "a" });\n', [['vertex', 'location:europe-west4']]],
  ['tier of an agent of Mastra', 'a.ts', 'import { Agent } from "@mastra/core/agent";\nimport { openai } from "@ai-sdk/openai";\nconst agent = new Agent({ name: "a", instructions: "b", model: openai("gpt-5.4") });\nawait agent.generate("hi", { providerOptions: { openai: { serviceTier: "priority" } } });\n', [['openai', 'priority']]],
  ['tier of a model of LangChain', 'a.py', 'from langchain_openai import ChatOpenAI\nllm = ChatOpenAI(model="gpt-5.4", service_tier="flex")\nllm.invoke("a")\n', [['openai', 'flex']]],
  ['tier of a model of LangChain, through a chain', 'a.py', 'from langchain_openai import ChatOpenAI\nfrom langchain_core.prompts import ChatPromptTemplate\nchain = ChatPromptTemplate.from_template("{a}") | ChatOpenAI(model="gpt-5.4", model_kwargs={"service_tier": "flex"})\nchain.invoke({"a": "b"})\n', [['openai', 'flex']]],
  ['tier in the settings of an agent of Pydantic AI', 'a.py', 'from pydantic_ai import Agent\nagent = Agent("openai:gpt-5.4", model_settings={"openai_service_tier": "flex", "anthropic_speed": "fast"})\nagent.run_sync("a")\n', [['openai', 'flex']]],
  ['tier that settings of the OpenAI Agents SDK hand on', 'a.py', 'from agents import Agent, ModelSettings, Runner\nagent = Agent(name="a", model="gpt-5.4", model_settings=ModelSettings(extra_args={"service_tier": "flex"}))\nRunner.run_sync(agent, "a")\n', [['openai', 'flex']]],
  ['tier through LiteLLM', 'a.py', 'import litellm\nlitellm.completion(model="openai/gpt-5.4", messages=[], service_tier="flex")\n', [['openai', 'flex']]],
] as const)('%s', async (_, file, text, expected) => expect(await modifiersOf(file, text)).toEqual(expected));
