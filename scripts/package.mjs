import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { must, root } from './editorParts.mjs';

/** What a package holds; `.vscodeignore` then leaves out what is only for building. */
const parts = [
  'dist/extension.cjs',
  'dist/engine.cjs',
  'dist/extension.web.js',
  'dist/engine.web.js',
  'dist/cli.mjs',
  'dist/assets',
  'media',
  'l10n',
  'examples',
  'schema',
  'docs/rules',
  'package.nls.json',
  'README.md',
  'CHANGELOG.md',
  'LICENSE',
  '.vscodeignore',
];

/**
 * Lays out the extension as users get it, from a build. The manifest loses what is for development, and `type`: in a browser the editor
 * takes every `.js` file of a package of that type for a module, which its web worker cannot load. `change` may alter the manifest more.
 */
export function stage(folder, change = (manifest) => manifest) {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  for (const path of parts) if (existsSync(join(root, path))) cpSync(join(root, path), join(folder, path), { recursive: true });
  const { type, scripts, devDependencies, bin, ...manifest } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  writeFileSync(join(folder, 'package.json'), `${JSON.stringify(change(manifest), null, 2)}\n`);
  return folder;
}

/** Builds for release and packs the extension. Gives the path of the `.vsix`; throws with the packer's words. */
export function makePackage(out) {
  must(process.execPath, [join(root, 'esbuild.mjs'), '--minify'], { cwd: root });
  const folder = stage(join(root, 'dist/package'));
  must(process.execPath, [join(root, 'node_modules/@vscode/vsce/vsce'), 'package', '--no-dependencies', '--skip-license', '--out', out], {
    cwd: folder,
  });
  rmSync(folder, { recursive: true, force: true });
  return out;
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) console.log(makePackage(join(root, 'llm-cost-lens.vsix')));
