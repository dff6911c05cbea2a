import OpenAI from "openai";
import { models } from "@/lib/models";

const openai = new OpenAI();

/** One or two sentences about a text, for lists. */
export async function summarize(text: string): Promise<string> {
  const completion = await openai.chat.completions.create({
    model: models.summary,
    messages: [{ role: "user", content: text }],
  });
  return completion.choices[0]?.message.content ?? "";
}
