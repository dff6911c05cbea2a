import type { FileFacts, Finding, Span } from '../model.ts';
import { lineOf, lineSpan, textBetween } from './code.ts';

/**
 * A comment that silences rules: `llmcost: ignore RULE[, RULE] -- reason` on the line of the call or on the line above,
 * `llmcost: ignore-file RULE -- reason` for the whole file. `all` stands for every rule.
 */
export interface Suppression {
  readonly span: Span;
  readonly scope: 'line' | 'next' | 'file';
  /** Ids of findings; `all` silences every one. Empty is a mistake, and told. */
  readonly ids: readonly string[];
  /** What stands behind the ids; null: nothing does. */
  readonly reason: string | null;
}

/** What can be wrong with a suppression. These are findings of the file, not of a call. */
export const suppressionRules = [
  { id: 'suppression-unused', title: 'A suppression that suppresses nothing', severity: 'information' },
  { id: 'suppression-unknown', title: 'A suppression of a rule that does not exist', severity: 'warning' },
  { id: 'suppression-reason-missing', title: 'The policy asks for a reason with each suppression', severity: 'error' },
] as const;

/** What is said at lines of `llmcost.yaml`; found in the team's and the report's rooms, which know the file and the sums. */
export const teamFileRules = [
  { id: 'suppression-expired', title: 'A suppression in the team file that has run out', severity: 'warning' },
  { id: 'budget-exceeded', title: 'More is spent than a budget allows', severity: 'error' },
  { id: 'budget-close', title: 'A budget is nearly used up', severity: 'information' },
] as const;

const directive = /^[\s*]*llmcost\s*:\s*ignore(-file|-next-line)?(?![\w-])[ \t]*([^\n]*)/i;

/** The suppressions written in a file, in source order. */
function suppressionsIn(code: FileFacts): readonly Suppression[] {
  return code.comments.flatMap(({ span, text }): readonly Suppression[] => {
    const match = directive.exec(text);
    if (!match) return [];
    const [names = '', ...reason] = (match[2] ?? '').replace(/\*+\/?\s*$/, '').split(/\s+--\s+|\s+—\s+/);
    const ids = names.split(/[\s,]+/).filter((name) => name !== '');
    const before = textBetween(code, { start: lineSpan(code, span.start).start, end: span.start });
    const scope = match[1]?.toLowerCase() === '-file' ? 'file' : match[1] || /^\s*\{?\s*$/.test(before) ? 'next' : 'line';
    return [{ span, scope, ids, reason: reason.join(' -- ').trim() || null }];
  });
}

/** Drops what is suppressed; adds what is wrong with the suppressions themselves. */
export function suppress(
  code: FileFacts,
  findings: readonly Finding[],
  {
    known,
    isReasonRequired,
    documentationBase,
  }: { readonly known: ReadonlySet<string>; readonly isReasonRequired: boolean; readonly documentationBase: string },
): readonly Finding[] {
  const all = suppressionsIn(code);
  if (all.length === 0) return findings;
  const used = new Set<string>();
  const kept = findings.filter((finding) => {
    const hits = all.flatMap((one) =>
      one.ids.filter((id) => (id === finding.id || id === 'all') && covers(code, one, finding.span)).map((id) => ({ one, id })),
    );
    for (const { one, id } of hits) used.add(`${one.span.start} ${id}`);
    return hits.length === 0;
  });
  const report = (one: Suppression, rule: (typeof suppressionRules)[number], message: string): Finding => ({
    id: rule.id,
    severity: rule.severity,
    confidence: 'certain',
    callId: null,
    file: code.path,
    span: one.span,
    message,
    saving: null,
    savingMonthly: null,
    fix: null,
    fixes: [],
    byHand: null,
    documentation: `${documentationBase}/${rule.id}.md`,
  });
  const [unused, unknown, unreasoned] = suppressionRules;
  const wrong = all.flatMap((one): readonly Finding[] => {
    if (one.ids.length === 0) return [report(one, unknown, 'Names no rule. Write llmcost: ignore RULE -- reason.')];
    return one.ids.flatMap((id): readonly Finding[] => {
      if (id !== 'all' && !known.has(id)) return [report(one, unknown, `There is no rule "${id}"${nearest(id, known)}.`)];
      return used.has(`${one.span.start} ${id}`) ? [] : [report(one, unused, `Nothing here is reported as ${id}: the suppression can go.`)];
    });
  });
  const bare = isReasonRequired
    ? all
        .filter((one) => one.reason === null && one.ids.length > 0)
        .map((one) => report(one, unreasoned, 'A policy asks for a reason: write it behind the rule, after " -- ".'))
    : [];
  return [...kept, ...wrong, ...bare];
}

/** On a line of the call, or directly above its first line with nothing but comments between. */
function covers(code: FileFacts, one: Suppression, span: Span): boolean {
  if (one.scope === 'file') return true;
  if (span.start <= one.span.start && one.span.end <= span.end) return true;
  const line = lineOf(code, one.span.start);
  const first = lineOf(code, span.start);
  if (one.scope === 'line') return line >= first && line <= lineOf(code, Math.max(span.start, span.end - 1));
  if (one.span.start >= span.start) return false;
  const between = textBetween(code, { start: lineSpan(code, one.span.end).end, end: lineSpan(code, span.start).start });
  return (
    lineOf(code, one.span.end) < first &&
    between.split(/\r?\n|\r/).every((text) => /^\s*(?:#|\/\/|$)/.test(text)) &&
    first - lineOf(code, one.span.end) <= 5
  );
}

function nearest(id: string, known: ReadonlySet<string>): string {
  const words = new Set(id.split('-'));
  const best = [...known]
    .map((name) => ({
      name,
      shared: name.split('-').filter((word) => words.has(word)).length / Math.max(words.size, name.split('-').length),
    }))
    .toSorted((a, b) => b.shared - a.shared)[0];
  return best && best.shared >= 0.5 ? `, did you mean "${best.name}"?` : '';
}
