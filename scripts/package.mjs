import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { must, root } from './editorParts.mjs';

/** Builds for release and packs the extension. Gives the path of the `.vsix`; throws with the packer's words. */
export function makePackage(out) {
  must(process.execPath, [join(root, 'esbuild.mjs'), '--minify'], { cwd: root });
  must(process.execPath, [join(root, 'node_modules/@vscode/vsce/vsce'), 'package', '--no-dependencies', '--skip-license', '--out', out], { cwd: root });
  return out;
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) console.log(makePackage(join(root, 'llm-cost-lens.vsix')));
