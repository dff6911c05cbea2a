import type { Currency, Estimate, Picodollars, Place } from '../model.ts';
import { barWords, money, moneyWords } from './wording.ts';

/** One cell of a report's table, for every renderer. */
export interface Cell {
  readonly text: string;
  /** Where a click goes. */
  readonly place?: Place;
  /** What the column is sorted by, where that is not the text. */
  readonly sort?: number;
  /** A bar: 1 is full. */
  readonly bar?: number;
  readonly tone?: 'good' | 'warn' | 'bad';
  /** Words that a filter finds the row by besides what it shows. */
  readonly keywords?: string;
  /** A click filters the calls by this. */
  readonly filter?: string;
}
/** What a cell says where nothing is drawn: of a bar with a judgement, a budget's, its tenths. */
export function plainText({ text, bar, tone }: Cell): string {
  return bar === undefined || tone === undefined ? text : `${text} ${barWords(bar)}`;
}
/** A part of the report as a table with a heading. */
export interface Section {
  readonly id: string;
  readonly title: string;
  readonly note?: string;
  readonly head: readonly string[];
  readonly rows: readonly (readonly Cell[])[];
}

/** A cell of words alone. */
export function cell(text: string): Cell {
  return { text };
}

/** A range of money; a dash where it is not known. */
export function cash(range: Estimate<Picodollars> | null, currency?: Currency): Cell {
  return range ? { text: moneyWords(range, currency), sort: Number(range.expected) } : { text: '—', sort: -1 };
}

/** One amount; a dash where it is not known. */
export function amount(value: Picodollars | null, currency?: Currency): Cell {
  return value === null ? { text: '—', sort: -1 } : { text: money(value, currency), sort: Number(value) };
}

/** A number that is sorted as one. */
export function count(value: number): Cell {
  return { text: String(value), sort: value };
}
