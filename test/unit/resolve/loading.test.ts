import { expect, test } from 'vitest';
import { createGrounds, type Lookup } from '../../../src/resolve/values/loading.ts';

/** Grounds with a round that can be moved, and lookups that say when they changed. */
function made() {
  let round = 0;
  const changed = new Map<number, number | null>();
  const lookup = (number: number): Lookup => ({ number, changedIn: () => changed.get(number) ?? (changed.has(number) ? null : 0) });
  return { grounds: createGrounds(() => round), lookup, changed, next: () => ++round };
}

test('one set of lookups is one object, whatever order it was put together in', () => {
  const { grounds, lookup } = made();
  const [a, b] = [grounds.of(lookup(1)), grounds.of(lookup(2))];
  expect(a.with(b)).toBe(b.with(a));
  expect(a.with(b).with(a)).toBe(a.with(b));
  expect(grounds.none.with(a)).toBe(a);
  expect(a.with(grounds.none)).toBe(a);
});

test('a set changes when any of its lookups does, and is asked once a round', () => {
  const { grounds, lookup, changed, next } = made();
  const both = grounds.of(lookup(1)).with(grounds.of(lookup(2)));
  expect(both.changedIn()).toBe(0);
  const round = next();
  changed.set(2, round);
  expect(both.changedIn()).toBe(round);
  next();
  expect(both.changedIn()).toBe(round);
});

test('while a lookup is being found, what rests on it is taken to have changed, for that once', () => {
  const { grounds, lookup, changed, next } = made();
  const one = grounds.of(lookup(1));
  const round = next();
  changed.set(1, null);
  expect(one.changedIn()).toBe(round);
  changed.set(1, 0);
  expect(one.changedIn()).toBe(0);
});

test('what rests on too much holds for its round only', () => {
  const { grounds, lookup, next } = made();
  let all = grounds.none;
  for (let i = 0; i < 65; i++) all = all.with(grounds.of(lookup(i)));
  expect(all).toBe(grounds.thisRound);
  const round = next();
  expect(all.changedIn()).toBe(round);
});
