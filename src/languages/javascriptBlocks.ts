import type { Expr, Region } from '../model.ts';
import { expression } from './javascriptExpressions.ts';
import type { Place } from './javascriptPlace.ts';
import { field, fieldsOf, namedChildren, type SyntaxNode } from './language.ts';
import { sourceOf, spanOf } from './place.ts';

/** A region each for what runs if so and if not, of one statement. */
export function ifStatement(node: SyntaxNode, place: Place): void {
  const number = place.builder.statement();
  const condition = expression(field(node, 'condition') ?? node, place);
  branch(field(node, 'consequence'), 'if', number, place, condition);
  const other = field(node, 'alternative');
  if (other) branch(namedChildren(other)[0] ?? null, 'else', number, place);
}

/** `for (x of xs)` and `for (x in xs)`: keys of the latter are not followed. */
export function forInStatement(node: SyntaxNode, place: Place): void {
  const inside: Place = { ...place, scope: place.builder.scope(place.scope, 'block', spanOf(node, place), null) };
  const source = expression(field(node, 'right') ?? node, inside);
  const left = field(node, 'left');
  const isOf = node.children.some((one) => one.type === 'of');
  if (left?.type === 'identifier')
    place.builder.bind(
      sourceOf(left, place),
      inside.scope,
      spanOf(left, place),
      isOf ? { kind: 'element', of: source, index: null } : { kind: 'unknown' },
    );
  else if (left) place.walk.bindPattern(left, { kind: 'unknown', span: spanOf(left, place), what: 'an element' }, inside);
  branch(field(node, 'body'), 'for', place.builder.statement(), inside, source);
}

/** The condition is what the loop goes on for. */
export function forStatement(node: SyntaxNode, place: Place): void {
  const inside: Place = { ...place, scope: place.builder.scope(place.scope, 'block', spanOf(node, place), null) };
  const start = field(node, 'initializer');
  if (start) place.walk.statement(start, inside);
  const condition = field(node, 'condition');
  const subject = condition
    ? expression(condition.type === 'expression_statement' ? (namedChildren(condition)[0] ?? condition) : condition, inside)
    : undefined;
  branch(field(node, 'body'), 'for', place.builder.statement(), inside, subject);
}

/** `while` and `do`. */
export function whileStatement(node: SyntaxNode, place: Place): void {
  const condition = field(node, 'condition');
  const subject = condition ? expression(condition, place) : undefined;
  branch(field(node, 'body'), 'while', place.builder.statement(), place, subject);
}

/** A region each for `try`, `catch` and `finally`, of one statement. */
export function tryStatement(node: SyntaxNode, place: Place): void {
  const number = place.builder.statement();
  branch(field(node, 'body'), 'try', number, place);
  const handler = field(node, 'handler');
  if (handler) branch(field(handler, 'body'), 'except', number, place);
  const last = field(node, 'finalizer');
  if (last) branch(field(last, 'body'), 'finally', number, place);
}

/** Each case that holds something is a region with the subject. */
export function switchStatement(node: SyntaxNode, place: Place): void {
  const subject = expression(field(node, 'value') ?? node, place);
  const number = place.builder.statement();
  const list = field(node, 'body');
  const inside: Place = { ...place, scope: place.builder.scope(place.scope, 'block', spanOf(node, place), null) };
  for (const clause of list ? namedChildren(list) : []) {
    const body = fieldsOf(clause, 'body');
    const first = body[0];
    const last = body.at(-1);
    if (!first || !last) continue;
    place.builder.region({
      kind: 'case',
      span: { start: first.start + place.offset, end: last.end + place.offset },
      statement: number,
      leaves: leaves(last) && last.type !== 'break_statement',
      inFunction: place.fn,
      subject,
    });
    for (const one of body) place.walk.statement(one, inside);
  }
}

function branch(node: SyntaxNode | null, kind: Region['kind'], number: number, place: Place, subject?: Expr): void {
  if (!node) return;
  place.builder.region({
    kind,
    span: spanOf(node, place),
    statement: number,
    leaves: leaves(node),
    inFunction: place.fn,
    ...(subject ? { subject } : {}),
  });
  place.walk.statement(node, place);
}

/** Whether a statement never reaches what follows it: return, throw, break, continue, on every branch. */
function leaves(node: SyntaxNode): boolean {
  if (/^(return|throw|break|continue)_statement$/.test(node.type)) return true;
  if (node.type === 'statement_block') {
    const last = namedChildren(node).at(-1);
    return last !== undefined && leaves(last);
  }
  if (node.type === 'if_statement') {
    const consequence = field(node, 'consequence');
    const other = field(node, 'alternative');
    const inner = other ? namedChildren(other)[0] : undefined;
    return consequence !== null && inner !== undefined && leaves(consequence) && leaves(inner);
  }
  return false;
}
