import { expect, test } from 'vitest';
import type { Fields, ManifestFile } from '../../manifest/types';
import { changed, clean, findings, places, plus, without } from './trees';

const RULE = 'reference-closure';

const web = (edit: (pod: Fields) => void): readonly ManifestFile[] =>
  changed('Deployment', 'web', (deployment) => edit(deployment.spec.template.spec));

const POD = 'Deployment web/web spec.template.spec';

test('a tree whose references all resolve has no finding', () => {
  expect(places(RULE, clean())).toEqual([]);
});

test('a missing Secret is named at the field that asks for it', () => {
  expect(places(RULE, without(clean(), 'ExternalSecret', 'store-web'))).toEqual([
    `StatefulSet store/store spec.template.spec.containers[0].env[0].valueFrom.secretKeyRef.key`,
    `${POD}.containers[0].env[1].valueFrom.secretKeyRef.key`,
  ]);
});

test('a key the Secret will not hold is found', () => {
  const files = changed('ExternalSecret', 'web/store-web', (secret) => {
    secret.spec.target.template.data = { username: 'web' };
  });
  expect(findings(RULE, files)).toMatchObject([
    { object: 'Deployment web/web', message: 'Secret web/store-web has no key password.' },
  ]);
});

test('keys fetched as a whole are not known and not judged', () => {
  const files = changed('ExternalSecret', 'web/store-web', (secret) => {
    delete secret.spec.target.template;
  });
  expect(places(RULE, files)).toEqual([]);
});

test.each<[string, string, (pod: Fields) => void]>([
  [
    'an envFrom',
    'containers[0].envFrom[0].configMapRef.name',
    (pod) => {
      pod.containers[0].envFrom = [{ configMapRef: { name: 'gone' } }];
    },
  ],
  [
    'a volume',
    'volumes[0].configMap.name',
    (pod) => {
      pod.volumes[0].configMap.name = 'gone';
    },
  ],
  [
    'a key of a volume',
    'volumes[0].configMap.name',
    (pod) => {
      pod.volumes[0].configMap.items[0].key = 'gone';
    },
  ],
  [
    'a projected source',
    'volumes[1].projected.sources[0].secret.name',
    (pod) => {
      pod.volumes.push({ name: 'p', projected: { sources: [{ secret: { name: 'gone' } }] } });
    },
  ],
  [
    'a claim',
    'volumes[1].persistentVolumeClaim.claimName',
    (pod) => {
      pod.volumes.push({ name: 'c', persistentVolumeClaim: { claimName: 'gone' } });
    },
  ],
  [
    'a file mounted alone',
    'containers[0].volumeMounts[0].subPath',
    (pod) => {
      delete pod.volumes[0].configMap.items;
      pod.containers[0].volumeMounts[0].subPath = 'gone';
    },
  ],
  [
    'a pull secret',
    'imagePullSecrets[0].name',
    (pod) => {
      pod.imagePullSecrets = [{ name: 'gone' }];
    },
  ],
  [
    'an account',
    'serviceAccountName',
    (pod) => {
      pod.serviceAccountName = 'gone';
    },
  ],
  [
    'a key of an init container',
    'initContainers[0].env[0].valueFrom.configMapKeyRef.key',
    (pod) => {
      pod.initContainers = [
        { name: 'i', env: [{ name: 'A', valueFrom: { configMapKeyRef: { name: 'web', key: 'gone' } } }] },
      ];
    },
  ],
])('finds %s of a pod', (_, at, edit) => {
  expect(places(RULE, web(edit))).toEqual([`${POD}.${at}`]);
});

test('what may be missing is no finding', () => {
  const files = web((pod) => {
    pod.volumes.push({ name: 's', secret: { secretName: 'gone', optional: true } });
    pod.containers[0].envFrom = [{ secretRef: { name: 'gone', optional: true } }];
    pod.serviceAccountName = 'default';
  });
  expect(places(RULE, files)).toEqual([]);
});

test('keys of a Secret that is written and made are those of both', () => {
  const secret = 'apiVersion: v1\nkind: Secret\nmetadata: {name: store-web, namespace: web}\ndata: {extra: eA==}';
  const files = (key: string): readonly ManifestFile[] =>
    plus(
      web((pod) => {
        pod.containers[0].env[1].valueFrom.secretKeyRef.key = key;
      }),
      'dev/web',
      secret,
    );
  expect([places(RULE, files('extra')), places(RULE, files('password'))]).toEqual([[], []]);
  expect(places(RULE, files('gone'))).toHaveLength(1);
});
