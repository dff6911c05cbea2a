import { isMap, isNode, isPair, LineCounter, parseDocument, visit, type Document, type YAMLError } from 'yaml';
import type { Origin, TeamConfig, TeamProblem } from '../model.ts';
import { configOf } from './config.ts';
import { dirname } from '../text/paths.ts';
import type { OriginOf } from './configFolder.ts';
import { noTeam } from './merge.ts';
import { mistakesOf, type Issue } from './mistakes.ts';
import { teamSchema, type TeamFile } from './schema.ts';

/**
 * Reads one `llmcost.yaml`. Never throws: every mistake is a problem at its key, and what is right is kept.
 * @param base folder that its paths are relative to: its own, unless another file builds on it by `extends`.
 * @param way from that folder to the root; given where it lies above the root.
 */
export function parseTeamFile(path: string, text: string, base: string = dirname(path), way = ''): TeamConfig {
  const from = { folder: way === '' ? base : '', way };
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, merge: true, logLevel: 'error' });
  const problems: TeamProblem[] = [];
  const at = (start: number, end: number): Origin => {
    const place = lines.linePos(start);
    return { file: path, line: place.line, column: place.col, span: { start, end } };
  };
  const originOf: OriginOf = (keys, ofKey = false) => rangeOf(document, keys, ofKey, at);
  for (const error of document.errors)
    problems.push({ origin: at(error.pos[0], error.pos[1]), severity: 'error', message: syntaxWords(error) });
  const lost = text.indexOf('\ufffd');
  if (lost >= 0)
    problems.push({ origin: at(lost, lost + 1), severity: 'warning', message: 'this character is not UTF-8: save the file as UTF-8' });
  const empty: TeamConfig = { ...noTeam, files: [path], problems };
  let value: unknown;
  try {
    value = withoutEmpty(document.toJS() ?? {});
  } catch (error) {
    const [start, end] = brokenAlias(document) ?? [0, 0];
    problems.push({ origin: at(start, end), severity: 'error', message: error instanceof Error ? error.message : 'not readable' });
    return empty;
  }
  const result = teamSchema.safeParse(value);
  if (!result.success) {
    const issues: readonly Issue[] = result.error.issues;
    for (const { path: keys, ofKey, message } of issues.flatMap((issue) => mistakesOf(issue, (at) => valueAt(value, at))))
      problems.push({ origin: originOf(keys, ofKey), severity: 'error', message });
    const broken = issues.flatMap((issue) =>
      issue.code === 'unrecognized_keys' && issue.path.length === 0 ? (issue.keys ?? []).map((key) => [key]) : [issue.path],
    );
    const again = teamSchema.safeParse(withoutBroken(value, broken));
    return again.success ? { ...shiftedConfig(path, from, value, again.data, broken, originOf), problems } : empty;
  }
  return { ...configOf(path, from, result.data, originOf), problems };
}

/** A mistake of the syntax, without the place, which is told beside it. */
function syntaxWords({ code, message }: YAMLError): string {
  if (code === 'MULTIPLE_DOCS') return 'a team file is one document: what follows --- is not read';
  return (message.split('\n')[0] ?? message).replace(/ at line \d+, column \d+:?$/, '');
}

/** Where an alias stands whose anchor there is not. */
function brokenAlias(document: Document): readonly [number, number] | null {
  let found: readonly [number, number] | null = null;
  visit(document, {
    Alias(_, alias) {
      if (alias.resolve(document) !== undefined || !alias.range) return undefined;
      found = [alias.range[0], alias.range[1]];
      return visit.BREAK;
    },
  });
  return found;
}

function rangeOf(document: Document, keys: readonly PropertyKey[], ofKey: boolean, at: (start: number, end: number) => Origin): Origin {
  const parent = keys.length > 1 ? document.getIn(keys.slice(0, -1), true) : document.contents;
  const last = keys.at(-1);
  if (ofKey && isMap(parent)) {
    const pair = parent.items.find((one) => isPair(one) && isNode(one.key) && String(one.key) === String(last));
    if (pair && isNode(pair.key) && pair.key.range) return at(pair.key.range[0], pair.key.range[1]);
  }
  for (let depth = keys.length; depth >= 0; depth--) {
    const node = depth === 0 ? document.contents : document.getIn(keys.slice(0, depth), true);
    if (isNode(node) && node.range) return at(node.range[0], node.range[1]);
  }
  return at(0, 0);
}

/** What is left out for a mistake at this path: an item of a list, an entry of a section, or the section. */
function brokenKey(path: readonly PropertyKey[]): string {
  return path.length > 1 ? `${String(path[0])}.${String(path[1])}` : String(path[0] ?? '');
}

/** Drops what is broken, at the level of list items and entries, so that one mistake does not lose the rest of the file. */
function withoutBroken(value: unknown, paths: readonly (readonly PropertyKey[])[]): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return {};
  const broken = new Set(paths.map(brokenKey));
  return Object.fromEntries(
    Object.entries(value)
      .filter(([key]) => !broken.has(key))
      .map(([key, section]) => [
        key,
        Array.isArray(section)
          ? section.filter((_, i) => !broken.has(`${key}.${i}`))
          : isRecord(section)
            ? Object.fromEntries(Object.entries(section).filter(([name]) => !broken.has(`${key}.${name}`)))
            : section,
      ]),
  );
}

/** The config of a file that lost items: places are asked for by the positions that items had before. */
function shiftedConfig(
  path: string,
  from: Parameters<typeof configOf>[1],
  value: unknown,
  file: TeamFile,
  paths: readonly (readonly PropertyKey[])[],
  originOf: OriginOf,
): Omit<TeamConfig, 'problems'> {
  const broken = new Set(paths.map(brokenKey));
  const kept = (section: string): readonly number[] => {
    const list = isRecord(value) ? value[section] : undefined;
    return Array.isArray(list) ? list.flatMap((_, i) => (broken.has(`${section}.${i}`) ? [] : [i])) : [];
  };
  return configOf(path, from, file, ([section, item, ...rest], ofKey) =>
    originOf(
      [
        ...(section === undefined ? [] : [section]),
        ...(item === undefined ? [] : [typeof item === 'number' ? (kept(String(section))[item] ?? item) : item]),
        ...rest,
      ],
      ofKey,
    ),
  );
}

/** A section that has a name and nothing below it yet says nothing. */
function withoutEmpty(value: unknown): unknown {
  return isRecord(value) ? Object.fromEntries(Object.entries(value).filter(([, section]) => section !== null)) : value;
}

function valueAt(value: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>(
    (at, key) => (typeof at === 'object' && at !== null ? (at as Readonly<Record<PropertyKey, unknown>>)[key] : undefined),
    value,
  );
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
