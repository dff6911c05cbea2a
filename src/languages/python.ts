import type { Chunk, Expr, FileFacts, Region } from '../model.ts';
import { createFactsBuilder } from './builder.ts';
import { recordComments } from './comments.ts';
import { field, fieldsOf, type Language, namedChildren, type Parse, type SyntaxNode } from './language.ts';
import { classDefinition, functionDefinition, lambda } from './pythonDefinitions.ts';
import { bindElements, expression } from './pythonExpressions.ts';
import { assignment, augmented, bindTarget, importFrom, importModule, yielded } from './pythonNames.ts';
import type { Place, Walk } from './pythonPlace.ts';
import { returns, sourceOf, spanOf, statements } from './place.ts';

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

const walk: Walk = { statement, lambda, bindTarget };

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
    case 'for_statement': {
      const source = expression(field(node, 'right') ?? node, place);
      const left = field(node, 'left');
      if (left) bindElements(left, source, place);
      body(field(node, 'body'), 'for', builder.statement(), place, source);
      const other = field(node, 'alternative');
      if (other) statements(field(other, 'body') ?? other, place);
      return;
    }
    case 'while_statement': {
      const condition = expression(field(node, 'condition') ?? node, place);
      body(field(node, 'body'), 'while', builder.statement(), place, condition);
      return;
    }
    case 'try_statement': {
      const number = builder.statement();
      body(field(node, 'body'), 'try', number, place);
      for (const child of node.children) {
        if (child.type === 'except_clause' || child.type === 'except_group_clause') {
          for (const part of namedChildren(child)) if (part.type !== 'block') exceptHead(part, place);
          body(child.children.find((one) => one.type === 'block') ?? null, 'except', number, place);
        } else if (child.type === 'finally_clause')
          body(child.children.find((one) => one.type === 'block') ?? null, 'finally', number, place);
        else if (child.type === 'else_clause') statements(field(child, 'body') ?? child, place);
      }
      return;
    }
    case 'with_statement': {
      for (const value of descendants(node, 'with_item').flatMap(withValues)) {
        if (value.type === 'as_pattern') {
          const [inner, target] = namedChildren(value);
          if (!inner) continue;
          const of = expression(inner, place);
          const name = target?.type === 'as_pattern_target' ? namedChildren(target)[0] : target;
          if (name?.type === 'identifier')
            builder.bind(sourceOf(name, place), place.scope, spanOf(name, place), { kind: 'context', value: of });
          else if (name) bindTarget(name, of, place);
        } else expression(value, place);
      }
      statements(field(node, 'body') ?? node, place);
      return;
    }
    case 'match_statement': {
      const subject = expression(field(node, 'subject') ?? node, place);
      const number = builder.statement();
      for (const clause of descendants(node, 'case_clause')) body(field(clause, 'consequence'), 'case', number, place, subject);
      return;
    }
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

/** What a `with` enters. `with (open(a) as f):` is read as one expression in brackets, `with (a() as b, c() as d):` as a tuple. */
function withValues(item: SyntaxNode): readonly SyntaxNode[] {
  const value = field(item, 'value') ?? namedChildren(item)[0];
  if (!value) return [];
  const inside = value.type === 'parenthesized_expression' || value.type === 'tuple' ? namedChildren(value) : [];
  return inside.some((one) => one.type === 'as_pattern') ? inside : [value];
}

function exceptHead(node: SyntaxNode, place: Place): void {
  if (node.type === 'as_pattern') {
    const target = namedChildren(node)[1];
    const name = target?.type === 'as_pattern_target' ? namedChildren(target)[0] : target;
    if (name?.type === 'identifier') place.builder.bind(sourceOf(name, place), place.scope, spanOf(name, place), { kind: 'unknown' });
  }
}

function ifStatement(node: SyntaxNode, place: Place): void {
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
