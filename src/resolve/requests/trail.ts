import type { Known, SentTo, TrailStep } from '../../model.ts';
import type { Evaluator } from '../values/evaluator.ts';
import { textOf } from '../values/textValues.ts';
import type { HandleValue } from '../values/values.ts';
import type { Site } from './site.ts';

/** How a request was read, step by step: what it was recognised by, who bills, and where its model and its output cap come from. */
export function trailOf(
  e: Evaluator,
  site: Site,
  model: Known<string>,
  cap: Known<number>,
  handle: HandleValue | null,
  sentTo: SentTo | undefined,
): readonly TrailStep[] {
  const steps: TrailStep[] = [];
  const made = handle?.layers.at(-1);
  if (handle && made) steps.push({ file: handle.file ?? site.file, span: handle.span, text: `receiver is ${handle.type}` });
  else if (site.address !== undefined) steps.push({ file: site.file, span: site.callee.span, text: `request to ${site.address}` });
  else if (site.confidence !== 'certain')
    steps.push({
      file: site.file,
      span: site.callee.span,
      text: `receiver ${textOf(e, site.callee, site.file)} could not be followed; recognised by its chain`,
    });
  if (sentTo)
    steps.push({
      file: site.file,
      span: null,
      text:
        sentTo.host === null ? `who bills it is not known: ${sentTo.reason}` : `sent to ${sentTo.host}, which is no seller of the catalog`,
    });
  const placeOf = (known: Known<unknown>) =>
    known.state === 'absent' ? { file: site.file, span: null } : { file: known.file ?? site.file, span: known.span };
  steps.push({
    ...placeOf(model),
    text:
      model.state === 'known'
        ? `model ${model.value} (${model.how})`
        : model.state === 'dynamic'
          ? `model: ${model.reason}`
          : 'no model is given',
  });
  steps.push({
    ...placeOf(cap),
    text:
      cap.state === 'known'
        ? `output cap ${cap.value} (${cap.how})`
        : cap.state === 'dynamic'
          ? `output cap: ${cap.reason}`
          : 'no output cap',
  });
  return steps;
}
