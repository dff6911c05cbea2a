import type { CatalogModel, MatchRule, ProviderPrices } from './catalog.ts';
import { holdsOn } from './schedule.ts';

/**
 * What may follow a prefix: a snapshot date, a version mark, `-latest` or `-preview`. Anything else names another model.
 * `-2024-08-06`, `-20250929`, `@20250929`, `-0613`, `-001`, `-v1:0`, `-20250929-v1:0`, `-preview-09-2025`.
 */
const snapshot =
  /^(?:[-@:](?:latest|preview|exp))?(?:[-@:](?:\d{4}-\d{2}-\d{2}|\d{2}-\d{4}|\d{2}-\d{2}|\d{8}|\d{6}|\d{3,4}))?(?:-v\d+)?(?::\d+)?$/i;

/** A full date after an id is a snapshot of it, also where no rule says so. `@default` is Vertex AI's way to name none. */
const dated = /^[-@](?:\d{4}-\d{2}-\d{2}|\d{8}|default)$/;

/** The entry that a name means, and why. */
export interface Hit {
  readonly model: CatalogModel;
  /** Sentence part: `exactly gpt-4o`, `alias mistral-large-latest since 2025-12-02`. */
  readonly why: string;
}

/** The entry of a price list that an id means on a date; null when none does. A more exact rule wins, then a longer one. */
export function matchIn(list: ProviderPrices, id: string, date: string): Hit | null {
  const name = id.toLowerCase();
  let best: (Hit & { readonly strength: number }) | null = null;
  for (const model of list.models) {
    if (model.id.toLowerCase() === name) return { model, why: `exactly ${model.id}` };
    const alias = model.aliases?.find((one) => one.id.toLowerCase() === name && holdsOn(one, date));
    if (alias)
      return {
        model,
        why: `${alias.id} stands for ${model.id}${alias.from ? ` since ${alias.from}` : ''}${alias.until ? ` until ${alias.until}` : ''}`,
      };
    for (const known of namesOf(model)) {
      if (name.startsWith(known) && dated.test(name.slice(known.length)) && known.length > (best?.strength ?? 0))
        best = { model, why: `${id} is a snapshot of ${model.id}`, strength: known.length };
    }
    for (const rule of model.match ?? []) {
      const strength = strengthOf(rule, name);
      if (strength > (best?.strength ?? 0)) best = { model, why: whyOf(rule, model.id, id), strength };
    }
  }
  return best && { model: best.model, why: best.why };
}

/** Why a known id has no price; null when the list does not know it. */
export function unpricedReason(list: ProviderPrices, id: string): string | null {
  const name = id.toLowerCase();
  return list.unpriced?.find((one) => one.match.some((rule) => strengthOf(rule, name) > 0))?.reason ?? null;
}

/** Whether an id is a name of an entry, by its rules or as a dated snapshot; aliases are not asked. */
export function isNameOf(model: CatalogModel, id: string): boolean {
  const name = id.toLowerCase();
  return (
    namesOf(model).some((known) => name === known || (name.startsWith(known) && dated.test(name.slice(known.length)))) ||
    (model.match ?? []).some((rule) => strengthOf(rule, name) > 0)
  );
}

function namesOf(model: CatalogModel): readonly string[] {
  return [model.id, ...(model.match ?? []).flatMap((rule) => ('exact' in rule ? [rule.exact] : []))].map((one) => one.toLowerCase());
}

function strengthOf(rule: MatchRule, name: string): number {
  if ('exact' in rule) return rule.exact.toLowerCase() === name ? 10_000 : 0;
  if ('prefix' in rule) {
    const prefix = rule.prefix.toLowerCase();
    return name.startsWith(prefix) && snapshot.test(name.slice(prefix.length)) ? 1000 + prefix.length : 0;
  }
  if ('pattern' in rule) return new RegExp(rule.pattern, 'i').test(name) ? 500 : 0;
  const parts = rule.all.map((one) => strengthOf(one, name));
  return parts.every((one) => one > 0) ? Math.max(...parts) : 0;
}

function whyOf(rule: MatchRule, model: string, written: string): string {
  if ('exact' in rule) return `${written} is another name of ${model}`;
  if ('prefix' in rule) return `${written} is a snapshot of ${model}`;
  return `${written} matches the pattern of ${model}`;
}

/** Ids that look alike, for people to choose from: offered, never used. At most five, best first. */
export function nearIds(lists: readonly ProviderPrices[], id: string): readonly string[] {
  const name = id.toLowerCase().split('/').at(-1) ?? '';
  const words = wordsOf(name);
  if (words.size === 0) return [];
  const scored = lists.flatMap((list) =>
    list.models.map((model) => ({
      id: `${list.provider}/${model.id}`,
      score: likeness(words, name, model.id.toLowerCase()) + ((list.sells ?? 'own') === 'own' ? 0.02 : 0),
    })),
  );
  return scored
    .filter((one) => one.score > 0.4)
    .toSorted((a, b) => b.score - a.score || a.id.length - b.id.length || a.id.localeCompare(b.id))
    .slice(0, 5)
    .map((one) => one.id);
}

function wordsOf(name: string): ReadonlySet<string> {
  return new Set(name.split(/[^a-z0-9.]+/).filter((word) => word !== '' && !/^\d{6,}$/.test(word)));
}

/** Shared words and shared beginning, 0..1. A name that shares no word but its beginning still counts a little. */
function likeness(words: ReadonlySet<string>, name: string, other: string): number {
  const theirs = wordsOf(other.split('/').at(-1) ?? '');
  const shared = [...words].filter((word) => theirs.has(word)).length;
  let start = 0;
  while (start < name.length && name[start] === other[start]) start++;
  return ((2 * shared) / (words.size + theirs.size)) * 0.6 + (start / Math.max(name.length, other.length)) * 0.4;
}
