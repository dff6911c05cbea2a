/** Models the web app uses, in one place so that a change is one line. */
export const models = {
  chat: process.env.CHAT_MODEL ?? "gpt-4.1-mini",
  summary: "gpt-4o-mini",
} as const;
