import type { Parameters } from './sdk.ts';

/** What every operation without text output shares: nothing to cap, nothing to cache. */
export const noOutput = { capDefault: 'none', caching: 'unsupported' } as const;

const lists = ['model', 'system', 'messages', 'prompt', 'tools', 'schema', 'maxOutput', 'n', 'stream', 'steps'] as const;

/** Parameters of a request that is a field of the argument (`{ body: { messages } }`), at any of `fields`; `''` is the argument itself. Positional paths stay out. */
export function below(fields: readonly string[], parameters: Parameters): Parameters {
  const move = (path: string) => fields.map((field) => (field === '' ? path : `${field}.${path}`));
  const moved = lists.flatMap((key) => (parameters[key] ? [[key, parameters[key].filter((path) => !path.startsWith('#')).flatMap(move)] as const] : []));
  const modifiers = parameters.modifiers?.flatMap((one) => move(one.path).map((path) => ({ ...one, path })));
  return { ...Object.fromEntries(moved), ...(modifiers ? { modifiers } : {}) };
}
