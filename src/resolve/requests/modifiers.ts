import type { LanguageFamily } from '../../model.ts';
import type { Parameters } from '../../sdks/sdk.ts';
import { findKey, readPaths } from './paths.ts';
import { plainText, type Arguments, type HandleLayer } from '../values/values.ts';

/** Keys by which a part of a prompt asks to be cached, and may say for how long. */
const cacheMarkers = ['cache_control', 'cacheControl', 'cachePoint', 'cache_point'];

/** What the code writes that switches the price: of the call, then of what made its client or its model, then the life of its cache entries. @param provider who bills; null is not known. */
export function modifiersOf(
  parameters: Parameters,
  args: Arguments,
  layers: readonly HandleLayer[],
  family: LanguageFamily,
  optionsAt: number,
  provider: string | null,
): readonly string[] {
  const out = written(parameters, args, family, optionsAt, provider);
  for (const layer of layers) {
    if (layer.args !== args && layer.spec.parameters?.modifiers)
      out.push(
        ...written(layer.spec.parameters, layer.args, family, layer.spec.optionsAt ?? 0, provider).filter((one) => !out.includes(one)),
      );
  }
  const marker = findKey(args, cacheMarkers, []);
  const ttl = marker.state === 'here' && marker.value.kind === 'record' ? marker.value.entries.get('ttl') : undefined;
  const life = ttl === undefined ? null : plainText(ttl);
  return life === null || !/^\d+[mh]$/.test(life) ? out : [...out, `cache_ttl:${life}`];
}

function written(parameters: Parameters, args: Arguments, family: LanguageFamily, optionsAt: number, provider: string | null): string[] {
  const asked = (parameters.modifiers ?? []).filter(({ of }) => !of || (provider !== null && of.includes(provider)));
  return asked.flatMap((modifier) => {
    const found = readPaths(args, [modifier.path], family, optionsAt);
    const value = found.state === 'here' ? plainText(found.value) : null;
    return value === null || modifier.ignore?.includes(value)
      ? []
      : [modifier.named ? `${modifier.path.split('.').at(-1)}:${value}` : value];
  });
}
