import * as z from 'zod';
import type { AnalyzedCall, Report } from '../model.ts';
import type { CallChange, Comparison } from './compare.ts';
import { effectKinds, type EffectKind } from './effects.ts';
import { usd } from './jsonParts.ts';
import { estimate, place } from './jsonPartSchemas.ts';
import { createPlaces, type Places } from './places.ts';
import { reasonsOf } from './reasons.ts';
import { reviewNotes } from './review.ts';
import { dollars } from './wording.ts';

const side = z.strictObject({
  id: z.string(),
  place,
  function: z.string().nullable(),
  api: z.string(),
  provider: z.string().nullable(),
  model: z.string().nullable(),
  perCall: estimate.nullable().describe('USD; null when the cost is not known'),
  monthly: estimate.nullable().describe('USD; null without a declared volume or a known price'),
});

/** What `llmcost diff --format json` writes. Money is in USD. */
export const changeSchema = z.strictObject({
  schemaVersion: z.literal(1),
  tool: z.strictObject({ name: z.string(), version: z.string() }),
  base: z.string().describe('What it is compared with, as given, and the commit'),
  at: z.string().describe('ISO date of the prices, on both sides'),
  monthly: z.strictObject({ before: estimate.nullable(), after: estimate.nullable(), change: z.number().nullable() }),
  effects: z.record(z.enum(effectKinds), z.number()).nullable().describe('What makes the change of the month; adds up to it'),
  changes: z.array(
    z.strictObject({
      state: z.enum(['added', 'removed', 'changed']),
      before: side.nullable(),
      after: side.nullable(),
      perCall: z.number().nullable(),
      monthly: z.number().nullable(),
      reasons: z.array(z.string()),
    }),
  ),
  review: z
    .array(
      z.strictObject({
        severity: z.enum(['error', 'warning', 'information']),
        rule: z.string(),
        message: z.string(),
        place: place.nullable(),
      }),
    )
    .describe('What was not there before'),
});
/** The same as a type. */
export type ChangeResult = z.infer<typeof changeSchema>;

/** JSON Schema of it. */
export function changeJsonSchema(): unknown {
  return { $id: 'diff-result.schema.json', title: 'llmcost diff result', ...z.toJSONSchema(changeSchema) };
}

/** A comparison for machines. */
export function toChangeResult(made: Comparison, before: Report, after: Report): ChangeResult {
  const [old, now] = [createPlaces(before.files), createPlaces(after.files)];
  const { effects, monthly, was, is } = made;
  return {
    schemaVersion: 1,
    tool: { ...after.tool },
    base: made.base,
    at: after.at,
    monthly: { before: was && usd(was), after: is && usd(is), change: monthly === null ? null : dollars(monthly) },
    effects: effects && (Object.fromEntries(effectKinds.map((kind) => [kind, dollars(effects[kind])])) as Record<EffectKind, number>),
    changes: made.changes.map((one) => changePart(one, old, now)),
    review: reviewNotes(made, before, after).map((one) => ({ ...one, place: one.place && { ...one.place } })),
  };
}

/** The same as text with a final newline. */
export function renderChangeJson(made: Comparison, before: Report, after: Report): string {
  return `${JSON.stringify(toChangeResult(made, before, after), null, 2)}\n`;
}

function changePart(change: CallChange, old: Places, now: Places): ChangeResult['changes'][number] {
  const { state, before, after, perCall, monthly } = change;
  return {
    state,
    before: before && sidePart(before, old),
    after: after && sidePart(after, now),
    perCall: perCall === null ? null : dollars(perCall),
    monthly: monthly === null ? null : dollars(monthly),
    reasons: [...reasonsOf(change)],
  };
}

function sidePart(one: AnalyzedCall, places: Places): z.infer<typeof side> {
  const { call, cost, monthly } = one;
  return {
    id: call.id,
    place: { ...places.ofCall(one) },
    function: call.function,
    api: call.api,
    provider: call.provider,
    model: call.model.state === 'known' ? call.model.value : null,
    perCall: cost.state === 'priced' ? usd(cost.perCall) : null,
    monthly: monthly && usd(monthly),
  };
}
