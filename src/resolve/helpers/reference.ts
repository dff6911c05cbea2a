import type { Expr } from '../../model.ts';
import type { Evaluator } from '../values/evaluator.ts';
import type { Arguments, Frame } from '../values/values.ts';

/** A function that a call hands on to be called, and the arguments it is then called with. */
export interface Reference {
  readonly expr: Expr;
  /** What the function is called with when it runs, as far as it is handed over here. */
  readonly args: (e: Evaluator, file: string, frame: Frame | null) => Arguments;
}
