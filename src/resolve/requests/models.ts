import type { Known } from '../../model.ts';
import type { CompatibleHost } from '../../sdks/sdk.ts';
import type { Evaluator } from '../values/evaluator.ts';
import type { Frame } from '../values/values.ts';
import { callerFrames, parameterOf } from './callers.ts';
import { syntaxOf, throughHandles } from './drivers.ts';
import { throughAliases } from './modelAliases.ts';
import { knownText } from './known.ts';
import { addressed, leftEmpty, modelSyntaxIn, ofDeployment, splitModel, withDefault } from './modelNames.ts';
import type { Found } from './paths.ts';
import { readingOf, type Reading } from './reading.ts';
import { sellerOfHandles } from './sellers.ts';
import { sameOperation } from './matching.ts';

/** The model of a request: what is written, or what the objects it is made on hold, and how that names who bills. */
export function modelOf(e: Evaluator, { site, find, args, handle, family }: Reading, hosts: readonly CompatibleHost[]) {
  const operation = site.match.operation;
  const modelValue = throughHandles(
    e,
    throughAliases(
      e,
      find((one) => one.model),
      handle,
      family,
    ),
    family,
  );
  const model = addressed(
    withDefault(
      leftEmpty(
        ofDeployment(
          e,
          knownText(modelValue.found),
          find((one) => one.deployment),
          family,
        ),
        site,
        args,
        family,
      ),
      operation,
    ),
  );
  const named = splitModel(
    model,
    syntaxOf(modelValue.handles[0]) ??
      (modelValue.handles.length > 0 ? undefined : (operation.modelSyntax ?? modelSyntaxIn(e, handle, family))),
    sellerOfHandles(e, modelValue.handles, hosts, family).provider,
    site.match.sdk,
  );
  return { model, modelValue, named };
}

/** A model that only callers say: what those of the project give are the alternatives. It stays open, since others may call it too. */
export function asCallersGive(
  e: Evaluator,
  { site, family, written }: Reading,
  model: Known<string>,
  found: Found,
  hosts: readonly CompatibleHost[],
): Known<string> {
  if (site.byCallers && model.state === 'known' && written(site.match.operation.parameters.model).state === 'absent')
    return {
      state: 'dynamic',
      reason: 'given by the callers of the function',
      alternatives: [model.value],
      span: model.span,
      ...(model.file ? { file: model.file } : {}),
    };
  const parameter =
    model.state === 'dynamic' && model.alternatives.length === 0
      ? found.state === 'open'
        ? parameterOf(found.why)
        : found.state === 'here'
          ? parameterOf(found.value)
          : null
      : null;
  if (model.state !== 'dynamic' || !parameter || site.call.inFunction === null) return model;
  // Where callers hand in the client too, those count that hand in one of this kind.
  const fits = (frame: Frame) => !site.byCallers || sameOperation(e, e.evaluate(site.callee, site.file, frame), site.match).length > 0;
  const given = callerFrames(e, parameter, site.call.inFunction)
    .filter(fits)
    .map((frame) => modelOf(e, readingOf(e, site, frame, family), hosts).named.model);
  const alternatives = [
    ...new Set(given.flatMap((one) => (one.state === 'known' ? [one.value] : one.state === 'dynamic' ? one.alternatives : []))),
  ];
  return alternatives.length > 0 ? { ...model, alternatives } : model;
}
