import type { CallExpr, Expr } from '../../model.ts';
import type { Evaluator } from '../values/evaluator.ts';
import { argumentsOf } from '../values/expressions.ts';
import type { FileIndex } from '../values/fileIndex.ts';
import { familyOf } from '../values/modules.ts';
import { alternativesOf, noArguments, type Frame, type HandleValue } from '../values/values.ts';
import { lastNameOf } from './callees.ts';
import { looksMocked } from './receivers.ts';
import type { Site } from './site.ts';

/** A request object that is handed to a method of any receiver: the object's own arguments are the request. */
export function carriedIn(e: Evaluator, call: CallExpr, index: FileIndex, file: string): Site | null {
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
