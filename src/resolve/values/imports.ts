import type { NameExpr } from '../../model.ts';
import { dirname, join } from '../../text/paths.ts';
import { withHow } from './choices.ts';
import { environment } from './environment.ts';
import type { Evaluator } from './evaluator.ts';
import type { FileIndex } from './fileIndex.ts';
import { fileData, fileText } from './files.ts';
import { exportOf, nullable, wholeExport } from './exports.ts';
import { familyOf, resolveModule } from './modules.ts';
import { isPublished } from './ownSources.ts';
import { unknown, type Value } from './values.ts';

/** What an import binds: a project's own export, or a name of a package. */
export function importValue(e: Evaluator, index: FileIndex, file: string, module: string, imported: string, name: string): Value {
  const family = familyOf(index.facts.language);
  const generated = e.sdkIndex.generated(module, family);
  if (generated !== null)
    return { kind: 'external', family, module: generated, path: imported === '*' ? [] : imported.split('.'), span: null, file };
  const path = ownSdkRoot(e, file, module, family, moduleFile(e, file, module, family));
  if (path) {
    if (imported === '*') return asWhole(e, path, family) ?? { kind: 'module', file: path, span: null };
    const value = exportOf(e, path, imported);
    if (value) return withHow(value, 'cross-file');
  }
  if (family === 'python' && imported !== '*') {
    const sub = ownSdkRoot(
      e,
      file,
      module,
      family,
      moduleFile(e, file, module.endsWith('.') ? module + imported : `${module}.${imported}`, family),
    );
    if (sub) return { kind: 'module', file: sub, span: null };
  }
  if (family === 'javascript' && module.startsWith('.') && module.endsWith('.json')) return jsonModule(e, file, module, imported, name);
  if (family === 'javascript' && module.startsWith('.') && textModules.test(module))
    return (
      fileText(e, join(dirname(file), module.replace(/\?.*$/, '')), file, { span: null, file }) ??
      unknown(`${module} could not be read`, name)
    );
  if (path || module.startsWith('.')) return unknown(`${imported} of ${module} was not found`, name);
  // Each variable is an export of its own: https://svelte.dev/docs/kit/$env-static-private
  if (module.startsWith('$env/static/') && imported !== '*') return environment(imported, { span: null, file });
  return { kind: 'external', family, module, path: imported === '*' ? [] : imported.split('.'), span: null, file };
}

/** Files that bundlers hand over as text: `import prompt from './prompt.md'`, `import prompt from './prompt.xml?raw'`. */
const textModules = /\.(?:txt|md|mdx|prompt|j2|jinja2?|njk|hbs|handlebars|mustache|tmpl)$|\?(?:raw|text)$/;

/** `require("./ask")` of a module that is one function, class or client; a record of several is read by its entries. */
function asWhole(e: Evaluator, path: string, family: 'python' | 'javascript'): Value | null {
  const whole = family === 'javascript' ? nullable(e, `whole ${path}`, () => wholeExport(e, path)) : null;
  return whole && /^(?:function|class|instance|handle|builtin)$/.test(whole.kind) ? withHow(whole, 'cross-file') : null;
}

/** `import settings from '../settings.json'`, `import { model } from '../settings.json'`. */
function jsonModule(e: Evaluator, file: string, module: string, imported: string, name: string): Value {
  const at = { span: null, file };
  const data = fileData(e, join(dirname(file), module), file, at) ?? unknown(`${module} could not be read`, name, [], at);
  if (imported === '*' || imported === 'default' || data.kind === 'unknown') return data;
  return (
    (data.kind === 'record' ? data.entries.get(imported) : undefined) ?? unknown(`${imported} of ${module} was not found`, name, [], at)
  );
}

/**
 * Null where the project is the SDK itself and the import comes from outside its package (examples, tests): they use the public interface that the
 * table describes, and are not read through the SDK's insides. A project's own folder that happens to be called like an SDK stays the project's.
 */
function ownSdkRoot(e: Evaluator, from: string, module: string, family: 'python' | 'javascript', path: string | null): string | null {
  if (path === null || family !== 'python' || module.startsWith('.')) return path;
  const name = module.split('.')[0] ?? module;
  if (!e.sdkIndex.isPackage(family, name)) return path;
  const at = `/${path}`.lastIndexOf(`/${name}/`);
  const folder = at <= 0 ? '' : path.slice(0, at - 1);
  if (at < 0 || from.startsWith(`${folder === '' ? '' : `${folder}/`}${name}/`)) return path;
  return isPublished(e, folder, name) ? null : path;
}

/** The project file that a module path means from a file; null when it lies outside the project. */
export function moduleFile(e: Evaluator, from: string, module: string, family: 'python' | 'javascript'): string | null {
  const key = `${dirname(from)}|${module}|${family}`;
  return e.remembered(e.modulePaths, key, () =>
    resolveModule(
      {
        isPackage: (name) => e.sdkIndex.isPackage(family, name),
        packageFolder: (name) => e.source.packageFolder?.(name) ?? null,
        pythonRoot: (name) => e.source.pythonRoot?.(name) ?? null,
        has: (path) => e.source.has(path),
        json: (path) => e.remembered(e.configurations, path, () => jsonOf(e, path)),
      },
      from,
      module,
      family,
    ),
  );
}

/** A JSON file of the project, read once; null while it is not loaded. */
function jsonOf(e: Evaluator, path: string): unknown {
  const text = e.source.text(path);
  if (text === undefined) e.want(path);
  if (!text) return null;
  try {
    return JSON.parse(
      text
        .replace(/("(?:[^"\\]|\\.)*")|\/\/[^\n]*|\/\*[\s\S]*?\*\//g, (_, kept: string | undefined) => kept ?? '')
        .replace(/,(\s*[}\]])/g, '$1'),
    );
  } catch {
    return null;
  }
}

/** `from prompts import *`. */
export function star(e: Evaluator, expr: NameExpr, index: FileIndex, file: string): Value | null {
  for (const one of index.facts.imports) {
    if (!one.star) continue;
    const path = moduleFile(e, file, one.module, familyOf(index.facts.language));
    const value = path ? exportOf(e, path, expr.name) : null;
    if (value) return withHow(value, 'cross-file');
  }
  return null;
}
