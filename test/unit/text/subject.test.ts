import { expect, test } from 'vitest';
import { subjectOf } from '../../../src/text/subject.ts';

test.each([
  ['sentences[i + 1]', 'sentences'],
  ['docs.map((doc) => `${doc.title}: ${doc.status}`).join("\\n")', 'docs ( )'],
  ['", ".join(user_docs)', '(user_docs)'],
  ['changedFiles .filter(({ patch }) => !!patch?.length) .map(({ filena...', 'changedFiles'],
  ['text.length > limit ? text.substring(0, limit) : text', 'text   : text'],
  ['this.strip ? text.replace(/\\n/g, " ") : text', 'text   : text'],
  ['JSON.stringify(report.rows.slice(0, 5), null, 2)', 'JSON.stringify(report.rows , null, 2)'],
  ['summarize(article)', 'summarize(article)'],
  ['[title, body].join("\\n")', '[title, body] ( )'],
])('%s', (source, about) => {
  expect(subjectOf(source).replace(/\s+/g, ' ').trim()).toBe(about.replace(/\s+/g, ' '));
});
