import type { CallExpr } from '../../model.ts';
import { choiceOf } from './choices.ts';
import { mappedTexts } from './comprehended.ts';
import type { Evaluator } from './evaluator.ts';
import { instanceMember } from './instances.ts';
import { returned } from './returned.ts';
import { answerOf, argumentRoots } from './roots.ts';
import { textOf } from './textValues.ts';
import { callLibrary } from './library.ts';
import { callMethod } from './methods.ts';
import { familyOf } from './modules.ts';
import { rendered } from './rendered.ts';
import { alternativesOf, unknown, withFixed, type Arguments, type Frame, type HandleValue, type Value } from './values.ts';

/** The value of a call, given its callee's value. */
export function invoke(e: Evaluator, callee: Value, args: Arguments, expr: CallExpr, file: string, frame: Frame | null): Value {
  const at = { span: expr.span, file };
  if (sendsRequest(e, expr, args)) return answer(e, expr, file);
  switch (callee.kind) {
    case 'handle': {
      const bound = boundTo(e, callee, args);
      if (bound) return { ...bound, ...at };
      return (
        e.sdkIndex.pipedBy(callee, args, at) ??
        e.sdkIndex.called(callee, args, at) ??
        (e.sdkIndex.operationOf(callee)
          ? answer(e, expr, file)
          : unknown(`result of ${callee.chain.join('.')}`, textOf(e, expr, file), [], at))
      );
    }
    case 'external': {
      const library = callLibrary(e, callee, args, expr, file, frame);
      if (library) return library;
      const made = e.sdkIndex.fromExternal(callee, args);
      if (made) return { ...made, ...at };
      if (e.sdkIndex.moduleOperation(callee)) return answer(e, expr, file);
      const name = callee.path.at(-1) ?? callee.module;
      if (
        callee.module !== '' &&
        (expr.isNew || /^[A-Z]/.test(name) || (name === 'field' && /^(dataclasses|attrs?)$/.test(callee.module)))
      ) {
        const entries = new Map<string, Value>([...args.named].map(([key, value]) => [key, value()]));
        for (const [i, value] of args.positional.entries()) entries.set(`#${i}`, value());
        const options = args.positional[0]?.();
        if (expr.isNew && options?.kind === 'record')
          for (const [key, value] of options.entries) if (!entries.has(key)) entries.set(key, value);
        return { kind: 'record', entries, rest: args.open, external: name, ...at };
      }
      return unknown(`result of ${callee.path.join('.') || callee.module}`, textOf(e, expr, file), argumentRoots(args), at);
    }
    case 'function': {
      const all = withFixed(args, callee.fixed);
      const value = returned(e, callee, all);
      return value.kind === 'unknown' ? { ...value, name: textOf(e, expr, file) } : value;
    }
    case 'class':
      return { kind: 'instance', class: callee.class, args, span: expr.span, file: callee.file };
    case 'instance': {
      const call = instanceMember(e, callee, '__call__') ?? instanceMember(e, callee, 'forward');
      return call
        ? invoke(e, call, args, expr, file, frame)
        : unknown('an instance is called', textOf(e, expr, file), argumentRoots(args), at);
    }
    case 'builtin':
      return (
        callMethod(e, callee, args, expr, file, frame) ??
        unknown(`result of .${callee.method}()`, textOf(e, expr, file), argumentRoots(args), at)
      );
    case 'choice': {
      const values = callee.alternatives.filter((one) => one.kind !== 'null').map((one) => invoke(e, one, args, expr, file, frame));
      const solid = values.filter((value) => value.kind !== 'unknown');
      return choiceOf(solid.length > 0 ? solid : values);
    }
    default: {
      const filled = callee.kind === 'record' ? rendered(callee, args, expr, file) : null;
      if (filled) return filled;
      const texts = callee.kind === 'unknown' ? mappedTexts(e, callee, args, expr, file, frame) : null;
      if (texts) return texts;
      const made =
        callee.kind === 'unknown' && expr.callee.kind === 'member'
          ? e.sdkIndex.calledOnAny(expr.callee.property, args, familyOf(e.index(file)?.facts.language ?? 'python'), at)
          : null;
      if (made) return made;
      if (callee.kind === 'unknown' && expr.callee.kind === 'member' && expr.callee.property === 'get' && args.positional.length === 2) {
        const fallback = args.positional[1]?.();
        if (fallback && (fallback.kind === 'text' || fallback.kind === 'number')) return { ...fallback, how: 'default-param' };
      }
      // `z.string().default("gpt-4o")`: what the schema gives when nothing is set.
      const declared =
        callee.kind === 'unknown' &&
        /^result of (?:zod\.)?z(?:od)?\b/.test(callee.reason) &&
        expr.callee.kind === 'member' &&
        (expr.callee.property === 'default' || expr.callee.property === 'prefault')
          ? args.positional[0]?.()
          : undefined;
      if (declared && (declared.kind === 'text' || declared.kind === 'number')) return { ...declared, how: 'default-param' };
      const result = unknown(
        `result of ${textOf(e, expr.callee, file)}`,
        textOf(e, expr, file),
        [...(callee.kind === 'unknown' ? callee.roots : []), ...argumentRoots(args)],
        at,
      );
      const cleaned =
        callee.kind === 'unknown' && expr.callee.kind === 'member' && cleaners.has(expr.callee.property)
          ? e.evaluate(expr.callee.object, file, frame)
          : null;
      if (cleaned?.kind === 'unknown' && cleaned.parameter)
        return { ...result, parameter: cleaned.parameter, ...(cleaned.textual ? { textual: true as const } : {}) };
      return { ...result, ...answerOf(callee) };
    }
  }
}

/** `client.send(new ConverseCommand({...}))`: whatever the client is, what it is handed is a request to a model. */
function sendsRequest(e: Evaluator, expr: CallExpr, args: Arguments): boolean {
  if (expr.callee.kind !== 'member' || !e.sdkIndex.carriers.has(expr.callee.property)) return false;
  const method = expr.callee.property;
  const handed = args.positional[0]?.();
  return handed !== undefined && alternativesOf(handed).some((one) => one.kind === 'handle' && e.sdkIndex.carried(one, method) !== null);
}

/** `client.chat.completions.create.bind(client.chat.completions)`: the same request, with what else is given fixed. */
function boundTo(e: Evaluator, callee: HandleValue, args: Arguments): HandleValue | null {
  if (callee.family !== 'javascript' || callee.chain.at(-1) !== 'bind') return null;
  const method = { ...callee, chain: callee.chain.slice(0, -1) };
  return e.sdkIndex.operationOf(method)
    ? { ...method, fixed: withFixed({ ...args, positional: args.positional.slice(1) }, callee.fixed) }
    : null;
}

/** Methods that clean or shorten what they are called on: what comes out is still that text or list. */
const cleaners = new Set(
  'trim trimStart trimEnd replace replaceAll slice substring substr toString normalize toLowerCase filter toReversed strip lstrip rstrip lower'.split(
    ' ',
  ),
);

function answer(e: Evaluator, expr: CallExpr, file: string): Value {
  return { ...unknown('answer of a model', textOf(e, expr, file), [], { span: expr.span, file }), answer: true };
}
