import type { Expr, Region } from '../model.ts';
import { classExpression, define, enumDeclaration } from './javascriptDefinitions.ts';
import { expression } from './javascriptExpressions.ts';
import { exportStatement, importStatement, moduleExports } from './javascriptModules.ts';
import { bindPattern, declarators } from './javascriptPatterns.ts';
import type { Place, Walk } from './javascriptPlace.ts';
import { returns, sourceOf, spanOf, statements } from './place.ts';
import { objectType, typeDeclaration } from './javascriptTypes.ts';
import { field, fieldsOf, namedChildren, type SyntaxNode } from './language.ts';

/** The walk put together: the only one, given to every `Place` of the four dialects. */
export const walk: Walk = { expression, define, classExpression, bindPattern, objectType, statement };

function statement(node: SyntaxNode, place: Place): void {
  const { builder } = place;
  switch (node.type) {
    case 'program':
    case 'ERROR':
      if (node.type === 'ERROR') builder.error(spanOf(node, place));
      return statements(node, place);
    case 'statement_block':
      return statements(node, { ...place, scope: builder.scope(place.scope, 'block', spanOf(node, place), null) });
    case 'comment':
      return;
    case 'expression_statement': {
      const inner = namedChildren(node)[0];
      if (inner && !moduleExports(inner, place)) expression(inner, place);
      return;
    }
    case 'lexical_declaration':
    case 'variable_declaration':
      return void declarators(node, place);
    case 'import_statement':
      return importStatement(node, place);
    case 'export_statement':
      return exportStatement(node, place);
    case 'function_declaration':
    case 'generator_function_declaration': {
      const name = field(node, 'name');
      define(node, place, { name: name ? sourceOf(name, place) : null, nameSpan: name ? spanOf(name, place) : null, cls: null });
      return;
    }
    case 'class_declaration':
    case 'abstract_class_declaration':
      return void classExpression(node, place, null);
    case 'return_statement': {
      const value = namedChildren(node)[0];
      if (value) returns(expression(value, place), place);
      return;
    }
    case 'if_statement': {
      const number = builder.statement();
      const condition = expression(field(node, 'condition') ?? node, place);
      branch(field(node, 'consequence'), 'if', number, place, condition);
      const other = field(node, 'alternative');
      if (other) branch(namedChildren(other)[0] ?? null, 'else', number, place);
      return;
    }
    case 'for_in_statement': {
      const inside: Place = { ...place, scope: builder.scope(place.scope, 'block', spanOf(node, place), null) };
      const source = expression(field(node, 'right') ?? node, inside);
      const left = field(node, 'left');
      const isOf = node.children.some((one) => one.type === 'of');
      if (left?.type === 'identifier')
        builder.bind(
          sourceOf(left, place),
          inside.scope,
          spanOf(left, place),
          isOf ? { kind: 'element', of: source, index: null } : { kind: 'unknown' },
        );
      else if (left) bindPattern(left, { kind: 'unknown', span: spanOf(left, place), what: 'an element' }, inside);
      branch(field(node, 'body'), 'for', builder.statement(), inside, source);
      return;
    }
    case 'for_statement': {
      const inside: Place = { ...place, scope: builder.scope(place.scope, 'block', spanOf(node, place), null) };
      const start = field(node, 'initializer');
      if (start) statement(start, inside);
      const condition = field(node, 'condition');
      const subject = condition
        ? expression(condition.type === 'expression_statement' ? (namedChildren(condition)[0] ?? condition) : condition, inside)
        : undefined;
      branch(field(node, 'body'), 'for', builder.statement(), inside, subject);
      return;
    }
    case 'while_statement':
    case 'do_statement': {
      const condition = field(node, 'condition');
      const subject = condition ? expression(condition, place) : undefined;
      branch(field(node, 'body'), 'while', builder.statement(), place, subject);
      return;
    }
    case 'try_statement': {
      const number = builder.statement();
      branch(field(node, 'body'), 'try', number, place);
      const handler = field(node, 'handler');
      if (handler) branch(field(handler, 'body'), 'except', number, place);
      const last = field(node, 'finalizer');
      if (last) branch(field(last, 'body'), 'finally', number, place);
      return;
    }
    case 'switch_statement': {
      const subject = expression(field(node, 'value') ?? node, place);
      const number = builder.statement();
      const list = field(node, 'body');
      const inside: Place = { ...place, scope: builder.scope(place.scope, 'block', spanOf(node, place), null) };
      for (const clause of list ? namedChildren(list) : []) {
        const body = fieldsOf(clause, 'body');
        const first = body[0];
        const last = body.at(-1);
        if (!first || !last) continue;
        builder.region({
          kind: 'case',
          span: { start: first.start + place.offset, end: last.end + place.offset },
          statement: number,
          leaves: leaves(last) && last.type !== 'break_statement',
          inFunction: place.fn,
          subject,
        });
        for (const one of body) statement(one, inside);
      }
      return;
    }
    case 'enum_declaration':
      return enumDeclaration(node, place);
    case 'labeled_statement':
      return statements(node, place);
    case 'internal_module':
    case 'module': {
      const body = field(node, 'body');
      if (body) statements(body, place);
      return;
    }
    case 'throw_statement': {
      const value = namedChildren(node)[0];
      if (value) expression(value, place);
      return;
    }
    case 'interface_declaration':
    case 'type_alias_declaration':
      return typeDeclaration(node, place);
    case 'ambient_declaration':
    case 'function_signature':
    case 'empty_statement':
    case 'break_statement':
    case 'continue_statement':
    case 'debugger_statement':
      return;
    default:
      expression(node, place);
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
  statement(node, place);
}

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
