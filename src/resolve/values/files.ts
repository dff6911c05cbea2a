import type { Span } from '../../model.ts';
import { dirname, join, normalise } from '../../text/paths.ts';
import { dataOf, type DataFormat } from './data.ts';
import type { Evaluator } from './evaluator.ts';
import { unknown, type Value } from './values.ts';

/** Text of a file by a constant path: beside the source first, then below the root and each folder on the way. */
export function fileText(
  e: Evaluator,
  path: string,
  file: string,
  at: { readonly span: Span | null; readonly file: string },
): Value | null {
  const clean = path.replace(/^\/+/, '');
  const candidates = [clean];
  for (let folder = dirname(file); ; folder = dirname(folder)) {
    candidates.unshift(join(folder, clean));
    if (folder === '') break;
  }
  for (const candidate of new Set([normalise(clean), ...candidates.toReversed().map(normalise).toReversed()])) {
    if (!e.source.has(candidate)) continue;
    const text = e.source.text(candidate);
    if (text === undefined) e.want(candidate);
    if (typeof text !== 'string') return unknown(`${candidate} is not loaded`, candidate, [], at);
    return { kind: 'text', parts: [text], how: 'cross-file', ...at };
  }
  return unknown(`file ${path} was not found`, path, [], at);
}

/** What a data file by a constant path holds, by its ending; the reason where it cannot be read. */
export function fileData(
  e: Evaluator,
  path: string,
  file: string,
  at: { readonly span: Span | null; readonly file: string },
): Value | null {
  const text = fileText(e, path, file, at);
  return text?.kind === 'text' ? (dataOf(text, formatOf(path)) ?? unknown(`${path} could not be read`, path, [], at)) : text;
}

function formatOf(path: string): DataFormat {
  const ending = /\.(json|toml|ini|cfg)$/i.exec(path)?.[1]?.toLowerCase();
  return ending === 'json' || ending === 'toml' ? ending : ending ? 'ini' : 'yaml';
}
