import type { CallExpr, Expr, FunctionFact, LlmCall } from '../model.ts';
import type { CompatibleHost, Sdk } from '../sdks/sdk.ts';
import type { Inner } from './helpers/inner.ts';
import { handsOnToBase } from './helpers/targets.ts';
import { lastNameOf } from './requests/callees.ts';
import { describe } from './requests/calls.ts';
import type { Site } from './requests/site.ts';
import { siteOf } from './requests/sites.ts';
import { handsMock } from './requests/receivers.ts';
import { createEvaluator, type Evaluator, type Memory, type ProjectSource } from './values/evaluator.ts';
import type { FileIndex } from './values/fileIndex.ts';
import { holdersIn } from './holders.ts';
import { isPatched } from './requests/mocks.ts';
import { isMadeOfStubs, isReplaced } from './helpers/stubs.ts';
import { familyOf, isTestPath } from './values/modules.ts';
import { isOwnSource } from './values/ownSources.ts';
import { heldFunctions, heldIn } from './helpers/held.ts';
import { asRequest, asWrapper, withReached, type Found, type Unnamed } from './helpers/reached.ts';
import { createSdkIndex, type SdkIndex } from './requests/sdkIndex.ts';
import { filesBehind, namesBehind, requestsBehind, type Place } from './helpers/sent.ts';
import { callsWithin, createWrappers, type Wrappers } from './helpers/wrappers.ts';

export type { ProjectSource } from './values/evaluator.ts';

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
  readonly calls: readonly Found[];
  /** Names of functions and methods of this file that forward a prompt to a model: files that mention them may hold calls. */
  readonly wrappers: readonly string[];
  /** Names of constants of this file that hold the address of a model service (or a path of one): files that mention them may hold requests. */
  readonly addresses: readonly string[];
  /** Names of what an SDK made here (a client, an agent), and of what makes it: files that import this one and mention them may hold calls. */
  readonly holders: readonly string[];
}
/** What resolving a file found, and what would have told more. */
export interface Resolution extends Omit<Resolved, 'calls'> {
  readonly calls: readonly LlmCall[];
  /** Project files that would have told more and are not loaded: load them, `loadedMore`, resolve again. */
  readonly wanted: readonly string[];
  /** Nothing was missing for this file. */
  readonly isComplete: boolean;
}

/** @param loaded paths whose facts are at hand, for class hierarchies and methods found by name. */
export function createProject(
  source: ProjectSource & { loaded(): readonly string[] },
  sdks: readonly Sdk[],
  hosts: readonly CompatibleHost[],
  sdkIndex: SdkIndex = createSdkIndex(sdks),
): Project & { readonly hosts: readonly CompatibleHost[] } {
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
  const state = { wanted: [...evaluator.wanted], isComplete: evaluator.lacked() === before };
  // What a helper sends is named by the ids of its own file.
  const callAt = (place: Place) =>
    evaluator
      .remembered(files, place.file, () => resolveNow(project, place.file))
      .calls.find(({ call: { span } }) => span.start === place.span.start && span.end === place.span.end)?.call.id ?? null;
  return { ...resolution, calls: resolution.calls.map((one) => withReached(one, callAt)), ...state };
}

function resolveNow(project: ReturnType<typeof createProject>, path: string): Resolved {
  const { evaluator, wrappers } = project.state();
  const index = evaluator.index(path);
  if (!index) return { calls: [], wrappers: [], addresses: [], holders: [] };
  const found: Unnamed[] = [];
  const inTest = isTestPath(path) || index.facts.imports.some((one) => /^(unittest\.mock|mock|vitest|@jest\/globals)$/.test(one.module));
  const mocked = (call: CallExpr, site: Site, names: readonly string[], files: readonly string[]) => {
    if (!inTest) return false;
    const family = familyOf(index.facts.language);
    const packages = site.match.sdk.packages[family] ?? [];
    const last = site.match.operation.chains.map((chain) => chain.split('.').at(-1) ?? '');
    if (isPatched(index, call, [...packages, ...last, ...names])) return true;
    return (
      family === 'javascript' &&
      isReplaced(evaluator, index, call, { packages, names: new Set(names), sender: lastNameOf(site.callee), files: new Set(files) })
    );
  };
  const isOwn = (site: Site) => isOwnSource(evaluator, site.match.sdk, familyOf(index.facts.language), path);
  for (const call of index.facts.calls) {
    const site = siteOf(evaluator, call, index, path);
    if (site) {
      if (!mocked(call, site, [], []) && !isOwn(site)) found.push(asRequest(site, describe(evaluator, site, null, project.hosts)));
      continue;
    }
    const wrapper = wrappers.calledBy(call, index, path);
    if (!wrapper || handsOnToBase(call, index)) continue;
    const reaching = asWrapper(evaluator, project.hosts, wrappers, wrapper, index);
    if (inTest && handsMock(evaluator, call, path)) continue;
    if (!reaching || (inTest && isMadeOfStubs(evaluator, index, wrapper.targets, reaching.call.confidence === 'certain'))) continue;
    if (
      !mocked(call, reaching.site, [lastNameOf(call.callee), ...namesBehind(evaluator, wrapper)], filesBehind(wrapper)) &&
      !isOwn(reaching.site)
    )
      found.push(reaching);
  }
  const reaches = (i: number): boolean => {
    const facts = index.facts.functions[i];
    return (
      facts !== undefined &&
      facts.parameters.length > 0 &&
      mayForward(index, i) &&
      reachesModel(project, wrappers.innerOf({ kind: 'function', file: path, function: i, self: null, frame: null, span: facts.span }))
    );
  };
  const helpers = index.facts.functions.flatMap((facts, i) =>
    facts.name && (reaches(i) || facts.returns.some((one) => givesBack(index, i, one, reaches))) ? [{ facts, i }] : [],
  );
  // A helper that a configuration keeps is called by the name that it has there.
  const kept = heldIn(index)
    .filter((one) => heldFunctions(evaluator, one, path).some((fn) => reachesModel(project, wrappers.innerOf(fn))))
    .map(({ key }) => key);
  const names = [...helpers.flatMap(({ facts }) => namesOf(index, facts)), ...kept];
  // Who imports what a file exports by default calls it as he likes.
  const byDefault = helpers.some(({ facts, i }) =>
    index.facts.exports.some(
      (one) =>
        (one.name === 'default' || one.name === 'module.exports') &&
        ('local' in one
          ? one.local === facts.name
          : 'value' in one &&
            ((one.value.kind === 'function' && one.value.function === i) || (one.value.kind === 'name' && one.value.name === facts.name))),
    ),
  );
  return {
    calls: withIds(dropShadowed(found)),
    wrappers: [...new Set(names)],
    addresses: addressesIn(evaluator, index),
    holders: [...holdersIn(evaluator, index, path), ...(byDefault ? ['default'] : [])],
  };
}

/** Whether a function gives back a helper that stands in it: `const ask = createAsk(options)`. Who calls such a helper mentions only what made it. */
function givesBack(index: FileIndex, maker: number, returns: Expr, reaches: (fn: number) => boolean): boolean {
  return index.facts.functions.some(
    (facts, i) =>
      facts.parent === maker &&
      (returns.kind === 'function' ? returns.function === i : returns.kind === 'name' && returns.name === facts.name) &&
      reaches(i),
  );
}

/** A helper that only posts what it is given reaches a model where its caller names the address: files that name one are read anyway. */
function reachesModel(project: ReturnType<typeof createProject>, inner: Inner | null): boolean {
  if (inner === null) return false;
  return inner.kind === 'site'
    ? inner.site.deferred === undefined
    : !requestsBehind(project.state().evaluator, project.hosts, inner, null).next().done;
}

/** Module constants and class fields whose own text names a service. A field of a plain word (`client`, `targets`) is too common to look for. */
function addressesIn(e: Evaluator, index: FileIndex): readonly string[] {
  const mentions = e.sdks.flatMap((sdk) => sdk.mentions ?? []);
  const tells = (value: Expr | undefined) =>
    value !== undefined &&
    value.kind !== 'function' &&
    (value.kind !== 'call' || /(?:env|get|URL)\b/i.test(index.text(value.callee.span))) &&
    value.span.end - value.span.start < 2000 &&
    mentions.some((one) => one.address.test(index.text(value.span)));
  const constants = index.facts.bindings
    .filter((one) => one.scope === 0 && one.from.kind === 'value' && tells(one.from.value))
    .map((one) => one.name);
  const fields = index.facts.classes.flatMap((one) => one.fields.filter((field) => tells(field.value)).map((field) => field.name));
  return [...new Set([...constants, ...fields.filter((name) => !/^[a-z]+$/.test(name))])].filter((name) => name.length > 3);
}

/** What callers' files mention: the function's name; for `__call__`, the class and what it derives from. */
function namesOf(index: FileIndex, facts: FunctionFact): readonly string[] {
  if (!facts.name) return [];
  if (facts.name !== '__call__' && facts.name !== '__init__') return [facts.name];
  const cls = facts.class === null ? undefined : index.facts.classes[facts.class];
  return cls
    ? [
        cls.name,
        ...cls.bases.flatMap((base) => (base.kind === 'name' ? [base.name] : base.kind === 'member' ? [base.property] : [])),
      ].filter((name) => name !== '' && name !== 'ABC' && name !== 'object')
    : [];
}

function mayForward(index: FileIndex, fn: number): boolean {
  return callsWithin(index, fn).length > 0;
}

/** `client.messages.stream(...)` inside `retry(() => ...)`: only one of two calls that begin and end together is kept. */
function dropShadowed(calls: readonly Unnamed[]): readonly Unnamed[] {
  const seen = new Set<string>();
  return calls.filter(({ call }) => {
    const key = `${call.span.start}-${call.span.end}`;
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}

/** Ids that survive line moves: file, function, api, and a number among equals. */
function withIds(calls: readonly Unnamed[]): readonly Found[] {
  const counts = new Map<string, number>();
  return [...calls]
    .sort((a, b) => a.call.span.start - b.call.span.start)
    .map(({ call, reaches }) => {
      const stem = `${call.file}#${call.function ?? ''}#${call.api}`;
      const nth = counts.get(stem) ?? 0;
      counts.set(stem, nth + 1);
      return { call: { ...call, id: nth === 0 ? stem : `${stem}#${nth + 1}` }, reaches };
    });
}
