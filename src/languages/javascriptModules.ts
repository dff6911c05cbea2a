import { expression } from './javascriptExpressions.ts';
import { declarators } from './javascriptPatterns.ts';
import { literalText } from './javascriptLiterals.ts';
import type { Place } from './javascriptPlace.ts';
import { sourceOf, spanOf } from './place.ts';
import { packageOf } from '../text/specifiers.ts';
import { field, namedChildren, type SyntaxNode } from './language.ts';

function moduleText(node: SyntaxNode | null, place: Place): string {
  return node ? packageOf(literalText(node, place)) : '';
}

/** `import ... from`, `import type ... from`, `import x = require(...)`: one import fact, and a binding for each name. */
export function importStatement(node: SyntaxNode, place: Place): void {
  const { builder } = place;
  const typeOnly = node.children.some((one) => one.type === 'type');
  const required = node.children.find((one) => one.type === 'import_require_clause');
  const module = moduleText(field(node, 'source') ?? (required ? field(required, 'source') : null), place);
  builder.import({ module, span: spanOf(node, place), typeOnly, star: false });
  const bind = (name: SyntaxNode, imported: string) =>
    builder.bind(sourceOf(name, place), place.scope, spanOf(name, place), { kind: 'import', module, imported, typeOnly });
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

/** `export` of every form. What is given on from another module is an import of that module too. */
export function exportStatement(node: SyntaxNode, place: Place): void {
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
  if (module !== null && namespace)
    builder.export({ name: sourceOf(namedChildren(namespace)[0] ?? namespace, place), module, imported: '*' });
  else if (module !== null && !clause && node.children.some((one) => one.type === '*'))
    builder.export({ name: '*', module, imported: '*' });
  const isDefault = node.children.some((one) => one.type === 'default');
  const declaration = field(node, 'declaration');
  const value = field(node, 'value');
  if (declaration) {
    const names =
      declaration.type === 'lexical_declaration' || declaration.type === 'variable_declaration'
        ? declarators(declaration, place)
        : (place.walk.statement(declaration, place), [field(declaration, 'name')].flatMap((one) => (one ? [sourceOf(one, place)] : [])));
    for (const name of names) builder.export({ name: isDefault ? 'default' : name, local: name });
  } else if (value) builder.export({ name: 'default', value: expression(value, place, 'default') });
}

/** `module.exports = ...`, `module.exports.x = ...`, `exports.x = ...`. */
export function moduleExports(node: SyntaxNode, place: Place): boolean {
  if (node.type !== 'assignment_expression') return false;
  const left = field(node, 'left');
  const right = field(node, 'right');
  if (left?.type !== 'member_expression' || !right) return false;
  const target = sourceOf(left, place);
  if (target === 'module.exports') {
    place.builder.export({ name: 'module.exports', value: expression(right, place, null) });
    return true;
  }
  const named = /^(?:module\.)?exports\.([A-Za-z_$][\w$]*)$/.exec(target)?.[1];
  if (named === undefined) return false;
  place.builder.export({ name: named, value: expression(right, place, named) });
  return true;
}
