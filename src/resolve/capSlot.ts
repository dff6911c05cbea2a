import type { CallExpr, CapSlot, Expr } from '../model.ts';
import type { Operation } from '../sdks/sdk.ts';
import type { FileIndex } from './fileIndex.ts';
import { familyOf } from './modules.ts';
import type { HandleLayer } from './values.ts';

/** Value that a fix inserts: a start for the writer, not a recommendation for the task. */
const suggestedCap = 1024;

/**
 * Where a missing output cap would go. An edit is offered only where it is plainly right: the arguments are written
 * at the call (Python keywords, or an object literal), and the parameter is not nested in something we cannot see.
 */
export function capSlotOf(operation: Operation, call: CallExpr, index: FileIndex, made: HandleLayer | null = null): CapSlot | null {
  const family = familyOf(index.facts.language);
  const parameter = operation.capInsert?.[family];
  const elsewhere = operation.capParameter?.[family];
  if (!parameter && elsewhere) return inMaker(made, index) ?? { parameter: elsewhere, edit: null };
  if (!parameter) return operation.capDefault === 'none' ? null : firstName(operation);
  return { parameter, edit: operation.inBody ? editInBody(parameter, call, index) : editFor(parameter, operation, call, index) };
}

/** The cap stands where the model is made (`ChatOpenAI(model="...")`), when that is in this file. */
function inMaker(made: HandleLayer | null, index: FileIndex): CapSlot | null {
  const parameter = made?.spec.capInsert?.[familyOf(index.facts.language)];
  const maker = made?.args.call;
  if (!parameter || !maker) return null;
  return { parameter, edit: index.facts.calls.includes(maker) ? editFor(parameter, made.spec, maker, index) : null };
}

/** The cap of an HTTP request goes into its body, where that is written as a record: at the call, or bound to a name once. */
function editInBody(parameter: string, call: CallExpr, index: FileIndex): CapSlot['edit'] {
  const record = call.args.map((argument) => bodyIn(argument.value, index, 0)).find((one) => one !== null);
  if (!record) return null;
  const key = (name: string) => (familyOf(index.facts.language) === 'python' ? `"${name}"` : name);
  const [outer, inner, ...more] = parameter.split('.');
  if (outer === undefined || more.length > 0) return null;
  if (inner === undefined) return insertEntry(index, record, `${key(outer)}: ${suggestedCap}`);
  const holder = record.entries.find((entry) => entry.key === outer)?.value;
  if (!holder) return insertEntry(index, record, `${key(outer)}: {${key(inner)}: ${suggestedCap}}`);
  return holder.kind === 'record' ? insertEntry(index, holder, `${key(inner)}: ${suggestedCap}`) : null;
}

type RecordExpr = Extract<Expr, { kind: 'record' }>;

/** What only the body of a request to a model has; options and headers have none of it. */
const bodyKeys = new Set(['messages', 'contents', 'prompt', 'input', 'inputs']);

function bodyIn(expr: Expr, index: FileIndex, depth: number): RecordExpr | null {
  if (depth > 4) return null;
  const deeper = (one: Expr | undefined) => (one ? bodyIn(one, index, depth + 1) : null);
  if (expr.kind === 'record') {
    if (expr.entries.some((entry) => entry.key !== null && bodyKeys.has(entry.key))) return expr;
    return expr.entries.map((entry) => (entry.key !== null && /^(body|json|data|payload)$/.test(entry.key) ? deeper(entry.value) : null)).find((one) => one !== null) ?? null;
  }
  // `JSON.stringify(body)`, `json.dumps(body).encode()`.
  if (expr.kind === 'call') return deeper(expr.args[0]?.value) ?? (expr.callee.kind === 'member' ? deeper(expr.callee.object) : null);
  if (expr.kind !== 'name') return null;
  for (let scope: number | null = expr.scope; scope !== null; scope = index.facts.scopes[scope]?.parent ?? null) {
    const bindings = index.bindings(scope, expr.name);
    if (bindings.length === 0) continue;
    const [only] = bindings;
    return bindings.length === 1 && only?.from.kind === 'value' && index.functionOfScope(scope) === index.functionOfScope(expr.scope) ? deeper(only.from.value) : null;
  }
  return null;
}

function firstName(operation: Operation): CapSlot | null {
  const parameter = operation.parameters.maxOutput?.[0];
  return parameter ? { parameter, edit: null } : null;
}

function editFor(parameter: string, operation: Pick<Operation, 'optionsAt' | 'carried'>, call: CallExpr, index: FileIndex): CapSlot['edit'] {
  if (!call.argsSpan) return null;
  const family = familyOf(index.facts.language);
  const steps = parameter.split('.');
  if (family === 'python') {
    if (steps.length === 1) return insertKeyword(index, call, `${parameter}=${suggestedCap}`);
    const holder = call.args.find((argument) => argument.name === steps[0])?.value;
    if (!holder && steps.length === 2) return insertKeyword(index, call, `${steps[0]}={"${steps[1]}": ${suggestedCap}}`);
    if (holder?.kind === 'record' && steps.length === 2) return insertEntry(index, holder, `"${steps[1]}": ${suggestedCap}`);
    if (holder?.kind === 'call' && steps.length === 2 && holder.argsSpan) return insertKeyword(index, holder, `${steps[1]}=${suggestedCap}`);
    return null;
  }
  const given = call.args[operation.optionsAt ?? 0]?.value;
  const options = operation.carried && given?.kind === 'call' ? given.args[0]?.value : given;
  if (options?.kind !== 'record') return null;
  if (steps.length === 1) return insertEntry(index, options, `${parameter}: ${suggestedCap}`);
  const holder = options.entries.find((entry) => entry.key === steps[0])?.value;
  if (!holder && steps.length === 2) return insertEntry(index, options, `${steps[0]}: { ${steps[1]}: ${suggestedCap} }`);
  if (holder?.kind === 'record' && steps.length === 2) return insertEntry(index, holder, `${steps[1]}: ${suggestedCap}`);
  return null;
}

type Edit = NonNullable<CapSlot['edit']>;

function insertKeyword(index: FileIndex, call: CallExpr, text: string): Edit | null {
  if (!call.argsSpan) return null;
  const last = call.args.at(-1);
  const inner = innerSpan(index, call.argsSpan);
  if (!last) return { span: { start: inner.start, end: inner.start }, text };
  const spread = call.args.find((argument) => argument.spread === 'record');
  if (spread) {
    const before = index.text({ start: inner.start, end: spread.span.start });
    const start = spread.span.start;
    return { span: { start, end: start }, text: `${text},${separator(before, index, start)}` };
  }
  return after(index, last.span, inner.end, text);
}

function insertEntry(index: FileIndex, record: { readonly span: { start: number; end: number }; readonly entries: readonly { readonly span: { start: number; end: number } }[] }, text: string): Edit {
  const last = record.entries.at(-1);
  if (!last) return { span: { start: record.span.start + 1, end: record.span.start + 1 }, text: ` ${text} ` };
  return after(index, last.span, record.span.end - 1, text);
}

/** After the last item: keeps the style of the list (one a line or all on one, trailing comma or none). */
function after(index: FileIndex, last: { start: number; end: number }, end: number, text: string): Edit {
  const tail = index.text({ start: last.end, end });
  const comma = /^\s*,/.exec(tail);
  const at = last.end + (comma?.[0].length ?? 0);
  const indent = lineIndent(index, last.start);
  const separate = indent === null ? ' ' : `${indent}`;
  return comma ? { span: { start: at, end: at }, text: `${separate}${text}${indent === null && !/\n/.test(tail) && /^\s*,\s*$/.test(tail) ? '' : ','}` } : { span: { start: last.end, end: last.end }, text: `,${separate}${text}` };
}

/** Line break and indent when the item starts its own line, else null. */
function lineIndent(index: FileIndex, start: number): string | null {
  const before = index.text({ start: Math.max(0, start - 200), end: start });
  return /(\r?\n[ \t]*)$/.exec(before)?.[1] ?? null;
}

function separator(before: string, index: FileIndex, start: number): string {
  return /\n[ \t]*$/.test(before) ? (lineIndent(index, start) ?? ' ') : ' ';
}

/** `argsSpan` with or without its brackets, as the adapter gives it: always the inside. */
function innerSpan(index: FileIndex, span: { start: number; end: number }): { start: number; end: number } {
  const text = index.text(span);
  return text.startsWith('(') ? { start: span.start + 1, end: span.end - 1 } : span;
}
