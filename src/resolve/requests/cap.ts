import type { CapSlot, Known } from '../../model.ts';
import type { Operation } from '../../sdks/sdk.ts';
import type { Evaluator } from '../values/evaluator.ts';
import type { FileIndex } from '../values/fileIndex.ts';
import { capSlotOf, type Asked } from './capSlot.ts';
import { capHolders, heldIn } from './heldHandles.ts';
import { knownNumber } from './known.ts';
import type { Reading } from './reading.ts';

/**
 * The output cap of a request, and where a missing one would be written.
 * A cap that is passed but cannot be read (`max_tokens=settings.cap`, `**kwargs`) is dynamic, never absent. What is made out of sight may have one or not:
 * nothing is claimed of it, and nothing advised.
 * @param capDefault of the operation, as it holds for the model that runs.
 */
export function capOf(
  e: Evaluator,
  { site, frame, family, find, written, args, handle, others }: Reading,
  capDefault: Operation['capDefault'],
  asked: Asked,
  index: FileIndex,
): { readonly maxOutput: Known<number>; readonly capSlot: CapSlot | null } {
  const { operation } = site.match;
  const cap = find((one) => one.maxOutput);
  const isUnseen =
    (cap.state === 'open' && cap.why.unseen === true) ||
    (frame === null && site.byCallers === true && written(operation.parameters.maxOutput).state === 'absent');
  if (capDefault === 'none' || isUnseen) return { maxOutput: { state: 'absent' }, capSlot: null };
  const maxOutput = knownNumber(cap);
  const isAdvised = maxOutput.state === 'absent' && !site.isEither && written(operation.capKeptBy).state !== 'here';
  const handed = operation.parameters.from ? heldIn(e, { args, spec: operation }, family) : null;
  // An agent that is handed to the run (`run(agent, ...)`) is whose settings hold; where another is out of sight, nobody can tell whose.
  const [agent, ...more] = handed && !handed.open ? handed.handles : [];
  const maker = agent ?? (handed?.open ? null : handle);
  const holders = maker && more.length === 0 && others.length === 0 ? capHolders(e, maker, family) : [];
  return { maxOutput, capSlot: isAdvised ? capSlotOf({ ...operation, capDefault }, asked, site.call, index, holders, e.index) : null };
}
