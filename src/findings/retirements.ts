/** When a provider ends a model on its own platform, and what it or the family offers instead. */
export interface Retirement {
  /** Exact ids: aliases and snapshots. */
  readonly ids: readonly string[];
  /** ISO date from which requests fail (or are routed elsewhere). */
  readonly date: string;
  readonly replacement: string | null;
}

const openai: readonly Retirement[] = [
  { ids: ['text-davinci-003', 'text-davinci-002', 'text-davinci-001', 'text-curie-001', 'text-babbage-001', 'text-ada-001', 'code-davinci-002', 'davinci', 'curie', 'babbage', 'ada'], date: '2024-01-04', replacement: null },
  { ids: ['gpt-3.5-turbo-0301', 'gpt-3.5-turbo-0613', 'gpt-3.5-turbo-16k', 'gpt-3.5-turbo-16k-0613'], date: '2024-09-13', replacement: 'gpt-5.6-terra' },
  { ids: ['gpt-4-vision-preview', 'gpt-4-1106-vision-preview'], date: '2024-12-06', replacement: 'gpt-5.6-sol' },
  { ids: ['gpt-4-32k', 'gpt-4-32k-0314', 'gpt-4-32k-0613'], date: '2025-06-06', replacement: 'gpt-5.6-sol' },
  { ids: ['gpt-4.5-preview', 'gpt-4.5-preview-2025-02-27'], date: '2025-07-14', replacement: 'gpt-5.6-sol' },
  { ids: ['o1-preview', 'o1-preview-2024-09-12'], date: '2025-07-28', replacement: 'gpt-5.6-sol' },
  { ids: ['o1-mini', 'o1-mini-2024-09-12'], date: '2025-10-27', replacement: 'gpt-5.6-terra' },
  { ids: ['chatgpt-4o-latest'], date: '2026-02-17', replacement: 'gpt-5.6-sol' },
  { ids: ['gpt-3.5-turbo', 'gpt-3.5-turbo-0125', 'o4-mini', 'o4-mini-2025-04-16'], date: '2026-10-23', replacement: 'gpt-5.6-terra' },
  { ids: ['gpt-4', 'gpt-4-0613', 'gpt-4-1106-preview', 'gpt-4-turbo', 'gpt-4-turbo-2024-04-09', 'gpt-4o-2024-05-13', 'o1', 'o1-2024-12-17', 'o1-pro', 'o1-pro-2025-03-19', 'o3-mini', 'o3-mini-2025-01-31'], date: '2026-10-23', replacement: 'gpt-5.6-sol' },
  { ids: ['gpt-4.1-nano', 'gpt-4.1-nano-2025-04-14'], date: '2026-10-23', replacement: 'gpt-5.6-luna' },
  { ids: ['gpt-5', 'gpt-5-2025-08-07', 'gpt-5-pro', 'gpt-5-pro-2025-10-06', 'o3', 'o3-2025-04-16', 'o3-pro', 'o3-pro-2025-06-10'], date: '2026-12-11', replacement: 'gpt-5.6-sol' },
  { ids: ['gpt-5-mini', 'gpt-5-mini-2025-08-07'], date: '2026-12-11', replacement: 'gpt-5.6-terra' },
  { ids: ['gpt-5-nano', 'gpt-5-nano-2025-08-07'], date: '2026-12-11', replacement: 'gpt-5.6-luna' },
  { ids: ['gpt-4o', 'gpt-4o-2024-08-06', 'gpt-4o-2024-11-20', 'gpt-4o-mini', 'gpt-4o-mini-2024-07-18', 'gpt-4.1', 'gpt-4.1-2025-04-14', 'gpt-4.1-mini', 'gpt-4.1-mini-2025-04-14'], date: '2027-01-14', replacement: 'gpt-6-luna' },
  { ids: ['gpt-5.1'], date: '2027-04-01', replacement: null },
];

const anthropic: readonly Retirement[] = [
  { ids: ['claude-v1', 'claude-1.0', 'claude-1.2', 'claude-1.3', 'claude-instant-1.0', 'claude-instant-1.1', 'claude-instant-1.2'], date: '2024-11-06', replacement: 'claude-haiku-5-5' },
  { ids: ['claude-2', 'claude-2.0', 'claude-2.1', 'claude-3-sonnet-20240229'], date: '2025-07-21', replacement: 'claude-sonnet-5-5' },
  { ids: ['claude-3-5-sonnet-20240620', 'claude-3-5-sonnet-20241022', 'claude-3-5-sonnet-latest'], date: '2025-10-28', replacement: 'claude-sonnet-5-5' },
  { ids: ['claude-3-opus-20240229', 'claude-3-opus-latest'], date: '2026-01-05', replacement: 'claude-opus-5-5' },
  { ids: ['claude-3-7-sonnet-20250219', 'claude-3-7-sonnet-latest'], date: '2026-02-19', replacement: 'claude-sonnet-5-5' },
  { ids: ['claude-3-5-haiku-20241022', 'claude-3-5-haiku-latest'], date: '2026-02-19', replacement: 'claude-haiku-5-5' },
  { ids: ['claude-sonnet-4-20250514', 'claude-sonnet-4-0'], date: '2026-06-15', replacement: 'claude-sonnet-5-5' },
  { ids: ['claude-opus-4-20250514', 'claude-opus-4-0'], date: '2026-06-15', replacement: 'claude-opus-5-5' },
  { ids: ['claude-opus-4-1-20250805', 'claude-opus-4-1'], date: '2026-08-05', replacement: 'claude-opus-5-5' },
  { ids: ['claude-sonnet-4-5-20250929', 'claude-sonnet-4-5'], date: '2026-11-30', replacement: 'claude-sonnet-5-5' },
];

const google: readonly Retirement[] = [
  { ids: ['gemini-1.0-pro', 'gemini-1.0-pro-001', 'gemini-1.0-pro-vision-latest', 'gemini-pro', 'gemini-pro-vision'], date: '2025-02-15', replacement: 'gemini-3.5-flash' },
  { ids: ['gemini-1.5-pro', 'gemini-1.5-pro-001', 'gemini-1.5-pro-002', 'gemini-1.5-pro-latest'], date: '2025-09-24', replacement: 'gemini-3.8-flash' },
  { ids: ['gemini-1.5-flash', 'gemini-1.5-flash-001', 'gemini-1.5-flash-002', 'gemini-1.5-flash-latest', 'gemini-1.5-flash-8b'], date: '2025-09-24', replacement: 'gemini-3.5-flash-lite' },
  { ids: ['gemini-2.0-flash', 'gemini-2.0-flash-001'], date: '2026-06-01', replacement: 'gemini-3.5-flash' },
  { ids: ['gemini-2.0-flash-lite', 'gemini-2.0-flash-lite-001'], date: '2026-06-01', replacement: 'gemini-3.1-flash-lite' },
  { ids: ['gemini-3-pro-preview'], date: '2026-03-09', replacement: 'gemini-3.1-pro-preview' },
  { ids: ['gemini-2.5-pro'], date: '2026-12-01', replacement: 'gemini-3.8-flash' },
  { ids: ['gemini-2.5-flash'], date: '2026-12-01', replacement: 'gemini-3.5-flash-lite' },
];

/**
 * Dates of the providers' own platforms; Azure, Bedrock and Vertex keep their own calendars and are not in here.
 * Sources, read 2026-11-21: https://developers.openai.com/api/docs/deprecations,
 * https://platform.claude.com/docs/en/about-claude/model-deprecations, https://ai.google.dev/gemini-api/docs/deprecations.
 * The replacement is the provider's own, or the current model of the family where the one it named is gone too.
 */
export const calendars: Readonly<Record<string, readonly Retirement[]>> = { openai, anthropic, google };

/** @param model as the code writes it; a `provider/` or `models/` in front is dropped. */
export function retirementOf(model: string, provider: string | null): Retirement | null {
  const id = model.slice(model.lastIndexOf('/') + 1).toLowerCase();
  return (provider === null ? undefined : calendars[provider])?.find((one) => one.ids.includes(id)) ?? null;
}
