import type { Fix, Known } from '../model.ts';
import { percent, savedShare } from './prices.ts';
import type { Found, Rule, RuleInput } from './rule.ts';
import { literalAt } from './written.ts';

/** When a seller ends a model on its own platform, and what to use instead. Clouds that resell it keep their own calendars. */
interface Retirement {
  /** ISO date. */
  readonly date: string;
  readonly replacement: string | null;
}

/** Days before the end from which it is a warning. */
const noticeDays = 90;

function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(to) - Date.parse(from)) / 86_400_000);
}

function isDefault(model: Known<string>): boolean {
  return model.state === 'known' && (model.how === 'default-param' || model.how === 'env-default');
}

/** Writes the replacement over the literal, where the literal is in this file. */
function swap(input: RuleInput, replacement: string): readonly Fix[] {
  const { model } = input.analyzed.call;
  if (model.state !== 'known') return [];
  const prefix = model.value.slice(0, model.value.lastIndexOf('/') + 1);
  const place = literalAt(input.code, model.span, model.value);
  return place ? [{ title: `Use ${replacement}`, edits: [{ span: place, text: prefix + replacement }] }] : [];
}

function describe(input: RuleInput, retirement: Retirement, message: string): Found {
  const { call } = input.analyzed;
  // Only a model whose price is known is put forward: anything else would trade one surprise for another.
  const replacement = retirement.replacement !== null && input.costIf({ model: retirement.replacement }) ? retirement.replacement : null;
  const share = replacement === null ? null : savedShare(input, { model: replacement });
  const change = share === null || Math.abs(share) < 0.005 ? '' : share > 0 ? `, about ${percent(share)} cheaper for this call` : `, about ${(1 - share).toFixed(1)} times the cost for this call`;
  const instead = replacement === null ? '' : ` Replacement: ${replacement}${change}. Test the answers before you switch.`;
  const fixes = replacement === null ? [] : swap(input, replacement);
  return {
    message: `${message}.${instead}`, confidence: isDefault(call.model) ? 'likely' : 'certain', fixes,
    ...(fixes.length === 0 ? { byHand: 'Change the model where it is set' } : {}),
  };
}

function retirementIn(input: RuleInput): { readonly retirement: Retirement; readonly subject: string } | null {
  const { call } = input.analyzed;
  if (call.model.state !== 'known') return null;
  const facts = input.factsOf(call.model.value);
  if (facts?.retires === undefined) return null;
  return { retirement: { date: facts.retires, replacement: facts.replacement ?? null }, subject: isDefault(call.model) ? `${call.model.value}, the default here,` : call.model.value };
}

/** The provider has shut the model down: requests fail. */
export const modelDeprecated: Rule = {
  id: 'model-deprecated',
  severity: 'warning',
  title: 'The provider has shut this model down',
  check(input) {
    const found = retirementIn(input);
    if (!found || found.retirement.date > input.at) return null;
    return describe(input, found.retirement, `${found.subject} was shut down on ${found.retirement.date}`);
  },
};

/** The provider has announced the end of the model. */
export const modelRetiring: Rule = {
  id: 'model-retiring',
  severity: 'warning',
  title: 'The provider will shut this model down',
  check(input) {
    const found = retirementIn(input);
    if (!found || found.retirement.date <= input.at) return null;
    const days = daysBetween(input.at, found.retirement.date);
    return { ...describe(input, found.retirement, `${found.subject} will be shut down on ${found.retirement.date}, in ${days} days`), severity: days <= noticeDays ? 'warning' : 'information' };
  },
};
