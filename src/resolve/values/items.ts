import type { Expr } from '../../model.ts';
import { choiceOf } from './choices.ts';
import { environment, isEnvironment } from './environment.ts';
import type { Evaluator } from './evaluator.ts';
import { classMember } from './instances.ts';
import { answerOf, rootsOf } from './roots.ts';
import { textOf } from './textValues.ts';
import { plainText, unknown, type Value } from './values.ts';

/** `value[key]`. A key that is not known gives all the entries as alternatives. */
export function itemOf(e: Evaluator, value: Value, key: Value, expr: Expr & { kind: 'index' }, file: string): Value {
  const at = { span: expr.span, file };
  const name = plainText(key);
  switch (value.kind) {
    case 'record': {
      if (name !== null) return value.entries.get(name) ?? value.entries.get('') ?? value.rest ?? unknown(`no entry ${name}`, name, [], at);
      if (key.kind === 'number') return value.entries.get(String(key.value)) ?? value.rest ?? unknown('no such entry', '', [], at);
      const entries = [...value.entries.values()];
      if (entries.length === 0) return unknown('entry by a key that is not known', textOf(e, expr, file), rootsOf(key), at);
      const alternatives = entries.length <= 12 ? entries : entries.slice(0, 12);
      return choiceOf([
        ...alternatives,
        ...(value.rest || entries.length > 12 ? [unknown('another entry', textOf(e, expr, file), [], at)] : []),
      ]);
    }
    case 'list':
      if (key.kind === 'number') return numberItem(value, key.value) ?? unknown('an element', textOf(e, expr, file), rootsOf(value), at);
      // `MODELS[i % MODELS.length]`: one of them.
      return value.items.length > 0 &&
        value.items.length <= 12 &&
        !value.rest &&
        (value.items.every((one) => one.kind === 'text' || one.kind === 'handle') || value.items.every((one) => one.kind === 'list'))
        ? choiceOf(value.items)
        : unknown('an element', textOf(e, expr, file), rootsOf(value), at);
    case 'choice':
      return choiceOf(value.alternatives.filter((one) => one.kind !== 'null').map((one) => itemOf(e, one, key, expr, file)));
    // `Model["FAST"]` of an enum.
    case 'class':
      return (
        (name === null ? null : classMember(e, value.file, value.class, name)) ??
        unknown('item of a class', textOf(e, expr, file), rootsOf(key), at)
      );
    case 'external':
      if (isEnvironment(value) || value.path.at(-1) === 'environ') return environment(name ?? 'unknown', at);
      return unknown(`item of ${value.path.join('.')}`, textOf(e, expr, file), [], at);
    case 'text':
      return unknown('part of a text', textOf(e, expr, file), rootsOf(value), at);
    default:
      return {
        ...unknown(value.kind === 'unknown' ? value.reason : `item of a ${value.kind}`, textOf(e, expr, file), rootsOf(value), at),
        ...answerOf(value),
      };
  }
}

/** An element of a list by its position, from the end when negative; null where it cannot be told. */
export function numberItem(value: Value, position: number): Value | null {
  if (value.kind === 'choice') {
    const items = value.alternatives.map((one) => numberItem(one, position)).filter((one) => one !== null);
    return items.length > 0 ? choiceOf(items) : null;
  }
  if (value.kind !== 'list') return null;
  if (position < 0) return value.rest ? null : (value.items.at(position) ?? null);
  return value.items[position] ?? null;
}
