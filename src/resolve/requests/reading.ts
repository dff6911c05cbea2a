import type { LanguageFamily } from '../../model.ts';
import type { Path } from '../../sdks/sdk.ts';
import { choiceOf } from '../values/choices.ts';
import type { Evaluator } from '../values/evaluator.ts';
import { unknown, type Arguments, type Frame, type HandleValue, type Value } from '../values/values.ts';
import { withAssigned } from './assigned.ts';
import { findIn, findInHandle, type PlaceOf } from './drivers.ts';
import { readPaths, saidByNone, type Found } from './paths.ts';
import { projectWide, runsItsOwn } from './projectWide.ts';
import type { Site } from './site.ts';
import { sameOperation } from './matching.ts';

/** A request as it is read in a frame; null: as it stands, whoever calls. */
export interface Reading {
  readonly site: Site;
  readonly frame: Frame | null;
  readonly family: LanguageFamily;
  /** In its own arguments first, then in those that made the handle, latest first, then in settings of the whole project. */
  find(placeOf: PlaceOf): Found;
  /** In its own arguments only. */
  written(paths: readonly Path[] | undefined): Found;
  readonly args: Arguments;
  readonly handle: HandleValue | null;
  /** Other handles that it may be made on. */
  readonly others: readonly HandleValue[];
}

/** Reads a request in a frame. */
export function readingOf(e: Evaluator, site: Site, frame: Frame | null, family: LanguageFamily): Reading {
  const args = site.args(frame);
  const [handle = null, ...others] = handlesIn(site, frame, e);
  const { sdk, operation } = site.match;
  const here = (placeOf: PlaceOf): Found => {
    const own = findIn(e, { args, spec: operation }, placeOf, family);
    if (own.state === 'here' || !handle) return own;
    const made = mergeFound([handle, ...others].map((one) => findInHandle(e, one, placeOf, family)));
    // What the call itself may say in a spread is nearer than what nobody sees.
    return made.state === 'absent' || (own.state === 'open' && made.state === 'open' && made.why.unseen) ? own : made;
  };
  // Settings of the whole project come with its model: a call that has one of its own takes nothing from them.
  const isWide = () =>
    sdk.projectWide !== undefined &&
    here((one) => one.model).state === 'absent' &&
    ![handle, ...others].some((one) => runsItsOwn(e, one, family));
  return {
    site,
    frame,
    family,
    args,
    handle,
    others,
    written: (paths) => readPaths(args, paths, family, operation.optionsAt ?? 0),
    find(placeOf) {
      const found = here(placeOf);
      return found.state === 'absent' && isWide() ? projectWide(e, sdk, site.file, placeOf, operation.billing) : found;
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
  if (founds.length === 1) return first;
  const none = saidByNone(founds);
  if (none) return none;
  const value = choiceOf(
    founds.map((one): Value =>
      one.state === 'here' ? one.value : one.state === 'open' ? one.why : unknown('given for one of several only', ''),
    ),
  );
  return value.kind === 'unknown' ? { state: 'open', why: value } : { state: 'here', value };
}
