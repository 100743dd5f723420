import { describe, expect, test } from 'vitest';
import { sentence } from '../platform/problem';
import { atLeast, mergeSettings, odd, oneOf } from '../platform/settings';

const defaults = {
  workers: 2,
  size: '10Gi',
  cpu: '500m',
  name: 'lake',
  on: true,
  list: ['a'],
  nested: { depth: 1, mode: 'x' },
};
const checks = { workers: atLeast(1), nested: { mode: oneOf('x', 'y') } };
const merge = (given: unknown) => mergeSettings({ overlay: 'dev', path: ['trino'] }, defaults, given, checks);
const complaint = (given: unknown) => merge(given).problems.map(sentence);

describe('settings', () => {
  test('are the defaults where nothing is given', () => expect(merge(undefined).settings).toEqual(defaults));

  test('replace leaf by leaf, lists whole', () =>
    expect(merge({ workers: 5, list: ['b', 'c'], nested: { depth: 7 } }).settings).toEqual({
      ...defaults,
      workers: 5,
      list: ['b', 'c'],
      nested: { depth: 7, mode: 'x' },
    }));

  test('come in canonical form where they are quantities', () =>
    expect(merge({ size: '2048Mi', cpu: '0.25' }).settings).toMatchObject({ size: '2Gi', cpu: '250m' }));

  test.each([
    [{ wrokers: 1 }, 'dev → trino → wrokers: there is no setting "wrokers"; did you mean "workers".'],
    [{ workers: 'three' }, 'dev → trino → workers: "three" is not a whole number; write one, like 2.'],
    [{ workers: 1.5 }, 'dev → trino → workers: 1.5 is not a whole number; write one, like 2.'],
    [{ workers: Number.NaN }, 'dev → trino → workers: NaN is not a whole number; write one, like 2.'],
    [{ workers: null }, 'dev → trino → workers: null is not a whole number; write one, like 2.'],
    [{ workers: 0 }, 'dev → trino → workers: 0 is not accepted; it must be at least 1.'],
    [{ size: '10GB' }, 'dev → trino → size: "10GB" is not a Kubernetes quantity; write one, like "10Gi".'],
    [{ size: 10 }, 'dev → trino → size: 10 is not a Kubernetes quantity; write one, like "10Gi".'],
    [{ on: 'yes' }, 'dev → trino → on: "yes" is not true or false; write one, like true.'],
    [{ list: 'a' }, 'dev → trino → list: "a" is not a list; write one, like ["a"].'],
    [{ nested: 3 }, 'dev → trino → nested: 3 is not a map of settings; write one of its settings: depth, mode.'],
    [{ nested: { mode: 'z' } }, 'dev → trino → nested → mode: "z" is not accepted; it must be one of x, y.'],
  ])('say in one sentence what is wrong with %j', (given, sentenceOf) =>
    expect(complaint(given)).toEqual([sentenceOf]),
  );

  test('tell every problem at once', () => expect(complaint({ workers: 'x', size: 'y', z: 1 })).toHaveLength(3));

  test('an even number has no majority', () => {
    expect(odd(3)).toBeUndefined();
    expect(odd(2)).toMatch(/odd/);
  });
});
