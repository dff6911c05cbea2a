import type { CallExpr } from '../../../model.ts';
import type { Evaluator } from '../evaluator.ts';
import { plainText, type Arguments, type Frame, type Value } from '../values.ts';

/** A call of a function of a library, and where it stands. */
export interface LibraryCall {
  readonly e: Evaluator;
  /** Dotted, as the tables have it. */
  readonly name: string;
  readonly args: Arguments;
  /** The first two positional arguments. */
  readonly first: Value | undefined;
  readonly second: Value | undefined;
  readonly expr: CallExpr;
  readonly file: string;
  readonly frame: Frame | null;
  readonly at: { readonly span: CallExpr['span']; readonly file: string };
}

/** What functions of these names give back; null: it cannot be told. */
export interface LibraryFunction {
  readonly names: readonly string[];
  give(call: LibraryCall): Value | null;
}

/** Functions that give back what they are given. */
export const givesFirst: LibraryFunction['give'] = ({ first }) => first ?? null;

/** The plain text of a value that may be missing. */
export function textIn(value: Value | undefined): string | null {
  return value ? plainText(value) : null;
}
