import { expect, test } from 'vitest';
import type { Fields, ManifestFile } from '../../manifest/types';
import { changed, clean, places, plus } from './trees';

const AT = 'ConfigMap web/web';

const container = (edit: (container: Fields, pod: Fields) => void): readonly ManifestFile[] =>
  changed('Deployment', 'web', ({ spec }) => edit(spec.template.spec.containers[0], spec.template.spec));

const CONTAINER = 'Deployment web/web spec.template.spec.containers[0]';

test.each<[string, (container: Fields, pod: Fields) => void, string]>([
  [
    'a variable',
    (c) => {
      c.env.push({ name: 'STORE_URL', value: 'x' });
    },
    `${CONTAINER}.env[2]`,
  ],
  [
    'a port',
    (c) => {
      c.ports.push({ name: 'b', containerPort: 8080 });
    },
    `${CONTAINER}.ports[1]`,
  ],
  [
    'a mount',
    (c) => {
      c.volumeMounts.push({ name: 'x', mountPath: '/etc/web' });
    },
    `${CONTAINER}.volumeMounts[1]`,
  ],
  [
    'a volume',
    (_, p) => {
      p.volumes.push({ name: 'config', emptyDir: {} });
    },
    'Deployment web/web spec.template.spec.volumes[1]',
  ],
  [
    'a pull secret',
    (_, p) => {
      p.imagePullSecrets = [{ name: 'a' }, { name: 'a' }];
    },
    'Deployment web/web spec.template.spec.imagePullSecrets[1]',
  ],
  [
    'a container',
    (c, p) => {
      p.initContainers = [c];
    },
    `${CONTAINER}.name`,
  ],
])('finds %s listed twice', (_, edit, expected) => {
  expect(places('argocd-lists', container(edit))).toEqual([expected]);
});

test('one port number for two protocols is no repetition', () => {
  expect(
    places(
      'argocd-lists',
      container((c) => {
        c.ports.push({ name: 'dns', containerPort: 8080, protocol: 'UDP' });
      }),
    ),
  ).toEqual([]);
});

test.each<[string, string, string, (manifest: Fields) => void, string]>([
  [
    'a quoted target port',
    'Service',
    'web/web',
    (m) => {
      m.spec.ports[0].targetPort = '8080';
    },
    'Service web/web spec.ports[0].targetPort',
  ],
  [
    'no protocol',
    'Service',
    'web/web',
    (m) => {
      delete m.spec.ports[0].protocol;
    },
    'Service web/web spec.ports[0]',
  ],
  [
    'nodePort 0',
    'Service',
    'web/web',
    (m) => {
      m.spec.ports[0].nodePort = 0;
    },
    'Service web/web spec.ports[0]',
  ],
  [
    'a quoted budget',
    'PodDisruptionBudget',
    'store',
    (m) => {
      m.spec.maxUnavailable = '1';
    },
    'PodDisruptionBudget store/store spec.maxUnavailable',
  ],
  [
    'no pathType',
    'Ingress',
    'web',
    (m) => {
      delete m.spec.rules[0].http.paths[0].pathType;
    },
    'Ingress web/web spec.rules[0].http.paths[0]',
  ],
  [
    'no rollingUpdate',
    'Deployment',
    'web',
    (m) => {
      delete m.spec.strategy.rollingUpdate;
    },
    'Deployment web/web spec.strategy',
  ],
  [
    'a bare claim template',
    'StatefulSet',
    'store',
    (m) => {
      delete m.spec.volumeClaimTemplates[0].kind;
    },
    'StatefulSet store/store spec.volumeClaimTemplates[0]',
  ],
  [
    'a number in a ConfigMap',
    'ConfigMap',
    'web',
    (m) => {
      m.data.x = 1;
    },
    `${AT} data.x`,
  ],
  [
    'a label that is no string',
    'ConfigMap',
    'web',
    (m) => {
      m.metadata.labels = { a: true };
    },
    `${AT} metadata.labels.a`,
  ],
  [
    'a variable that is no string',
    'Deployment',
    'web',
    (m) => {
      m.spec.template.spec.containers[0].env[0].value = 1;
    },
    `${CONTAINER}.env[0]`,
  ],
  [
    'a quoted probe port',
    'Deployment',
    'web',
    (m) => {
      m.spec.template.spec.containers[0].readinessProbe = { httpGet: { port: '8080' } };
    },
    `${CONTAINER}.readinessProbe.httpGet.port`,
  ],
])('finds a field in the wrong form: %s', (_, kind, place, edit, expected) => {
  expect(places('argocd-fields', changed(kind, place, edit))).toEqual([expected]);
});

test('replicas beside an autoscaler are found', () => {
  const scaler =
    'apiVersion: autoscaling/v2\nkind: HorizontalPodAutoscaler\nmetadata: {name: web, namespace: web}\nspec: {scaleTargetRef: {apiVersion: apps/v1, kind: Deployment, name: web}}';
  expect(places('argocd-fields', plus(clean(), 'dev/web', scaler))).toEqual(['Deployment web/web spec.replicas']);
});

test('an empty webhook certificate is found', () => {
  const webhook =
    'apiVersion: admissionregistration.k8s.io/v1\nkind: ValidatingWebhookConfiguration\nmetadata: {name: w}\nwebhooks: [{name: a, clientConfig: {caBundle: ""}}]';
  expect(places('argocd-fields', plus(clean(), 'dev/web', webhook))).toEqual([
    'ValidatingWebhookConfiguration w webhooks[0].clientConfig',
  ]);
});
