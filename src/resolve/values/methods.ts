import type { CallExpr } from '../../model.ts';
import { choiceOf } from './choices.ts';
import { parsedArguments } from './commandLine.ts';
import type { Evaluator } from './evaluator.ts';
import { invoke } from './invoke.ts';
import { templateMethod } from './rendered.ts';
import { argumentRoots, rootsOf } from './roots.ts';
import { joinList, textMethod } from './textMethods.ts';
import { asUnknown, textOf } from './textValues.ts';
import { plainText, unknown, type Arguments, type BuiltinValue, type Frame, type RecordValue, type UnknownValue, type Value } from './values.ts';

/** Methods of plain values. */
export function callMethod(e: Evaluator, callee: BuiltinValue, args: Arguments, expr: CallExpr, file: string, frame: Frame | null): Value | null {
  const at = { span: expr.span, file };
  const receiver = callee.receiver;
  const first = args.positional[0]?.();
  if (receiver.kind === 'text') return textMethod(e, receiver, callee.method, args, expr, file);
  if (receiver.kind === 'list') {
    switch (callee.method) {
      case 'concat': {
        const items = [...receiver.items];
        let rest: UnknownValue | null = receiver.rest;
        for (const one of args.positional) {
          const value = one();
          if (value.kind === 'list') {
            items.push(...value.items);
            rest ??= value.rest;
          } else rest ??= asUnknown(e, value, expr, file);
        }
        return { ...receiver, items, rest };
      }
      case 'join': return joinList(receiver.items, receiver.rest, first ? (plainText(first) ?? '') : ',', at);
      case 'map':
      case 'flatMap': {
        if (!first) return null;
        const items = receiver.items.map((item) => invoke(e, first, { positional: [() => item], named: new Map(), open: null }, expr, file, frame));
        return { kind: 'list', items, rest: receiver.rest, ...at };
      }
      case 'filter':
      case 'slice':
      case 'reverse':
      case 'copy':
      case 'flat': return receiver;
      case 'pop':
      case 'shift':
      case 'at':
      case 'find': return receiver.items.length > 0 && !receiver.rest ? choiceOf(receiver.items) : unknown('an element', textOf(e, expr, file), rootsOf(receiver), at);
      default: return null;
    }
  }
  if (receiver.kind === 'record') {
    const rendered = templateMethod(e, receiver, callee.method, args, expr, file);
    if (rendered) return rendered;
    const parsed = parsedArguments(receiver, callee.method);
    if (parsed) return parsed;
    switch (callee.method) {
      case 'getint':
      case 'getfloat':
      case 'get': {
        if (/ConfigParser$/.test(receiver.external ?? '')) return option(receiver, args, callee.method !== 'get') ?? unknown('what an INI file holds', textOf(e, expr, file), [], at);
        const key = first ? plainText(first) : null;
        // What an object of a library looks up is its own affair: only what it was made with is seen, not what it holds.
        if (receiver.external !== undefined && !args.positional[1] && (key === null || !receiver.entries.has(key))) return unknown(`what ${receiver.external} holds`, textOf(e, expr, file), argumentRoots(args), at);
        const fallback = args.positional[1]?.() ?? { kind: 'null', span: null, file: null };
        if (key !== null) return receiver.entries.get(key) ?? receiver.entries.get('') ?? (receiver.rest ? choiceOf([receiver.rest, fallback]) : fallback);
        return choiceOf([...receiver.entries.values(), ...(args.positional[1] ? [fallback] : [])]);
      }
      case 'copy':
      case 'model_dump':
      case 'dict': return receiver;
      // A schema gives back what it is given; where that is the environment, what it declares is all that is known.
      case 'parse':
      case 'safeParse':
      case 'parseAsync': return first?.kind === 'unknown' && !first.environment && first.roots.length > 0 ? first : receiver;
      // https://docs.python.org/3/library/string.html#template-strings
      case 'substitute':
      case 'safe_substitute': {
        const template = receiver.external === 'Template' ? receiver.entries.get('#0') : undefined;
        return template?.kind === 'text' ? textMethod(e, template, callee.method, args, expr, file) : null;
      }
      case 'encode': return receiver.external === 'TextEncoder' ? (first ?? receiver) : receiver;
      case 'values': return { kind: 'list', items: [...receiver.entries.values()], rest: receiver.rest, ...at };
      case 'read':
      case 'read_text': return null;
      default: return unknown(`result of .${callee.method}()`, textOf(e, expr, file), [...rootsOf(receiver), ...argumentRoots(args)], at);
    }
  }
  return null;
}

/** `config.get(section, option, fallback=...)` of what was read into a `ConfigParser`. https://docs.python.org/3/library/configparser.html */
function option(config: RecordValue, args: Arguments, isNumber: boolean): Value | null {
  const [section, name] = [args.positional[0]?.(), args.positional[1]?.()].map((one) => (one ? plainText(one) : null));
  const options = section ? config.entries.get(section) : undefined;
  const value = (options?.kind === 'record' && name ? options.entries.get(name.toLowerCase()) : undefined) ?? args.named.get('fallback')?.();
  const number = value?.kind === 'text' && isNumber ? Number(plainText(value)) : NaN;
  return value?.kind === 'text' && Number.isFinite(number) ? { kind: 'number', value: number, how: value.how, span: value.span, file: value.file } : (value ?? null);
}
