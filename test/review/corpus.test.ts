import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { guard, RISKS } from '../../review/index';
import { CORPUS } from './corpus/index';
import { scoreText } from './print-score';
import { answers, precision, recall, reviewOf, tally } from './score';

const given = answers();

const CASES = Object.values(CORPUS).flat();
const RULES = Array.from({ length: 8 }, (_, index) => `D${index + 1}`);

describe('the contract with Argo CD', () => {
  test('has a labelled change for each of its rules', () => {
    const labelled = new Set(CASES.flatMap(({ refusedBy }) => refusedBy ?? []));
    expect(RULES.filter((rule) => !labelled.has(rule))).toEqual([]);
  });

  test.each(CASES.flatMap((each) => (each.refusedBy ? [[each.refusedBy, each.name, each] as const] : [])))(
    '%s: the guard refuses %s',
    (rule, _, each) => {
      const { refusals } = guard(reviewOf(each).changes, []);
      expect(refusals.map((refusal) => refusal.rule)).toContain(rule);
    },
  );
});

describe('the labelled corpus', () => {
  test('has every verdict, and enough of each kind', () => {
    expect(given.length).toBeGreaterThanOrEqual(200);
    expect(RISKS.filter((risk) => !given.some(({ expected }) => expected.includes(risk)))).toEqual([]);
  });

  test('has no two cases of one name', () => {
    const names = given.map(({ about, name }) => `${about} ${name}`);
    expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([]);
  });

  test('is judged with recall of 0.98 and precision of 0.95 or better', () => {
    expect(recall(tally(given))).toBeGreaterThanOrEqual(0.98);
    expect(precision(tally(given))).toBeGreaterThanOrEqual(0.95);
  });

  test('never takes unknown for safe', () => {
    const unknown = given.filter(({ expected }) => expected.includes('not-judged'));
    expect(unknown.filter(({ told }) => !told.includes('not-judged')).map(({ name }) => name)).toEqual([]);
  });

  test('has its score on record', () => {
    expect(readFileSync('docs/review-score.md', 'utf8')).toBe(scoreText(given));
  });
});
