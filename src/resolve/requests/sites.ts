import type { CallExpr, Expr, LanguageFamily, LlmCall } from '../../model.ts';
import { callerFrames, parameterOf } from './callers.ts';
import { canLeadToRequest, chainNames, lastNameOf } from './callees.ts';
import { declaredSite } from './declared.ts';
import { throughDecorators } from '../values/decorated.ts';
import { findInHandle } from './drivers.ts';
import { holdsHandle, isFree } from './heldHandles.ts';
import type { Evaluator } from '../values/evaluator.ts';
import { argumentsOf } from '../values/expressions.ts';
import type { FileIndex } from '../values/fileIndex.ts';
import { httpSite } from './http.ts';
import { familyOf, isTestPath } from '../values/modules.ts';
import { standIn } from './mocks.ts';
import { referenceAt } from '../helpers/references.ts';
import { alternativesOf, type Arguments, type Frame, type HandleValue, noArguments, type Value, withFixed } from '../values/values.ts';
import type { Match } from './sdkTables.ts';
import type { Either, Matched, Site } from './site.ts';

/** The request that a call expression makes, or null. Evaluates the callee without a frame. `deferred`: also HTTP requests whose address only callers know. */
export function siteOf(e: Evaluator, call: CallExpr, index: FileIndex, file: string, deferred = false): Site | null {
  const declared = declaredSite(e, call, index, file);
  if (declared) return declared;
  if (!canLeadToRequest(e, call.callee)) return null;
  return deferred ? findSite(e, call, index, file, true) : e.remembered(e.sites, call, () => findSite(e, call, index, file, false));
}

function findSite(e: Evaluator, call: CallExpr, index: FileIndex, file: string, deferred: boolean): Site | null {
  const direct = matchCallee(e, call.callee, index, file, () => argumentsOf(e, call, file, null));
  const made =
    direct &&
    httpSite(
      e,
      {
        file,
        call,
        match: direct.match,
        handle: direct.handle,
        others: direct.others ?? [],
        confidence: direct.confidence,
        ...(direct.byCallers ? { byCallers: true as const } : {}),
        ...(direct.isEither ? { isEither: direct.isEither } : {}),
        callee: call.callee,
        args: (frame) => withFixed(argumentsOf(e, call, file, frame), direct.fixed && fixedIn(e, call.callee, file, frame, direct.fixed)),
      },
      deferred,
    );
  if (made || (direct && !direct.match.operation.request)) return made;
  const handed = carriedIn(e, call, index, file);
  if (handed) return handed;
  const taken = referenceAt(e, call, file);
  if (taken) {
    const inner = matchCallee(e, taken.expr, index, file, () => taken.args(e, file, null));
    if (inner)
      return httpSite(
        e,
        {
          file,
          call,
          match: inner.match,
          handle: inner.handle,
          others: inner.others ?? [],
          confidence: inner.confidence,
          callee: taken.expr,
          args: (frame) => withFixed(taken.args(e, file, frame), inner.fixed),
        },
        deferred,
      );
  }
  return null;
}

/** A request object that is handed to a method of any receiver: the object's own arguments are the request. */
function carriedIn(e: Evaluator, call: CallExpr, index: FileIndex, file: string): Site | null {
  const first = call.args[0];
  if (
    call.callee.kind !== 'member' ||
    !e.sdkIndex.carriers.has(call.callee.property) ||
    !first ||
    first.name !== null ||
    first.spread !== 'none' ||
    looksMocked(call.callee, index)
  )
    return null;
  const method = call.callee.property;
  const handles = (frame: Frame | null) =>
    alternativesOf(e.evaluate(first.value, file, frame)).filter((one): one is HandleValue => one.kind === 'handle');
  const handle = handles(null).find((one) => e.sdkIndex.carried(one, method));
  const match = handle && e.sdkIndex.carried(handle, method);
  if (!handle || !match) return carriedByName(e, call, first.value, index, file);
  return {
    file,
    call,
    match,
    handle,
    confidence: 'certain',
    callee: call.callee,
    carried: first.value,
    args: (frame) => (handles(frame).find((one) => one.type === handle.type) ?? handle).layers[0]?.args ?? noArguments,
  };
}

/** A request object whose class could not be followed (loaded at run time) but has a name that only one SDK gives: `send(new sdk.ConverseCommand({...}))`. */
function carriedByName(e: Evaluator, call: CallExpr, made: Expr, index: FileIndex, file: string): Site | null {
  if (made.kind !== 'call' || !made.isNew || e.evaluate(made.callee, file, null).kind !== 'unknown') return null;
  const handle = e.sdkIndex.madeByName(lastNameOf(made.callee), argumentsOf(e, made, file, null), familyOf(index.facts.language), {
    span: made.span,
    file,
  });
  const match = handle && call.callee.kind === 'member' ? e.sdkIndex.carried(handle, call.callee.property) : null;
  return handle && match
    ? {
        file,
        call,
        match,
        handle,
        confidence: 'likely',
        callee: call.callee,
        carried: made,
        args: (frame) => argumentsOf(e, made, file, frame),
      }
    : null;
}

/** What `partial` fixed of a callee, as seen from a frame: its arguments may come from the caller, or from whoever made the object. */
function fixedIn(e: Evaluator, callee: Expr, file: string, frame: Frame | null, otherwise: Arguments): Arguments {
  if (frame === null) return otherwise;
  for (const one of alternativesOf(e.evaluate(callee, file, frame)))
    if ((one.kind === 'handle' || one.kind === 'external') && one.fixed) return one.fixed;
  return otherwise;
}

function matchCallee(e: Evaluator, callee: Expr, index: FileIndex, file: string, args: () => Arguments): Matched | null {
  if (callee.kind !== 'name' && callee.kind !== 'member' && callee.kind !== 'call' && callee.kind !== 'index') return null;
  if (callee.kind === 'member' && !e.sdkIndex.lastNames.has(callee.property) && !e.sdkIndex.lastNames.has('')) return null;
  if (isTestPath(file) && looksMocked(callee, index)) return null;
  const value = e.evaluate(callee, file, null);
  const decorated = throughDecorators(
    e,
    value,
    () => (callee.kind === 'member' ? e.evaluate(callee.object, file, null) : value),
    callee.kind === 'member' ? callee.property : null,
    { span: callee.span, file },
  );
  for (const one of [...alternativesOf(value), ...decorated]) {
    if (one.kind === 'handle') {
      const match = e.sdkIndex.operationOf(one);
      if (match && reaches(e, match, one, args, index))
        return {
          match,
          handle: one,
          ...(one.fixed ? { fixed: one.fixed } : {}),
          others: sameOperation(e, value, match).filter((other) => other !== one),
          ...eitherOf(e, value, match),
          confidence:
            !one.certain || (value.kind === 'choice' && sameOperation(e, value, match).length < value.alternatives.length)
              ? 'likely'
              : 'certain',
        };
    }
    if (one.kind === 'external') {
      const match = e.sdkIndex.moduleOperation(one);
      if (match && reaches(e, match, null, args, index))
        return { match, handle: null, ...(one.fixed ? { fixed: one.fixed } : {}), confidence: 'certain', ...eitherOf(e, value, match) };
    }
  }
  const family = familyOf(index.facts.language);
  const imports = { family, modules: index.facts.imports.map((one) => one.module) };
  if (callee.kind === 'name') {
    const alone =
      value.kind === 'unknown' ? e.sdkIndex.receiverByName([callee.name, ''], args, imports, { span: callee.span, file }) : null;
    if (alone) return { match: alone.match, handle: alone.handle, confidence: 'possible' };
    // A project's own `fetch`, `post` or `SSE` class, or one that is handed in, is a request where its address says so.
    const own = alternativesOf(value);
    if (own.some((one) => one.kind === 'class')) return asRequest(e.sdkIndex.distinctive([callee.name], family, args));
    const taken = own.some(
      (one) =>
        one.kind === 'function' ||
        one.kind === 'unknown' ||
        (one.kind === 'external' && one.module !== '' && /fetch$/i.test(one.path.at(-1) ?? '')),
    );
    return taken ? asRequest(e.sdkIndex.distinctive([/fetch/i.test(callee.name) ? 'fetch' : callee.name], family, args)) : null;
  }
  if (callee.kind !== 'member') return null;
  if (looksMocked(callee, index)) return null;
  const names = chainNames(callee);
  const match = e.sdkIndex.distinctive(names, family, args);
  if (match && isMock(e, callee.object, file)) return null;
  const receiverKnown = alternativesOf(value).some(
    (one) =>
      one.kind === 'function' ||
      one.kind === 'class' ||
      (one.kind === 'external' && one.module !== '' && !/^[a-z]/.test(one.path[0] ?? 'a')),
  );
  if (receiverKnown) return asRequest(match);
  const told = match && !match.operation.request ? match : null;
  const handed = handedIn(e, callee, value, index, file);
  if (handed) return handed;
  // Many SDKs share a chain: the one that the file imports is meant.
  // A member of a handle that no table knows (`self._llm` of a class that extends one of the SDK's) is no better known than any other name.
  const unfollowed = alternativesOf(value).every(
    (one) => one.kind === 'unknown' || (one.kind === 'external' && one.module !== '') || (one.kind === 'handle' && one.chain.length > 1),
  );
  const named =
    unfollowed && !(told && e.sdkIndex.isImported(told.sdk, imports))
      ? e.sdkIndex.receiverByName(names, args, imports, { span: callee.object.span, file })
      : null;
  // `llm.call` of another SDK is a function of its own, whatever it is called.
  if (named && alternativesOf(value).every((one) => one.kind !== 'external' || !e.sdkIndex.isOfAnother(named.match.sdk, one)))
    return { match: named.match, handle: named.handle, confidence: told ? 'likely' : 'possible' };
  if (!told) return asRequest(match);
  return {
    match: family === 'javascript' && isOthers(e, callee.object, told, file) ? { ...told, sdk: { ...told.sdk, provider: null } } : told,
    handle: null,
    confidence: 'likely',
  };
}

/** A receiver that only callers know: a parameter, or a field that the constructor sets from one. What they hand in tells the request. */
function handedIn(e: Evaluator, callee: Expr & { kind: 'member' }, value: Value, index: FileIndex, file: string): Matched | null {
  const parameter = parameterOf(value);
  const within = rootScope(callee) === null ? null : index.functionOfScope(rootScope(callee) ?? 0);
  if (!parameter || within === null || !e.sdkIndex.lastNames.has(callee.property)) return null;
  const handles = callerFrames(e, parameter, within)
    .flatMap((frame) => alternativesOf(e.evaluate(callee, file, frame)))
    .filter((one): one is HandleValue => one.kind === 'handle');
  const match = handles
    .map((one) => e.sdkIndex.operationOf(one))
    .find((one) => one !== null && !one.operation.request && !one.operation.needsHandle);
  const fitting = match ? handles.filter((one) => e.sdkIndex.operationOf(one)?.operation === match.operation) : [];
  const [handle] = fitting;
  return match && handle ? { match, handle, others: fitting.slice(1), confidence: 'likely', byCallers: true } : null;
}

/** The scope of the name that a chain of members begins with. */
function rootScope(expr: Expr): number | null {
  if (expr.kind === 'name') return expr.scope;
  return expr.kind === 'member' || expr.kind === 'index' ? rootScope(expr.object) : expr.kind === 'call' ? rootScope(expr.callee) : null;
}

/** HTTP requests need no receiver: `httpSite` asks for the address. */
function asRequest(match: Match | null): { match: Match; handle: null; confidence: LlmCall['confidence'] } | null {
  return match?.operation.request ? { match, handle: null, confidence: 'likely' } : null;
}

/** The handles of a value on which the same operation can be called. */
export function sameOperation(e: Evaluator, value: Value, match: Match): readonly HandleValue[] {
  return alternativesOf(value).filter(
    (one): one is HandleValue => one.kind === 'handle' && e.sdkIndex.operationOf(one)?.operation === match.operation,
  );
}

/** What a callee may be as well: an operation of another SDK. */
function eitherOf(e: Evaluator, value: Value, { operation }: Match): { readonly isEither?: Either; readonly confidence?: 'likely' } {
  const protocol = (api: string) => api.slice(api.indexOf('.') + 1);
  const others = alternativesOf(value).flatMap((one) => {
    const other = one.kind === 'handle' ? e.sdkIndex.operationOf(one) : one.kind === 'external' ? e.sdkIndex.moduleOperation(one) : null;
    return other && other.operation !== operation && !other.operation.request ? [other.operation.api] : [];
  });
  return others.length === 0
    ? {}
    : { isEither: others.every((api) => protocol(api) === protocol(operation.api)) ? 'seller' : 'api', confidence: 'likely' };
}

/** A pipeline without a model in it sends nothing, nor does what a stand-in for tests answers. */
function reaches(e: Evaluator, match: Match, handle: HandleValue | null, args: () => Arguments, index: FileIndex): boolean {
  const { operation, sdk } = match;
  const family = familyOf(index.facts.language);
  const request = { args: args(), spec: operation };
  if (sdk.handles.some((one) => one.free) && isFree(e, request, handle, family)) return false;
  if (handle && isTestPath(index.facts.path) && isOfTests(e, handle, family)) return false;
  return operation.needsHandle !== true || holdsHandle(e, request, handle, family);
}

/** A model that tests made of a class of their own (`create_agent(ScriptedModel(...))`) asks nobody. */
function isOfTests(e: Evaluator, handle: HandleValue, family: LanguageFamily): boolean {
  const model = findInHandle(e, handle, (one) => one.model, family);
  return model.state === 'here' && alternativesOf(model.value).every((one) => one.kind === 'instance' && isTestPath(one.file));
}

function looksMocked(callee: Expr, index: FileIndex): boolean {
  return /mock|stub|fake|spy/i.test(index.text(callee.span));
}

/** A receiver that is an instance of a mock: `self.chat = MagicMock()`, `class FakeClient`. */
export function isMock(e: Evaluator, receiver: Expr, file: string): boolean {
  return madeByAny(e, receiver, file, (name) => standIn.test(name) || name === 'TestClient');
}

/** A client of another package that only has the same methods (a router, a gateway): whom it asks is not known. In Python a call by a capital name may as well inject one (`Depends(...)`). */
function isOthers(e: Evaluator, receiver: Expr, { sdk }: Match, file: string): boolean {
  return (
    sdk.provider !== null &&
    madeByAny(e, receiver, file, (name, isProjects) => !isProjects && /^[A-Z]/.test(name) && !name.toLowerCase().includes(sdk.id))
  );
}

/** Whether the name of the class that made the receiver, or what it is a member of, passes a test. */
function madeByAny(e: Evaluator, receiver: Expr, file: string, test: (name: string, isProjects: boolean) => boolean): boolean {
  for (let at = receiver; ;) {
    const found = alternativesOf(e.evaluate(at, file, null)).some((one) => {
      const name =
        one.kind === 'record'
          ? one.external
          : one.kind === 'instance'
            ? e.index(one.file)?.facts.classes[one.class]?.name
            : one.kind === 'external'
              ? one.path.at(-1)
              : undefined;
      return name !== undefined && test(name, one.kind === 'instance');
    });
    if (found) return true;
    if (at.kind === 'member') at = at.object;
    else if (at.kind === 'call') at = at.callee;
    else return false;
  }
}
