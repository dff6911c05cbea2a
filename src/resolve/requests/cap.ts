import type { CapSlot, Known, LanguageFamily } from '../../model.ts';
import type { Operation } from '../../sdks/sdk.ts';
import type { Evaluator } from '../values/evaluator.ts';
import type { FileIndex } from '../values/fileIndex.ts';
import type { Frame } from '../values/values.ts';
import { capSlotOf, type Asked } from './capSlot.ts';
import { capHolders } from './drivers.ts';
import { knownNumber } from './known.ts';
import { readPaths } from './paths.ts';
import type { Reading } from './reading.ts';
import type { Site } from './site.ts';

/**
 * The output cap of a request, and where a missing one would be written.
 * A cap that is passed but cannot be read (`max_tokens=settings.cap`, `**kwargs`) is dynamic, never absent. What is made out of sight may have one or not:
 * nothing is claimed of it, and nothing advised.
 * @param capDefault of the operation, as it holds for the model that runs.
 */
export function capOf(e: Evaluator, site: Site, frame: Frame | null, { find, args, handle, others }: Reading, capDefault: Operation['capDefault'], asked: Asked, index: FileIndex, family: LanguageFamily): { readonly maxOutput: Known<number>; readonly capSlot: CapSlot | null } {
  const { operation } = site.match;
  const cap = find((one) => one.maxOutput);
  const stateOf = (paths: readonly string[] | undefined) => readPaths(args, paths, family, operation.optionsAt ?? 0).state;
  const isUnseen = (cap.state === 'open' && cap.why.unseen === true) || (frame === null && site.byCallers === true && stateOf(operation.parameters.maxOutput) === 'absent');
  if (capDefault === 'none' || isUnseen) return { maxOutput: { state: 'absent' }, capSlot: null };
  const maxOutput = knownNumber(cap);
  const isAdvised = maxOutput.state === 'absent' && !site.isEither && stateOf(operation.capKeptBy) !== 'here';
  const holders = handle && others.length === 0 ? capHolders(e, handle, family) : [];
  return { maxOutput, capSlot: isAdvised ? capSlotOf({ ...operation, capDefault }, asked, site.call, index, holders, e.index) : null };
}
