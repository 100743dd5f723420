import { expect, test } from 'vitest';
import { changed, clean, places } from './trees';

const withFile = (name: string, text: string) =>
  places(
    'embedded-config',
    changed('ConfigMap', 'web', (manifest) => {
      manifest.data = { ...manifest.data, [name]: text };
    }),
  );

test('files that can be read have no fault', () => expect(places('embedded-config', clean())).toEqual([]));

test.each([
  ['a.json', '{"a": 1,}'],
  ['a.yaml', 'a: b: c'],
  ['a.yml', 'a:\n\t- b'],
  ['a.properties', '# a\nkey=value\nlonely'],
  ['a.ini', '[section]\nlonely'],
])('%s is named when it reads %j', (name, text) =>
  expect(withFile(name, text)).toEqual([`ConfigMap web/web data["${name}"]`]),
);

test.each([
  ['a.json', '[{"a": null}]'],
  ['a.yaml', 'a: 1\n---\nb: 2\n'],
  ['a.properties', 'a=b\nc: d\n! e\nlong=one,\\\ntwo\nempty=\n'],
  ['a.ini', '[section]\na = b\n; c\n'],
  ['a.json', '{{ template }}'],
  ['a.txt', '{'],
])('%s has no fault when it reads %j', (name, text) => expect(withFile(name, text)).toEqual([]));
