import type { Span } from '../../model.ts';
import { dataOf } from './data.ts';
import type { Evaluator } from './evaluator.ts';
import { dirname, join, normalise } from './modules.ts';
import { unknown, type Value } from './values.ts';

/** Text of a file by a constant path: beside the source first, then below the root and each folder on the way. */
export function fileText(e: Evaluator, path: string, file: string, at: { readonly span: Span | null; readonly file: string }): Value | null {
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

/** What a JSON or YAML file by a constant path holds; the reason where it cannot be read. */
export function fileData(e: Evaluator, path: string, file: string, at: { readonly span: Span | null; readonly file: string }): Value | null {
  const text = fileText(e, path, file, at);
  return text?.kind === 'text' ? (dataOf(text, /\.json$/i.test(path) ? 'json' : 'yaml') ?? unknown(`${path} could not be read`, path, [], at)) : text;
}
