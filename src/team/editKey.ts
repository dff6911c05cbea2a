import { isMap, isNode, isPair, isSeq, parseDocument } from 'yaml';
import type { TextEdit } from '../model.ts';

/**
 * Edit that sets one key of the `calls` entry around an offset, leaving every other byte as it is.
 * @param value YAML of the value, on one line. Null when there is no such entry or the file is broken.
 */
export function setCallKey(text: string, offset: number, key: string, value: string): TextEdit | null {
  const document = parseDocument(text);
  if (document.errors.length > 0 || !isMap(document.contents)) return null;
  const calls = document.contents.get('calls', true);
  if (!isSeq(calls)) return null;
  const entry = calls.items.find((one) => isMap(one) && one.range && one.range[0] <= offset && offset <= one.range[2]);
  if (!isMap(entry) || !entry.range) return null;
  const pair = entry.items.find((one) => isPair(one) && isNode(one.key) && String(one.key) === key);
  if (pair && isNode(pair.value) && pair.value.range)
    return { span: { start: pair.value.range[0], end: pair.value.range[1] }, text: value };
  if (pair) return null;
  const last = entry.items.at(-1);
  const end = last && isNode(last.value) && last.value.range ? last.value.range[1] : null;
  if (end === null) return null;
  if (entry.flow) return { span: { start: end, end }, text: `, ${key}: ${value}` };
  const column = entry.range[0] - (text.lastIndexOf('\n', entry.range[0] - 1) + 1);
  const eol = text.includes('\r\n') ? '\r\n' : '\n';
  // A block value ends with its line break; any other is followed by the rest of its line (a comment).
  const lineEnd = text.slice(0, end).endsWith('\n') ? end : end + (/^[^\r\n]*/.exec(text.slice(end))?.[0].length ?? 0);
  const line = `${' '.repeat(column)}${key}: ${value}`;
  return text.slice(0, lineEnd).endsWith('\n')
    ? { span: { start: lineEnd, end: lineEnd }, text: line + eol }
    : { span: { start: lineEnd, end: lineEnd }, text: eol + line };
}
