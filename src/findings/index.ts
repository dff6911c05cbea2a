import type { FileFacts, Finding, LlmCall, Severity } from '../model.ts';
import { batchPossible } from './batchPossible.ts';
import { callInLoop, fanOut } from './callInLoop.ts';
import { ownerMissing, tagMissing, unattributableCall, volumeUndeclared } from './declarations.ts';
import { maxOutputMissing } from './maxOutputMissing.ts';
import { modelDeprecated, modelRetiring } from './modelRetiring.ts';
import { modelOversized, priceChangeScheduled } from './modelRules.ts';
import { modelWithoutPrice } from './modelWithoutPrice.ts';
import { imageDetailHigh, maxOutputExcessive, multipleCandidates, reasoningEffortHigh } from './outputRules.ts';
import { policyRules } from './policies.ts';
import { promptCacheBroken } from './promptCacheBroken.ts';
import { promptCacheMissing } from './promptCacheMissing.ts';
import { promptCacheNotWorthIt } from './promptCacheNotWorthIt.ts';
import { promptCacheTooShort } from './promptCacheTooShort.ts';
import { retryMultiplies } from './retryMultiplies.ts';
import { sureness, type Found, type Rule, type RuleInput } from './rule.ts';
import { contextOverflow, longContextTier, promptBloat, toolsHeavy, verboseJsonOutput } from './sizeRules.ts';
import { suppress, suppressionRules, teamFileRules } from './suppressions.ts';
import { suppressFix } from './suppressFix.ts';
import { unboundedAgentLoop } from './unboundedAgentLoop.ts';
import { unboundedHistory } from './unboundedHistory.ts';

/** Every rule about calls, in the order findings are listed. */
const rules: readonly Rule[] = [
  maxOutputMissing,
  maxOutputExcessive,
  promptCacheMissing,
  promptCacheBroken,
  promptCacheTooShort,
  promptCacheNotWorthIt,
  unboundedAgentLoop,
  unboundedHistory,
  callInLoop,
  fanOut,
  retryMultiplies,
  batchPossible,
  modelDeprecated,
  modelRetiring,
  modelWithoutPrice,
  modelOversized,
  priceChangeScheduled,
  contextOverflow,
  longContextTier,
  reasoningEffortHigh,
  multipleCandidates,
  imageDetailHigh,
  toolsHeavy,
  promptBloat,
  verboseJsonOutput,
  volumeUndeclared,
  ownerMissing,
  tagMissing,
  unattributableCall,
  ...policyRules,
];

/** Everything that can be reported, with its default severity. */
export const ruleTable: readonly { readonly id: string; readonly title: string; readonly severity: Severity }[] = [
  ...rules,
  ...suppressionRules,
  ...teamFileRules,
];

/** What is said of a project as it was measured, at its line of the team file: it has no call, and its page (in `docs/`) is that of measuring. */
export const measuredRules: readonly { readonly id: string; readonly title: string; readonly severity: Severity; readonly page: string }[] =
  [
    {
      id: 'anomaly',
      title: 'What a project spent leaves the forecast by more than its threshold',
      severity: 'warning',
      page: 'actuals.md',
    },
    { id: 'kpi-missed', title: 'A number that a project is to reach is missed', severity: 'warning', page: 'actuals.md' },
  ];

/** Ids that a team file may speak of. */
export const findingIds: readonly string[] = [...ruleTable, ...measuredRules].map((rule) => rule.id);

/** Folder of the rules' documentation pages. */
const documentationBase = 'https://github.com/llm-cost-lens/llm-cost-lens/blob/main/docs/rules';

/**
 * What there is to say about a file: its calls' findings without those that are suppressed, and what is wrong with the suppressions.
 * @param isReasonRequired whether a suppression without a reason is a finding too
 */
export function findFindings(code: FileFacts, inputs: readonly RuleInput[], isReasonRequired: boolean): readonly Finding[] {
  return suppress(code, inputs.flatMap(findingsOf), { known: new Set(findingIds), isReasonRequired, documentationBase });
}

function findingsOf(input: RuleInput): readonly Finding[] {
  const { call } = input.analyzed;
  return rules.flatMap((rule): readonly Finding[] => {
    if (!isAsked(rule, call)) return [];
    const found = rule.check(input);
    return found ? [findingOf(rule, input, found)] : [];
  });
}

function isAsked(rule: Rule, call: LlmCall): boolean {
  return (
    (call.kind !== 'wrapper' || rule.wrappers === true) &&
    (!call.inTest || rule.tests === true) &&
    (rule.billings ?? ['tokens']).includes(call.billing)
  );
}

function findingOf(rule: Rule, { analyzed: { call, declared }, code }: RuleInput, found: Found): Finding {
  const confidence = sureness[Math.max(sureness.indexOf(found.confidence ?? 'certain'), sureness.indexOf(call.confidence))] ?? 'possible';
  const severity = found.severity ?? rule.severity;
  const fixes = found.fixes ?? [];
  const saving = found.saving ?? null;
  const span = found.span ?? call.span;
  const silence = suppressFix(code, rule.id, span);
  return {
    id: rule.id,
    severity: confidence === 'possible' && (severity === 'error' || severity === 'warning') ? 'information' : severity,
    confidence,
    callId: call.id,
    file: call.file,
    span,
    message: found.message,
    ...(found.about === undefined ? {} : { about: found.about }),
    saving,
    savingMonthly: saving !== null && declared?.volume ? saving * BigInt(Math.round(declared.volume.expected)) : null,
    fix: fixes.find((one) => one.edits.length > 0) ?? null,
    fixes: silence ? [...fixes, silence] : fixes,
    byHand: found.byHand ?? null,
    documentation: `${documentationBase}/${rule.id}.md`,
  };
}
