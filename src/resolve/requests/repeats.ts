import type { Expr, LanguageFamily } from '../../model.ts';
import type { Path } from '../../sdks/sdk.ts';
import type { Loop } from '../helpers/repetition.ts';
import type { Evaluator } from '../values/evaluator.ts';
import { familyOf } from '../values/modules.ts';
import { findInHandle } from './drivers.ts';
import { readPaths, type Found } from './paths.ts';
import type { Site } from './site.ts';

/** What one call of an operation repeats by itself: a request for each item of a list (`Parameters.each`), attempts (`attempts`, `retries`). */
export function repeatsOf(e: Evaluator, site: Site): readonly Loop[] {
  const facts = e.index(site.file)?.facts;
  if (!facts) return [];
  const { parameters, optionsAt } = site.match.operation;
  const over = listAt(site, parameters.each);
  const limit = attemptsAt(e, site, familyOf(facts.language), optionsAt ?? 0);
  return [
    ...(over ? [{ kind: 'data', over, body: null, isTried: false, isOutside: true } as const] : []),
    ...(limit !== null && limit > 1
      ? [{ kind: 'retry', over: null, body: null, isTried: true, attempts: { limit }, isOutside: true } as const]
      : []),
  ];
}

/** The list as it is written at the call: by position or by name. */
function listAt({ call }: Site, paths: readonly Path[] = []): Expr | null {
  const positional = call.args.filter((one) => one.name === null && one.spread === 'none');
  for (const path of paths) {
    const argument = path.startsWith('#') ? positional[Number(path.slice(1))] : call.args.find((one) => one.name === path);
    if (argument) return argument.value;
  }
  return null;
}

/** How often a request is tried at most, where the code says so: at the call, else where what it is made on was. */
function attemptsAt(e: Evaluator, site: Site, family: LanguageFamily, optionsAt: number): number | null {
  const { parameters } = site.match.operation;
  const args = site.args(null);
  const own =
    numberAt(readPaths(args, parameters.attempts, family, optionsAt)) ??
    oneMore(numberAt(readPaths(args, parameters.retries, family, optionsAt)));
  if (own !== null || !site.handle) return own;
  const made =
    numberAt(findInHandle(e, site.handle, (one) => one.attempts, family)) ??
    oneMore(numberAt(findInHandle(e, site.handle, (one) => one.retries, family)));
  return made ?? site.handle.layers.find((layer) => layer.spec.attemptsDefault !== undefined)?.spec.attemptsDefault ?? null;
}

function numberAt(found: Found): number | null {
  return found.state === 'here' && found.value.kind === 'number' ? found.value.value : null;
}

function oneMore(retries: number | null): number | null {
  return retries === null ? null : retries + 1;
}
