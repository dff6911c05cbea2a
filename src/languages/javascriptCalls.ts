import type { Argument, BindingSource, Expr } from '../model.ts';
import { packageOf } from '../text/specifiers.ts';
import { literalText } from './javascriptLiterals.ts';
import type { Place } from './javascriptPlace.ts';
import { field, namedChildren, type SyntaxNode } from './language.ts';
import { insideBrackets, missing, sourceOf, spanOf } from './place.ts';

/** `f(x)`, `` f`x` `` and `new F(x)`, entered in the facts; `require("m")` becomes the module. */
export function call(node: SyntaxNode, place: Place): Expr {
  const span = spanOf(node, place);
  const imported = importOf(node, place);
  if (imported) return { kind: 'name', span, name: imported, scope: place.scope };
  const isNew = node.type === 'new_expression';
  const slot = place.builder.call();
  const calleeNode = field(node, isNew ? 'constructor' : 'function');
  const callee = calleeNode ? place.walk.expression(calleeNode, place) : missing(node, place);
  const list = field(node, 'arguments');
  const isTag = list?.type === 'template_string';
  return slot.fill({
    span,
    callee,
    args: !list ? [] : isTag ? [argument(list, place)] : namedChildren(list).map((one) => argument(one, place)),
    isNew,
    argsSpan: !list || isTag ? null : insideBrackets(list, place),
    scope: place.scope,
    inFunction: place.fn,
  });
}

/** An argument; never named, since JavaScript names none. */
function argument(node: SyntaxNode, place: Place): Argument {
  const isSpread = node.type === 'spread_element';
  return {
    span: spanOf(node, place),
    name: null,
    value: place.walk.expression(isSpread ? (namedChildren(node)[0] ?? node) : node, place),
    spread: isSpread ? 'list' : 'none',
  };
}

/** `require("m")` and `import("m")` bind a hidden name to the module, so that members and destructuring of it work like imports. */
function importOf(node: SyntaxNode, place: Place): string | null {
  const module = requiredModule(node, place);
  if (module === null) return null;
  const name = `module ${module}`;
  const from: BindingSource = { kind: 'import', module, imported: '*', typeOnly: false };
  place.builder.import({ module, span: spanOf(node, place), typeOnly: false, star: false });
  place.builder.bind(name, place.scope, spanOf(node, place), from);
  return name;
}

function requiredModule(node: SyntaxNode, place: Place): string | null {
  if (node.type !== 'call_expression') return null;
  const callee = field(node, 'function');
  const isRequire = callee?.type === 'import' || (callee?.type === 'identifier' && sourceOf(callee, place) === 'require');
  if (!isRequire) return null;
  const list = field(node, 'arguments');
  const first = list ? namedChildren(list)[0] : undefined;
  return first?.type === 'string' ? packageOf(literalText(first, place)) : null;
}
