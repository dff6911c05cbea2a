import type {
  Argument,
  Binding,
  BindingSource,
  CallExpr,
  Chunk,
  ClassFact,
  ExportFact,
  Expr,
  FileFacts,
  FunctionFact,
  ImportFact,
  LanguageId,
  MemberWrite,
  Region,
  Scope,
  Span,
} from '../model.ts';

/** Collects the facts of one file, over all its chunks: the module scope is scope 0, so names flow between notebook cells. */
export interface FactsBuilder {
  scope(parent: number | null, kind: Scope['kind'], span: Span, owner: number | null): number;
  bind(name: string, scope: number, span: Span, from: BindingSource, annotation?: Expr): void;
  /** Whatever a scope binds under a name, it binds in a scope around it too: Python's `global` and `nonlocal`. */
  sharesName(name: string, scope: number, outer: number): void;
  /** A name of a type: it counts only where the scope has no value or class of that name. */
  bindType(name: string, scope: number, span: Span, from: BindingSource): void;
  /** Scope that an assignment without declaration writes to: the nearest around it that declares the name, else the innermost that is no block. */
  scopeOf(name: string, scope: number): number;
  /** Keeps a place, so that outer calls stand before inner ones; `fill` it with the finished call. */
  call(): {
    fill(make: {
      span: Span;
      callee: Expr;
      args: readonly Argument[];
      isNew: boolean;
      argsSpan: Span | null;
      scope: number;
      inFunction: number | null;
    }): CallExpr;
  };
  /** Keeps an index for a function or class, to be filled when its inside is known. */
  function(): number;
  fillFunction(index: number, facts: FunctionFact): void;
  /** Undefined for an index that is not filled yet. */
  functionAt(index: number): FunctionFact | undefined;
  class(): number;
  fillClass(index: number, facts: ClassFact): void;
  write(write: MemberWrite): void;
  region(region: Region): void;
  /** A number shared by the branches of one statement. */
  statement(): number;
  import(fact: ImportFact): void;
  export(fact: ExportFact): void;
  comment(span: Span, text: string): void;
  error(span: Span): void;
  /** What was collected so far, not copied: ask when the walk is done. */
  facts(): FileFacts;
}

/** A builder for one file, with the module scope (0) already open. `chunks` are the file's own, in order: they give the module scope its end. */
export function createFactsBuilder(path: string, language: LanguageId, chunks: readonly Chunk[]): FactsBuilder {
  const last = chunks.at(-1);
  const scopes: Scope[] = [
    { parent: null, kind: 'module', span: { start: 0, end: last ? last.offset + last.text.length : 0 }, owner: null },
  ];
  const bindings: Binding[] = [];
  const types: Binding[] = [];
  const writes: MemberWrite[] = [];
  const functions: (FunctionFact | undefined)[] = [];
  const classes: (ClassFact | undefined)[] = [];
  const calls: (CallExpr | undefined)[] = [];
  const regions: Region[] = [];
  const imports: ImportFact[] = [];
  const exports: ExportFact[] = [];
  const comments: { span: Span; text: string }[] = [];
  const errors: Span[] = [];
  const declared = new Set<string>();
  const shared = new Map<string, number>();
  let statements = 0;
  return {
    scope(parent, kind, span, owner) {
      scopes.push({ parent, kind, span, owner });
      return scopes.length - 1;
    },
    bind(name, scope, span, from, annotation) {
      const outer = shared.get(`${scope} ${name}`);
      for (const at of outer === undefined ? [scope] : [scope, outer]) {
        bindings.push({ name, scope: at, span, from, ...(annotation ? { annotation } : {}) });
        declared.add(`${at} ${name}`);
      }
    },
    sharesName: (name, scope, outer) => void shared.set(`${scope} ${name}`, outer),
    bindType: (name, scope, span, from) => void types.push({ name, scope, span, from }),
    scopeOf(name, scope) {
      for (let at: number | null = scope; at !== null; at = scopes[at]?.parent ?? null) if (declared.has(`${at} ${name}`)) return at;
      let at = scope;
      for (let here = scopes[at]; here?.kind === 'block' && here.parent !== null; here = scopes[at]) at = here.parent;
      return at;
    },
    call() {
      const at = calls.length;
      calls.push(undefined);
      return {
        fill(make) {
          const made: CallExpr = { kind: 'call', ...make };
          calls[at] = made;
          return made;
        },
      };
    },
    function: () => functions.push(undefined) - 1,
    fillFunction(index, facts) {
      functions[index] = facts;
    },
    functionAt: (index) => functions[index],
    class: () => classes.push(undefined) - 1,
    fillClass(index, facts) {
      classes[index] = facts;
    },
    write: (write) => void writes.push(write),
    region: (region) => void regions.push(region),
    statement: () => statements++,
    import: (fact) => void imports.push(fact),
    export: (fact) => void exports.push(fact),
    comment: (span, text) => void comments.push({ span, text }),
    error: (span) => void errors.push(span),
    facts: () => ({
      path,
      language,
      chunks,
      scopes,
      bindings: [
        ...bindings,
        ...types.filter(
          (one, i) =>
            !declared.has(`${one.scope} ${one.name}`) &&
            types.findIndex((other) => other.scope === one.scope && other.name === one.name) === i,
        ),
      ],
      writes,
      functions: functions as FunctionFact[],
      classes: classes as ClassFact[],
      calls: calls.filter((call): call is CallExpr => call !== undefined),
      regions,
      imports,
      exports,
      comments,
      errors,
    }),
  };
}

/** Joins literal and interpolated parts: neighbouring strings become one. */
export function textParts(parts: readonly (string | Expr)[]): readonly (string | Expr)[] {
  const out: (string | Expr)[] = [];
  for (const part of parts) {
    const before = out.at(-1);
    if (typeof part === 'string' && typeof before === 'string') out[out.length - 1] = before + part;
    else if (part !== '') out.push(part);
  }
  return out;
}

/** `a + b` where a side is plainly text: one text with the other side as part or hole. Null when neither is. */
function addTexts(left: Expr, right: Expr, span: Span): Expr | null {
  if (left.kind !== 'text' && right.kind !== 'text') return null;
  const partsOf = (expr: Expr): readonly (string | Expr)[] => (expr.kind === 'text' ? expr.parts : [expr]);
  return { kind: 'text', span, parts: textParts([...partsOf(left), ...partsOf(right)]) };
}

/** `left operator right`, with `||`, `&&` and `??` for what decides between its sides in any language. */
export function combined(left: Expr, operator: string, right: Expr, span: Span): Expr {
  if (operator === '&&') return { kind: 'choice', span, operator: 'and', condition: left, alternatives: [right] };
  if (operator === '||' || operator === '??')
    return {
      kind: 'choice',
      span,
      operator: 'or',
      alternatives: left.kind === 'choice' && left.operator === 'or' ? [...left.alternatives, right] : [left, right],
    };
  return (operator === '+' ? addTexts(left, right, span) : null) ?? { kind: 'binary', span, operator, left, right };
}
