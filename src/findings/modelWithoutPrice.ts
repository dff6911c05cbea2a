import type { Rule } from './rule.ts';
import { isPaidByHour } from './written.ts';

/** The model is known and its price is not: nothing is guessed. */
export const modelWithoutPrice: Rule = {
  id: 'model-without-price',
  severity: 'information',
  title: 'No price for this model',
  billings: ['tokens', 'embedding'],
  check({ analyzed: { call, cost } }) {
    if (isPaidByHour(call) || cost.state !== 'unknown' || cost.why !== 'model-without-price') return null;
    const near = cost.near.length > 0 ? ` Entries with a similar name (not used): ${cost.near.join(', ')}.` : '';
    return { message: `No price: ${cost.reason}. Add one under pricing: in llmcost.yaml.${near}` };
  },
};
