import type { CallDetails, Known, LanguageFamily, LlmCall } from '../../model.ts';
import type { ByModel, CompatibleHost } from '../../sdks/sdk.ts';
import { cachingOf } from './caching.ts';
import { capOf } from './cap.ts';
import { isOlder } from './capSlot.ts';
import { conversationOf } from './conversation.ts';
import { asDeclared } from './declared.ts';
import { detailsOf } from './details.ts';
import { syntaxOf, throughHandles } from './drivers.ts';
import { configuring } from './heldHandles.ts';
import type { Evaluator } from '../values/evaluator.ts';
import type { FileIndex } from '../values/fileIndex.ts';
import { knownText } from './known.ts';
import { addressed, splitModel } from './modelNames.ts';
import { asCallersGive, modelOf } from './models.ts';
import { modifiersOf } from './modifiers.ts';
import { familyOf, isTestPath } from '../values/modules.ts';
import type { Found } from './paths.ts';
import { toPrompt } from './prompt.ts';
import { readingOf } from './reading.ts';
import { repeatsOf } from './repeats.ts';
import { roundsOf } from './rounds.ts';
import { settingsOf } from './settings.ts';
import { repetitionOf } from '../helpers/repetition.ts';
import { withSchemas } from './schemas.ts';
import type { Match } from './sdkTables.ts';
import { sellerOf, sellerOfHandles } from './sellers.ts';
import type { Site } from './site.ts';
import type { Frame, Value } from '../values/values.ts';
import { trailOf } from './trail.ts';

/** A call with what wrappers are found by. Ids are made later, of the calls of a whole file. */
export interface Described {
  readonly call: Omit<LlmCall, 'id'>;
  /** Values that carry the prompt, for finding wrappers. */
  readonly carriers: readonly Value[];
  /** The same request to the models that stand in, one after the other, where it fails. */
  readonly standIns: readonly Omit<LlmCall, 'id'>[];
}

/** Everything about a request, as seen from `frame`: read once. */
export function describe(e: Evaluator, site: Site, frame: Frame | null, hosts: readonly CompatibleHost[]): Described {
  return e.remembered(e.described.of(frame), site, () => readAll(e, site, frame, hosts), 'whole');
}

function readAll(e: Evaluator, given: Site, frame: Frame | null, hosts: readonly CompatibleHost[]): Described {
  const site = (frame === null ? null : given.inFrame?.(frame)) ?? given;
  const index = e.index(site.file) as FileIndex;
  const family = familyOf(index.facts.language);
  const { sdk, operation } = site.match;
  const read = readingOf(e, site, frame, family);
  const { find, args, handle } = read;
  const { model: own, modelValue, named: ownNamed } = modelOf(e, read, hosts);
  const named = frame === null ? { ...ownNamed, model: asCallersGive(e, read, ownNamed.model, modelValue.found, hosts) } : ownNamed;
  const seller = sellerOf(e, read, modelValue.handles, hosts);
  const provider = site.isEither ? null : (named.provider ?? seller.provider);
  const sentTo = provider === null && !site.isEither ? seller.sentTo : undefined;
  const fit = ofModel(operation.byModel, named.model, family);
  const capDefault = fit?.capDefault ?? operation.capDefault;
  const older = operation.capBefore?.[family];
  const version = older ? (e.source.versionOf?.(site.file, older.package) ?? null) : null;
  const { maxOutput, capSlot } = capOf(e, read, capDefault, { provider, model: named.model, version }, index);
  const { systems, messages, prompt, carriers } = conversationOf(e, read);
  const stream = find((one) => one.stream);
  const configured = configuring(e, { args, spec: operation }, handle, family);
  const makers = [...configured, ...modelValue.handles.flatMap((one) => one.layers)];
  const call: Omit<LlmCall, 'id'> = {
    file: site.file,
    language: index.facts.language,
    span: site.call.span,
    sdk: sdk.id,
    api: site.isEither === 'api' ? 'multi' : operation.api,
    provider,
    ...(sentTo ? { sentTo } : {}),
    kind: sdk.kind,
    confidence: site.confidence,
    billing: fit?.billing ?? operation.billing ?? 'tokens',
    function: index.namedFunction(site.call.inFunction),
    via: null,
    model: named.model,
    maxOutput,
    capSlot,
    capDefault:
      capDefault === 'required'
        ? { kind: 'required' }
        : typeof capDefault === 'number'
          ? { kind: 'library', value: capDefault }
          : { kind: 'model' },
    caching:
      capDefault === 'none'
        ? 'unsupported'
        : cachingOf(
            operation,
            args,
            configured.map((one) => one.args),
            provider,
            named.model,
          ),
    prompt: {
      ...toPrompt({
        system: systems,
        messages,
        prompt,
        tools: withSchemas(
          e,
          find((one) => one.tools),
        ),
        schema: withSchemas(
          e,
          find((one) => one.schema),
        ),
        retrieved: operation.retrieves === true || (handle?.layers.some((one) => one.spec.retrieves) ?? false),
        earlier: operation.keepsHistory === true || find((one) => one.history).state === 'here',
      }),
      ...(operation.brings ? { brings: operation.brings } : {}),
    },
    repetition: {
      ...(frame === null ? repetitionOf(e, site.call, index, site.file, repeatsOf(e, site)) : { inLoop: false, loopKind: null }),
      ...roundsOf(e, read),
    },
    streaming: operation.streams === true || (stream.state === 'here' && stream.value.kind === 'flag' && stream.value.value),
    modifiers: [
      ...(operation.modifiers ?? []),
      ...modifiersOf(operation.parameters, args, makers, family, operation.optionsAt ?? 0, provider),
      ...(seller.provider === provider ? (seller.modifiers ?? []) : []),
    ],
    inTest: isTestPath(site.file),
    documentation: operation.documentation ?? sdk.documentation,
    trail: trailOf(e, site, frame === null ? named.model : own, maxOutput, handle, sentTo),
    details: {
      ...detailsOf(e, read, messages.state === 'here' ? messages : prompt),
      ...settingsOf(e, args, makers, family, find((one) => one.maxOutput).state === 'open'),
      ...versionsOf(e, site, older?.package),
      ...(older && isOlder(version, older)
        ? {
            olderCap: {
              name: older.insert,
              newer: operation.capInsert?.[family] ?? older.insert,
              package: older.package,
              since: older.version,
            },
          }
        : {}),
      ...(operation.ended ? { ended: operation.ended } : {}),
    },
  };
  const declared = asDeclared(e, call, site);
  return {
    call: declared,
    carriers,
    standIns: standIns(
      e,
      declared,
      find((one) => one.fallbacks),
      site,
      hosts,
      family,
    ),
  };
}

/** Versions of the packages that advice on a request asks for. */
function versionsOf(e: Evaluator, { file, match: { sdk } }: Site, ofCap: string | undefined): Pick<CallDetails, 'versions'> {
  const family = familyOf((e.index(file) as FileIndex).facts.language);
  const found = [...(ofCap === undefined ? [] : [ofCap]), ...(sdk.versioned?.[family] ?? [])].flatMap((name) => {
    const version = e.source.versionOf?.(file, name);
    return version ? [[name, version] as const] : [];
  });
  return found.length > 0 ? { versions: Object.fromEntries(found) } : {};
}

/** What is asked where a request fails (`Parameters.fallbacks`). What cannot be read is left out: it is not what is expected. */
function standIns(
  e: Evaluator,
  call: Omit<LlmCall, 'id'>,
  found: Found,
  { match }: Site,
  hosts: readonly CompatibleHost[],
  family: LanguageFamily,
): readonly Omit<LlmCall, 'id'>[] {
  const items = found.state !== 'here' ? [] : found.value.kind === 'list' ? found.value.items : [found.value];
  return items.flatMap((value): readonly Omit<LlmCall, 'id'>[] => {
    if (value.kind !== 'text' && value.kind !== 'handle') return [];
    const through = throughHandles(e, { state: 'here', value }, family);
    const named = splitModel(
      addressed(knownText(through.found)),
      syntaxOf(through.handles[0]) ?? (through.handles.length > 0 ? undefined : match.operation.modelSyntax),
      sellerOfHandles(e, through.handles, hosts, family).provider,
      match.sdk,
    );
    return named.model.state === 'absent' ? [] : [{ ...call, model: named.model, provider: named.provider ?? null }];
  });
}

/** What holds for the model that runs; null when it is not known or several would differ. */
function ofModel(byModel: Match['operation']['byModel'], model: Known<string>, family: LanguageFamily): ByModel | null {
  const ids = model.state === 'known' ? [model.value] : model.state === 'dynamic' ? model.alternatives : [];
  const fits = new Set(ids.map((id) => byModel?.find((one) => one.model.test(id) && (one.languages?.includes(family) ?? true)) ?? null));
  return fits.size === 1 ? ([...fits][0] ?? null) : null;
}
