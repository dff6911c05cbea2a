import type { Expr, LlmCall } from '../../model.ts';
import { throughDecorators } from '../values/decorated.ts';
import type { Evaluator } from '../values/evaluator.ts';
import type { FileIndex } from '../values/fileIndex.ts';
import { familyOf, isTestPath } from '../values/modules.ts';
import { alternativesOf, type Arguments, type HandleValue, type Value } from '../values/values.ts';
import { chainNames } from './callees.ts';
import { callerFrames, parameterOf } from './callers.ts';
import { holdsHandle, isFree } from './heldHandles.ts';
import { isMock, isOfTests, isOthers, looksMocked } from './receivers.ts';
import type { Imports } from './sdkIndex.ts';
import type { Match } from './sdkTables.ts';
import type { Either, Matched } from './site.ts';

/** The operation that a callee means and the handle it is called on: by what it evaluates to, else by how it is written. Null for what is no request. */
export function matchCallee(e: Evaluator, callee: Expr, index: FileIndex, file: string, args: () => Arguments): Matched | null {
  if (callee.kind !== 'name' && callee.kind !== 'member' && callee.kind !== 'call' && callee.kind !== 'index') return null;
  if (callee.kind === 'member' && !e.sdkIndex.lastNames.has(callee.property) && !e.sdkIndex.lastNames.has('')) return null;
  if (isTestPath(file) && looksMocked(callee, index)) return null;
  const value = e.evaluate(callee, file, null);
  const followed = byValue(e, callee, value, index, args);
  if (followed) return followed;
  if (callee.kind === 'name') return byFunctionName(e, callee, value, index, args);
  return callee.kind === 'member' && !looksMocked(callee, index) ? byChain(e, callee, value, index, args) : null;
}

/** What was followed to a handle or to a function of a package. */
function byValue(e: Evaluator, callee: Expr, value: Value, index: FileIndex, args: () => Arguments): Matched | null {
  const file = index.facts.path;
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
  return null;
}

/** A function that could not be followed: known by a name that only one SDK gives, or a request by address. */
function byFunctionName(
  e: Evaluator,
  callee: Expr & { kind: 'name' },
  value: Value,
  index: FileIndex,
  args: () => Arguments,
): Matched | null {
  const imports = importsOf(index);
  const { family } = imports;
  const alone =
    value.kind === 'unknown'
      ? e.sdkIndex.receiverByName([callee.name, ''], args, imports, { span: callee.span, file: index.facts.path })
      : null;
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

/** A method of a receiver that could not be followed: known by a chain of names, by the receiver's own name, or by what callers hand in. */
function byChain(e: Evaluator, callee: Expr & { kind: 'member' }, value: Value, index: FileIndex, args: () => Arguments): Matched | null {
  const file = index.facts.path;
  const imports = importsOf(index);
  const { family } = imports;
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

function importsOf(index: FileIndex): Imports {
  return { family: familyOf(index.facts.language), modules: index.facts.imports.map((one) => one.module) };
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
