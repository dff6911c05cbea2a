import type { Known, LlmCall } from '../../model.ts';
import { holdsKey } from './paths.ts';
import type { Arguments } from '../values/values.ts';
import type { Match } from './sdkTables.ts';

/** Providers that cache without being asked, and those that are asked by markers. Source: the providers' prompt caching pages, listed in `pricing/`. */
const automatic = new Set([
  'openai',
  'azure',
  'google',
  'vertex',
  'deepseek',
  'xai',
  'groq',
  'moonshot',
  'fireworks',
  'together',
  'zhipu',
  'minimax',
]);
const onRequest = new Set(['anthropic', 'bedrock']);
/** These take no cache points: a block marked for another provider is sent to them without effect. */
const withoutPoints = new Set(['openai', 'azure', 'deepseek', 'xai', 'groq', 'moonshot', 'fireworks', 'together']);
/** OpenRouter passes on what the maker of the model does: https://openrouter.ai/docs/features/prompt-caching */
const openRouterMakers: Readonly<Record<string, string>> = {
  anthropic: 'anthropic',
  openai: 'openai',
  deepseek: 'deepseek',
  'x-ai': 'xai',
  moonshotai: 'moonshot',
  google: 'google',
};

/** Whose rule of caching holds: Claude is asked wherever it runs, but for Azure's and Google's clouds the model has to be known. */
function rulerOf(provider: string | null, model: Known<string>): string | null {
  const id = model.state === 'known' ? model.value : '';
  if (provider === 'openrouter') return openRouterMakers[id.slice(0, Math.max(0, id.indexOf('/')))] ?? provider;
  return (provider === 'vertex' || provider === 'azure') && /\bclaude\b/i.test(id) ? 'anthropic' : provider;
}

const standardMarkers = [
  'cache_control',
  'cacheControl',
  'cachePoint',
  'cache_point',
  'cache_control_injection_points',
  'CachePoint',
  'cached_content',
  'cachedContent',
  'prompt_cache_breakpoint',
];

/** Whether a request asks for prompt caching, in its own arguments or in the `settings` of what it is made on, or gets it without being asked. @param billedBy the provider, null when it cannot be told */
export function cachingOf(
  operation: Match['operation'],
  args: Arguments,
  settings: readonly Arguments[],
  billedBy: string | null,
  model: Known<string>,
): LlmCall['caching'] {
  const provider = rulerOf(billedBy, model);
  if (operation.caching === 'unsupported') return 'unsupported';
  const named = [...(typeof operation.caching === 'object' ? operation.caching.markers : standardMarkers), ...(operation.markers ?? [])];
  const markers =
    operation.caching === 'byProvider' && provider !== null && withoutPoints.has(provider)
      ? named.filter((name) => !/^cache_?(control|point)/i.test(name))
      : named;
  const found = holdsKey(args, markers);
  const made = settings.map((one) => holdsKey(one, markers));
  if (found === 'yes' || made.includes('yes')) return 'requested';
  if (operation.caching === 'automatic') return 'automatic';
  if (operation.caching === 'byProvider') {
    if (provider !== null && automatic.has(provider)) return 'automatic';
    if (provider === null) return 'dynamic';
    if (!onRequest.has(provider)) return 'unsupported';
  }
  return found === 'open' ? 'dynamic' : 'absent';
}
