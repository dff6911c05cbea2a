import type { CallExpr, DeclaredWrapper, Expr, FileFacts } from '../../model.ts';
import type { Sdk } from '../../sdks/sdk.ts';
import type { CallAt } from '../requests/callers.ts';
import type { Site } from '../requests/site.ts';
import { evaluateExpr } from './expressions.ts';
import { type FileIndex, indexFile } from './fileIndex.ts';
import type { Ancestor } from './lineage.ts';
import type { PackageFolder } from './modules.ts';
import type { Setting } from '../requests/projectWide.ts';
import type { SdkIndex } from '../requests/sdkIndex.ts';
import { textOf } from './textValues.ts';
import { type Frame, unknown, type Value } from './values.ts';

/** What evaluation reads of the project. `facts` and `text`: undefined = exists but is not loaded (it is then recorded as wanted), null = cannot be had. */
export interface ProjectSource {
  has(path: string): boolean;
  facts(path: string): FileFacts | null | undefined;
  text(path: string): string | null | undefined;
  /** A JavaScript package that lies in the project. */
  packageFolder?(name: string): PackageFolder | null;
  /** The folder that a Python package of the project stands in. */
  pythonRoot?(name: string): string | null;
  /** Newest version of a package that the manifests above a file allow, or their lock file holds; a minor of Infinity: the newest of its major. Null where none tells. */
  versionOf?(path: string, name: string): readonly [major: number, minor: number] | null;
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
  /** Null: the file is not loaded, or not one of ours. */
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
  /** Answers that were found once, by what was asked. */
  readonly modulePaths: Memory<string, string | null>;
  readonly exports: Memory<string, Value | null>;
  readonly members: Memory<string, Value | null>;
  /** Project classes by name; null where several share it. */
  readonly classes: Memory<string, ReadonlyMap<string, { readonly file: string; readonly class: number } | null>>;
  readonly settings: Memory<string, readonly Setting[]>;
  readonly sites: Memory<CallExpr, Site | null>;
  /** Calls of the loaded files by the last name of their callee. */
  readonly callsNamed: Memory<string, ReadonlyMap<string, readonly CallAt[]>>;
  /** Ancestors by `file#class`, and subclasses by the same. */
  readonly lineages: Memory<string, readonly Ancestor[]>;
  readonly subclasses: Memory<string, ReadonlyMap<string, readonly { readonly file: string; readonly class: number }[]>>;
}
/** What was computed, and the last round of loading for which it holds. */
export type Memory<K, T> = Map<
  K,
  { readonly value: T; readonly until: number; /** A file was missing for it. */ readonly lacking: boolean }
>;

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

/** An evaluator with empty memory. `loaded`: paths whose facts are at hand; `trace`: told of every expression that is evaluated anew. */
export function createEvaluator(
  source: ProjectSource,
  sdks: readonly Sdk[],
  sdkIndex: SdkIndex,
  loaded: () => readonly string[],
  trace?: EvaluationTrace,
): Evaluator {
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
    callsNamed: new Map(),
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
      if (depth > depthLimit || work > workLimit || evaluating.has(expr))
        return unknown('too deep to follow', textOf(evaluator, expr, file), [], { span: expr.span, file });
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
        if (work <= workLimit || depth === 1)
          memory.set(expr, { value, until: missed === before ? Infinity : round, lacking: lacked !== lackedBefore });
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
      if (depth === 0 || work <= workLimit)
        memory.set(key, { value, until: missed === before ? Infinity : round, lacking: lacked !== lackedBefore });
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
