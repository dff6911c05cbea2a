import type { Expr, FunctionFact, Parameter, Span } from '../model.ts';
import { field, namedChildren, type SyntaxNode } from './language.ts';
import { expression } from './pythonExpressions.ts';
import type { Place } from './pythonPlace.ts';
import { returns, sourceOf, spanOf, statements } from './place.ts';

function decoratorName(expr: Expr): string {
  if (expr.kind === 'call') return decoratorName(expr.callee);
  return expr.kind === 'name' ? expr.name : expr.kind === 'member' ? expr.property : '';
}

/** Enters a `def`, as function or as what it is in its class by name and decorators; its index in `FileFacts.functions`. */
export function functionDefinition(node: SyntaxNode, place: Place, decorators: readonly Expr[]): number {
  const nameNode = field(node, 'name');
  const name = nameNode ? sourceOf(nameNode, place) : null;
  const names = decorators.map(decoratorName);
  const method = place.cls !== null;
  const kind: FunctionFact['kind'] = !method
    ? 'function'
    : name === '__init__'
      ? 'constructor'
      : names.includes('staticmethod')
        ? 'static'
        : names.includes('classmethod')
          ? 'classmethod'
          : names.some((one) => one === 'property' || one === 'cached_property')
            ? 'getter'
            : 'method';
  const isAsync = node.children.some((one) => one.type === 'async');
  return define(node, place, {
    name,
    nameSpan: nameNode ? spanOf(nameNode, place) : null,
    kind,
    decorators,
    isAsync,
    parameters: field(node, 'parameters'),
    body: field(node, 'body'),
    returnType: field(node, 'return_type'),
  });
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
    name: what.name,
    qualifiedName,
    span,
    nameSpan: what.nameSpan,
    scope,
    outerScope: place.scope,
    class: place.cls,
    kind: what.kind,
    parameters,
    decorators: what.decorators,
    returns: [],
    isAsync: what.isAsync,
    parent: place.fn,
    ...(returnAnnotation ? { returnAnnotation } : {}),
  });
  for (const [i, parameter] of parameters.entries())
    builder.bind(parameter.name, scope, parameter.span, { kind: 'parameter', function: index, index: i }, parameter.annotation);
  const inside: Place = { ...place, scope, fn: index, cls: null, path: qualifiedName };
  if (what.body) {
    if (what.kind === 'lambda') returns(expression(what.body, inside), inside);
    else statements(what.body, inside);
  }
  return index;
}

/** Enters a lambda; a reference to it. It is never a method, not even directly in a class. */
export function lambda(node: SyntaxNode, place: Place): Expr {
  const index = define(
    node,
    { ...place, cls: null },
    {
      name: null,
      nameSpan: null,
      kind: 'lambda',
      decorators: [],
      isAsync: false,
      parameters: field(node, 'parameters'),
      body: field(node, 'body'),
      returnType: null,
    },
  );
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
      case 'identifier':
        out.push({ name: sourceOf(node, place), span, kind: plain });
        break;
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
        if (name)
          out.push({
            name: sourceOf(name, place),
            span: spanOf(name, place),
            kind: node.type === 'list_splat_pattern' ? 'list' : 'record',
          });
        break;
      }
      case 'keyword_separator':
        keywordOnly = true;
        break;
      default:
        break;
    }
  }
  return out;
}

/** Enters a `class` and walks its body: assignments there are its fields. */
export function classDefinition(node: SyntaxNode, place: Place, decorators: readonly Expr[]): void {
  const { builder } = place;
  const nameNode = field(node, 'name');
  if (!nameNode) return;
  const index = builder.class();
  const name = sourceOf(nameNode, place);
  const span = spanOf(node, place);
  const bases = field(node, 'superclasses');
  const baseExprs = bases
    ? namedChildren(bases)
        .filter((one) => one.type !== 'keyword_argument')
        .map((one) => expression(one, place))
    : [];
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
        fields.push({
          name: sourceOf(left, place),
          span: spanOf(left, place),
          ...(value ? { value } : {}),
          ...(annotation ? { annotation } : {}),
        });
        builder.bind(sourceOf(left, place), scope, spanOf(left, place), value ? { kind: 'value', value } : { kind: 'unknown' }, annotation);
        continue;
      }
    }
    if (child.type === 'function_definition') methods.push(functionDefinition(child, inside, []));
    else if (child.type === 'decorated_definition' && field(child, 'definition')?.type === 'function_definition') {
      const marks = child.children.filter((one) => one.type === 'decorator').map((one) => expression(namedChildren(one)[0] ?? one, place));
      methods.push(functionDefinition(field(child, 'definition') as SyntaxNode, inside, marks));
    } else if (child.type !== 'comment') place.walk.statement(child, inside);
  }
}
