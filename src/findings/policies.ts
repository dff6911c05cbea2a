import type { PolicyRule } from '../model.ts';
import type { Rule } from './rule.ts';

/** Titles of the policies that a team file may set. Whether one is broken is told by the team's room; here it becomes a finding. */
const titles: Readonly<Record<PolicyRule, string>> = {
  'allowed-models': 'A model that the policy does not allow',
  'preferred-models': 'A model that the policy does not prefer',
  owner: 'The policy asks for an owner',
  tags: 'The policy asks for a tag',
  'cost-per-call': 'One call costs more than the policy allows',
  'output-cap': 'The output cap is missing or above the policy',
  caching: 'The policy asks for prompt caching',
  'unknown-price': 'The policy allows no unknown price',
  'unknown-volume': 'The policy allows no undeclared volume',
};

/** One rule for each kind of policy, so that each has its id, page and severity. */
export const policyRules: readonly Rule[] = Object.entries(titles).map(([rule, title]) => ({
  id: `policy-${rule}`,
  severity: rule === 'preferred-models' ? 'information' : 'error',
  title,
  billings: ['tokens', 'embedding', 'image', 'speech', 'transcription', 'rerank', 'ocr', 'other'],
  check({ analyzed: { breaches } }) {
    const own = breaches.filter((one) => one.rule === rule);
    const [first] = own;
    if (!first) return null;
    const order = ['error', 'warning', 'information', 'hint'] as const;
    const severity = order.find((one) => own.some((breach) => breach.severity === one)) ?? first.severity;
    return {
      severity,
      message: own.map((one) => `Policy "${one.policy}": ${one.message} (${one.origin.file}:${one.origin.line}).`).join(' '),
      ...(rule === 'owner' || rule === 'tags' || rule === 'unknown-volume'
        ? { fixes: [{ title: `Declare it in ${first.origin.file}`, edits: [], declares: declared[rule] }] }
        : { byHand: `See the policy in ${first.origin.file}` }),
    };
  },
}));

const declared = { owner: 'owner', tags: 'tags', 'unknown-volume': 'volume' } as const;
