import { expect, test } from 'vitest';
import { decode } from '../../../src/workspace/reading.ts';

const read = (path: string, text: string) => decode(path, new TextEncoder().encode(text));

test('minified scripts are left out, also where the minifier breaks its lines; long prose is not', () => {
  const broken = Array.from({ length: 60 }, () => 'a.b=function(){return c};'.repeat(20)).join('\n');
  expect(read('lib/core.js', broken)).toMatchObject({ file: 'lib/core.js', reason: expect.stringContaining('minified') });
  expect(read('prompts/guide.md', broken)).toBe(broken);
  const written = Array.from({ length: 900 }, () => 'const answer = await ask(question);').join('\n');
  expect(read('lib/app.js', written)).toBe(written);
  expect(read('lib/short.mjs', 'x'.repeat(5000))).toBe('x'.repeat(5000));
});
