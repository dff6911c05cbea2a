import { expect, test } from 'vitest';
import { languages } from '../../../src/languages/index.ts';
import { createGrammars } from '../../../src/languages/parser.ts';
import type { CallExpr, LanguageId } from '../../../src/model.ts';
import { applyEdits } from '../../../src/text/edits.ts';
import { entryText, insertEntry, insertItemBehind, insertKeyword, styleAt } from '../../../src/text/insert.ts';
import { assets } from '../../harness/analyze.ts';

const grammars = createGrammars(languages, (name) => assets.load(name));

async function callIn(text: string, language: LanguageId): Promise<CallExpr> {
  await grammars.ready(language);
  const call = grammars.extract({ path: 'a', language, chunks: [{ text, offset: 0, cell: null }] }).calls[0];
  if (!call) throw new Error(`no call in ${text}`);
  return call;
}

test.each([
  ['f()', 'f(x=1)'],
  ['f(a=1)', 'f(a=1, x=1)'],
  ['f(a=1, )', 'f(a=1, x=1 )'],
  ['f(\n    a=1\n)', 'f(\n    a=1,\n    x=1\n)'],
  ['f(\n    a=1,\n)', 'f(\n    a=1,\n    x=1,\n)'],
  ['f(\r\n\ta=1,\r\n)', 'f(\r\n\ta=1,\r\n\tx=1,\r\n)'],
  ['f(\n    a=1,  # why\n)', 'f(\n    a=1,  # why\n    x=1,\n)'],
  ['f(\n    a=1  # why\n)', 'f(\n    a=1,  # why\n    x=1\n)'],
  ['f(a=1, **rest)', 'f(a=1, x=1, **rest)'],
  ['f(\n    a=1,\n    **rest,\n)', 'f(\n    a=1,\n    x=1,\n    **rest,\n)'],
])('a keyword in %j', async (text, expected) => {
  const call = await callIn(text, 'python');
  const edit = insertKeyword((span) => text.slice(span.start, span.end), call, 'x=1');
  expect(edit && applyEdits(text, [edit])).toBe(expected);
});

test.each([
  ['f({})', 'f({ x: { y: "z" } })'],
  ["f({ a: 'b' })", "f({ a: 'b', x: { y: 'z' } })"],
  ["f({a: 'b'})", "f({a: 'b', x: {y: 'z'}})"],
  ['f({ "a": 1 })', 'f({ "a": 1, "x": { "y": "z" } })'],
  ["f({\n  a: 1, // why\n})", "f({\n  a: 1, // why\n  x: { y: \"z\" },\n})"],
  ["import x from 'x';\nf({\n  a,\n});", "import x from 'x';\nf({\n  a,\n  x: { y: 'z' },\n});"],
])('an entry in %j', async (text, expected) => {
  const record = (await callIn(text, 'typescript')).args[0]?.value;
  if (record?.kind !== 'record') throw new Error('no record');
  const textOf = (span: { start: number; end: number }) => text.slice(span.start, span.end);
  const edit = insertEntry(textOf, record, entryText(styleAt(textOf, record.span, false), 'x', { entries: { y: 'z' } }));
  expect(applyEdits(text, [edit])).toBe(expected);
});

test.each([
  ['f([])', -1, 'f([x])'],
  ['f([a])', 0, 'f([a, x])'],
  ['f([a, b])', 0, 'f([a, x, b])'],
  ['f([\n  a,\n  b,\n])', 0, 'f([\n  a,\n  x,\n  b,\n])'],
  ['f([\n  a,\n  b\n])', 1, 'f([\n  a,\n  b,\n  x\n])'],
])('an item in %j behind %i', async (text, at, expected) => {
  const list = (await callIn(text, 'python')).args[0]?.value;
  if (list?.kind !== 'list') throw new Error('no list');
  expect(applyEdits(text, [insertItemBehind((span) => text.slice(span.start, span.end), list, at, 'x')])).toBe(expected);
});
