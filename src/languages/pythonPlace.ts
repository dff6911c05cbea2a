import type { Expr } from '../model.ts';
import type { SyntaxNode } from './language.ts';
import type { Spot } from './place.ts';

/** Where in the file the walk is. */
export interface Place extends Spot {
  /** Index into `FileFacts.classes` of the class whose body this is; null anywhere else, inside its methods too. */
  readonly cls: number | null;
  readonly walk: Walk;
}
/** The parts of the walk that stand in files of their own and call each other; handed through `Place` so that the files import in one direction. */
export interface Walk {
  readonly expression: (node: SyntaxNode, place: Place) => Expr;
  readonly statement: (node: SyntaxNode, place: Place) => void;
  /** Defines a lambda. */
  readonly lambda: (node: SyntaxNode, place: Place) => Expr;
  /** Binds the names of a target pattern to `of`. */
  readonly bindTarget: (node: SyntaxNode, of: Expr, place: Place) => void;
}
