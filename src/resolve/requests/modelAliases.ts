import type { LanguageFamily } from '../../model.ts';
import type { Parameters } from '../../sdks/sdk.ts';
import { choiceOf } from '../values/choices.ts';
import type { Evaluator } from '../values/evaluator.ts';
import { alternativesOf, plainText, unknown, type Arguments, type HandleValue, type Value } from '../values/values.ts';
import { exportedHandle } from './heldHandles.ts';
import { readPaths, type Found } from './paths.ts';

/** An alias that the handle's list or record explains: every model it may stand for. That being out of sight leaves it open. */
export function throughAliases(e: Evaluator, found: Found, handle: HandleValue | null, family: LanguageFamily): Found {
  const layer = handle?.layers.find((one) => one.spec.parameters?.aliases);
  const aliases = layer?.spec.parameters?.aliases;
  if (!layer || !aliases || found.state !== 'here') return found;
  const behind = (value: Value): readonly Value[] => {
    const alias = plainText(value);
    if (alias === null) return [value];
    const targets = aliases.list.flatMap((path) => {
      const list = readPaths(layer.args, [path], family, layer.spec.optionsAt ?? 0);
      return list.state === 'here' ? targetsOf(e, alias, list.value, aliases, family) : [];
    });
    return targets.length > 0 ? targets : [unknown(`${alias} is an alias of a list that is not seen here`, alias, [], value)];
  };
  const value = choiceOf(alternativesOf(found.value).flatMap(behind));
  return value.kind === 'unknown' ? { state: 'open', why: value } : { state: 'here', value };
}

function targetsOf(
  e: Evaluator,
  alias: string,
  list: Value,
  { name, model, separator, method }: NonNullable<Parameters['aliases']>,
  family: LanguageFamily,
): readonly Value[] {
  if (list.kind === 'record') {
    const cut = separator === undefined ? -1 : alias.indexOf(separator);
    const entry = list.entries.get(cut < 0 ? alias : alias.slice(0, cut));
    if (separator === undefined || method === undefined || !entry) return entry ? [entry] : [];
    const provider = exportedHandle(e, entry);
    const id: Value = { kind: 'text', parts: [alias.slice(cut + separator.length)], how: 'literal', span: list.span, file: list.file };
    return provider.kind === 'handle' && cut >= 0
      ? [
          e.sdkIndex.called(
            { ...provider, chain: [method] },
            { positional: [() => id], named: new Map(), open: null },
            { span: list.span, file: list.file },
          ) ?? id,
        ]
      : [];
  }
  return list.kind !== 'list' || name === undefined || model === undefined
    ? []
    : list.items.flatMap((item): readonly Value[] => {
        const entry: Arguments = { positional: [() => item], named: new Map(), open: null };
        const named = readPaths(entry, [`#0.${name}`], family, 0);
        const target = readPaths(entry, [`#0.${model}`], family, 0);
        return named.state === 'here' && plainText(named.value) === alias
          ? [target.state === 'here' ? target.value : unknown('no model in the list', alias)]
          : [];
      });
}
