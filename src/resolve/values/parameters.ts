import { annotated, checkedType, promised } from './annotations.ts';
import { choiceOf, withHow } from './choices.ts';
import { optionDefault } from './commandLine.ts';
import type { Evaluator } from './evaluator.ts';
import { declaredDefault } from './fields.ts';
import type { FileIndex } from './fileIndex.ts';
import { isDataClass } from './instances.ts';
import { familyOf } from './modules.ts';
import { alternativesOf, unknown, type Frame, type UnknownValue, type Value } from './values.ts';

/** Declared types of plain text, in either language. */
const plainTextType = /^:?\s*(?:Optional\[\s*str\s*\]|(?:str|string)(?:\s*\|\s*(?:None|null|undefined))?)$/;

/** Plain types that stand beside a class in a declared type. */
const besideClasses = /\b(?:str|bytes|[Ll]ist|[Dd]ict|Sequence|Iterable|string)\b/;

/** Value of a parameter: from the frame, else its default, else its declared type, else unknown with the parameter as root. */
export function parameterValue(e: Evaluator, index: FileIndex, file: string, fn: number, position: number, frame: Frame | null): Value {
  const facts = index.facts.functions[fn];
  const parameter = facts?.parameters[position];
  if (!facts || !parameter) return unknown('parameter', '');
  const ref = { file, function: fn, index: position };
  const at = { span: parameter.span, file };
  const self: UnknownValue = {
    ...unknown(`parameter ${parameter.name} of ${facts.qualifiedName}`, parameter.name, [ref], at),
    parameter: ref,
    ...(parameter.annotation && plainTextType.test(index.text(parameter.annotation.span)) ? { textual: true as const } : {}),
  };
  const byType = () => {
    const declared = parameter.annotation ?? checkedType(index, fn, parameter.name);
    const typed = declared ? annotated(e, declared, file, frame) : null;
    // What is in a list that is handed in stays the caller's: it may be what is sent.
    // `messages: str | Message | list[Message]` may be none of the class.
    if (typed?.kind === 'instance' && declared && besideClasses.test(index.text(declared.span))) return { ...self, typed };
    if (typed?.kind === 'instance' && isDataClass(e, typed.file, typed.class)) return { ...typed, handed: ref };
    return typed && typed.kind !== 'list' && typed.kind !== 'record' ? promised(typed, self) : self;
  };
  const fallback = () =>
    parameter.default ? declaredDefault(e, e.evaluate(parameter.default, file, null)) : optionDefault(e, facts, parameter.name, file);
  for (let here = frame; here !== null; here = here.parent) {
    if (here.file !== file || here.function !== fn) continue;
    const bound = boundArgument(index, here, position);
    if (bound && !(bound.kind === 'unknown' && bound.reason === 'not given')) return bound;
    const given = fallback();
    if (given) return withHow(given, 'default-param');
    return bound && parameter.kind !== 'positional' && parameter.kind !== 'keywordOnly' ? bound : byType();
  }
  const promise = position === 0 ? index.promiseBefore(fn) : null;
  const kept = promise ? e.evaluate(promise, file, frame) : null;
  if (kept && alternativesOf(kept).every((one) => one.kind !== 'unknown')) return kept;
  if (parameter.kind === 'record') return { kind: 'record', entries: new Map(), rest: self, ...at };
  if (parameter.kind === 'list') return { kind: 'list', items: [], rest: self, ...at };
  const value = fallback();
  if (value) {
    // An empty text only holds the place for what callers give.
    if (isEmptyText(value)) return choiceOf([self, value]);
    if (value.kind === 'text' || value.kind === 'number' || value.kind === 'flag')
      return value.kind === 'flag' ? value : withHow(value, 'default-param');
    if (
      value.kind === 'handle' ||
      value.kind === 'instance' ||
      value.kind === 'class' ||
      value.kind === 'function' ||
      (value.kind === 'choice' && value.alternatives.every((one) => one.kind === 'handle' || one.kind === 'instance'))
    )
      return value;
    if (value.kind === 'record' || value.kind === 'list') return choiceOf([self, value]);
  }
  return byType();
}

/** The argument that a frame binds to a parameter; null where the caller gave none. */
function boundArgument(index: FileIndex, frame: Frame, position: number): Value | null {
  const facts = index.facts.functions[frame.function];
  const parameter = facts?.parameters[position];
  if (!facts || !parameter) return null;
  const skip = hasReceiver(index, frame.function) && frame.self ? 1 : 0;
  const at = position - skip;
  if (parameter.kind === 'record') {
    const taken = new Set(facts.parameters.map((one) => one.name));
    const entries = new Map([...frame.args.named].filter(([name]) => !taken.has(name)).map(([name, value]) => [name, value()] as const));
    return { kind: 'record', entries, rest: frame.args.open, span: null, file: null };
  }
  if (parameter.kind === 'list')
    return { kind: 'list', items: frame.args.positional.slice(at).map((one) => one()), rest: frame.args.open, span: null, file: null };
  const named = frame.args.named.get(parameter.name);
  if (named) return named();
  const positional = parameter.kind === 'positional' && at >= 0 ? frame.args.positional[at] : undefined;
  if (positional) return positional();
  if (frame.args.open) return frame.args.open;
  return unknown('not given', parameter.name);
}

/** Python methods have their receiver as first parameter. */
export function hasReceiver(index: FileIndex, fn: number): boolean {
  const facts = index.facts.functions[fn];
  return facts !== undefined && facts.class !== null && facts.kind !== 'static' && familyOf(index.facts.language) === 'python';
}

function isEmptyText(value: Value): boolean {
  return value.kind === 'text' && value.parts.every((part) => part === '');
}
