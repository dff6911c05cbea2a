import type { Expr } from '../model.ts';
import { combined } from './builder.ts';
import { field, fieldsOf, namedChildren, type SyntaxNode } from './language.ts';
import { expression } from './pythonExpressions.ts';
import type { Place } from './pythonPlace.ts';
import { returns, sourceOf, spanOf } from './place.ts';

/** `a = b = value` and `a: T = value`: binds every target to the value and gives the value. A declaration without a value binds the name with its type alone. */
export function assignment(node: SyntaxNode, place: Place): Expr {
  const right = field(node, 'right');
  const left = field(node, 'left');
  const type = field(node, 'type');
  const annotation = type ? expression(type, place) : undefined;
  const value: Expr | null = right
    ? right.type === 'assignment'
      ? assignment(right, place)
      : right.type === 'yield'
        ? yielded(right, place)
        : expression(right, place)
    : null;
  if (left && value) bindTarget(left, value, place, annotation);
  else if (left?.type === 'identifier' && annotation)
    place.builder.bind(sourceOf(left, place), place.scope, spanOf(left, place), { kind: 'unknown' }, annotation);
  else if (left?.type === 'attribute' && annotation)
    bindTarget(left, { kind: 'unknown', span: spanOf(node, place), what: 'declaration' }, place, annotation);
  return value ?? { kind: 'unknown', span: spanOf(node, place), what: 'declaration' };
}

/** Binds a name, or takes a tuple or list apart; attributes and subscripts become writes. Of nested patterns only names and positions of the first level are kept. */
export function bindTarget(target: SyntaxNode, value: Expr, place: Place, annotation?: Expr): void {
  const span = spanOf(target, place);
  switch (target.type) {
    case 'identifier':
      return place.builder.bind(sourceOf(target, place), place.scope, span, { kind: 'value', value }, annotation);
    case 'attribute': {
      const object = expression(field(target, 'object') ?? target, place);
      const property = field(target, 'attribute');
      return place.builder.write({
        span,
        object,
        property: property ? sourceOf(property, place) : null,
        value,
        ...(annotation ? { annotation } : {}),
        operator: '=',
        scope: place.scope,
        inFunction: place.fn,
      });
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
        if (name.type === 'identifier')
          place.builder.bind(sourceOf(name, place), place.scope, spanOf(name, place), {
            kind: 'element',
            of: value,
            index: names.some((one) => one.type === 'list_splat_pattern') ? null : i,
          });
        else bindTarget(name, { kind: 'unknown', span: value.span, what: 'part of a value' }, place);
      }
    }
  }
}

/** `x += value` adds to what was there; `x *= value` and the others of this kind read as `x = x * value`. Of a subscript (`x[k] += 1`) only the calls inside are kept. */
export function augmented(node: SyntaxNode, place: Place): void {
  const left = field(node, 'left');
  const value = expression(field(node, 'right') ?? node, place);
  if (left?.type !== 'identifier' && left?.type !== 'attribute') {
    if (left) expression(left, place);
    return;
  }
  const sign = field(node, 'operator');
  const operator = sign ? sourceOf(sign, place) : '+=';
  if (operator !== '+=')
    return bindTarget(left, combined(expression(left, place), operator.slice(0, -1), value, spanOf(node, place)), place);
  if (left.type === 'identifier')
    return place.builder.bind(sourceOf(left, place), place.scope, spanOf(left, place), { kind: 'augment', value });
  const property = field(left, 'attribute');
  place.builder.write({
    span: spanOf(left, place),
    object: expression(field(left, 'object') ?? left, place),
    property: property ? sourceOf(property, place) : null,
    value,
    operator: '+=',
    scope: place.scope,
    inFunction: place.fn,
  });
}

/** `yield value` counts as a value that the function gives back. What is sent in is not known. */
export function yielded(node: SyntaxNode, place: Place): Expr {
  const value = namedChildren(node)[0];
  const made: Expr = value ? expression(value, place) : { kind: 'null', span: spanOf(node, place) };
  returns(made, place);
  return { kind: 'unknown', span: spanOf(node, place), what: 'yield' };
}

/** One name of an `import` statement. `import a.b` binds `a` alone, `import a.b as c` binds `c` to the whole module. */
export function importModule(node: SyntaxNode, place: Place): void {
  const span = spanOf(node, place);
  if (node.type === 'aliased_import') {
    const name = field(node, 'name');
    const alias = field(node, 'alias');
    if (!name || !alias) return;
    place.builder.import({ module: sourceOf(name, place), span, typeOnly: false, star: false });
    place.builder.bind(sourceOf(alias, place), place.scope, spanOf(alias, place), {
      kind: 'import',
      module: sourceOf(name, place),
      imported: '*',
      typeOnly: false,
    });
    return;
  }
  const module = sourceOf(node, place);
  place.builder.import({ module, span, typeOnly: false, star: false });
  const first = module.split('.')[0] ?? module;
  place.builder.bind(first, place.scope, span, { kind: 'import', module: first, imported: '*', typeOnly: false });
}

/** `from m import a, b as c`: the module text with its leading dots as written. `*` binds nothing here: who looks a name up asks the module. */
export function importFrom(node: SyntaxNode, place: Place): void {
  const moduleNode = field(node, 'module_name');
  if (!moduleNode) return;
  const module = sourceOf(moduleNode, place).replace(/\s+/g, '');
  const star = node.children.some((one) => one.type === 'wildcard_import');
  place.builder.import({ module, span: spanOf(node, place), typeOnly: false, star });
  for (const name of fieldsOf(node, 'name')) {
    const original = name.type === 'aliased_import' ? field(name, 'name') : name;
    const local = name.type === 'aliased_import' ? field(name, 'alias') : name;
    if (original && local)
      place.builder.bind(sourceOf(local, place), place.scope, spanOf(local, place), {
        kind: 'import',
        module,
        imported: sourceOf(original, place),
        typeOnly: false,
      });
  }
}
