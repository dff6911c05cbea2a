import type { FileFacts, Fix, PromptHole, Span } from '../model.ts';
import { insertKeyword } from '../text/insert.ts';
import { bodyText, functionAround, textBetween } from './code.ts';
import { bindingsOf } from './loops.ts';

/** Why the parts of a text come in another order from one time to the next. */
export interface Order {
  /** A set of texts, in another order in each process of Python; a shuffle; results in the order in which tasks end. */
  readonly kind: 'set' | 'shuffled' | 'completion';
  /** Where that is decided. */
  readonly span: Span;
}

/** https://docs.python.org/3/reference/datamodel.html#object.__hash__: a set of texts has another order in each process. JavaScript's sets keep theirs. */
const sets =
  /(?:^|\.join\(|\b(?:list|tuple|str|enumerate|dumps)\(|\bin\s)\s*(?:list\(|tuple\()?\s*(?:frozen)?set\(|^\{(?:(?!:)[^{}])*\bfor\s/;
const shuffles =
  /\b(?:shuffle|permutation|sampleSize|random\.(?:sample|choices?))\(|\.sort\(\(?[^)]*\)?\s*=>[^)]*\bMath\.random\(|\.toSorted\(\(?[^)]*\)?\s*=>[^)]*\bMath\.random\(/;
const completions = /\bas_completed\(|\bimap_unordered\(/;
/** Put in order, or the same by its seed. */
const settled = /\bsorted\(|\.toSorted\(\s*\)|\bsort_keys\s*=\s*True|\borderBy\(|\bsortBy\(|\brandom_state\s*=|\bseed\s*=/;

/**
 * What leaves the order of a variable part of a prompt open, where the code shows it: in the expression itself, or in how the
 * names in it came by their values. Null where an order is kept, or where it cannot be told.
 * @param call the request that sends it
 */
export function orderOf(code: FileFacts, hole: PromptHole, call: Span): Order | null {
  const { span } = hole;
  const bare = (text: string) => text.replace(/\s+/g, '');
  // The variable may have been found in another file, whose places mean nothing here.
  if (
    !span ||
    !bare(textBetween(code, span)).includes(bare(hole.name)) ||
    /\bseed\(\s*\d/.test(textBetween(code, code.scopes[0]?.span ?? span))
  )
    return null;
  return orderIn(code, span, { scope: scopeAt(code, span.start), until: Math.max(span.start, call.start) }, 0);
}

/** Where an expression is read: its scope, and the place up to which its names were changed. */
interface Reading {
  readonly scope: number;
  readonly until: number;
}

function orderIn(code: FileFacts, span: Span, reading: Reading, depth: number): Order | null {
  const text = textBetween(code, span)
    .replace(/(["'`])(?:\\[^]|(?!\1)[^\\\n])*\1/g, '""')
    .replace(/\blen\([^()]*(?:\([^()]*\))*\)/g, '0');
  if (settled.test(text)) return null;
  if (shuffles.test(text)) return { kind: 'shuffled', span };
  if (completions.test(text)) return { kind: 'completion', span };
  if (code.language === 'python' && sets.test(text)) return { kind: 'set', span };
  if (depth > 3) return null;
  const names = new Set([...text.matchAll(/(?<![\w$.])[A-Za-z_$][\w$]*(?![\w$]*\s*[(=](?!=))/g)].map(([name]) => name));
  return [...names].map((name) => orderOfName(code, name, reading, depth)).find((one) => one !== null) ?? null;
}

function orderOfName(code: FileFacts, name: string, { scope, until }: Reading, depth: number): Order | null {
  const before = bindingsOf(code, name, scope).filter((one) => one.span.start < until);
  const last = before.findLast((one) => one.from.kind === 'value') ?? before.at(-1);
  if (!last) return null;
  const region = functionAround(code, last.span)?.span.end ?? until;
  const between = { start: last.span.start, end: Math.min(until, region) };
  const sorting = new RegExp(`\\b${name.replaceAll('$', '\\$')}\\.sort\\((?!\\(?[^)]*\\)?\\s*=>[^)]*Math\\.random)`);
  if (sorting.test(bodyText(code, between))) return null;
  const changed = orderOfChanges(code, name, between, depth);
  if (changed) return changed;
  if (last.from.kind === 'value')
    return orderIn(code, last.from.value.span, { scope: last.scope, until: last.from.value.span.start }, depth + 1);
  const annotation =
    last.annotation ??
    (last.from.kind === 'parameter' ? code.functions[last.from.function]?.parameters[last.from.index]?.annotation : undefined);
  return code.language === 'python' &&
    annotation &&
    /^(?:typing\.)?(?:(?:Abstract|Frozen|Mutable)?Set|set|frozenset)\b/.test(textBetween(code, annotation.span))
    ? { kind: 'set', span: last.span }
    : null;
}

/** What is done to a list or record between two places: shuffled where it stands, or filled in an order that is open. */
function orderOfChanges(code: FileFacts, name: string, between: Span, depth: number): Order | null {
  const inside = (span: Span) => between.start <= span.start && span.end <= between.end;
  const shuffled = code.calls.find(
    (one) =>
      inside(one.span) &&
      (one.callee.kind === 'member' ? one.callee.property : one.callee.kind === 'name' ? one.callee.name : '') === 'shuffle' &&
      one.args[0]?.value.kind === 'name' &&
      one.args[0].value.name === name,
  );
  if (shuffled) return { kind: 'shuffled', span: shuffled.span };
  const escaped = name.replaceAll('$', '\\$');
  // A place by its number is the same whoever comes first.
  const fills = `\\b${escaped}(?:\\.(?:append|add|update|push|extend|set)\\(|\\[(?!(?:\\w*[iI]d?x|[ijn]|\\w*[iI]ndex|\\d+)\\])[^\\]]+\\]\\s*=(?!=)|\\s*\\+=)`;
  for (const loop of code.regions) {
    if (loop.kind !== 'for' || !loop.subject || !inside(loop.span) || !new RegExp(fills).test(bodyText(code, loop.span))) continue;
    const order = orderIn(
      code,
      loop.subject.span,
      { scope: scopeAt(code, loop.subject.span.start), until: loop.subject.span.start },
      depth + 1,
    );
    if (order) return order;
  }
  // Callbacks that run at once go on in the order in which what they wait for ends.
  const late = new RegExp(`\\bawait\\b[^]*?${fills}|${fills}[^;]*?\\bawait\\b`);
  const together = code.calls.find(
    (one) =>
      inside(one.span) &&
      one.callee.kind === 'member' &&
      /^(?:all|allSettled)$/.test(one.callee.property) &&
      late.test(bodyText(code, one.span)),
  );
  return together ? { kind: 'completion', span: together.span } : null;
}

/** Puts what is listed in a fixed order, where it is a set whose texts are joined, or a record that is written as JSON. */
export function sortFix(code: FileFacts, hole: PromptHole): readonly Fix[] {
  const { span } = hole;
  const call = span && code.calls.find((one) => one.span.start === span.start && one.span.end === span.end);
  const [first] = call?.args ?? [];
  if (!call || !first || code.language !== 'python' || first.spread !== 'none' || call.callee.kind !== 'member') return [];
  if (call.callee.property === 'join')
    return [
      {
        title: 'Sort what is joined',
        edits: [
          { span: { start: first.span.start, end: first.span.start }, text: 'sorted(' },
          { span: { start: first.span.end, end: first.span.end }, text: ')' },
        ],
      },
    ];
  const [binding] = first.value.kind === 'name' ? bindingsOf(code, first.value.name, first.value.scope) : [];
  const value = binding?.from.kind === 'value' ? binding.from.value : first.value;
  const edit =
    call.callee.property === 'dumps' && (value.kind === 'record' || textBetween(code, value.span).startsWith('{'))
      ? insertKeyword((one) => textBetween(code, one), call, 'sort_keys=True')
      : null;
  return edit ? [{ title: 'Add sort_keys=True', edits: [edit] }] : [];
}

/** Innermost scope around an offset. */
function scopeAt(code: FileFacts, offset: number): number {
  let found = 0;
  for (const [at, one] of code.scopes.entries()) if (one.span.start <= offset && offset < one.span.end) found = at;
  return found;
}
