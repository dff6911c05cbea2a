import type { CallExpr, DeclaredWrapper, Expr, Known, LanguageFamily, LlmCall, TrailStep } from '../model.ts';
import type { ByModel, CompatibleHost, ModelSyntax } from '../sdks/sdk.ts';
import { cachingOf } from './caching.ts';
import { canLeadToRequest, chainNames, lastNameOf } from './callees.ts';
import { capSlotOf } from './capSlot.ts';
import { asDeclared, declaredSite } from './declared.ts';
import { detailsOf } from './details.ts';
import { throughDecorators } from './decorated.ts';
import { capHolder, configuring, findIn, findInHandle, heldIn, holdsHandle, isFree, providerOfAny, providerOfHandle, syntaxOf, throughAliases, throughHandles, type Pick, withAppended } from './drivers.ts';
import { argumentsOf, textOf, type Evaluator } from './evaluator.ts';
import type { FileIndex } from './fileIndex.ts';
import { httpSite } from './http.ts';
import { knownNumber, knownText } from './known.ts';
import { modifiersOf } from './modifiers.ts';
import { familyOf, isTestPath } from './modules.ts';
import { readPaths, type Found } from './paths.ts';
import { projectWide, runsItsOwn } from './projectWide.ts';
import { toPrompt } from './prompt.ts';
import { referenceAt } from './references.ts';
import { repetitionOf } from './repetition.ts';
import { withSchemas } from './schemas.ts';
import type { Match } from './sdkIndex.ts';
import { settleTemplates } from './templates.ts';
import { alternativesOf, choiceOf, noArguments, plainText, unknown, withFixed, type Arguments, type Frame, type FunctionValue, type HandleValue, type Value } from './values.ts';

/** One request to a model, where it is written, with what is needed to read it in any frame. */
export interface Site {
  readonly file: string;
  readonly call: CallExpr;
  readonly match: Match;
  readonly handle: HandleValue | null;
  /** Other receivers that the same call may be made on: any of them may be the one that runs. */
  readonly others?: readonly HandleValue[];
  readonly confidence: LlmCall['confidence'];
  /** Arguments of the request (a reference such as `to_thread(client.x, ...)` shifts them). */
  readonly args: (frame: Frame | null) => Arguments;
  /** The callee as an expression, to evaluate the receiver again in a frame. */
  readonly callee: Expr;
  /** The request object, when the method only hands it over: `client.send(command)`. */
  readonly carried?: Expr;
  /** HTTP requests: the site as it is in a frame (its address may come from the caller); null when it is no call of a model there. */
  readonly inFrame?: (frame: Frame | null) => Site | null;
  /** An HTTP request that only callers can tell: what it carries. */
  readonly deferred?: Value;
  /** Address of an HTTP request, for the trail. */
  readonly address?: string;
  /** A helper that the team declares, and its definition where the project holds it. */
  readonly declared?: { readonly wrapper: DeclaredWrapper; readonly definition: FunctionValue | null };
}

/** The request that a call expression makes, or null. Evaluates the callee without a frame. `deferred`: also HTTP requests whose address only callers know. */
export function siteOf(e: Evaluator, call: CallExpr, index: FileIndex, file: string, deferred = false): Site | null {
  const declared = declaredSite(e, call, index, file);
  if (declared) return declared;
  if (!canLeadToRequest(e, call.callee)) return null;
  return deferred ? findSite(e, call, index, file, true) : e.remembered(e.sites, call, () => findSite(e, call, index, file, false));
}

function findSite(e: Evaluator, call: CallExpr, index: FileIndex, file: string, deferred: boolean): Site | null {
  const direct = matchCallee(e, call.callee, index, file, () => argumentsOf(e, call, file, null));
  const made = direct && httpSite(e, { file, call, match: direct.match, handle: direct.handle, others: direct.others ?? [], confidence: direct.confidence, callee: call.callee, args: (frame) => withFixed(argumentsOf(e, call, file, frame), direct.fixed && fixedIn(e, call.callee, file, frame, direct.fixed)) }, deferred);
  if (made || (direct && !direct.match.operation.request)) return made;
  const handed = carriedIn(e, call, index, file);
  if (handed) return handed;
  const taken = referenceAt(e, call, file);
  if (taken) {
    const inner = matchCallee(e, taken.expr, index, file, () => taken.args(e, file, null));
    if (inner) return httpSite(e, { file, call, match: inner.match, handle: inner.handle, others: inner.others ?? [], confidence: inner.confidence, callee: taken.expr, args: (frame) => withFixed(taken.args(e, file, frame), inner.fixed) }, deferred);
  }
  return null;
}

/** A request object that is handed to a method of any receiver: the object's own arguments are the request. */
function carriedIn(e: Evaluator, call: CallExpr, index: FileIndex, file: string): Site | null {
  const first = call.args[0];
  if (call.callee.kind !== 'member' || !e.sdkIndex.carriers.has(call.callee.property) || !first || first.name !== null || first.spread !== 'none' || looksMocked(call.callee, index)) return null;
  const method = call.callee.property;
  const handles = (frame: Frame | null) => alternativesOf(e.evaluate(first.value, file, frame)).filter((one): one is HandleValue => one.kind === 'handle');
  const handle = handles(null).find((one) => e.sdkIndex.carried(one, method));
  const match = handle && e.sdkIndex.carried(handle, method);
  if (!handle || !match) return carriedByName(e, call, first.value, index, file);
  return { file, call, match, handle, confidence: 'certain', callee: call.callee, carried: first.value, args: (frame) => (handles(frame).find((one) => one.type === handle.type) ?? handle).layers[0]?.args ?? noArguments };
}

/** A request object whose class could not be followed (loaded at run time) but has a name that only one SDK gives: `send(new sdk.ConverseCommand({...}))`. */
function carriedByName(e: Evaluator, call: CallExpr, made: Expr, index: FileIndex, file: string): Site | null {
  if (made.kind !== 'call' || !made.isNew || e.evaluate(made.callee, file, null).kind !== 'unknown') return null;
  const handle = e.sdkIndex.madeByName(lastNameOf(made.callee), argumentsOf(e, made, file, null), familyOf(index.facts.language), { span: made.span, file });
  const match = handle && call.callee.kind === 'member' ? e.sdkIndex.carried(handle, call.callee.property) : null;
  return handle && match ? { file, call, match, handle, confidence: 'likely', callee: call.callee, carried: made, args: (frame) => argumentsOf(e, made, file, frame) } : null;
}

/** What `partial` fixed of a callee, as seen from a frame: its arguments may come from the caller, or from whoever made the object. */
function fixedIn(e: Evaluator, callee: Expr, file: string, frame: Frame | null, otherwise: Arguments): Arguments {
  if (frame === null) return otherwise;
  for (const one of alternativesOf(e.evaluate(callee, file, frame))) if ((one.kind === 'handle' || one.kind === 'external') && one.fixed) return one.fixed;
  return otherwise;
}

type Matched = { readonly match: Match; readonly handle: HandleValue | null; readonly others?: readonly HandleValue[]; readonly confidence: LlmCall['confidence']; readonly fixed?: Arguments };

function matchCallee(e: Evaluator, callee: Expr, index: FileIndex, file: string, args: () => Arguments): Matched | null {
  if (callee.kind !== 'name' && callee.kind !== 'member' && callee.kind !== 'call' && callee.kind !== 'index') return null;
  if (callee.kind === 'member' && !e.sdkIndex.lastNames.has(callee.property) && !e.sdkIndex.lastNames.has('')) return null;
  if (isTestPath(file) && looksMocked(callee, index)) return null;
  const value = e.evaluate(callee, file, null);
  const decorated = throughDecorators(e, value, () => (callee.kind === 'member' ? e.evaluate(callee.object, file, null) : value), callee.kind === 'member' ? callee.property : null, { span: callee.span, file });
  for (const one of [...alternativesOf(value), ...decorated]) {
    if (one.kind === 'handle') {
      const match = e.sdkIndex.operationOf(one);
      if (match && reaches(e, match, one, args, index)) return { match, handle: one, ...(one.fixed ? { fixed: one.fixed } : {}), others: sameOperation(e, value, match).filter((other) => other !== one), confidence: value.kind === 'choice' || !one.certain ? 'likely' : 'certain' };
    }
    if (one.kind === 'external') {
      const match = e.sdkIndex.moduleOperation(one);
      if (match && reaches(e, match, null, args, index)) return { match, handle: null, ...(one.fixed ? { fixed: one.fixed } : {}), confidence: 'certain' };
    }
  }
  const family = familyOf(index.facts.language);
  const imports = { family, modules: index.facts.imports.map((one) => one.module) };
  if (callee.kind === 'name') {
    const alone = value.kind === 'unknown' ? e.sdkIndex.receiverByName([callee.name, ''], args, imports, { span: callee.span, file }) : null;
    if (alone) return { match: alone.match, handle: alone.handle, confidence: 'possible' };
    // A project's own `fetch`, `post` or `SSE` class, or one that is handed in, is a request where its address says so.
    const own = alternativesOf(value);
    if (own.some((one) => one.kind === 'class')) return asRequest(e.sdkIndex.distinctive([callee.name], family, args));
    return own.some((one) => one.kind === 'function' || one.kind === 'unknown') ? asRequest(e.sdkIndex.distinctive([/fetch/i.test(callee.name) ? 'fetch' : callee.name], family, args)) : null;
  }
  if (callee.kind !== 'member') return null;
  if (looksMocked(callee, index)) return null;
  const names = chainNames(callee);
  const match = e.sdkIndex.distinctive(names, family, args);
  if (match && isMock(e, callee.object, file)) return null;
  const receiverKnown = alternativesOf(value).some((one) => one.kind === 'function' || one.kind === 'class' || (one.kind === 'external' && one.module !== '' && !/^[a-z]/.test(one.path[0] ?? 'a')));
  if (receiverKnown) return asRequest(match);
  const told = match && !match.operation.request ? match : null;
  // Many SDKs share a chain: the one that the file imports is meant.
  // A member of a handle that no table knows (`self._llm` of a class that extends one of the SDK's) is no better known than any other name.
  const unfollowed = alternativesOf(value).every((one) => one.kind === 'unknown' || (one.kind === 'external' && one.module !== '') || (one.kind === 'handle' && one.chain.length > 1));
  const named = unfollowed && !(told && e.sdkIndex.isImported(told.sdk, imports)) ? e.sdkIndex.receiverByName(names, args, imports, { span: callee.object.span, file }) : null;
  if (named) return { match: named.match, handle: named.handle, confidence: told ? 'likely' : 'possible' };
  return told ? { match: told, handle: null, confidence: 'likely' } : asRequest(match);
}

/** HTTP requests need no receiver: `httpSite` asks for the address. */
function asRequest(match: Match | null): { match: Match; handle: null; confidence: LlmCall['confidence'] } | null {
  return match?.operation.request ? { match, handle: null, confidence: 'likely' } : null;
}

function sameOperation(e: Evaluator, value: Value, match: Match): readonly HandleValue[] {
  return alternativesOf(value).filter((one): one is HandleValue => one.kind === 'handle' && e.sdkIndex.operationOf(one)?.operation === match.operation);
}

/** A pipeline without a model in it sends nothing, nor does what a stand-in for tests answers. */
function reaches(e: Evaluator, match: Match, handle: HandleValue | null, args: () => Arguments, index: FileIndex): boolean {
  const { operation, sdk } = match;
  const given = [e, args(), operation.parameters, handle, familyOf(index.facts.language), operation.optionsAt ?? 0] as const;
  if (sdk.handles.some((one) => one.free) && isFree(...given)) return false;
  return operation.needsHandle !== true || holdsHandle(...given);
}

function looksMocked(callee: Expr, index: FileIndex): boolean {
  return /mock|stub|fake|spy/i.test(index.text(callee.span));
}

/** A receiver that is an instance of a mock: `self.chat = MagicMock()`, `class FakeClient`. */
function isMock(e: Evaluator, receiver: Expr, file: string): boolean {
  for (let at = receiver; ; ) {
    const mocked = alternativesOf(e.evaluate(at, file, null)).some((one) => {
      const name = one.kind === 'record' ? one.external : one.kind === 'instance' ? e.index(one.file)?.facts.classes[one.class]?.name : one.kind === 'external' ? one.path.at(-1) : undefined;
      return name !== undefined && /mock|stub|fake|dummy|^TestClient$/i.test(name);
    });
    if (mocked) return true;
    if (at.kind === 'member') at = at.object;
    else if (at.kind === 'call') at = at.callee;
    else return false;
  }
}

/** Where the parts of a request stand: in its own arguments first, then in those that made the handle, latest first. */
function reader(site: Site, frame: Frame | null, e: Evaluator, family: LanguageFamily): { find: (pick: Pick) => Found; args: Arguments; handle: HandleValue | null; others: readonly HandleValue[] } {
  const args = site.args(frame);
  const [handle = null, ...others] = handlesIn(site, frame, e);
  const { sdk, operation } = site.match;
  const here = (pick: Pick): Found => {
    const own = findIn(e, args, operation.parameters, pick, family, operation.optionsAt ?? 0);
    if (own.state === 'here' || !handle) return own;
    const made = mergeFound([handle, ...others].map((one) => findInHandle(e, one, pick, family)));
    return made.state === 'absent' ? own : made;
  };
  // Settings of the whole project come with its model: a call that has one of its own takes nothing from them.
  const isWide = () => sdk.projectWide !== undefined && here((one) => one.model).state === 'absent' && ![handle, ...others].some((one) => runsItsOwn(e, one, family));
  return {
    args,
    handle,
    others,
    find(pick) {
      const found = here(pick);
      return found.state === 'absent' && isWide() ? projectWide(e, sdk, site.file, pick, operation.billing) : found;
    },
  };
}

/** The handles as they are in a frame: a factory's or constructor's arguments may come from the caller. */
function handlesIn(site: Site, frame: Frame | null, e: Evaluator): readonly HandleValue[] {
  const own = site.handle ? [site.handle, ...(site.others ?? [])] : [];
  if (frame === null || site.carried) return own;
  const there = sameOperation(e, e.evaluate(site.callee, site.file, frame), site.match);
  return there.length > 0 ? there : own;
}

/** One answer of several receivers of which any may be the one that runs. */
function mergeFound(founds: readonly Found[]): Found {
  const first = founds[0];
  if (!first) return { state: 'absent' };
  if (founds.length === 1 || founds.every((one) => one.state === 'absent')) return first;
  const value = choiceOf(founds.map((one): Value => (one.state === 'here' ? one.value : one.state === 'open' ? one.why : unknown('given for one of several only', ''))));
  return value.kind === 'unknown' ? { state: 'open', why: value } : { state: 'here', value };
}

export interface Described {
  readonly call: Omit<LlmCall, 'id'>;
  /** Values that carry the prompt, for finding wrappers. */
  readonly carriers: readonly Value[];
  /** The same request to the models that stand in, one after the other, where it fails. */
  readonly standIns: readonly Omit<LlmCall, 'id'>[];
}

/** Reads everything about a request, as seen from `frame`. */
export function describe(e: Evaluator, given: Site, frame: Frame | null, hosts: readonly CompatibleHost[]): Described {
  const site = (frame === null ? null : given.inFrame?.(frame)) ?? given;
  const index = e.index(site.file) as FileIndex;
  const family = familyOf(index.facts.language);
  const operation = site.match.operation;
  const { find, args, handle, others } = reader(site, frame, e, family);
  const written = find((one) => one.model);
  const modelValue = throughHandles(e, throughAliases(written, handle, family), family);
  const model = addressed(withDefault(leftEmpty(ofDeployment(e, knownText(modelValue.found), find((one) => one.deployment), family), site, args, family), operation));
  const named = splitModel(model, syntaxOf(modelValue.handles[0]) ?? operation.modelSyntax ?? modelSyntaxIn(e, handle, family), providerOfAny(e, modelValue.handles, family), site.match.sdk);
  const ownProviders = new Set([handle, ...others].map((one) => providerOf(e, site, args, one, modelValue.handles, find((place) => place.baseUrl), hosts, family)));
  const saidProvider = find((one) => one.provider);
  const provider = saidProvider.state !== 'absent' ? providerNamed(saidProvider, site.match.sdk.providerNames) : ownProviders.size === 1 ? ([...ownProviders][0] ?? null) : null;
  const fit = ofModel(operation.byModel, named.model);
  const capDefault = fit?.capDefault ?? operation.capDefault;
  const cap = find((one) => one.maxOutput);
  const variables = find((one) => one.variables);
  const settled = (found: Found): Found => (found.state === 'here' ? { state: 'here', value: settleTemplates(found.value, variables.state === 'here' ? [variables.value] : [], family) } : found);
  const systems = settled(find((one) => one.system));
  const prompt = settled(seen(find((one) => one.prompt)));
  const ownTemplate = templateOf(site, args, handle, variables, family);
  const conversation = ownTemplate ?? settled(withAppended(e, seen(find((one) => one.messages)), handle));
  const messages = conversation.state === 'absent' && prompt.state === 'absent' ? settled(variables) : conversation;
  // A cap that is passed but cannot be read (`max_tokens=settings.cap`, `**kwargs`) is dynamic, never absent.
  // What is made out of sight may have one or not: nothing is claimed of it, and nothing advised.
  const isCapUnseen = cap.state === 'open' && cap.why.unseen === true;
  const isCapKept = readPaths(args, operation.capKeptBy, family, operation.optionsAt ?? 0).state === 'here';
  const maxOutput: Known<number> = capDefault === 'none' || isCapUnseen ? { state: 'absent' } : knownNumber(cap);
  const n = knownNumber(find((one) => one.n));
  const steps = knownNumber(find((one) => one.steps));
  const stream = find((one) => one.stream);
  const call: Omit<LlmCall, 'id'> = {
    file: site.file,
    language: index.facts.language,
    span: site.call.span,
    sdk: site.match.sdk.id,
    api: operation.api,
    provider: named.provider ?? provider,
    kind: site.match.sdk.kind,
    confidence: site.confidence,
    billing: fit?.billing ?? operation.billing ?? 'tokens',
    function: index.namedFunction(site.call.inFunction),
    via: null,
    model: named.model,
    maxOutput,
    capSlot: maxOutput.state === 'absent' && !isCapUnseen && !isCapKept && capDefault !== 'none' ? capSlotOf({ ...operation, capDefault }, named.provider ?? provider, site.call, index, handle && others.length === 0 ? capHolder(e, handle, family) : null) : null,
    capDefault: capDefault === 'required' ? { kind: 'required' } : typeof capDefault === 'number' ? { kind: 'library', value: capDefault } : { kind: 'model' },
    caching: capDefault === 'none' ? 'unsupported' : cachingOf(operation, args, configuring(e, args, operation.parameters, handle, family, operation.optionsAt ?? 0), named.provider ?? provider, named.model),
    prompt: toPrompt({ system: systems, messages, prompt, tools: withSchemas(e, find((one) => one.tools)), schema: withSchemas(e, find((one) => one.schema)), earlier: operation.keepsHistory === true || find((one) => one.history).state === 'here' }),
    repetition: { ...(frame === null ? repetitionOf(e, site.call, index, site.file) : { inLoop: false, loopKind: null }), steps: steps.state === 'known' ? steps.value : (operation.stepsDefault ?? null), n: n.state === 'known' ? Math.max(1, n.value) : 1 },
    streaming: operation.streams === true || (stream.state === 'here' && stream.value.kind === 'flag' && stream.value.value),
    modifiers: [...(operation.modifiers ?? []), ...modifiersOf(operation.parameters, args, handle, family)],
    inTest: isTestPath(site.file),
    documentation: operation.documentation ?? site.match.sdk.documentation,
    trail: trailOf(e, site, model, maxOutput, handle),
    details: detailsOf(args, handle, find, operation, messages.state === 'here' ? messages : prompt, family),
  };
  const carriers = [messages, prompt, ...(messages.state === 'absent' && prompt.state === 'absent' ? [systems] : [])].flatMap((found) => (found.state === 'here' ? [found.value] : found.state === 'open' ? [found.why] : []));
  const declared = asDeclared(e, call, site);
  return { call: declared, carriers, standIns: standIns(e, declared, find((one) => one.fallbacks), site, family) };
}

/** What is asked where a request fails (`Parameters.fallbacks`). What cannot be read is left out: it is not what is expected. */
function standIns(e: Evaluator, call: Omit<LlmCall, 'id'>, found: Found, { match }: Site, family: LanguageFamily): readonly Omit<LlmCall, 'id'>[] {
  const items = found.state !== 'here' ? [] : found.value.kind === 'list' ? found.value.items : [found.value];
  return items.flatMap((value): readonly Omit<LlmCall, 'id'>[] => {
    if (value.kind !== 'text' && value.kind !== 'handle') return [];
    const through = throughHandles(e, { state: 'here', value }, family);
    const named = splitModel(addressed(knownText(through.found)), syntaxOf(through.handles[0]) ?? match.operation.modelSyntax, providerOfAny(e, through.handles, family), match.sdk);
    return named.model.state === 'absent' ? [] : [{ ...call, model: named.model, provider: named.provider ?? null }];
  });
}

/** The template that was given to what made the handle as a plain text: a call without messages of its own fills it. */
function templateOf(site: Site, args: Arguments, handle: HandleValue | null, variables: Found, family: LanguageFamily): Found | null {
  const { parameters, optionsAt } = site.match.operation;
  if (!handle?.layers.some((layer) => layer.spec.template === 'braces') || readPaths(args, parameters.messages, family, optionsAt ?? 0).state !== 'absent') return null;
  const value = settleTemplates(handle, variables.state === 'here' ? [variables.value] : [], family);
  return value.kind === 'handle' ? null : { state: 'here', value };
}

/** What is asked does not stand in an agent or model that is made elsewhere: there it is absent, not unknown. */
function seen(found: Found): Found {
  return found.state === 'open' && found.why.unseen ? { state: 'absent' } : found;
}

/** What holds for the model that runs; null when it is not known or several would differ. */
function ofModel(byModel: Match['operation']['byModel'], model: Known<string>): ByModel | null {
  const ids = model.state === 'known' ? [model.value] : model.state === 'dynamic' ? model.alternatives : [];
  const fits = new Set(ids.map((id) => byModel?.find((one) => one.model.test(id)) ?? null));
  return fits.size === 1 ? ([...fits][0] ?? null) : null;
}

/** How the model text in what made a handle, or in a request that is made on it, names its provider. */
function modelSyntaxIn(e: Evaluator, handle: HandleValue | null, family: LanguageFamily): ModelSyntax | undefined {
  const layer = handle?.layers.find((one) => findIn(e, one.args, one.spec.parameters, (parameters) => parameters.model, family, one.spec.optionsAt ?? 0, handle).state !== 'absent');
  if (!layer) return handle?.layers.find((one) => one.spec.modelSyntax)?.spec.modelSyntax;
  if (layer.spec.modelSyntax) return layer.spec.modelSyntax;
  const held = layer.spec.parameters ? heldIn(e, layer.args, layer.spec.parameters, family, layer.spec.optionsAt ?? 0).handles[0] : undefined;
  return held && held !== handle ? modelSyntaxIn(e, held, family) : undefined;
}

function providerNamed(found: Found, names: Readonly<Record<string, string>> = {}): string | null {
  const name = found.state === 'here' ? plainText(found.value) : null;
  return name === null ? null : (names[name] ?? name);
}

/** `model=self.config.model` whose declared value is nothing: a client sends no request without a model, so somebody sets it. */
function leftEmpty(model: Known<string>, site: Site, args: Arguments, family: LanguageFamily): Known<string> {
  if (model.state !== 'absent' || site.match.sdk.kind === 'framework') return model;
  const options = family === 'javascript' ? args.positional[site.match.operation.optionsAt ?? 0]?.() : undefined;
  const isWritten = (site.match.operation.parameters.model ?? []).some((path) => args.named.has(path) || (options?.kind === 'record' && options.entries.has(path)));
  return isWritten ? { state: 'dynamic', reason: 'nothing is set where it is declared', alternatives: [], span: null } : model;
}

/** A deployment or an assistant says which model may run, not which one does; one that the code makes itself says it. */
function ofDeployment(e: Evaluator, model: Known<string>, deployment: Found, family: LanguageFamily): Known<string> {
  if (model.state !== 'absent' || deployment.state === 'absent') return model;
  const made = throughHandles(e, deployment, family);
  const name = knownText(made.found);
  if (made.handles.length > 0 || name.state === 'absent') return name;
  const names = (name.state === 'known' ? [name.value] : name.alternatives).filter((one) => one !== '');
  return { state: 'dynamic', reason: `${names[0] ?? 'what is named here'} stands for a model that the code does not name`, alternatives: names, span: name.span };
}

/** A default of the library is one possibility, not the answer: it depends on the release that is installed. */
function withDefault(model: Known<string>, { modelDefault: fallback, modelIn }: Match['operation']): Known<string> {
  if (model.state === 'absent' && modelIn !== undefined) return { state: 'dynamic', reason: `said in ${modelIn}`, alternatives: [], span: null };
  return model.state === 'absent' && fallback !== undefined ? { state: 'dynamic', reason: `not written here; the library's own default applies (${fallback} in the release that was read)`, alternatives: [fallback], span: null } : model;
}

/** An endpoint's address where a model may stand (`InferenceClient("http://...")`) does not tell which model runs there, nor does a blank (`<your-model-id>`). */
function addressed(model: Known<string>): Known<string> {
  if (model.state !== 'known') return model;
  const reason = /^https?:\/\//.test(model.value) ? `the model behind ${model.value}` : /^(<.*>)?$/.test(model.value.trim()) ? 'a place to fill in' : /^projects\/.*\/endpoints\//.test(model.value) ? 'the model that an endpoint runs' : null;
  return reason === null ? model : { state: 'dynamic', reason, alternatives: [], span: model.span };
}

/** Splits `provider/model` and `provider:model` where the API names models so. The model id stays as the code writes it. */
function splitModel(model: Known<string>, syntax: ModelSyntax | undefined, handleProvider: string | null, { providerNames: names = {}, bareNames: bare = [] }: Match['sdk']): { model: Known<string>; provider: string | null } {
  if (handleProvider) return { model, provider: handleProvider };
  const mark = syntax === 'provider/model' || syntax === '@provider/model' ? '/' : syntax === 'provider:model' ? ':' : null;
  if (mark === null || model.state !== 'known') return { model, provider: null };
  const at = model.value.indexOf(mark);
  const written = at > 0 ? model.value.slice(0, at).replace(/^@/, '') : null;
  return { model, provider: written === null ? (bare.find((one) => one.model.test(model.value))?.provider ?? null) : (names[written] ?? written) };
}

function providerOf(e: Evaluator, site: Site, args: Arguments, handle: HandleValue | null, modelHandles: readonly HandleValue[], baseUrl: Found, hosts: readonly CompatibleHost[], family: LanguageFamily): string | null {
  if (baseUrl.state === 'here') {
    const urls = alternativesOf(baseUrl.value).filter((one) => one.kind !== 'null');
    const names = new Set(urls.map((url) => hostProvider(url, hosts)));
    const only = [...names][0];
    return names.size === 1 && only !== undefined ? only : null;
  }
  const server = baseUrl.state === 'open' ? hostProvider(baseUrl.why, hosts) : null;
  if (server !== null) return server;
  if (baseUrl.state === 'open' && handle && baseUrl.why.parameter === undefined && handle.layers.every((layer) => layer.args.open === null)) return null;
  for (const layer of handle?.layers ?? []) {
    const flag = layer.spec.providerIf ? readPaths(layer.args, layer.spec.providerIf.at, family, layer.spec.optionsAt ?? 0) : null;
    if (flag?.state === 'here' && flag.value.kind === 'flag') {
      if (flag.value.value) return layer.spec.providerIf?.provider ?? null;
    } else if (flag && flag.state !== 'absent') return null;
  }
  const operation = site.match.operation;
  if (modelHandles.length > 0) return providerOfAny(e, modelHandles, family);
  const holder = handle ?? heldIn(e, args, operation.parameters, family, operation.optionsAt ?? 0).handles[0];
  return holder ? providerOfHandle(e, holder, family) : site.match.sdk.provider;
}

/** Servers that run on one's own machines: an address that is only known by their name (`config.ollama_url`) is of one. */
const ownServers: readonly (readonly [name: RegExp, provider: string])[] = [[/lm_?studio/i, 'lmstudio'], [/ollama/i, 'ollama'], [/llama_?cpp/i, 'llamacpp'], [/vllm/i, 'vllm']];

function hostProvider(url: Value, hosts: readonly CompatibleHost[]): string | null {
  if (url.kind === 'unknown') return ownServers.find(([name]) => name.test(url.name))?.[1] ?? null;
  const text = url.kind === 'text' ? url.parts.map((part) => (typeof part === 'string' ? part : 'x')).join('') : null;
  if (text === null) return null;
  return hosts.find((one) => one.host.test(text))?.provider ?? null;
}

function trailOf(e: Evaluator, site: Site, model: Known<string>, cap: Known<number>, handle: HandleValue | null): readonly TrailStep[] {
  const steps: TrailStep[] = [];
  const made = handle?.layers.at(-1);
  if (handle && made) steps.push({ file: handle.file ?? site.file, span: handle.span, text: `receiver is ${handle.type}` });
  else if (site.address !== undefined) steps.push({ file: site.file, span: site.callee.span, text: `request to ${site.address}` });
  else if (site.confidence !== 'certain') steps.push({ file: site.file, span: site.callee.span, text: `receiver ${textOf(e, site.callee, site.file)} could not be followed; recognised by its chain` });
  const placeOf = (known: Known<unknown>) => (known.state === 'absent' ? { file: site.file, span: null } : { file: known.file ?? site.file, span: known.span });
  steps.push({ ...placeOf(model), text: model.state === 'known' ? `model ${model.value} (${model.how})` : model.state === 'dynamic' ? `model: ${model.reason}` : 'no model is given' });
  steps.push({ ...placeOf(cap), text: cap.state === 'known' ? `output cap ${cap.value} (${cap.how})` : cap.state === 'dynamic' ? `output cap: ${cap.reason}` : 'no output cap' });
  return steps;
}
