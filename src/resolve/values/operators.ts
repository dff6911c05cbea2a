import type { Expr } from '../../model.ts';
import type { Evaluator } from './evaluator.ts';
import { rootsOf } from './roots.ts';
import { asHole, asUnknown, joinText, repeated, splitFormat, textOf } from './textValues.ts';
import { unknown, type UnknownValue, type Value } from './values.ts';

/** `left operator right` of values: texts and lists are joined, numbers reckoned; what that cannot tell is unknown. */
export function binary(e: Evaluator, operator: string, left: Value, right: Value, expr: Expr & { kind: 'binary' }, file: string): Value {
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
