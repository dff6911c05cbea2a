import { expect, test } from 'vitest';
import { scan } from '../harness/analyze.ts';

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
] as const)('%s', async (_, file, text, expected) => expect(await modifiersOf(file, text)).toEqual(expected));
