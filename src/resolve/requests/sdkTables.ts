import type { LanguageFamily } from '../../model.ts';
import type { HandleSpec, Operation, Sdk } from '../../sdks/sdk.ts';
import { getOrCreate } from '../values/fileIndex.ts';
import type { ExternalValue, HandleValue } from '../values/values.ts';

/** An operation and the table that it stands in. */
export interface Match {
  readonly sdk: Sdk;
  readonly operation: Operation;
}

/** An operation by one of its chains, in names. */
export interface ChainMatch {
  readonly match: Match;
  readonly chain: readonly string[];
}

interface Package {
  readonly sdk: Sdk;
  readonly family: LanguageFamily;
  readonly name: string;
}

/** What the SDKs say, by what it is looked up with. Handles are told by what specs say that they give (`openai.client`). */
export interface SdkTables {
  readonly sdks: readonly Sdk[];
  /** By the part of their name that `rootOf` gives, longest name first. */
  readonly packages: ReadonlyMap<string, readonly Package[]>;
  readonly generatedPackages: readonly Package[];
  /** What can be made of a handle. */
  readonly specsByHandle: ReadonlyMap<string, readonly HandleSpec[]>;
  /** The SDK that a handle is of. */
  readonly givers: ReadonlyMap<string, Sdk>;
  readonly operationsByHandle: ReadonlyMap<string, readonly Match[]>;
  /** Operations by the last name of their chains: those that any receiver will do for, and those whose receiver's name tells. */
  readonly distinctive: ReadonlyMap<string, readonly ChainMatch[]>;
  readonly namedReceivers: ReadonlyMap<string, readonly ChainMatch[]>;
  /** Last names of all chains. */
  readonly lastNames: ReadonlySet<string>;
  /** Operations by the name of a function that is there without an import. */
  readonly globals: ReadonlyMap<string, Match>;
  /** Operations that hand an object over, by that object; and the names of the methods that take it. */
  readonly carried: ReadonlyMap<string, readonly Match[]>;
  readonly carriers: ReadonlySet<string>;
  /** Specs by a method that tells on any receiver. */
  readonly onAny: ReadonlyMap<string, readonly { readonly sdk: Sdk; readonly spec: HandleSpec }[]>;
}

/** The SDKs as tables for looking up. */
export function tabulate(sdks: readonly Sdk[]): SdkTables {
  const packages: Package[] = sdks.flatMap((sdk) =>
    (['python', 'javascript'] as const).flatMap((family) => (sdk.packages[family] ?? []).map((name) => ({ sdk, family, name }))),
  );
  const packagesByRoot = new Map<string, Package[]>();
  for (const one of packages.toSorted((a, b) => b.name.length - a.name.length)) push(packagesByRoot, rootOf(one.name, one.family), one);
  return {
    sdks,
    packages: packagesByRoot,
    generatedPackages: packages.filter((one) => one.sdk.generated),
    ...handleTables(sdks),
    ...operationTables(sdks),
  };
}

function handleTables(sdks: readonly Sdk[]): Pick<SdkTables, 'specsByHandle' | 'givers' | 'onAny'> {
  const specsByHandle = new Map<string, HandleSpec[]>();
  const givers = new Map<string, Sdk>();
  const onAny = new Map<string, { readonly sdk: Sdk; readonly spec: HandleSpec }[]>();
  for (const sdk of sdks) {
    for (const spec of sdk.handles) {
      givers.set(spec.gives, sdk);
      for (const on of spec.on ?? []) push(specsByHandle, on, spec);
      if (spec.onAny) for (const chain of spec.chains ?? []) push(onAny, lastOf(chain), { sdk, spec });
    }
  }
  return { specsByHandle, givers, onAny };
}

function operationTables(
  sdks: readonly Sdk[],
): Pick<SdkTables, 'operationsByHandle' | 'distinctive' | 'namedReceivers' | 'lastNames' | 'globals' | 'carried' | 'carriers'> {
  const operationsByHandle = new Map<string, Match[]>();
  const distinctive = new Map<string, ChainMatch[]>();
  const namedReceivers = new Map<string, ChainMatch[]>();
  const lastNames = new Set<string>();
  const globals = new Map<string, Match>();
  const carried = new Map<string, Match[]>();
  const carriers = new Set<string>();
  for (const match of sdks.flatMap((sdk) => sdk.operations.map((operation): Match => ({ sdk, operation })))) {
    const { operation } = match;
    if (operation.carried) {
      for (const on of operation.on) push(carried, on, match);
      for (const chain of operation.chains) carriers.add(chain);
      continue;
    }
    for (const name of operation.globals ?? []) globals.set(name, match);
    for (const on of operation.on) if (on !== 'module') push(operationsByHandle, on, match);
    for (const chain of operation.chains) {
      const last = lastOf(chain);
      lastNames.add(last);
      if (operation.distinctive) push(distinctive, last, { match, chain: chain.split('.') });
      if (operation.receivers) push(namedReceivers, last, { match, chain: chain.split('.') });
    }
  }
  return { operationsByHandle, distinctive, namedReceivers, lastNames, globals, carried, carriers };
}

/** A package that an import may come from, and what is taken from it. */
export interface Origin {
  readonly sdk: Sdk;
  readonly name: string;
  readonly rest: readonly string[];
}

/** Every package that an import may come from, longest name first. */
export function originsOf(tables: SdkTables, external: ExternalValue): readonly Origin[] {
  if (external.module === '') return [];
  const dotted = external.family === 'python' ? [external.module, ...external.path].join('.') : external.module;
  return (tables.packages.get(rootOf(dotted, external.family)) ?? []).flatMap(({ sdk, name }): readonly Origin[] => {
    if (external.family === 'javascript')
      return dotted === name || dotted.startsWith(`${name}/`) ? [{ sdk, name, rest: external.path }] : [];
    if (dotted === name) return [{ sdk, name, rest: [] }];
    return dotted.startsWith(`${name}.`) ? [{ sdk, name, rest: dotted.slice(name.length + 1).split('.') }] : [];
  });
}

/** How an export's dotted name matches what was imported: exactly, or below submodules (`lib.azure.AzureOpenAI`), or as the default import. */
export function isExported(name: string, rest: readonly string[], family: LanguageFamily): boolean {
  if (name === '*') return rest.length === 0 || (family === 'javascript' && rest.length === 1 && rest[0] === 'default');
  // `require("openai")` is the default export itself.
  if (name === 'default' && family === 'javascript' && rest.length === 0) return true;
  const wanted = name.split('.');
  const taken = rest[0] === 'default' && name !== 'default' && rest.length > wanted.length ? rest.slice(1) : rest;
  if (taken.length < wanted.length) return false;
  const extra = taken.length - wanted.length;
  return (
    wanted.every((part, i) => taken[extra + i] === part) &&
    (extra === 0 || (family === 'python' && taken.slice(0, extra).every((part) => /^_?[a-z0-9_]+$/.test(part))))
  );
}

/** Whether a spec or operation is there in a language. */
export function speaks(spec: { readonly languages?: readonly LanguageFamily[] }, family: LanguageFamily): boolean {
  return !spec.languages || spec.languages.includes(family);
}

/** Whether a spec or operation is there in a language, in one of an SDK's packages. */
export function isIn(
  spec: { readonly languages?: readonly LanguageFamily[]; readonly packages?: readonly string[] },
  { name }: Origin,
  family: LanguageFamily,
): boolean {
  return speaks(spec, family) && (!spec.packages || spec.packages.includes(name));
}

/** Names without the members that change nothing (`beta`, `with_raw_response`). */
export function telling(sdk: Sdk, names: readonly string[]): readonly string[] {
  return names.filter((name) => !sdk.transparent?.includes(name));
}

/** Whether a handle is called itself, not only made something else of. */
export function isCalled(tables: SdkTables, { type }: HandleValue): boolean {
  return tables.operationsByHandle.has(type);
}

/** The part of a module's name that packages are looked up by: `google` of `google.genai`, `@ai-sdk/openai` of `@ai-sdk/openai/internal`. */
export function rootOf(name: string, family: LanguageFamily): string {
  if (family === 'python') return `python ${name.split('.')[0] ?? name}`;
  return `javascript ${name
    .split('/')
    .slice(0, name.startsWith('@') ? 2 : 1)
    .join('/')}`;
}

const lastOf = (chain: string) => chain.slice(chain.lastIndexOf('.') + 1);

function push<V>(map: Map<string, V[]>, key: string, value: V): void {
  getOrCreate(map, key, () => []).push(value);
}
