import { expect, test } from 'vitest';
import { below, pathOf } from '../../verify/keys';
import { query, select } from '../../verify/query';
import { remembered } from '../../verify/remembered';
import { survey } from '../../verify/survey';
import { PLAIN_TEXT, textFacts } from '../../verify/texts';

test('a text is judged once', () => {
  const asked: string[] = [];
  const judge = remembered((text) => {
    asked.push(text);
    return text.length > 1;
  });
  expect([judge('a'), judge('bc'), judge('a'), judge('bc')]).toEqual([false, true, false, true]);
  expect(asked).toEqual(['a', 'bc']);
});

test('what is remembered is bounded', () => {
  let asked = 0;
  const judge = remembered((text) => {
    asked += 1;
    return text;
  });
  const large = (index: number): string => `${index} ${'x'.repeat(1_000_000)}`;
  for (let index = 0; index < 40; index += 1) judge(large(index));
  judge(large(0));
  expect(asked).toBe(41);
});

test('texts that hold nothing are all the same', () => {
  expect(textFacts('harmless')).toBe(PLAIN_TEXT);
  expect(textFacts('http://store.store.svc:9000')).not.toBe(PLAIN_TEXT);
});

test('a walk keeps what some rule may ask for, and where it stands', () => {
  const { suspects, flaws, hasGaps, texts } = survey({
    metadata: { name: 'own', labels: { name: 'x' } },
    list: ['plain', { env: [{ name: 'DB_PASSWORD', value: 'y' }] }],
    'a.b': null,
    address: ['store'],
  });
  expect(suspects.map(({ at, name }) => `${at} ${name}`)).toEqual([
    'list[1].env[0].value DB_PASSWORD',
    'address[0] address',
  ]);
  expect(flaws).toEqual([{ at: '["a.b"]', fault: 'is null' }]);
  expect(hasGaps).toBe(true);
  expect(texts).toEqual(['x', 'plain', 'DB_PASSWORD', 'y', 'store']);
});

test.each([
  { a: 'é'.repeat(50) },
  { a: '\u0001'.repeat(50) },
  { a: '😀'.repeat(50) },
  { a: [1e300, -1.5, true, null] },
])('a walk never takes an object for smaller than it is: %j', (value) => {
  expect(survey(value).mostBytes).toBeGreaterThanOrEqual(Buffer.byteLength(JSON.stringify(value)));
});

test('field paths quote what is no plain key', () => {
  expect(below('data', 'trino.properties')).toBe('data["trino.properties"]');
  expect(below('', 'spec')).toBe('spec');
  expect(pathOf(['spec', 'list', 2, 'a/b'])).toBe('spec.list[2]["a/b"]');
});

test('a query goes through lists and says where values stand', () => {
  const object = { a: [{ b: [{ c: 1 }, null, { c: 2 }] }, { b: 'no list' }, { b: [{}] }] };
  expect(query(object, 'a[].b[].c')).toEqual([
    { at: 'a[0].b[0].c', value: 1 },
    { at: 'a[0].b[2].c', value: 2 },
  ]);
  expect(query(object, 'a', 'spec')).toEqual([{ at: 'spec.a', value: object.a }]);
  expect(query({ a: [null, '', 1] }, 'a[]')).toEqual([{ at: 'a[2]', value: 1 }]);
  expect(select(object, 'a[].b[].c', '', (value) => value === 2)).toEqual([{ at: 'a[0].b[2].c', value: 2 }]);
});
