import type { Argument, Expr } from '../model.ts';
import { field, namedChildren, type SyntaxNode } from './language.ts';
import { insideBrackets, sourceOfField, spanOf } from './place.ts';
import type { Place } from './pythonPlace.ts';

/** `f(x, key=y, *list, **record)`, entered in the facts. */
export function call(node: SyntaxNode, place: Place): Expr {
  const slot = place.builder.call();
  const callee = place.walk.expression(field(node, 'function') ?? node.children[0] ?? node, place);
  const list = field(node, 'arguments');
  // `sum(x for x in xs)`: the grammar takes the generator for the list.
  const written = !list ? [] : list.type === 'argument_list' ? namedChildren(list) : [list];
  return slot.fill({
    span: spanOf(node, place),
    callee,
    args: written.map((one) => argument(one, place)),
    isNew: false,
    argsSpan: list ? insideBrackets(list, place) : null,
    scope: place.scope,
    inFunction: place.fn,
  });
}

function argument(node: SyntaxNode, place: Place): Argument {
  const span = spanOf(node, place);
  switch (node.type) {
    case 'keyword_argument':
      return {
        span,
        name: sourceOfField(node, 'name', place),
        value: place.walk.expression(field(node, 'value') ?? node, place),
        spread: 'none',
      };
    case 'dictionary_splat':
      return { span, name: null, value: place.walk.expression(namedChildren(node)[0] ?? node, place), spread: 'record' };
    case 'list_splat':
      return { span, name: null, value: place.walk.expression(namedChildren(node)[0] ?? node, place), spread: 'list' };
    default:
      return { span, name: null, value: place.walk.expression(node, place), spread: 'none' };
  }
}
