/** Which models think before they answer, by their ids without a prefix. The one place that says it: estimates and advice both ask here. */

/**
 * Whether a model thinks where nothing is said of it, and bills that as output. (Azure writes gpt-35-turbo for gpt-3.5-turbo.) Flash-Lite models think as good as not unless they are asked to;
 * GPT-5.1, 5.2 and 5.4 have `none` for a default, GPT-5 before them and 5.5 after them `medium`.
 * https://platform.openai.com/docs/guides/reasoning, https://platform.claude.com/docs/en/models/sonnet-5/migration-guide, https://ai.google.dev/gemini-api/docs/thinking,
 * https://api-docs.deepseek.com/guides/reasoning_model, https://docs.x.ai/docs/guides/reasoning
 */
export function thinksByDefault(id: string): boolean {
  return (
    !/non-reasoning/.test(id) &&
    /^(?:o\d|gpt-(?:5(?!\.[124](?!\d|.*(?:codex|pro)))|[6-9]|(?!35)\d\d)(?!.*chat)|deepseek-(?:reasoner|flash|v4)|.*(?:thinking|reasoning)|magistral|gemini-(?:2\.5-(?:pro|flash)(?!.*(?:lite|image|tts|audio))|[3-9](?!.*lite))|claude-(?:opus|sonnet|haiku)-[5-9]|claude-(?:fable|mythos)|grok-4|qwq|.*deepseek-r1)/.test(
      id,
    )
  );
}

/**
 * The effort that OpenAI's models reason with where the code names none; null for other sellers, who have no such word or let the model decide.
 * https://developers.openai.com/api/docs/guides/reasoning, https://developers.openai.com/api/reference/resources/chat/subresources/completions/methods/create
 */
export function usualEffort(id: string): 'medium' | 'high' | null {
  if (/^gpt-5(?:\.5)?-pro/.test(id)) return 'high';
  return /^(?:o\d|gpt-[5-9])/.test(id) && thinksByDefault(id) ? 'medium' : null;
}

/** Whether a model can think: by default, or where it is asked to. */
export function canThink(id: string): boolean {
  return (
    thinksByDefault(id) || /^(?:gpt-5\.[124](?!\d|.*chat)|gpt-oss|gemini-[3-9]|grok-3|deepseek-r|claude-(?:opus|sonnet)-4-[6-9])/.test(id)
  );
}
