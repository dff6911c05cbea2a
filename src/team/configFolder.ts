import { escape } from 'minimatch';
import type { CallMatch, Origin } from '../model.ts';
import { dirname, resolvePath } from '../text/paths.ts';
import { globBelow, idBelow } from './above.ts';
import type { TeamFile } from './schema.ts';

/** Where a key of the file stands; `ofKey` wants the key itself, not its value. */
export type OriginOf = (keys: readonly PropertyKey[], ofKey?: boolean) => Origin;

/** Where a team file stands, and how what it says reads from the root. */
export interface TeamFolder {
  readonly originOf: OriginOf;
  /** The entries of the file hold everywhere. */
  readonly isRoot: boolean;
  /** Limits an entry to what is below the file; empty where it holds everywhere. */
  readonly within: { readonly within?: string };
  /** A glob of the file, from the root. */
  below(glob: string): string;
  /** The paths of an entry; without any those below the file, and none where it holds everywhere. */
  globs(list: string | readonly string[] | undefined): { readonly paths: readonly string[] } | undefined;
  matchOf(match: NonNullable<TeamFile['suppressions']>[number]['match']): CallMatch;
  /** A path that an entry names, from the root. */
  resolve(to: string): string;
}

/**
 * @param folder that paths of the file are relative to and that its entries are limited to; `''` is the root, or a folder above it.
 * @param way from that folder to the root; `''` unless it lies above.
 */
export function createTeamFolder(
  path: string,
  { folder, way }: { readonly folder: string; readonly way: string },
  originOf: OriginOf,
): TeamFolder {
  const isRoot = folder === '';
  const within = isRoot ? {} : { within: folder };
  const below = (glob: string) => (way !== '' ? globBelow(glob, way) : isRoot ? glob : `${escape(folder)}/${glob}`);
  const globs = (list: string | readonly string[] | undefined): { readonly paths: readonly string[] } | undefined =>
    list !== undefined ? { paths: listOf(list).map(below) } : isRoot ? undefined : { paths: [below('**')] };
  const matchOf = (match: NonNullable<TeamFile['suppressions']>[number]['match']): CallMatch => ({
    ...defined({ ...match, tag: textTags(match.tag) }),
    ...within,
    ...(match.file === undefined ? {} : { file: below(match.file) }),
    ...(match.id === undefined
      ? {}
      : { id: way !== '' ? idBelow(match.id, way) : isRoot || match.id.startsWith(`${folder}/`) ? match.id : `${folder}/${match.id}` }),
  });
  return { originOf, isRoot, within, below, globs, matchOf, resolve: (to) => resolvePath(way === '' ? folder : dirname(path), to) };
}

/** One text stands for a list of one. */
export function listOf(value: string | readonly string[]): readonly string[] {
  return typeof value === 'string' ? [value] : value;
}

/** Numbers and flags as their text. */
export function textTags(
  tags: Readonly<Record<string, string | number | boolean>> | undefined,
): Readonly<Record<string, string>> | undefined {
  return tags && Object.fromEntries(Object.entries(tags).map(([key, value]) => [key, String(value)]));
}

/** Without the keys that hold `undefined`. */
export function defined<T extends object>(value: T): { [K in keyof T]: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(value).filter(([, one]) => one !== undefined)) as { [K in keyof T]: Exclude<T[K], undefined> };
}
