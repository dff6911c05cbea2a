import { expect, test } from 'vitest';
import { titleMaker, defaultTitle } from '../../../src/report/title.ts';
const words = { cost: 'C', expected: 'E', model: 'M', input: '', output: 'O', notes: '', monthly: '', api: 'A', target: '', owner: '', function: 'f' };
test('a title leaves out what its parts do not say, and keeps names that it does not know', () => {
  expect(titleMaker(defaultTitle)(words)).toBe('C · M · O');
  expect(titleMaker('{nope} | {cost} - {input} · x{owner}y · fix')(words)).toBe('{nope} | C · fix');
  expect(titleMaker('{input} · {cost}')(words)).toBe('C');
});
