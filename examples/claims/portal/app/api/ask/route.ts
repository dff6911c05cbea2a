import { openai } from '@ai-sdk/openai';
import { convertToModelMessages, streamText } from 'ai';

export async function POST(request: Request) {
  const { messages } = await request.json();
  const result = streamText({
    model: openai('gpt-5.4-mini'),
    system: 'You help customers of an insurer with their claim. You never say whether a claim will be paid.',
    messages: await convertToModelMessages(messages),
    maxOutputTokens: 500,
  });
  return result.toUIMessageStreamResponse();
}
