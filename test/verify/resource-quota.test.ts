import { expect, test } from 'vitest';
import type { Fields } from '../../manifest/types';
import { changed, findings, plus } from './trees';

const RULE = 'resource-quota';
const RESOURCES = { requests: { cpu: '500m', memory: '1Gi' }, limits: { memory: '2Gi' } };

/** Two pods that are replaced one after the other, each by a new one first. */
const web = (edit: (spec: Fields) => unknown = () => undefined): ReturnType<typeof changed> =>
  changed('Deployment', 'web', ({ spec }) => {
    spec.template.spec.containers[0].resources = RESOURCES;
    edit(spec);
  });
const quota = (hard: string, more = ''): string =>
  `---\napiVersion: v1\nkind: ResourceQuota\nmetadata: {name: q, namespace: web}\nspec: {hard: {${hard}}${more}}\n`;
const found = (files: ReturnType<typeof changed>, text: string): readonly string[] =>
  findings(RULE, plus(files, 'dev/web', text)).map(({ severity, object, at }) => `${severity} ${object} ${at}`);
const told = (name: string, severity = 'error'): string => `${severity} ResourceQuota web/q spec.hard${name}`;

test.each<[string, readonly string[]]>([
  ['pods: "3", requests.cpu: 1500m, requests.memory: 3Gi, limits.memory: 6Gi', []],
  ['pods: "2"', [told('.pods')]],
  ['pods: "1"', [told('.pods')]],
  ['requests.cpu: 1499m', [told('["requests.cpu"]')]],
  ['cpu: "1"', [told('.cpu')]],
  ['memory: 2Gi', [told('.memory')]],
  ['limits.memory: 5Gi', [told('["limits.memory"]')]],
  ['requests.storage: "0", persistentvolumeclaims: "0"', []],
  ['services: "1", services.nodeports: "0", services.loadbalancers: "0"', []],
  ['services: "0"', [told('.services')]],
  ['count/deployments.apps: "0", count/jobs.batch: "0"', [told('["count/deployments.apps"]')]],
  ['count/widgets.example.com: "0"', []],
  ['requests.nvidia.com/gpu: "0"', []],
  ['pods: many', []],
])('a quota of %s', (hard, expected) => {
  expect(found(web(), quota(hard))).toEqual(expected);
});

test('a finding says what does not fit', () => {
  const message = (hard: string) => findings(RULE, plus(web(), 'dev/web', quota(hard)))[0]?.message;
  expect(message('requests.memory: 1Gi')).toContain(
    'What runs here needs 2Gi of requests.memory, and the quota is 1Gi',
  );
  expect(message('requests.memory: 2Gi')).toContain('Replacing a pod needs 3Gi');
});

test('a rolling update that may take a pod away first needs no more', () => {
  const rolling = web((spec) => {
    spec.strategy.rollingUpdate = { maxSurge: 1, maxUnavailable: 1 };
  });
  expect(found(rolling, quota('pods: "2"'))).toEqual([]);
  expect(
    found(
      web((spec) => {
        spec.strategy = { type: 'Recreate' };
      }),
      quota('pods: "2"'),
    ),
  ).toEqual([]);
});

test('a Job fits beside what stays', () => {
  const job = (cpu: string): string =>
    `---\napiVersion: batch/v1\nkind: Job\nmetadata: {name: j, namespace: web}\nspec: {template: {spec: {containers: [{name: c, resources: {requests: {cpu: ${cpu}}}}]}}}\n`;
  expect(found(web(), quota('requests.cpu: "2"') + job('1'))).toEqual([]);
  expect(found(web(), quota('requests.cpu: "2"') + job('1100m'))).toEqual([told('["requests.cpu"]')]);
});

test('what autoscalers may ask for is a warning', () => {
  const scaler = (least: number): string =>
    `---\napiVersion: autoscaling/v2\nkind: HorizontalPodAutoscaler\nmetadata: {name: web, namespace: web}\nspec: {scaleTargetRef: {apiVersion: apps/v1, kind: Deployment, name: web}, minReplicas: ${least}, maxReplicas: 9}\n`;
  expect(found(web(), quota('pods: "5"') + scaler(2))).toEqual([told('.pods', 'warning')]);
  expect(found(web(), quota('pods: "5"') + scaler(6))).toEqual([told('.pods')]);
});

test('a container that does not say is refused, unless the namespace says it for it', () => {
  const silent = web((spec) => {
    spec.template.spec.containers[0].resources = { requests: { cpu: '1' } };
  });
  const range =
    '---\napiVersion: v1\nkind: LimitRange\nmetadata: {name: r, namespace: web}\nspec: {limits: [{type: Container, default: {memory: 1Gi}}]}\n';
  expect(found(silent, quota('requests.cpu: "4", limits.memory: 8Gi'))).toEqual([
    'error Deployment web/web spec.template.spec',
  ]);
  expect(found(silent, quota('requests.cpu: "4", limits.memory: 8Gi') + range)).toEqual([]);
  expect(found(silent, quota('requests.ephemeral-storage: 8Gi'))).toEqual([]);
});

test('claims and volumes of pods count, by class too', () => {
  const claim = (name: string, storageClass: string): string =>
    `---\napiVersion: v1\nkind: PersistentVolumeClaim\nmetadata: {name: ${name}, namespace: web}\nspec: {storageClassName: ${storageClass}, resources: {requests: {storage: 10Gi}}}\n`;
  const claims = claim('a', 'fast') + claim('b', 'slow');
  expect(found(web(), claims + quota('requests.storage: 20Gi, persistentvolumeclaims: "2"'))).toEqual([]);
  expect(found(web(), claims + quota('requests.storage: 19Gi, persistentvolumeclaims: "1"'))).toEqual(
    [told('["requests.storage"]'), told('.persistentvolumeclaims')].sort(),
  );
  const fast = 'fast.storageclass.storage.k8s.io/requests.storage';
  expect(found(web(), claims + quota(`${fast}: 10Gi`))).toEqual([]);
  expect(found(web(), claims + quota(`${fast}: 9Gi`))).toEqual([told(`["${fast}"]`)]);
  const store = quota('requests.storage: 39Gi').replace('namespace: web', 'namespace: store');
  expect(found(web(), store)).toEqual(['error ResourceQuota store/q spec.hard["requests.storage"]']);
  expect(found(web(), store.replace('39', '40'))).toEqual([]);
});

test('ports of nodes and load balancers count', () => {
  const service = (type: string): string =>
    `---\napiVersion: v1\nkind: Service\nmetadata: {name: s, namespace: web}\nspec: {type: ${type}, ports: [{port: 1}, {port: 2}]}\n`;
  expect(found(web(), service('NodePort') + quota('services.nodeports: "1"'))).toEqual([
    told('["services.nodeports"]'),
  ]);
  expect(found(web(), service('NodePort') + quota('services.nodeports: "2"'))).toEqual([]);
  expect(found(web(), service('LoadBalancer') + quota('services.loadbalancers: "0"'))).toEqual([
    told('["services.loadbalancers"]'),
  ]);
  expect(found(web(), service('LoadBalancer') + quota('services.loadbalancers: "1", services.nodeports: "2"'))).toEqual(
    [],
  );
  expect(found(web(), service('LoadBalancer') + quota('services.nodeports: "1"'))).toEqual([
    told('["services.nodeports"]'),
  ]);
  const without = service('LoadBalancer, allocateLoadBalancerNodePorts: false');
  expect(found(web(), without + quota('services.nodeports: "0"'))).toEqual([]);
});

test('a quota of some pods only is not judged', () => {
  expect(found(web(), quota('pods: "0"', ', scopes: [Terminating]'))).toEqual([]);
  expect(found(web(), quota('pods: "0"', ', scopeSelector: {matchExpressions: []}'))).toEqual([]);
});
