import type { Chunk, LanguageId, Span } from './text.ts';

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

/** A stretch of code with names of its own. Scope 0 is the module's, over all cells of a notebook. */
export interface Scope {
  /** Index into `FileFacts.scopes`; null for the module. */
  readonly parent: number | null;
  /** `block` only where the language has block scope (JavaScript `let` / `const`). */
  readonly kind: 'module' | 'class' | 'function' | 'block' | 'comprehension';
  readonly span: Span;
  /** The function or class that this scope is the inside of. */
  readonly owner: number | null;
}

/** One way in which a name gets a value. Several bindings of one name in a scope are kept in source order. */
export interface Binding {
  readonly name: string;
  /** Index into `FileFacts.scopes`. */
  readonly scope: number;
  /** The name itself. */
  readonly span: Span;
  readonly from: BindingSource;
  /** Declared type (`client: OpenAI`), as an expression. */
  readonly annotation?: Expr;
}
/** What a name is bound to. Numbers are indices into `FileFacts.functions` and `FileFacts.classes`; `unknown`: it is bound to something that facts do not hold. */
export type BindingSource =
  | { readonly kind: 'value'; readonly value: Expr }
  /** `x += value`. */
  | { readonly kind: 'augment'; readonly value: Expr }
  /** `from module import name as x`: name; `import module as x`: `*`; default import: `default`. Module text as written (`./a`, `..pkg.mod`); of a registry's or CDN's address, the package that it serves. */
  | { readonly kind: 'import'; readonly module: string; readonly imported: string; readonly typeOnly: boolean }
  | { readonly kind: 'parameter'; readonly function: number; readonly index: number }
  | { readonly kind: 'function'; readonly function: number }
  | { readonly kind: 'class'; readonly class: number }
  /** Loop variable, array destructuring: an element of `of`. `index` when it is a fixed position. */
  | { readonly kind: 'element'; readonly of: Expr; readonly index: number | null }
  /** Object destructuring: property `key` of `of`. */
  | { readonly kind: 'entry'; readonly of: Expr; readonly key: string; readonly default?: Expr }
  /** `with value as x`. */
  | { readonly kind: 'context'; readonly value: Expr }
  | { readonly kind: 'unknown' };

/** `object.property = value` or `object["property"] = value`; `property` null when the key is not a literal. */
export interface MemberWrite {
  readonly span: Span;
  readonly object: Expr;
  readonly property: string | null;
  readonly value: Expr;
  /** Declared type: `self.service: Service = injector.get(key)`. */
  readonly annotation?: Expr;
  readonly operator: '=' | '+=' | '||=' | '??=' | '&&=';
  /** Index into `FileFacts.scopes`; `inFunction` is one into `FileFacts.functions`, null at module or class level. */
  readonly scope: number;
  readonly inFunction: number | null;
}

/** A parameter of a function. `list`: `*args`, `...rest`; `record`: `**options`. */
export interface Parameter {
  readonly name: string;
  readonly span: Span;
  readonly kind: 'positional' | 'keywordOnly' | 'list' | 'record';
  readonly default?: Expr;
  readonly annotation?: Expr;
  /** `({ model, prompt = "x" })`: the names that are taken apart, each bound as `entry` of the parameter too. */
  readonly fields?: readonly { readonly key: string; readonly name: string; readonly default?: Expr }[];
  /** TypeScript `constructor(private client: OpenAI)`: also a field of the class. */
  readonly isField?: boolean;
}
/** A function, method, lambda or arrow, with what it gives back. Its calls are those of `FileFacts.calls` that name it. */
export interface FunctionFact {
  /** Null for a lambda or an arrow that nothing names; `const f = () => ...` is named f. */
  readonly name: string | null;
  /** `Class.method`, `outer.inner`. */
  readonly qualifiedName: string;
  readonly span: Span;
  readonly nameSpan: Span | null;
  /** Its own scope, and the scope it stands in. */
  readonly scope: number;
  readonly outerScope: number;
  /** Class it is a method of. */
  readonly class: number | null;
  readonly kind: 'function' | 'method' | 'constructor' | 'getter' | 'static' | 'classmethod' | 'lambda';
  readonly parameters: readonly Parameter[];
  readonly decorators: readonly Expr[];
  /** Values of `return`, of an arrow's expression body, of `yield`. */
  readonly returns: readonly Expr[];
  readonly returnAnnotation?: Expr;
  readonly isAsync: boolean;
  /** Index of the function around it, or null. */
  readonly parent: number | null;
}
/** A class, an enum (a field a member), or a type that only promises members. */
export interface ClassFact {
  readonly name: string;
  readonly span: Span;
  /** Index into `FileFacts.scopes` of its inside. */
  readonly scope: number;
  readonly bases: readonly Expr[];
  /** Interfaces that it promises to keep (`implements`): only those of the project say anything. */
  readonly interfaces?: readonly Expr[];
  /** An interface or object type: it promises members, and makes nothing. */
  readonly isType?: true;
  readonly decorators: readonly Expr[];
  /** Class-level fields, with value and / or declared type. (Fields set in methods are `MemberWrite`s on self / this.) */
  readonly fields: readonly { readonly name: string; readonly span: Span; readonly value?: Expr; readonly annotation?: Expr }[];
  /** Indices into `functions`. */
  readonly methods: readonly number[];
}

/** A stretch of code that may run not at all, or more than once. Spans nest. */
export interface Region {
  readonly kind: 'for' | 'while' | 'if' | 'else' | 'try' | 'except' | 'finally' | 'case';
  /** Body only (for `for` and `while` without the header's source expression). */
  readonly span: Span;
  /** Loop source or condition. */
  readonly subject?: Expr;
  /** Number shared by the branches of one statement (if / elif / else; try / except / finally; the cases of a switch). */
  readonly statement: number;
  /** Ends in return / raise / throw / continue / break on every path that can be told. */
  readonly leaves: boolean;
  /** Index into `FileFacts.functions`; null at module or class level. */
  readonly inFunction: number | null;
}

/** One `import` statement, `require` or import expression by the module that it names, as written; the names that it binds are `Binding`s. */
export interface ImportFact {
  readonly module: string;
  readonly span: Span;
  /** `import type`: nothing of the module runs because of it. */
  readonly typeOnly: boolean;
  /** `from m import *`. */
  readonly star: boolean;
}
/** What a JavaScript module gives to others (Python: every module-level binding, so empty). */
export type ExportFact =
  /** `export const x`, `export { a as x }`, `module.exports.x = expr` (value). */
  | { readonly name: string; readonly local: string }
  | { readonly name: string; readonly value: Expr }
  /** `export { a as x } from "m"`; `export * from "m"` has name and imported `*`. */
  | { readonly name: string; readonly module: string; readonly imported: string };

/** The language-neutral picture of one file. Pure function of its text; cached by content hash. */
export interface FileFacts {
  readonly path: string;
  readonly language: LanguageId;
  readonly chunks: readonly Chunk[];
  readonly scopes: readonly Scope[];
  readonly bindings: readonly Binding[];
  readonly writes: readonly MemberWrite[];
  readonly functions: readonly FunctionFact[];
  readonly classes: readonly ClassFact[];
  /** Every call in the file, outer before inner, in source order. */
  readonly calls: readonly CallExpr[];
  readonly regions: readonly Region[];
  readonly imports: readonly ImportFact[];
  readonly exports: readonly ExportFact[];
  /** Comments, for suppressions: only of chunks that mention `llmcost:`. Text without the comment marks. */
  readonly comments: readonly { readonly span: Span; readonly text: string }[];
  /** Spans of syntax errors. */
  readonly errors: readonly Span[];
}
