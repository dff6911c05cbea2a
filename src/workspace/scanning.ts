import type { Knowledge } from '../analyze.ts';
import type { FileAnalysis, TeamConfig } from '../model.ts';
import { isConfiguration } from '../resolve/values/aliases.ts';
import type { Breathe } from './breathing.ts';
import { callersOf, mentionersOf, requestsTo, usersOf } from './mentions.ts';
import { maxRounds, type Resolving } from './resolving.ts';
import type { Sources } from './sources.ts';

/** What a scan works with. */
export interface ScanParts {
  readonly sources: Sources;
  readonly resolving: Resolving;
  /** Whether a text may hold a call by itself. */
  readonly mentionsSdk: (text: string) => boolean;
  readonly teamOf: (path: string) => Promise<TeamConfig>;
  /** Whether a JavaScript module that is imported by name is a package that lies in the project. */
  readonly isOwnPackage: (module: string) => boolean;
}

/**
 * Every file of these that holds a call, analysed. First those whose text mentions an SDK or a helper that the team declares, then, round by round,
 * those that mention what the ones before turned out to hold: helpers, clients, addresses.
 */
export async function scanFiles(
  parts: ScanParts,
  knows: Knowledge,
  candidates: readonly string[],
  wrappers: TeamConfig['wrappers'],
  breathe: Breathe,
): Promise<readonly FileAnalysis[]> {
  const { sources, resolving, isOwnPackage } = parts;
  const results = new Map<string, FileAnalysis>();
  const names = new Set<string>();
  const addresses = new Map<string, ReadonlySet<string>>();
  const holders = new Map<string, ReadonlySet<string>>();
  const done = new Set<string>();
  const known = () => names.size + addresses.size + holders.size;
  let queue = await firstOf(parts, candidates, wrappers, breathe);
  // Every import asks for them: without them all that is resolved first would be resolved again.
  await Promise.all(sources.paths().filter(isConfiguration).map(sources.text));
  for (let round = 0; round < maxRounds && queue.length > 0; round++) {
    await resolving.load(queue, breathe);
    const before = known();
    for (const [i, path] of queue.entries()) {
      await breathe({ phase: 'analysing', done: i, total: queue.length });
      const result = await resolving.analyze(knows, path, await parts.teamOf(path));
      if (result.analysis) results.set(path, result.analysis);
      for (const name of result.wrappers) names.add(name);
      if (result.addresses.length > 0) addresses.set(path, new Set(result.addresses));
      if (result.holders.length > 0) holders.set(path, new Set(result.holders));
      done.add(path);
    }
    if (known() === before && round > 0) break;
    const [calls, requests, uses] = [callersOf(names), requestsTo(addresses, isOwnPackage), usersOf(holders, isOwnPackage)];
    queue = candidates.filter((path) => {
      const text = done.has(path) ? null : sources.textNow(path);
      return typeof text === 'string' && (calls(text) || requests(text) || uses(text));
    });
  }
  return [...results.values()].map((file) => ({ ...file, calls: withVia(file.calls, results) }));
}

async function firstOf(
  { sources, mentionsSdk }: ScanParts,
  candidates: readonly string[],
  wrappers: TeamConfig['wrappers'],
  breathe: Breathe,
): Promise<readonly string[]> {
  const mentionsDeclared = mentionersOf(wrappers.map((one) => one.function.split('.').at(-1) ?? ''));
  const found: string[] = [];
  for (const [i, path] of candidates.entries()) {
    await breathe({ phase: 'reading', done: i, total: candidates.length });
    const text = await sources.text(path);
    if (text !== null && (mentionsSdk(text) || mentionsDeclared(text))) found.push(path);
  }
  return found;
}

/** A wrapper's target that is in no result (its file was not scanned, or the team says that it is no call) is no id. */
function withVia(calls: FileAnalysis['calls'], results: ReadonlyMap<string, FileAnalysis>): FileAnalysis['calls'] {
  const isFound = (via: string) => results.get(via.split('#')[0] ?? '')?.calls.some((one) => one.call.id === via) === true;
  return calls.map((one) =>
    one.call.covers
      ? {
          ...one,
          call: {
            ...one.call,
            via: one.call.via !== null && isFound(one.call.via) ? one.call.via : null,
            covers: one.call.covers.filter(isFound),
          },
        }
      : one,
  );
}
