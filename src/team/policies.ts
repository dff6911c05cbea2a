import { minimatch } from 'minimatch';
import type { AnalyzedCall, Currency, Policy, PolicyBreach, PolicyRule, Suppression, TeamConfig } from '../model.ts';
import { preciseMoney } from '../text/money.ts';
import { matches, modelMatches } from './match.ts';
import { holdsOn } from './suppressions.ts';

/** What a policy is asked about: a call before its breaches are known. */
type Asked = Pick<AnalyzedCall, 'call' | 'cost' | 'tokens' | 'declared' | 'owner' | 'tags' | 'variants'>;

/**
 * Where a call breaks the team's policies. What is not known breaks nothing, except where the policy forbids not knowing.
 * Calls of helpers are judged by the request that they reach, calls in tests not at all.
 */
export function breachesOf(team: TeamConfig, asked: Asked): readonly PolicyBreach[] {
  if (asked.call.inTest || asked.call.kind === 'wrapper') return [];
  return team.policies
    .filter((policy) => inScope(policy, asked))
    .flatMap((policy) =>
      checks.flatMap(({ rule, check }): readonly PolicyBreach[] => {
        const message = check(policy, asked, team.currency);
        return message === null
          ? []
          : [
              {
                policy: policy.name,
                origin: policy.origin,
                rule,
                severity: rule === 'preferred-models' ? 'information' : policy.severity,
                message,
              },
            ];
      }),
    );
}

/** Whether the team accepted a breach: a suppression of `policy-<rule>` that matches the call and has not run out on the day `at`. */
export function isAccepted(team: TeamConfig, asked: Asked, breach: PolicyBreach, at: string): boolean {
  return team.suppressions.some(
    (one: Suppression) => one.finding === `policy-${breach.rule}` && holdsOn(one, at) && matches(one.match, asked.call, asked.tags),
  );
}

function inScope(policy: Policy, { call, tags }: Asked): boolean {
  return (
    (!policy.paths || policy.paths.some((glob) => minimatch(call.file, glob, { dot: true }))) &&
    (!policy.environments || (tags['environment'] !== undefined && policy.environments.includes(tags['environment'])))
  );
}

const checks: readonly { readonly rule: PolicyRule; check(policy: Policy, asked: Asked, currency: Currency | undefined): string | null }[] =
  [
    {
      rule: 'allowed-models',
      check({ allowedModels }, asked) {
        const wrong = modelsOf(asked).filter((model) => !isAmong(allowedModels, model));
        return wrong.length > 0 ? `${wrong.join(', ')} is not allowed here; allowed: ${allowedModels?.join(', ')}` : null;
      },
    },
    {
      rule: 'preferred-models',
      check({ preferredModels, allowedModels }, asked) {
        // Of a model that is not allowed nobody needs to hear that it is not preferred either.
        const other = modelsOf(asked).filter((model) => isAmong(allowedModels, model) && !isAmong(preferredModels, model));
        return other.length > 0 ? `${other.join(', ')} is not among the preferred models: ${preferredModels?.join(', ')}` : null;
      },
    },
    { rule: 'owner', check: ({ requireOwner }, { owner }) => (requireOwner && owner === null ? 'the call has no owner' : null) },
    {
      rule: 'tags',
      check({ requireTags }, { tags }) {
        const wrong = Object.entries(requireTags ?? {}).flatMap(([key, allowed]) => {
          const value = tags[key];
          if (value === undefined) return [`tag ${key} is missing`];
          if (allowed === true) return [];
          if ('pattern' in allowed)
            return fits(allowed.pattern, value) ? [] : [`tag ${key} is "${value}", which does not match ${allowed.pattern}`];
          return allowed.includes(value) ? [] : [`tag ${key} is "${value}"; allowed: ${allowed.join(', ')}`];
        });
        return wrong.length > 0 ? wrong.join('; ') : null;
      },
    },
    {
      rule: 'cost-per-call',
      check: ({ maxCostPerCall }, { cost }, currency) =>
        maxCostPerCall !== undefined && cost.state === 'priced' && cost.perCall.expected > maxCostPerCall
          ? `one call costs about ${preciseMoney(cost.perCall.expected, currency)}; the limit is ${preciseMoney(maxCostPerCall, currency)}`
          : null,
    },
    {
      rule: 'output-cap',
      check({ maxOutput }, { call }) {
        if (maxOutput === undefined || call.billing !== 'tokens' || call.maxOutput.state === 'dynamic') return null;
        const cap =
          call.maxOutput.state === 'known' ? call.maxOutput.value : call.capDefault.kind === 'library' ? call.capDefault.value : null;
        return cap === null
          ? `no output cap is set; the limit is ${maxOutput} tokens`
          : cap > maxOutput
            ? `the output cap is ${cap} tokens; the limit is ${maxOutput}`
            : null;
      },
    },
    {
      rule: 'caching',
      check: ({ cachingAbove }, { call, tokens }) =>
        cachingAbove !== undefined && call.caching === 'absent' && tokens.staticPrefix > cachingAbove
          ? `${Math.round(tokens.staticPrefix)} tokens of unchanging prompt are sent without caching; the limit is ${cachingAbove}`
          : null,
    },
    {
      rule: 'unknown-price',
      check: ({ unknownPrice }, { cost }) =>
        unknownPrice === 'forbidden' && cost.state === 'unknown' ? `the cost is not known: ${cost.reason}` : null,
    },
    {
      rule: 'unknown-volume',
      check: ({ unknownVolume }, { declared }) => (unknownVolume === 'forbidden' && !declared?.volume ? 'no volume is declared' : null),
    },
  ];

/** Whether a model fits one of some globs; without any, every model does. */
function isAmong(globs: readonly string[] | undefined, model: string): boolean {
  return !globs || globs.some((glob) => modelMatches(glob, model));
}

/** Models that the call is known to use, as written or declared. */
function modelsOf({ call, declared }: Asked): readonly string[] {
  if (declared?.mix) return declared.mix.map((one) => one.model);
  if (call.model.state === 'known') return [call.model.value];
  return declared?.modelId !== undefined ? [declared.modelId] : [];
}

/** A pattern that is no regular expression is told where the file is read, and fits everything here. */
function fits(pattern: string, value: string): boolean {
  try {
    return new RegExp(pattern).test(value);
  } catch {
    return true;
  }
}
