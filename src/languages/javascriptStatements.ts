import { forInStatement, forStatement, ifStatement, switchStatement, tryStatement, whileStatement } from './javascriptBlocks.ts';
import { classExpression, define, enumDeclaration } from './javascriptDefinitions.ts';
import { expression } from './javascriptExpressions.ts';
import { exportStatement, importStatement, moduleExports } from './javascriptModules.ts';
import { bindPattern, declarators } from './javascriptPatterns.ts';
import type { Place, Walk } from './javascriptPlace.ts';
import { returns, sourceOf, spanOf, statements } from './place.ts';
import { objectType, typeDeclaration } from './javascriptTypes.ts';
import { field, namedChildren, type SyntaxNode } from './language.ts';

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
    case 'if_statement':
      return ifStatement(node, place);
    case 'for_in_statement':
      return forInStatement(node, place);
    case 'for_statement':
      return forStatement(node, place);
    case 'while_statement':
    case 'do_statement':
      return whileStatement(node, place);
    case 'try_statement':
      return tryStatement(node, place);
    case 'switch_statement':
      return switchStatement(node, place);
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
