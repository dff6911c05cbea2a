import OpenAI from 'openai';

const openai = new OpenAI();

/** The line that a conversation has in the list. */
export async function title(firstMessage: string): Promise<string> {
  const answer = await openai.chat.completions.create({
    model: 'gpt-5.4-nano',
    messages: [{ role: 'user', content: `Give this conversation a title of at most six words:\n${firstMessage}` }],
  });
  return answer.choices[0]?.message.content ?? '';
}
