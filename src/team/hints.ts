import { teamJsonSchema } from './schema.ts';

interface JsonSchema {
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly items?: JsonSchema;
  readonly anyOf?: readonly JsonSchema[];
  readonly additionalProperties?: JsonSchema | boolean;
}

/** `, did you mean "budgets"?` where a key that the schema knows at this place is near; else nothing. */
export function nearestKey(key: string, path: readonly PropertyKey[]): string {
  return nearestName(key, keysAt(path));
}

/** The same among any names: at most a third of the letters (and three at most) differ. */
export function nearestName(name: string, known: readonly string[]): string {
  const best = known.map((one) => ({ one, at: distance(name.toLowerCase(), one.toLowerCase()) })).toSorted((a, b) => a.at - b.at)[0];
  return best && best.at <= Math.min(3, Math.max(1, Math.ceil(name.length / 2))) ? `, did you mean "${best.one}"?` : '';
}

/** Keys that the schema knows below a path of keys and list positions. */
function keysAt(path: readonly PropertyKey[]): readonly string[] {
  let here: readonly JsonSchema[] = [teamJsonSchema() as JsonSchema];
  for (const key of path) {
    here = here.flatMap(forms).flatMap((one) => {
      const next =
        typeof key === 'number'
          ? one.items
          : (one.properties?.[String(key)] ?? (typeof one.additionalProperties === 'object' ? one.additionalProperties : undefined));
      return next ? [next] : [];
    });
  }
  return [...new Set(here.flatMap(forms).flatMap((one) => Object.keys(one.properties ?? {})))];
}

function forms(schema: JsonSchema): readonly JsonSchema[] {
  return [schema, ...(schema.anyOf ?? []).flatMap(forms)];
}

/** Levenshtein distance. */
function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, i) => i);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++)
      next.push(Math.min((row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1, (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1)));
    row = next;
  }
  return row[b.length] ?? 0;
}
