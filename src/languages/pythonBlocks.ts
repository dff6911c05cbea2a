import type { Expr, Region } from '../model.ts';
import { field, fieldsOf, namedChildren, type SyntaxNode } from './language.ts';
import { sourceOf, spanOf, statements } from './place.ts';
import { bindElements } from './pythonComprehensions.ts';
import { expression } from './pythonExpressions.ts';
import { bindTarget } from './pythonNames.ts';
import type { Place } from './pythonPlace.ts';

/** `if`, `elif` and `else`: a region each, of one statement. */
export function ifStatement(node: SyntaxNode, place: Place): void {
  const number = place.builder.statement();
  const condition = expression(field(node, 'condition') ?? node, place);
  body(field(node, 'consequence'), 'if', number, place, condition);
  for (const clause of fieldsOf(node, 'alternative')) {
    if (clause.type === 'elif_clause') {
      const other = expression(field(clause, 'condition') ?? clause, place);
      body(field(clause, 'consequence'), 'if', number, place, other);
    } else body(field(clause, 'body'), 'else', number, place);
  }
}

/** The condition is what the loop goes on for. */
export function whileStatement(node: SyntaxNode, place: Place): void {
  const condition = expression(field(node, 'condition') ?? node, place);
  body(field(node, 'body'), 'while', place.builder.statement(), place, condition);
}

/** Loop variables are elements of what is looped over. `else` runs once. */
export function forStatement(node: SyntaxNode, place: Place): void {
  const source = expression(field(node, 'right') ?? node, place);
  const left = field(node, 'left');
  if (left) bindElements(left, source, place);
  body(field(node, 'body'), 'for', place.builder.statement(), place, source);
  const other = field(node, 'alternative');
  if (other) statements(field(other, 'body') ?? other, place);
}

/** `try`, each `except` and `finally`: a region each; `else` runs with what is around. */
export function tryStatement(node: SyntaxNode, place: Place): void {
  const number = place.builder.statement();
  body(field(node, 'body'), 'try', number, place);
  for (const child of node.children) {
    const block = child.children.find((one) => one.type === 'block') ?? null;
    if (child.type === 'except_clause' || child.type === 'except_group_clause') {
      for (const part of namedChildren(child)) if (part.type !== 'block') exceptHead(part, place);
      body(block, 'except', number, place);
    } else if (child.type === 'finally_clause') body(block, 'finally', number, place);
    else if (child.type === 'else_clause') statements(field(child, 'body') ?? child, place);
  }
}

/** What is entered, bound to its name; the body runs with what is around. */
export function withStatement(node: SyntaxNode, place: Place): void {
  for (const value of descendants(node, 'with_item').flatMap(withValues)) {
    if (value.type === 'as_pattern') {
      const inner = namedChildren(value)[0];
      if (!inner) continue;
      const of = expression(inner, place);
      const name = targetOf(value);
      if (name?.type === 'identifier')
        place.builder.bind(sourceOf(name, place), place.scope, spanOf(name, place), { kind: 'context', value: of });
      else if (name) bindTarget(name, of, place);
    } else expression(value, place);
  }
  statements(field(node, 'body') ?? node, place);
}

/** Each `case` is a region with the subject. */
export function matchStatement(node: SyntaxNode, place: Place): void {
  const subject = expression(field(node, 'subject') ?? node, place);
  const number = place.builder.statement();
  for (const clause of descendants(node, 'case_clause')) body(field(clause, 'consequence'), 'case', number, place, subject);
}

function body(block: SyntaxNode | null, kind: Region['kind'], number: number, place: Place, subject?: Expr): void {
  if (!block) return;
  place.builder.region({
    kind,
    span: spanOf(block, place),
    statement: number,
    leaves: leaves(block),
    inFunction: place.fn,
    ...(subject ? { subject } : {}),
  });
  statements(block, place);
}

/** Whether the last statement of a block leaves it (return, raise, continue, break), on every branch. */
function leaves(block: SyntaxNode): boolean {
  const last = namedChildren(block).at(-1);
  if (!last) return false;
  if (/^(return|raise|continue|break)_statement$/.test(last.type)) return true;
  if (last.type === 'if_statement') {
    const other = fieldsOf(last, 'alternative');
    const consequence = field(last, 'consequence');
    return (
      other.some((one) => one.type === 'else_clause') &&
      consequence !== null &&
      leaves(consequence) &&
      other.every((one) => leaves(field(one, 'consequence') ?? field(one, 'body') ?? one))
    );
  }
  return false;
}

/** The name of `except Error as error`. */
function exceptHead(node: SyntaxNode, place: Place): void {
  const name = node.type === 'as_pattern' ? targetOf(node) : undefined;
  if (name?.type === 'identifier') place.builder.bind(sourceOf(name, place), place.scope, spanOf(name, place), { kind: 'unknown' });
}

/** What a `with` enters. `with (open(a) as f):` is read as one expression in brackets, `with (a() as b, c() as d):` as a tuple. */
function withValues(item: SyntaxNode): readonly SyntaxNode[] {
  const value = field(item, 'value') ?? namedChildren(item)[0];
  if (!value) return [];
  const inside = value.type === 'parenthesized_expression' || value.type === 'tuple' ? namedChildren(value) : [];
  return inside.some((one) => one.type === 'as_pattern') ? inside : [value];
}

/** `b` of `a as b`. */
function targetOf(pattern: SyntaxNode): SyntaxNode | undefined {
  const target = namedChildren(pattern)[1];
  return target?.type === 'as_pattern_target' ? namedChildren(target)[0] : target;
}

function descendants(node: SyntaxNode, type: string): readonly SyntaxNode[] {
  const out: SyntaxNode[] = [];
  for (const child of node.children) {
    if (child.type === type) out.push(child);
    else if (child.type === 'with_clause' || child.type === 'block' || child.field === 'body') {
      if (type === 'with_item' && child.field === 'body') continue;
      out.push(...descendants(child, type));
    }
  }
  return out;
}
