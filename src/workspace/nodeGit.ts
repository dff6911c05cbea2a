import { execFile } from 'node:child_process';
import { basename } from 'node:path';
import { decode, sizeLimit, skippedFiles, skippedFolders } from './reading.ts';
import type { FilePort } from './workspace.ts';

/** A folder as it was in a commit. */
export interface Revision {
  /** As a person names it: `origin/main (3f2a91c)`. */
  readonly name: string;
  /** The folder's files in the commit, beside those of the working tree: only what differs is asked of git. */
  readonly over: (now: FilePort) => FilePort;
  /** Paths then to paths now, of files that were moved. */
  readonly renamed: ReadonlyMap<string, string>;
}

/**
 * A folder of a git repository as it was where its branch left another: the commit that both have in common, which is what a pull request is compared with.
 * Without a name the default branch of `origin` is taken, or the last commit where there is none. Nothing of the repository is run or written: no hooks, no
 * filters, no index. Rejects with a sentence for a person.
 */
export async function revisionOf(root: string, ref: string | undefined): Promise<Revision> {
  const git = (...argv: readonly string[]) => run(root, argv, 64_000_000);
  const line = async (...argv: readonly string[]) => (await git(...argv)).toString('utf8').trim();
  await line('rev-parse', '--show-toplevel').catch((error: unknown) => {
    throw new Error(isMissing(error) ? 'git was not found: comparing needs it' : `${root} is in no git repository`);
  });
  const name = ref ?? (await line('symbolic-ref', '--quiet', '--short', 'refs/remotes/origin/HEAD').catch(() => 'HEAD'));
  const tip = await line('rev-parse', '--verify', '--quiet', '--end-of-options', `${name}^{commit}`).catch(() => {
    throw new Error(
      `there is no revision "${name}" here (a check-out in CI may hold one commit alone: fetch the history, as with fetch-depth: 0)`,
    );
  });
  const base = await line('merge-base', tip, 'HEAD').catch(() => {
    throw new Error(
      `"${name}" and the present have no commit in common (a check-out in CI may be cut short: fetch the history, as with fetch-depth: 0)`,
    );
  });
  const { differing, renamed } = readChanges(
    await git('diff', '--name-status', '-z', '-M', '--relative', '--no-ext-diff', '--no-textconv', '--ignore-submodules', base, '--', '.'),
  );
  const untracked = splitAtZero(await git('ls-files', '--others', '--exclude-standard', '-z', '--', '.'));
  // One that the index forgot may be in the commit all the same: that is told as deleted.
  for (const path of untracked) if (!differing.has(path)) differing.set(path, false);
  const textThen = async (path: string) => {
    const limit = sizeLimit(path);
    try {
      return decode(path, await run(root, ['cat-file', 'blob', `${base}:./${path}`], limit));
    } catch (error) {
      const isLarge = (error as { code?: unknown }).code === 'ERR_CHILD_PROCESS_STDIO_MAXBUFFER';
      return { file: path, reason: isLarge ? `larger than ${limit / 1e6} MB` : 'not readable in the repository' };
    }
  };
  return {
    name: `${name} (${base.slice(0, 7)})`,
    renamed,
    over: (now) => ({
      ...now,
      async *list(skipped, signal) {
        const listed = new Set<string>();
        for await (const file of now.list(skipped, signal)) {
          listed.add(file.path);
          if (differing.get(file.path) !== false) yield file;
        }
        for (const [path, wasThere] of differing) if (wasThere && !listed.has(path) && isRead(path)) yield { path, size: 0 };
      },
      read: (path) => {
        const wasThere = differing.get(path);
        if (wasThere === undefined) return now.read(path);
        return wasThere ? textThen(path) : Promise.resolve({ file: path, reason: 'not found' });
      },
    }),
  };
}

/** Whether a listing of the folder would have shown it. */
function isRead(path: string): boolean {
  return (
    !skippedFiles.test(basename(path)) &&
    !path
      .split('/')
      .slice(0, -1)
      .some((folder) => skippedFolders.has(folder))
  );
}

/** Paths that differ, with whether the commit has them; what `git diff --name-status -z` writes: https://git-scm.com/docs/git-diff#_raw_output_format */
function readChanges(output: Buffer): { readonly differing: Map<string, boolean>; readonly renamed: ReadonlyMap<string, string> } {
  const differing = new Map<string, boolean>();
  const renamed = new Map<string, string>();
  const parts = splitAtZero(output);
  for (let i = 0; i < parts.length;) {
    const status = parts[i++] ?? '';
    const path = parts[i++] ?? '';
    if (!/^[RC]/.test(status)) {
      differing.set(path, status !== 'A');
      continue;
    }
    const to = parts[i++] ?? '';
    differing.set(to, false);
    if (status.startsWith('R')) {
      differing.set(path, true);
      renamed.set(path, to);
    }
  }
  return { differing, renamed };
}

function splitAtZero(output: Buffer): readonly string[] {
  return output
    .toString('utf8')
    .split('\0')
    .filter((one) => one !== '');
}

/** Git without what a repository's own settings may start: a file watcher, or writing the index. */
function run(cwd: string, argv: readonly string[], maxBuffer: number): Promise<Buffer> {
  return new Promise((done, fail) => {
    execFile(
      'git',
      ['-c', 'core.fsmonitor=false', ...argv],
      { cwd, maxBuffer, encoding: 'buffer', env: { ...process.env, GIT_OPTIONAL_LOCKS: '0' } },
      (error, stdout) => (error ? fail(error) : done(stdout)),
    );
  });
}

function isMissing(error: unknown): boolean {
  return (error as { code?: unknown }).code === 'ENOENT';
}
