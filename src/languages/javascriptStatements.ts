import type { Expr, FunctionFact, Parameter, Region, Span } from '../model.ts';
import { expression, keyOf } from './javascriptExpressions.ts';
import { sourceOf, spanOf, type Place, type Walk } from './javascriptPlace.ts';
import { objectType, typeDeclaration } from './javascriptTypes.ts';
import { field, fieldsOf, namedChildren, type SyntaxNode } from './language.ts';

export const walk: Walk = { define, classExpression, bindPattern, objectType, statement };

function statement(node: SyntaxNode, place: Place): void {
  const { builder } = place;
  switch (node.type) {
    case 'program':
    case 'ERROR':
      if (node.type === 'ERROR') builder.error(spanOf(node, place));
      return statements(node, place);
    case 'statement_block': return statements(node, { ...place, scope: builder.scope(place.scope, 'block', spanOf(node, place), null) });
    case 'comment': return;
    case 'expression_statement': {
      const inner = namedChildren(node)[0];
      if (inner && !moduleExports(inner, place)) expression(inner, place);
      return;
    }
    case 'lexical_declaration':
    case 'variable_declaration': return void declarators(node, place);
    case 'import_statement': return importStatement(node, place);
    case 'export_statement': return exportStatement(node, place);
    case 'function_declaration':
    case 'generator_function_declaration': {
      const name = field(node, 'name');
      define(node, place, { name: name ? sourceOf(name, place) : null, nameSpan: name ? spanOf(name, place) : null, cls: null });
      return;
    }
    case 'class_declaration':
    case 'abstract_class_declaration': return void classExpression(node, place, null);
    case 'return_statement': {
      const value = namedChildren(node)[0];
      if (value) returns(expression(value, place), place);
      return;
    }
    case 'if_statement': {
      const number = builder.statement();
      const condition = expression(field(node, 'condition') ?? node, place);
      branch(field(node, 'consequence'), 'if', number, place, condition);
      const other = field(node, 'alternative');
      if (other) branch(namedChildren(other)[0] ?? null, 'else', number, place);
      return;
    }
    case 'for_in_statement': {
      const inside: Place = { ...place, scope: builder.scope(place.scope, 'block', spanOf(node, place), null) };
      const source = expression(field(node, 'right') ?? node, inside);
      const left = field(node, 'left');
      const isOf = node.children.some((one) => one.type === 'of');
      if (left?.type === 'identifier') builder.bind(sourceOf(left, place), inside.scope, spanOf(left, place), isOf ? { kind: 'element', of: source, index: null } : { kind: 'unknown' });
      else if (left) bindPattern(left, { kind: 'unknown', span: spanOf(left, place), what: 'an element' }, inside);
      branch(field(node, 'body'), 'for', builder.statement(), inside, source);
      return;
    }
    case 'for_statement': {
      const inside: Place = { ...place, scope: builder.scope(place.scope, 'block', spanOf(node, place), null) };
      const start = field(node, 'initializer');
      if (start) statement(start, inside);
      const condition = field(node, 'condition');
      const subject = condition ? expression(condition.type === 'expression_statement' ? (namedChildren(condition)[0] ?? condition) : condition, inside) : undefined;
      branch(field(node, 'body'), 'for', builder.statement(), inside, subject);
      return;
    }
    case 'while_statement':
    case 'do_statement': {
      const condition = field(node, 'condition');
      const subject = condition ? expression(condition, place) : undefined;
      branch(field(node, 'body'), 'while', builder.statement(), place, subject);
      return;
    }
    case 'try_statement': {
      const number = builder.statement();
      branch(field(node, 'body'), 'try', number, place);
      const handler = field(node, 'handler');
      if (handler) branch(field(handler, 'body'), 'except', number, place);
      const last = field(node, 'finalizer');
      if (last) branch(field(last, 'body'), 'finally', number, place);
      return;
    }
    case 'switch_statement': {
      const subject = expression(field(node, 'value') ?? node, place);
      const number = builder.statement();
      const list = field(node, 'body');
      const inside: Place = { ...place, scope: builder.scope(place.scope, 'block', spanOf(node, place), null) };
      for (const clause of list ? namedChildren(list) : []) {
        const body = fieldsOf(clause, 'body');
        const first = body[0];
        const last = body.at(-1);
        if (!first || !last) continue;
        builder.region({ kind: 'case', span: { start: first.start + place.offset, end: last.end + place.offset }, statement: number, leaves: leaves(last) && last.type !== 'break_statement', inFunction: place.fn, subject });
        for (const one of body) statement(one, inside);
      }
      return;
    }
    case 'enum_declaration': return enumDeclaration(node, place);
    case 'labeled_statement': return statements(node, place);
    case 'internal_module':
    case 'module': {
      const body = field(node, 'body');
      if (body) statements(body, place);
      return;
    }
    case 'throw_statement': {
      const value = namedChildren(node)[0];
      if (value) expression(value, place);
      return;
    }
    case 'interface_declaration':
    case 'type_alias_declaration': return typeDeclaration(node, place);
    case 'ambient_declaration':
    case 'function_signature':
    case 'empty_statement':
    case 'break_statement':
    case 'continue_statement':
    case 'debugger_statement': return;
    default: expression(node, place);
  }
}

function statements(node: SyntaxNode, place: Place): void {
  for (const child of node.children) if (child.named) statement(child, place);
}

function branch(node: SyntaxNode | null, kind: Region['kind'], number: number, place: Place, subject?: Expr): void {
  if (!node) return;
  place.builder.region({ kind, span: spanOf(node, place), statement: number, leaves: leaves(node), inFunction: place.fn, ...(subject ? { subject } : {}) });
  statement(node, place);
}

function leaves(node: SyntaxNode): boolean {
  if (/^(return|throw|break|continue)_statement$/.test(node.type)) return true;
  if (node.type === 'statement_block') {
    const last = namedChildren(node).at(-1);
    return last !== undefined && leaves(last);
  }
  if (node.type === 'if_statement') {
    const consequence = field(node, 'consequence');
    const other = field(node, 'alternative');
    const inner = other ? namedChildren(other)[0] : undefined;
    return consequence !== null && inner !== undefined && leaves(consequence) && leaves(inner);
  }
  return false;
}

function declarators(node: SyntaxNode, place: Place): readonly string[] {
  const isVar = node.type === 'variable_declaration';
  const names: string[] = [];
  for (const one of namedChildren(node)) {
    if (one.type !== 'variable_declarator') continue;
    const target = field(one, 'name');
    const valueNode = field(one, 'value');
    const cast = valueNode?.type === 'as_expression' ? namedChildren(valueNode).at(1) : undefined;
    // `const model = make() as BaseChatModel` declares its type as much as a type after the name does.
    const typeNode = field(one, 'type') ?? cast;
    if (!target) continue;
    const where = isVar ? { ...place, scope: place.functionScope } : place;
    const annotation = typeNode ? expression(typeNode, place) : undefined;
    const name = target.type === 'identifier' ? sourceOf(target, place) : null;
    if (name !== null) names.push(name);
    else names.push(...patternNames(target, place));
    if (valueNode?.type === 'class' && name !== null) {
      classExpression(valueNode, where, name);
      continue;
    }
    const value: Expr = valueNode ? expression(valueNode, place, name) : { kind: 'null', span: spanOf(one, place) };
    bindPattern(target, value, where, annotation);
  }
  return names;
}

function patternNames(pattern: SyntaxNode, place: Place): string[] {
  if (pattern.type === 'identifier' || pattern.type === 'shorthand_property_identifier_pattern') return [sourceOf(pattern, place)];
  return namedChildren(pattern).flatMap((one) => (one.field === 'right' || one.field === 'key' ? [] : patternNames(one, place)));
}

/** Binds a name, or takes a pattern apart. Member targets become writes. */
function bindPattern(pattern: SyntaxNode, value: Expr, place: Place, annotation?: Expr): void {
  const { builder } = place;
  const span = spanOf(pattern, place);
  switch (pattern.type) {
    case 'identifier': return builder.bind(sourceOf(pattern, place), place.scope, span, { kind: 'value', value }, annotation);
    case 'member_expression': {
      const property = field(pattern, 'property');
      return builder.write({ span, object: expression(field(pattern, 'object') ?? pattern, place), property: property ? sourceOf(property, place) : null, value, operator: '=', scope: place.scope, inFunction: place.fn });
    }
    case 'subscript_expression': {
      const key = field(pattern, 'index');
      const keyExpr = key ? expression(key, place) : null;
      const property = keyExpr?.kind === 'text' && keyExpr.parts.every((part) => typeof part === 'string') ? keyExpr.parts.join('') : null;
      return builder.write({ span, object: expression(field(pattern, 'object') ?? pattern, place), property, value, operator: '=', scope: place.scope, inFunction: place.fn });
    }
    case 'object_pattern':
      for (const one of namedChildren(pattern)) {
        if (one.type === 'shorthand_property_identifier_pattern') builder.bind(sourceOf(one, place), place.scope, spanOf(one, place), { kind: 'entry', of: value, key: sourceOf(one, place) });
        else if (one.type === 'object_assignment_pattern') {
          const left = field(one, 'left');
          const right = field(one, 'right');
          if (left?.type === 'shorthand_property_identifier_pattern') builder.bind(sourceOf(left, place), place.scope, spanOf(left, place), { kind: 'entry', of: value, key: sourceOf(left, place), ...(right ? { default: expression(right, place) } : {}) });
        } else if (one.type === 'pair_pattern') {
          const keyNode = field(one, 'key');
          const target = field(one, 'value');
          const key = keyNode ? keyOf(keyNode, place) : null;
          if (!target || key === null) continue;
          const inner = target.type === 'assignment_pattern' ? field(target, 'left') : target;
          const fallback = target.type === 'assignment_pattern' ? field(target, 'right') : null;
          if (inner?.type === 'identifier') builder.bind(sourceOf(inner, place), place.scope, spanOf(inner, place), { kind: 'entry', of: value, key, ...(fallback ? { default: expression(fallback, place) } : {}) });
          else if (inner) bindPattern(inner, { kind: 'member', span: spanOf(inner, place), object: value, property: key }, place);
        } else if (one.type === 'rest_pattern') {
          const name = namedChildren(one)[0];
          if (name?.type === 'identifier') builder.bind(sourceOf(name, place), place.scope, spanOf(name, place), { kind: 'value', value });
        }
      }
      return;
    case 'array_pattern':
      for (const [i, one] of namedChildren(pattern).entries()) {
        const target = one.type === 'assignment_pattern' ? field(one, 'left') : one;
        if (target?.type === 'identifier') builder.bind(sourceOf(target, place), place.scope, spanOf(target, place), { kind: 'element', of: value, index: i });
        else if (target && target.type !== 'rest_pattern') bindPattern(target, { kind: 'unknown', span: spanOf(target, place), what: 'part of a list' }, place);
      }
      return;
    default: return;
  }
}

function returns(value: Expr, place: Place): void {
  const facts = place.fn === null ? undefined : place.builder.functionAt(place.fn);
  if (facts) (facts.returns as Expr[]).push(value);
}

function define(node: SyntaxNode, place: Place, what: { readonly name: string | null; readonly nameSpan: Span | null; readonly cls: number | null }): number {
  const { builder } = place;
  const index = builder.function();
  const span = spanOf(node, place);
  const qualifiedName = [place.path, what.name ?? '<anonymous>'].filter(Boolean).join('.');
  const isDeclaration = /declaration$/.test(node.type);
  if (isDeclaration && what.name !== null && what.nameSpan) builder.bind(what.name, place.functionScope, what.nameSpan, { kind: 'function', function: index });
  const scope = builder.scope(place.scope, 'function', span, index);
  const inside: Place = { ...place, scope, functionScope: scope, fn: index, path: qualifiedName };
  const isArrow = node.type === 'arrow_function';
  const kind: FunctionFact['kind'] = what.cls !== null ? methodKind(node, what.name) : what.name === null ? 'lambda' : isArrow && place.fn !== null && what.nameSpan === null && node.field !== 'value' ? 'lambda' : 'function';
  const typeNode = field(node, 'return_type');
  const returnAnnotation = typeNode ? expression(typeNode, place) : undefined;
  builder.fillFunction(index, {
    name: what.name, qualifiedName, span, nameSpan: what.nameSpan, scope, outerScope: place.scope, class: what.cls, kind, parameters: [], decorators: [], returns: [], isAsync: node.children.some((one) => one.type === 'async'), parent: place.fn,
    ...(returnAnnotation ? { returnAnnotation } : {}),
  });
  const list = field(node, 'parameters');
  const single = field(node, 'parameter');
  const parameters: Parameter[] = single ? [{ name: sourceOf(single, place), span: spanOf(single, place), kind: 'positional' }] : list ? namedChildren(list).flatMap((one, i) => parameter(one, i, index, inside)) : [];
  const facts = builder.functionAt(index);
  if (facts) (facts.parameters as Parameter[]).push(...parameters);
  for (const [i, one] of parameters.entries()) builder.bind(one.name, scope, one.span, { kind: 'parameter', function: index, index: i }, one.annotation);
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
  const isField = typed && node.children.some((one) => one.type === 'accessibility_modifier' || one.type === 'readonly') ? { isField: true } : {};
  const span = spanOf(pattern, inside);
  if (pattern.type === 'identifier') return [{ name: sourceOf(pattern, inside), span, kind: 'positional', ...annotation, ...fallback, ...isField }];
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

function classExpression(node: SyntaxNode, place: Place, given: string | null): number {
  const { builder } = place;
  const nameNode = field(node, 'name');
  const name = nameNode ? sourceOf(nameNode, place) : (given ?? '<class>');
  const span = spanOf(node, place);
  const index = builder.class();
  builder.bind(name, place.scope, nameNode ? spanOf(nameNode, place) : { start: span.start, end: span.start }, { kind: 'class', class: index });
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
    if (member.type === 'method_definition') methods.push(define(member, inside, { name: memberName, nameSpan: key ? spanOf(key, place) : null, cls: index }));
    else if (member.type === 'public_field_definition' || member.type === 'field_definition') {
      const valueNode = field(member, 'value');
      const typeNode = field(member, 'type');
      const annotation = typeNode ? { annotation: expression(typeNode, inside) } : {};
      if (valueNode && (valueNode.type === 'arrow_function' || valueNode.type === 'function_expression')) methods.push(define(valueNode, inside, { name: memberName, nameSpan: key ? spanOf(key, place) : null, cls: index }));
      else fields.push({ name: memberName ?? '', span: key ? spanOf(key, place) : span, ...(valueNode ? { value: expression(valueNode, inside) } : {}), ...annotation });
    } else if (member.type === 'class_static_block') statements(field(member, 'body') ?? member, inside);
    else if (member.type === 'decorator') expression(namedChildren(member)[0] ?? member, place);
  }
  return index;
}

function enumDeclaration(node: SyntaxNode, place: Place): void {
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
    return { name: keyOf(key, place) ?? sourceOf(key, place), span: spanOf(key, place), ...(value ? { value: expression(value, place) } : {}) };
  });
  place.builder.fillClass(index, { name: sourceOf(nameNode, place), span, scope, bases: [], decorators: [], fields, methods: [] });
}

function moduleText(node: SyntaxNode | null, place: Place): string {
  return node ? node.children.filter((one) => one.type === 'string_fragment').map((one) => sourceOf(one, place)).join('') : '';
}

function importStatement(node: SyntaxNode, place: Place): void {
  const { builder } = place;
  const typeOnly = node.children.some((one) => one.type === 'type');
  const required = node.children.find((one) => one.type === 'import_require_clause');
  const module = moduleText(field(node, 'source') ?? (required ? field(required, 'source') : null), place);
  builder.import({ module, span: spanOf(node, place), typeOnly, star: false });
  const bind = (name: SyntaxNode, imported: string) => builder.bind(sourceOf(name, place), place.scope, spanOf(name, place), { kind: 'import', module, imported, typeOnly });
  if (required) {
    const name = namedChildren(required)[0];
    if (name?.type === 'identifier') bind(name, '*');
    return;
  }
  const clause = node.children.find((one) => one.type === 'import_clause');
  for (const one of clause ? namedChildren(clause) : []) {
    if (one.type === 'identifier') bind(one, 'default');
    else if (one.type === 'namespace_import') {
      const name = namedChildren(one)[0];
      if (name) bind(name, '*');
    } else if (one.type === 'named_imports') {
      for (const specifier of namedChildren(one)) {
        const name = field(specifier, 'name');
        const alias = field(specifier, 'alias') ?? name;
        if (name && alias) bind(alias, sourceOf(name, place));
      }
    }
  }
}

function exportStatement(node: SyntaxNode, place: Place): void {
  const { builder } = place;
  const source = field(node, 'source');
  const module = source ? moduleText(source, place) : null;
  if (module !== null) builder.import({ module, span: spanOf(node, place), typeOnly: false, star: false });
  const clause = node.children.find((one) => one.type === 'export_clause');
  for (const specifier of clause ? namedChildren(clause) : []) {
    const name = field(specifier, 'name');
    if (!name) continue;
    const alias = field(specifier, 'alias') ?? name;
    if (module !== null) builder.export({ name: sourceOf(alias, place), module, imported: sourceOf(name, place) });
    else builder.export({ name: sourceOf(alias, place), local: sourceOf(name, place) });
  }
  const namespace = node.children.find((one) => one.type === 'namespace_export');
  if (module !== null && namespace) builder.export({ name: sourceOf(namedChildren(namespace)[0] ?? namespace, place), module, imported: '*' });
  else if (module !== null && !clause && node.children.some((one) => one.type === '*')) builder.export({ name: '*', module, imported: '*' });
  const isDefault = node.children.some((one) => one.type === 'default');
  const declaration = field(node, 'declaration');
  const value = field(node, 'value');
  if (declaration) {
    const names = declaration.type === 'lexical_declaration' || declaration.type === 'variable_declaration' ? declarators(declaration, place) : (statement(declaration, place), [field(declaration, 'name')].flatMap((one) => (one ? [sourceOf(one, place)] : [])));
    for (const name of names) builder.export({ name: isDefault ? 'default' : name, local: name });
  } else if (value) builder.export({ name: 'default', value: expression(value, place, 'default') });
}

/** `module.exports = ...`, `module.exports.x = ...`, `exports.x = ...`. */
function moduleExports(node: SyntaxNode, place: Place): boolean {
  if (node.type !== 'assignment_expression') return false;
  const left = field(node, 'left');
  const right = field(node, 'right');
  if (left?.type !== 'member_expression' || !right) return false;
  const target = sourceOf(left, place);
  if (target === 'module.exports') {
    place.builder.export({ name: 'default', value: expression(right, place, null) });
    return true;
  }
  const named = /^(?:module\.)?exports\.([A-Za-z_$][\w$]*)$/.exec(target)?.[1];
  if (named === undefined) return false;
  place.builder.export({ name: named, value: expression(right, place, named) });
  return true;
}
