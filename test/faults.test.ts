import { expect, test } from 'vitest';
import { rules, treesOf, verify, verifyTree } from '../verify/index';
import { corpus } from './faults/corpus';
import { isCaught } from './faults/fault';
import { overlays } from './faults/own';
import { clean } from './verify/trees';

const ENOUGH = 250;
const SIDES = 3;

const faults = corpus();

test('the small tree has no finding', () => {
  expect(verify(clean())).toEqual([]);
});

test.each([...overlays()])('overlay %s has no finding', (_, files) => {
  expect(treesOf(files).flatMap((tree) => verifyTree(tree))).toEqual([]);
});

test('there are enough faults, and some for every rule from several sides', () => {
  expect(faults.length).toBeGreaterThanOrEqual(ENOUGH);
  const few = rules.filter(({ id }) => faults.filter(({ rule }) => rule === id).length < SIDES);
  expect(few.map(({ id }) => id)).toEqual([]);
});

test('no two faults are the same', () => {
  const names = faults.map(({ rule, origin, name }) => `${rule} ${origin} ${name}`);
  expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([]);
});

test.each([...new Set(faults.map(({ rule }) => rule))])('every fault against %s is caught and named', (id) => {
  const own = faults.filter(({ rule }) => rule === id);
  const missed = own.filter((fault) => !isCaught(fault));
  expect(missed.map(({ origin, name }) => `${origin}: ${name}`)).toEqual([]);
});
