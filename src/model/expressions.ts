import type { Span } from './text.ts';

/** A small, language-neutral expression. `await`, parentheses, casts, `!` and `as T` are dropped by the adapters. */
export type Expr =
  | TextExpr
  | NumberExpr
  | FlagExpr
  | NullExpr
  | ListExpr
  | RecordExpr
  | NameExpr
  | MemberExpr
  | IndexExpr
  | CallExpr
  | ChoiceExpr
  | BinaryExpr
  | SpreadExpr
  | FunctionExpr
  | ComprehensionExpr
  | UnknownExpr;

/** A string literal or template. Parts are decoded text (escapes resolved) or holes; adjacent literals are joined. */
export interface TextExpr {
  readonly kind: 'text';
  readonly span: Span;
  readonly parts: readonly (string | Expr)[];
}
/** A number literal; a sign in front is part of the value. */
export interface NumberExpr {
  readonly kind: 'number';
  readonly span: Span;
  readonly value: number;
}
/** `True`, `False`, `true`, `false`. */
export interface FlagExpr {
  readonly kind: 'flag';
  readonly span: Span;
  readonly value: boolean;
}
/** `None`, `null`, `undefined`. */
export interface NullExpr {
  readonly kind: 'null';
  readonly span: Span;
}
/** List, tuple, set or array literal. Items may be SpreadExpr. */
export interface ListExpr {
  readonly kind: 'list';
  readonly span: Span;
  readonly items: readonly Expr[];
}
/** Dict or object literal. `key` null for a spread (`**x`, `...x`) or a computed key that is no literal. */
export interface RecordExpr {
  readonly kind: 'record';
  readonly span: Span;
  readonly entries: readonly RecordEntry[];
}
/** An entry of a dict or object literal. Of a spread `value` is what is spread and `key` is null. */
export interface RecordEntry {
  readonly span: Span;
  readonly key: string | null;
  /** The key when it is an expression (`{[MODEL]: 1}`, `{X.Y: 1}`), else absent. */
  readonly keyExpr?: Expr;
  readonly value: Expr;
  readonly spread: boolean;
}
/** A name that is used as a value; what it refers to is found in its scope and those around it. */
export interface NameExpr {
  readonly kind: 'name';
  readonly span: Span;
  readonly name: string;
  /** Index into `FileFacts.scopes`: where the name is used. */
  readonly scope: number;
}
/** `object.property`, also `object?.property`. `self` / `this` are names. */
export interface MemberExpr {
  readonly kind: 'member';
  readonly span: Span;
  readonly object: Expr;
  readonly property: string;
}
/** `object[index]`. */
export interface IndexExpr {
  readonly kind: 'index';
  readonly span: Span;
  readonly object: Expr;
  readonly index: Expr;
}
/** A call or `new`. The same object stands in `FileFacts.calls`. */
export interface CallExpr {
  readonly kind: 'call';
  readonly span: Span;
  readonly callee: Expr;
  readonly args: readonly Argument[];
  readonly isNew: boolean;
  /** Between the brackets, for fixes; null for a tagged template or `new X` without brackets. */
  readonly argsSpan: Span | null;
  /** Index into `FileFacts.scopes`. */
  readonly scope: number;
  /** Index into `FileFacts.functions` of the innermost function around the call; null at module or class level. */
  readonly inFunction: number | null;
}
/** An argument of a call. `spread`: `*value` and `...value` are `list`, `**value` is `record`. */
export interface Argument {
  readonly span: Span;
  /** Keyword name (Python); null when positional or spread. */
  readonly name: string | null;
  readonly value: Expr;
  readonly spread: 'none' | 'list' | 'record';
}
/** `a if c else b`, `c ? a : b`, `a or b`, `a || b`, `a ?? b`. `a and b` gives [b]. */
export interface ChoiceExpr {
  readonly kind: 'choice';
  readonly span: Span;
  readonly operator: 'conditional' | 'or' | 'and';
  readonly condition?: Expr;
  readonly alternatives: readonly Expr[];
}
/** Other binary operators: `+` that is not plainly text, `|` (pipes), `%` formatting, arithmetic. */
export interface BinaryExpr {
  readonly kind: 'binary';
  readonly span: Span;
  readonly operator: string;
  readonly left: Expr;
  readonly right: Expr;
}
/** `*value` or `...value` as an item of a list. */
export interface SpreadExpr {
  readonly kind: 'spread';
  readonly span: Span;
  readonly value: Expr;
}
/** A lambda, arrow or function expression: index into `FileFacts.functions`. */
export interface FunctionExpr {
  readonly kind: 'function';
  readonly span: Span;
  readonly function: number;
}
/** `[element for x in source]` (all comprehension kinds, generator expressions). `x` is an `element` binding in its own scope. */
export interface ComprehensionExpr {
  readonly kind: 'comprehension';
  readonly span: Span;
  readonly element: Expr;
  readonly source: Expr;
}
/** Anything else. Its parts are still visited, so calls inside are in `FileFacts.calls`. */
export interface UnknownExpr {
  readonly kind: 'unknown';
  readonly span: Span;
  /** Grammar node type, for `explain`. */
  readonly what: string;
}
