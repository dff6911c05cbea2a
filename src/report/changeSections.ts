import type { AnalyzedCall, BudgetStatus, Currency, Report } from '../model.ts';
import { amount, cash, cell, type Cell, type Section } from './cells.ts';
import { nameOf, signedMoney, type CallChange, type Comparison } from './compare.ts';
import { effectKinds, type EffectKind } from './effects.ts';
import { createPlaces, placeWords, type Places } from './places.ts';
import { reasonsOf } from './reasons.ts';
import { reviewNotes } from './review.ts';
import { costWords, modelWords, percent } from './wording.ts';
import { inEnglish } from './say.ts';

/** A comparison as tables, for every renderer: what changed, why the month moves, budgets, and what a reviewer should look at. Empty ones are left out. */
export function changeSections(comparison: Comparison, before: Report, after: Report): readonly Section[] {
  return [changedCalls(comparison, before, after), effects(comparison), budgets(before, after), review(comparison, before, after)].filter(
    (one) => one.rows.length > 0,
  );
}

function changedCalls({ changes, currency }: Comparison, before: Report, after: Report): Section {
  const [old, now] = [createPlaces(before.files), createPlaces(after.files)];
  return {
    id: 'changes',
    title: 'Calls that change',
    note: 'Expected case; ranges in brackets.',
    head: ['Call', 'Function', 'Before', 'Now', 'Per call', 'Per month', 'Why'],
    rows: changes.map((one) => changeRow(one, old, now, currency)),
  };
}

function changeRow(change: CallChange, old: Places, now: Places, currency: Currency | undefined): readonly Cell[] {
  const { before, after, state, perCall: difference, monthly } = change;
  const place = after ? now.ofCall(after) : before ? old.ofCall(before) : null;
  const perCall = (one: AnalyzedCall | null) => cell(one ? costWords(one.cost, inEnglish, currency) : '—');
  const why = {
    added: `new: ${after ? modelWords(after) : ''}`,
    removed: `gone: ${before ? modelWords(before) : ''}`,
    changed: reasonsOf(change).join(', '),
  }[state];
  return [
    { text: place ? placeWords(place) : nameOf(change), ...(place && after ? { place } : {}) },
    cell((after ?? before)?.call.function ?? ''),
    perCall(before),
    perCall(after),
    difference === null || state !== 'changed' ? cell('') : { text: signedMoney(difference, true, currency), sort: Number(difference) },
    monthly === null
      ? cell('')
      : { text: signedMoney(monthly, false, currency), sort: Number(monthly), ...(monthly > 0n ? { tone: 'warn' } : {}) },
    cell(why),
  ];
}

const effectWords: Readonly<Record<EffectKind, string>> = {
  added: 'New calls',
  removed: 'Calls that are gone',
  told: 'Calls whose volume or price was not known on both sides',
  volume: 'How often calls are made',
  price: 'Price of a token: another model, rate or contract',
  tokens: 'Tokens of a call: prompt, answer, cache, requests',
};

function effects({ effects: parts, monthly, was, is, currency }: Comparison): Section {
  const rows = parts
    ? effectKinds
        .filter((kind) => parts[kind] !== 0n)
        .map((kind) => [cell(effectWords[kind]), cell(signedMoney(parts[kind], false, currency))])
    : [];
  return {
    id: 'effects',
    title: 'Why the month moves',
    head: ['Effect', 'Per month'],
    rows:
      rows.length === 0 || monthly === null
        ? []
        : [[cell('Month before'), cash(was, currency)], ...rows, [cell('Month now'), is ? cash(is, currency) : amount(0n, currency)]],
  };
}

function budgets(before: Report, after: Report): Section {
  const words = (one: BudgetStatus | undefined) =>
    one ? `${percent(one.used)}${one.state === 'ok' ? '' : ` (${one.state === 'warn' ? 'close' : one.state})`}` : '—';
  const moved = after.budgets.flatMap((now) => {
    const old = before.budgets.find((one) => one.budget.name === now.budget.name);
    return words(old) === words(now) ? [] : [{ old, now }];
  });
  return {
    id: 'budgets',
    title: 'Budgets that are used otherwise',
    head: ['Budget', 'Before', 'Now'],
    rows: moved.map(({ old, now }) => [
      cell(now.budget.name),
      cell(words(old)),
      { text: words(now), ...(now.state === 'ok' ? {} : { tone: now.state === 'warn' ? 'warn' : 'bad' }) },
    ]),
  };
}

function review(comparison: Comparison, before: Report, after: Report): Section {
  return {
    id: 'review',
    title: 'To look at: what was not there before',
    head: ['', 'Rule', 'Where', 'What'],
    rows: reviewNotes(comparison, before, after).map(({ severity, rule, place, message }) => [
      { text: severity, ...(severity === 'error' ? { tone: 'bad' } : severity === 'warning' ? { tone: 'warn' } : {}) },
      cell(rule),
      place ? { text: placeWords(place), place } : cell(''),
      cell(message),
    ]),
  };
}
