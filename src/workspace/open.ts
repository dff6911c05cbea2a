import { analyzeFile, type Analyzed, type Knowledge } from '../analyze.ts';
import type { Catalog } from '../cost/catalog.ts';
import { catalogSummary } from '../cost/catalog.ts';
import { isSourcePath, languages, sourceFileOf } from '../languages/index.ts';
import { createGrammars } from '../languages/parser.ts';
import type { FileAnalysis, FileFacts, Report, SkippedFile, SourceFile, Span } from '../model.ts';
import { summarize } from '../report/summarize.ts';
import { explainSpan } from '../resolve/explain.ts';
import { createProject, resolveFile } from '../resolve/project.ts';
import { createSdkIndex } from '../resolve/sdkIndex.ts';
import { createGate } from '../sdks/gate.ts';
import { compatibleHosts, localHosts } from '../sdks/hosts.ts';
import { sdks } from '../sdks/index.ts';
import { lineIndex } from '../text/lineIndex.ts';
import { createLocator } from '../text/virtual.ts';
import { createTokenizers } from '../tokens/tiktoken.ts';
import { minimatch } from 'minimatch';
import { syncedTeamFile } from './syncTeam.ts';
import { packagesOf } from './packages.ts';
import { createTeamFiles } from './teamFiles.ts';
import { createWhatIfs, type WhatIfs } from './whatIf.ts';
import type { Progress, Workspace, WorkspaceOptions } from './workspace.ts';

/** The tables never change, so what is made of them is made once. */
const mentionsSdk = createGate(sdks);
const sdkIndex = createSdkIndex(sdks);
const hosts = [...compatibleHosts, ...localHosts];

/** Rounds of loading what resolution asked for. Real import chains settle in three or four. */
const maxRounds = 8;

/** Parsers and tokenizers that several workspaces use; who made them frees them. */
export interface SharedParts {
  readonly grammars: ReturnType<typeof createGrammars>;
  readonly tokenizers: ReturnType<typeof createTokenizers>;
}

/** Opens a root. Nothing is read before the first question. */
export function openWorkspace(options: WorkspaceOptions & { readonly catalog: Catalog; readonly shared?: SharedParts }): Workspace {
  const grammars = options.shared?.grammars ?? createGrammars(languages, (name) => options.assets.load(name));
  const tokenizers = options.shared?.tokenizers ?? createTokenizers((name) => options.assets.load(name));
  const paths = new Set<string>();
  const skipped = new Map<string, SkippedFile>();
  const texts = new Map<string, string | null>();
  const facts = new Map<string, FileFacts | null>();
  const overlays = new Map<string, SourceFile | string>();
  let listed = false;
  let severities = options.severities ?? {};
  let packages: Awaited<ReturnType<typeof packagesOf>> = new Map();
  let lastScan: WhatIfs | undefined;
  let lastReport: Report | undefined;
  const teamFiles = createTeamFiles({
    paths: () => [...paths, ...[...overlays].flatMap(([path, one]) => (typeof one === 'string' && !paths.has(path) ? [path] : []))],
    text: async (path) => {
      const overlay = overlays.get(path);
      return typeof overlay === 'string' ? overlay : textOf(path);
    },
    ...(options.teamFile !== undefined ? { only: options.teamFile } : {}),
  });

  const project = createProject(
    {
      has: (path) => paths.has(path) || overlays.has(path),
      facts: (path) => (paths.has(path) || overlays.has(path) ? facts.get(path) : null),
      text: (path) => (paths.has(path) ? texts.get(path) : null),
      loaded: () => [...facts].flatMap(([path, one]) => (one ? [path] : [])),
      packageFolder: (name) => packages.get(name) ?? null,
    },
    sdks,
    hosts,
    sdkIndex,
  );

  async function list(onProgress?: (progress: Progress) => void, signal?: AbortSignal): Promise<void> {
    // Put in place at once: a file that is analysed meanwhile must find its imports.
    const found: string[] = [];
    const unread: SkippedFile[] = [];
    for await (const file of options.files.list((one) => unread.push(one), signal)) {
      found.push(file.path);
      if (found.length % 500 === 0) onProgress?.({ phase: 'listing', done: found.length, total: null });
    }
    paths.clear();
    skipped.clear();
    for (const path of found) paths.add(path);
    packages = await packagesOf(found, textOf);
    for (const one of unread) skipped.set(one.file, one);
    listed = true;
    teamFiles.changed(null);
  }

  async function textOf(path: string): Promise<string | null> {
    const known = texts.get(path);
    if (known !== undefined) return known;
    const read = await options.files.read(path);
    const text = typeof read === 'string' ? read : null;
    if (typeof read !== 'string') skipped.set(path, read);
    texts.set(path, text);
    return text;
  }

  /** Makes the facts of a file known; true when that changed anything. */
  async function load(path: string): Promise<boolean> {
    if (facts.has(path)) return false;
    const overlay = overlays.get(path);
    const text = typeof overlay === 'string' ? overlay : overlay === undefined ? await textOf(path) : null;
    const source = typeof overlay === 'object' ? overlay : text === null ? null : sourceFileOf(path, text);
    if (source && 'reason' in source) {
      skipped.set(path, { file: path, reason: source.reason });
      facts.set(path, null);
    } else if (!source) facts.set(path, null);
    else {
      await grammars.ready(source.language);
      // Typed on meanwhile: what was read is of yesterday.
      if (overlays.get(path) !== overlay) return load(path);
      facts.set(path, grammars.extract(source));
    }
    return true;
  }

  async function loadAll(wanted: Iterable<string>): Promise<boolean> {
    let changed = false;
    for (const path of wanted) {
      if (isSourcePath(path)) changed = (await load(path)) || changed;
      else if (!texts.has(path)) {
        await textOf(path);
        changed = true;
      }
    }
    if (changed) project.loadedMore();
    return changed;
  }

  async function knowledge(): Promise<Knowledge> {
    await tokenizers.ready('o200k_base');
    return { catalog: options.catalog, tokenizers, at: options.today(), severities };
  }

  async function settle(path: string, knows: Knowledge, signal?: AbortSignal): Promise<Analyzed> {
    const config = await teamFiles.of(path);
    for (let round = 0; ; round++) {
      signal?.throwIfAborted();
      const result = analyzeFile(knows, project, path, config);
      if (round >= maxRounds || !(await loadAll(result.wanted))) return result;
    }
  }

  /** Loads what the resolution of these files asks for, all of them a round, so that the project is resolved anew a few times only. */
  async function loadImports(queue: readonly string[], breathe: (progress: Progress) => Promise<void>): Promise<void> {
    let open = queue;
    for (let round = 0; round < maxRounds && open.length > 0; round++) {
      const wanted = new Set<string>();
      const lacking: string[] = [];
      for (const [i, path] of open.entries()) {
        await breathe({ phase: 'reading', done: i, total: open.length });
        const resolution = resolveFile(project, path);
        for (const one of resolution.wanted) wanted.add(one);
        if (!resolution.isComplete) lacking.push(path);
      }
      if (!(await loadAll(wanted))) return;
      open = lacking;
    }
  }

  function placeOf(file: string, span: Span): string {
    const chunks = facts.get(file)?.chunks;
    if (!chunks) return file;
    const { cell, position } = createLocator(chunks)(span.start);
    return `${file}${cell === null ? '' : `[${cell}]`}:${position.line + 1}:${position.column + 1}`;
  }

  return {
    overlay(path, file) {
      if (file === null) overlays.delete(path);
      else overlays.set(path, file);
      facts.delete(path);
      teamFiles.changed(path);
      project.changed(path);
    },
    setSeverities(given) {
      severities = given;
    },
    invalidate(changed) {
      for (const path of changed) {
        texts.delete(path);
        facts.delete(path);
        teamFiles.changed(path);
        skipped.delete(path);
        if (!paths.has(path)) listed = false;
      }
      project.changed('');
    },
    async analyze(path, signal) {
      if (!isSourcePath(path) && !overlays.has(path)) return null;
      if (!listed) await list(undefined, signal);
      await load(path);
      project.changed(path);
      return (await settle(path, await knowledge(), signal)).analysis;
    },
    async explain(path, line, cell) {
      if (!listed) await list();
      await load(path);
      const { analysis } = await settle(path, await knowledge());
      const source = facts.get(path);
      if (!analysis || !source) return [];
      const chunk = source.chunks.find((one) => cell === undefined || one.cell === cell);
      if (!chunk) return [];
      const lines = lineIndex(chunk.text);
      const start = chunk.offset + lines.offsetAt({ line: line - 1, column: 0 });
      const end = Math.max(start, chunk.offset + lines.offsetAt({ line, column: 0 }) - 1);
      return explainSpan(project, path, { start, end }).map(({ span, code, verdict, parts }) => ({
        place: placeOf(path, span), code, verdict,
        parts: parts.map((part) => ({ title: part.title, steps: part.steps.map((step) => ({ depth: step.depth, place: placeOf(step.file, step.span), code: step.code, found: step.found })) })),
        analyzed: analysis.calls.find((one) => one.call.span.start === span.start && one.call.span.end === span.end) ?? null,
      }));
    },
    async scan(onProgress, signal) {
      await list(onProgress, signal);
      const knows = await knowledge();
      const whole = await teamFiles.whole();
      const ignored = (path: string) => whole.ignore.some((glob) => minimatch(path, glob));
      // A text laid over a path that is not on disk (a file as it was before it was deleted) counts too.
      const laid = [...overlays].flatMap(([path, one]) => (typeof one === 'string' ? [path] : []));
      const sources = [...new Set([...paths, ...laid])].filter((path) => isSourcePath(path) && !ignored(path));
      const results = new Map<string, FileAnalysis>();
      const names = new Set<string>();
      const addresses = new Map<string, ReadonlySet<string>>();
      const holders = new Map<string, ReadonlySet<string>>();
      const done = new Set<string>();
      let queue: string[] = [];
      let last = performanceNow();
      const breathe = async (progress: Progress) => {
        signal?.throwIfAborted();
        if (performanceNow() - last < 10) return;
        onProgress?.(progress);
        await new Promise<void>((resolve) => void setImmediateLike(resolve));
        last = performanceNow();
      };
      for (const [i, path] of sources.entries()) {
        await breathe({ phase: 'reading', done: i, total: sources.length });
        const overlay = overlays.get(path);
        const text = typeof overlay === 'string' ? overlay : await textOf(path);
        if (text !== null && mentionsSdk(text)) queue.push(path);
      }
      for (let round = 0; round < maxRounds && queue.length > 0; round++) {
        await loadAll(queue);
        await loadImports(queue, breathe);
        const before = names.size + addresses.size + holders.size;
        for (const [i, path] of queue.entries()) {
          await breathe({ phase: 'analysing', done: i, total: queue.length });
          const result = analyzeFile(knows, project, path, await teamFiles.of(path));
          if (result.analysis) results.set(path, result.analysis);
          for (const name of result.wrappers) names.add(name);
          if (result.addresses.length > 0) addresses.set(path, new Set(result.addresses));
          if (result.holders.length > 0) holders.set(path, new Set(result.holders));
          done.add(path);
        }
        if (names.size + addresses.size + holders.size === before && round > 0) break;
        const calls = callersOf(names);
        const requests = requestsTo(addresses);
        const uses = usersOf(holders);
        queue = sources.filter((path) => !done.has(path) && (calls(texts.get(path) ?? '') || requests(texts.get(path) ?? '') || uses(texts.get(path) ?? '')));
      }
      const files = [...results.values()].map((file) => ({ ...file, calls: withVia(file.calls, results) }));
      const teams = new Map(await Promise.all(files.map(async ({ path }) => [path, await teamFiles.of(path)] as const)));
      lastScan = createWhatIfs(knows, files, whole, (path) => teams.get(path) ?? whole);
      lastReport = summarize({
        tool: { name: 'llmcost', version: options.toolVersion }, catalog: catalogSummary(options.catalog), root: options.root, at: knows.at,
        files, considered: sources.length, skipped: [...skipped.values()], team: whole, scenarios: lastScan.all(),
      });
      return lastReport;
    },
    syncTeamFile: (path, text) => Promise.resolve(lastReport ? syncedTeamFile(lastReport, path, text) : null),
    whatIf: (scenario) => Promise.resolve(lastScan?.result(scenario) ?? null),
    team: (path) => teamFiles.of(path),
    dispose() {
      if (options.shared) return;
      grammars.dispose();
      tokenizers.dispose();
    },
  };
}

/** A wrapper's target that is in no result (its file was not scanned) is no id. */
function withVia(calls: FileAnalysis['calls'], results: ReadonlyMap<string, FileAnalysis>): FileAnalysis['calls'] {
  return calls.map((one) => (one.call.via !== null && !results.has(one.call.via.split('#')[0] ?? '') ? { ...one, call: { ...one.call, via: null } } : one));
}

/** Texts that mention one of the names, followed by a bracket or as an argument. */
function callersOf(names: ReadonlySet<string>): (text: string) => boolean {
  const pattern = anyOf([...names].filter((name) => name.length > 2 && !name.startsWith('__')), '\\s*[(,)]');
  return (text) => pattern?.test(text) ?? false;
}

/** Texts that import one of the files, by its name or its folder's, and mention what is held there. */
function usersOf(holders: ReadonlyMap<string, ReadonlySet<string>>): (text: string) => boolean {
  const byModule = new Map<string, Set<string>>();
  for (const [path, names] of holders) {
    const parts = path.replace(/\.[^./]+$/, '').split('/');
    for (const module of [parts.at(-1), parts.at(-2)]) if (module !== undefined && /^[\w-]+$/.test(module) && module !== '__init__' && module !== 'index' && module !== 'src') byModule.set(module, new Set([...(byModule.get(module) ?? []), ...names]));
  }
  const patterns = [...byModule].map(([module, names]) => ({ module, imports: anyOf([module], '(?:[^\\n]*\\bimport\\b|[\\w./-]*["\']|(?<=\\bimport\\b[^\\n]*))'), mentions: anyOf([...names], '') }));
  return (text) => patterns.some((one) => text.includes(one.module) && one.imports?.test(text) === true && one.mentions?.test(text) === true);
}

/** Texts that use what another file holds the address of a service in, and send requests. */
function requestsTo(addresses: ReadonlyMap<string, ReadonlySet<string>>): (text: string) => boolean {
  const uses = usersOf(addresses);
  return (text) => /\b(?:post|request|fetch|stream|urlopen|axios)\w*\s*\(/i.test(text) && uses(text);
}

function anyOf(names: readonly string[], then: string): RegExp | null {
  return names.length > 0 ? new RegExp(`\\b(?:${names.map((name) => name.replace(/[$]/g, '\\$&')).join('|')})\\b${then}`) : null;
}

declare const performance: { now(): number };
declare const setTimeout: (callback: () => void, delay: number) => unknown;
function performanceNow(): number {
  return performance.now();
}
function setImmediateLike(callback: () => void): unknown {
  return setTimeout(callback, 0);
}
