import type { CallExpr, Expr, FunctionFact, LlmCall } from '../model.ts';
import type { CompatibleHost, Sdk } from '../sdks/sdk.ts';
import { lastNameOf } from './callees.ts';
import { describe, siteOf, type Site } from './calls.ts';
import { createEvaluator, type Evaluator, type Memory, type ProjectSource } from './evaluator.ts';
import type { FileIndex } from './fileIndex.ts';
import { holdersIn } from './holders.ts';
import { isPatched } from './mocks.ts';
import { familyOf, isTestPath } from './modules.ts';
import { repetitionOf } from './repetition.ts';
import { createSdkIndex, type SdkIndex } from './sdkIndex.ts';
import { callsWithin, createWrappers, requestsBehind, type Inner, type Wrappers } from './wrappers.ts';

export type { ProjectSource } from './evaluator.ts';

/** One state of a project's facts, and what was found in it. */
export interface Project {
  readonly source: ProjectSource;
  /** Drops everything that was derived; facts themselves belong to the source. Call it when any file changed. */
  changed(path: string): void;
  /** More files are loaded: what was found without them is looked at again, the rest is kept. */
  loadedMore(): void;
  readonly state: () => State;
}
interface State {
  readonly evaluator: Evaluator;
  readonly wrappers: Wrappers;
  readonly files: Memory<string, Resolved>;
}
/** What a file's own facts, and those it led to, say. */
interface Resolved {
  readonly calls: readonly LlmCall[];
  /** Names of functions and methods of this file that forward a prompt to a model: files that mention them may hold calls. */
  readonly wrappers: readonly string[];
  /** Names of constants of this file that hold the address of a model service (or a path of one): files that mention them may hold requests. */
  readonly addresses: readonly string[];
  /** Names of what an SDK made here (a client, an agent), and of what makes it: files that import this one and mention them may hold calls. */
  readonly holders: readonly string[];
}
export interface Resolution extends Resolved {
  /** Project files that would have told more and are not loaded: load them, `loadedMore`, resolve again. */
  readonly wanted: readonly string[];
  /** Nothing was missing for this file. */
  readonly isComplete: boolean;
}

/** @param loaded paths whose facts are at hand, for class hierarchies and methods found by name. */
export function createProject(source: ProjectSource & { loaded(): readonly string[] }, sdks: readonly Sdk[], hosts: readonly CompatibleHost[], sdkIndex: SdkIndex = createSdkIndex(sdks)): Project & { readonly hosts: readonly CompatibleHost[] } {
  let state: State | null = null;
  return {
    source,
    hosts,
    changed: () => {
      state = null;
    },
    loadedMore: () => state?.evaluator.loadedMore(),
    state: () => {
      if (!state) {
        const evaluator = createEvaluator(source, sdks, sdkIndex, () => source.loaded());
        state = { evaluator, wrappers: createWrappers(evaluator, hosts), files: new Map() };
      }
      return state;
    },
  };
}

/** Every model call of one file. Never throws on user text. */
export function resolveFile(project: ReturnType<typeof createProject>, path: string): Resolution {
  const { evaluator, files } = project.state();
  const before = evaluator.lacked();
  const resolution = evaluator.remembered(files, path, () => resolveNow(project, path));
  return { ...resolution, wanted: [...evaluator.wanted], isComplete: evaluator.lacked() === before };
}

function resolveNow(project: ReturnType<typeof createProject>, path: string): Resolved {
  const { evaluator, wrappers } = project.state();
  const index = evaluator.index(path);
  if (!index) return { calls: [], wrappers: [], addresses: [], holders: [] };
  const found: Omit<LlmCall, 'id'>[] = [];
  const inTest = isTestPath(path) || index.facts.imports.some((one) => /^(unittest\.mock|mock|vitest|@jest\/globals)$/.test(one.module));
  const mocked = (call: CallExpr, site: Site, name: string) => inTest && isPatched(index, call, [...(site.match.sdk.packages[familyOf(index.facts.language)] ?? []), ...site.match.operation.chains.map((chain) => chain.split('.').at(-1) ?? ''), name]);
  for (const call of index.facts.calls) {
    const site = siteOf(evaluator, call, index, path);
    if (site) {
      if (!mocked(call, site, '')) found.push(describe(evaluator, site, null, project.hosts).call);
      continue;
    }
    const wrapper = wrappers.calledBy(call, index, path);
    if (!wrapper) continue;
    const { reached, isCut } = reachedBy(project, wrapper);
    const first = reached[0];
    if (!first || mocked(call, first.site, lastNameOf(call.callee))) continue;
    found.push(asWrapper(first, reached, isCut, wrapper, index, path));
  }
  const names = index.facts.functions.flatMap((facts, i) => (facts.name && facts.parameters.length > 0 && mayForward(index, i) && reachesModel(project, wrappers.innerOf({ kind: 'function', file: path, function: i, self: null, frame: null, span: facts.span })) ? namesOf(index, facts) : []));
  return { calls: withIds(dropShadowed(found)), wrappers: [...new Set(names)], addresses: addressesIn(evaluator, index), holders: holdersIn(evaluator, index, path) };
}

/** A helper that only posts what it is given reaches a model where its caller names the address: files that name one are read anyway. */
function reachesModel(project: ReturnType<typeof createProject>, inner: Inner | null): boolean {
  if (inner === null) return false;
  return inner.kind === 'site' ? inner.site.deferred === undefined : !requestsBehind(project.state().evaluator, project.hosts, inner, null).next().done;
}

/** Module constants and class fields whose own text names a service. A plain word (`client`, `targets`) is too common to look for. */
function addressesIn(e: Evaluator, index: FileIndex): readonly string[] {
  const mentions = e.sdks.flatMap((sdk) => sdk.mentions ?? []);
  const tells = (value: Expr | undefined) => value !== undefined && value.kind !== 'function' && (value.kind !== 'call' || /(?:env|get|URL)\b/i.test(index.text(value.callee.span))) && value.span.end - value.span.start < 2000 && mentions.some((one) => one.address.test(index.text(value.span)));
  const constants = index.facts.bindings.filter((one) => one.scope === 0 && one.from.kind === 'value' && tells(one.from.value)).map((one) => one.name);
  const fields = index.facts.classes.flatMap((one) => one.fields.filter((field) => tells(field.value)).map((field) => field.name));
  return [...new Set([...constants, ...fields])].filter((name) => name.length > 3 && !/^[a-z]+$/.test(name));
}

/** What callers' files mention: the function's name; for `__call__`, the class and what it derives from. */
function namesOf(index: FileIndex, facts: FunctionFact): readonly string[] {
  if (!facts.name) return [];
  if (facts.name !== '__call__' && facts.name !== '__init__') return [facts.name];
  const cls = facts.class === null ? undefined : index.facts.classes[facts.class];
  return cls ? [cls.name, ...cls.bases.flatMap((base) => (base.kind === 'name' ? [base.name] : base.kind === 'member' ? [base.property] : []))].filter((name) => name !== '' && name !== 'ABC' && name !== 'object') : [];
}

function mayForward(index: FileIndex, fn: number): boolean {
  return callsWithin(index, fn).length > 0;
}

interface Reached {
  readonly call: Omit<LlmCall, 'id'>;
  readonly site: Site;
}

/** Requests behind a helper that are read for one call of it. Where there are more, what they do not all say is left open. */
const reachedLimit = 8;

/** The requests at the end of a wrapper, read with the caller's arguments, and whether there are more. */
function reachedBy(project: ReturnType<typeof createProject>, wrapper: Inner & { kind: 'wrapper' }): { readonly reached: readonly Reached[]; readonly isCut: boolean } {
  const reached: Reached[] = [];
  for (const { site, described } of requestsBehind(project.state().evaluator, project.hosts, wrapper, null)) {
    if (reached.length === reachedLimit) return { reached, isCut: true };
    reached.push({ call: described.call, site });
  }
  return { reached, isCut: false };
}

/** A wrapper's caller: what the inner request is, at the place of the outer call. Several targets that disagree leave the point open. */
function asWrapper(first: Reached, all: readonly Reached[], isCut: boolean, wrapper: Inner & { kind: 'wrapper' }, index: FileIndex, path: string): Omit<LlmCall, 'id'> {
  const models = all.map((one) => (one.call.model.state === 'known' ? one.call.model.value : null));
  const same = !isCut && models.every((model) => model === models[0]);
  const apis = new Set(all.map((one) => one.call.api));
  const providers = new Set(all.map((one) => one.call.provider));
  const inner = first.call;
  return {
    ...inner,
    api: apis.size > 1 ? 'multi' : inner.api,
    file: path,
    language: index.facts.language,
    span: wrapper.call.span,
    kind: 'wrapper',
    confidence: inner.confidence === 'certain' && all.length === 1 ? 'certain' : 'likely',
    provider: providers.size === 1 && !isCut ? inner.provider : null,
    function: index.namedFunction(wrapper.call.inFunction),
    via: first.site.deferred ? null : `${inner.file}#${inner.function ?? ''}#${inner.api}`,
    model: same ? inner.model : { state: 'dynamic', reason: apis.size > 1 ? 'several providers can be reached' : 'depends on the implementation', alternatives: [...new Set(models.filter((model) => model !== null))], span: null },
    maxOutput: capOfAll(all.map((one) => one.call.maxOutput), isCut),
    capSlot: null,
    repetition: { ...inner.repetition, ...repetitionOf(wrapper.call, index) },
    inTest: isTestPath(path),
    trail: [{ file: first.site.file, span: first.site.call.span, text: `reaches ${inner.api} in ${first.site.file}` }, ...inner.trail],
  };
}

/** Output cap of a call that can reach several requests: the worst case counts, so one without a cap leaves it absent. */
function capOfAll(caps: readonly LlmCall['maxOutput'][], isCut: boolean): LlmCall['maxOutput'] {
  const first = caps[0] ?? { state: 'absent' };
  const absent = caps.find((cap) => cap.state === 'absent');
  if (absent) return absent;
  const values = [...new Set(caps.map((cap) => (cap.state === 'known' ? cap.value : null)))];
  return values.length === 1 && !isCut ? first : { state: 'dynamic', reason: 'depends on the implementation', alternatives: values.filter((value) => value !== null), span: null };
}

/** `client.messages.stream(...)` inside `retry(() => ...)`: only one of two calls that begin and end together is kept. */
function dropShadowed(calls: readonly Omit<LlmCall, 'id'>[]): readonly Omit<LlmCall, 'id'>[] {
  const seen = new Set<string>();
  return calls.filter((call) => {
    const key = `${call.span.start}-${call.span.end}`;
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}

/** Ids that survive line moves: file, function, api, and a number among equals. `via` is made of the same parts (the first of its kind). */
function withIds(calls: readonly Omit<LlmCall, 'id'>[]): readonly LlmCall[] {
  const counts = new Map<string, number>();
  return [...calls]
    .sort((a, b) => a.span.start - b.span.start)
    .map((call) => {
      const stem = `${call.file}#${call.function ?? ''}#${call.api}`;
      const nth = counts.get(stem) ?? 0;
      counts.set(stem, nth + 1);
      return { ...call, id: nth === 0 ? stem : `${stem}#${nth + 1}` };
    });
}
