import { minimatch, unescape } from 'minimatch';
import type { CallMatch, DeclaredCall, LlmCall, TeamConfig } from '../model.ts';

/**
 * What the team declares of a call: every matching entry, key by key. Nearer files win over farther ones, in one file the more
 * specific entry, among equals the later one; defaults lose to every entry. Entries that match by tag see the tags of the others.
 */
export function matchDeclared(team: TeamConfig, call: LlmCall): DeclaredCall | null {
  const byPlace = team.calls.filter(
    (entry) => entry.match.tag === undefined && (entry.isDefault || hasCondition(entry.match)) && matches(entry.match, call, {}),
  );
  const tags = merged(team, byPlace)?.tags ?? {};
  const byTag = team.calls.filter((entry) => entry.match.tag !== undefined && matches(entry.match, call, tags));
  return byTag.length === 0 ? merged(team, byPlace) : merged(team, [...byPlace, ...byTag]);
}

function merged(team: TeamConfig, fitting: readonly DeclaredCall[]): DeclaredCall | null {
  if (fitting.length === 0) return null;
  const far = (one: DeclaredCall) => team.files.indexOf(one.origin.file);
  const ordered = fitting.toSorted(
    (a, b) =>
      Number(b.isDefault ?? false) - Number(a.isDefault ?? false) ||
      far(b) - far(a) ||
      specificity(a.match) - specificity(b.match) ||
      a.origin.span.start - b.origin.span.start,
  );
  return ordered.reduce(override, { match: {}, origin: ordered[0]?.origin ?? noOrigin });
}

const noOrigin = { file: '', line: 1, column: 1, span: { start: 0, end: 0 } };

/** Two ways to say one thing: the stronger entry's way replaces the other's. */
const alternatives: readonly (readonly (keyof DeclaredCall)[])[] = [
  ['volume', 'volumeOf'],
  ['cached', 'cacheHitRate'],
  ['modelId', 'mix'],
];

function override(weak: DeclaredCall, strong: DeclaredCall): DeclaredCall {
  const dropped = new Set(alternatives.filter((keys) => keys.some((key) => strong[key] !== undefined)).flat());
  const kept = Object.fromEntries(
    Object.entries(weak).filter(([key]) => !dropped.has(key as keyof DeclaredCall) && key !== 'isDefault'),
  ) as Partial<DeclaredCall>;
  const names = [weak, strong].flatMap((one) => one.names ?? one.name ?? []);
  return {
    ...kept,
    ...strong,
    ...(names.length > 0 ? { names } : {}),
    ...(weak.tags || strong.tags ? { tags: { ...weak.tags, ...strong.tags } } : {}),
  };
}

/** Whether the team says that a call is none, or that its file is not to be read. */
export function isIgnored(team: TeamConfig, call: LlmCall): boolean {
  return isIgnoredFile(team, call.file) || team.ignoredCalls.some((one) => matches(one, call, {}));
}

/** Whether the team says that a file is not to be read. `path` is relative to the root. */
export function isIgnoredFile(team: TeamConfig, path: string): boolean {
  return team.ignore.some((glob) => minimatch(path, glob, { dot: true }));
}

/** What is declared of a call, with what was measured in its place. */
export function withMeasured(
  declared: DeclaredCall | null,
  measured: Pick<DeclaredCall, 'volume' | 'input' | 'output' | 'cached'>,
): DeclaredCall | null {
  if (Object.keys(measured).length === 0) return declared;
  return declared
    ? override(declared, { match: declared.match, origin: declared.origin, ...measured })
    : { match: {}, origin: noOrigin, isDefault: true, ...measured };
}

/** Whether a match names anything; an empty one would take every call by accident. */
function hasCondition(match: CallMatch): boolean {
  return Object.keys(match).some((key) => key !== 'within');
}

/** Whether every key of a match fits a call that has these tags. */
export function matches(match: CallMatch, call: LlmCall, tags: Readonly<Record<string, string>>): boolean {
  if (match.within !== undefined && !call.file.startsWith(`${match.within}/`)) return false;
  if (match.id !== undefined && match.id !== call.id) return false;
  if (match.file !== undefined && unescape(match.file) !== call.file && !minimatch(call.file, match.file, { dot: true })) return false;
  if (
    match.function !== undefined &&
    !(call.function !== null && (call.function === match.function || minimatch(call.function, match.function)))
  )
    return false;
  if (match.api !== undefined && match.api !== call.api && !minimatch(call.api, match.api)) return false;
  if (match.model !== undefined && !(call.model.state === 'known' && modelMatches(match.model, call.model.value))) return false;
  return Object.entries(match.tag ?? {}).every(
    ([key, glob]) => tags[key] !== undefined && (tags[key] === glob || minimatch(tags[key], glob)),
  );
}

/** Whether a model id fits a glob; `*` also stands for slashes, since ids have them. */
export function modelMatches(glob: string, model: string): boolean {
  return glob === model || minimatch(model.replaceAll('/', '\u0000'), glob.replaceAll('/', '\u0000'), { noext: true, dot: true });
}

function specificity(match: CallMatch): number {
  return (
    (match.id !== undefined ? 32 : 0) +
    (match.function !== undefined ? 16 : 0) +
    (match.file !== undefined ? 8 : 0) +
    (match.model !== undefined ? 4 : 0) +
    (match.tag !== undefined ? 2 : 0) +
    (match.api !== undefined ? 1 : 0)
  );
}
