import type { Expr, Span } from '../model.ts';
import { expression } from './javascriptExpressions.ts';
import { keyOf } from './javascriptLiterals.ts';
import type { Place } from './javascriptPlace.ts';
import { sourceOf, spanOf } from './place.ts';
import { field, namedChildren, type SyntaxNode } from './language.ts';

/** `interface Deps { llm: Provider }` and `type Deps = Base & { llm: Provider }`: what a receiver that is declared so promises. Other aliases stand for what they name. */
export function typeDeclaration(node: SyntaxNode, place: Place): void {
  const nameNode = field(node, 'name');
  if (!nameNode) return;
  const name = sourceOf(nameNode, place);
  const value = field(node, 'value');
  const parts =
    node.type === 'interface_declaration'
      ? extended(node)
      : value?.type === 'intersection_type'
        ? flattened(value)
        : value?.type === 'object_type'
          ? [value]
          : null;
  if (parts === null) {
    if (value && /^(type_identifier|nested_type_identifier|generic_type)$/.test(value.type))
      place.builder.bindType(name, place.scope, spanOf(nameNode, place), { kind: 'value', value: expression(value, place) });
    return;
  }
  const bases = parts.filter((one) => one.type !== 'object_type').map((one) => expression(one, place));
  const body = node.type === 'interface_declaration' ? field(node, 'body') : null;
  place.builder.bindType(name, place.scope, spanOf(nameNode, place), {
    kind: 'class',
    class: typeMembers(
      [...(body ? [body] : []), ...parts.filter((one) => one.type === 'object_type')],
      spanOf(node, place),
      place,
      name,
      bases,
    ),
  });
}

/** The types that an interface extends. */
function extended(node: SyntaxNode): readonly SyntaxNode[] {
  const clause = node.children.find((one) => one.type === 'extends_type_clause');
  return clause ? namedChildren(clause) : [];
}

/** `A & B & { c: C }`, which the grammar nests. */
function flattened(node: SyntaxNode): readonly SyntaxNode[] {
  return node.type === 'intersection_type' ? namedChildren(node).flatMap(flattened) : [node];
}

/** An object type in place (`({ llm }: { llm: Provider }) => ...`), under a hidden name. */
export function objectType(node: SyntaxNode, place: Place): Expr {
  const span = spanOf(node, place);
  if (tellingMembers([node]).length === 0) return { kind: 'unknown', span, what: node.type };
  const name = `type ${span.start}`;
  place.builder.bindType(name, place.scope, span, { kind: 'class', class: typeMembers([node], span, place, name, []) });
  return { kind: 'name', span, name, scope: place.scope };
}

/** Enters what is declared in these bodies as one class; gives its index. */
function typeMembers(bodies: readonly SyntaxNode[], span: Span, place: Place, name: string, bases: readonly Expr[]): number {
  const index = place.builder.class();
  const fields = tellingMembers(bodies).map(({ key, type }) => ({
    name: keyOf(key, place) ?? sourceOf(key, place),
    span: spanOf(key, place),
    annotation: expression(type, place),
  }));
  place.builder.fillClass(index, {
    name,
    span,
    scope: place.builder.scope(place.scope, 'class', span, index),
    bases,
    decorators: [],
    fields,
    methods: [],
    isType: true,
  });
  return index;
}

/** Members of plain values and functions say nothing of a receiver and are left out. */
const plainTypes = /^(predefined_type|literal_type|array_type|tuple_type|function_type|template_literal_type)$/;

function tellingMembers(bodies: readonly SyntaxNode[]): readonly { readonly key: SyntaxNode; readonly type: SyntaxNode }[] {
  return bodies.flatMap(namedChildren).flatMap((member) => {
    const key = field(member, 'name');
    const type = field(member, 'type');
    const inner = type ? namedChildren(type)[0] : undefined;
    return member.type === 'property_signature' && key && type && inner && !plainTypes.test(inner.type) ? [{ key, type }] : [];
  });
}
