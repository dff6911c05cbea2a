import type { Billing, LanguageFamily } from '../../model.ts';
import type { ProjectWide, Sdk } from '../../sdks/sdk.ts';
import { choiceOf } from '../values/choices.ts';
import { lastNameOf } from './callees.ts';
import { findIn, type PlaceOf } from './drivers.ts';
import { heldIn } from './heldHandles.ts';
import type { Evaluator } from '../values/evaluator.ts';
import { argumentsOf } from '../values/expressions.ts';
import { familyOf } from '../values/modules.ts';
import type { Found } from './paths.ts';
import { noArguments, type Arguments, type HandleValue } from '../values/values.ts';

/** Where a project sets something for all calls of an SDK. */
export interface Setting {
  readonly file: string;
  /** Offset of the call or assignment. */
  readonly at: number;
  readonly rule: ProjectWide;
  readonly args: Arguments;
}

/** What the project sets for all calls of an SDK (`dspy.configure(lm=...)`, `Settings.llm = ...`): in the call's own file if there, else anywhere. Several settings are alternatives. */
export function projectWide(e: Evaluator, sdk: Sdk, file: string, placeOf: PlaceOf, billing: Billing = 'tokens'): Found {
  if (!sdk.projectWide) return { state: 'absent' };
  const inFile = (path: string) => e.remembered(e.settings, `${sdk.id} ${billing} ${path}`, () => settingsIn(e, sdk, path, billing));
  const own = inFile(file);
  const settings =
    own.length > 0 || isNotebook(e, file)
      ? own
      : e.overall(
          `settings ${sdk.id} ${billing}`,
          () =>
            e
              .loaded()
              .filter((path) => !isNotebook(e, path) && !/(^|\/)(examples?|samples?|docs?|tests?|notebooks?)\//.test(path))
              .flatMap(inFile),
          (found) => found.map((one) => `${one.file}#${one.at}`).join(' '),
          [],
        );
  const founds = settings.map((one) =>
    findIn(e, { args: one.args, spec: one.rule }, placeOf, familyOf(e.index(one.file)?.facts.language ?? 'python')),
  );
  const values = founds.flatMap((found) => (found.state === 'here' ? [found.value] : found.state === 'open' ? [found.why] : []));
  return values.length > 0 ? { state: 'here', value: choiceOf(values) } : { state: 'absent' };
}

/** Whether a handle, or one that it holds, is a model that was made without naming one: then nothing project-wide applies. */
export function runsItsOwn(e: Evaluator, handle: HandleValue | null, family: LanguageFamily, depth = 0): boolean {
  return (
    handle !== null &&
    depth < 6 &&
    handle.layers.some(
      (layer) =>
        layer.spec.ownModel ||
        (layer.spec.parameters?.from !== undefined &&
          heldIn(e, layer, family).handles.some((one) => runsItsOwn(e, one, family, depth + 1))),
    )
  );
}

/** A notebook, like an example, is a program of its own: what others set says nothing about it, nor it about them. */
function isNotebook(e: Evaluator, file: string): boolean {
  const chunk = e.index(file)?.facts.chunks[0];
  return chunk !== undefined && chunk.cell !== null;
}

function settingsIn(e: Evaluator, sdk: Sdk, file: string, billing: Billing): readonly Setting[] {
  const index = e.index(file);
  if (!index) return [];
  const rules = sdk.projectWide ?? [];
  const lastNames = new Set(
    rules.filter((rule) => !rule.assigned).flatMap((rule) => rule.exports.map((name) => name.split('.').at(-1) ?? name)),
  );
  const called = index.facts.calls.flatMap((call): readonly Setting[] => {
    if (!lastNames.has(lastNameOf(call.callee))) return [];
    const callee = e.evaluate(call.callee, file, null);
    if (callee.kind !== 'external') return [];
    const rule = e.sdkIndex.projectWide(sdk, callee);
    return rule && !rule.assigned && (rule.billing ?? 'tokens') === billing
      ? [{ file, at: call.span.start, rule, args: argumentsOf(e, call, file, null) }]
      : [];
  });
  const assigned = index.facts.writes.flatMap((write): readonly Setting[] => {
    const rule = rules.find(
      (one) => one.assigned !== undefined && one.assigned === write.property && (one.billing ?? 'tokens') === billing,
    );
    if (!rule) return [];
    const object = e.evaluate(write.object, file, null);
    return object.kind === 'external' && e.sdkIndex.projectWide(sdk, object)
      ? [{ file, at: write.span.start, rule, args: { ...noArguments, positional: [() => e.evaluate(write.value, file, null)] } }]
      : [];
  });
  return [...called, ...assigned];
}
