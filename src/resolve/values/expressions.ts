import type { Expr, MemberExpr, NameExpr } from '../../model.ts';
import { choiceOf, comparesWithLiteral, defaultAmong, withHow } from './choices.ts';
import { comprehended } from './comprehended.ts';
import type { Evaluator } from './evaluator.ts';
import { narrowed } from './guards.ts';
import { superMember } from './instances.ts';
import { invoke } from './invoke.ts';
import { itemOf, memberOf, orAssigned } from './members.ts';
import { lookUpName } from './names.ts';
import { rootsOf } from './roots.ts';
import { asHole, asUnknown, joinText, repeated, splitFormat, textOf } from './textValues.ts';
import { alternativesOf, plainText, unknown, type Arguments, type Frame, type Lazy, type UnknownValue, type Value } from './values.ts';

/** The value of an expression, of whatever kind; its parts are evaluated through the evaluator, which remembers. */
export function evaluateExpr(e: Evaluator, expr: Expr, file: string, frame: Frame | null): Value {
  const at = { span: expr.span, file };
  switch (expr.kind) {
    case 'text':
      return joinText(
        expr.parts.map((part) =>
          typeof part === 'string'
            ? { kind: 'text', parts: [part], how: 'literal', ...at }
            : asHole(e, part, e.evaluate(part, file, frame), file),
        ),
        at,
      );
    case 'number':
      return { kind: 'number', value: expr.value, how: 'literal', ...at };
    case 'flag':
      return { kind: 'flag', value: expr.value, ...at };
    case 'null':
      return { kind: 'null', ...at };
    case 'list': {
      const items: Value[] = [];
      let rest: UnknownValue | null = null;
      for (const item of expr.items) {
        const value = e.evaluate(item.kind === 'spread' ? item.value : item, file, frame);
        if (item.kind !== 'spread') items.push(value);
        else if (value.kind === 'list') {
          items.push(...value.items);
          rest ??= value.rest;
        } else rest ??= asUnknown(e, value, item.value, file);
      }
      return { kind: 'list', items, rest, ...at };
    }
    case 'record': {
      const entries = new Map<string, Value>();
      let rest: UnknownValue | null = null;
      for (const entry of expr.entries) {
        if (entry.spread) {
          const value = pickRecord(e.evaluate(entry.value, file, frame));
          if (value?.kind === 'record') {
            for (const [key, one] of value.entries) entries.set(key, one);
            rest ??= value.rest;
          } else if (value === null) rest ??= asUnknown(e, e.evaluate(entry.value, file, frame), entry.value, file);
          continue;
        }
        const key = entry.key ?? (entry.keyExpr ? plainText(e.evaluate(entry.keyExpr, file, frame)) : null);
        if (key === null) rest ??= unknown('computed key', textOf(e, entry.value, file), rootsOf(e.evaluate(entry.value, file, frame)), at);
        else
          entries.set(
            key,
            e.apart(() => e.evaluate(entry.value, file, frame)),
          );
      }
      return { kind: 'record', entries, rest, ...at };
    }
    case 'name':
      return inBranch(e, lookUpName(e, expr, file, frame), expr.name, expr, file);
    case 'member': {
      const base = superOf(expr);
      if (base) return superMember(e, base, expr.property, file, frame);
      const value = orAssigned(e, memberOf(e, e.evaluate(expr.object, file, frame), expr.property, expr, file, frame), expr, file);
      return inBranch(e, value, null, expr, file);
    }
    case 'index':
      return orAssigned(e, itemOf(e, e.evaluate(expr.object, file, frame), e.evaluate(expr.index, file, frame), expr, file), expr, file);
    case 'call':
      return invoke(e, e.evaluate(expr.callee, file, frame), argumentsOf(e, expr, file, frame), expr, file, frame);
    case 'choice':
      return chosen(e, expr, file, frame);
    case 'binary':
      return binary(e, expr.operator, e.evaluate(expr.left, file, frame), e.evaluate(expr.right, file, frame), expr, file);
    case 'spread':
      return e.evaluate(expr.value, file, frame);
    case 'function':
      return { kind: 'function', function: expr.function, self: null, frame, span: expr.span, file };
    case 'comprehension':
      return comprehended(e, expr, file, frame);
    case 'unknown':
      return unknown(`${expr.what} is not followed`, textOf(e, expr, file), [], at);
  }
}

/** What is read in a branch that asks about it. @param name null: as the expression is written. */
function inBranch(e: Evaluator, value: Value, name: string | null, expr: NameExpr | MemberExpr, file: string): Value {
  if (value.kind !== 'text' && value.kind !== 'unknown' && value.kind !== 'choice') return value;
  const index = e.index(file);
  return index ? narrowed(index, name ?? index.text(expr.span), expr.span.start, value) : value;
}

/** The arguments of a call as values that are computed when asked for; what a spread of unknown content hides stands in `open`. */
export function argumentsOf(e: Evaluator, call: Expr & { kind: 'call' }, file: string, frame: Frame | null): Arguments {
  const positional: Lazy[] = [];
  const named = new Map<string, Lazy>();
  let open: UnknownValue | null = null;
  for (const argument of call.args) {
    const value = () => e.evaluate(argument.value, file, frame);
    if (argument.spread === 'record') {
      const record = pickRecord(value());
      if (record) {
        for (const [key, one] of record.entries) named.set(key, () => one);
        open ??= record.rest;
      } else open ??= asUnknown(e, value(), argument.value, file);
    } else if (argument.spread === 'list') {
      const list = value();
      if (list.kind === 'list') positional.push(...list.items.map((one) => () => one));
      if (list.kind === 'list' && list.items.length === 0) open ??= list.rest;
      else if (list.kind !== 'list' || list.rest) open ??= asUnknown(e, list, argument.value, file);
    } else if (argument.name !== null) named.set(argument.name, value);
    else positional.push(value);
  }
  return { positional, named, open, call, file };
}

/** The record among alternatives: `x or {}`, `{...} if a else {}` read as one record whose entries may be missing. */
export function pickRecord(value: Value): Extract<Value, { kind: 'record' }> | null {
  if (value.kind === 'record') return value;
  if (value.kind === 'null' || value.kind === 'flag')
    return { kind: 'record', entries: new Map(), rest: null, span: value.span, file: value.file };
  if (value.kind !== 'choice') return null;
  const records = value.alternatives.map(pickRecord);
  if (records.every((one) => one === null)) return null;
  const merged = new Map<string, Value[]>();
  let rest: UnknownValue | null = null;
  for (const [index, record] of records.entries()) {
    if (!record) {
      const other = value.alternatives[index];
      rest ??= other?.kind === 'unknown' ? other : unknown('one of several', '');
      continue;
    }
    rest ??= record.rest;
    for (const [key, one] of record.entries) merged.set(key, [...(merged.get(key) ?? []), one]);
  }
  return {
    kind: 'record',
    entries: new Map([...merged].map(([key, list]) => [key, choiceOf(list)])),
    rest,
    span: value.span,
    file: value.file,
  };
}

function chosen(e: Evaluator, expr: Expr & { kind: 'choice' }, file: string, frame: Frame | null): Value {
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

function binary(e: Evaluator, operator: string, left: Value, right: Value, expr: Expr & { kind: 'binary' }, file: string): Value {
  const at = { span: expr.span, file };
  if (operator === '+') {
    if (left.kind === 'list' || right.kind === 'list') return concatLists(e, left, right, expr, file);
    if (left.kind === 'number' && right.kind === 'number') return { ...left, value: left.value + right.value };
    if (left.kind === 'text' || right.kind === 'text')
      return joinText([asHole(e, expr.left, left, file), asHole(e, expr.right, right, file)], at);
  }
  if (left.kind === 'number' && right.kind === 'number') {
    const value = {
      '*': left.value * right.value,
      '-': left.value - right.value,
      '/': left.value / right.value,
      '//': Math.floor(left.value / right.value),
      '**': left.value ** right.value,
    }[operator];
    if (value !== undefined && Number.isFinite(value)) return { ...left, value };
  }
  if (operator === '*' && left.kind === 'text' && right.kind === 'number') return repeated(left, right.value);
  if (operator === '%' && left.kind === 'text')
    return joinText(
      left.parts
        .flatMap((part) => (typeof part === 'string' ? splitFormat(part, right, left) : [part]))
        .map((part) => (typeof part === 'string' ? { ...left, parts: [part] } : part)),
      at,
    );
  if (operator === '|')
    return (
      e.sdkIndex.pipe(left, right, at) ??
      merged(left, right) ??
      unknown('operator |', textOf(e, expr, file), [...rootsOf(left), ...rootsOf(right)], at)
    );
  if (operator === '/' && right.kind === 'text') return joinText([asHole(e, expr.left, left, file), { ...right, parts: ['/'] }, right], at);
  return unknown(`operator ${operator}`, textOf(e, expr, file), [...rootsOf(left), ...rootsOf(right)], at);
}

/** Two dicts or sets of Python as one; what is on the right wins. Null for other values. */
function merged(left: Value, right: Value): Value | null {
  // A type: `Options | None`.
  if (right.kind === 'null' && (left.kind === 'record' || left.kind === 'list')) return left;
  const rest = right.kind === 'record' || right.kind === 'list' ? right.rest : unknown('merged with what is not known', '', rootsOf(right));
  if (left.kind === 'record')
    return { ...left, entries: new Map([...left.entries, ...(right.kind === 'record' ? right.entries : [])]), rest: left.rest ?? rest };
  if (left.kind === 'list')
    return { ...left, items: [...left.items, ...(right.kind === 'list' ? right.items : [])], rest: left.rest ?? rest };
  return left.kind === 'text' ? left : null;
}

/** `a + b` where one of them is a list. */
function concatLists(e: Evaluator, left: Value, right: Value, expr: Expr & { kind: 'binary' }, file: string): Value {
  const parts = [
    { value: left, expr: expr.left },
    { value: right, expr: expr.right },
  ];
  const items: Value[] = [];
  let rest: UnknownValue | null = null;
  for (const part of parts) {
    if (part.value.kind === 'list') {
      items.push(...part.value.items);
      rest ??= part.value.rest;
    } else rest ??= asUnknown(e, part.value, part.expr, file);
  }
  return { kind: 'list', items, rest, span: expr.span, file };
}

/** `super` of `super.method`, of Python's `super().method` and `super(Class, self).method`; null for any other member. What a base is made with is none of its members. */
function superOf({ object, property }: MemberExpr): NameExpr | null {
  const name = object.kind === 'call' && !property.startsWith('__') ? object.callee : object;
  return name.kind === 'name' && name.name === 'super' ? name : null;
}
