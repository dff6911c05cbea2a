import type { LanguageFamily, Span } from '../../model.ts';
import type { HandleSpec, Parameters, Sdk } from '../../sdks/sdk.ts';
import {
  alternativesOf,
  noArguments,
  plainText,
  unknown,
  type Arguments,
  type ExternalValue,
  type HandleValue,
  type UnknownValue,
} from '../values/values.ts';
import { readPaths } from './paths.ts';
import { inSequence, leadsToCalled } from './sdkPipes.ts';
import { isExported, isIn, originsOf, speaks, telling, type Origin, type SdkTables } from './sdkTables.ts';

/** Where a value stands in the code. */
export type At = { readonly span: Span | null; readonly file: string | null };

/** The handle that an import is or makes; null where it is none. @param args null: it is only named, not called. */
export function fromExternal(tables: SdkTables, external: ExternalValue, args: Arguments | null): HandleValue | null {
  for (const origin of originsOf(tables, external)) {
    for (const spec of origin.sdk.handles) {
      if (!spec.exports || !isIn(spec, origin, external.family)) continue;
      const made =
        spec.called === false ? asNamed(tables, origin, spec, external, args) : args && asConstructed(tables, origin, spec, external, args);
      if (made) return made;
    }
  }
  return null;
}

/** What calling an export makes: `OpenAI(api_key=...)`. */
function asConstructed(
  tables: SdkTables,
  { sdk, rest }: Origin,
  spec: HandleSpec,
  external: ExternalValue,
  args: Arguments,
): HandleValue | null {
  const { family } = external;
  const at = placeOf(external);
  if (!spec.exports?.some((one) => isExported(one, rest, family)) || !fits(spec, args, family)) return null;
  if (spec.needsHandle && !leadsToCalled(tables, spec, args, family)) return null;
  return spec.sequence && !args.open?.unseen
    ? inSequence(tables, spec.sequence, args, family, at)
    : newHandle(sdk, spec, args, spec.member?.split('.') ?? [], family, at);
}

/** An export that is a handle itself (`openai.chat`), or what calling a member of it makes. */
function asNamed(
  tables: SdkTables,
  { sdk, rest }: Origin,
  spec: HandleSpec,
  external: ExternalValue,
  args: Arguments | null,
): HandleValue | null {
  const { family } = external;
  const at = placeOf(external);
  for (const one of spec.exports ?? []) {
    const isModule = one === '*';
    const length = isModule ? (family === 'javascript' && rest[0] === 'default' ? 1 : 0) : one.split('.').length;
    for (let take = length; take <= Math.min(rest.length, isModule ? length : length + 2); take++) {
      if (!isExported(one, rest.slice(0, take), family)) continue;
      const base = newHandle(sdk, spec, noArguments, telling(sdk, rest.slice(take)), family, at);
      if (isModule && !leadsSomewhere(tables, base)) continue;
      const made = args === null ? base : handleCalled(tables, base, args, at);
      if (made) return made;
    }
  }
  return null;
}

const placeOf = ({ span, file }: ExternalValue): At => ({ span, file });

/** The module itself is a handle only on the way to something it has: `openai.chat.completions`, not `openai.OpenAI`. */
function leadsSomewhere(tables: SdkTables, { type, chain }: HandleValue): boolean {
  const taken = chain.join('.');
  const leads = (one: string) => taken === '' || one === taken || one.startsWith(`${taken}.`);
  return (
    (tables.operationsByHandle.get(type) ?? []).some((one) => one.operation.chains.some(leads)) ||
    (tables.specsByHandle.get(type) ?? []).some((spec) => spec.chains?.some(leads))
  );
}

/** The handle that calling a handle's chain gives; null where it gives none. */
export function handleCalled(tables: SdkTables, handle: HandleValue, args: Arguments, at: At): HandleValue | null {
  const chain = handle.chain.join('.');
  const spec = tables.specsByHandle
    .get(handle.type)
    ?.find(
      (one) =>
        one.chains?.includes(chain) === true && !one.chains.includes('|') && speaks(one, handle.family) && fits(one, args, handle.family),
    );
  if (!spec) return null;
  const named = spec.entry ? entryNamed(spec.entry, handle, args) : null;
  if (named) return { ...named, ...at };
  return {
    ...handle,
    type: spec.gives,
    sdk: tables.givers.get(spec.gives) ?? handle.sdk,
    chain: [],
    layers: [{ spec, args }, ...handle.layers],
    provider: spec.provider !== undefined ? spec.provider : handle.provider,
    ...at,
  };
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

/** What calling a method on something unknown makes, where its arguments tell: `session.client("bedrock-runtime")`. */
export function calledOnAny(tables: SdkTables, method: string, args: Arguments, family: LanguageFamily, at: At): HandleValue | null {
  const found = tables.onAny.get(method)?.find(({ spec }) => speaks(spec, family) && fits(spec, args, family));
  if (!found) return null;
  const { sdk, spec } = found;
  const made = newHandle(sdk, spec, args, [], family, at);
  // Only the chain told it: what made its receiver is not known.
  return spec.argument
    ? made
    : {
        ...made,
        certain: false,
        layers: [
          ...made.layers,
          { spec: assumedSpec(spec.gives, sdk), args: unseen(`the receiver of ${method} is made elsewhere`, '', at) },
        ],
      };
}

/** An object that is handed over (`Operation.carried`), told by the name of its class alone. */
export function madeByName(tables: SdkTables, name: string, args: Arguments, family: LanguageFamily, at: At): HandleValue | null {
  for (const sdk of tables.sdks) {
    const spec = sdk.handles.find((one) => tables.carried.has(one.gives) && one.exports?.includes(name) && speaks(one, family));
    if (spec) return newHandle(sdk, spec, args, [], family, at);
  }
  return null;
}

/** A declared type: the handle its constructor would give. Whoever made it gave it arguments that are not seen here: nothing of it may be called absent. */
export function handleOfType(tables: SdkTables, type: ExternalValue, at: At): HandleValue | null {
  const made = fromExternal(tables, type, unseen(`given where the ${type.path.at(-1) ?? type.module} was made`, '', at));
  return made ? { ...made, ...at } : null;
}

/** A handle that was made out of sight, of a type that only the name of the receiver tells. */
export function assumedHandle(sdk: Sdk, type: string, receiver: string, family: LanguageFamily, at: At): HandleValue {
  return {
    ...newHandle(sdk, assumedSpec(type, sdk), unseen(`${receiver} is made elsewhere`, receiver, at), [], family, at),
    certain: false,
  };
}

/** Arguments that stand somewhere else in the program. */
function unseen(reason: string, name: string, at: At): Arguments {
  const open: UnknownValue = { ...unknown(reason, name, [], at), unseen: true };
  return { ...noArguments, open };
}

/** Reads what may have been said where a receiver of unknown making was made: whatever its makers take is open. */
function assumedSpec(gives: string, sdk: Sdk): HandleSpec {
  return {
    gives,
    parameters: Object.assign({}, ...sdk.handles.filter((one) => one.gives === gives).map((one) => one.parameters ?? {})) as Parameters,
  };
}

/** Whether the argument that a spec asks for is one of its texts. */
function fits(spec: HandleSpec, args: Arguments, family: LanguageFamily): boolean {
  if (!spec.argument) return true;
  const found = readPaths(args, spec.argument.at, family, spec.optionsAt ?? 0);
  const texts = found.state === 'here' ? alternativesOf(found.value).map(plainText) : [];
  return texts.some((text) => text !== null && spec.argument?.is.includes(text));
}

function newHandle(sdk: Sdk, spec: HandleSpec, args: Arguments, chain: readonly string[], family: LanguageFamily, at: At): HandleValue {
  const named = spec.namedModel;
  const given: Arguments =
    named === undefined
      ? args
      : { ...args, named: new Map([...args.named, ['model', () => ({ kind: 'text', parts: [named], how: 'constant', ...at })]]) };
  return {
    kind: 'handle',
    type: spec.gives,
    sdk,
    family,
    chain,
    layers: [{ spec, args: given }],
    provider: spec.provider !== undefined ? spec.provider : sdk.provider,
    certain: true,
    ...at,
  };
}
