/** Folder of a path; empty at the root. */
export function dirname(path: string): string {
  const slash = path.lastIndexOf('/');
  return slash < 0 ? '' : path.slice(0, slash);
}
/** The folder of a file and those above it, up to the root (empty). */
export function* foldersFrom(file: string): Generator<string> {
  for (let folder: string | null = dirname(file); folder !== null; folder = folder === '' ? null : dirname(folder)) yield folder;
}
/** A name below a folder, with `.` and `..` resolved. */
export function join(folder: string, name: string): string {
  return folder === '' ? name : `${folder}/${name}`;
}
/** Resolves `.` and `..`. */
export function normalise(path: string): string {
  const out: string[] = [];
  for (const part of path.split('/')) {
    if (part === '' || part === '.') continue;
    if (part === '..') out.pop();
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
