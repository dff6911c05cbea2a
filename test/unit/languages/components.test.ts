import { expect, test } from 'vitest';
import { componentSource } from '../../../src/languages/component.ts';
import { createLocator } from '../../../src/text/virtual.ts';
import { scan } from '../../harness/analyze.ts';

const ai = `import OpenAI from 'openai';
const client = new OpenAI();
export const ask = (input: string) => client.responses.create({ model: 'gpt-4o-mini', input, max_output_tokens: 5 });
`;
const vue = `<template><button @click="ask('hello')">{{ answer }}</button></template>
<script>
export default { name: 'Chat' };
</script>
<script setup lang="ts">
import { ref } from 'vue';
import { ask } from './ai';
const answer = ref<string>('');
async function send(question: string) { answer.value = (await ask(\`Say it in French: \${question}\`)).output_text; }
</script>
<style>p { color: red }</style>
`;
const astro = `---
import Anthropic from '@anthropic-ai/sdk';
const answer = await new Anthropic().messages.create({ model: 'claude-sonnet-4-5', max_tokens: 40, messages: [{ role: 'user', content: 'Name a lake.' }] });
---
<p>{answer.content[0].text}</p>
`;
const svelte = `<script type="application/ld+json">{ "url": "https://api.openai.com/v1/chat/completions" }</script>
<script>
  import OpenAI from 'openai';
  const ask = () => new OpenAI().responses.create({ model: 'gpt-4o', input: 'Name a lake.' });
</script>
<p>new OpenAI().responses.create({'{'} model: 'gpt-4o' {'}'})</p>
`;

/** `file:line kind model` of each call, lines from 1. */
async function callsIn(files: Readonly<Record<string, string>>): Promise<readonly string[]> {
  const report = await scan(files);
  return report.files.flatMap((file) => file.calls.map(({ call }) => `${file.path}:${createLocator(file.chunks)(call.span.start).position.line + 1} ${call.kind} ${call.model.state === 'known' ? call.model.value : call.model.state}`));
}

test('scripts of Vue, Svelte and Astro files are read where they stand', async () => {
  expect(await callsIn({ 'ai.ts': ai, 'Chat.vue': vue, 'Page.astro': astro, 'Page.svelte': svelte })).toEqual(['Chat.vue:9 wrapper gpt-4o-mini', 'Page.astro:3 direct claude-sonnet-4-5', 'Page.svelte:4 direct gpt-4o', 'ai.ts:3 direct gpt-4o-mini']);
});

test('what is no script is white space of the same length', () => {
  for (const [path, text] of [['Chat.vue', vue], ['Page.astro', astro], ['Page.svelte', svelte], ['Empty.vue', '<template>\r\n<p>{{ x }}</p>\r\n</template>'], ['Open.svelte', '<script>\nlet a = 1;']] as const) {
    const kept = componentSource(path, text).chunks[0]?.text ?? '';
    expect(kept).toHaveLength(text.length);
    expect([...kept].every((character, i) => character === text[i] || (character === ' ' && !/[\r\n]/.test(text[i] ?? '')))).toBe(true);
  }
  expect(componentSource('Empty.vue', '<p>new OpenAI()</p>').chunks[0]?.text.trim()).toBe('');
});
