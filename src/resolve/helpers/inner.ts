import type { CallExpr, Expr, Span } from '../../model.ts';
import type { Site } from '../requests/site.ts';
import type { Arguments, Frame, FunctionValue } from '../values/values.ts';
import type { Loop } from './repetition.ts';

/** A request inside a project function that carries one of its parameters as the prompt, or the call of another such function. */
export type Inner =
  | { readonly kind: 'site'; readonly site: Site }
  | {
      readonly kind: 'wrapper';
      readonly call: CallExpr;
      readonly file: string;
      readonly callee: Expr;
      readonly targets: readonly Target[];
      /** The targets on a receiver that is known to the frame only: what its maker handed over. */
      readonly targetsWithin: (frame: Frame) => readonly Target[];
      readonly args: (frame: Frame | null) => Arguments;
      /** Other implementations may run, of which nothing is known. */
      readonly isPartial?: true;
    };

/** A function of the project that a call may mean, and what it sends. */
export interface Target {
  readonly fn: FunctionValue;
  readonly inner: Inner;
  /** What it is handed is added to a conversation that its object keeps, and goes along from there. */
  readonly keeps?: true;
  /** It implements an abstract method beside others that reach a model in a way that no table knows, or none. */
  readonly isOneOf?: true;
}

/** A request, or a call of another helper, where it stands in a helper. */
export interface Sending {
  readonly span: Span;
  readonly inner: Inner;
  readonly loops: readonly Loop[];
}
