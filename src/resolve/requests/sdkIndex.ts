import type { LanguageFamily, Span } from '../../model.ts';
import type { HandleSpec, Operation, Parameters, ProjectWide, Sdk } from '../../sdks/sdk.ts';
import { readPaths } from './paths.ts';
import { alternativesOf, choiceOf, noArguments, plainText, unknown, type Arguments, type ExternalValue, type HandleValue, type UnknownValue, type Value } from '../values/values.ts';

type At = { readonly span: Span | null; readonly file: string | null };

/** An operation and the table that it stands in. */
export interface Match {
  readonly sdk: Sdk;
  readonly operation: Operation;
}

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
  receiverByName(names: readonly string[], args: () => Arguments, imports: Imports, at: At): { readonly match: Match; readonly handle: HandleValue } | null;
  /** Whether an export is of a package that other SDKs have, and this one has not. */
  isOfAnother(sdk: Sdk, external: ExternalValue): boolean;
  /** Whether a file's imports name the SDK. */
  isImported(sdk: Sdk, imports: Imports): boolean;
  /** Last names of all chains: calls that end otherwise are no operations. */
  readonly lastNames: ReadonlySet<string>;
}

/** Look-ups over the SDK tables, made once for all files. */
export function createSdkIndex(sdks: readonly Sdk[]): SdkIndex {
  const packages: { sdk: Sdk; family: LanguageFamily; name: string }[] = sdks.flatMap((sdk) =>
    (['python', 'javascript'] as const).flatMap((family) => (sdk.packages[family] ?? []).map((name) => ({ sdk, family, name }))),
  );
  const generatedPackages = packages.filter((one) => one.sdk.generated);
  packages.sort((a, b) => b.name.length - a.name.length);
  const packagesByRoot = new Map<string, typeof packages>();
  for (const one of packages) push(packagesByRoot, rootOf(one.name, one.family), one);
  const specsByHandle = new Map<string, HandleSpec[]>();
  const operationsByHandle = new Map<string, Match[]>();
  const distinctive = new Map<string, { match: Match; chain: string[] }[]>();
  const namedReceivers = new Map<string, { match: Match; chain: string[] }[]>();
  const lastNames = new Set<string>();
  const givers = new Map<string, Sdk>();
  const globals = new Map<string, Match>();
  const carried = new Map<string, Match[]>();
  const carriers = new Set<string>();
  const onAny = new Map<string, { readonly sdk: Sdk; readonly spec: HandleSpec }[]>();
  for (const sdk of sdks) {
    for (const spec of sdk.handles) {
      givers.set(spec.gives, sdk);
      for (const on of spec.on ?? []) push(specsByHandle, on, spec);
      if (spec.onAny) for (const chain of spec.chains ?? []) push(onAny, chain.split('.').at(-1) ?? chain, { sdk, spec });
    }
    for (const operation of sdk.operations) {
      if (operation.carried) {
        for (const on of operation.on) push(carried, on, { sdk, operation });
        for (const chain of operation.chains) carriers.add(chain);
        continue;
      }
      for (const name of operation.globals ?? []) globals.set(name, { sdk, operation });
      for (const on of operation.on) if (on !== 'module') push(operationsByHandle, on, { sdk, operation });
      for (const chain of operation.chains) {
        const names = chain.split('.');
        lastNames.add(names.at(-1) ?? '');
        if (operation.distinctive) push(distinctive, names.at(-1) ?? '', { match: { sdk, operation }, chain: names });
        if (operation.receivers) push(namedReceivers, names.at(-1) ?? '', { match: { sdk, operation }, chain: names });
      }
    }
  }

  /** Every package an import may come from, longest name first, with what is taken from it. */
  function origins(external: ExternalValue): { sdk: Sdk; name: string; rest: readonly string[] }[] {
    if (external.module === '') return [];
    const out: { sdk: Sdk; name: string; rest: readonly string[] }[] = [];
    const dotted = external.family === 'python' ? [external.module, ...external.path].join('.') : external.module;
    for (const one of packagesByRoot.get(rootOf(dotted, external.family)) ?? []) {
      if (external.family === 'python') {
        if (dotted === one.name) out.push({ sdk: one.sdk, name: one.name, rest: [] });
        else if (dotted.startsWith(`${one.name}.`)) out.push({ sdk: one.sdk, name: one.name, rest: dotted.slice(one.name.length + 1).split('.') });
      } else if (dotted === one.name || dotted.startsWith(`${one.name}/`)) out.push({ sdk: one.sdk, name: one.name, rest: external.path });
    }
    return out;
  }

  function allowed(spec: { languages?: readonly LanguageFamily[]; packages?: readonly string[] }, family: LanguageFamily, name: string): boolean {
    return speaks(spec, family) && (!spec.packages || spec.packages.includes(name));
  }

  /** How an export's dotted name matches what was imported: exactly, or below submodules (`lib.azure.AzureOpenAI`), or as the default import. */
  function exported(name: string, rest: readonly string[], family: LanguageFamily): boolean {
    if (name === '*') return rest.length === 0 || (family === 'javascript' && rest.length === 1 && rest[0] === 'default');
    // `require("openai")` is the default export itself.
    if (name === 'default' && family === 'javascript' && rest.length === 0) return true;
    const wanted = name.split('.');
    const taken = rest[0] === 'default' && name !== 'default' && rest.length > wanted.length ? rest.slice(1) : rest;
    if (taken.length < wanted.length) return false;
    const extra = taken.length - wanted.length;
    return wanted.every((part, i) => taken[extra + i] === part) && (extra === 0 || (family === 'python' && taken.slice(0, extra).every((part) => /^_?[a-z0-9_]+$/.test(part))));
  }

  const index: SdkIndex = {
    lastNames,
    isPackage: (family, name) => packagesByRoot.get(rootOf(name, family))?.some((one) => one.name === name || one.name.startsWith(`${name}.`)) === true,
    carriers,
    carried(value, method) {
      return value.chain.length === 0 ? (carried.get(value.type)?.find((one) => one.operation.chains.includes(method)) ?? null) : null;
    },
    madeByName(name, args, family, at) {
      for (const sdk of sdks) {
        const spec = sdk.handles.find((one) => carried.has(one.gives) && one.exports?.includes(name) && speaks(one, family));
        if (spec) return handle(sdk, spec, args, [], family, at);
      }
      return null;
    },
    calledOnAny(method, args, family, at) {
      const one = onAny.get(method)?.find(({ spec }) => speaks(spec, family) && fits(spec, args, family));
      if (!one) return null;
      const made = handle(one.sdk, one.spec, args, [], family, at);
      // Only the chain told it: what made its receiver is not known.
      return one.spec.argument ? made : { ...made, certain: false, layers: [...made.layers, { spec: assumedSpec(one.spec.gives, one.sdk), args: { ...noArguments, open: { ...unknown(`the receiver of ${method} is made elsewhere`, '', [], at), unseen: true } } }] };
    },
    generated: (module, family) => generatedPackages.find((one) => one.family === family && module.split(/[./]/).includes(one.name))?.name ?? null,
    hasOperations: (value) => operationsByHandle.has(value.type) || (specsByHandle.get(value.type) ?? []).some((spec) => operationsByHandle.has(spec.gives)),
    isBuilder(external) {
      return origins(external).some(({ sdk, rest }) => sdk.builders?.some((one) => exported(one, rest, external.family)));
    },
    fromExternal(external, args) {
      const at = { span: external.span, file: external.file };
      for (const { sdk, name, rest } of origins(external)) {
        for (const spec of sdk.handles) {
          if (!spec.exports || !allowed(spec, external.family, name)) continue;
          const needsCall = spec.called !== false;
          if (needsCall) {
            if (args === null || !spec.exports.some((one) => exported(one, rest, external.family)) || !fits(spec, args, external.family)) continue;
            const made = spec.sequence && !args.open?.unseen ? inSequence(spec.sequence, args, external.family, at) : handle(sdk, spec, args, spec.member?.split('.') ?? [], external.family, at);
            if (made && (!spec.needsHandle || leadsToCalled(spec, args, external.family))) return made;
            continue;
          }
          for (const one of spec.exports) {
            const length = one === '*' ? (external.family === 'javascript' && rest[0] === 'default' ? 1 : 0) : one.split('.').length;
            for (let take = length; take <= Math.min(rest.length, length + 2); take++) {
              if (one === '*' && take > length) break;
              if (!exported(one, rest.slice(0, take), external.family)) continue;
              const chain = rest.slice(take).filter((part) => !sdk.transparent?.includes(part));
              const base = handle(sdk, spec, noArguments, chain, external.family, at);
              if (one === '*' && !leadsSomewhere(base)) continue;
              if (args === null) return base;
              const made = index.called(base, args, at);
              if (made) return made;
            }
          }
        }
      }
      return null;
    },
    handleOfType(type, at) {
      // Whoever made it gave it arguments that are not seen here: nothing of it may be called absent.
      const made = index.fromExternal(type, { ...noArguments, open: { ...unknown(`given where the ${type.path.at(-1) ?? type.module} was made`, '', [], at), unseen: true } });
      return made ? { ...made, ...at } : null;
    },
    member(value, property, at) {
      if (value.sdk.transparent?.includes(property)) return { ...value, ...at };
      return { ...value, chain: [...value.chain, property], ...at };
    },
    called(value, args, at) {
      const chain = value.chain.join('.');
      for (const spec of specsByHandle.get(value.type) ?? []) {
        if (!spec.chains?.includes(chain) || !speaks(spec, value.family) || !fits(spec, args, value.family)) continue;
        if (spec.chains.includes('|')) continue;
        const named = spec.entry ? entryNamed(spec.entry, value, args) : null;
        if (named) return { ...named, ...at };
        return { ...value, type: spec.gives, sdk: givers.get(spec.gives) ?? value.sdk, chain: [], layers: [{ spec, args }, ...value.layers], provider: spec.provider !== undefined ? spec.provider : value.provider, ...at };
      }
      return null;
    },
    operationOf(value) {
      const chain = value.chain.join('.');
      const any = value.chain.map((part, i) => (i === value.chain.length - 1 && /^[A-Z]/.test(part) ? '*' : part)).join('.');
      return operationsByHandle.get(value.type)?.find((one) => (one.operation.chains.includes(chain) || (value.sdk.generated === true && one.operation.chains.includes(any))) && speaks(one.operation, value.family)) ?? null;
    },
    moduleOperation(external) {
      if (external.module === '') return globals.get(external.path.join('.').replace(/^(?:window|globalThis|self|global)\./, '')) ?? null;
      for (const { sdk, name, rest } of origins(external)) {
        for (const operation of sdk.operations) {
          if (!operation.on.includes('module') || !allowed(operation, external.family, name)) continue;
          if (operation.chains.some((chain) => exported(chain, rest.filter((part) => !sdk.transparent?.includes(part)), external.family))) return { sdk, operation };
        }
      }
      return null;
    },
    distinctive(names, family, args) {
      let best: { match: Match; chain: string[] } | null = null;
      for (const one of distinctive.get(names.at(-1) ?? '') ?? []) {
        if (!speaks(one.match.operation, family)) continue;
        if (!one.match.sdk.packages[family]) continue;
        const taken = names.filter((name) => !one.match.sdk.transparent?.includes(name));
        if (taken.length < one.chain.length) continue;
        if (!one.chain.every((part, i) => taken[taken.length - one.chain.length + i] === part)) continue;
        if (best && one.chain.length <= best.chain.length) continue;
        const { needs, optionsAt } = one.match.operation;
        if (needs && readPaths(args(), needs, family, optionsAt ?? 0).state !== 'here') continue;
        best = one;
      }
      return best?.match ?? null;
    },
    projectWide(sdk, external) {
      for (const origin of origins(external)) {
        if (origin.sdk !== sdk) continue;
        const rule = sdk.projectWide?.find((one) => one.exports.some((name) => exported(name, origin.rest, external.family)));
        if (rule) return rule;
      }
      return null;
    },
    pipedBy(value, args, at) {
      const spec = specsByHandle.get(value.type)?.find((one) => one.chains?.includes('|') && one.chains.includes(value.chain.join('.')));
      const next = spec && args.positional[0]?.();
      return next ? (index.pipe({ ...value, chain: [] }, next, at) ?? { ...value, chain: [], ...at }) : null;
    },
    pipe(left, right, at) {
      if (left.kind === 'choice') return several(left.alternatives.map((one) => index.pipe(one, right, at)));
      if (right.kind === 'choice') return several(right.alternatives.map((one) => index.pipe(left, one, at)));
      if (right.kind === 'handle') return isCalled(right) ? joined(right, [() => left], null, at) : { ...right, ...at };
      if (left.kind !== 'handle') return null;
      if (isCalled(left)) return joined(left, [], null, at);
      // A prompt goes to a model: what cannot be told after one is taken for it.
      return right.kind === 'unknown' ? joined(left, [() => left], right, at) : { ...left, ...at };
    },
    isOfAnother(sdk, external) {
      const owners = origins(external).map((one) => one.sdk);
      return owners.length > 0 && !owners.includes(sdk);
    },
    isImported(sdk, { modules, family }) {
      const names = sdk.packages[family] ?? [];
      return modules.some((module) => names.some((name) => module === name || module.startsWith(family === 'python' ? `${name}.` : `${name}/`)));
    },
    receiverByName(names, args, imports, at) {
      const fitting = [...(namedReceivers.get(names.at(-1) ?? '') ?? []), ...(namedReceivers.get('') ?? [])].flatMap(({ match, chain }) => {
        const { sdk, operation } = match;
        const taken = names.filter((name) => !sdk.transparent?.includes(name));
        const receiver = taken[taken.length - chain.length - 1];
        if (receiver === undefined || !chain.every((part, i) => taken[taken.length - chain.length + i] === part) || !operation.receivers?.test(receiver)) return [];
        if (!speaks(operation, imports.family) || (!operation.telling?.test(receiver) && !index.isImported(sdk, imports))) return [];
        return operation.needs && readPaths(args(), operation.needs, imports.family, operation.optionsAt ?? 0).state !== 'here' ? [] : [{ match, receiver }];
      });
      // Where the file imports several SDKs with this chain, only the receiver's name can tell them apart.
      const among = new Set(fitting.map((one) => one.match.sdk)).size > 1 ? fitting.filter((one) => one.receiver.toLowerCase().includes(one.match.sdk.id)) : fitting;
      const one = among[0];
      if (!one) return null;
      const open: UnknownValue = { ...unknown(`${one.receiver} is made elsewhere`, one.receiver, [], at), unseen: true };
      return { match: one.match, handle: { ...handle(one.match.sdk, assumedSpec(one.match.operation.on[0] ?? '', one.match.sdk), { ...noArguments, open }, [], imports.family, at), certain: false } };
    },
  };

  function several(values: readonly (Value | null)[]): Value | null {
    const made = values.filter((one) => one !== null);
    return made.length > 0 ? choiceOf(made) : null;
  }

  function isCalled(value: HandleValue): boolean {
    return operationsByHandle.has(value.type);
  }

  /** A handle as it stands in a pipe; `open` is what stands in the pipe where the model should be. */
  function joined(value: HandleValue, before: Arguments['positional'], open: UnknownValue | null, at: At): HandleValue {
    const spec = specsByHandle.get(value.type)?.find((one) => one.chains?.includes('|'));
    if (!spec) return { ...value, ...at };
    const assumed = open ? [{ spec: { gives: spec.gives, parameters: anyModel }, args: { ...noArguments, open: { ...open, unseen: true as const } } }] : [];
    return { ...value, type: spec.gives, sdk: givers.get(spec.gives) ?? value.sdk, chain: [], layers: [{ spec, args: { ...noArguments, positional: before } }, ...assumed, ...value.layers], certain: value.certain && open === null, ...at };
  }

  function inSequence(path: string, args: Arguments, family: LanguageFamily, at: At): HandleValue | null {
    const found = path === '*' ? null : readPaths(args, [path], family, 0);
    const items = path === '*' ? [...args.positional, ...['first', 'middle', 'last'].flatMap((name) => args.named.get(name) ?? [])].map((one) => one()).flatMap((one) => (one.kind === 'list' ? one.items : [one])) : found?.state === 'here' && found.value.kind === 'list' ? found.value.items : [];
    const value = items.slice(1).reduce<Value | null>((left, right) => (left ? (index.pipe(left, right, at) ?? right) : right), items[0] ?? null);
    if (value?.kind === 'handle') return value;
    // A pipe through one of several models: one handle that leads to each.
    const any = value?.kind === 'choice' ? value.alternatives.find((one) => one.kind === 'handle') : undefined;
    return value && any?.kind === 'handle' ? { ...any, provider: any.sdk.provider, layers: [{ spec: { gives: any.type, parameters: { from: ['#0'] } }, args: { ...noArguments, positional: [() => value] } }], certain: false } : null;
  }

  function leadsToCalled(spec: HandleSpec, args: Arguments, family: LanguageFamily): boolean {
    const found = readPaths(args, spec.parameters?.from, family, spec.optionsAt ?? 0);
    const leads = (value: Value, depth: number): boolean => {
      if (value.kind === 'handle') return isCalled(value);
      const inner = depth > 6 ? [] : value.kind === 'choice' ? value.alternatives : value.kind === 'list' ? value.items : value.kind === 'record' ? [...value.entries.values()] : [];
      return inner.some((one) => leads(one, depth + 1));
    };
    return found.state === 'here' && leads(found.value, 0);
  }

  /** The module itself is a handle only on the way to something it has: `openai.chat.completions`, not `openai.OpenAI`. */
  function leadsSomewhere(value: HandleValue): boolean {
    const chain = value.chain.join('.');
    const leads = (one: string) => chain === '' || one === chain || one.startsWith(`${chain}.`);
    return (operationsByHandle.get(value.type) ?? []).some((one) => one.operation.chains.some(leads)) || (specsByHandle.get(value.type) ?? []).some((spec) => spec.chains?.some(leads));
  }

  return index;
}

/** The handle that a record among the arguments of the receiver's maker holds under a name; null where it is not seen. */
function entryNamed(entry: NonNullable<HandleSpec['entry']>, receiver: HandleValue, args: Arguments): HandleValue | null {
  const given = readPaths(args, [entry.name], receiver.family, 0);
  const name = given.state === 'here' ? plainText(given.value) : null;
  const made = receiver.layers[0];
  const record = made ? readPaths(made.args, [entry.record], receiver.family, made.spec.optionsAt ?? 0) : null;
  const found = name !== null && record?.state === 'here' && record.value.kind === 'record' ? record.value.entries.get(name) : undefined;
  return found?.kind === 'handle' ? found : null;
}

/** What a model object of any kind may say. */
const anyModel: Parameters = { model: ['model'], maxOutput: ['max_tokens'], baseUrl: ['base_url'] };

/** Reads what may have been said where a receiver of unknown making was made: whatever its makers take is open. */
function assumedSpec(gives: string, sdk: Sdk): HandleSpec {
  return { gives, parameters: Object.assign({}, ...sdk.handles.filter((one) => one.gives === gives).map((one) => one.parameters ?? {})) as Parameters };
}

function speaks(spec: { readonly languages?: readonly LanguageFamily[] }, family: LanguageFamily): boolean {
  return !spec.languages || spec.languages.includes(family);
}

/** Whether the argument that a spec asks for is one of its texts. */
function fits(spec: HandleSpec, args: Arguments, family: LanguageFamily): boolean {
  if (!spec.argument) return true;
  const found = readPaths(args, spec.argument.at, family, spec.optionsAt ?? 0);
  const texts = found.state === 'here' ? alternativesOf(found.value).map(plainText) : [];
  return texts.some((text) => text !== null && spec.argument?.is.includes(text));
}

function handle(sdk: Sdk, spec: HandleSpec, args: Arguments, chain: readonly string[], family: LanguageFamily, at: At): HandleValue {
  const named = spec.namedModel;
  const given: Arguments = named === undefined ? args : { ...args, named: new Map([...args.named, ['model', () => ({ kind: 'text', parts: [named], how: 'constant', ...at })]]) };
  return { kind: 'handle', type: spec.gives, sdk, family, chain, layers: [{ spec, args: given }], provider: spec.provider !== undefined ? spec.provider : sdk.provider, certain: true, ...at };
}

/** The part of a module's name that packages are looked up by: `google` of `google.genai`, `@ai-sdk/openai` of `@ai-sdk/openai/internal`. */
function rootOf(name: string, family: LanguageFamily): string {
  if (family === 'python') return `python ${name.split('.')[0] ?? name}`;
  return `javascript ${name.split('/').slice(0, name.startsWith('@') ? 2 : 1).join('/')}`;
}

function push<K, V>(map: Map<K, V[]>, key: K, value: V): void {
  const list = map.get(key);
  if (list) list.push(value);
  else map.set(key, [value]);
}
