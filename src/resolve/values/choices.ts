import type { How } from '../../model.ts';
import { plainText, unknown, type Value } from './values.ts';

/** More than these are not looked at: each is followed through everything that is done with the value. */
const mostAlternatives = 24;

/** Flattens nested choices, drops duplicates; one alternative is itself. */
export function choiceOf(alternatives: readonly Value[]): Value {
  const flat: Value[] = [];
  const seen = new Set<string>();
  for (const alternative of alternatives) {
    for (const value of alternative.kind === 'choice' ? alternative.alternatives : [alternative]) {
      const key = sameKey(value);
      if (key !== null) {
        if (seen.has(key)) continue;
        seen.add(key);
      }
      flat.push(value);
    }
  }
  const only = flat[0];
  if (!only) return unknown('no value', '');
  return flat.length === 1 ? only : { kind: 'choice', alternatives: flat.slice(0, mostAlternatives), span: null, file: null };
}

function sameKey(value: Value): string | null {
  switch (value.kind) {
    case 'text':
      return value.parts.every((part) => typeof part === 'string') ? `t:${value.parts.join('')}` : null;
    case 'number':
      return `n:${value.value}`;
    case 'flag':
      return `f:${value.value}`;
    case 'null':
      return 'null';
    case 'unknown':
      return `u:${value.name}:${value.reason}`;
    case 'class':
      return `c:${value.file}:${value.class}`;
    case 'function':
      return value.self === null ? `fn:${value.file}:${value.function}` : null;
    default:
      return null;
  }
}

/**
 * A fixed value that a parameter, a setting or the environment may replace (`model = "a"; if "model" in config: model = config["model"]`): the value as a default.
 * Nothing (`""`, 0) only holds the place until the value comes. Null when there are several fixed values, or something that nobody hands in (an answer is none of these).
 */
export function defaultAmong(values: readonly Value[]): Value | null {
  const fixed = values.filter((value) => (value.kind === 'text' && plainText(value) !== null) || value.kind === 'number');
  const others = values.filter((value) => value.kind !== 'null' && !fixed.includes(value));
  const only = fixed[0];
  if (
    fixed.length !== 1 ||
    !only ||
    (only.kind === 'number' ? only.value === 0 : only.kind === 'text' && plainText(only) === '') ||
    others.length === 0 ||
    !others.every((value) => value.kind === 'unknown' && !value.answer && (value.environment || value.roots.length > 0))
  )
    return null;
  return withHow(only, others.some((value) => value.kind === 'unknown' && value.environment) ? 'env-default' : 'default-param');
}

/** Whether a condition, as written, asks for one particular value (`model == "a"`, `model.startsWith("o1")`) rather than whether there is one. */
export function comparesWithLiteral(condition: string): boolean {
  return /[=!]==?\s*["'`\d]|["'`]\s*[=!]==?|\.(?:startsWith|startswith|endsWith|endswith|includes|match|test)\(|\bin\s*[[({]/.test(
    condition,
  );
}

/** Ways of knowing, the surest first. */
const rank: Record<How, number> = {
  literal: 0,
  constant: 1,
  'cross-file': 2,
  'library-default': 3,
  'default-param': 4,
  'env-default': 5,
  declared: 6,
};
/** The value as known in the worse of two ways: its own and `how`. Only texts and numbers carry one. */
export function withHow(value: Value, how: How): Value {
  if (value.kind === 'text' || value.kind === 'number') return rank[how] > rank[value.how] ? { ...value, how } : value;
  if (value.kind === 'choice') return { ...value, alternatives: value.alternatives.map((item) => withHow(item, how)) };
  return value;
}
