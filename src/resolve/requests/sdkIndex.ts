import type { LanguageFamily } from '../../model.ts';
import type { ProjectWide, Sdk } from '../../sdks/sdk.ts';
import { alternativesOf, plainText, type Arguments, type ExternalValue, type HandleValue, type Value } from '../values/values.ts';
import { readPaths } from './paths.ts';
import { assumedHandle, calledOnAny, fromExternal, handleCalled, handleOfType, madeByName, type At } from './sdkHandles.ts';
import { pipe, pipedBy } from './sdkPipes.ts';
import {
  isCalled,
  isExported,
  isIn,
  originsOf,
  rootOf,
  speaks,
  tabulate,
  telling,
  type ChainMatch,
  type Match,
  type SdkTables,
} from './sdkTables.ts';

/** What a file imports, as written. */
export interface Imports {
  readonly family: LanguageFamily;
  readonly modules: readonly string[];
}

/** Look-ups over the SDK tables. */
export interface SdkIndex {
  /** The handle that an import is or makes. `args` null: it is only named, not called. */
  fromExternal(external: ExternalValue, args: Arguments | null): HandleValue | null;
  /** A declared type: the handle its constructor would give. */
  handleOfType(type: ExternalValue, at: At): HandleValue | null;
  member(handle: HandleValue, property: string, at: At): Value;
  /** The handle that calling this handle's chain gives. */
  called(handle: HandleValue, args: Arguments, at: At): HandleValue | null;
  operationOf(handle: HandleValue): Match | null;
  /** Whether a top-level module name belongs to an SDK. */
  isPackage(family: LanguageFamily, name: string): boolean;
  /** A function that a package exports. */
  moduleOperation(external: ExternalValue): Match | null;
  /** An operation whose chain is so telling that any receiver will do. `names`: members before the call, outermost last. */
  distinctive(names: readonly string[], family: LanguageFamily, args: () => Arguments): Match | null;
  /** The operation that hands this object over, when `method` takes it: `client.send(new ConverseCommand())`. */
  carried(handle: HandleValue, method: string): Match | null;
  /** Such an object, told by the name of its class alone. */
  madeByName(name: string, args: Arguments, family: LanguageFamily, at: At): HandleValue | null;
  /** Names of the methods that take such objects. */
  readonly carriers: ReadonlySet<string>;
  /** What calling `method` on something unknown makes, where its arguments tell: `session.client("bedrock-runtime")`. */
  calledOnAny(method: string, args: Arguments, family: LanguageFamily, at: At): HandleValue | null;
  /** The project-wide setting that an exported function makes. */
  projectWide(sdk: Sdk, external: ExternalValue): ProjectWide | null;
  /** The package of a generated client that an import path means, whatever folder it lies in; null when it is none. */
  generated(module: string, family: LanguageFamily): string | null;
  /** Whether requests are made on handles of this type, or of one that it makes. */
  hasOperations(handle: HandleValue): boolean;
  /** Whether an export only builds a part of a request. */
  isBuilder(external: ExternalValue): boolean;
  /** `left | right`, `left.pipe(right)`: the handle that is called when the pipe is. Null: no handle takes part. */
  pipe(left: Value, right: Value, at: At): Value | null;
  /** What `handle.pipe(next)` gives; null when the handle's chain is no such method. */
  pipedBy(handle: HandleValue, args: Arguments, at: At): Value | null;
  /** A receiver that only its name tells (`llm.invoke`), in a file that imports these modules or where the name tells enough. What made it is not known. */
  receiverByName(
    names: readonly string[],
    args: () => Arguments,
    imports: Imports,
    at: At,
  ): { readonly match: Match; readonly handle: HandleValue } | null;
  /** Whether an export is of a package that other SDKs have, and this one has not. */
  isOfAnother(sdk: Sdk, external: ExternalValue): boolean;
  /** Whether a file's imports name the SDK. */
  isImported(sdk: Sdk, imports: Imports): boolean;
  /** Last names of all chains: calls that end otherwise are no operations. */
  readonly lastNames: ReadonlySet<string>;
}

/** Look-ups over the SDK tables, made once for all files. */
export function createSdkIndex(sdks: readonly Sdk[]): SdkIndex {
  const tables = tabulate(sdks);
  return {
    lastNames: tables.lastNames,
    carriers: tables.carriers,
    fromExternal: (external, args) => fromExternal(tables, external, args),
    handleOfType: (type, at) => handleOfType(tables, type, at),
    member: (handle, property, at) =>
      handle.sdk.transparent?.includes(property) ? { ...handle, ...at } : { ...handle, chain: [...handle.chain, property], ...at },
    called: (handle, args, at) => handleCalled(tables, handle, args, at),
    calledOnAny: (method, args, family, at) => calledOnAny(tables, method, args, family, at),
    madeByName: (name, args, family, at) => madeByName(tables, name, args, family, at),
    pipe: (left, right, at) => pipe(tables, left, right, at),
    pipedBy: (handle, args, at) => pipedBy(tables, handle, args, at),
    operationOf: (handle) => operationOf(tables, handle),
    moduleOperation: (external) => moduleOperation(tables, external),
    carried: (handle, method) =>
      handle.chain.length === 0 ? (tables.carried.get(handle.type)?.find((one) => one.operation.chains.includes(method)) ?? null) : null,
    distinctive: (names, family, args) => distinctiveOperation(tables, names, family, args),
    receiverByName: (names, args, imports, at) => receiverByName(tables, names, args, imports, at),
    projectWide: (sdk, external) => projectWideSetting(tables, sdk, external),
    isPackage: (family, name) =>
      tables.packages.get(rootOf(name, family))?.some((one) => one.name === name || one.name.startsWith(`${name}.`)) === true,
    generated: (module, family) =>
      tables.generatedPackages.find((one) => one.family === family && module.split(/[./]/).includes(one.name))?.name ?? null,
    hasOperations: (handle) =>
      isCalled(tables, handle) || (tables.specsByHandle.get(handle.type) ?? []).some((spec) => tables.operationsByHandle.has(spec.gives)),
    isBuilder: (external) =>
      originsOf(tables, external).some(({ sdk, rest }) => sdk.builders?.some((one) => isExported(one, rest, external.family))),
    isOfAnother(sdk, external) {
      const owners = originsOf(tables, external).map((one) => one.sdk);
      return owners.length > 0 && !owners.includes(sdk);
    },
    isImported,
  };
}

function operationOf(tables: SdkTables, { type, chain, sdk, family }: HandleValue): Match | null {
  const written = chain.join('.');
  // Generated clients have a member for each of a project's own functions.
  const any = chain.map((part, i) => (i === chain.length - 1 && /^[A-Z]/.test(part) ? '*' : part)).join('.');
  return (
    tables.operationsByHandle
      .get(type)
      ?.find(
        ({ operation }) =>
          (operation.chains.includes(written) || (sdk.generated === true && operation.chains.includes(any))) && speaks(operation, family),
      ) ?? null
  );
}

function moduleOperation(tables: SdkTables, external: ExternalValue): Match | null {
  if (external.module === '')
    return tables.globals.get(external.path.join('.').replace(/^(?:window|globalThis|self|global)\./, '')) ?? null;
  for (const origin of originsOf(tables, external)) {
    const { sdk, rest } = origin;
    const operation = sdk.operations.find(
      (one) =>
        one.on.includes('module') &&
        isIn(one, origin, external.family) &&
        one.chains.some((chain) => isExported(chain, telling(sdk, rest), external.family)),
    );
    if (operation) return { sdk, operation };
  }
  return null;
}

/** The operation with the longest of the chains that the names end in. */
function distinctiveOperation(tables: SdkTables, names: readonly string[], family: LanguageFamily, args: () => Arguments): Match | null {
  let best: ChainMatch | null = null;
  for (const one of tables.distinctive.get(names.at(-1) ?? '') ?? []) {
    const { sdk, operation } = one.match;
    if (!speaks(operation, family) || !sdk.packages[family] || !endsWith(telling(sdk, names), one.chain)) continue;
    if (best && one.chain.length <= best.chain.length) continue;
    if (hasNeeds(operation, args, family)) best = one;
  }
  return best?.match ?? null;
}

function receiverByName(
  tables: SdkTables,
  names: readonly string[],
  args: () => Arguments,
  imports: Imports,
  at: At,
): { readonly match: Match; readonly handle: HandleValue } | null {
  const { family } = imports;
  const fitting = [...(tables.namedReceivers.get(names.at(-1) ?? '') ?? []), ...(tables.namedReceivers.get('') ?? [])].flatMap(
    ({ match, chain }) => {
      const { sdk, operation } = match;
      const taken = telling(sdk, names);
      const receiver = taken[taken.length - chain.length - 1];
      if (receiver === undefined || !endsWith(taken, chain) || !operation.receivers?.test(receiver)) return [];
      if (!speaks(operation, family) || (!operation.telling?.test(receiver) && !isImported(sdk, imports))) return [];
      return hasNeeds(operation, args, family) ? [{ match, receiver }] : [];
    },
  );
  // Where the file imports several SDKs with this chain, only the receiver's name can tell them apart.
  const among =
    new Set(fitting.map((one) => one.match.sdk)).size > 1
      ? fitting.filter((one) => one.receiver.toLowerCase().includes(one.match.sdk.id))
      : fitting;
  const one = among[0];
  return one ? { match: one.match, handle: assumedHandle(one.match.sdk, one.match.operation.on[0] ?? '', one.receiver, family, at) } : null;
}

function endsWith(names: readonly string[], chain: readonly string[]): boolean {
  return names.length >= chain.length && chain.every((part, i) => names[names.length - chain.length + i] === part);
}

/** Whether the arguments hold what the operation cannot do without, where a name alone does not tell it. */
function hasNeeds({ needs, tells, optionsAt }: Match['operation'], args: () => Arguments, family: LanguageFamily): boolean {
  if (needs && readPaths(args(), needs, family, optionsAt ?? 0).state !== 'here') return false;
  if (!tells) return true;
  const told = readPaths(args(), [tells.argument], family, optionsAt ?? 0);
  return told.state === 'here' && alternativesOf(told.value).some((one) => tells.text.test(plainText(one) ?? ''));
}

function projectWideSetting(tables: SdkTables, sdk: Sdk, external: ExternalValue): ProjectWide | null {
  for (const origin of originsOf(tables, external)) {
    const rule =
      origin.sdk === sdk
        ? sdk.projectWide?.find((one) => one.exports.some((name) => isExported(name, origin.rest, external.family)))
        : undefined;
    if (rule) return rule;
  }
  return null;
}

function isImported(sdk: Sdk, { modules, family }: Imports): boolean {
  const names = sdk.packages[family] ?? [];
  return modules.some((module) =>
    names.some((name) => module === name || module.startsWith(family === 'python' ? `${name}.` : `${name}/`)),
  );
}
