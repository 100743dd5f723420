import { expect, test } from 'vitest';
import type { Fields, ManifestFile } from '../../manifest/types';
import { changed, places } from './trees';

const config = (edit: (manifest: Fields) => void): readonly ManifestFile[] => changed('ConfigMap', 'web', edit);

const AT = 'ConfigMap web/web';

test.each<[string, (manifest: Fields) => void, string]>([
  [
    'null',
    (m) => {
      m.data.x = null;
    },
    'data.x',
  ],
  [
    'undefined',
    (m) => {
      m.data.x = undefined;
    },
    'data.x',
  ],
  [
    'NaN',
    (m) => {
      m.data.x = Number.NaN;
    },
    'data.x',
  ],
  [
    'Infinity',
    (m) => {
      m.x = [1, Number.POSITIVE_INFINITY];
    },
    'x[1]',
  ],
  [
    'a function',
    (m) => {
      m.x = () => 1;
    },
    'x',
  ],
  [
    'a BigInt',
    (m) => {
      m.x = 1n;
    },
    'x',
  ],
  [
    'a Date',
    (m) => {
      m.x = new Date(0);
    },
    'x',
  ],
  [
    'a hole in a list',
    (m) => {
      m.x = new Array(1);
    },
    'x[0]',
  ],
  [
    'a control character',
    (m) => {
      m.data.x = 'a\u0007';
    },
    'data.x',
  ],
  [
    'a byte order mark',
    (m) => {
      m.data.x = '\ufeffa';
    },
    'data.x',
  ],
  [
    'a lone surrogate',
    (m) => {
      m.data.x = 'a\ud800';
    },
    'data.x',
  ],
  [
    'a lone surrogate in a key',
    (m) => {
      m['\udc00'] = 'a';
    },
    '["\\udc00"]',
  ],
  [
    'a status',
    (m) => {
      m.status = { ready: true };
    },
    'status',
  ],
  [
    'a time stamp',
    (m) => {
      m.metadata.creationTimestamp = null;
    },
    'metadata.creationTimestamp',
  ],
  [
    'managed fields',
    (m) => {
      m.metadata.managedFields = [];
    },
    'metadata.managedFields',
  ],
  [
    'a resource version',
    (m) => {
      m.metadata.resourceVersion = '1';
    },
    'metadata.resourceVersion',
  ],
])('finds %s', (_, edit, at) => {
  expect(places('clean-values', config(edit))).toContain(`${AT} ${at}`);
});

test('whole characters beyond the basic plane, tabs and line ends are fine', () => {
  expect(
    places(
      'clean-values',
      config((m) => {
        m.data.x = 'a\t😀\r\n\u2028';
      }),
    ),
  ).toEqual([]);
});
