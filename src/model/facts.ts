import type { CallExpr, Expr } from './expressions.ts';
import type { Chunk, LanguageId, Span } from './text.ts';

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
