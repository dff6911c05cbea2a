import type { Expr } from '../../model.ts';
import { choiceOf, comparesWithLiteral, defaultAmong, withHow } from './choices.ts';
import type { Evaluator } from './evaluator.ts';
import { alternativesOf, plainText, unknown, type Frame, type UnknownValue, type Value } from './values.ts';

/** `a if c else b`, `a or b`, `a ?? b`: what it gives, as far as the sides are known. */
export function chosen(e: Evaluator, expr: Expr & { kind: 'choice' }, file: string, frame: Frame | null): Value {
  const index = e.index(file);
  const asked = index ? asDefault(expr, (one) => index.text(one.span)) : null;
  const operator = asked ? 'or' : expr.operator;
  const alternatives = asked ?? expr.alternatives;
  const values = alternatives.map((one) => e.evaluate(one, file, frame));
  return operator === 'or' && frame !== null && handedIn(e, alternatives[0], file, frame)
    ? choiceOf(values)
    : chooseFrom(operator, values, expr.condition ? index?.text(expr.condition.span) : undefined);
}

/** `model || "default"` where the caller hands a model in that cannot be read: the default is then one of several, not what is used. */
function handedIn(e: Evaluator, first: Expr | undefined, file: string, frame: Frame): boolean {
  if (!first) return false;
  const own = e.evaluate(first, file, null);
  const given = e.evaluate(first, file, frame);
  const isParameter = own.kind === 'unknown' && (own.parameter !== undefined || (first.kind === 'name' && own.roots.length > 0));
  return (
    isParameter &&
    given.kind === 'unknown' &&
    !given.environment &&
    !given.roots.some((ref) => ref.file === frame.file && ref.function === frame.function)
  );
}

/** `x or "default"`: what cannot be told gives way to the default, which then carries how it was found. */
function chooseFrom(operator: 'conditional' | 'or' | 'and', values: readonly Value[], condition?: string): Value {
  if (operator === 'and') return values.at(-1) ?? unknown('no value', '');
  if (operator === 'conditional')
    return (condition === undefined || comparesWithLiteral(condition) ? null : defaultAmong(values)) ?? choiceOf(values);
  const first = values.findIndex(isGiven);
  const reached = first < 0 ? values : values.slice(0, first + 1);
  const last = reached.at(-1);
  const settled = reached
    .slice(0, -1)
    .flatMap(alternativesOf)
    .filter((value) => !isNothing(value));
  if (!last) return unknown('no value', '');
  if (settled.length === 0) return last;
  const scalar = last.kind === 'text' || last.kind === 'number' || last.kind === 'choice';
  const unknowns = settled.filter((value): value is UnknownValue => value.kind === 'unknown');
  // An empty text only stands for nothing: what is asked, or was answered, is what comes before it.
  if (plainText(last) === '' && unknowns.length === settled.length) return choiceOf(settled);
  if (scalar && unknowns.length === settled.length)
    return withHow(last, unknowns.some((value) => value.environment) ? 'env-default' : 'default-param');
  return choiceOf([...settled, last]);
}

/** What `or` never goes beyond. */
function isGiven(value: Value): boolean {
  if (value.kind === 'text') return value.parts.some((part) => typeof part === 'string' && part !== '');
  if (value.kind === 'number') return value.value !== 0;
  return value.kind === 'flag'
    ? value.value
    : value.kind !== 'unknown' && value.kind !== 'choice' && value.kind !== 'external' && !isNothing(value);
}

/** What `or` goes beyond: nothing, false, and a member that a complete record does not have. */
function isNothing(value: Value): boolean {
  if (value.kind === 'flag') return !value.value;
  return (
    value.kind === 'null' ||
    (value.kind === 'builtin' && value.receiver.kind === 'record' && value.receiver.rest === null && value.receiver.external === undefined)
  );
}

/** `model ? model : "default"` asks for the same as `model || "default"`; `!model ? "default" : model` does too. */
function asDefault(expr: Expr & { kind: 'choice' }, text: (expr: Expr) => string): readonly Expr[] | null {
  const [yes, no] = expr.alternatives;
  if (expr.operator !== 'conditional' || !expr.condition || !yes || !no) return null;
  const asked = text(expr.condition)
    .replace(/^\((.*)\)$/s, '$1')
    .replace(/^!!|\s*(?:!==?\s*(?:undefined|null)|is not None)$/g, '');
  if (asked === text(yes)) return [yes, no];
  return asked.replace(/^!|^not\s+|\s*(?:===?\s*(?:undefined|null)|is None)$/g, '') === text(no) && asked !== text(no) ? [no, yes] : null;
}
