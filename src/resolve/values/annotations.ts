import type { Expr } from '../../model.ts';
import { lastNameOf } from '../requests/callees.ts';
import type { Evaluator } from './evaluator.ts';
import { textOf } from './textValues.ts';
import type { FileIndex } from './fileIndex.ts';
import { type Frame, unknown, type UnknownValue, type Value } from './values.ts';

/** What a declared type says of a value that is not known: the receiver that it promises, or the value with the promise of its members. */
export function promised(typed: Value | null, value: UnknownValue): Value {
  if (typed?.kind !== 'unknown') return typed ?? value;
  return typed.typed ? { ...value, typed: typed.typed } : value;
}

/** What a declared type promises: an SDK's client, an instance of a project class, or the class itself (`type[Client]`). An interface only promises members: an unknown value that is typed. */
export function annotated(e: Evaluator, annotation: Expr, file: string, frame: Frame | null): Value | null {
  if (annotation.kind === 'choice' || annotation.kind === 'list') {
    const parts = annotation.kind === 'choice' ? annotation.alternatives : annotation.items;
    for (const part of parts) {
      const value = annotated(e, part, file, frame);
      if (value) return value;
    }
    return null;
  }
  if (annotation.kind === 'binary') return annotated(e, annotation.left, file, frame) ?? annotated(e, annotation.right, file, frame);
  if (annotation.kind === 'index') {
    const outer = lastNameOf(annotation.object);
    if (/^[Tt]ype$/.test(outer)) {
      const type = e.evaluate(annotation.index, file, frame);
      return type.kind === 'class' || (type.kind === 'external' && type.module !== '') ? type : null;
    }
    return /^(Optional|Annotated|Union)$/.test(outer)
      ? annotated(e, annotation.index, file, frame)
      : container(e, outer, annotation.index, file, frame);
  }
  if (annotation.kind === 'text') {
    const name = annotation.parts.length === 1 && typeof annotation.parts[0] === 'string' ? annotation.parts[0].trim() : '';
    if (!/^\w+$/.test(name)) return null;
    return annotated(e, { kind: 'name', span: annotation.span, name, scope: 0 }, file, frame);
  }
  if (annotation.kind !== 'name' && annotation.kind !== 'member') return null;
  const type = e.evaluate(annotation, file, frame);
  const at = { span: annotation.span, file };
  if (type.kind === 'class') {
    const instance = { ...at, kind: 'instance', file: type.file, class: type.class, args: null } as const;
    const facts = e.index(type.file)?.facts.classes[type.class];
    return facts?.isType ? { ...unknown(`declared as ${facts.name}`, facts.name, [], at), typed: instance } : instance;
  }
  if (type.kind === 'external' && type.module === '' && annotation.kind === 'name') {
    // `llm: "BaseLLM"` without an import, against a cycle: the only class of the project that is called so.
    const { name } = annotation;
    const found = e.overall(
      `class ${name}`,
      () => e.table('classes', () => classesByName(e)).get(name),
      (one) => (one ? `${one.file}#${one.class}` : String(one)),
      undefined,
    );
    return found ? { ...at, kind: 'instance', file: found.file, class: found.class, args: null } : null;
  }
  if (type.kind === 'external') return e.sdkIndex.handleOfType(type, at);
  return null;
}

/** The type that a function insists on: `assert isinstance(config, Config)`, `if not isinstance(config, Config): raise`. Null where it does not, or lets several pass one after another. */
export function checkedType(index: FileIndex, fn: number, parameter: string): Expr | null {
  const [check, ...others] = index
    .callsIn(fn)
    .filter(
      ({ callee, args }) =>
        callee.kind === 'name' && callee.name === 'isinstance' && args[0]?.value.kind === 'name' && args[0].value.name === parameter,
    );
  const type = check?.args[1]?.value;
  if (!check || !type || others.length > 0) return null;
  const chunk = index.facts.chunks.findLast((one) => one.offset <= check.span.start);
  return chunk &&
    /\b(?:assert|if\s+not)\s+$/.test(chunk.text.slice(Math.max(0, check.span.start - chunk.offset - 20), check.span.start - chunk.offset))
    ? type
    : null;
}

/**
 * What a receiver is that comes out of a parameter declared as a list of services (`for one in services`, `self.services[i]`).
 * The element itself stays unknown: it may be part of what is sent.
 */
export function declaredElement(e: Evaluator, expr: Expr, index: FileIndex, file: string): Value | null {
  if (expr.kind !== 'name' && expr.kind !== 'index') return null;
  const binding = expr.kind === 'name' ? index.bindings(expr.scope, expr.name).findLast((one) => one.from.kind === 'element') : undefined;
  const list = binding?.from.kind === 'element' ? e.evaluate(binding.from.of, file, null) : null;
  const value = list?.kind === 'unknown' && list.parameter ? list : e.evaluate(expr, file, null);
  if (value.kind !== 'unknown') return null;
  const ref = value === list ? list.parameter : value.parameter === undefined && value.roots.length === 1 ? value.roots[0] : undefined;
  const annotation = ref && e.index(ref.file)?.facts.functions[ref.function]?.parameters[ref.index]?.annotation;
  const typed = ref && annotation ? annotated(e, annotation, ref.file, null) : null;
  return typed?.kind === 'list' ? (typed.items[0] ?? null) : null;
}

/** `list[Service]`, `dict[str, Service]`: that each element, or each entry, is one. Null where nothing is promised of what is in it. */
function container(e: Evaluator, outer: string, inside: Expr, file: string, frame: Frame | null): Value | null {
  const isRecord = /^([Dd]ict|Mapping|MutableMapping|[Dd]efault[Dd]ict|OrderedDict)$/.test(outer);
  if (!isRecord && !/^([Ll]ist|[Ss]equence|[Ii]terable|[Ii]terator|[Ss]et|[Tt]uple|Collection)$/.test(outer)) return null;
  const parts = inside.kind === 'list' ? inside.items : [inside];
  const element = isRecord ? parts[1] : parts[0];
  const value = element && annotated(e, element, file, frame);
  if (!value || (value.kind !== 'instance' && value.kind !== 'handle')) return null;
  const at = { span: inside.span, file };
  const rest = unknown('others of the same type', textOf(e, inside, file), [], at);
  return isRecord ? { kind: 'record', entries: new Map([['', value]]), rest, ...at } : { kind: 'list', items: [value], rest, ...at };
}

function classesByName(e: Evaluator): ReadonlyMap<string, { readonly file: string; readonly class: number } | null> {
  const found = new Map<string, { readonly file: string; readonly class: number } | null>();
  for (const path of e.loaded())
    for (const [i, one] of e.index(path)?.facts.classes.entries() ?? [])
      if (!one.isType) found.set(one.name, found.has(one.name) ? null : { file: path, class: i });
  return found;
}
