import type { Grammars } from '../languages/parser.ts';
import { sourceFileOf } from '../languages/index.ts';
import type { FileFacts, SkippedFile, SourceFile } from '../model.ts';
import type { FilePort } from './workspace.ts';

/** The files of a root: which there are, their texts, and the facts of those that were needed. What an editor holds wins over the disk. */
export interface Sources {
  readonly skipped: ReadonlyMap<string, SkippedFile>;
  /** Every path that has a text: on disk, or laid over a path that is not. */
  paths(): readonly string[];
  has(path: string): boolean;
  /** An editor holds it: its text is not that of the disk. */
  isOverlaid(path: string): boolean;
  /** Replaces what is known to be on disk. */
  listed(paths: readonly string[], unread: readonly SkippedFile[]): void;
  /** A text, or a notebook's cells, in place of the disk; null takes it away. */
  overlay(path: string, file: SourceFile | string | null): void;
  /** Forgets what was read; true when a path is not listed. */
  forget(path: string): boolean;
  /** Reads once; null when the file cannot be had, which is then in `skipped`. */
  text(path: string): Promise<string | null>;
  /** Null: cannot be had. Undefined: not read yet. */
  textNow(path: string): string | null | undefined;
  /** Makes the facts of a file known; true when that changed anything. */
  load(path: string): Promise<boolean>;
  /** Facts without waiting: parsed now if its text was read and its grammar is there. Null: no such source. Undefined: must be loaded first. */
  factsNow(path: string): FileFacts | null | undefined;
  /** Paths whose facts are at hand. */
  loaded(): readonly string[];
  /** Grows with every file that was parsed. */
  parsed(): number;
}

/** Knows no file until `listed`. Reads through `files`; grammars that are not loaded yet make `factsNow` answer undefined. */
export function createSources(files: FilePort, grammars: Grammars): Sources {
  const onDisk = new Set<string>();
  const skipped = new Map<string, SkippedFile>();
  const texts = new Map<string, string | null>();
  const facts = new Map<string, FileFacts | null>();
  const overlays = new Map<string, SourceFile | string>();
  let parsed = 0;

  const textNow = (path: string) => {
    const overlay = overlays.get(path);
    return typeof overlay === 'string' ? overlay : texts.get(path);
  };

  /** What a path is parsed from, why it is not, or null when it cannot be had. Undefined: its text was not read. */
  function sourceOf(path: string): ReturnType<typeof sourceFileOf> | null | undefined {
    const overlay = overlays.get(path);
    if (typeof overlay === 'object') return overlay;
    const text = textNow(path);
    return typeof text === 'string' ? sourceFileOf(path, text) : text;
  }

  /** Undefined when its grammar is not there yet. */
  function parse(path: string, source: ReturnType<typeof sourceFileOf> | null): FileFacts | null | undefined {
    if (source === null || 'reason' in source) {
      if (source) skipped.set(path, { file: path, reason: source.reason });
      facts.set(path, null);
      return null;
    }
    if (!grammars.isReady(source.language)) return undefined;
    const extracted = grammars.extract(source);
    facts.set(path, extracted);
    parsed++;
    return extracted;
  }

  const sources: Sources = {
    skipped,
    paths: () => [...onDisk, ...[...overlays].flatMap(([path, one]) => (typeof one === 'string' && !onDisk.has(path) ? [path] : []))],
    has: (path) => onDisk.has(path) || overlays.has(path),
    isOverlaid: (path) => overlays.has(path),
    listed(paths, unread) {
      onDisk.clear();
      skipped.clear();
      for (const path of paths) onDisk.add(path);
      for (const one of unread) skipped.set(one.file, one);
    },
    overlay(path, file) {
      if (file === null) overlays.delete(path);
      else overlays.set(path, file);
      facts.delete(path);
    },
    forget(path) {
      texts.delete(path);
      facts.delete(path);
      skipped.delete(path);
      return !onDisk.has(path);
    },
    async text(path) {
      const known = textNow(path);
      if (known !== undefined) return known;
      const read = await files.read(path);
      const text = typeof read === 'string' ? read : null;
      if (typeof read !== 'string') skipped.set(path, read);
      texts.set(path, text);
      return text;
    },
    textNow,
    async load(path) {
      if (facts.has(path)) return false;
      const overlay = overlays.get(path);
      if (typeof overlay !== 'object') await sources.text(path);
      const source = sourceOf(path) ?? null;
      if (source && !('reason' in source)) await grammars.ready(source.language);
      // Typed on meanwhile: what was read is of yesterday.
      if (overlays.get(path) !== overlay) return sources.load(path);
      parse(path, source);
      return true;
    },
    factsNow(path) {
      if (!sources.has(path)) return null;
      const known = facts.get(path);
      if (known !== undefined) return known;
      const source = sourceOf(path);
      return source === undefined ? undefined : parse(path, source);
    },
    loaded: () => [...facts].flatMap(([path, one]) => (one ? [path] : [])),
    parsed: () => parsed,
  };
  return sources;
}
