import { openai } from "@ai-sdk/openai";
import { convertToModelMessages, streamText } from "ai";
import { models } from "@/lib/models";

export async function POST(request: Request) {
  const { messages, order } = await request.json();
  const result = streamText({
    model: openai(models.chat),
    system: `You help customers of a bicycle shop. The order they look at is ${order.id}, state ${order.state}.`,
    messages: await convertToModelMessages(messages),
    maxOutputTokens: 600,
  });
  return result.toUIMessageStreamResponse();
}
