import type { How, Known, Span } from '../../model.ts';
import type { Found } from './paths.ts';
import { alternativesOf, plainText, type TextValue, type Value } from '../values/values.ts';

/** A model id as read (an empty text is a place that somebody else fills): `models/gemini` and the like stay as written; a handle (`openai("gpt-4o")`) is read by the caller. */
export function knownText(found: Found): Known<string> {
  if (found.state === 'absent') return { state: 'absent' };
  if (found.state === 'open') return { state: 'dynamic', reason: found.why.reason, alternatives: [], ...placeOf(found.why) };
  return settle(found.value, (value) =>
    value.kind === 'text' ? { value: (plainText(value) ?? endOfPath(value)) || null, how: value.how } : null,
  );
}

/** The model at the end of a resource name whose beginning is filled in at run time: `arn:aws:bedrock:{region}::foundation-model/amazon.nova-lite-v1:0`. */
function endOfPath(value: TextValue): string | null {
  const last = value.parts.at(-1);
  return typeof last === 'string'
    ? (/(?<![\w-])(?:foundation-model|inference-profile|models)\/([\w.:@-]+)$/.exec(last)?.[1] ?? null)
    : null;
}

/** A word that may also be a member of an enumeration of the SDK: `types.MediaResolution.MEDIA_RESOLUTION_LOW`. */
export function knownWord(found: Found): Known<string> {
  if (found.state !== 'here' || found.value.kind !== 'external') return knownText(found);
  return { state: 'known', value: found.value.path.at(-1) ?? '', how: 'constant', ...placeOf(found.value) };
}

/** A number as read; whatever is no plain number is dynamic. */
export function knownNumber(found: Found): Known<number> {
  if (found.state === 'absent') return { state: 'absent' };
  if (found.state === 'open') return { state: 'dynamic', reason: found.why.reason, alternatives: [], ...placeOf(found.why) };
  return settle(found.value, (value) => (value.kind === 'number' ? { value: value.value, how: value.how } : null));
}

function placeOf({ span, file }: Pick<Value, 'span' | 'file'>): { readonly span: Span | null; readonly file?: string } {
  return file === null ? { span } : { span, file };
}

function settle<T>(value: Value, read: (value: Value) => { value: T | null; how: How } | null): Known<T> {
  // Of a list of models each is asked.
  const alternatives = alternativesOf(value)
    .flatMap((one) => (one.kind === 'list' ? [...one.items, ...(one.rest ? [one.rest] : [])] : [one]))
    .filter((one) => one.kind !== 'null');
  const known = alternatives.map(read).filter((one): one is { value: T; how: How } => one !== null && one.value !== null);
  const values = [...new Set(known.map((one) => one.value))];
  const only = known[0];
  if (alternatives.length === 0) return { state: 'absent' };
  if (known.length === alternatives.length && values.length === 1 && only)
    return { state: 'known', value: only.value, how: only.how, ...placeOf(value) };
  const unread = alternatives.find((one) => one.kind === 'unknown');
  const reason =
    unread?.kind === 'unknown'
      ? unread.reason
      : values.length > 1
        ? `one of ${values.join(', ')}`
        : value.kind === 'text'
          ? plainText(value) === ''
            ? 'left empty here'
            : 'built from parts that are not known'
          : `a ${value.kind}`;
  return { state: 'dynamic', reason, alternatives: values, ...placeOf(value) };
}
