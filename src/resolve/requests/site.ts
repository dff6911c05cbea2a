import type { CallExpr, DeclaredWrapper, Expr, LlmCall, SentTo } from '../../model.ts';
import type { Arguments, Frame, FunctionValue, HandleValue, Value } from '../values/values.ts';
import type { Match } from './sdkTables.ts';

/** One request to a model, where it is written, with what is needed to read it in any frame. */
export interface Site {
  readonly file: string;
  readonly call: CallExpr;
  readonly match: Match;
  /** What it is called on; null: a function of a package, or made out of sight. */
  readonly handle: HandleValue | null;
  /** What it is made on is known from those who call the function around it: others may call it with something else. */
  readonly byCallers?: true;
  /** It may as well be a request of another SDK's (`complete = litellm.completion if gateway else client.chat.completions.create`): this one tells where its parts stand. */
  readonly isEither?: Either;
  /** Other receivers that the same call may be made on: any of them may be the one that runs. */
  readonly others?: readonly HandleValue[];
  readonly confidence: LlmCall['confidence'];
  /** Arguments of the request (a reference such as `to_thread(client.x, ...)` shifts them). */
  readonly args: (frame: Frame | null) => Arguments;
  /** The callee as an expression, to evaluate the receiver again in a frame. */
  readonly callee: Expr;
  /** The request object, when the method only hands it over: `client.send(command)`. */
  readonly carried?: Expr;
  /** HTTP requests: the site as it is in a frame (its address may come from the caller); null when it is no call of a model there. */
  readonly inFrame?: (frame: Frame | null) => Site | null;
  /** An HTTP request that only callers can tell: what it carries. */
  readonly deferred?: Value;
  /** Address of an HTTP request, for the trail. */
  readonly address?: string;
  /** An HTTP request whose address names no seller. */
  readonly sentTo?: SentTo;
  /** A helper that the team declares, and its definition where the project holds it. */
  readonly declared?: { readonly wrapper: DeclaredWrapper; readonly definition: FunctionValue | null };
}

/** How else a call may be sent: by the same API of another seller's SDK, or by another API. */
export type Either = 'seller' | 'api';

/**
 * The operation that a call expression is. `handle` is what it is called on (null: a function of a package, or made out of sight), `others` are handles that it may be
 * called on as well, `fixed` is what `partial` gave it, `byCallers` and `isEither` as in `Site`.
 */
export type Matched = {
  readonly match: Match;
  readonly handle: HandleValue | null;
  readonly others?: readonly HandleValue[];
  readonly confidence: LlmCall['confidence'];
  readonly fixed?: Arguments;
  readonly byCallers?: true;
  readonly isEither?: Either;
};
