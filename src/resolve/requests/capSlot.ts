import type { CallExpr, CapSlot, Expr, Known, LanguageFamily, RecordExpr } from '../../model.ts';
import { insertInRecord, insertSetting } from '../../text/insert.ts';
import { createLocator } from '../../text/virtual.ts';
import type { Operation } from '../../sdks/sdk.ts';
import type { FileIndex } from '../values/fileIndex.ts';
import { familyOf } from '../values/modules.ts';
import { spelledFor } from './paths.ts';
import type { HandleLayer } from '../values/values.ts';

/** What a fix inserts where nothing is known of the answer. */
const suggestedCap = 1024;

/** What the spelling of a cap may depend on. */
export interface Asked {
  readonly provider: string | null;
  readonly model: Known<string>;
  /** Of the package that `Operation.capBefore` names: the newest that the project allows; null where that is not known. */
  readonly version: readonly [major: number, minor: number] | null;
}

/**
 * Where a missing output cap would go. An edit is offered only where it is plainly right: the arguments are written
 * at the call (Python keywords, or an object literal), and the parameter is not nested in something we cannot see.
 */
export function capSlotOf(
  operation: Operation,
  { provider, model, version }: Asked,
  call: CallExpr,
  index: FileIndex,
  holders: readonly HandleLayer[] = [],
  indexOf: (file: string) => FileIndex | null = () => null,
): CapSlot | null {
  const family = familyOf(index.facts.language);
  const { capElsewhere, capForModels } = operation;
  const names = model.state === 'known' ? [model.value] : model.state === 'dynamic' ? model.alternatives : [];
  const isForModel =
    capForModels !== undefined &&
    provider === capForModels.provider &&
    names.length > 0 &&
    names.every((name) => capForModels.models.test(name));
  const older = operation.capBefore?.[family];
  const parameter =
    older && isOlder(version, older)
      ? older.insert
      : isForModel
        ? capForModels.insert
        : capElsewhere && (provider === null || !capElsewhere.not.includes(provider))
          ? capElsewhere.insert
          : operation.capInsert?.[family];
  const within = slotWithin(operation, call, index);
  if (!parameter && within) return within;
  const elsewhere = operation.capParameter?.[family];
  if (!parameter && elsewhere) return inMakers(elsewhere, provider, holders, index, indexOf);
  if (!parameter) return operation.capDefault === 'none' ? null : firstName(operation, family);
  const empty = emptyCap(operation, call, index);
  if (empty) return empty;
  // `0.0.0-next-20250729`: a snapshot's number does not tell what it came after. Newer ones have at least taken up the newer name.
  const newest = operation.capInsert?.[family];
  if (older && newest && version?.[0] === 0 && version[1] === 0)
    return { parameter: newest.slice(newest.lastIndexOf('.') + 1), suggested: suggestedCap, edit: null };
  return {
    parameter,
    suggested: suggestedCap,
    edit: operation.inBody ? editInBody(parameter, call, index) : editFor(parameter, operation, call, index),
  };
}

type Before = NonNullable<NonNullable<Operation['capBefore']>[LanguageFamily]>;

/** Whether the version that a project asks for, where it is known, comes before that of a newer name; where no later one has the operation, it does. */
export function isOlder(version: readonly [number, number] | null, { version: since, only }: Before): boolean {
  return only === true || (version !== null && (version[0] < since[0] || (version[0] === since[0] && version[1] < since[1])));
}

/** The cap in the record of settings that the call writes itself (`Operation.capWithin`); null where it writes none. */
function slotWithin(operation: Operation, call: CallExpr, index: FileIndex): CapSlot | null {
  const parameter = operation.capWithin?.[familyOf(index.facts.language)];
  const options = call.args[operation.optionsAt ?? 0]?.value;
  const [outer, inner] = parameter?.split('.') ?? [];
  const isWritten = options?.kind === 'record' && options.entries.some((one) => one.key === outer || one.spread);
  return parameter && outer !== undefined && isWritten
    ? { parameter, suggested: suggestedCap, edit: insertInRecord(index.text, options, outer, inner, suggestedCap, false) }
    : null;
}

/** The cap stands where the model or agent is made (`ChatOpenAI(model="...")`): written there when that is one place of this file. */
function inMakers(
  parameter: string,
  provider: string | null,
  holders: readonly HandleLayer[],
  index: FileIndex,
  indexOf: (file: string) => FileIndex | null,
): CapSlot {
  const family = familyOf(index.facts.language);
  const makers = holders.flatMap(({ spec, args: { call, file } }) => {
    const there = file === undefined ? null : indexOf(file);
    return call && there && file !== undefined
      ? [
          {
            file,
            span: call.span,
            line: createLocator(there.facts.chunks)(call.span.start).position.line + 1,
            name: there.text(call.callee.span),
            ...(spec.parameters?.maxOutput ? {} : { isByName: true as const }),
          },
        ]
      : [];
  });
  const [only, ...others] = makers.length === holders.length ? holders : [];
  const own = others.length === 0 ? (only?.spec.capByProvider?.[provider ?? ''] ?? only?.spec.capInsert?.[family]) : undefined;
  const call = only?.args.call;
  return {
    parameter: own ?? parameter,
    suggested: suggestedCap,
    edit: own !== undefined && only && call && index.facts.calls.includes(call) ? editFor(own, only.spec, call, index) : null,
    makers: makers.length === holders.length ? makers : [],
  };
}

/** `max_tokens=None`, `max_tokens: undefined`: written, and no cap. The number takes its place. */
function emptyCap(operation: Operation, call: CallExpr, index: FileIndex): CapSlot | null {
  const names = operation.parameters.maxOutput ?? [];
  const options = call.args[operation.optionsAt ?? 0]?.value;
  const written =
    familyOf(index.facts.language) === 'python'
      ? call.args.map((one) => ({ name: one.name, value: one.value }))
      : options?.kind === 'record'
        ? options.entries.map((one) => ({ name: one.key, value: one.value }))
        : [];
  const empty = written.find(
    (one) =>
      one.name !== null &&
      names.includes(one.name) &&
      (one.value.kind === 'null' || (one.value.kind === 'name' && one.value.name === 'undefined')),
  );
  return empty?.name
    ? { parameter: empty.name, suggested: suggestedCap, edit: { span: empty.value.span, text: String(suggestedCap) } }
    : null;
}

/** The cap of an HTTP request goes into its body, where that is written as a record: at the call, or bound to a name once. */
function editInBody(parameter: string, call: CallExpr, index: FileIndex): CapSlot['edit'] {
  const record = call.args.map((argument) => bodyIn(argument.value, index, 0)).find((one) => one !== null);
  if (!record) return null;
  const [outer, inner, ...more] = parameter.split('.');
  return outer === undefined || more.length > 0
    ? null
    : insertInRecord(index.text, record, outer, inner, suggestedCap, familyOf(index.facts.language) === 'python');
}

/** What only the body of a request to a model has; options and headers have none of it. */
const bodyKeys = new Set(['messages', 'contents', 'prompt', 'input', 'inputs']);

function bodyIn(expr: Expr, index: FileIndex, depth: number): RecordExpr | null {
  if (depth > 4) return null;
  const deeper = (one: Expr | undefined) => (one ? bodyIn(one, index, depth + 1) : null);
  if (expr.kind === 'record') {
    if (expr.entries.some((entry) => entry.key !== null && bodyKeys.has(entry.key))) return expr;
    return (
      expr.entries
        .map((entry) => (entry.key !== null && /^(body|json|data|payload)$/.test(entry.key) ? deeper(entry.value) : null))
        .find((one) => one !== null) ?? null
    );
  }
  // `JSON.stringify(body)`, `json.dumps(body).encode()`.
  if (expr.kind === 'call') return deeper(expr.args[0]?.value) ?? (expr.callee.kind === 'member' ? deeper(expr.callee.object) : null);
  if (expr.kind !== 'name') return null;
  for (let scope: number | null = expr.scope; scope !== null; scope = index.facts.scopes[scope]?.parent ?? null) {
    const bindings = index.bindings(scope, expr.name);
    if (bindings.length === 0) continue;
    const [only] = bindings;
    return bindings.length === 1 && only?.from.kind === 'value' && index.functionOfScope(scope) === index.functionOfScope(expr.scope)
      ? deeper(only.from.value)
      : null;
  }
  return null;
}

/** The cap as the language spells it: `generation_config.max_output_tokens` in Python, `generationConfig.maxOutputTokens` in JavaScript. */
function firstName(operation: Operation, family: LanguageFamily): CapSlot | null {
  const names = (operation.parameters.maxOutput ?? []).map((one) => one.replace(/^#\d+\./, ''));
  const parameter = spelledFor(family, names);
  return parameter !== null && !parameter.startsWith('#') ? { parameter, suggested: suggestedCap, edit: null } : null;
}

function editFor(
  parameter: string,
  operation: Pick<Operation, 'optionsAt' | 'carried'>,
  call: CallExpr,
  index: FileIndex,
): CapSlot['edit'] {
  const given = call.args[operation.optionsAt ?? 0]?.value;
  return insertSetting(
    index.text,
    call,
    parameter,
    suggestedCap,
    familyOf(index.facts.language) === 'python',
    operation.carried && given?.kind === 'call' ? given.args[0]?.value : given,
  );
}
