import type { Expr } from '../../model.ts';
import { dirname } from '../../text/paths.ts';
import type { Evaluator } from './evaluator.ts';
import type { FileIndex } from './fileIndex.ts';
import { importValue, moduleFile } from './imports.ts';
import { familyOf } from './modules.ts';
import { unknown, type Value } from './values.ts';

/** What another file sees under a name. */
export function exportOf(e: Evaluator, path: string, name: string): Value | null {
  const key = `export ${path}#${name}`;
  return e.remembered(e.exports, key, () =>
    nullable(e, key, () => {
      const index = e.index(path);
      if (!index) return e.wanted.has(path) ? unknown(`${path} is not loaded yet`, name) : null;
      return familyOf(index.facts.language) === 'python' ? pythonExport(e, index, path, name) : javascriptExport(e, index, path, name);
    }),
  );
}

/** Computes once per key, and gives null while it is being computed (modules that export each other). */
export function nullable(e: Evaluator, key: string, compute: () => Value | null): Value | null {
  let missing = false;
  const value = e.guarded(
    key,
    () => {
      missing = true;
      return unknown('cycle', '');
    },
    () => {
      const made = compute();
      if (!made) missing = true;
      return made ?? unknown('missing', '');
    },
  );
  return missing ? null : value;
}

function pythonExport(e: Evaluator, index: FileIndex, path: string, name: string): Value | null {
  if (index.bindings(0, name).length > 0 || index.facts.imports.some((one) => one.star)) {
    const end = index.facts.scopes[0]?.span.end ?? 0;
    const value = e.evaluate(nameAt(name, end), path, null);
    if (value.kind !== 'external' || value.module !== '') return value;
  }
  const folder = path.endsWith('__init__.py') ? dirname(path) : null;
  if (folder === null) return null;
  const sub = moduleFile(e, path, `.${name}`, 'python');
  return sub ? { kind: 'module', file: sub, span: null } : null;
}

/** A use of a module-level name at the end of the file. */
function nameAt(name: string, end: number): Expr {
  return { kind: 'name', name, scope: 0, span: { start: end + 1, end: end + 1 } };
}

function javascriptExport(e: Evaluator, index: FileIndex, path: string, name: string): Value | null {
  const end = index.facts.scopes[0]?.span.end ?? 0;
  for (const one of index.facts.exports) {
    if (one.name !== name) continue;
    if ('local' in one) return e.evaluate(nameAt(one.local, end), path, null);
    if ('value' in one) return e.evaluate(one.value, path, null);
    if (one.imported === '*' && one.name !== '*') {
      const target = moduleFile(e, path, one.module, 'javascript');
      return target ? { kind: 'module', file: target, span: null } : null;
    }
    return importValue(e, index, path, one.module, one.imported, name);
  }
  for (const one of index.facts.exports) {
    if (one.name !== '*' || !('module' in one)) continue;
    const target = moduleFile(e, path, one.module, 'javascript');
    const value = target ? exportOf(e, target, name) : null;
    if (value) return value;
  }
  const whole =
    name === 'default'
      ? wholeExport(e, path)
      : index.facts.exports.flatMap((one) =>
          (one.name === 'default' || one.name === 'module.exports') && 'value' in one ? [e.evaluate(one.value, path, null)] : [],
        )[0];
  if (name === 'default') return whole ?? null;
  return whole?.kind === 'record' ? (whole.entries.get(name) ?? null) : null;
}

/** What a module gives as a whole: `module.exports = ...`; null where it only has exports by name. */
export function wholeExport(e: Evaluator, path: string): Value | null {
  const whole = e.index(path)?.facts.exports.find((one) => one.name === 'module.exports');
  return whole && 'value' in whole ? e.evaluate(whole.value, path, null) : null;
}
