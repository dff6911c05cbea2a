import { analyzeFile, type Analyzed, type Knowledge } from '../analyze.ts';
import { isSourcePath } from '../languages/index.ts';
import type { FileAnalysis, TeamConfig } from '../model.ts';
import { resolveFile, type createProject } from '../resolve/project.ts';
import type { Tokenizers } from '../tokens/tiktoken.ts';
import type { Breathe } from './breathing.ts';
import type { Sources } from './sources.ts';

/** Rounds of loading what resolution asked for. Real import chains settle in three or four. */
export const maxRounds = 8;

/** Analyses files that ask, while they are resolved, for files that are not loaded yet. */
export interface Resolving {
  /** Analyses a file with what is loaded, and once more where a model's encoding was not. */
  analyze(knows: Knowledge, path: string, team: TeamConfig): Promise<Analyzed>;
  /** Analyses a file, loads what it asks for and analyses it again, until nothing more comes. @param onEarly as in `Workspace.analyze`. */
  settle(
    knows: Knowledge,
    path: string,
    team: TeamConfig,
    signal?: AbortSignal,
    onEarly?: (analysis: FileAnalysis) => void,
  ): Promise<Analyzed>;
  /** Loads these files, and what their resolution asks for: all of them a round, so that the project is resolved anew a few times only. */
  load(paths: readonly string[], breathe: Breathe): Promise<void>;
}

/** Resolution over the files of a root. */
export function createResolving(sources: Sources, project: ReturnType<typeof createProject>, tokenizers: Tokenizers): Resolving {
  /** Waits for what resolution could not have at once; true when more is known than `before`, a count of parsed files. */
  async function loadAll(wanted: Iterable<string>, before: number): Promise<boolean> {
    let changed = false;
    for (const path of wanted) {
      if (isSourcePath(path)) changed = (await sources.load(path)) || changed;
      else if (sources.textNow(path) === undefined) {
        await sources.text(path);
        changed = true;
      }
    }
    changed ||= sources.parsed() > before;
    if (changed) project.loadedMore();
    return changed;
  }

  /** Loads what counting went without; true when there was any. */
  async function loadEncodings(): Promise<boolean> {
    const encodings = tokenizers.wanted();
    await Promise.all(encodings.map((one) => tokenizers.ready(one)));
    return encodings.length > 0;
  }

  return {
    async analyze(knows, path, team) {
      const result = analyzeFile(knows, project, path, team);
      return (await loadEncodings()) ? analyzeFile(knows, project, path, team) : result;
    },
    async settle(knows, path, team, signal, onEarly) {
      for (let round = 0; ; round++) {
        signal?.throwIfAborted();
        const before = sources.parsed();
        // Counted, priced and judged once, when nothing more comes.
        if (round < maxRounds && (await loadAll(resolveFile(project, path).wanted, before))) continue;
        const result = analyzeFile(knows, project, path, team);
        if (tokenizers.wanted().length === 0) return result;
        // Findings may depend on exact counts, and would come and go.
        if (result.analysis) onEarly?.({ ...result.analysis, findings: [] });
        await loadEncodings();
        return analyzeFile(knows, project, path, team);
      }
    },
    async load(paths, breathe) {
      await loadAll(paths, sources.parsed());
      let open = paths;
      for (let round = 0; round < maxRounds && open.length > 0; round++) {
        const wanted = new Set<string>();
        const lacking: string[] = [];
        const before = sources.parsed();
        for (const [i, path] of open.entries()) {
          await breathe({ phase: 'reading', done: i, total: open.length });
          const resolution = resolveFile(project, path);
          for (const one of resolution.wanted) wanted.add(one);
          if (!resolution.isComplete) lacking.push(path);
        }
        if (!(await loadAll(wanted, before))) return;
        open = lacking;
      }
    },
  };
}
