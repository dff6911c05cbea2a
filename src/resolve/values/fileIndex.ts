import type { Binding, CallExpr, Expr, FileFacts, MemberWrite, Region, Span } from '../../model.ts';
import { virtualText } from '../../text/virtual.ts';
import { guardsOf, type Guard } from './guards.ts';

/** Look-up tables over one file's facts. */
export interface FileIndex {
  readonly facts: FileFacts;
  bindings(scope: number, name: string): readonly Binding[];
  /** `object.method(...)` calls and member writes whose object is a plain name, by that name. */
  mutationsOf(name: string): readonly Mutation[];
  /** The same with what changes entries of the name, in source order. */
  mutationsWithin(name: string): readonly Mutation[];
  /** `self.x = ...` / `this.x = ...`, by property. */
  selfWrites(property: string): readonly MemberWrite[];
  /** Regions around an offset, outermost first. */
  regionsAt(offset: number): readonly Region[];
  /** What branches of the file ask about a name or member, as it is written. */
  guardsOn(name: string): readonly Guard[];
  /** Function that a scope belongs to; null at module level. */
  functionOfScope(scope: number): number | null;
  /** Qualified name of the innermost function with a name, from `fn` outwards; null at module level. */
  namedFunction(fn: number | null): string | null;
  callsIn(fn: number): readonly CallExpr[];
  /** `promise` of the `promise.then(fn)` that a function is handed to; null for any other function. */
  promiseBefore(fn: number): Expr | null;
  callsBetween(span: Span): readonly CallExpr[];
  text(span: Span): string;
}
/** `entry`: what is changed is not the named record but this entry of it (`payload["messages"].append(...)`). */
export type Mutation = (
  | { readonly kind: 'call'; readonly method: string; readonly call: CallExpr; readonly span: Span; readonly scope: number }
  | { readonly kind: 'write'; readonly write: MemberWrite; readonly span: Span; readonly scope: number }
) & { readonly entry?: string };

const mutators = new Set([
  'append',
  'extend',
  'insert',
  'push',
  'unshift',
  'update',
  'setdefault',
  'appendleft',
  'set',
  'read',
  'add_argument',
]);

/** Look-up tables over a file's facts, made once. */
export function indexFile(facts: FileFacts): FileIndex {
  const byScope = new Map<number, Map<string, Binding[]>>();
  for (const binding of facts.bindings) {
    const names = getOrCreate(byScope, binding.scope, () => new Map<string, Binding[]>());
    getOrCreate(names, binding.name, () => []).push(binding);
  }
  const mutations = new Map<string, Mutation[]>();
  const writes = new Map<string, MemberWrite[]>();
  const calls = new Map<number, CallExpr[]>();
  const entries = new Map<string, Mutation[]>();
  const promises = new Map<number, Expr>();
  const noteEntry = (receiver: Expr, mutation: Mutation) => {
    const entry = entryOf(receiver);
    if (entry) getOrCreate(entries, entry.name, () => []).push({ ...mutation, entry: entry.key });
  };
  for (const call of facts.calls) {
    if (call.inFunction !== null) getOrCreate(calls, call.inFunction, () => []).push(call);
    const handed = call.callee.kind === 'member' && call.callee.property === 'then' ? call.args[0]?.value : undefined;
    if (call.callee.kind === 'member' && handed?.kind === 'function') promises.set(handed.function, call.callee.object);
    if (call.callee.kind !== 'member' || !mutators.has(call.callee.property)) continue;
    const name = receiverName(call.callee.object);
    const mutation: Mutation = { kind: 'call', method: call.callee.property, call, span: call.span, scope: call.scope };
    if (name) getOrCreate(mutations, name, () => []).push(mutation);
    noteEntry(call.callee.object, mutation);
  }
  for (const write of facts.writes) {
    if (
      write.object.kind === 'name' &&
      (write.object.name === 'self' || write.object.name === 'this' || write.object.name === 'cls') &&
      write.property !== null
    )
      getOrCreate(writes, write.property, () => []).push(write);
    const name = receiverName(write.object);
    const mutation: Mutation = { kind: 'write', write, span: write.span, scope: write.scope };
    if (name) getOrCreate(mutations, name, () => []).push(mutation);
    noteEntry(write.object, mutation);
  }
  const byStart = [...facts.calls].sort((a, b) => a.span.start - b.span.start || b.span.end - a.span.end);
  const regions = [...facts.regions].sort((a, b) => a.span.start - b.span.start || b.span.end - a.span.end);
  const around = new Map<number, readonly Region[]>();
  let guards: ReadonlyMap<string, readonly Guard[]> | null = null;
  return {
    facts,
    bindings: (scope, name) => byScope.get(scope)?.get(name) ?? [],
    mutationsOf: (name) => mutations.get(name) ?? [],
    mutationsWithin: (name) => {
      const inside = entries.get(name);
      return inside ? [...(mutations.get(name) ?? []), ...inside].sort((a, b) => a.span.start - b.span.start) : (mutations.get(name) ?? []);
    },
    selfWrites: (property) => writes.get(property) ?? [],
    regionsAt: (offset) =>
      getOrCreate(around, offset, () => regions.filter((region) => region.span.start <= offset && offset < region.span.end)),
    guardsOn: (name) => {
      guards ??= guardsOf(facts.regions, (span) => virtualText(facts.chunks, span));
      return guards.get(name) ?? [];
    },
    functionOfScope: (scope) => {
      for (let at: number | null = scope; at !== null; at = facts.scopes[at]?.parent ?? null) {
        const here = facts.scopes[at];
        if (here?.kind === 'function') return here.owner;
      }
      return null;
    },
    namedFunction: (fn) => {
      for (let at = fn; at !== null; at = facts.functions[at]?.parent ?? null) {
        const here = facts.functions[at];
        if (here?.name) return here.qualifiedName;
      }
      return null;
    },
    callsIn: (fn) => calls.get(fn) ?? [],
    promiseBefore: (fn) => promises.get(fn) ?? null,
    callsBetween: (span) => {
      let low = 0;
      let high = byStart.length;
      while (low < high) {
        const middle = (low + high) >> 1;
        if ((byStart[middle]?.span.start ?? 0) < span.start) low = middle + 1;
        else high = middle;
      }
      const out: CallExpr[] = [];
      for (let at = low; at < byStart.length; at++) {
        const call = byStart[at];
        if (!call || call.span.start >= span.end) break;
        if (call.span.end <= span.end) out.push(call);
      }
      return out;
    },
    text: (span) => virtualText(facts.chunks, span),
  };
}

/** `messages`, `self.messages` → its dotted name; null for anything longer. */
function receiverName(expr: Expr): string | null {
  if (expr.kind === 'name') return expr.name;
  if (expr.kind === 'member' && expr.object.kind === 'name') return `${expr.object.name}.${expr.property}`;
  return null;
}

/** `payload["messages"]`, `payload.messages`: an entry of a named record. */
function entryOf(expr: Expr): { readonly name: string; readonly key: string } | null {
  if (expr.kind === 'member' && expr.object.kind === 'name') return { name: expr.object.name, key: expr.property };
  if (expr.kind !== 'index' || expr.object.kind !== 'name' || expr.index.kind !== 'text') return null;
  const [key] = expr.index.parts;
  return expr.index.parts.length === 1 && typeof key === 'string' ? { name: expr.object.name, key } : null;
}

/** The value of a key, made and kept where there is none. */
export function getOrCreate<K, V>(map: { get(key: K): V | undefined; set(key: K, value: V): unknown }, key: K, make: () => V): V {
  const found = map.get(key);
  if (found !== undefined) return found;
  const made = make();
  map.set(key, made);
  return made;
}
