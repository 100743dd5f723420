import { expect, test } from 'vitest';
import {
  addQuantities,
  bytes,
  canonicalQuantity,
  compareQuantities,
  formatQuantity,
  isQuantity,
  milliCores,
  parseQuantity,
  timesQuantity,
} from '../../manifest/quantity';

test.each([
  ['1000m', '1'],
  ['1500m', '1500m'],
  ['0.5', '500m'],
  ['1024Mi', '1Gi'],
  ['1536Mi', '1536Mi'],
  ['1.5Gi', '1536Mi'],
  ['0.5Gi', '512Mi'],
  ['512', '512'],
  ['1024', '1024'],
  ['1000', '1k'],
  ['1000k', '1M'],
  ['1Ki', '1Ki'],
  ['0.5Ki', '512'],
  ['0.1Ki', '102400m'],
  ['2e9', '2e9'],
  ['12e4', '120e3'],
  ['1e0', '1'],
  ['1E', '1E'],
  ['1E3', '1e3'],
  ['100n', '100n'],
  ['1u', '1u'],
  ['0.1n', '1n'],
  ['-1500m', '-1500m'],
  ['+2', '2'],
  ['.5', '500m'],
  ['5.', '5'],
  ['0', '0'],
  ['0Mi', '0'],
  ['9223372036854775807', '9223372036854775807'],
])('%s is written %s', (text, canonical) => {
  expect(canonicalQuantity(text)).toBe(canonical);
  expect(canonicalQuantity(canonical)).toBe(canonical);
});

test('numbers are quantities too', () => {
  expect([2, 0.5, 1e9].map(canonicalQuantity)).toEqual(['2', '500m', '1G']);
});

test.each(['', '1GB', '1 Gi', 'one', '1,5', '0x10', '1mi', '--1', 'Gi', '1e', '1e1.5', '1e999'])(
  '%j is no quantity',
  (text) => {
    expect(isQuantity(text)).toBe(false);
    expect(() => parseQuantity(text)).toThrow(`'${text}' is no quantity; write it like 250m, 2 or 1Gi`);
  },
);

test('quantities compare by amount, whatever their form', () => {
  const order = (a: string, b: string): number => compareQuantities(parseQuantity(a), parseQuantity(b));
  expect([order('1Gi', '1G'), order('1000m', '1'), order('999m', '1')]).toEqual([1, 0, -1]);
});

test('sums and multiples are exact and keep the first form', () => {
  const sum = addQuantities(parseQuantity('512Mi'), parseQuantity('0.5Gi'), parseQuantity('1024'));
  expect(formatQuantity(sum)).toBe('1048577Ki');
  expect(formatQuantity(timesQuantity(parseQuantity('100m'), 30))).toBe('3');
});

test('cores and bytes round up', () => {
  expect([milliCores('0.5'), milliCores('1u'), milliCores(2)]).toEqual([500, 1, 2000]);
  expect([bytes('1Ki'), bytes('1500m'), bytes('1G')]).toEqual([1024, 2, 1_000_000_000]);
});
