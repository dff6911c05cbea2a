import type { LanguageFamily } from '../../model.ts';
import type { Sdk } from '../../sdks/sdk.ts';
import type { Evaluator } from './evaluator.ts';

/** Whether a folder holds the manifest of a Python package of this name. */
function isNamed(e: Evaluator, folder: string, name: string): boolean {
  return ['pyproject.toml', 'setup.cfg', 'setup.py'].some((file) => {
    const manifest = folder === '' ? file : `${folder}/${file}`;
    if (!e.source.has(manifest)) return false;
    const text = e.source.text(manifest);
    if (text === undefined) e.want(manifest);
    return (
      typeof text === 'string' && new RegExp(`^\\s*name\\s*=\\s*["']?${name.replaceAll(/[._]/g, '[-_.]')}["']?\\s*,?\\s*$`, 'mi').test(text)
    );
  });
}

/** Whether the Python package (`openai`, `google.genai`) that lies in a folder (`src`, the root) is the published one of its name, by the manifest beside it. */
export function isPublished(e: Evaluator, folder: string, name: string): boolean {
  return isNamed(e, folder, name) || (/(^|\/)src$/.test(folder) && isNamed(e, folder.replace(/\/?src$/, ''), name));
}

/**
 * Whether a file is a part of the SDK itself: what it calls of its own is how the SDK is made, not a use of it. Its examples and tests are uses.
 * (A project cannot be called like a package that it installs, so the name in the manifest is enough.)
 */
export function isOwnSource(e: Evaluator, sdk: Sdk, family: LanguageFamily, file: string): boolean {
  if (sdk.commonName || sdk.generated) return false;
  return (sdk.packages[family] ?? []).some((name) => {
    if (family === 'javascript') {
      const found = e.source.packageFolder?.(name);
      const inside =
        found && (found.folder === '' || file.startsWith(`${found.folder}/`))
          ? file.slice(found.folder === '' ? 0 : found.folder.length + 1)
          : null;
      return inside !== null && inside !== undefined && !/^(examples?|tests?|docs|e2e)\//.test(inside);
    }
    const at = `/${file}`.lastIndexOf(`/${name.replaceAll('.', '/')}/`);
    return at >= 0 && isPublished(e, file.slice(0, Math.max(0, at - 1)), name);
  });
}
