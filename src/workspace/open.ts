import type { Analyzed, Knowledge } from '../analyze.ts';
import { catalogSummary, type Catalog } from '../cost/catalog.ts';
import { findingIds } from '../findings/index.ts';
import { isSourcePath, languages } from '../languages/index.ts';
import { createGrammars } from '../languages/parser.ts';
import type { FileAnalysis, Report, SkippedFile } from '../model.ts';
import { summarize } from '../report/summarize.ts';
import { createProject } from '../resolve/project.ts';
import { createSdkIndex } from '../resolve/requests/sdkIndex.ts';
import { createGate } from '../sdks/gate.ts';
import { compatibleHosts, gatewayHosts, localHosts } from '../sdks/hosts.ts';
import { sdks } from '../sdks/index.ts';
import { isIgnoredFile } from '../team/match.ts';
import { suppressionMistakes } from '../team/suppressions.ts';
import { createTokenizers } from '../tokens/tiktoken.ts';
import { createBreath } from './breathing.ts';
import { explainLine } from './explaining.ts';
import { layoutOf, noLayout } from './layout.ts';
import { createResolving } from './resolving.ts';
import { scanFiles } from './scanning.ts';
import { createSources } from './sources.ts';
import { syncedTeamFile } from './syncTeam.ts';
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
const versioned = new Set(
  sdks.flatMap((sdk) => [
    ...Object.values(sdk.versioned ?? {}).flat(),
    ...sdk.operations.flatMap((one) => Object.values(one.capBefore ?? {}).map(({ package: name }) => name)),
  ]),
);

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
  let layout = noLayout;
  let lastScan: WhatIfs | undefined;
  let lastReport: Report | undefined;
  const teamFiles = createTeamFiles({
    paths: sources.paths,
    text: sources.text,
    whyNot: (path) => sources.skipped.get(path)?.reason ?? 'not found',
    ...(options.files.teamFoldersAbove ? { above: options.files.teamFoldersAbove } : {}),
    ...(options.teamFile !== undefined ? { only: options.teamFile } : {}),
    ...(options.actuals ? { actuals: options.actuals } : {}),
  });

  const project = createProject(
    {
      has: sources.has,
      facts: sources.factsNow,
      text: (path) => (sources.has(path) ? sources.textNow(path) : null),
      loaded: sources.loaded,
      packageFolder: (name) => layout.packageFolder(name),
      pythonRoot: (name) => layout.pythonRoot(name),
      versionOf: (path, name) => layout.versionOf(path, name),
      declaredWrappers: () => wholeTeam.wrappers(),
    },
    sdks,
    hosts,
    sdkIndex,
  );
  const resolving = createResolving(sources, project, tokenizers);
  const wholeTeam = createWholeTeam({ teamFiles, apis, onWrappers: () => project.changed('') });

  /** Text of a file that is not kept, because nothing asks for it again. */
  async function readOnce(path: string): Promise<string | null> {
    const text = await options.files.read(path);
    return typeof text === 'string' ? text : null;
  }

  async function list(onProgress?: (progress: Progress) => void, signal?: AbortSignal): Promise<void> {
    const found: string[] = [];
    const unread: SkippedFile[] = [];
    for await (const file of options.files.list((one) => unread.push(one), signal)) {
      found.push(file.path);
      if (found.length % 500 === 0) onProgress?.({ phase: 'listing', done: found.length, total: null });
    }
    // Put in place at once: a file that is analysed meanwhile must find its imports.
    sources.listed(found, unread);
    layout = await layoutOf(found, sources.text, readOnce, versioned);
    listed = true;
    teamFiles.changed(null);
  }

  function knowledge(): Knowledge {
    return { catalog: options.catalog, tokenizers, at: options.today(), severities };
  }

  /** What is found in a file, with the files that it needs. */
  async function settled(path: string, signal?: AbortSignal, onEarly?: (analysis: FileAnalysis) => void): Promise<Analyzed> {
    await wholeTeam.read();
    return resolving.settle(knowledge(), path, await teamFiles.of(path), signal, onEarly);
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
      return (await settled(path, signal, onEarly)).analysis;
    },
    async explain(path, line, cell) {
      if (!listed) await list();
      await sources.load(path);
      const { analysis } = await settled(path);
      return analysis ? explainLine(project, sources.factsNow, analysis, line, cell) : [];
    },
    async scan(onProgress, signal) {
      await list(onProgress, signal);
      const knows = knowledge();
      const whole = await wholeTeam.read();
      const candidates = sources.paths().filter((path) => isSourcePath(path) && !isIgnoredFile(whole, path));
      const files = await scanFiles(
        { sources, resolving, mentionsSdk, teamOf: teamFiles.of, isOwnPackage: layout.isOwnPackage },
        knows,
        candidates,
        whole.wrappers,
        createBreath(onProgress, signal),
      );
      const teams = new Map(await Promise.all(files.map(async ({ path }) => [path, await teamFiles.of(path)] as const)));
      lastScan = createWhatIfs(knows, files, whole, (path) => teams.get(path) ?? whole);
      lastReport = summarize({
        tool: { name: 'llmcost', version: options.toolVersion },
        catalog: catalogSummary(options.catalog),
        root: options.root,
        at: knows.at,
        files,
        considered: candidates.length,
        skipped: [...sources.skipped.values()],
        team: { ...whole, problems: [...whole.problems, ...suppressionMistakes(whole, findingIds)] },
        isPartial: options.isPartial === true || (await teamFiles.isBelowAnother()),
        scenarios: lastScan.all(),
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
