import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { RISKS } from '../../review/index';
import { scoreText } from './print-score';
import { answers, precision, recall, tally } from './score';

const given = answers();

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
