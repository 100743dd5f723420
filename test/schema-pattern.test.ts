import { expect, test } from 'vitest';
import { lengthOf } from '../verify/schema/limits';
import { patternOf } from '../verify/schema/pattern';

test.each<[string, readonly string[], readonly string[]]>([
  ['^a|b$', ['ax', 'xb'], ['xax']],
  ['^(?i)(abort|warn)?$', ['ABORT', 'warn', ''], ['warning']],
  ['^((?i)sun|mon)day(sun)?$', ['Monday', 'SUNday', 'sundaysun'], ['sunDAY', 'sundaySUN']],
  ['^(?i:[a-f]x)-y$', ['Ax-y', 'fX-y'], ['ax-Y', 'gx-y']],
  ['^(?i)a(?-i)b$', ['Ab'], ['AB']],
  ['^a.b$', ['axb', 'a😀b'], ['a\nb']],
  ['^a(?s).b$', ['a\nb'], ['ab']],
  ['^(?P<year>\\d+)-(?:x)$', ['20-x'], ['x']],
  ['\\Aa\\z', ['a'], ['a\n', 'ba']],
  ['^\\Qa.b*\\E$', ['a.b*'], ['axb*']],
  ['^[[:alpha:]_-]+$', ['aZ_-'], ['a1']],
  ['^[]a]+$', [']a'], ['b']],
  ['^[^]a]$', ['b'], [']', 'a']],
  ['^[\\w\\s:/.\\\\-]+$', ['a b:/.\\-'], ['a+b']],
  ['^[\\w-.]+$', ['a-.'], ['+', '/']],
  ['^[+--]+$', ['+', ',', '-'], ['.']],
  ['^[a-c\\--/]+$', ['b-./'], ['+', 'd']],
  ['^\\s$', [' ', '\t'], ['\u00a0']],
  ['^\\S$', ['\u00a0'], [' ']],
  ['^\\_\\@a\\"$', ['_@a"'], ['\\_@a"']],
  ['^a{2}{$', ['aa{'], ['a{2}{']],
  ['^{a}$', ['{a}'], ['a']],
  ['^\\x41\\x{1F600}$', ['A😀'], ['A']],
  ['^\\p{Lu}\\pN\\p{Greek}\\P{L}$', ['A1α-'], ['a1α-', 'A1αa']],
])('%s means the same to us as to Go', (re2, fitting, others) => {
  const pattern = patternOf(re2);
  expect(fitting.filter((text) => !pattern?.test(text))).toEqual([]);
  expect(others.filter((text) => pattern?.test(text))).toEqual([]);
});

test.each(['(?m)^a$', '(?U)a+', 'a\\Cb', '[a', '(a', '[\\S]'])('%s has no counterpart and judges nothing', (re2) => {
  expect(patternOf(re2)).toBeUndefined();
});

test.each([
  ['', 0],
  ['abc', 3],
  ['😀', 1],
  ['a😀é', 3],
  ['\ud83d', 1],
])('the length of %j is %i', (text, length) => {
  expect(lengthOf(text)).toBe(length);
});
