import { describe, expect, test } from 'vitest';
import type { ManifestFile } from '../../manifest/types';
import { SharedObjects } from '../../platform/shared-objects';
import { Answers, type Question } from '../../verify/answers';
import { Neighbourhood, verifyAmong } from '../../verify/index';
import { corpus } from '../faults/corpus';
import { CLEAN } from '../faults/fault';
import { overlays } from '../faults/own';
import { clean } from './trees';

/** Two lists of words, each of which is asked for by itself. */
class Source {
  readonly left: readonly string[];
  readonly right: readonly string[];
  readonly answers: Answers<Source>;
  readonly worked: string[] = [];

  constructor(left: readonly string[], right: readonly string[], earlier?: Source) {
    this.left = left;
    this.right = right;
    this.answers = new Answers<Source>(this, true, earlier?.answers);
  }

  ask<T>(question: Question<Source, T>): T {
    return this.answers.to(question, undefined);
  }
}

const LEFT: Question<Source, readonly string[]> = { answer: ({ left }) => left, given: true };
const RIGHT: Question<Source, readonly string[]> = { answer: ({ right }) => right, given: true };

const working = <T>(name: string, answer: (source: Source) => T): Question<Source, T> => ({
  answer: (source) => {
    source.worked.push(name);
    return answer(source);
  },
});

const lengths = working('lengths', (source) => source.ask(LEFT).map(({ length }) => length));
const sum = working('sum', (source) => source.ask(lengths).reduce((a, b) => a + b, 0));
const both = working('both', (source) => [...source.ask(LEFT), ...source.ask(RIGHT)].join(' '));

/** The last of three sources, after each was asked all there is. */
const asked = (...sources: readonly (readonly [left: readonly string[], right: readonly string[]])[]): Source => {
  let last: Source | undefined;
  for (const [left, right] of sources) {
    last = new Source(left, right, last);
    last.ask(sum);
    last.ask(both);
    last.answers.close();
  }
  if (!last) throw new Error('there is no source');
  return last;
};

describe('an answer', () => {
  test('is worked out once', () => {
    const source = asked([['a'], ['b']]);
    source.ask(sum);
    expect(source.worked).toEqual(['sum', 'lengths', 'both']);
  });

  test('of an earlier source holds where all that was asked has the same answer', () => {
    const source = asked([['a'], ['b']], [['a'], ['b']], [['a'], ['c']]);
    expect(source.worked).toEqual(['both']);
    expect([source.ask(sum), source.ask(both)]).toEqual([1, 'a c']);
  });

  test('is worked out anew only as far as something comes out otherwise', () => {
    const source = asked([['a'], ['b']], [['x'], ['b']]);
    expect(source.worked).toEqual(['lengths', 'both']);
    expect([source.ask(sum), source.ask(both)]).toEqual([1, 'x b']);
  });

  test('does not hold for another source', () => {
    const source = asked([['a'], ['b']], [['aa', 'a'], ['b']]);
    expect([source.ask(sum), source.ask(both)]).toEqual([3, 'aa a b']);
  });

  test('that failed is asked for again', () => {
    let fails = true;
    const question: Question<Source, string> = {
      answer: (source) => {
        if (fails) throw new Error('not yet');
        return source.ask(LEFT).join();
      },
    };
    const source = new Source(['a'], []);
    expect(() => source.ask(question)).toThrow('not yet');
    fails = false;
    expect(source.ask(question)).toBe('a');
    expect(new Source(['b'], [], source).ask(question)).toBe('b');
  });
});

const judgedAlone = (files: readonly ManifestFile[]) => verifyAmong(new Neighbourhood(), structuredClone(files));

/** Every tree is held against what is found when it is judged by itself, without anything in common with the others. */
function compare(trees: readonly (readonly ManifestFile[])[]): void {
  const shared = new SharedObjects();
  const neighbours = new Neighbourhood();
  for (const files of trees) {
    const kin = files.map(({ path, manifest }) => ({ path, manifest: shared.keep(path, structuredClone(manifest)) }));
    expect(verifyAmong(neighbours, kin)).toEqual(judgedAlone(files));
  }
}

const faultsOf = (origin: string, step: number) =>
  corpus()
    .filter((fault) => fault.origin === origin)
    .filter((_, index) => index % step === 0)
    .flatMap(({ files }) => (files ? [files()] : []));

/** Faults of published overlays are many, and each takes a while. */
const SOME = 9;

describe('what is found does not depend on what was judged before', () => {
  test('in the small tree with every fault in turn', () => {
    const trees = faultsOf(CLEAN, 1).flatMap((files) => [files, clean()]);
    expect(trees.length).toBeGreaterThan(500);
    compare(trees);
  });

  test.each([...overlays()])('in overlay %s with some faults in turn', (name, files) => {
    const trees = [files, ...faultsOf(name, SOME).flatMap((broken) => [broken, files])];
    expect(trees.length).toBeGreaterThan(30);
    compare(trees);
  });

  test('in overlays one after the other', () => {
    compare([...overlays().values()]);
  });
});
