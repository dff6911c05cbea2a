import type { Expr, FunctionFact, Parameter, Span } from '../model.ts';
import { expression } from './javascriptExpressions.ts';
import { keyOf } from './javascriptLiterals.ts';
import { bindPattern, patternNames } from './javascriptPatterns.ts';
import type { Place } from './javascriptPlace.ts';
import { returns, sourceOf, spanOf, statements } from './place.ts';
import { field, namedChildren, type SyntaxNode } from './language.ts';

/** Enters a function, arrow or method and walks its inside; its index in `FileFacts.functions`. `name` is how others refer to it (null: nothing does), `cls` the index of the class that it is a method of. Only declarations bind their name here. */
export function define(
  node: SyntaxNode,
  place: Place,
  what: { readonly name: string | null; readonly nameSpan: Span | null; readonly cls: number | null },
): number {
  const { builder } = place;
  const index = builder.function();
  const span = spanOf(node, place);
  const qualifiedName = [place.path, what.name ?? '<anonymous>'].filter(Boolean).join('.');
  const isDeclaration = /declaration$/.test(node.type);
  if (isDeclaration && what.name !== null && what.nameSpan)
    builder.bind(what.name, place.functionScope, what.nameSpan, { kind: 'function', function: index });
  const scope = builder.scope(place.scope, 'function', span, index);
  const inside: Place = { ...place, scope, functionScope: scope, fn: index, path: qualifiedName };
  const isArrow = node.type === 'arrow_function';
  const kind: FunctionFact['kind'] =
    what.cls !== null
      ? methodKind(node, what.name)
      : what.name === null
        ? 'lambda'
        : isArrow && place.fn !== null && what.nameSpan === null && node.field !== 'value'
          ? 'lambda'
          : 'function';
  const typeNode = field(node, 'return_type');
  const returnAnnotation = typeNode ? expression(typeNode, place) : undefined;
  builder.fillFunction(index, {
    name: what.name,
    qualifiedName,
    span,
    nameSpan: what.nameSpan,
    scope,
    outerScope: place.scope,
    class: what.cls,
    kind,
    parameters: [],
    decorators: [],
    returns: [],
    isAsync: node.children.some((one) => one.type === 'async'),
    parent: place.fn,
    ...(returnAnnotation ? { returnAnnotation } : {}),
  });
  const list = field(node, 'parameters');
  const single = field(node, 'parameter');
  const parameters: Parameter[] = single
    ? [{ name: sourceOf(single, place), span: spanOf(single, place), kind: 'positional' }]
    : list
      ? namedChildren(list).flatMap((one, i) => parameter(one, i, index, inside))
      : [];
  const facts = builder.functionAt(index);
  if (facts) (facts.parameters as Parameter[]).push(...parameters);
  for (const [i, one] of parameters.entries())
    builder.bind(one.name, scope, one.span, { kind: 'parameter', function: index, index: i }, one.annotation);
  const body = field(node, 'body');
  if (body?.type === 'statement_block') statements(body, inside);
  else if (body) returns(expression(body, inside), inside);
  return index;
}

function methodKind(node: SyntaxNode, name: string | null): FunctionFact['kind'] {
  if (name === 'constructor') return 'constructor';
  if (node.children.some((one) => one.type === 'get')) return 'getter';
  return node.children.some((one) => one.type === 'static') ? 'static' : 'method';
}

function parameter(node: SyntaxNode, position: number, fn: number, inside: Place): Parameter[] {
  const typed = node.type === 'required_parameter' || node.type === 'optional_parameter';
  const pattern = typed ? field(node, 'pattern') : node.type === 'assignment_pattern' ? field(node, 'left') : node;
  const typeNode = typed ? field(node, 'type') : null;
  const valueNode = typed ? field(node, 'value') : node.type === 'assignment_pattern' ? field(node, 'right') : null;
  if (!pattern || pattern.type === 'this') return [];
  const annotation = typeNode ? { annotation: expression(typeNode, inside) } : {};
  const fallback = valueNode ? { default: expression(valueNode, inside) } : {};
  const isField =
    typed && node.children.some((one) => one.type === 'accessibility_modifier' || one.type === 'readonly') ? { isField: true } : {};
  const span = spanOf(pattern, inside);
  if (pattern.type === 'identifier')
    return [{ name: sourceOf(pattern, inside), span, kind: 'positional', ...annotation, ...fallback, ...isField }];
  if (pattern.type === 'rest_pattern') {
    const name = namedChildren(pattern)[0];
    return name?.type === 'identifier' ? [{ name: sourceOf(name, inside), span, kind: 'list', ...annotation }] : [];
  }
  // A pattern has no name of its own: a hidden one carries the argument, and the parts are entries of it.
  const hidden = `parameter ${position}`;
  bindPattern(pattern, { kind: 'name', span: { start: span.end, end: span.end }, name: hidden, scope: inside.scope }, inside);
  const fields = patternNames(pattern, inside).map((name) => ({ key: name, name }));
  void fn;
  return [{ name: hidden, span: { start: span.start, end: span.start }, kind: 'positional', fields, ...annotation, ...fallback }];
}

/** Enters a class, bound to its own name or else to `given` (the variable that it is assigned to); its index in `FileFacts.classes`. */
export function classExpression(node: SyntaxNode, place: Place, given: string | null): number {
  const { builder } = place;
  const nameNode = field(node, 'name');
  const name = nameNode ? sourceOf(nameNode, place) : (given ?? '<class>');
  const span = spanOf(node, place);
  const index = builder.class();
  builder.bind(name, place.scope, nameNode ? spanOf(nameNode, place) : { start: span.start, end: span.start }, {
    kind: 'class',
    class: index,
  });
  const scope = builder.scope(place.scope, 'class', span, index);
  const heritage = node.children.find((one) => one.type === 'class_heritage');
  const extended = heritage ? (heritage.children.find((one) => one.type === 'extends_clause') ?? heritage) : null;
  const base = extended ? (field(extended, 'value') ?? namedChildren(extended)[0]) : null;
  const bases = base && base.type !== 'implements_clause' ? [expression(base, place)] : [];
  const kept = heritage?.children.find((one) => one.type === 'implements_clause');
  const interfaces = kept ? namedChildren(kept).map((one) => expression(one, place)) : [];
  const fields: { name: string; span: Span; value?: Expr; annotation?: Expr }[] = [];
  const methods: number[] = [];
  builder.fillClass(index, { name, span, scope, bases, decorators: [], fields, methods, ...(interfaces.length > 0 ? { interfaces } : {}) });
  const inside: Place = { ...place, scope, path: [place.path, name].filter(Boolean).join('.') };
  for (const member of namedChildren(field(node, 'body') ?? node)) {
    const key = field(member, 'name') ?? field(member, 'property');
    const memberName = key ? (keyOf(key, place) ?? sourceOf(key, place)) : null;
    if (member.type === 'method_definition')
      methods.push(define(member, inside, { name: memberName, nameSpan: key ? spanOf(key, place) : null, cls: index }));
    else if (member.type === 'public_field_definition' || member.type === 'field_definition') {
      const valueNode = field(member, 'value');
      const typeNode = field(member, 'type');
      const annotation = typeNode ? { annotation: expression(typeNode, inside) } : {};
      if (valueNode && (valueNode.type === 'arrow_function' || valueNode.type === 'function_expression'))
        methods.push(define(valueNode, inside, { name: memberName, nameSpan: key ? spanOf(key, place) : null, cls: index }));
      else
        fields.push({
          name: memberName ?? '',
          span: key ? spanOf(key, place) : span,
          ...(valueNode ? { value: expression(valueNode, inside) } : {}),
          ...annotation,
        });
    } else if (member.type === 'class_static_block') statements(field(member, 'body') ?? member, inside);
    else if (member.type === 'decorator') expression(namedChildren(member)[0] ?? member, place);
  }
  return index;
}

/** Enters a TypeScript enum as a class with a field a member, so that `Model.Mini` is read as any class member is. Members without a value have none. */
export function enumDeclaration(node: SyntaxNode, place: Place): void {
  const nameNode = field(node, 'name');
  const body = field(node, 'body');
  if (!nameNode || !body) return;
  const index = place.builder.class();
  const span = spanOf(node, place);
  place.builder.bind(sourceOf(nameNode, place), place.scope, spanOf(nameNode, place), { kind: 'class', class: index });
  const scope = place.builder.scope(place.scope, 'class', span, index);
  const fields = namedChildren(body).map((member) => {
    const key = field(member, 'name') ?? member;
    const value = field(member, 'value');
    return {
      name: keyOf(key, place) ?? sourceOf(key, place),
      span: spanOf(key, place),
      ...(value ? { value: expression(value, place) } : {}),
    };
  });
  place.builder.fillClass(index, { name: sourceOf(nameNode, place), span, scope, bases: [], decorators: [], fields, methods: [] });
}
