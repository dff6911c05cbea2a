/** Folder of a path; empty at the root. */
export function dirname(path: string): string {
  const slash = path.lastIndexOf('/');
  return slash < 0 ? '' : path.slice(0, slash);
}
/** The folder of a file and those above it, up to the root (empty). */
export function* foldersFrom(file: string): Generator<string> {
  for (let folder: string | null = dirname(file); folder !== null; folder = folder === '' ? null : dirname(folder)) yield folder;
}
/** A name below a folder; empty is the root. */
export function join(folder: string, name: string): string {
  return folder === '' ? name : `${folder}/${name}`;
}
/** Resolves `.` and `..`; what would lead out of the root stays in it. */
export function normalise(path: string): string {
  const out: string[] = [];
  for (const part of path.split('/')) {
    if (part === '' || part === '.') continue;
    if (part === '..') out.pop();
    else out.push(part);
  }
  return out.join('/');
}
/** `to` as seen from a folder: `.` and `..` are resolved, and what leads out of the root begins with `..`. */
export function resolvePath(folder: string, to: string): string {
  const out: string[] = [];
  for (const part of [...(to.startsWith('/') ? [] : folder.split('/')), ...to.split('/')]) {
    if (part === '' || part === '.') continue;
    if (part === '..' && out.length > 0 && out.at(-1) !== '..') out.pop();
    else out.push(part);
  }
  return out.join('/');
}

/**
 * Where the source of a file may lie that a build makes, best first and without ending: `src/agent` for `dist/agent.js`. A path that is no build's stays as it is.
 * @param path below the folder of its package.
 */
export function sourcesOfBuilt(path: string): readonly string[] {
  const plain = path.replace(/^\.\//, '').replace(/(\.d)?\.[cm]?[jt]sx?$/, '');
  const built = /^(?:dist|build|lib|out|es|esm|cjs)\/(?:(?:es|esm|cjs|src|types)\/)?/;
  return built.test(plain) ? [plain.replace(built, 'src/'), plain.replace(built, ''), plain] : [plain];
}
