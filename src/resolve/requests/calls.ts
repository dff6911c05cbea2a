import type { CallExpr, DeclaredWrapper, Expr, Known, LanguageFamily, LlmCall, SentTo, TrailStep } from '../../model.ts';
import type { ByModel, CompatibleHost } from '../../sdks/sdk.ts';
import { choiceOf } from '../values/choices.ts';
import { withAssigned } from './assigned.ts';
import { cachingOf } from './caching.ts';
import { capSlotOf, isBefore } from './capSlot.ts';
import { callerFrames, parameterOf } from './callers.ts';
import { asDeclared } from './declared.ts';
import { detailsOf } from './details.ts';
import { capHolders, configuring, findIn, findInHandle, type Pick, syntaxOf, throughAliases, throughHandles, withAppended } from './drivers.ts';
import type { Evaluator } from '../values/evaluator.ts';
import { textOf } from '../values/textValues.ts';
import type { FileIndex } from '../values/fileIndex.ts';
import { knownNumber, knownText } from './known.ts';
import { addressed, leftEmpty, modelSyntaxIn, ofDeployment, splitModel, withDefault } from './modelNames.ts';
import { modifiersOf } from './modifiers.ts';
import { familyOf, isTestPath } from '../values/modules.ts';
import { type Found, readPaths } from './paths.ts';
import { projectWide, runsItsOwn } from './projectWide.ts';
import { toPrompt } from './prompt.ts';
import { repeatsOf } from './repeats.ts';
import { repetitionOf } from '../helpers/repetition.ts';
import { withSchemas } from './schemas.ts';
import type { Match } from './sdkTables.ts';
import { sellerOf, sellerOfAny, sellerOfHandles } from './sellers.ts';
import { sameOperation } from './sites.ts';
import { settleTemplates } from '../values/templates.ts';
import { plainText, unknown, type Arguments, type Frame, type FunctionValue, type HandleValue, type Value } from '../values/values.ts';

/** One request to a model, where it is written, with what is needed to read it in any frame. */
export interface Site {
  readonly file: string;
  readonly call: CallExpr;
  readonly match: Match;
  /** What it is called on; null: a function of a package, or made out of sight. */
  readonly handle: HandleValue | null;
  /** What it is made on is known from those who call the function around it: others may call it with something else. */
  readonly byCallers?: true;
  /** It may as well be a request of another SDK's (`complete = litellm.completion if gateway else client.chat.completions.create`): this one tells where its parts stand. */
  readonly isEither?: true;
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
  /** An HTTP request whose address names no seller. */
  readonly sentTo?: SentTo;
  /** A helper that the team declares, and its definition where the project holds it. */
  readonly declared?: { readonly wrapper: DeclaredWrapper; readonly definition: FunctionValue | null };
}

/**
 * The operation that a call expression is. `handle` is what it is called on (null: a function of a package, or made out of sight), `others` are handles that it may be
 * called on as well, `fixed` is what `partial` gave it, `byCallers` and `isEither` as in `Site`.
 */
export type Matched = { readonly match: Match; readonly handle: HandleValue | null; readonly others?: readonly HandleValue[]; readonly confidence: LlmCall['confidence']; readonly fixed?: Arguments; readonly byCallers?: true; readonly isEither?: true };

/** Where the parts of a request stand: in its own arguments first, then in those that made the handle, latest first. */
function reader(site: Site, frame: Frame | null, e: Evaluator, family: LanguageFamily): { find: (pick: Pick) => Found; args: Arguments; handle: HandleValue | null; others: readonly HandleValue[] } {
  const args = site.args(frame);
  const [handle = null, ...others] = handlesIn(site, frame, e);
  const { sdk, operation } = site.match;
  const here = (pick: Pick): Found => {
    const own = findIn(e, args, operation.parameters, pick, family, operation.optionsAt ?? 0);
    if (own.state === 'here' || !handle) return own;
    const made = mergeFound([handle, ...others].map((one) => findInHandle(e, one, pick, family)));
    // What the call itself may say in a spread is nearer than what nobody sees.
    return made.state === 'absent' || (own.state === 'open' && made.state === 'open' && made.why.unseen) ? own : made;
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
  const there = frame === null || site.carried ? [] : sameOperation(e, e.evaluate(site.callee, site.file, frame), site.match);
  const index = e.index(site.file);
  return (there.length > 0 ? there : own).map((one) => (index ? withAssigned(e, one, index, site.file) : one));
}

/** One answer of several receivers of which any may be the one that runs. */
function mergeFound(founds: readonly Found[]): Found {
  const first = founds[0];
  if (!first) return { state: 'absent' };
  if (founds.length === 1 || founds.every((one) => one.state === 'absent')) return first;
  const value = choiceOf(founds.map((one): Value => (one.state === 'here' ? one.value : one.state === 'open' ? one.why : unknown('given for one of several only', ''))));
  return value.kind === 'unknown' ? { state: 'open', why: value } : { state: 'here', value };
}

/** A call with what wrappers are found by. Ids are made later, of the calls of a whole file. */
export interface Described {
  readonly call: Omit<LlmCall, 'id'>;
  /** Values that carry the prompt, for finding wrappers. */
  readonly carriers: readonly Value[];
  /** The same request to the models that stand in, one after the other, where it fails. */
  readonly standIns: readonly Omit<LlmCall, 'id'>[];
}

/** The model of a request: what is written, or what the objects it is made on hold, and how that names who bills. */
function modelOf(e: Evaluator, site: Site, { find, args, handle }: ReturnType<typeof reader>, hosts: readonly CompatibleHost[], family: LanguageFamily) {
  const operation = site.match.operation;
  const modelValue = throughHandles(e, throughAliases(e, find((one) => one.model), handle, family), family);
  const model = addressed(withDefault(leftEmpty(ofDeployment(e, knownText(modelValue.found), find((one) => one.deployment), family), site, args, family), operation));
  const named = splitModel(model, syntaxOf(modelValue.handles[0]) ?? (modelValue.handles.length > 0 ? undefined : (operation.modelSyntax ?? modelSyntaxIn(e, handle, family))), sellerOfHandles(e, modelValue.handles, hosts, family).provider, site.match.sdk);
  return { model, modelValue, named };
}

/** A model that only callers say: what those of the project give are the alternatives. It stays open, since others may call it too. */
function asCallersGive(e: Evaluator, site: Site, model: Known<string>, found: Found, hosts: readonly CompatibleHost[], family: LanguageFamily): Known<string> {
  if (site.byCallers && model.state === 'known' && readPaths(site.args(null), site.match.operation.parameters.model, family, site.match.operation.optionsAt ?? 0).state === 'absent') return { state: 'dynamic', reason: 'given by the callers of the function', alternatives: [model.value], span: model.span, ...(model.file ? { file: model.file } : {}) };
  const parameter = model.state === 'dynamic' && model.alternatives.length === 0 ? (found.state === 'open' ? parameterOf(found.why) : found.state === 'here' ? parameterOf(found.value) : null) : null;
  if (model.state !== 'dynamic' || !parameter || site.call.inFunction === null) return model;
  // Where callers hand in the client too, those count that hand in one of this kind.
  const fits = (frame: Frame) => !site.byCallers || sameOperation(e, e.evaluate(site.callee, site.file, frame), site.match).length > 0;
  const given = callerFrames(e, parameter, site.call.inFunction).filter(fits).map((frame) => modelOf(e, site, reader(site, frame, e, family), hosts, family).named.model);
  const alternatives = [...new Set(given.flatMap((one) => (one.state === 'known' ? [one.value] : one.state === 'dynamic' ? one.alternatives : [])))];
  return alternatives.length > 0 ? { ...model, alternatives } : model;
}

/** Reads everything about a request, as seen from `frame`. */
export function describe(e: Evaluator, given: Site, frame: Frame | null, hosts: readonly CompatibleHost[]): Described {
  const site = (frame === null ? null : given.inFrame?.(frame)) ?? given;
  const index = e.index(site.file) as FileIndex;
  const family = familyOf(index.facts.language);
  const operation = site.match.operation;
  const read = reader(site, frame, e, family);
  const { find, args, handle, others } = read;
  const { model: own, modelValue, named: ownNamed } = modelOf(e, site, read, hosts, family);
  const named = frame === null ? { ...ownNamed, model: asCallersGive(e, site, ownNamed.model, modelValue.found, hosts, family) } : ownNamed;
  const model = frame === null ? named.model : own;
  const saidProvider = find((one) => one.provider);
  const seller = saidProvider.state !== 'absent' ? { provider: providerNamed(saidProvider, site.match.sdk.providerNames) } : sellerOfAny([handle, ...others].map((one) => sellerOf(e, site, args, one, modelValue.handles, find((place) => place.baseUrl), hosts, family)));
  const provider = site.isEither ? null : (named.provider ?? seller.provider);
  const fit = ofModel(operation.byModel, named.model, family);
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
  const isOwn = (pick: Pick) => readPaths(args, pick(operation.parameters), family, operation.optionsAt ?? 0).state !== 'absent';
  const isCapUnseen = (cap.state === 'open' && cap.why.unseen === true) || (frame === null && site.byCallers === true && !isOwn((one) => one.maxOutput));
  const isCapKept = readPaths(args, operation.capKeptBy, family, operation.optionsAt ?? 0).state === 'here';
  const maxOutput: Known<number> = capDefault === 'none' || isCapUnseen ? { state: 'absent' } : knownNumber(cap);
  const n = knownNumber(find((one) => one.n));
  const limit = find((one) => one.steps);
  const steps = knownNumber(limit);
  const isLimited = limit.state === 'here' || (limit.state === 'open' && !limit.why.unseen);
  const stream = find((one) => one.stream);
  const older = operation.capBefore?.[family];
  const configured = configuring(e, args, operation.parameters, handle, family, operation.optionsAt ?? 0);
  const version = older ? (e.source.versionOf?.(site.file, older.package) ?? null) : null;
  const call: Omit<LlmCall, 'id'> = {
    file: site.file,
    language: index.facts.language,
    span: site.call.span,
    sdk: site.match.sdk.id,
    api: site.isEither ? 'multi' : operation.api,
    provider,
    ...(provider === null && !site.isEither && seller.sentTo ? { sentTo: seller.sentTo } : {}),
    kind: site.match.sdk.kind,
    confidence: site.confidence,
    billing: fit?.billing ?? operation.billing ?? 'tokens',
    function: index.namedFunction(site.call.inFunction),
    via: null,
    model: named.model,
    maxOutput,
    capSlot: maxOutput.state === 'absent' && !site.isEither && !isCapUnseen && !isCapKept && capDefault !== 'none' ? capSlotOf({ ...operation, capDefault }, { provider, model: named.model, version }, site.call, index, handle && others.length === 0 ? capHolders(e, handle, family) : [], e.index) : null,
    capDefault: capDefault === 'required' ? { kind: 'required' } : typeof capDefault === 'number' ? { kind: 'library', value: capDefault } : { kind: 'model' },
    caching: capDefault === 'none' ? 'unsupported' : cachingOf(operation, args, configured.map((one) => one.args), provider, named.model),
    prompt: toPrompt({ system: systems, messages, prompt, tools: withSchemas(e, find((one) => one.tools)), schema: withSchemas(e, find((one) => one.schema)), earlier: operation.keepsHistory === true || find((one) => one.history).state === 'here' }),
    repetition: { ...(frame === null ? repetitionOf(e, site.call, index, site.file, repeatsOf(e, site)) : { inLoop: false, loopKind: null }), steps: steps.state === 'known' ? steps.value : isLimited ? null : (operation.stepsDefault ?? null), n: n.state === 'known' ? Math.max(1, n.value) : 1 },
    streaming: operation.streams === true || (stream.state === 'here' && stream.value.kind === 'flag' && stream.value.value),
    modifiers: [...(operation.modifiers ?? []), ...modifiersOf(operation.parameters, args, [...configured, ...modelValue.handles.flatMap((one) => one.layers)], family, operation.optionsAt ?? 0, provider), ...(seller.provider === provider ? (seller.modifiers ?? []) : [])],
    inTest: isTestPath(site.file),
    documentation: operation.documentation ?? site.match.sdk.documentation,
    trail: trailOf(e, site, model, maxOutput, handle, provider === null && !site.isEither ? seller.sentTo : undefined),
    details: { ...detailsOf(args, handle, find, operation, messages.state === 'here' ? messages : prompt, family), ...(version ? { version } : {}), ...(older && isBefore(version, older.version) ? { olderCap: older.insert } : {}), ...(operation.ended ? { ended: operation.ended } : {}) },
  };
  const carriers = [messages, prompt, ...(messages === conversation ? [variables] : []), ...(messages.state === 'absent' && prompt.state === 'absent' ? [systems] : [])].flatMap((found) => (found.state === 'here' ? [found.value] : found.state === 'open' ? [found.why] : []));
  const declared = asDeclared(e, call, site);
  return { call: declared, carriers, standIns: standIns(e, declared, find((one) => one.fallbacks), site, hosts, family) };
}

/** What is asked where a request fails (`Parameters.fallbacks`). What cannot be read is left out: it is not what is expected. */
function standIns(e: Evaluator, call: Omit<LlmCall, 'id'>, found: Found, { match }: Site, hosts: readonly CompatibleHost[], family: LanguageFamily): readonly Omit<LlmCall, 'id'>[] {
  const items = found.state !== 'here' ? [] : found.value.kind === 'list' ? found.value.items : [found.value];
  return items.flatMap((value): readonly Omit<LlmCall, 'id'>[] => {
    if (value.kind !== 'text' && value.kind !== 'handle') return [];
    const through = throughHandles(e, { state: 'here', value }, family);
    const named = splitModel(addressed(knownText(through.found)), syntaxOf(through.handles[0]) ?? (through.handles.length > 0 ? undefined : match.operation.modelSyntax), sellerOfHandles(e, through.handles, hosts, family).provider, match.sdk);
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
function ofModel(byModel: Match['operation']['byModel'], model: Known<string>, family: LanguageFamily): ByModel | null {
  const ids = model.state === 'known' ? [model.value] : model.state === 'dynamic' ? model.alternatives : [];
  const fits = new Set(ids.map((id) => byModel?.find((one) => one.model.test(id) && (one.languages?.includes(family) ?? true)) ?? null));
  return fits.size === 1 ? ([...fits][0] ?? null) : null;
}

function providerNamed(found: Found, names: Readonly<Record<string, string>> = {}): string | null {
  const name = found.state === 'here' ? plainText(found.value) : null;
  return name === null ? null : (names[name] ?? name);
}

function trailOf(e: Evaluator, site: Site, model: Known<string>, cap: Known<number>, handle: HandleValue | null, sentTo: SentTo | undefined): readonly TrailStep[] {
  const steps: TrailStep[] = [];
  const made = handle?.layers.at(-1);
  if (handle && made) steps.push({ file: handle.file ?? site.file, span: handle.span, text: `receiver is ${handle.type}` });
  else if (site.address !== undefined) steps.push({ file: site.file, span: site.callee.span, text: `request to ${site.address}` });
  else if (site.confidence !== 'certain') steps.push({ file: site.file, span: site.callee.span, text: `receiver ${textOf(e, site.callee, site.file)} could not be followed; recognised by its chain` });
  if (sentTo) steps.push({ file: site.file, span: null, text: sentTo.host === null ? `who bills it is not known: ${sentTo.reason}` : `sent to ${sentTo.host}, which is no seller of the catalog` });
  const placeOf = (known: Known<unknown>) => (known.state === 'absent' ? { file: site.file, span: null } : { file: known.file ?? site.file, span: known.span });
  steps.push({ ...placeOf(model), text: model.state === 'known' ? `model ${model.value} (${model.how})` : model.state === 'dynamic' ? `model: ${model.reason}` : 'no model is given' });
  steps.push({ ...placeOf(cap), text: cap.state === 'known' ? `output cap ${cap.value} (${cap.how})` : cap.state === 'dynamic' ? `output cap: ${cap.reason}` : 'no output cap' });
  return steps;
}
