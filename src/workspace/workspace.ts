import type {
  ExplainedCall,
  FileAnalysis,
  Report,
  Scenario,
  ScenarioResult,
  Severity,
  SkippedFile,
  SourceFile,
  TeamConfig,
} from '../model.ts';
import type { TeamFolderAbove } from '../team/above.ts';

/** What we need of a file system. Paths are relative to the workspace root, with `/`. Implemented for Node, for the editor, and in memory for tests. */
export interface FilePort {
  /** Every file worth a look (ignored folders left out), as the scan meets them. Folders that cannot be read are reported through `skipped`. */
  list(skipped: (file: SkippedFile) => void, signal?: AbortSignal): AsyncIterable<{ readonly path: string; readonly size: number }>;
  /** Text of a file; a `SkippedFile` with the reason when it is unreadable, binary or over-large. */
  read(path: string): Promise<string | SkippedFile>;
  /** Folders with team files above the root, in the repository around it, nearest first. Absent: nobody can look. */
  teamFoldersAbove?(): Promise<readonly TeamFolderAbove[]>;
}

/** Where the wasm and data files of the product come from: disk, or the extension's folder through the editor. */
export interface AssetPort {
  /** `tree-sitter.wasm`, `tree-sitter-python.wasm`, ..., `tiktoken_bg.wasm`, `o200k_base.json`. */
  load(name: string): Promise<Uint8Array>;
}

/** How far a scan is; `done` and `total` are files of the phase. */
export interface Progress {
  readonly phase: 'listing' | 'reading' | 'analysing';
  readonly done: number;
  /** Null while not known. */
  readonly total: number | null;
}

/** One folder with its files, and what holds for all answers about it. */
export interface WorkspaceOptions {
  /** As shown in reports; paths of the port are relative to it. */
  readonly root: string;
  readonly files: FilePort;
  readonly assets: AssetPort;
  /** Today as ISO date (`2026-11-21`): which dated prices hold. */
  readonly today: () => string;
  readonly toolVersion: string;
  /** Team file to use instead of those found upwards. */
  readonly teamFile?: string;
  /** The port lists only some of the files that team files speak of. */
  readonly isPartial?: boolean;
  /** Exports of actual use besides those that team files name. */
  readonly actuals?: readonly { readonly path: string; readonly text: string }[];
  /** Severities of findings by id, as settings give them; the team file wins over them. */
  readonly severities?: Readonly<Record<string, Severity | 'off'>>;
}

/** A team file after a sync, and how many calls or entries that concerns. */
export interface SyncedTeamFile {
  readonly text: string;
  /** As in `Sync`. */
  readonly added: number;
  readonly vanished: number;
  readonly back: number;
}

/** One opened root: facts and results are cached by content. Every surface (CLI, editor, tests) works through this. */
export interface Workspace {
  /** Text of an open editor or live notebook wins over the disk until cleared with null. */
  overlay(path: string, file: SourceFile | string | null): void;
  /** What the settings say of findings from here on; the team file wins over them. */
  setSeverities(severities: Readonly<Record<string, Severity | 'off'>>): void;
  /** Forget what is known of these paths (changed, created or deleted on disk). */
  invalidate(paths: readonly string[]): void;
  /**
   * Result for one file with the files it imports; null when the file is in no supported language. Never rejects for user text; rejects with the signal's reason when aborted.
   * `onEarly` gets the same before a tokenizer is loaded that takes longer than all the rest: tokens are approximated, and what is advised is left out.
   */
  analyze(path: string, signal?: AbortSignal, onEarly?: (analysis: FileAnalysis) => void): Promise<FileAnalysis | null>;
  /** The whole workspace. */
  scan(onProgress?: (progress: Progress) => void, signal?: AbortSignal): Promise<Report>;
  /** What the last scan's calls would cost under a what-if; null before the first scan. */
  whatIf(scenario: Scenario): Promise<ScenarioResult | null>;
  /** How the calls on a line (1-based; of a 0-based code cell in a notebook) were read, step by step; empty where no call stands. Callers of helpers by method name are only seen after a scan. */
  explain(path: string, line: number, cell?: number): Promise<readonly ExplainedCall[]>;
  /**
   * The team file at the root brought up to date with the last scan's calls, or a first one when `text` is null; see `team/sync.ts`.
   * Null before the first scan, and when the file is broken.
   */
  syncTeamFile(path: string, text: string | null): Promise<SyncedTeamFile | null>;
  /** Team settings that hold for a path (nearest file wins per key), with problems at their places. */
  team(path: string): Promise<TeamConfig>;
  /** Frees tokenizers and parsers. */
  dispose(): void;
}
