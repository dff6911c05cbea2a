import type { ActualUse, TeamConfig, TeamProblem } from '../model.ts';
import { globBelow, type TeamFolderAbove } from '../team/above.ts';
import { codeownersConfig, codeownersPaths } from '../team/codeowners.ts';
import { parseActuals, type Actuals } from '../team/actuals.ts';
import { dirname, resolvePath } from '../text/paths.ts';
import { mergeTeam, noTeam } from '../team/merge.ts';
import { parseTeamFile } from '../team/parse.ts';

/** What reading team files needs of the workspace. Paths are relative to its root. */
export interface TeamFilesPort {
  /** Every path of the workspace, as known now. */
  paths(): readonly string[];
  /** Text of a file, open editors first; null when it cannot be read. */
  text(path: string): Promise<string | null>;
  /** Why a text is null. */
  whyNot(path: string): string;
  /** Folders with team files above the root, the nearest first. Absent: nobody can look. */
  above?(): Promise<readonly TeamFolderAbove[]>;
  /** The only team file to use. Its paths are relative to its folder where it is an `llmcost.yaml` of the workspace, else to the root. */
  readonly only?: string;
  /** Exports of actual use besides those that team files name. */
  readonly actuals?: readonly { readonly path: string; readonly text: string }[];
}
/** What the team declares. Read once and kept until something is changed; a file that cannot be read is a problem of the configuration, never an error. */
export interface TeamFiles {
  /** What holds for a path: the team files from its folder upwards, with what they build on. */
  of(path: string): Promise<TeamConfig>;
  /** Every team file as one, deepest first: for budgets, projects and what else is not of one file. */
  whole(): Promise<TeamConfig>;
  /** Team files above the root hold here too, and speak of more than what lies below it. */
  isBelowAnother(): Promise<boolean>;
  /** Forget what was read of a path; null after files were listed anew. */
  changed(path: string | null): void;
}

/** Where the paths of a team file begin: a folder, and from there the way to the root where it lies above it. */
type Base = Pick<TeamFolderAbove, 'folder' | 'way'>;

/** In the order in which they weigh: a folder that has both uses both, the first one winning. */
export const teamFileNames = ['llmcost.yaml', 'llmcost.yml'];

/** By its name alone, in whatever folder. `path` uses `/`. */
export function isTeamFile(path: string): boolean {
  return teamFileNames.includes(path.split('/').at(-1) ?? '');
}

function notRead(path: string, reason: string): string {
  return reason === 'not found' ? `${path} was not found` : `${path} cannot be read: ${reason}`;
}

/** A team file that nobody can read must not pass for one that says nothing. */
function unreadable(path: string, reason: string): TeamConfig {
  return {
    ...noTeam,
    files: [path],
    problems: [
      {
        origin: { file: path, line: 1, column: 1, span: { start: 0, end: 0 } },
        severity: 'error',
        message: `this team file cannot be read, so nothing of it holds: ${reason}`,
      },
    ],
  };
}

/** Finds, reads and merges team files; keeps what it read until told that it changed. */
export function createTeamFiles(port: TeamFilesPort): TeamFiles {
  const parsed = new Map<string, TeamConfig | null>();
  const measured = new Map<string, Actuals | null>();
  const given = (port.actuals ?? []).map(({ path, text }): TeamConfig => {
    const { uses, problems } = parseActuals(path, text);
    return {
      ...noTeam,
      actuals: uses,
      problems: problems.map((message) => ({
        origin: { file: path, line: 1, column: 1, span: { start: 0, end: 0 } },
        severity: 'warning' as const,
        message,
      })),
    };
  });
  let everything: Promise<TeamConfig> | undefined;
  const ofFolder = new Map<string, Promise<TeamConfig>>();

  async function parse(path: string, { folder: base, way }: Base): Promise<TeamConfig | null> {
    const key = `${path}\0${base}\0${way}`;
    const known = parsed.get(key);
    if (known !== undefined) return known;
    const text = await port.text(path);
    const config = text === null ? null : parseTeamFile(path, text, base, way);
    parsed.set(key, config);
    return config;
  }

  async function readActuals(path: string, { folder: base, way }: Base): Promise<Actuals | null> {
    const key = `${path}\0${base}\0${way}`;
    const known = measured.get(key);
    if (known !== undefined) return known;
    const text = await port.text(path);
    const read = text === null ? null : parseActuals(path, text, (file) => (way === '' ? resolvePath(base, file) : globBelow(file, way)));
    measured.set(key, read);
    return read;
  }

  /** A team file and those it builds on, nearest first. */
  async function withBases(
    path: string,
    base: Base = { folder: dirname(path), way: '' },
    above: readonly string[] = [],
  ): Promise<readonly TeamConfig[]> {
    const config = await parse(path, base);
    if (!config) return above.length > 0 ? [] : [unreadable(path, port.whyNot(path))];
    const problems: TeamProblem[] = [];
    const bases: TeamConfig[] = [];
    for (const one of config.extends) {
      const isCircle = [...above, path].includes(one.path);
      const found = isCircle ? [] : await withBases(one.path, base, [...above, path]);
      if (found.length === 0)
        problems.push({
          origin: one.origin,
          severity: 'error',
          message: isCircle ? `${one.path} builds on this file itself` : notRead(one.path, port.whyNot(one.path)),
        });
      bases.push(...found);
    }
    const actuals: ActualUse[] = [];
    for (const one of config.actualFiles) {
      const found = await readActuals(one.path, base);
      actuals.push(...(found?.uses ?? []));
      if (!found) problems.push({ origin: one.origin, severity: 'error', message: notRead(one.path, port.whyNot(one.path)) });
      for (const problem of found?.problems ?? [])
        problems.push({ origin: one.origin, severity: 'warning', message: `${one.path}: ${problem}` });
    }
    const whole = actuals.length > 0 ? { ...config, actuals } : config;
    return [problems.length > 0 ? { ...whole, problems: [...whole.problems, ...problems] } : whole, ...bases];
  }

  /** The repository's CODEOWNERS, as weakest defaults: that of the highest folder with a team file. */
  async function owners(): Promise<readonly TeamConfig[]> {
    const highest = (await foldersAbove()).at(-1);
    if (highest) {
      const path = highest.owners === null ? null : `${highest.folder}/${highest.owners}`;
      const text = path === null ? null : await port.text(path);
      return path === null || text === null ? [] : [codeownersConfig(path, text, highest.way)];
    }
    const present = new Set(port.paths().filter((path) => path.endsWith('CODEOWNERS')));
    const path = codeownersPaths.find((one) => present.has(one));
    const text = path === undefined ? null : await port.text(path);
    return path === undefined || text === null ? [] : [codeownersConfig(path, text)];
  }

  const foldersAbove = async (): Promise<readonly TeamFolderAbove[]> => (port.only === undefined ? ((await port.above?.()) ?? []) : []);
  /** Of what lies above the root an editor may hold a text. */
  const inside = (): readonly string[] => port.paths().filter((path) => isTeamFile(path) && !path.startsWith('../'));

  /** What team files above the root say of what lies below it. */
  async function fromAbove(): Promise<readonly TeamConfig[]> {
    const paths = (await foldersAbove()).flatMap((one) => one.files.map((name) => ({ path: `${one.folder}/${name}`, base: one })));
    return (await Promise.all(paths.map(({ path, base }) => withBases(path, base)))).flat();
  }

  async function read(nearest: string): Promise<TeamConfig> {
    if (port.only !== undefined)
      return mergeTeam([
        ...(await withBases(port.only, {
          folder: isTeamFile(port.only) && !port.only.startsWith('../') ? dirname(port.only) : '',
          way: '',
        })),
        ...given,
        ...(await owners()),
      ]);
    const present = new Set(inside());
    const found: TeamConfig[] = [];
    for (let folder = nearest; ; folder = dirname(folder)) {
      for (const name of teamFileNames) {
        const path = folder === '' ? name : `${folder}/${name}`;
        if (present.has(path)) found.push(...(await withBases(path)));
      }
      if (folder === '') return mergeTeam([...found, ...(await fromAbove()), ...given, ...(await owners())]);
    }
  }

  async function readAll(): Promise<TeamConfig> {
    if (port.only !== undefined) return read('');
    const files = inside().toSorted((a, b) => b.split('/').length - a.split('/').length);
    return mergeTeam([
      ...(await Promise.all(files.map((path) => withBases(path)))).flat(),
      ...(await fromAbove()),
      ...given,
      ...(await owners()),
    ]);
  }

  return {
    of(path) {
      const folder = dirname(path);
      const known = ofFolder.get(folder) ?? read(folder);
      ofFolder.set(folder, known);
      return known;
    },
    whole: () => (everything ??= readAll()),
    isBelowAnother: async () => (await foldersAbove()).length > 0,
    changed(path) {
      const keys = [...parsed.keys(), ...measured.keys()].filter((key) => path === null || key.startsWith(`${path}\0`));
      for (const key of keys) {
        parsed.delete(key);
        measured.delete(key);
      }
      if (path === null || keys.length > 0 || isTeamFile(path) || path.endsWith('CODEOWNERS')) {
        ofFolder.clear();
        everything = undefined;
      }
    },
  };
}
