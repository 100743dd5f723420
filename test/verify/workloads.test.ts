import { expect, test } from 'vitest';
import { containersOf, podsOf } from '../../manifest/pods';
import { parse } from './trees';

test.each([
  [
    'Deployment',
    'apps/v1',
    'replicas: 3, template: {metadata: {labels: {a: b}}, spec: {containers: [{name: c}]}}',
    'spec.template.spec',
    3,
    false,
  ],
  [
    'StatefulSet',
    'apps/v1',
    'template: {metadata: {labels: {a: b}}, spec: {containers: [{name: c}]}}',
    'spec.template.spec',
    1,
    false,
  ],
  [
    'DaemonSet',
    'apps/v1',
    'template: {metadata: {labels: {a: b}}, spec: {containers: [{name: c}]}}',
    'spec.template.spec',
    1,
    false,
  ],
  [
    'ReplicaSet',
    'apps/v1',
    'replicas: 0, template: {metadata: {labels: {a: b}}, spec: {containers: [{name: c}]}}',
    'spec.template.spec',
    0,
    false,
  ],
  [
    'Job',
    'batch/v1',
    'parallelism: 2, template: {metadata: {labels: {a: b}}, spec: {containers: [{name: c}]}}',
    'spec.template.spec',
    2,
    true,
  ],
  [
    'CronJob',
    'batch/v1',
    'jobTemplate: {spec: {template: {metadata: {labels: {a: b}}, spec: {containers: [{name: c}]}}}}',
    'spec.jobTemplate.spec.template.spec',
    1,
    true,
  ],
])('the pods of a %s are found', (kind, apiVersion, spec, at, replicas, finite) => {
  const pods = podsOf(
    parse(`apiVersion: ${apiVersion}\nkind: ${kind}\nmetadata: {name: n, namespace: ns}\nspec: {${spec}}`),
  );
  expect(pods).toMatchObject([{ at, replicas, finite, labels: { a: 'b' }, made: false }]);
  expect(pods.flatMap(containersOf).map((container) => container.at)).toEqual([`${at}.containers[0]`]);
});

test('a bare Pod has its own labels', () => {
  const pod = parse('apiVersion: v1\nkind: Pod\nmetadata: {name: n, labels: {a: b}}\nspec: {containers: [{name: c}]}');
  expect(podsOf(pod)).toMatchObject([{ at: 'spec', labels: { a: 'b' }, finite: false }]);
});

test('a StatefulSet names its pods and their volumes', () => {
  const set = parse(
    'apiVersion: apps/v1\nkind: StatefulSet\nmetadata: {name: n}\nspec: {serviceName: h, template: {}, volumeClaimTemplates: [{metadata: {name: data}, spec: {storageClassName: fast, resources: {requests: {storage: 5Gi}}}}]}',
  );
  expect(podsOf(set)).toMatchObject([
    { hostPrefix: 'n-', hostService: 'h', volumes: [{ name: 'data', size: '5Gi', storageClass: 'fast' }] },
  ]);
});

test('other kinds have no pods', () => {
  expect(podsOf(parse('apiVersion: v1\nkind: ConfigMap\nmetadata: {name: n}'))).toEqual([]);
});
