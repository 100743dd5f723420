import { expect, test } from 'vitest';
import type { Fields, ManifestFile } from '../../manifest/types';
import { changed, clean, findings, places, plus } from './trees';

const AT = 'ConfigMap web/web';

const long = (length: number): string => 'a'.repeat(length);

const named = (kind: string, apiVersion: string, name: string): readonly ManifestFile[] =>
  plus(clean(), 'dev/web', `apiVersion: ${apiVersion}\nkind: ${kind}\nmetadata: {name: "${name}", namespace: web}`);

test.each([
  ['CronJob', 'batch/v1', long(52), 0],
  ['CronJob', 'batch/v1', long(53), 1],
  ['StatefulSet', 'apps/v1', long(52), 0],
  ['StatefulSet', 'apps/v1', long(53), 1],
  ['Service', 'v1', long(64), 1],
  ['Service', 'v1', '9lives', 1],
  ['ConfigMap', 'v1', long(253), 0],
  ['ConfigMap', 'v1', long(254), 1],
  ['ConfigMap', 'v1', 'Web', 1],
  ['ConfigMap', 'v1', 'a_b', 1],
  ['ConfigMap', 'v1', 'a..b', 1],
  ['ConfigMap', 'v1', 'a.b-c', 0],
  ['Role', 'rbac.authorization.k8s.io/v1', 'system:Reader', 0],
  ['Role', 'rbac.authorization.k8s.io/v1', 'a/b', 1],
  ['Cluster', 'postgresql.cnpg.io/v1', long(51), 1],
])('a %s of %s named %s has %i faults', (kind, apiVersion, name, count) => {
  expect(findings('names', named(kind, apiVersion, name)).filter(({ at }) => at === 'metadata.name')).toHaveLength(
    count,
  );
});

test.each<[string, string, string, (manifest: Fields) => void, string]>([
  [
    'a long label value',
    'ConfigMap',
    'web',
    (m) => {
      m.metadata.labels = { a: long(64) };
    },
    `${AT} metadata.labels.a`,
  ],
  [
    'an ill-formed label value',
    'ConfigMap',
    'web',
    (m) => {
      m.metadata.labels = { a: 'b c' };
    },
    `${AT} metadata.labels.a`,
  ],
  [
    'an ill-formed label key',
    'ConfigMap',
    'web',
    (m) => {
      m.metadata.labels = { 'Domain/a': 'b' };
    },
    `${AT} metadata.labels["Domain/a"]`,
  ],
  [
    'two slashes in a key',
    'ConfigMap',
    'web',
    (m) => {
      m.metadata.annotations = { 'a/b/c': 'x' };
    },
    `${AT} metadata.annotations["a/b/c"]`,
  ],
  [
    'too many annotations',
    'ConfigMap',
    'web',
    (m) => {
      m.metadata.annotations = { a: long(262_144) };
    },
    `${AT} metadata.annotations`,
  ],
  [
    'a data key',
    'ConfigMap',
    'web',
    (m) => {
      m.data['a b'] = 'x';
    },
    `${AT} data["a b"]`,
  ],
  [
    'a Service port',
    'Service',
    'web/web',
    (m) => {
      m.spec.ports[0].name = 'Http';
    },
    'Service web/web spec.ports[0].name',
  ],
  [
    'a container port',
    'Deployment',
    'web',
    (m) => {
      m.spec.template.spec.containers[0].ports[0].name = 'sixteen-letters-';
    },
    'Deployment web/web spec.template.spec.containers[0].ports[0].name',
  ],
  [
    'a container',
    'Deployment',
    'web',
    (m) => {
      m.spec.template.spec.containers[0].name = 'Web';
    },
    'Deployment web/web spec.template.spec.containers[0].name',
  ],
  [
    'a pod label',
    'Deployment',
    'web',
    (m) => {
      m.spec.template.metadata.labels.tier = '-';
    },
    'Deployment web/web spec.template.metadata.labels.tier',
  ],
])('finds an ill-formed name: %s', (_, kind, place, edit, expected) => {
  expect(places('names', changed(kind, place, edit))).toEqual([expected]);
});
