import { expect, test } from 'vitest';
import { matchesGlob, matchesPath } from '../../verify/globs';

test.each([
  ['*', 'a/b'],
  ['a*', 'a'],
  ['a*c', 'abbc'],
  ['a**c', 'a/b/c'],
  ['a?c', 'a/c'],
  ['[abc]x', 'bx'],
  ['[a-c]x', 'bx'],
  ['[!a-c]x', 'dx'],
  ['{dev,prod}-*', 'prod-web'],
  ['{a,b}{c,d}', 'bc'],
  ['a\\*', 'a*'],
  ['kube-*-x', 'kube-a-b-x'],
  ['?', '😀'],
  ['a.b', 'a.b'],
])('%s matches %s', (pattern, text) => {
  expect(matchesGlob(pattern, text)).toBe(true);
});

test.each([
  ['a*', 'ba'],
  ['a?c', 'ac'],
  ['[abc]x', 'dx'],
  ['[!a-c]x', 'bx'],
  ['{dev,prod}-*', 'test-web'],
  ['a\\*', 'ab'],
  ['a.b*', 'axb'],
  ['[z-a]', 'b'],
  ['', 'a'],
])('%s does not match %s', (pattern, text) => {
  expect(matchesGlob(pattern, text)).toBe(false);
});

test.each([
  ['https://git.example.com/*', 'https://git.example.com/a', true],
  ['https://git.example.com/*', 'https://git.example.com/a/b', false],
  ['https://git.example.com/**', 'https://git.example.com/a/b', true],
  ['https://git.example.com?a', 'https://git.example.com/a', false],
  ['*', 'https://git.example.com/a', true],
])('of repositories, %s and %s: %s', (pattern, text, matches) => {
  expect(matchesPath(pattern, text)).toBe(matches);
});

test('a pattern of many stars comes to an end, and one of too many forms matches nothing', () => {
  expect(matchesGlob(`${'*a'.repeat(40)}b`, 'a'.repeat(400))).toBe(false);
  expect(matchesGlob('{a,b}'.repeat(40), 'a'.repeat(40))).toBe(false);
});
