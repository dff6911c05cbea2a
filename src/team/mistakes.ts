import { nearestKey, nearestName } from './hints.ts';

/** What the schema library says is wrong, as far as it is read here: https://zod.dev/error-customization */
export interface Issue {
  readonly code: string;
  readonly message: string;
  readonly path: readonly PropertyKey[];
  readonly keys?: readonly string[];
  readonly expected?: string;
  readonly values?: readonly unknown[];
  readonly minimum?: number | bigint;
  readonly maximum?: number | bigint;
  readonly inclusive?: boolean;
  readonly exact?: boolean;
  readonly origin?: string;
  readonly errors?: readonly (readonly Issue[])[];
}
/** A mistake in words, where it is: at the key itself (`ofKey`) or at its value. */
export interface Mistake {
  readonly path: readonly PropertyKey[];
  readonly ofKey: boolean;
  readonly message: string;
}

/** One issue as a person reads it. @param value what the file says at a path. */
export function mistakesOf(issue: Issue, value: (path: readonly PropertyKey[]) => unknown): readonly Mistake[] {
  const all = leavesOf(issue, []);
  const unknown = all.filter((one) => one.code === 'unrecognized_keys');
  // A key that is spelt wrong is missing under its right name too: one mistake, told once.
  return (unknown.length > 0 ? unknown : all).flatMap((one): readonly Mistake[] =>
    one.code === 'unrecognized_keys'
      ? (one.keys ?? []).map((key) => ({
          path: [...one.path, key],
          ofKey: true,
          message: `unknown key "${key}"${nearestKey(key, one.path)}`,
        }))
      : [{ path: one.path, ofKey: false, message: `${placeOf(one)}: ${wordsOf(one, value(one.path))}` }],
  );
}

/** Issues without alternatives: of several forms that a value may have, those of the form that it is nearest to. */
function leavesOf(issue: Issue, above: readonly PropertyKey[]): readonly Issue[] {
  const path = [...above, ...issue.path];
  if (!issue.errors) return [{ ...issue, path }];
  const forms = issue.errors.map((errors) => errors.flatMap((one) => leavesOf(one, path)));
  const nearest = forms.reduce((best, one) => (distanceOf(one, path) < distanceOf(best, path) ? one : best), forms[0] ?? []);
  if (!nearest.some((one) => isOtherKind(one, path))) return nearest;
  const kinds = forms.flatMap((list) => list.filter((one) => isOtherKind(one, path)));
  return [
    {
      code: 'invalid_type',
      message: kinds[0]?.message ?? issue.message,
      path,
      expected: [...new Set(kinds.flatMap((one) => (one.expected ?? '').split('|')))].join('|'),
    },
  ];
}

function isOtherKind(issue: Issue, path: readonly PropertyKey[]): boolean {
  return issue.code === 'invalid_type' && issue.path.length === path.length;
}

/** How far a value is from a form: keys that it does not know count more than those that are missing. */
function distanceOf(issues: readonly Issue[], path: readonly PropertyKey[]): number {
  return issues.reduce(
    (sum, one) => sum + (isOtherKind(one, path) ? 1000 : one.code === 'unrecognized_keys' ? 10 * (one.keys?.length ?? 1) : 1),
    0,
  );
}

const isMissing = (issue: Issue) => issue.code === 'invalid_type' && issue.message.endsWith('received undefined');

/** Keys and positions that lead to the value; to what holds it where it is missing. */
function placeOf(issue: Issue): string {
  return (isMissing(issue) ? issue.path.slice(0, -1) : issue.path).map(String).join('.') || 'file';
}

const kinds: Readonly<Record<string, string>> = {
  string: 'text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  object: 'a record',
  record: 'a record',
};

function wordsOf(issue: Issue, value: unknown): string {
  if (isMissing(issue)) return `${String(issue.path.at(-1))} is needed`;
  if (issue.code === 'invalid_type' && issue.expected)
    return `expected ${either([...new Set(issue.expected.split('|').map((one) => kinds[one] ?? one))])}, not ${kindOf(value)}`;
  if (issue.code === 'invalid_value' && issue.values)
    return `expected ${either(issue.values.map(String))}${typeof value === 'string' ? nearestName(value, issue.values.map(String)) : ''}`;
  if (issue.code === 'too_small' || issue.code === 'too_big') return boundWords(issue);
  return issue.message;
}

function boundWords({ code, minimum, maximum, inclusive, exact, origin }: Issue): string {
  const isLeast = code === 'too_small';
  const bound = String((isLeast ? minimum : maximum) ?? '');
  const size = exact ? 'exactly' : isLeast ? (inclusive ? 'at least' : 'more than') : inclusive ? 'at most' : 'less than';
  return `expected ${size} ${bound}${origin === 'array' || origin === 'set' ? ` ${bound === '1' ? 'item' : 'items'}` : ''}`;
}

function either(words: readonly string[]): string {
  return words.length < 2 ? (words[0] ?? '') : `${words.slice(0, -1).join(', ')} or ${words.at(-1) ?? ''}`;
}

function kindOf(value: unknown): string {
  if (value === null) return 'nothing';
  return Array.isArray(value)
    ? 'a list'
    : typeof value === 'boolean' || (typeof value === 'number' && !Number.isFinite(value))
      ? String(value)
      : (kinds[typeof value] ?? typeof value);
}
