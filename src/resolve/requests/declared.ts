import { minimatch } from 'minimatch';
import type { CallExpr, DeclaredWrapper, Known, LlmCall } from '../../model.ts';
import type { Operation, Parameters, Path } from '../../sdks/sdk.ts';
import { withHow } from '../values/choices.ts';
import { chainNames, lastNameOf } from './callees.ts';
import type { Match } from './sdkTables.ts';
import type { Site } from './site.ts';
import { siteOf } from './sites.ts';
import type { Evaluator } from '../values/evaluator.ts';
import { argumentsOf } from '../values/expressions.ts';
import type { FileIndex } from '../values/fileIndex.ts';
import { knownNumber, knownText } from './known.ts';
import type { Found } from './paths.ts';
import { referenceIn } from '../helpers/references.ts';
import { alternativesOf, type FunctionValue, type Value } from '../values/values.ts';
import { callsWithin } from '../helpers/wrappers.ts';

/** The request that a call of a helper makes as its team declares it; null when the call is of none. Nearer declarations come first in the source. */
export function declaredSite(e: Evaluator, call: CallExpr, index: FileIndex, file: string): Site | null {
  const declared = e.source.declaredWrappers?.() ?? [];
  if (declared.length === 0) return null;
  const taken = referenceIn(call);
  const callee = taken?.expr ?? call.callee;
  for (const wrapper of declared) {
    if (wrapper.within !== undefined && !file.startsWith(`${wrapper.within}/`)) continue;
    const names = wrapper.function.split('.');
    if (!isNamed(callee, names.at(-1) ?? '', index)) continue;
    const definitions = definitionsOf(e, e.evaluate(callee, file, null), wrapper);
    if (definitions === null && !fitsByName(chainNames(callee), names, wrapper, index)) continue;
    const [definition = null] = definitions ?? [];
    return {
      file,
      call,
      match: matchOf(e, wrapper, parametersOf(e, wrapper, definition)),
      handle: null,
      confidence: 'certain',
      callee,
      args: (frame) => (taken ? taken.args(e, file, frame) : argumentsOf(e, call, file, frame)),
      declared: { wrapper, definition },
    };
  }
  return null;
}

/** The name that is called, also where the import gave it another. */
function isNamed(callee: CallExpr['callee'], name: string, index: FileIndex): boolean {
  return (
    lastNameOf(callee) === name ||
    (callee.kind === 'name' &&
      index.facts.bindings.some((one) => one.name === callee.name && one.from.kind === 'import' && one.from.imported === name))
  );
}

/** What the callee is, where that is what the declaration means: project functions of the file, or an export of the package (none of ours). Null: it is not, or cannot be told. */
function definitionsOf(e: Evaluator, callee: Value, wrapper: DeclaredWrapper): readonly FunctionValue[] | null {
  const all = alternativesOf(callee);
  const functions = all.filter(
    (one): one is FunctionValue =>
      one.kind === 'function' &&
      `.${e.index(one.file)?.facts.functions[one.function]?.qualifiedName ?? ''}`.endsWith(`.${wrapper.function}`),
  );
  const fitting =
    wrapper.module !== undefined
      ? []
      : functions.filter((one) => wrapper.file === undefined || minimatch(one.file, wrapper.file, { dot: true }));
  if (fitting.length > 0) return fitting;
  const isExported = all.some(
    (one) =>
      one.kind === 'external' &&
      wrapper.file === undefined &&
      (wrapper.module === undefined ||
        isModule([one.module, ...one.path].join('.'), wrapper.module) ||
        isModule(one.module, wrapper.module)),
  );
  return isExported ? [] : null;
}

/** A receiver that cannot be followed: the names must fit, in a file that imports the package where one is declared. */
function fitsByName(chain: readonly string[], names: readonly string[], wrapper: DeclaredWrapper, index: FileIndex): boolean {
  if (wrapper.file !== undefined) return false;
  if (wrapper.module !== undefined) return index.facts.imports.some((one) => isModule(one.module, wrapper.module ?? ''));
  return names.every((name, i) => chain[chain.length - names.length + i] === name);
}

function isModule(name: string, module: string): boolean {
  return name === module || name.startsWith(`${module}.`) || name.startsWith(`${module}/`);
}

/** The operation of the API that is reached, with the helper's own arguments. An API that no table knows is a chat. */
function matchOf(e: Evaluator, wrapper: DeclaredWrapper, parameters: Parameters): Match {
  const known = e.sdks
    .flatMap((sdk) => sdk.operations.map((operation) => ({ sdk, operation })))
    .find(({ operation }) => operation.api === wrapper.api);
  const usual: Pick<Operation, 'capDefault' | 'caching'> = { capDefault: 'model', caching: 'byProvider' };
  const { billing, capDefault, caching, modelSyntax } = { ...usual, ...known?.operation };
  const cap = parameters.maxOutput?.[0];
  return {
    sdk: {
      id: known?.sdk.id ?? 'declared',
      title: known?.sdk.title ?? wrapper.function,
      provider: wrapper.provider ?? known?.sdk.provider ?? null,
      kind: known?.sdk.kind ?? 'direct',
      packages: {},
      handles: [],
      operations: [],
      documentation: known?.sdk.documentation ?? '',
      ...(known?.sdk.providerNames ? { providerNames: known.sdk.providerNames } : {}),
    },
    operation: {
      api: wrapper.api,
      on: ['module'],
      chains: [wrapper.function],
      parameters,
      capDefault: capDefault === 'required' ? 'model' : capDefault,
      caching,
      ...(billing ? { billing } : {}),
      ...(modelSyntax ? { modelSyntax } : {}),
      ...(cap === undefined || cap.startsWith('#') ? {} : { capParameter: { python: cap, javascript: cap } }),
    },
  };
}

/** The declared places; of a helper whose definition is found, by name and by position, however the caller writes it. */
function parametersOf(e: Evaluator, wrapper: DeclaredWrapper, definition: FunctionValue | null): Parameters {
  const own = (definition && e.index(definition.file)?.facts.functions[definition.function]?.parameters) ?? [];
  const given = own.filter((one, i) => !(i === 0 && /^(?:self|cls)$/.test(one.name))).map((one) => one.name);
  const both = (path: Path): readonly Path[] => {
    const [head = '', ...rest] = path.split('.');
    const other = head.startsWith('#') ? given[Number(head.slice(1))] : given.includes(head) ? `#${given.indexOf(head)}` : undefined;
    return other === undefined ? [path] : [path, [other, ...rest].join('.')];
  };
  return Object.fromEntries(Object.entries(wrapper.arguments).map(([name, paths]) => [name, paths.flatMap(both)]));
}

/** What is read at the call, with what the team declares of the helper's inside: there a cap, a system prompt or a cache mark may be set that is not seen here. */
export function asDeclared(e: Evaluator, call: Omit<LlmCall, 'id'>, { declared }: Site): Omit<LlmCall, 'id'> {
  if (!declared) return call;
  const { wrapper, definition } = declared;
  const inside = (): {
    readonly state: 'dynamic';
    readonly reason: string;
    readonly alternatives: readonly never[];
    readonly span: null;
  } => ({ state: 'dynamic', reason: `set inside ${wrapper.function}`, alternatives: [], span: null });
  const said = <T>(value: T): Known<T> => ({ state: 'known', value, how: 'declared', span: null });
  const first = <T>(...all: readonly Known<T>[]): Known<T> => all.find((one) => one.state !== 'absent') ?? { state: 'absent' };
  const model = first(call.model, wrapper.model === undefined ? knownText(defaultOf(e, declared, 'model')) : said(wrapper.model), inside());
  const isCapTold = wrapper.arguments.maxOutput !== undefined || call.billing !== 'tokens';
  const maxOutput = first(
    call.maxOutput,
    wrapper.maxOutput === undefined ? knownNumber(defaultOf(e, declared, 'maxOutput')) : said(wrapper.maxOutput),
    isCapTold ? { state: 'absent' } : inside(),
  );
  const via = definition && reachedIn(e, definition);
  return {
    ...call,
    model,
    maxOutput,
    capSlot: maxOutput.state === 'absent' ? call.capSlot : null,
    caching: call.caching === 'absent' ? 'dynamic' : call.caching,
    ...(via === null ? {} : { kind: 'wrapper' as const, via }),
    trail: [
      {
        file: call.file,
        span: call.span,
        text: `${wrapper.function} reaches ${wrapper.api}, as ${wrapper.origin.file}:${wrapper.origin.line} declares`,
      },
      ...call.trail.filter((step) => !step.text.startsWith('receiver')),
    ],
    ...(call.details ? { details: { ...call.details, clientRetries: inside(), attribution: 'open' as const } } : {}),
  };
}

/** Default of the parameter that a declared argument is, where the definition is found. */
function defaultOf(e: Evaluator, { wrapper, definition }: NonNullable<Site['declared']>, argument: 'model' | 'maxOutput'): Found {
  const paths = definition ? (parametersOf(e, wrapper, definition)[argument] ?? []) : [];
  const parameter =
    definition && e.index(definition.file)?.facts.functions[definition.function]?.parameters.find((one) => paths.includes(one.name));
  return definition && parameter?.default
    ? { state: 'here', value: withHow(e.evaluate(parameter.default, definition.file, null), 'default-param') }
    : { state: 'absent' };
}

/** The request that the helper's own code makes, where one is seen: its callers are not counted beside it. */
function reachedIn(e: Evaluator, { file, function: fn }: FunctionValue): string | null {
  const index = e.index(file);
  const call = index && callsWithin(index, fn).find((one) => siteOf(e, one, index, file) !== null);
  const site = index && call ? siteOf(e, call, index, file) : null;
  return site && index && call ? `${file}#${index.namedFunction(call.inFunction) ?? ''}#${site.match.operation.api}` : null;
}
