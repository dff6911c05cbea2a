import type { DeclaredCall, TeamConfig } from '../model.ts';
import { globBelow } from './above.ts';
import { noTeam } from './merge.ts';

/** Where GitHub and GitLab look for the file, first one found counts. https://docs.github.com/articles/about-code-owners */
export const codeownersPaths = ['.github/CODEOWNERS', 'CODEOWNERS', 'docs/CODEOWNERS', '.gitlab/CODEOWNERS'];

/**
 * Owners of files as weakest defaults: what a team file says of an owner wins. The last line that fits a file counts.
 * @param way from the folder that its paths begin in to the root, where that lies above it.
 */
export function codeownersConfig(path: string, text: string, way = ''): TeamConfig {
  const calls: DeclaredCall[] = [];
  let at = 0;
  for (const [i, line] of text.split('\n').entries()) {
    const [pattern, ...owners] = line.replace(/#.*/, '').trim().split(/\s+/);
    if (pattern && !/^[![^]/.test(pattern)) {
      for (const glob of globsOf(pattern))
        calls.push({
          match: { file: way === '' ? glob : globBelow(glob, way) },
          origin: { file: path, line: i + 1, column: 1, span: { start: at, end: at + line.length } },
          isDefault: true,
          ...(owners.length > 0 ? { owner: owners.join(' ') } : {}),
        });
    }
    at += line.length + 1;
  }
  return { ...noTeam, files: [path], calls };
}

/** A pattern as in .gitignore as globs over paths from the root: the path itself, and everything below it. */
function globsOf(pattern: string): readonly string[] {
  const isAnchored = pattern.slice(0, -1).includes('/');
  const plain = `${isAnchored ? '' : '**/'}${pattern.replace(/^\//, '').replace(/\/$/, '')}`;
  return pattern.endsWith('/*') ? [plain] : [...(pattern.endsWith('/') ? [] : [plain]), `${plain.replace(/\/\*\*$/, '')}/**`];
}
