import * as vscode from 'vscode';

/** The parts of the built-in git extension's interface (version 1) that are used: https://github.com/microsoft/vscode/blob/main/extensions/git/src/api/git.d.ts */
interface GitChange {
  readonly uri: vscode.Uri;
  readonly originalUri: vscode.Uri;
  readonly renameUri: vscode.Uri | undefined;
  /** Of the enum `Status`: 1 added to the index, 6 deleted, ... Not needed: both sides are read. */
  readonly status: number;
}
interface GitRepository {
  readonly rootUri: vscode.Uri;
  readonly state: { readonly HEAD: { readonly name?: string } | undefined };
  diffWith(ref: string): Promise<readonly GitChange[]>;
  show(ref: string, path: string): Promise<string>;
  getRefs(query: {
    readonly sort?: 'committerdate';
    readonly count?: number;
  }): Promise<readonly { readonly name?: string; readonly type: number; readonly commit?: string }[]>;
}
interface GitExtension {
  getAPI(version: 1): {
    getRepository(uri: vscode.Uri): GitRepository | null;
    readonly repositories: readonly GitRepository[];
    openRepository?(root: vscode.Uri): Promise<GitRepository | null>;
  };
}

/** A repository around a folder; null when there is none, or no git here (as in a browser). */
export async function repositoryOf(folder: vscode.Uri): Promise<GitRepository | null> {
  const extension = vscode.extensions.getExtension<GitExtension>('vscode.git');
  if (!extension) return null;
  const git = (extension.isActive ? extension.exports : await extension.activate()).getAPI(1);
  return git.getRepository(folder) ?? (await git.openRepository?.(folder)) ?? null;
}

/** Names that can be compared with, the likely ones first. */
export async function refsOf(repository: GitRepository): Promise<readonly string[]> {
  const refs = await repository.getRefs({ sort: 'committerdate', count: 50 });
  const names = refs.flatMap((one) => one.name ?? []).filter((name) => name !== repository.state.HEAD?.name);
  return [...new Set(['HEAD', ...['origin/main', 'main', 'origin/master', 'master'].filter((name) => names.includes(name)), ...names])];
}

/** A folder as it was at a ref. */
export interface FolderAt {
  /** Files that differ, with their text there; null where the ref has no such file. */
  readonly files: ReadonlyMap<string, string | null>;
  /** Paths there to paths now, of files that were moved. */
  readonly renamed: ReadonlyMap<string, string>;
}

/** What differs below a folder. Unsaved text counts as the working tree does: it is the present. */
export async function folderAt(repository: GitRepository, ref: string, folder: vscode.Uri): Promise<FolderAt> {
  const base = folder.path.endsWith('/') ? folder.path : `${folder.path}/`;
  const changes = await repository.diffWith(ref);
  const files = new Map<string, string | null>();
  for (const uri of changes.flatMap((one) => [one.uri, one.originalUri, ...(one.renameUri ? [one.renameUri] : [])])) {
    if (!uri.path.startsWith(base) || files.has(uri.path.slice(base.length))) continue;
    files.set(uri.path.slice(base.length), await repository.show(ref, uri.fsPath).catch(() => null));
  }
  const moved = changes.flatMap(({ originalUri, renameUri }) =>
    renameUri && renameUri.path !== originalUri.path ? [[originalUri.path, renameUri.path] as const] : [],
  );
  const below = moved.filter((pair) => pair.every((path) => path.startsWith(base)));
  return { files, renamed: new Map(below.map(([from, to]) => [from.slice(base.length), to.slice(base.length)])) };
}
