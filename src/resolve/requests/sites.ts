import type { CallExpr, Expr } from '../../model.ts';
import { referenceAt } from '../helpers/references.ts';
import type { Evaluator } from '../values/evaluator.ts';
import { argumentsOf } from '../values/expressions.ts';
import type { FileIndex } from '../values/fileIndex.ts';
import { alternativesOf, withFixed, type Arguments, type Frame } from '../values/values.ts';
import { canLeadToRequest } from './callees.ts';
import { carriedIn } from './carried.ts';
import { declaredSite } from './declared.ts';
import { httpSite } from './http.ts';
import { matchCallee } from './matching.ts';
import type { Site } from './site.ts';

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

/** What `partial` fixed of a callee, as seen from a frame: its arguments may come from the caller, or from whoever made the object. */
function fixedIn(e: Evaluator, callee: Expr, file: string, frame: Frame | null, otherwise: Arguments): Arguments {
  if (frame === null) return otherwise;
  for (const one of alternativesOf(e.evaluate(callee, file, frame)))
    if ((one.kind === 'handle' || one.kind === 'external') && one.fixed) return one.fixed;
  return otherwise;
}
