import type { Chunk, Expr, FileFacts, FunctionFact, Parameter, Region, Span } from '../model.ts';
import { recordComments } from './comments.ts';
import { createFactsBuilder } from './builder.ts';
import { field, fieldsOf, namedChildren, type Language, type Parse, type SyntaxNode } from './language.ts';
import { bindElements, expression, sourceOf, spanOf, type Place } from './pythonExpressions.ts';

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
    const place: Place = { builder, text: chunk.text, offset: chunk.offset, scope: 0, fn: null, cls: null, path: '', lambda, bindTarget };
    const root = parse(chunk.text);
    statements(root, place);
    recordComments(builder, root, chunk.text, chunk.offset);
  }
  return builder.facts();
}

function statements(node: SyntaxNode, place: Place): void {
  for (const child of node.children) {
    if (child.named && child.type !== 'comment') statement(child, place);
  }
}

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
    case 'assignment': return void assignment(node, place);
    case 'import_statement':
      for (const name of fieldsOf(node, 'name')) importModule(name, place);
      return;
    case 'import_from_statement': return importFrom(node, place);
    case 'function_definition': return void functionDefinition(node, place, []);
    case 'class_definition': return classDefinition(node, place, []);
    case 'decorated_definition': {
      const decorators = node.children.filter((one) => one.type === 'decorator').map((one) => expression(namedChildren(one)[0] ?? one, place));
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
    case 'if_statement': return ifStatement(node, place);
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
        } else if (child.type === 'finally_clause') body(child.children.find((one) => one.type === 'block') ?? null, 'finally', number, place);
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
          if (name?.type === 'identifier') builder.bind(sourceOf(name, place), place.scope, spanOf(name, place), { kind: 'context', value: of });
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
    case 'nonlocal_statement':
    case 'pass_statement':
    case 'break_statement':
    case 'continue_statement':
    case 'future_import_statement': return;
    case 'ERROR':
      builder.error(spanOf(node, place));
      statements(node, place);
      return;
    case 'block':
    case 'module':
    case 'else_clause':
    case 'finally_clause': return statements(node, place);
    case 'raise_statement':
    case 'assert_statement':
    case 'delete_statement':
    case 'print_statement':
    case 'exec_statement':
      for (const child of namedChildren(node)) expression(child, place);
      return;
    case 'type_alias_statement': return;
    default: expression(node, place);
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
  place.builder.region({ kind, span: spanOf(block, place), statement: number, leaves: leaves(block), inFunction: place.fn, ...(subject ? { subject } : {}) });
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
    return other.some((one) => one.type === 'else_clause') && consequence !== null && leaves(consequence) && other.every((one) => leaves(field(one, 'consequence') ?? field(one, 'body') ?? one));
  }
  return false;
}

function assignment(node: SyntaxNode, place: Place): Expr {
  const right = field(node, 'right');
  const left = field(node, 'left');
  const type = field(node, 'type');
  const annotation = type ? expression(type, place) : undefined;
  const value: Expr | null = right ? (right.type === 'assignment' ? assignment(right, place) : right.type === 'yield' ? yielded(right, place) : expression(right, place)) : null;
  if (left && value) bindTarget(left, value, place, annotation);
  else if (left?.type === 'identifier' && annotation) place.builder.bind(sourceOf(left, place), place.scope, spanOf(left, place), { kind: 'unknown' }, annotation);
  else if (left?.type === 'attribute' && annotation) bindTarget(left, { kind: 'unknown', span: spanOf(node, place), what: 'declaration' }, place, annotation);
  return value ?? { kind: 'unknown', span: spanOf(node, place), what: 'declaration' };
}

function bindTarget(target: SyntaxNode, value: Expr, place: Place, annotation?: Expr): void {
  const span = spanOf(target, place);
  switch (target.type) {
    case 'identifier': return place.builder.bind(sourceOf(target, place), place.scope, span, { kind: 'value', value }, annotation);
    case 'attribute': {
      const object = expression(field(target, 'object') ?? target, place);
      const property = field(target, 'attribute');
      return place.builder.write({ span, object, property: property ? sourceOf(property, place) : null, value, ...(annotation ? { annotation } : {}), operator: '=', scope: place.scope, inFunction: place.fn });
    }
    case 'subscript': {
      const object = expression(field(target, 'value') ?? target, place);
      const key = field(target, 'subscript');
      const keyExpr = key ? expression(key, place) : null;
      const property = keyExpr?.kind === 'text' && keyExpr.parts.every((part) => typeof part === 'string') ? keyExpr.parts.join('') : null;
      return place.builder.write({ span, object, property, value, operator: '=', scope: place.scope, inFunction: place.fn });
    }
    default: {
      const names = namedChildren(target);
      for (const [i, name] of names.entries()) {
        if (name.type === 'identifier') place.builder.bind(sourceOf(name, place), place.scope, spanOf(name, place), { kind: 'element', of: value, index: names.some((one) => one.type === 'list_splat_pattern') ? null : i });
        else bindTarget(name, { kind: 'unknown', span: value.span, what: 'part of a value' }, place);
      }
    }
  }
}

function augmented(node: SyntaxNode, place: Place): void {
  const left = field(node, 'left');
  const value = expression(field(node, 'right') ?? node, place);
  if (left?.type === 'identifier') place.builder.bind(sourceOf(left, place), place.scope, spanOf(left, place), { kind: 'augment', value });
  else if (left?.type === 'attribute') {
    const property = field(left, 'attribute');
    place.builder.write({ span: spanOf(left, place), object: expression(field(left, 'object') ?? left, place), property: property ? sourceOf(property, place) : null, value, operator: '+=', scope: place.scope, inFunction: place.fn });
  } else if (left) expression(left, place);
}

function yielded(node: SyntaxNode, place: Place): Expr {
  const value = namedChildren(node)[0];
  const made: Expr = value ? expression(value, place) : { kind: 'null', span: spanOf(node, place) };
  returns(made, place);
  return { kind: 'unknown', span: spanOf(node, place), what: 'yield' };
}

function returns(value: Expr, place: Place): void {
  if (place.fn === null) return;
  const facts = place.builder.functionAt(place.fn);
  if (facts) (facts.returns as Expr[]).push(value);
}

function importModule(node: SyntaxNode, place: Place): void {
  const span = spanOf(node, place);
  if (node.type === 'aliased_import') {
    const name = field(node, 'name');
    const alias = field(node, 'alias');
    if (!name || !alias) return;
    place.builder.import({ module: sourceOf(name, place), span, typeOnly: false, star: false });
    place.builder.bind(sourceOf(alias, place), place.scope, spanOf(alias, place), { kind: 'import', module: sourceOf(name, place), imported: '*', typeOnly: false });
    return;
  }
  const module = sourceOf(node, place);
  place.builder.import({ module, span, typeOnly: false, star: false });
  const first = module.split('.')[0] ?? module;
  place.builder.bind(first, place.scope, span, { kind: 'import', module: first, imported: '*', typeOnly: false });
}

function importFrom(node: SyntaxNode, place: Place): void {
  const moduleNode = field(node, 'module_name');
  if (!moduleNode) return;
  const module = sourceOf(moduleNode, place).replace(/\s+/g, '');
  const star = node.children.some((one) => one.type === 'wildcard_import');
  place.builder.import({ module, span: spanOf(node, place), typeOnly: false, star });
  for (const name of fieldsOf(node, 'name')) {
    const original = name.type === 'aliased_import' ? field(name, 'name') : name;
    const local = name.type === 'aliased_import' ? field(name, 'alias') : name;
    if (original && local) place.builder.bind(sourceOf(local, place), place.scope, spanOf(local, place), { kind: 'import', module, imported: sourceOf(original, place), typeOnly: false });
  }
}

function decoratorName(expr: Expr): string {
  if (expr.kind === 'call') return decoratorName(expr.callee);
  return expr.kind === 'name' ? expr.name : expr.kind === 'member' ? expr.property : '';
}

function functionDefinition(node: SyntaxNode, place: Place, decorators: readonly Expr[]): number {
  const nameNode = field(node, 'name');
  const name = nameNode ? sourceOf(nameNode, place) : null;
  const names = decorators.map(decoratorName);
  const method = place.cls !== null;
  const kind: FunctionFact['kind'] = !method ? 'function' : name === '__init__' ? 'constructor' : names.includes('staticmethod') ? 'static' : names.includes('classmethod') ? 'classmethod' : names.some((one) => one === 'property' || one === 'cached_property') ? 'getter' : 'method';
  const isAsync = node.children.some((one) => one.type === 'async');
  return define(node, place, { name, nameSpan: nameNode ? spanOf(nameNode, place) : null, kind, decorators, isAsync, parameters: field(node, 'parameters'), body: field(node, 'body'), returnType: field(node, 'return_type') });
}

interface Definition {
  readonly name: string | null;
  readonly nameSpan: Span | null;
  readonly kind: FunctionFact['kind'];
  readonly decorators: readonly Expr[];
  readonly isAsync: boolean;
  readonly parameters: SyntaxNode | null;
  readonly body: SyntaxNode | null;
  readonly returnType: SyntaxNode | null;
}

function define(node: SyntaxNode, place: Place, what: Definition): number {
  const { builder } = place;
  const index = builder.function();
  const span = spanOf(node, place);
  const qualifiedName = [place.path, what.name ?? '<lambda>'].filter(Boolean).join('.');
  if (what.name !== null && what.nameSpan) builder.bind(what.name, place.scope, what.nameSpan, { kind: 'function', function: index });
  const scope = builder.scope(place.scope, 'function', span, index);
  const returnAnnotation = what.returnType ? expression(what.returnType, place) : undefined;
  const parameters = what.parameters ? parametersOf(what.parameters, place) : [];
  builder.fillFunction(index, {
    name: what.name, qualifiedName, span, nameSpan: what.nameSpan, scope, outerScope: place.scope, class: place.cls, kind: what.kind, parameters, decorators: what.decorators, returns: [], isAsync: what.isAsync, parent: place.fn,
    ...(returnAnnotation ? { returnAnnotation } : {}),
  });
  for (const [i, parameter] of parameters.entries()) builder.bind(parameter.name, scope, parameter.span, { kind: 'parameter', function: index, index: i }, parameter.annotation);
  const inside: Place = { ...place, scope, fn: index, cls: null, path: qualifiedName };
  if (what.body) {
    if (what.kind === 'lambda') returns(expression(what.body, inside), inside);
    else statements(what.body, inside);
  }
  return index;
}

function lambda(node: SyntaxNode, place: Place): Expr {
  const index = define(node, { ...place, cls: null }, { name: null, nameSpan: null, kind: 'lambda', decorators: [], isAsync: false, parameters: field(node, 'parameters'), body: field(node, 'body'), returnType: null });
  return { kind: 'function', span: spanOf(node, place), function: index };
}

function parametersOf(list: SyntaxNode, place: Place): readonly Parameter[] {
  const out: Parameter[] = [];
  let keywordOnly = false;
  for (const node of namedChildren(list)) {
    const span = spanOf(node, place);
    const typeNode = field(node, 'type');
    const valueNode = field(node, 'value');
    const annotation = typeNode ? { annotation: expression(typeNode, place) } : {};
    const fallback = valueNode ? { default: expression(valueNode, place) } : {};
    const plain = keywordOnly ? 'keywordOnly' : 'positional';
    switch (node.type) {
      case 'identifier': out.push({ name: sourceOf(node, place), span, kind: plain }); break;
      case 'default_parameter':
      case 'typed_default_parameter': {
        const name = field(node, 'name');
        if (name) out.push({ name: sourceOf(name, place), span: spanOf(name, place), kind: plain, ...annotation, ...fallback });
        break;
      }
      case 'typed_parameter': {
        const inner = namedChildren(node).find((one) => one.field !== 'type');
        if (!inner) break;
        const name = inner.type === 'identifier' ? inner : namedChildren(inner)[0];
        const kind = inner.type === 'list_splat_pattern' ? 'list' : inner.type === 'dictionary_splat_pattern' ? 'record' : plain;
        if (kind === 'list') keywordOnly = true;
        if (name) out.push({ name: sourceOf(name, place), span: spanOf(name, place), kind, ...annotation });
        break;
      }
      case 'list_splat_pattern':
      case 'dictionary_splat_pattern': {
        const name = namedChildren(node)[0];
        if (node.type === 'list_splat_pattern') keywordOnly = true;
        if (name) out.push({ name: sourceOf(name, place), span: spanOf(name, place), kind: node.type === 'list_splat_pattern' ? 'list' : 'record' });
        break;
      }
      case 'keyword_separator': keywordOnly = true; break;
      default: break;
    }
  }
  return out;
}

function classDefinition(node: SyntaxNode, place: Place, decorators: readonly Expr[]): void {
  const { builder } = place;
  const nameNode = field(node, 'name');
  if (!nameNode) return;
  const index = builder.class();
  const name = sourceOf(nameNode, place);
  const span = spanOf(node, place);
  const bases = field(node, 'superclasses');
  const baseExprs = bases ? namedChildren(bases).filter((one) => one.type !== 'keyword_argument').map((one) => expression(one, place)) : [];
  builder.bind(name, place.scope, spanOf(nameNode, place), { kind: 'class', class: index });
  const scope = builder.scope(place.scope, 'class', span, index);
  const fields: { name: string; span: Span; value?: Expr; annotation?: Expr }[] = [];
  const methods: number[] = [];
  builder.fillClass(index, { name, span, scope, bases: baseExprs, decorators, fields, methods });
  const inside: Place = { ...place, scope, cls: index, path: [place.path, name].filter(Boolean).join('.') };
  const block = field(node, 'body');
  if (!block) return;
  for (const child of block.children) {
    if (!child.named) continue;
    const inner = child.type === 'expression_statement' ? namedChildren(child)[0] : undefined;
    if (inner?.type === 'assignment') {
      const left = field(inner, 'left');
      const type = field(inner, 'type');
      const right = field(inner, 'right');
      if (left?.type === 'identifier') {
        const value = right ? expression(right, inside) : undefined;
        const annotation = type ? expression(type, inside) : undefined;
        fields.push({ name: sourceOf(left, place), span: spanOf(left, place), ...(value ? { value } : {}), ...(annotation ? { annotation } : {}) });
        builder.bind(sourceOf(left, place), scope, spanOf(left, place), value ? { kind: 'value', value } : { kind: 'unknown' }, annotation);
        continue;
      }
    }
    if (child.type === 'function_definition') methods.push(functionDefinition(child, inside, []));
    else if (child.type === 'decorated_definition' && field(child, 'definition')?.type === 'function_definition') {
      const marks = child.children.filter((one) => one.type === 'decorator').map((one) => expression(namedChildren(one)[0] ?? one, place));
      methods.push(functionDefinition(field(child, 'definition') as SyntaxNode, inside, marks));
    } else if (child.type !== 'comment') statement(child, inside);
  }
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
