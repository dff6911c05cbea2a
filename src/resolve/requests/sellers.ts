import type { LanguageFamily, SentTo } from '../../model.ts';
import type { CompatibleHost } from '../../sdks/sdk.ts';
import type { Evaluator } from '../values/evaluator.ts';
import { alternativesOf, plainText, type HandleValue, type Value } from '../values/values.ts';
import { depthLimit, heldIn } from './heldHandles.ts';
import { type Found, readPaths } from './paths.ts';
import type { Reading } from './reading.ts';

/** Who bills a request; null when the code does not tell, with the address that is set instead of the SDK's own. */
export interface Seller {
  /** Null: nothing tells who bills. */
  readonly provider: string | null;
  readonly sentTo?: SentTo;
  /** What the address says of the price (`CompatibleHost.region`): `region:eu`. */
  readonly modifiers?: readonly string[];
}

/** Who bills a request: the one that it names, else whom the objects lead to that it may be made on. @param modelHandles model objects that it is given. */
export function sellerOf(e: Evaluator, read: Reading, modelHandles: readonly HandleValue[], hosts: readonly CompatibleHost[]): Seller {
  const named = read.find((one) => one.provider);
  if (named.state !== 'absent') return { provider: providerNamed(named, read.site.match.sdk.providerNames) };
  return sellerOfAny([read.handle, ...read.others].map((one) => sellerOn(e, read, one, modelHandles, hosts)));
}

function providerNamed(found: Found, names: Readonly<Record<string, string>> = {}): string | null {
  const name = found.state === 'here' ? plainText(found.value) : null;
  return name === null ? null : (names[name] ?? name);
}

/** The address that is set for a request on one handle says who bills, else what sends it, else the SDK. */
function sellerOn(
  e: Evaluator,
  { site, find, args, family }: Reading,
  handle: HandleValue | null,
  modelHandles: readonly HandleValue[],
  hosts: readonly CompatibleHost[],
): Seller {
  const addressed = sellerByAddress(
    find((one) => one.baseUrl),
    handle,
    hosts,
  );
  if (addressed) return addressed;
  for (const layer of handle?.layers ?? []) {
    const flag = layer.spec.providerIf ? readPaths(layer.args, layer.spec.providerIf.at, family, layer.spec.optionsAt ?? 0) : null;
    if (flag?.state === 'here' && flag.value.kind === 'flag') {
      if (flag.value.value) return { provider: layer.spec.providerIf?.provider ?? null };
    } else if (flag && flag.state !== 'absent') return { provider: null };
  }
  const holders =
    modelHandles.length > 0
      ? modelHandles
      : handle
        ? [handle]
        : heldIn(e, { args, spec: site.match.operation }, family).handles.slice(0, 1);
  return holders.length > 0
    ? sellerOfHandles(e, holders, hosts, family)
    : { provider: site.match.sdk.provider, ...(site.sentTo ? { sentTo: site.sentTo } : {}) };
}

/** Who bills what several handles send of which any may be the one that runs. */
export function sellerOfHandles(
  e: Evaluator,
  handles: readonly HandleValue[],
  hosts: readonly CompatibleHost[],
  family: LanguageFamily,
): Seller {
  return sellerOfAny(handles.map((one) => sellerOfHandle(e, one, hosts, family)));
}

/** Who bills what a handle sends: its address, or the innermost client that it holds, says it, else its own table. */
function sellerOfHandle(e: Evaluator, handle: HandleValue, hosts: readonly CompatibleHost[], family: LanguageFamily, depth = 0): Seller {
  for (const layer of handle.layers) {
    const { providerWith, parameters, optionsAt = 0 } = layer.spec;
    if (providerWith && readPaths(layer.args, providerWith.at, family, optionsAt).state === 'here')
      return { provider: providerWith.provider };
    const addressed = parameters?.baseUrl
      ? sellerByAddress(readPaths(layer.args, parameters.baseUrl, family, optionsAt), handle, hosts)
      : null;
    if (addressed) return addressed;
    if (!(parameters?.from ?? parameters?.added) || depth > depthLimit) continue;
    const inner = sellerOfAny(heldIn(e, layer, family, handle).handles.map((one) => sellerOfHandle(e, one, hosts, family, depth + 1)));
    if (inner.provider !== null || inner.sentTo) return inner;
  }
  return { provider: handle.provider };
}

/** What an address says; null where none is set, or only callers may have set one. */
function sellerByAddress(baseUrl: Found, handle: HandleValue | null, hosts: readonly CompatibleHost[]): Seller | null {
  if (baseUrl.state === 'absent') return null;
  if (baseUrl.state === 'here') {
    const urls = alternativesOf(baseUrl.value).filter((one) => one.kind !== 'null');
    return urls.length === 0 ? null : sellerOfAny(urls.map((url) => sellerAt(url, hosts)));
  }
  const there = sellerAt(baseUrl.why, hosts);
  const isSetHere = handle !== null && baseUrl.why.parameter === undefined && handle.layers.every((layer) => layer.args.open === null);
  return there.provider !== null || isSetHere ? there : null;
}

/** One answer of several of which any may hold; the provider is null where they differ. */
function sellerOfAny(sellers: readonly Seller[]): Seller {
  const [first] = sellers;
  if (!first) return { provider: null };
  if (sellers.every((one) => one.provider === first.provider && one.sentTo?.host === first.sentTo?.host))
    return sellers.every((one) => one.modifiers?.[0] === first.modifiers?.[0]) ? first : { ...first, modifiers: [] };
  return { provider: null, ...(sellers.some((one) => one.sentTo) ? { sentTo: oneOfSeveral } : {}) };
}

/** Servers that run on one's own machines: an address that is only known by their name (`config.ollama_url`) is of one. */
const ownServers: readonly (readonly [name: RegExp, provider: string])[] = [
  [/lm_?studio/i, 'lmstudio'],
  [/ollama/i, 'ollama'],
  [/llama_?cpp/i, 'llamacpp'],
  [/vllm/i, 'vllm'],
];

/** Of an address that is one of several, of which not all are the same seller's. */
export const oneOfSeveral: SentTo = { host: null, reason: 'it is sent to one of several addresses' };

/** Stands for what is not known in an address, where no host has it. */
const hole = '\ue000';

function sellerAt(url: Value, hosts: readonly CompatibleHost[]): Seller {
  if (url.kind === 'unknown') {
    const provider = ownServers.find(([name]) => name.test(url.name))?.[1];
    return provider === undefined ? { provider: null, sentTo: { host: null, reason: `its address is ${url.reason}` } } : { provider };
  }
  if (url.kind !== 'text') return { provider: null, sentTo: { host: null, reason: 'its address cannot be read' } };
  const text = url.parts.map((part) => (typeof part === 'string' ? part : hole)).join('');
  const known = hosts.find((one) => one.host.test(text));
  const region = known?.region?.exec(text)?.[1];
  return known?.provider
    ? { provider: known.provider, ...(region === undefined ? {} : { modifiers: [`region:${region}`] }) }
    : {
        provider: null,
        sentTo: known ? { host: null, reason: `it goes through a gateway (${hostOf(text) ?? text})` } : sentTo(hostOf(text)),
      };
}

/** An address that is no known seller's. @param host with holes as characters of the private use area; null when nothing tells it. */
export function sentTo(host: string | null): SentTo {
  return host === null || /[\ue000-\uefff]/.test(host)
    ? { host: null, reason: 'a part of its address is not known' }
    : { host, reason: `it is sent to ${host}` };
}

function hostOf(url: string): string | null {
  return /^(?:[a-z][\w+.-]*:)?\/\/(?:[^/?#@]*@)?([^/?#]+)/i.exec(url)?.[1] ?? null;
}
