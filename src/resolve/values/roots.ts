import { choiceOf } from './choices.ts';
import { alternativesOf, unknown, type Arguments, type ParameterRef, type Value } from './values.ts';

/** Parameters that the value depends on, through any structure, each once. Parts that several places share are looked at once: a value can hold the same list thousands of times. */
export function rootsOf(value: Value): readonly ParameterRef[] {
  const found = new Map<string, ParameterRef>();
  const seen = new Set<Value>();
  const add = (refs: readonly ParameterRef[]) => {
    for (const ref of refs) found.set(`${ref.file}#${ref.function}#${ref.index}`, ref);
  };
  let level: readonly Value[] = [value];
  for (let depth = 0; depth <= 6 && level.length > 0; depth++) {
    const next: Value[] = [];
    for (const one of level) {
      if (seen.has(one)) continue;
      seen.add(one);
      if (one.kind === 'unknown') add(one.roots);
      else if (one.kind === 'instance') add(one.handed ? [one.handed] : []);
      else if (one.kind === 'text') for (const part of one.parts) add(typeof part === 'string' ? [] : part.roots);
      else if (one.kind === 'choice') next.push(...one.alternatives);
      else if (one.kind === 'builtin') next.push(one.receiver);
      else if (one.kind === 'list' || one.kind === 'record') {
        next.push(...(one.kind === 'list' ? one.items : one.entries.values()));
        add(one.rest?.roots ?? []);
      }
    }
    level = next;
  }
  return [...found.values()];
}

/** A result that nothing is known of may be made of what was handed in. */
export function withArgumentRoots(value: Value, args: Arguments): Value {
  const parts = alternativesOf(value);
  if (!parts.every((one) => one.kind === 'unknown' && one.roots.length === 0)) return value;
  const roots = argumentRoots(args);
  return roots.length === 0 ? value : choiceOf(parts.map((one) => (one.kind === 'unknown' ? { ...one, roots } : one)));
}

/** What is read of an object that only holds data, as a part of what its caller handed in. Defaults that are declared stay what they are. */
export function asHanded(value: Value, ref: ParameterRef, name: string): Value {
  switch (value.kind) {
    case 'unknown':
      return value.roots.length > 0 ? value : { ...value, name, roots: [ref] };
    case 'instance':
      return value.args === null ? { ...value, handed: ref } : value;
    case 'choice':
      return { ...value, alternatives: value.alternatives.map((one) => asHanded(one, ref, name)) };
    case 'list': {
      // An empty one is only what is there when nothing was handed in.
      const rest = value.rest ?? (value.items.length === 0 ? unknown(`field ${name}, which whoever makes it may set`, name) : null);
      return { ...value, items: value.items.map((one) => asHanded(one, ref, name)), rest: rest && { ...rest, name, roots: [ref] } };
    }
    default:
      return value;
  }
}

/** Parameters that any of the arguments depend on. */
export function argumentRoots(args: Arguments): readonly ParameterRef[] {
  return [...args.positional, ...args.named.values()].flatMap((one) => rootsOf(one())).slice(0, 8);
}

/** What a part of a value, or what a method of it gives, says of being an answer: what the value says. */
export function answerOf(value: Value): { readonly answer?: true } {
  return value.kind === 'unknown' && value.answer ? { answer: true } : {};
}
