import type { ProjectWide, Sdk } from '../sdks/sdk.ts';
import { findIn, type Pick } from './drivers.ts';
import { argumentsOf, type Evaluator } from './evaluator.ts';
import { familyOf } from './modules.ts';
import type { Found } from './paths.ts';
import { choiceOf, type Arguments } from './values.ts';

interface Setting {
  readonly file: string;
  readonly rule: ProjectWide;
  readonly args: Arguments;
}

/** What the project sets for all calls of an SDK (`dspy.configure(lm=...)`): in the call's own file if there, else anywhere. Several settings are alternatives. */
export function projectWide(e: Evaluator, sdk: Sdk, file: string, pick: Pick): Found {
  if (!sdk.projectWide) return { state: 'absent' };
  const own = settingsIn(e, sdk, file);
  if (own.length === 0) e.provisional();
  const settings = own.length > 0 ? own : e.loaded().flatMap((path) => settingsIn(e, sdk, path));
  const founds = settings.map((one) => findIn(e, one.args, one.rule.parameters, pick, familyOf(e.index(one.file)?.facts.language ?? 'python'), 0));
  const values = founds.flatMap((found) => (found.state === 'here' ? [found.value] : found.state === 'open' ? [found.why] : []));
  return values.length > 0 ? { state: 'here', value: choiceOf(values) } : { state: 'absent' };
}

function settingsIn(e: Evaluator, sdk: Sdk, file: string): readonly Setting[] {
  const index = e.index(file);
  if (!index) return [];
  const lastNames = new Set(sdk.projectWide?.flatMap((rule) => rule.exports.map((name) => name.split('.').at(-1) ?? name)));
  return index.facts.calls.flatMap((call): readonly Setting[] => {
    const last = call.callee.kind === 'member' ? call.callee.property : call.callee.kind === 'name' ? call.callee.name : '';
    if (!lastNames.has(last)) return [];
    const callee = e.evaluate(call.callee, file, null);
    if (callee.kind !== 'external') return [];
    const rule = e.sdkIndex.projectWide(sdk, callee);
    return rule ? [{ file, rule, args: argumentsOf(e, call, file, null) }] : [];
  });
}
