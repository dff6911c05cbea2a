import type { CallExpr, DeclaredWrapper, Expr, FileFacts } from '../../model.ts';
import type { Sdk } from '../../sdks/sdk.ts';
import type { Described } from '../requests/calls.ts';
import type { Site } from '../requests/site.ts';
import { evaluateExpr } from './expressions.ts';
import { type FileIndex, getOrCreate, indexFile } from './fileIndex.ts';
import type { Ancestor } from './lineage.ts';
import { createGrounds, type Grounds, type Lookup } from './loading.ts';
import type { PackageFolder } from './modules.ts';
import type { Setting } from '../requests/projectWide.ts';
import type { SdkIndex } from '../requests/sdkIndex.ts';
import { textOf } from './textValues.ts';
import { type Frame, type FunctionValue, type InstanceValue, unknown, type Value } from './values.ts';

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

/** Evaluation of expressions. What was found is kept when more files are loaded, except what they change; all memory is in here and goes with it. */
export interface Evaluator {
  readonly source: ProjectSource;
  readonly sdks: readonly Sdk[];
  readonly sdkIndex: SdkIndex;
  /** Paths that would have told more. */
  readonly wanted: ReadonlySet<string>;
  /** Records that a path would have told more: what is being computed holds only until it is loaded. @param isMissing whether it still is; absent: as a text. */
  want(path: string, isMissing?: (path: string) => boolean): void;
  /** Grows whenever a file was missing: unchanged over a computation, nothing was missing for it. */
  lacked(): number;
  /** More files are loaded: what they change is found anew. */
  loadedMore(): void;
  /** Null: the file is not loaded, or not one of ours. */
  index(file: string): FileIndex | null;
  /** Files that are loaded, for tables over all of them. */
  loaded(): readonly string[];
  /**
   * An answer about all the loaded files, found again when more are loaded; what was found with it is kept where it stays the same.
   * @param key names it among all such answers. @param identity differs where the answer does. @param none the answer while it is being found.
   */
  overall<T>(key: string, find: () => T, identity: (answer: T) => string, none: T): T;
  /** A table over all the loaded files, made once a round of loading, whoever asks: it is no part of his work. Ask it in `overall` only. */
  table<T>(key: string, make: () => T): T;
  evaluate(expr: Expr, file: string, frame: Frame | null): Value;
  /** A part of a question that is a question of its own (an entry of a request's options): what exhausts the work for it leaves the work of the others. */
  apart(compute: () => Value): Value;
  /** Guards recursion: returns `fallback` when `key` is being computed or the depth is used up. */
  guarded(key: string, fallback: () => Value, compute: () => Value): Value;
  /**
   * Computes once per key; computes again when files are loaded that change what it was found with.
   * @param whole remembers only what did not meet a question that is being answered already, or the end of the work.
   */
  remembered<K, T>(memory: Memory<K, T>, key: K, compute: () => T, whole?: 'whole'): T;
  /** Answers that were found once, by what was asked. */
  readonly modulePaths: Memory<string, string | null>;
  /** What configuration files hold, by path; null where that is no JSON. */
  readonly configurations: Memory<string, unknown>;
  readonly exports: Memory<string, Value | null>;
  readonly members: Memory<string, Value | null>;
  /** Members of an object that is known by how it was made. */
  readonly membersOf: WeakMap<InstanceValue, Memory<string, Value | null>>;
  /** What a file sets for all calls of an SDK. */
  readonly settings: Memory<string, readonly Setting[]>;
  readonly sites: Memory<CallExpr, Site | null>;
  /** Requests as they are read in a frame. */
  readonly described: FrameMemory<Site, Described>;
  /** Frames of the functions that a callee means, by the frame that the call stands in: what is found in one is found once. */
  readonly frames: FrameMemory<Expr, Memory<FunctionValue, Frame>>;
  /** Ancestors by `file#class`. */
  readonly lineages: Memory<string, readonly Ancestor[]>;
}
/** What was computed, in which round of loading, and what it rests on. */
export type Memory<K, T> = Map<
  K,
  { readonly value: T; readonly round: number; readonly grounds: Grounds; /** A file was missing for it. */ readonly lacking: boolean }
>;
/** Memory that is held by frames: what was computed in one goes with it. Null: what holds in every frame. */
export interface FrameMemory<K, T> {
  of(frame: Frame | null): Memory<K, T>;
}

/** Empty memory for each frame. */
export function createFrameMemory<K, T>(): FrameMemory<K, T> {
  const everywhere: Memory<K, T> = new Map();
  const inFrames = new WeakMap<Frame, Memory<K, T>>();
  return {
    of(frame) {
      if (frame === null) return everywhere;
      const found = inFrames.get(frame);
      if (found) return found;
      const made: Memory<K, T> = new Map();
      inFrames.set(frame, made);
      return made;
    },
  };
}

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
  const values = createFrameMemory<Expr, Value>();
  const overall = new Map<string, Overall>();
  const tables = new Map<string, { readonly value: unknown; readonly round: number; readonly lacking: boolean }>();
  const running = new Set<string>();
  const evaluating = new Set<Expr>();
  const wanted = new Set<string>();
  let depth = 0;
  let work = 0;
  let round = 0;
  /** Files that were missing so far. */
  let lacked = 0;
  /** Grows whenever something was left out, because it is being computed or is too much. */
  let cuts = 0;
  const { none, thisRound, of } = createGrounds(() => round);
  /** What the present computation rests on so far. */
  let grounds = none;

  /** The value that is remembered under a key where it still holds; what is being computed then rests on the same. */
  function recall<K, T>(memory: Memory<K, T>, key: K): { readonly value: T } | undefined {
    const known = memory.get(key);
    if (!known || (known.grounds !== none && known.grounds.changedIn() > known.round)) return undefined;
    grounds = grounds.with(known.grounds);
    if (known.lacking) lacked++;
    return known;
  }

  /** Computes and, where `keeps` says so in the end, remembers. */
  function compute<K, T>(memory: Memory<K, T>, key: K, make: () => T, keeps: () => boolean): T {
    const before = grounds;
    const lackedBefore = lacked;
    grounds = none;
    try {
      const value = make();
      if (keeps()) memory.set(key, { value, round, grounds, lacking: lacked !== lackedBefore });
      return value;
    } finally {
      grounds = before.with(grounds);
    }
  }

  /** Computes what is nobody's question: it takes no work from who asks, and he rests on it in a way of his own. */
  function aside<T>(make: () => T): T {
    const before = { depth, work, grounds };
    [depth, work, grounds] = [0, 0, none];
    try {
      return make();
    } finally {
      ({ depth, work, grounds } = before);
    }
  }

  function refresh(one: Overall): void {
    if (one.round === round || one.isRunning) return;
    one.isRunning = true;
    const before = lacked;
    const answer = aside(one.find);
    const identity = one.identity(answer);
    if (one.known?.identity !== identity) {
      if (one.known) one.changed = round;
      one.known = { answer, identity };
    }
    one.lacking = lacked !== before;
    one.round = round;
    one.isRunning = false;
  }

  function lookUp(key: string, find: () => unknown, identity: (answer: never) => string): Overall {
    return getOrCreate(overall, key, (): Overall => {
      const one: Overall = {
        number: overall.size,
        find,
        identity: identity as (answer: unknown) => string,
        known: null,
        changed: 0,
        round: -1,
        isRunning: false,
        lacking: false,
        changedIn() {
          if (one.isRunning) return null;
          refresh(one);
          return one.changed;
        },
      };
      return one;
    });
  }

  const evaluator: Evaluator = {
    source,
    sdks,
    sdkIndex,
    wanted,
    loaded,
    modulePaths: new Map(),
    configurations: new Map(),
    exports: new Map(),
    members: new Map(),
    membersOf: new WeakMap(),
    settings: new Map(),
    sites: new Map(),
    described: createFrameMemory(),
    frames: createFrameMemory(),
    lineages: new Map(),
    want(path, isMissing = (one) => source.text(one) === undefined) {
      wanted.add(path);
      lacked++;
      const one = lookUp(`missing ${path}`, () => isMissing(path), String);
      refresh(one);
      grounds = grounds.with(of(one));
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
      if (facts === undefined) evaluator.want(file, (one) => source.facts(one) === undefined);
      const made = facts ? indexFile(facts) : null;
      // Kept whatever the question costs: it is the same for every question.
      if (made) indices.set(file, made);
      return made;
    },
    overall<T>(key: string, find: () => T, identity: (answer: T) => string, nothing: T): T {
      const one = lookUp(key, find, identity);
      if (one.isRunning) {
        grounds = thisRound;
        return one.known ? (one.known.answer as T) : nothing;
      }
      refresh(one);
      grounds = grounds.with(of(one));
      if (one.lacking) lacked++;
      return one.known?.answer as T;
    },
    table<T>(key: string, make: () => T): T {
      const known = tables.get(key);
      const before = lacked;
      const table = known?.round === round ? known : { value: aside(make), round, lacking: lacked !== before };
      if (table === known && table.lacking) lacked++;
      tables.set(key, table);
      return table.value as T;
    },
    evaluate(expr, file, given) {
      const frame = frameAround(evaluator, given, expr, file);
      const memory = values.of(frame);
      const known = recall(memory, expr);
      if (known) return known.value;
      if (depth === 0) work = 0;
      if (depth > depthLimit || work > workLimit || evaluating.has(expr)) {
        cuts++;
        return unknown('too deep to follow', textOf(evaluator, expr, file), [], { span: expr.span, file });
      }
      depth++;
      work++;
      evaluating.add(expr);
      trace?.enter(expr, file);
      try {
        return compute(
          memory,
          expr,
          () => {
            const value = evaluateExpr(evaluator, expr, file, frame);
            trace?.leave(expr, file, value);
            return value;
          },
          // What ran out of work deep inside is not the value of the parts, only of the question.
          () => work <= workLimit || depth === 1,
        );
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
      if (running.has(key) || depth > depthLimit || (depth > 0 && work > workLimit)) {
        cuts++;
        return fallback();
      }
      running.add(key);
      depth++;
      try {
        return compute();
      } finally {
        depth--;
        running.delete(key);
      }
    },
    remembered(memory, key, make, whole) {
      const known = recall(memory, key);
      const before = cuts;
      return known
        ? known.value
        : compute(memory, key, make, () => (depth === 0 || work <= workLimit) && (whole === undefined || cuts === before));
    },
  };
  return evaluator;
}

/** An answer about all the loaded files, as it was last found. */
interface Overall extends Lookup {
  readonly find: () => unknown;
  readonly identity: (answer: unknown) => string;
  known: { readonly answer: unknown; readonly identity: string } | null;
  /** The rounds of loading in which it was last another, and last found. */
  changed: number;
  round: number;
  isRunning: boolean;
  lacking: boolean;
}

/** The innermost frame that an expression can see: a constant of the module is the same for every call of a function that mentions it. */
function frameAround(e: Evaluator, given: Frame | null, expr: Expr, file: string): Frame | null {
  for (let at = given; at !== null; at = at.parent) {
    if (at.file !== file) continue;
    const span = e.index(file)?.facts.functions[at.function]?.span;
    if (span && span.start <= expr.span.start && expr.span.end <= span.end) return at;
  }
  return null;
}
