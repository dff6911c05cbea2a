import type { Argument, BindingSource, Expr, RecordEntry } from '../model.ts';
import { packageOf } from '../text/specifiers.ts';
import { combined, textParts } from './builder.ts';
import { field, namedChildren, type SyntaxNode } from './language.ts';
import type { Place } from './javascriptPlace.ts';
import { sourceOf, spanOf } from './place.ts';

/** Translates an expression; calls are entered in the facts on the way. `name`: what an arrow or class is assigned to. */
export function expression(node: SyntaxNode, place: Place, name: string | null = null): Expr {
  const span = spanOf(node, place);
  const go = (inner: SyntaxNode | null | undefined): Expr =>
    inner ? expression(inner, place) : { kind: 'unknown', span, what: 'missing' };
  const visit = (): Expr => {
    for (const child of namedChildren(node)) go(child);
    return { kind: 'unknown', span, what: node.type };
  };
  switch (node.type) {
    case 'identifier':
    case 'type_identifier':
    case 'shorthand_property_identifier':
      return sourceOf(node, place) === 'undefined'
        ? { kind: 'null', span }
        : { kind: 'name', span, name: sourceOf(node, place), scope: place.scope };
    case 'undefined':
    case 'null':
      return { kind: 'null', span };
    case 'this':
    case 'super':
      return { kind: 'name', span, name: node.type, scope: place.scope };
    case 'meta_property':
      return sourceOf(node, place) === 'import.meta'
        ? { kind: 'member', span, object: { kind: 'name', span, name: 'import', scope: place.scope }, property: 'meta' }
        : { kind: 'unknown', span, what: node.type };
    case 'true':
      return { kind: 'flag', span, value: true };
    case 'false':
      return { kind: 'flag', span, value: false };
    case 'number': {
      const value = Number(sourceOf(node, place).replaceAll('_', '').replace(/n$/, ''));
      return Number.isFinite(value) ? { kind: 'number', span, value } : { kind: 'unknown', span, what: 'number' };
    }
    case 'string':
    case 'template_string':
      return {
        kind: 'text',
        span,
        parts: textParts(node.children.flatMap((child): readonly (string | Expr)[] => stringPart(child, place))),
      };
    case 'array':
      return { kind: 'list', span, items: namedChildren(node).map(go) };
    case 'spread_element':
      return { kind: 'spread', span, value: go(namedChildren(node)[0]) };
    case 'object':
      return { kind: 'record', span, entries: namedChildren(node).map((one) => entry(one, place)) };
    case 'member_expression': {
      // The grammar reads `x as A.B.C.D` as `(x as A.B.C).D`; a real member of a cast has brackets around it.
      const cast = field(node, 'object');
      if (cast?.type === 'as_expression' || cast?.type === 'satisfies_expression') return go(cast);
      const property = field(node, 'property');
      return { kind: 'member', span, object: go(field(node, 'object')), property: property ? sourceOf(property, place) : '' };
    }
    case 'nested_type_identifier': {
      const parts = namedChildren(node);
      return { kind: 'member', span, object: go(parts[0]), property: parts[1] ? sourceOf(parts[1], place) : '' };
    }
    case 'subscript_expression': {
      const object = go(field(node, 'object'));
      const index = go(field(node, 'index'));
      return index.kind === 'text' &&
        index.parts.length === 1 &&
        typeof index.parts[0] === 'string' &&
        /^[A-Za-z_$][\w$]*$/.test(index.parts[0])
        ? { kind: 'member', span, object, property: index.parts[0] }
        : { kind: 'index', span, object, index };
    }
    case 'call_expression':
      return call(node, place);
    case 'new_expression': {
      const slot = place.builder.call();
      const callee = go(field(node, 'constructor'));
      const list = field(node, 'arguments');
      return slot.fill({
        span,
        callee,
        args: list ? argumentsOf(list, place) : [],
        isNew: true,
        argsSpan: list ? inner(list, place) : null,
        scope: place.scope,
        inFunction: place.fn,
      });
    }
    case 'ternary_expression': {
      const condition = go(field(node, 'condition'));
      return {
        kind: 'choice',
        span,
        operator: 'conditional',
        condition,
        alternatives: [go(field(node, 'consequence')), go(field(node, 'alternative'))],
      };
    }
    case 'binary_expression': {
      const left = go(field(node, 'left'));
      const right = go(field(node, 'right'));
      const sign = field(node, 'operator');
      const operator = sign ? sourceOf(sign, place) : '';
      return combined(left, operator, right, span);
    }
    case 'unary_expression': {
      const value = go(field(node, 'argument'));
      return value.kind === 'number' && place.text[node.start] === '-'
        ? { ...value, span, value: -value.value }
        : { kind: 'unknown', span, what: node.type };
    }
    case 'await_expression':
    case 'parenthesized_expression':
    case 'as_expression':
    case 'satisfies_expression':
    case 'non_null_expression':
    case 'type_annotation':
    case 'parenthesized_type':
    case 'readonly_type': {
      const value = namedChildren(node)[0];
      return value ? expression(value, place, name) : { kind: 'unknown', span, what: 'missing' };
    }
    case 'type_assertion':
      return go(namedChildren(node).at(-1));
    case 'assignment_expression': {
      const left = field(node, 'left');
      const rightNode = field(node, 'right');
      const value = rightNode ? expression(rightNode, place, left?.type === 'identifier' ? sourceOf(left, place) : null) : go(null);
      if (left)
        place.walk.bindPattern(
          left,
          value,
          left.type === 'identifier' ? { ...place, scope: place.builder.scopeOf(sourceOf(left, place), place.scope) } : place,
        );
      return value;
    }
    case 'augmented_assignment_expression': {
      const left = field(node, 'left');
      const value = go(field(node, 'right'));
      const sign = field(node, 'operator');
      const operator = sign ? sourceOf(sign, place) : '+=';
      if (left?.type === 'identifier') {
        const scope = place.builder.scopeOf(sourceOf(left, place), place.scope);
        // What is kept outside of the function and made on first use is what is made.
        const isKept = scope < place.functionScope && /^(?:\?\?|\|\|)=$/.test(operator);
        place.builder.bind(
          sourceOf(left, place),
          scope,
          spanOf(left, place),
          operator === '+='
            ? { kind: 'augment', value }
            : { kind: 'value', value: isKept ? value : combined(go(left), operator.slice(0, -1), value, span) },
        );
      } else if (left?.type === 'member_expression') {
        const property = field(left, 'property');
        const known = (['+=', '||=', '??=', '&&='] as const).find((one) => one === operator);
        place.builder.write({
          span: spanOf(left, place),
          object: go(field(left, 'object')),
          property: property ? sourceOf(property, place) : null,
          value: known ? value : combined(go(left), operator.slice(0, -1), value, span),
          operator: known ?? '=',
          scope: place.scope,
          inFunction: place.fn,
        });
      }
      return value;
    }
    case 'sequence_expression':
      return namedChildren(node).map(go).at(-1) ?? visit();
    case 'arrow_function':
    case 'function_expression':
    case 'function':
    case 'generator_function': {
      const own = field(node, 'name');
      return {
        kind: 'function',
        span,
        function: place.walk.define(node, place, {
          name: own ? sourceOf(own, place) : name,
          nameSpan: own ? spanOf(own, place) : null,
          cls: null,
        }),
      };
    }
    case 'class':
    case 'class_expression': {
      place.walk.classExpression(node, place, name);
      return { kind: 'unknown', span, what: 'class expression' };
    }
    // Both languages name containers alike in the facts: `List[X]`, `Dict[K, V]`.
    case 'array_type':
      return contained('List', go(namedChildren(node)[0]), place, span);
    case 'generic_type': {
      const base = field(node, 'name') ?? namedChildren(node)[0];
      const container = base && containers[sourceOf(base, place)];
      const inside = container ? namedChildren(field(node, 'type_arguments') ?? node).map(go) : [];
      if (container && inside[0])
        return contained(container, inside.length === 1 ? inside[0] : { kind: 'list', span, items: inside }, place, span);
      const wrapped =
        base && /^(Promise|Readonly|Partial|Required|Awaited|NonNullable|Pick|Omit)$/.test(sourceOf(base, place))
          ? namedChildren(field(node, 'type_arguments') ?? node)[0]
          : base;
      return go(wrapped ?? base);
    }
    case 'union_type':
    case 'intersection_type': {
      const parts = namedChildren(node).filter((one) => one.type !== 'literal_type' && one.type !== 'predefined_type');
      return parts.length === 1 ? go(parts[0]) : { kind: 'choice', span, operator: 'conditional', alternatives: parts.map(go) };
    }
    case 'object_type':
      return place.walk.objectType(node, place);
    case 'predefined_type':
    case 'literal_type':
    case 'function_type':
    case 'type_query':
    case 'tuple_type':
    case 'lookup_type':
      return { kind: 'unknown', span, what: node.type };
    case 'statement_block':
      place.walk.statement(node, place);
      return { kind: 'unknown', span, what: node.type };
    default:
      return visit();
  }
}

const containers: Readonly<Record<string, 'List' | 'Dict'>> = {
  Array: 'List',
  ReadonlyArray: 'List',
  Set: 'List',
  Record: 'Dict',
  Map: 'Dict',
};

function contained(name: 'List' | 'Dict', index: Expr, place: Place, span: Expr['span']): Expr {
  return { kind: 'index', span, object: { kind: 'name', span, name, scope: place.scope }, index };
}

function stringPart(node: SyntaxNode, place: Place): readonly (string | Expr)[] {
  if (node.type === 'string_fragment' || node.type === 'html_character_reference') return [sourceOf(node, place)];
  if (node.type === 'escape_sequence') return [unescape(sourceOf(node, place))];
  if (node.type === 'template_substitution') {
    const value = namedChildren(node)[0];
    return value ? [expression(value, place)] : [];
  }
  return [];
}

const simpleEscapes: Readonly<Record<string, string>> = { n: '\n', t: '\t', r: '\r', b: '\b', f: '\f', v: '\v', '0': '\0' };

function unescape(written: string): string {
  const mark = written[1] ?? '';
  if (mark === '\n' || mark === '\r') return '';
  if (mark === 'x' || mark === 'u') {
    const code = Number.parseInt(written.slice(2).replace(/[{}]/g, ''), 16);
    return Number.isInteger(code) && code <= 0x10ffff ? String.fromCodePoint(code) : written;
  }
  return simpleEscapes[mark] ?? mark;
}

function entry(node: SyntaxNode, place: Place): RecordEntry {
  const span = spanOf(node, place);
  switch (node.type) {
    case 'spread_element':
      return { span, key: null, value: expression(namedChildren(node)[0] ?? node, place), spread: true };
    case 'shorthand_property_identifier':
      return { span, key: sourceOf(node, place), value: expression(node, place), spread: false };
    case 'pair': {
      const keyNode = field(node, 'key');
      const valueNode = field(node, 'value');
      const key = keyNode ? keyOf(keyNode, place) : null;
      const value: Expr = valueNode ? expression(valueNode, place, key) : { kind: 'unknown', span, what: 'missing' };
      if (key !== null || !keyNode) return { span, key, value, spread: false };
      return { span, key: null, keyExpr: expression(namedChildren(keyNode)[0] ?? keyNode, place), value, spread: false };
    }
    case 'method_definition': {
      const nameNode = field(node, 'name');
      const name = nameNode ? sourceOf(nameNode, place) : null;
      return {
        span,
        key: name,
        value: {
          kind: 'function',
          span,
          function: place.walk.define(node, place, { name, nameSpan: nameNode ? spanOf(nameNode, place) : null, cls: null }),
        },
        spread: false,
      };
    }
    default:
      return { span, key: null, value: expression(node, place), spread: false };
  }
}

/** The name of a property key; null for a computed one that is no literal. */
export function keyOf(node: SyntaxNode, place: Place): string | null {
  if (node.type === 'property_identifier' || node.type === 'private_property_identifier' || node.type === 'number')
    return sourceOf(node, place);
  const literal = node.type === 'computed_property_name' ? namedChildren(node)[0] : node;
  if (literal?.type !== 'string') return null;
  return literal.children
    .filter((one) => one.type === 'string_fragment')
    .map((one) => sourceOf(one, place))
    .join('');
}

function inner(list: SyntaxNode, place: Place): { start: number; end: number } {
  return { start: list.start + 1 + place.offset, end: Math.max(list.start + 1, list.end - 1) + place.offset };
}

/** Arguments between the brackets, in order; never named, since JavaScript names none. `list` is the grammar's `arguments` node. */
function argumentsOf(list: SyntaxNode, place: Place): readonly Argument[] {
  return namedChildren(list).map((one) => ({
    span: spanOf(one, place),
    name: null,
    value: expression(one.type === 'spread_element' ? (namedChildren(one)[0] ?? one) : one, place),
    spread: one.type === 'spread_element' ? ('list' as const) : ('none' as const),
  }));
}

function call(node: SyntaxNode, place: Place): Expr {
  const span = spanOf(node, place);
  const calleeNode = field(node, 'function');
  const list = field(node, 'arguments');
  const imported = importOf(node, place);
  if (imported) return { kind: 'name', span, name: imported, scope: place.scope };
  const slot = place.builder.call();
  const callee: Expr = calleeNode ? expression(calleeNode, place) : { kind: 'unknown', span, what: 'missing' };
  if (list?.type === 'template_string')
    return slot.fill({
      span,
      callee,
      args: [{ span: spanOf(list, place), name: null, value: expression(list, place), spread: 'none' }],
      isNew: false,
      argsSpan: null,
      scope: place.scope,
      inFunction: place.fn,
    });
  return slot.fill({
    span,
    callee,
    args: list ? argumentsOf(list, place) : [],
    isNew: false,
    argsSpan: list ? inner(list, place) : null,
    scope: place.scope,
    inFunction: place.fn,
  });
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
  return first?.type === 'string'
    ? packageOf(
        first.children
          .filter((one) => one.type === 'string_fragment')
          .map((one) => sourceOf(one, place))
          .join(''),
      )
    : null;
}
