import type { LlmCall, ModelFacts } from '../model.ts';
import { thinksByDefault, usualEffort } from '../text/thinking.ts';

/**
 * Tokens of reasoning in front of one answer. `medium` lies in what everyday requests were measured to need (250 to 1,000: https://arxiv.org/abs/2505.11896, table 2);
 * the steps are those of GPT-5 and o3 in the same exercises, a third at `low` and 2.1 times at `high`
 * (https://github.com/Aider-AI/aider/blob/main/aider/website/_data/polyglot_leaderboard.yml). Nothing was found for the steps above: the same ratio is taken again.
 */
const byEffort: Readonly<Record<string, number>> = {
  none: 0,
  disabled: 0,
  minimal: 32,
  low: 270,
  medium: 800,
  high: 1700,
  xhigh: 3600,
  max: 7500,
};
/** What a model needs that decides by itself: between the two measured means of everyday requests. */
const byItself = 500;
/** A large budget is not used up: 2,000 to 6,500 tokens of 24,000 to 32,000 were, in hard exercises of programming (the same table of Aider's). */
const mostOfBudget = 3600;

/** Reasoning tokens that are expected in front of one answer, billed as output: by the effort that the code asks for, or the model's own. */
export function reasoningOf(call: LlmCall, facts: ModelFacts | null): number {
  const { effort, thinkingBudget } = call.details ?? {};
  if (thinkingBudget?.state === 'known') {
    const budget = thinkingBudget.value;
    return budget > 0 ? Math.min(mostOfBudget, Math.round(budget * 0.4)) : budget === 0 ? 0 : byItself;
  }
  if (effort?.state === 'known') return byEffort[effort.value.toLowerCase()] ?? byItself;
  const id = nameOf(call, facts);
  const usual = usualEffort(id);
  return usual ? (byEffort[usual] ?? byItself) : thinksByDefault(id) ? byItself : 0;
}

/** The name that tells whether a model thinks. One price holds for a model's chat and code variants, so there it is the name in the code. */
function nameOf({ model }: LlmCall, facts: ModelFacts | null): string {
  const variant = model.state === 'known' ? /(?:^|\/)(gpt-[\d.-]+(?:chat|codex).*)$/.exec(model.value)?.[1] : undefined;
  return variant?.replace(/^gpt-(\d)-(\d)-/, 'gpt-$1.$2-') ?? (facts?.id ?? '').split('/').at(-1) ?? '';
}
