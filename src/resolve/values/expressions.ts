import type { Expr, MemberExpr, NameExpr } from '../../model.ts';
import { choiceOf } from './choices.ts';
import { comprehended } from './comprehended.ts';
import { chosen } from './conditions.ts';
import type { Evaluator } from './evaluator.ts';
import { narrowed } from './guards.ts';
import { superMember } from './instances.ts';
import { invoke } from './invoke.ts';
import { memberOf, orAssigned } from './members.ts';
import { itemOf } from './items.ts';
import { lookUpName } from './names.ts';
import { binary } from './operators.ts';
import { rootsOf } from './roots.ts';
import { asHole, asUnknown, joinText, textOf } from './textValues.ts';
import { plainText, unknown, type Arguments, type Frame, type Lazy, type UnknownValue, type Value } from './values.ts';

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

/** `super` of `super.method`, of Python's `super().method` and `super(Class, self).method`; null for any other member. What a base is made with is none of its members. */
function superOf({ object, property }: MemberExpr): NameExpr | null {
  const name = object.kind === 'call' && !property.startsWith('__') ? object.callee : object;
  return name.kind === 'name' && name.name === 'super' ? name : null;
}
