import type { Expr, Span } from '../model.ts';
import type { SyntaxNode } from './language.ts';
import type { Spot } from './place.ts';

/** Where in the file the walk is, and the parts of the walk that expressions and statements need of each other. */
export interface Place extends Spot {
  /** Scope that `var` and functions belong to. */
  readonly functionScope: number;
  readonly walk: Walk;
}
/** The parts of the walk that stand in files of their own and call each other; handed through `Place` so that the files import in one direction. Indices are into `FileFacts`. */
export interface Walk {
  /** Translates an expression. `name`: what an arrow or class is assigned to. */
  readonly expression: (node: SyntaxNode, place: Place, name?: string | null) => Expr;
  /** Defines a function, arrow or method and gives its index. */
  readonly define: (
    node: SyntaxNode,
    place: Place,
    what: { readonly name: string | null; readonly nameSpan: Span | null; readonly cls: number | null },
  ) => number;
  readonly classExpression: (node: SyntaxNode, place: Place, name: string | null) => number;
  /** An object type in place, as the name of the class that it is entered as; unknown where no member says anything of a receiver. */
  readonly objectType: (node: SyntaxNode, place: Place) => Expr;
  readonly bindPattern: (pattern: SyntaxNode, value: Expr, place: Place, annotation?: Expr) => void;
  readonly statement: (node: SyntaxNode, place: Place) => void;
}
