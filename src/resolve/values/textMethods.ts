import type { CallExpr } from '../../model.ts';
import type { Evaluator } from './evaluator.ts';
import { rootsOf } from './roots.ts';
import { asUnknown, joinText, repeated, textOf } from './textValues.ts';
import { fileText } from './files.ts';
import { plainText, unknown, type Arguments, type TextValue, type UnknownValue, type Value } from './values.ts';

/** A method of a text (`format`, `join`, `strip`, `replace`, ...); null for one that is not followed. */
export function textMethod(e: Evaluator, receiver: TextValue, method: string, args: Arguments, expr: CallExpr, file: string): Value | null {
  const at = { span: expr.span, file };
  const first = args.positional[0]?.();
  switch (method) {
    case 'format':
    case 'format_map':
    case 'substitute':
    case 'safe_substitute':
      return fill(
        receiver,
        args,
        expr,
        file,
        method.includes('substitute') ? /\$\{?(\w+)\}?/g : /\{(\w*)(?:[.[][^}]*)?(?:![rsa])?(?::[^}]*)?\}/g,
      );
    case 'join':
      if (first?.kind === 'list') return joinList(first.items, first.rest, plainText(receiver) ?? '', at);
      return unknown('joined texts', textOf(e, expr, file), first ? rootsOf(first) : [], at);
    case 'replace':
    case 'replaceAll': {
      const what = first ? plainText(first) : null;
      const to = args.positional[1]?.();
      if (what === null || !to) return receiver;
      const filled = to.kind === 'text' ? to : asUnknown(e, to, expr.args[1]?.value ?? expr, file);
      const pieces = receiver.parts.flatMap((part): Value[] =>
        typeof part === 'string'
          ? part.split(what).flatMap((piece, i): Value[] => (i === 0 ? [text(piece, receiver)] : [filled, text(piece, receiver)]))
          : [part],
      );
      return joinText(pieces, at);
    }
    case 'concat':
      return joinText(
        [receiver, ...args.positional.map((one) => one())].map((one) => (one.kind === 'text' ? one : asUnknown(e, one, expr, file))),
        at,
      );
    case 'strip':
    case 'trim':
    case 'trimStart':
    case 'trimEnd':
    case 'lstrip':
    case 'rstrip': {
      const parts = [...receiver.parts];
      if (typeof parts[0] === 'string') parts[0] = parts[0].trimStart();
      const last = parts.at(-1);
      if (typeof last === 'string') parts[parts.length - 1] = last.trimEnd();
      return { ...receiver, parts };
    }
    case 'lower':
    case 'toLowerCase':
      return { ...receiver, parts: receiver.parts.map((part) => (typeof part === 'string' ? part.toLowerCase() : part)) };
    case 'upper':
    case 'repeat': {
      const times = args.positional[0]?.();
      return times?.kind === 'number' ? repeated(receiver, times.value) : receiver;
    }
    case 'toUpperCase':
      return { ...receiver, parts: receiver.parts.map((part) => (typeof part === 'string' ? part.toUpperCase() : part)) };
    case 'read_text':
    case 'open':
    case 'read_bytes': {
      const path = plainText(receiver);
      return path === null ? null : fileText(e, path, file, at);
    }
    case 'joinpath': {
      const path = [receiver, ...args.positional.map((one) => one())].map((one) => plainText(one));
      return path.every((part) => part !== null) ? text(path.join('/'), receiver) : null;
    }
    case 'read':
    case 'encode':
    case 'decode':
    case 'toString':
    case 'valueOf':
    case 'resolve':
    case 'absolute':
      return receiver;
    default:
      return unknown(`result of .${method}()`, textOf(e, expr, file), rootsOf(receiver), at);
  }
}

/** A literal text at the place of another. */
export function text(value: string, like: TextValue): TextValue {
  return { ...like, parts: [value] };
}

/** Fills named and numbered places of a template; what is not given stays a hole. */
function fill(receiver: TextValue, args: Arguments, expr: CallExpr, file: string, pattern: RegExp): Value {
  const at = { span: expr.span, file };
  let next = 0;
  const record = args.positional[0]?.();
  const pieces = receiver.parts.flatMap((part): Value[] => {
    if (typeof part !== 'string') return [part];
    const out: Value[] = [];
    let last = 0;
    const safe = part.replaceAll('{{', '\u0000\u0000').replaceAll('}}', '\u0001\u0001');
    for (const match of safe.matchAll(pattern)) {
      out.push(text(safe.slice(last, match.index), receiver));
      last = match.index + match[0].length;
      const name = match[1] ?? '';
      const numbered = name === '' ? args.positional[next++] : /^\d+$/.test(name) ? args.positional[Number(name)] : undefined;
      const value = numbered?.() ?? args.named.get(name)?.() ?? (record?.kind === 'record' ? record.entries.get(name) : undefined);
      const hole =
        value && (value.kind === 'text' || value.kind === 'number')
          ? value
          : unknown('filled in', value?.kind === 'unknown' ? value.name : name, value ? rootsOf(value) : [], at);
      out.push(hole.kind === 'unknown' && value?.kind === 'unknown' && value.parameter ? value : hole);
    }
    out.push(text(safe.slice(last), receiver));
    return out.map((one) =>
      one.kind === 'text'
        ? {
            ...one,
            parts: one.parts.map((p) => (typeof p === 'string' ? p.replaceAll('\u0000\u0000', '{').replaceAll('\u0001\u0001', '}') : p)),
          }
        : one,
    );
  });
  return joinText(pieces, at);
}

/** Items joined by a separator; `rest` becomes a hole. */
export function joinList(
  items: readonly Value[],
  rest: UnknownValue | null,
  separator: string,
  at: { span: CallExpr['span']; file: string },
): Value {
  const glue: TextValue = { kind: 'text', parts: [separator], how: 'constant', ...at };
  const pieces = items
    .flatMap((item, i): Value[] => (i === 0 ? [item] : [glue, item]))
    .map((one) => (one.kind === 'text' || one.kind === 'number' || one.kind === 'unknown' ? one : unknown('joined', '', rootsOf(one), at)));
  return joinText(rest ? [...pieces, rest] : pieces, at);
}

/** Python's `textwrap.dedent`: the common leading white space of all lines goes. Holes count as text in their line. */
export function dedent(parts: TextValue['parts']): TextValue['parts'] {
  const whole = parts.map((part) => (typeof part === 'string' ? part : '\u0000')).join('');
  const indents = whole
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => /^[ \t]*/.exec(line)?.[0].length ?? 0);
  const common = indents.length > 0 ? Math.min(...indents) : 0;
  if (common === 0) return parts;
  const cut = new RegExp(`(^|\\n)[ \\t]{1,${common}}`, 'g');
  return parts.map((part, i) =>
    typeof part === 'string'
      ? part.replace(cut, (match: string, start: string, offset: number) => (offset === 0 && start === '' && i > 0 ? match : start))
      : part,
  );
}
