import { braceExpand, minimatch } from 'minimatch';

/** A folder above the root whose team file holds for what lies below it, the root included. */
export interface TeamFolderAbove {
  /** As seen from the root: `..`, `../..`. */
  readonly folder: string;
  /** The root as seen from there: `service`, `packages/api`. */
  readonly way: string;
  /** Names of its team files, the first one winning. */
  readonly files: readonly string[];
  /** Its CODEOWNERS, as a path from there; null: none, or another folder above is the highest. */
  readonly owners: string | null;
}

/** A glob of a folder above the root as one over paths from the root: what is left of it behind the way to the root. One that names other places fits nothing (`../...`). */
export function globBelow(glob: string, way: string): string {
  const found = [...new Set(braceExpand(glob).flatMap((one) => behind(one.split('/'), way.split('/'))))].filter((one) => one !== '');
  return found.length > 1 ? `{${found.join(',')}}` : (found[0] ?? `../${glob}`);
}

/** An id of a call, as a scan of the folder above has it, as the root has it; it begins with the path of the file. */
export function idBelow(id: string, way: string): string {
  return id.startsWith(`${way}/`) ? id.slice(way.length + 1) : `../${id}`;
}

function behind(parts: readonly string[], way: readonly string[]): readonly string[] {
  const [folder, ...further] = way;
  const [head, ...tail] = parts;
  if (folder === undefined) return [parts.join('/')];
  if (head === undefined) return [];
  // Any number of folders: none of the way, or one more.
  if (head === '**') return [...behind(tail, way), ...behind(parts, further)];
  return minimatch(folder, head, { dot: true }) ? behind(tail, further) : [];
}
