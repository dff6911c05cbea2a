import type { CallExpr, DeclaredWrapper, Expr, FileFacts, Span } from '../model.ts';
import type { Sdk } from '../sdks/sdk.ts';
import { comprehended } from './comprehended.ts';
import { indexFile, type FileIndex } from './fileIndex.ts';
import type { Site } from './calls.ts';
import { invoke } from './invoke.ts';
import { memberOf, itemOf, orAssigned, type Ancestor } from './members.ts';
import type { PackageFolder } from './modules.ts';
import { lookUpName } from './names.ts';
import type { Setting } from './projectWide.ts';
import type { SdkIndex } from './sdkIndex.ts';
import { choiceOf, comparesWithLiteral, defaultAmong, unknown, withHow, rootsOf, type Arguments, type Frame, type Lazy, type TextValue, type UnknownValue, type Value, plainText } from './values.ts';

/** What evaluation reads of the project. `facts` and `text`: undefined = exists but is not loaded (it is then recorded as wanted), null = cannot be had. */
export interface ProjectSource {
  has(path: string): boolean;
  facts(path: string): FileFacts | null | undefined;
  text(path: string): string | null | undefined;
  /** A JavaScript package that lies in the project. */
  packageFolder?(name: string): PackageFolder | null;
  /** Helpers that the team declares, nearest first. */
  declaredWrappers?(): readonly DeclaredWrapper[];
}

/** Evaluation of expressions. What was found without meeting a file that is not loaded is kept when more files are loaded; all memory is in here and goes with it. */
export interface Evaluator {
  readonly source: ProjectSource;
  readonly sdks: readonly Sdk[];
  readonly sdkIndex: SdkIndex;
  /** Paths that would have told more. */
  readonly wanted: ReadonlySet<string>;
  /** Records that a path would have told more: what is being computed holds only until files are loaded. */
  want(path: string): void;
  /** What is being computed depends on which files are loaded, so it holds only until more are. */
  provisional(): void;
  /** Grows whenever a file was missing: unchanged over a computation, nothing was missing for it. */
  lacked(): number;
  /** More files are loaded: forgets what was computed without them. */
  loadedMore(): void;
  index(file: string): FileIndex | null;
  /** Files that are loaded, for class hierarchies and methods by name. */
  loaded(): readonly string[];
  evaluate(expr: Expr, file: string, frame: Frame | null): Value;
  /** A part of a question that is a question of its own (an entry of a request's options): what exhausts the work for it leaves the work of the others. */
  apart(compute: () => Value): Value;
  /** Guards recursion: returns `fallback` when `key` is being computed or the depth is used up. */
  guarded(key: string, fallback: () => Value, compute: () => Value): Value;
  /** Computes once per key; computes again after loading when it met a file that was not loaded. */
  remembered<K, T>(memory: Memory<K, T>, key: K, compute: () => T): T;
  readonly modulePaths: Memory<string, string | null>;
  readonly exports: Memory<string, Value | null>;
  readonly members: Memory<string, Value | null>;
  /** Project classes by name; null where several share it. */
  readonly classes: Memory<string, ReadonlyMap<string, { readonly file: string; readonly class: number } | null>>;
  readonly settings: Memory<string, readonly Setting[]>;
  readonly sites: Memory<CallExpr, Site | null>;
  /** Ancestors by `file#class`, and subclasses by the same. */
  readonly lineages: Memory<string, readonly Ancestor[]>;
  readonly subclasses: Memory<string, ReadonlyMap<string, readonly { readonly file: string; readonly class: number }[]>>;
}
/** What was computed, and the last round of loading for which it holds. */
export type Memory<K, T> = Map<K, { readonly value: T; readonly until: number; /** A file was missing for it. */ readonly lacking: boolean }>;

const depthLimit = 60;
/** Expressions evaluated for one question from outside. Real questions need some hundreds; what needs more is a tangle whose answer nobody would trust. */
const workLimit = 2000;
/** How deep in a question its parts still have work of their own. */
const apartDepth = 4;

/** Told of every expression that is evaluated anew. */
export interface EvaluationTrace {
  enter(expr: Expr, file: string): void;
  leave(expr: Expr, file: string, value: Value): void;
}

export function createEvaluator(source: ProjectSource, sdks: readonly Sdk[], sdkIndex: SdkIndex, loaded: () => readonly string[], trace?: EvaluationTrace): Evaluator {
  const indices = new Map<string, FileIndex>();
  const memo: Memory<Expr, Value> = new Map();
  const inFrames = new WeakMap<Frame, Memory<Expr, Value>>();
  const running = new Set<string>();
  const evaluating = new Set<Expr>();
  const wanted = new Set<string>();
  let depth = 0;
  let work = 0;
  let round = 0;
  /** Counts everything that could not be told for want of a file; a computation during which it grew holds for this round only. */
  let missed = 0;
  /** Of these, the files that were missing. */
  let lacked = 0;

  const evaluator: Evaluator = {
    source,
    sdks,
    sdkIndex,
    wanted,
    loaded,
    modulePaths: new Map(),
    exports: new Map(),
    members: new Map(),
    classes: new Map(),
    settings: new Map(),
    sites: new Map(),
    lineages: new Map(),
    subclasses: new Map(),
    want(path) {
      wanted.add(path);
      missed++;
      lacked++;
    },
    provisional() {
      missed++;
    },
    lacked: () => lacked,
    loadedMore() {
      wanted.clear();
      round++;
    },
    index(file) {
      const known = indices.get(file);
      if (known) return known;
      const facts = source.facts(file);
      if (facts === undefined) evaluator.want(file);
      const made = facts ? indexFile(facts) : null;
      // Kept whatever the question costs: it is the same for every question.
      if (made) indices.set(file, made);
      return made;
    },
    evaluate(expr, file, frame) {
      const memory = frame === null ? memo : getOrCreateWeak(inFrames, frame);
      const known = memory.get(expr);
      if (known && known.until >= round) {
        if (known.until !== Infinity) missed++;
        if (known.lacking) lacked++;
        return known.value;
      }
      if (depth === 0) work = 0;
      if (depth > depthLimit || work > workLimit || evaluating.has(expr)) return unknown('too deep to follow', textOf(evaluator, expr, file), [], { span: expr.span, file });
      const before = missed;
      const lackedBefore = lacked;
      depth++;
      work++;
      evaluating.add(expr);
      trace?.enter(expr, file);
      try {
        const value = evaluateExpr(evaluator, expr, file, frame);
        trace?.leave(expr, file, value);
        // What ran out of work deep inside is not the value of the parts, only of the question.
        if (work <= workLimit || depth === 1) memory.set(expr, { value, until: missed === before ? Infinity : round, lacking: lacked !== lackedBefore });
        return value;
      } finally {
        depth--;
        evaluating.delete(expr);
      }
    },
    apart(compute) {
      const before = work;
      const value = compute();
      if (depth <= apartDepth && work > workLimit) work = before;
      return value;
    },
    guarded(key, fallback, compute) {
      if (running.has(key) || depth > depthLimit || (depth > 0 && work > workLimit)) return fallback();
      running.add(key);
      depth++;
      try {
        return compute();
      } finally {
        depth--;
        running.delete(key);
      }
    },
    remembered(memory, key, compute) {
      const known = memory.get(key);
      if (known && known.until >= round) {
        if (known.until !== Infinity) missed++;
        if (known.lacking) lacked++;
        return known.value;
      }
      const before = missed;
      const lackedBefore = lacked;
      const value = compute();
      if (depth === 0 || work <= workLimit) memory.set(key, { value, until: missed === before ? Infinity : round, lacking: lacked !== lackedBefore });
      return value;
    },
  };
  return evaluator;
}

function getOrCreateWeak(frames: WeakMap<Frame, Memory<Expr, Value>>, frame: Frame): Memory<Expr, Value> {
  const found = frames.get(frame);
  if (found) return found;
  const made: Memory<Expr, Value> = new Map();
  frames.set(frame, made);
  return made;
}

function evaluateExpr(e: Evaluator, expr: Expr, file: string, frame: Frame | null): Value {
  const at = { span: expr.span, file };
  switch (expr.kind) {
    case 'text':
      return joinText(expr.parts.map((part) => (typeof part === 'string' ? { kind: 'text', parts: [part], how: 'literal', ...at } : asHole(e, part, e.evaluate(part, file, frame), file))), at);
    case 'number': return { kind: 'number', value: expr.value, how: 'literal', ...at };
    case 'flag': return { kind: 'flag', value: expr.value, ...at };
    case 'null': return { kind: 'null', ...at };
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
        else entries.set(key, e.apart(() => e.evaluate(entry.value, file, frame)));
      }
      return { kind: 'record', entries, rest, ...at };
    }
    case 'name': return lookUpName(e, expr, file, frame);
    case 'member': return orAssigned(e, memberOf(e, e.evaluate(expr.object, file, frame), expr.property, expr, file, frame), expr, file);
    case 'index': return orAssigned(e, itemOf(e, e.evaluate(expr.object, file, frame), e.evaluate(expr.index, file, frame), expr, file), expr, file);
    case 'call': return invoke(e, e.evaluate(expr.callee, file, frame), argumentsOf(e, expr, file, frame), expr, file, frame);
    case 'choice': return frame !== null && handedIn(e, expr, file, frame) ? choiceOf(expr.alternatives.map((one) => e.evaluate(one, file, frame))) : chooseFrom(expr.operator, expr.alternatives.map((one) => e.evaluate(one, file, frame)), expr.condition ? e.index(file)?.text(expr.condition.span) : undefined);
    case 'binary': return binary(e, expr.operator, e.evaluate(expr.left, file, frame), e.evaluate(expr.right, file, frame), expr, file);
    case 'spread': return e.evaluate(expr.value, file, frame);
    case 'function': return { kind: 'function', function: expr.function, self: null, frame, span: expr.span, file };
    case 'comprehension': return comprehended(e, expr, file, frame);
    case 'unknown': return unknown(`${expr.what} is not followed`, textOf(e, expr, file), [], at);
  }
}

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
      if (list.kind !== 'list' || list.rest) open ??= asUnknown(e, list, argument.value, file);
    } else if (argument.name !== null) named.set(argument.name, value);
    else positional.push(value);
  }
  return { positional, named, open, call };
}

/** The record among alternatives: `x or {}`, `{...} if a else {}` read as one record whose entries may be missing. */
export function pickRecord(value: Value): Extract<Value, { kind: 'record' }> | null {
  if (value.kind === 'record') return value;
  if (value.kind === 'null' || value.kind === 'flag') return { kind: 'record', entries: new Map(), rest: null, span: value.span, file: value.file };
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
  return { kind: 'record', entries: new Map([...merged].map(([key, list]) => [key, choiceOf(list)])), rest, span: value.span, file: value.file };
}

/** `model || "default"` where the caller hands a model in that cannot be read: the default is then one of several, not what is used. */
function handedIn(e: Evaluator, expr: Expr & { kind: 'choice' }, file: string, frame: Frame): boolean {
  const first = expr.alternatives[0];
  if (expr.operator !== 'or' || !first) return false;
  const own = e.evaluate(first, file, null);
  const given = e.evaluate(first, file, frame);
  const isParameter = own.kind === 'unknown' && (own.parameter !== undefined || (first.kind === 'name' && own.roots.length > 0));
  return isParameter && given.kind === 'unknown' && !given.environment && !given.roots.some((ref) => ref.file === frame.file && ref.function === frame.function);
}

/** `x or "default"`: what cannot be told gives way to the default, which then carries how it was found. */
function chooseFrom(operator: 'conditional' | 'or' | 'and', values: readonly Value[], condition?: string): Value {
  if (operator === 'and') return values.at(-1) ?? unknown('no value', '');
  if (operator === 'conditional') return (condition === undefined || comparesWithLiteral(condition) ? null : defaultAmong(values)) ?? choiceOf(values);
  const last = values.at(-1);
  const settled = values.slice(0, -1).flatMap((value) => (value.kind === 'choice' ? value.alternatives : [value])).filter((value) => value.kind !== 'null' && !(value.kind === 'flag' && !value.value));
  if (!last) return unknown('no value', '');
  if (settled.length === 0) return last;
  const first = settled[0];
  if (settled.length === 1 && first && first.kind !== 'unknown' && values[0] === first) return first;
  const scalar = last.kind === 'text' || last.kind === 'number' || last.kind === 'choice';
  const unknowns = settled.filter((value): value is UnknownValue => value.kind === 'unknown');
  if (scalar && unknowns.length === settled.length) return withHow(last, unknowns.some((value) => value.environment) ? 'env-default' : 'default-param');
  return choiceOf([...settled, last]);
}

/** `"text" * 3`, `"text".repeat(3)`. */
export function repeated(text: TextValue, times: number): TextValue {
  const whole = text.parts.every((part) => typeof part === 'string') ? text.parts.join('') : null;
  return whole === null || !Number.isInteger(times) || times < 0 || whole.length * times > 1_000_000 ? text : { ...text, parts: [whole.repeat(times)] };
}

function binary(e: Evaluator, operator: string, left: Value, right: Value, expr: Expr & { kind: 'binary' }, file: string): Value {
  const at = { span: expr.span, file };
  if (operator === '+') {
    if (left.kind === 'list' || right.kind === 'list') return concatLists(e, left, right, expr, file);
    if (left.kind === 'number' && right.kind === 'number') return { ...left, value: left.value + right.value };
    if (left.kind === 'text' || right.kind === 'text') return joinText([asHole(e, expr.left, left, file), asHole(e, expr.right, right, file)], at);
  }
  if (left.kind === 'number' && right.kind === 'number') {
    const value = { '*': left.value * right.value, '-': left.value - right.value, '/': left.value / right.value, '//': Math.floor(left.value / right.value), '**': left.value ** right.value }[operator];
    if (value !== undefined && Number.isFinite(value)) return { ...left, value };
  }
  if (operator === '*' && left.kind === 'text' && right.kind === 'number') return repeated(left, right.value);
  if (operator === '%' && left.kind === 'text') return joinText(left.parts.flatMap((part) => (typeof part === 'string' ? splitFormat(part, right, left) : [part])).map((part) => (typeof part === 'string' ? { ...left, parts: [part] } : part)), at);
  if (operator === '|') return e.sdkIndex.pipe(left, right, at) ?? (left.kind === 'record' || left.kind === 'text' || left.kind === 'list' ? left : unknown('operator |', textOf(e, expr, file), [], at));
  if (operator === '/' && right.kind === 'text') return joinText([asHole(e, expr.left, left, file), { ...right, parts: ['/'] }, right], at);
  return unknown(`operator ${operator}`, textOf(e, expr, file), [...rootsOf(left), ...rootsOf(right)], at);
}

function splitFormat(text: string, args: Value, at: { span: Span | null; file: string | null }): (string | UnknownValue)[] {
  const values = args.kind === 'list' ? args.items : [args];
  let next = 0;
  const out: (string | UnknownValue)[] = [];
  let last = 0;
  for (const match of text.matchAll(/%(?:\((\w+)\))?[-#0 +]*\d*(?:\.\d+)?[sdrfxi%]/g)) {
    out.push(text.slice(last, match.index));
    last = match.index + match[0].length;
    if (match[0].endsWith('%')) {
      out.push('%');
      continue;
    }
    const name = match[1];
    const value = name && args.kind === 'record' ? args.entries.get(name) : values[next++];
    const plain = value ? plainText(value) : null;
    out.push(plain ?? (value?.kind === 'unknown' ? value : unknown('formatted value', name ?? 'value', value ? rootsOf(value) : [], at)));
  }
  out.push(text.slice(last));
  return out;
}

export function concatLists(e: Evaluator, left: Value, right: Value, expr: Expr & { kind: 'binary' }, file: string): Value {
  const parts = [{ value: left, expr: expr.left }, { value: right, expr: expr.right }];
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

/** Joins pieces into one text; neighbouring literals melt together; `how` is that of the whole. */
export function joinText(pieces: readonly Value[], at: { span: Span | null; file: string | null }): Value {
  const parts: (string | UnknownValue)[] = [];
  let how: 'literal' | 'constant' = pieces.length > 1 ? 'constant' : 'literal';
  for (const piece of pieces) {
    const list = piece.kind === 'text' ? piece.parts : piece.kind === 'number' ? [String(piece.value)] : piece.kind === 'unknown' ? [piece] : [unknown('not text', '', rootsOf(piece), piece)];
    if (piece.kind === 'text' && piece.how !== 'literal') how = 'constant';
    for (const part of list) {
      const last = parts.length - 1;
      const before = parts[last];
      if (typeof part === 'string' && typeof before === 'string') parts[last] = before + part;
      else if (part !== '') parts.push(part);
    }
  }
  const strongest = pieces.reduce<Value | null>((worst, piece) => (piece.kind === 'text' && (worst === null || (worst.kind === 'text' && withHow(worst, piece.how) !== worst)) ? piece : worst), null);
  return { kind: 'text', parts: parts.length === 0 ? [''] : parts, how: strongest?.kind === 'text' && strongest.how !== 'literal' ? strongest.how : how, span: at.span, file: at.file };
}

/** A value as it stands inside a text: its text where it is known, else a hole named as written. */
export function asHole(e: Evaluator, expr: Expr, value: Value, file: string): Value {
  if (value.kind === 'text' || value.kind === 'number') return value;
  if (value.kind === 'flag') return { kind: 'text', parts: [String(value.value)], how: 'literal', span: value.span, file: value.file };
  return asUnknown(e, value, expr, file);
}

export function asUnknown(e: Evaluator, value: Value, expr: Expr, file: string): UnknownValue {
  if (value.kind === 'unknown') return value;
  return unknown(value.kind === 'choice' ? 'one of several values' : `a ${value.kind}`, textOf(e, expr, file), rootsOf(value), { span: expr.span, file });
}

/** The source of an expression, on one line, cut to a readable length. */
export function textOf(e: Evaluator, expr: { readonly span: Span }, file: string): string {
  const text = e.index(file)?.text(expr.span).replace(/\s+/g, ' ').trim() ?? '';
  return text.length > 60 ? `${text.slice(0, 57)}...` : text;
}
