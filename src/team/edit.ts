import { isMap, isSeq, parseDocument } from 'yaml';
import type { TextEdit } from '../model.ts';

/** Edit that adds a `calls` entry with one key, leaving every other byte as it is. @param value YAML on one line. Null when the file is broken where it would go. */
export function addCallEntry(text: string, match: { readonly file: string; readonly function: string | null; readonly api: string }, value: string, key = 'volume'): TextEdit | null {
  const entry = ['- match:', `    file: ${JSON.stringify(match.file)}`, ...(match.function !== null ? [`    function: ${JSON.stringify(match.function)}`] : []), `    api: ${match.api}`, `  ${key}: ${value}`];
  const document = parseDocument(text);
  if (document.errors.length > 0) return null;
  const eol = text.includes('\r\n') ? '\r\n' : '\n';
  const indented = (by: string) => entry.map((line) => by + line).join(eol);
  const contents = document.contents;
  const calls = isMap(contents) ? contents.get('calls', true) : undefined;
  if (isSeq(calls) && !calls.flow && calls.range) {
    const first = calls.range[0];
    const column = first - (text.lastIndexOf('\n', first - 1) + 1);
    const at = calls.range[1];
    const before = text.slice(0, at).endsWith('\n') ? '' : eol;
    return { span: { start: at, end: at }, text: `${before}${indented(' '.repeat(column))}${before === '' ? eol : ''}` };
  }
  if (calls !== undefined && calls !== null) return null;
  if (contents !== null && !isMap(contents)) return null;
  const gap = text === '' || text.endsWith('\n') ? '' : eol;
  return { span: { start: text.length, end: text.length }, text: `${gap}calls:${eol}${indented('  ')}${eol}` };
}
