import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import catalog from 'llmcost:catalog';
import { priceCall } from '../../../src/cost/price.ts';
import { createPriceBook } from '../../../src/cost/priceBook.ts';
import type { LlmCall, PromptHole, TokenEstimate } from '../../../src/model.ts';
import { estimateTokens } from '../../../src/tokens/estimate.ts';
import { newImageTokens } from '../../../src/tokens/made.ts';
import { memoryFiles } from '../../../src/workspace/memoryFiles.ts';
import { openWorkspace } from '../../../src/workspace/open.ts';
import { assets, shared } from '../../harness/analyze.ts';
import { callOf, exactly, tokensOf } from '../../harness/pricedCall.ts';

const at = '2026-11-21';
const book = createPriceBook(catalog);
beforeAll(() => shared.tokenizers.ready('o200k_base'));

const promptOf = (...parts: (string | PromptHole)[]): LlmCall['prompt'] => ({ state: 'partial', segments: [{ role: 'user', parts }], messageCount: 1, tools: null, images: 0 });
const file = (name: string, kind: NonNullable<PromptHole['file']>): PromptHole => ({ name, span: null, hint: 'unknown', file: kind });
const estimate = (model: string, more: Partial<LlmCall>, declared: Parameters<typeof estimateTokens>[3] = null) => estimateTokens(callOf(model, more), book.find(model, null, at).price?.facts ?? null, shared.tokenizers, declared);

describe('files that go along with a prompt', () => {
  test.each([
    // 32 and 263 tokens a second, 258 and 560 a page; 10 a second at OpenAI; 2,300 a page of Claude: see src/tokens/media.ts.
    ['gemini-2.5-flash', 'audio', 60 * 32], ['gemini-2.5-flash', 'video', 60 * 263], ['gemini-2.5-flash', 'pdf', 5 * 258], ['gemini-3.5-flash', 'pdf', 5 * 560], ['gpt-4o-audio-preview', 'audio', 60 * 10], ['claude-sonnet-5-5', 'pdf', 5 * 2300], ['claude-sonnet-4-5', 'pdf', 5 * 2300],
  ] as const)('%s: %s is %i tokens where nobody says how long it is', (model, kind, tokens) => {
    const { notes } = estimate(model, { prompt: promptOf('Look: ', file('upload', kind)) });
    expect(notes.find((note) => note.what.startsWith('{upload}'))?.tokens).toMatchObject({ expected: tokens, basis: 'assumed' });
  });
  test('the team says how long its recordings are, by the name of the variable', () => {
    const declared = { match: {}, origin: { file: 'llmcost.yaml', line: 1, column: 1, span: { start: 0, end: 0 } }, variables: { recording: exactly(900) } };
    expect(estimate('gpt-4o-audio-preview', { prompt: promptOf(file('recording', 'audio')) }, declared).audioInput).toEqual(exactly(900));
  });
  test('audio is billed at its own rate, the text beside it at that of text', () => {
    const tokens = tokensOf(1000, 0, 0, { audioInput: exactly(600) });
    const made = priceCall(callOf('gpt-4o-audio-preview'), tokens, book, at);
    // 400 × 2.50 + 600 × 40
    expect(made.state === 'priced' && [made.perCall.expected, made.lines.map((line) => [line.meter, line.quantity.expected, line.rate])]).toEqual([25_000_000_000n, [['input', 400, '2.5'], ['audioInput', 600, '40']]]);
  });
  test('where audio has no rate of its own it is input', () => {
    const made = priceCall(callOf('gemini-3.5-flash', { provider: null }), tokensOf(1000, 0, 0, { audioInput: exactly(600) }), book, at);
    expect(made.state === 'priced' && made.lines.map((line) => [line.meter, line.quantity.expected])).toEqual([['input', 1000]]);
  });
});

describe('images and speech that come back', () => {
  const image = (model: string, ...modifiers: string[]) => estimate(model, { billing: 'image', modifiers, prompt: promptOf('A cat') });
  // https://developers.openai.com/api/docs/guides/image-generation#calculating-costs
  test.each([['low', '1024x1024', 272], ['medium', '1024x1536', 1584], ['high', '1024x1024', 4160], ['high', '1536x1024', 6208]])('gpt-image-1 in %s quality, %s: %i tokens', (quality, size, tokens) => {
    expect(image('gpt-image-1', `quality:${quality}`, `size:${size}`)).toMatchObject({ output: exactly(tokens), outputKind: 'image' });
  });
  test('without size and quality from the smallest to the largest', () => expect(image('gpt-image-1').output).toEqual({ low: 272, expected: 1056, high: 6240, basis: 'assumed' }));
  // https://community.openai.com/t/livestream-starting-now-chatgpt-images-2-0/1379464: what OpenAI's calculator says
  test.each([[1024, 1024, 7024], [1536, 1024, 5488], [1792, 1024, 5063], [3584, 2048, 12_329]])('gpt-image-2 in high quality, %i x %i: %i tokens', (width, height, tokens) => expect(newImageTokens(96, { width, height })).toBe(tokens));
  test('two images of gpt-image-1 in high quality are twice $0.1664, as the page says', () => {
    const call = callOf('gpt-image-1', { billing: 'image', repetition: { inLoop: false, loopKind: null, steps: null, n: 2 } });
    const made = priceCall(call, tokensOf(0, 4160, 0, { outputKind: 'image' }), book, at);
    expect(made.state === 'priced' && made.perCall.expected).toBe(332_800_000_000n);
  });
  test('an image of Gemini 2.5 is $0.0387, at the rate of images', () => {
    const tokens = estimate('gemini-2.5-flash-image', { prompt: promptOf('A cat') });
    const made = priceCall(callOf('gemini-2.5-flash-image', { provider: null }), { ...tokens, input: exactly(0) }, book, at);
    expect([tokens.output.expected, made.state === 'priced' && made.perCall.expected]).toEqual([1290, 38_700_000_000n]);
  });
  test('a model that makes images and has no rate for them is unknown, not billed as text', () => {
    const made = priceCall(callOf('x/gemini-9-image', { provider: 'openrouter', model: { state: 'known', value: 'google/gemini-2.5-flash', how: 'literal', span: null } }), tokensOf(0, 10, 0, { outputKind: 'image' }), book, at);
    expect(made.state === 'unknown' && made.reason).toContain('image output');
  });
  test('speech is the seconds that the text takes to read, at the rate of audio', () => {
    const tokens = estimate('gpt-4o-mini-tts', { billing: 'speech', prompt: promptOf('a'.repeat(1500)) });
    expect(tokens.output).toEqual({ low: 1667, expected: 2000, high: 2727, basis: 'assumed' });
    const made = priceCall(callOf('gpt-4o-mini-tts', { billing: 'speech' }), { ...tokens, input: exactly(0) }, book, at);
    expect(made.state === 'priced' && made.perCall.expected).toBe(24_000_000_000n);
  });
  test('models that are billed by the image have no output', () => expect(image('dall-e-3').output).toEqual(exactly(0)));
});

test('reasoning that the seller bills at its own rate is no output', () => {
  const made = priceCall(callOf('sonar-deep-research', { provider: 'perplexity' }), tokensOf(0, 1000, 0, { reasoning: exactly(600) }), book, at);
  // 400 × 8 + 600 × 3
  expect(made.state === 'priced' && made.lines.map((line) => [line.meter, line.cost.expected])).toEqual([['output', 3_200_000_000n], ['reasoning', 1_800_000_000n]]);
});
test('each of several answers thinks for itself', () => {
  // OpenAI bills what is generated across all choices: https://github.com/openai/openai-python/blob/main/src/openai/types/chat/completion_create_params.py
  const repetition = { inLoop: false, loopKind: null, steps: null, n: 3 };
  const costOf = (model: string, provider: string, more: Partial<TokenEstimate>) => {
    const made = priceCall(callOf(model, { provider, repetition }), tokensOf(1000, 1000, 0, more), book, at);
    return made.state === 'priced' ? made.perCall.expected : null;
  };
  // 1,000 × 0.25 + 3 × 1,000 × 2, reasoning among the output
  expect(costOf('gpt-5-mini', 'openai', { reasoning: exactly(600) })).toBe(6_250_000_000n);
  // 1,000 × 2 + 3 × (400 × 8 + 600 × 3)
  expect(costOf('sonar-deep-research', 'perplexity', { reasoning: exactly(600) })).toBe(17_000_000_000n);
});
test('pages that are read are billed by the page', () => {
  const made = priceCall(callOf('mistral-ocr-latest', { provider: 'mistral', billing: 'ocr' }), tokensOf(0, 0, 0, { units: { page: exactly(10) } }), book, at);
  expect(made.state === 'priced' && made.lines.map((line) => line.meter)).toEqual(['page']);
});

describe('web searches of the seller', () => {
  const searching = (model: string, schemaText: string) => {
    const call = callOf(model, { provider: null, prompt: { ...promptOf('News?'), tools: { count: 1, schemaText, complete: true } } });
    const tokens = estimateTokens(call, book.find(model, null, at).price?.facts ?? null, shared.tokenizers, null);
    const cost = priceCall(call, tokens, book, at);
    return { searches: tokens.units?.search, fee: cost.state === 'priced' ? cost.lines.find((line) => line.meter === 'search')?.cost : undefined, found: tokens.notes.some((note) => note.what === 'what web searches find') };
  };
  test.each([
    // https://developers.openai.com/api/docs/pricing: $10 per 1,000; https://platform.claude.com/docs/en/about-claude/pricing: the same; Gemini 2.5 $35, Gemini 4 $14
    ['gpt-5', '[{"type":"web_search"}]', 5, 10_000_000_000n, true], ['claude-sonnet-5-5', '[{"type":"web_search_20250305","name":"web_search","max_uses":3}]', 3, 10_000_000_000n, true],
    ['gemini-2.5-flash', '[{"google_search":{}}]', 1, 35_000_000_000n, false], ['gemini-4-argon', '[{"googleSearch":{}}]', 5, 14_000_000_000n, false],
  ])('%s with %s: none to %i, each with its fee', (model, schema, most, fee, found) => {
    const made = searching(model, schema);
    expect(made).toMatchObject({ searches: { low: 0, expected: 1, high: most, basis: 'assumed' }, fee: { low: 0n, expected: fee, high: fee * BigInt(most) }, found });
  });
  test('a function of the team that is called so is none', () => expect(searching('gpt-5', '[{"type":"function","function":{"name":"web_search","parameters":{}}}]')).toEqual({ searches: undefined, fee: undefined, found: false }));
});

describe('in code', () => {
  const source = (body: string) => `from openai import OpenAI\nfrom anthropic import Anthropic\nfrom google import genai\nfrom google.genai import types\nclient, claude, gemini = OpenAI(), Anthropic(), genai.Client()\n${body}\n`;
  const files: Record<string, string> = {
    'audio.py': source('client.chat.completions.create(model="gpt-4o-audio-preview", messages=[{"role": "user", "content": [{"type": "input_audio", "input_audio": {"data": clip, "format": "wav"}}]}])'),
    'pdf.py': source('client.responses.create(model="gpt-5", input=[{"role": "user", "content": [{"type": "input_file", "filename": "a.pdf", "file_data": data}]}])'),
    'claude.py': source('claude.messages.create(model="claude-sonnet-4-5", max_tokens=9, messages=[{"role": "user", "content": [{"type": "document", "source": {"type": "base64", "media_type": "application/pdf", "data": pages}}]}])'),
    'text.py': source('claude.messages.create(model="claude-sonnet-4-5", max_tokens=9, messages=[{"role": "user", "content": [{"type": "document", "source": {"type": "text", "media_type": "text/plain", "data": "Grass is green."}}]}])'),
    'bytes.py': source('gemini.models.generate_content(model="gemini-2.5-flash", contents=["Hear: ", types.Part.from_bytes(data=clip, mime_type="audio/mp3")])'),
    'image.py': source('gemini.models.generate_content(model="gemini-2.5-flash", contents=["See: ", types.Part.from_bytes(data=shot, mime_type="image/png")])'),
    'upload.py': source('video = gemini.files.upload(file="a.mp4")\ngemini.models.generate_content(model="gemini-2.5-flash", contents=["See: ", video])'),
    'spoken.py': source('client.chat.completions.create(model="gpt-4o-audio-preview", modalities=["text", "audio"], max_tokens=2000, messages=[{"role": "user", "content": "Say hello"}])'),
    'low.py': source('gemini.models.generate_content(model="gemini-3.5-flash", contents=[types.Part.from_bytes(data=shot, mime_type="image/png")], config=types.GenerateContentConfig(media_resolution=types.MediaResolution.MEDIA_RESOLUTION_LOW))'),
    'ui.ts': 'import { generateText } from "ai";\nimport { google } from "@ai-sdk/google";\nexport const go = (data: Buffer) => generateText({ model: google("gemini-2.5-flash"), messages: [{ role: "user", content: [{ type: "file", data, mediaType: "application/pdf" }] }] });\n',
  };
  const workspace = openWorkspace({ root: '/', files: memoryFiles(files), assets, today: () => at, toolVersion: 'test', catalog, shared });
  afterAll(() => workspace.dispose());
  test.each([
    ['audio.py', '{clip}: audio, taken for 60 seconds of about 10 tokens'], ['pdf.py', '{data}: a PDF, taken for 5 pages of about 1200 tokens'], ['claude.py', '{pages}: a PDF, taken for 5 pages of about 2300 tokens'], ['bytes.py', '{clip}: audio, taken for 60 seconds of about 32 tokens'],
    ['image.py', 'an image'], ['upload.py', '{gemini.files.upload(file="a.mp4")}: video, taken for 60 seconds of about 263 tokens'], ['ui.ts', '{data}: a PDF, taken for 5 pages of about 258 tokens'],
  ])('%s: %s', async (path, words) => {
    const notes = (await workspace.scan()).files.find((one) => one.path === path)?.calls[0]?.tokens.notes ?? [];
    expect(notes.map((note) => note.what)).toContain(words);
  });
  test('a document of text is text, a spoken answer is audio, a low resolution has few tokens', async () => {
    const report = await workspace.scan();
    const tokens = (path: string) => report.files.find((one) => one.path === path)?.calls[0]?.tokens;
    expect(tokens('text.py')?.notes.some((note) => note.what.includes('{'))).toBe(false);
    expect(tokens('spoken.py')?.outputKind).toBe('audio');
    expect(tokens('low.py')?.notes.find((note) => note.what === 'an image')?.tokens.expected).toBe(280);
  });
});
