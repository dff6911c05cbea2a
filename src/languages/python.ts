import type { Chunk, FileFacts } from '../model.ts';
import { createFactsBuilder } from './builder.ts';
import { recordComments } from './comments.ts';
import { field, fieldsOf, namedChildren, type Language, type Parse, type SyntaxNode } from './language.ts';
import { returns, sourceOf, spanOf, statements } from './place.ts';
import { forStatement, ifStatement, matchStatement, tryStatement, whileStatement, withStatement } from './pythonBlocks.ts';
import { classDefinition, functionDefinition, lambda } from './pythonDefinitions.ts';
import { expression } from './pythonExpressions.ts';
import { assignment, augmented, bindTarget, importFrom, importModule, yielded } from './pythonNames.ts';
import type { Place, Walk } from './pythonPlace.ts';

/** Python 3 (and what the grammar reads of 2). Grammar: https://github.com/tree-sitter/tree-sitter-python */
export const python: Language = {
  id: 'python',
  extensions: ['.py', '.pyi', '.pyw'],
  editorIds: ['python'],
  grammar: 'tree-sitter-python',
  lineComment: '#',
  extract,
};

function extract(path: string, chunks: readonly Chunk[], parse: Parse): FileFacts {
  const builder = createFactsBuilder(path, 'python', chunks);
  for (const chunk of chunks) {
    const place: Place = { builder, text: chunk.text, offset: chunk.offset, scope: 0, fn: null, cls: null, path: '', walk };
    const root = parse(chunk.text);
    statements(root, place);
    recordComments(builder, root, chunk.text, chunk.offset);
  }
  return builder.facts();
}

const walk: Walk = { expression, statement, lambda, bindTarget };

function statement(node: SyntaxNode, place: Place): void {
  const { builder } = place;
  switch (node.type) {
    case 'expression_statement':
      for (const child of namedChildren(node)) {
        if (child.type === 'assignment') assignment(child, place);
        else if (child.type === 'augmented_assignment') augmented(child, place);
        else if (child.type === 'yield') yielded(child, place);
        else expression(child, place);
      }
      return;
    case 'assignment':
      return void assignment(node, place);
    case 'import_statement':
      for (const name of fieldsOf(node, 'name')) importModule(name, place);
      return;
    case 'import_from_statement':
      return importFrom(node, place);
    case 'function_definition':
      return void functionDefinition(node, place, []);
    case 'class_definition':
      return classDefinition(node, place, []);
    case 'decorated_definition': {
      const decorators = node.children
        .filter((one) => one.type === 'decorator')
        .map((one) => expression(namedChildren(one)[0] ?? one, place));
      const definition = field(node, 'definition');
      if (definition?.type === 'class_definition') classDefinition(definition, place, decorators);
      else if (definition) functionDefinition(definition, place, decorators);
      return;
    }
    case 'return_statement': {
      const value = namedChildren(node)[0];
      if (value) returns(expression(value, place), place);
      return;
    }
    case 'if_statement':
      return ifStatement(node, place);
    case 'for_statement':
      return forStatement(node, place);
    case 'while_statement':
      return whileStatement(node, place);
    case 'try_statement':
      return tryStatement(node, place);
    case 'with_statement':
      return withStatement(node, place);
    case 'match_statement':
      return matchStatement(node, place);
    case 'global_statement':
      for (const name of namedChildren(node)) if (place.fn !== null) builder.sharesName(sourceOf(name, place), place.scope, 0);
      return;
    case 'nonlocal_statement': {
      const around = builder.functionAt(place.fn ?? -1)?.outerScope;
      for (const name of namedChildren(node))
        if (around !== undefined) builder.sharesName(sourceOf(name, place), place.scope, builder.scopeOf(sourceOf(name, place), around));
      return;
    }
    case 'pass_statement':
    case 'break_statement':
    case 'continue_statement':
    case 'future_import_statement':
      return;
    case 'ERROR':
      builder.error(spanOf(node, place));
      statements(node, place);
      return;
    case 'block':
    case 'module':
    case 'else_clause':
    case 'finally_clause':
      return statements(node, place);
    case 'raise_statement':
    case 'assert_statement':
    case 'delete_statement':
    case 'print_statement':
    case 'exec_statement':
      for (const child of namedChildren(node)) expression(child, place);
      return;
    case 'type_alias_statement':
      return;
    default:
      expression(node, place);
  }
}
