import type { Finding } from '../model.ts';
import { maxOutputMissing } from './maxOutputMissing.ts';
import { modelWithoutPrice } from './modelWithoutPrice.ts';
import { promptCacheMissing } from './promptCacheMissing.ts';
import type { Rule, RuleInput } from './rule.ts';

/** Every rule, in the order findings are listed. */
export const rules: readonly Rule[] = [maxOutputMissing, promptCacheMissing, modelWithoutPrice];

/** Folder of the rules' documentation pages. */
export const documentationBase = 'https://github.com/llm-cost-lens/llm-cost-lens/blob/main/docs/rules';

/** What there is to say about a call. */
export function findFindings(input: RuleInput): readonly Finding[] {
  const { call } = input.analyzed;
  return rules.flatMap((rule): readonly Finding[] => {
    const found = rule.check(input);
    if (!found) return [];
    return [{ id: rule.id, severity: found.severity ?? rule.severity, callId: call.id, file: call.file, span: call.span, message: found.message, saving: found.saving ?? null, fix: found.fix ?? null, documentation: `${documentationBase}/${rule.id}.md` }];
  });
}
