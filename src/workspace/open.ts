import { analyzeFile, type Analyzed, type Knowledge } from '../analyze.ts';
import type { Catalog } from '../cost/catalog.ts';
import { catalogSummary } from '../cost/catalog.ts';
import { findingIds } from '../findings/index.ts';
import { isSourcePath, languages } from '../languages/index.ts';
import { createGrammars } from '../languages/parser.ts';
import type { FileAnalysis, Report, SkippedFile, Span, TeamConfig } from '../model.ts';
import { summarize } from '../report/summarize.ts';
import { explainSpan } from '../resolve/explain.ts';
import { createProject, resolveFile } from '../resolve/project.ts';
import { createSdkIndex } from '../resolve/requests/sdkIndex.ts';
import { createGate } from '../sdks/gate.ts';
import { compatibleHosts, gatewayHosts, localHosts } from '../sdks/hosts.ts';
import { sdks } from '../sdks/index.ts';
import { lineIndex } from '../text/lineIndex.ts';
import { createLocator } from '../text/virtual.ts';
import { createTokenizers } from '../tokens/tiktoken.ts';
import { isIgnoredFile } from '../team/match.ts';
import { suppressionMistakes } from '../team/suppressions.ts';
import { callersOf, mentionersOf, requestsTo, usersOf } from './mentions.ts';
import { createSources } from './sources.ts';
import { syncedTeamFile } from './syncTeam.ts';
import { manifestsOf, type Manifests } from './manifests.ts';
import { packagesOf, pythonPackagesOf } from './packages.ts';
import { createTeamFiles } from './teamFiles.ts';
import { createWhatIfs, type WhatIfs } from './whatIf.ts';
import { createWholeTeam } from './wholeTeam.ts';
import type { Progress, Workspace, WorkspaceOptions } from './workspace.ts';

/** The tables never change, so what is made of them is made once. */
const mentionsSdk = createGate(sdks);
const sdkIndex = createSdkIndex(sdks);
const apis: ReadonlySet<string> = new Set(sdks.flatMap((sdk) => sdk.operations.map((one) => one.api)));
const hosts = [...compatibleHosts, ...gatewayHosts, ...localHosts];
/** Packages whose version says how something is spelled. */
const versioned = new Set(sdks.flatMap((sdk) => sdk.operations.flatMap((one) => Object.values(one.capBefore ?? {}).map(({ package: name }) => name))));

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
  const sources = createSources(options.files, grammars);
  let listed = false;
  let severities = options.severities ?? {};
  let packages: Awaited<ReturnType<typeof packagesOf>> = new Map();
  let pythonPackages: ReturnType<typeof pythonPackagesOf> = new Map();
  let manifests: Manifests | undefined;
  let lastScan: WhatIfs | undefined;
  let lastReport: Report | undefined;
  const teamFiles = createTeamFiles({ paths: sources.paths, text: sources.text, whyNot: (path) => sources.skipped.get(path)?.reason ?? 'not found', ...(options.teamFile !== undefined ? { only: options.teamFile } : {}), ...(options.actuals ? { actuals: options.actuals } : {}) });

  const project = createProject(
    {
      has: sources.has,
      facts: sources.factsNow,
      text: (path) => (sources.has(path) ? sources.textNow(path) : null),
      loaded: sources.loaded,
      packageFolder: (name) => packages.get(name) ?? null,
      pythonRoot: (name) => pythonPackages.get(name) ?? null,
      versionOf: (path, name) => manifests?.versionOf(path, name) ?? null,
      declaredWrappers: () => wholeTeam.wrappers(),
    },
    sdks,
    hosts,
    sdkIndex,
  );

  const wholeTeam = createWholeTeam({ teamFiles, apis, teamFileAbove: async () => (options.teamFile === undefined ? ((await options.files.teamFileAbove?.()) ?? null) : null), onWrappers: () => project.changed('') });

  /** Text of a file that is not kept, because nothing asks for it again. */
  async function readOnce(path: string): Promise<string | null> {
    const text = await options.files.read(path);
    return typeof text === 'string' ? text : null;
  }

  async function list(onProgress?: (progress: Progress) => void, signal?: AbortSignal): Promise<void> {
    // Put in place at once: a file that is analysed meanwhile must find its imports.
    const found: string[] = [];
    const unread: SkippedFile[] = [];
    for await (const file of options.files.list((one) => unread.push(one), signal)) {
      found.push(file.path);
      if (found.length % 500 === 0) onProgress?.({ phase: 'listing', done: found.length, total: null });
    }
    sources.listed(found, unread);
    packages = await packagesOf(found, sources.text);
    pythonPackages = pythonPackagesOf(found);
    manifests = await manifestsOf(found, sources.text, readOnce, versioned);
    listed = true;
    teamFiles.changed(null);
  }

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

  function knowledge(): Knowledge {
    return { catalog: options.catalog, tokenizers, at: options.today(), severities };
  }

  /** Analyses a file, and once more where a model's encoding was not loaded yet. */
  async function analyzeCounted(path: string, knows: Knowledge, config: TeamConfig): Promise<Analyzed> {
    const result = analyzeFile(knows, project, path, config);
    return (await loadEncodings()) ? analyzeFile(knows, project, path, config) : result;
  }

  /** Loads what counting went without; true when there was any. */
  async function loadEncodings(): Promise<boolean> {
    const encodings = tokenizers.wanted();
    await Promise.all(encodings.map((one) => tokenizers.ready(one)));
    return encodings.length > 0;
  }

  async function settle(path: string, knows: Knowledge, signal?: AbortSignal, onEarly?: (analysis: FileAnalysis) => void): Promise<Analyzed> {
    await wholeTeam.read();
    const config = await teamFiles.of(path);
    for (let round = 0; ; round++) {
      signal?.throwIfAborted();
      const before = sources.parsed();
      const result = analyzeFile(knows, project, path, config);
      if (round < maxRounds && (await loadAll(result.wanted, before))) continue;
      if (tokenizers.wanted().length === 0) return result;
      // Findings may depend on exact counts, and would come and go.
      if (result.analysis) onEarly?.({ ...result.analysis, findings: [] });
      await loadEncodings();
      return analyzeFile(knows, project, path, config);
    }
  }

  /** Loads what the resolution of these files asks for, all of them a round, so that the project is resolved anew a few times only. */
  async function loadImports(queue: readonly string[], breathe: (progress: Progress) => Promise<void>): Promise<void> {
    let open = queue;
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
  }

  function placeOf(file: string, span: Span): string {
    const chunks = sources.factsNow(file)?.chunks;
    if (!chunks) return file;
    const { cell, position } = createLocator(chunks)(span.start);
    return `${file}${cell === null ? '' : `[${cell}]`}:${position.line + 1}:${position.column + 1}`;
  }

  return {
    overlay(path, file) {
      sources.overlay(path, file);
      teamFiles.changed(path);
      project.changed(path);
    },
    setSeverities(given) {
      severities = given;
    },
    invalidate(changed) {
      for (const path of changed) {
        teamFiles.changed(path);
        if (sources.forget(path)) listed = false;
      }
      project.changed('');
    },
    async analyze(path, signal, onEarly) {
      if (!isSourcePath(path) && !sources.isOverlaid(path)) return null;
      if (!listed) await list(undefined, signal);
      await sources.load(path);
      project.changed(path);
      return (await settle(path, knowledge(), signal, onEarly)).analysis;
    },
    async explain(path, line, cell) {
      if (!listed) await list();
      await sources.load(path);
      const { analysis } = await settle(path, knowledge());
      const source = sources.factsNow(path);
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
      const knows = knowledge();
      const whole = await wholeTeam.read();
      const candidates = sources.paths().filter((path) => isSourcePath(path) && !isIgnoredFile(whole, path));
      const results = new Map<string, FileAnalysis>();
      const declared = mentionersOf(whole.wrappers.map((one) => one.function.split('.').at(-1) ?? ''));
      const names = new Set<string>();
      const addresses = new Map<string, ReadonlySet<string>>();
      const holders = new Map<string, ReadonlySet<string>>();
      const done = new Set<string>();
      const isOwnPackage = (module: string) => packages.has(module) || packages.has(module.split('/').slice(0, module.startsWith('@') ? 2 : 1).join('/'));
      let queue: string[] = [];
      let last = performanceNow();
      const breathe = async (progress: Progress) => {
        signal?.throwIfAborted();
        if (performanceNow() - last < 10) return;
        onProgress?.(progress);
        await new Promise<void>((resolve) => void setImmediateLike(resolve));
        last = performanceNow();
      };
      for (const [i, path] of candidates.entries()) {
        await breathe({ phase: 'reading', done: i, total: candidates.length });
        const text = await sources.text(path);
        if (text !== null && (mentionsSdk(text) || declared(text))) queue.push(path);
      }
      for (let round = 0; round < maxRounds && queue.length > 0; round++) {
        await loadAll(queue, sources.parsed());
        await loadImports(queue, breathe);
        const before = names.size + addresses.size + holders.size;
        for (const [i, path] of queue.entries()) {
          await breathe({ phase: 'analysing', done: i, total: queue.length });
          const result = await analyzeCounted(path, knows, await teamFiles.of(path));
          if (result.analysis) results.set(path, result.analysis);
          for (const name of result.wrappers) names.add(name);
          if (result.addresses.length > 0) addresses.set(path, new Set(result.addresses));
          if (result.holders.length > 0) holders.set(path, new Set(result.holders));
          done.add(path);
        }
        if (names.size + addresses.size + holders.size === before && round > 0) break;
        const calls = callersOf(names);
        const requests = requestsTo(addresses, isOwnPackage);
        const uses = usersOf(holders, isOwnPackage);
        queue = candidates.filter((path) => {
          const text = done.has(path) ? null : sources.textNow(path);
          return typeof text === 'string' && (calls(text) || requests(text) || uses(text));
        });
      }
      const files = [...results.values()].map((file) => ({ ...file, calls: withVia(file.calls, results) }));
      const teams = new Map(await Promise.all(files.map(async ({ path }) => [path, await teamFiles.of(path)] as const)));
      lastScan = createWhatIfs(knows, files, whole, (path) => teams.get(path) ?? whole);
      lastReport = summarize({
        tool: { name: 'llmcost', version: options.toolVersion }, catalog: catalogSummary(options.catalog), root: options.root, at: knows.at,
        files, considered: candidates.length, skipped: [...sources.skipped.values()], team: { ...whole, problems: [...whole.problems, ...suppressionMistakes(whole, findingIds)] }, isPartial: options.isPartial ?? false, scenarios: lastScan.all(),
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

/** A wrapper's target that is in no result (its file was not scanned, or the team says that it is no call) is no id. */
function withVia(calls: FileAnalysis['calls'], results: ReadonlyMap<string, FileAnalysis>): FileAnalysis['calls'] {
  const isFound = (via: string) => results.get(via.split('#')[0] ?? '')?.calls.some((one) => one.call.id === via) === true;
  return calls.map((one) => (one.call.covers ? { ...one, call: { ...one.call, via: one.call.via !== null && isFound(one.call.via) ? one.call.via : null, covers: one.call.covers.filter(isFound) } } : one));
}

declare const performance: { now(): number };
declare const setTimeout: (callback: () => void, delay: number) => unknown;
function performanceNow(): number {
  return performance.now();
}
function setImmediateLike(callback: () => void): unknown {
  return setTimeout(callback, 0);
}
