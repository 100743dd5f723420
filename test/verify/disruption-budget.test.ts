import { expect, test } from 'vitest';
import type { Fields } from '../../manifest/types';
import { changed, clean, findings, places, plus } from './trees';

const RULE = 'disruption-budget';
const SELECTOR = { matchLabels: { 'app.kubernetes.io/name': 'store' } };

const budget = (spec: Fields, replicas = 4): ReturnType<typeof changed> => {
  const files = changed('PodDisruptionBudget', 'store', (manifest) => {
    manifest.spec = { selector: SELECTOR, ...spec };
  });
  const set = files.find(({ manifest }) => manifest.kind === 'StatefulSet');
  if (set) set.manifest.spec.replicas = replicas;
  return files;
};

test.each<[Fields, number, readonly string[]]>([
  [{ maxUnavailable: 1 }, 4, []],
  [{ maxUnavailable: 1 }, 1, []],
  [{ maxUnavailable: 0 }, 4, ['spec.maxUnavailable']],
  [{ maxUnavailable: '0%' }, 4, ['spec.maxUnavailable']],
  [{ maxUnavailable: '10%' }, 4, []],
  [{ minAvailable: 3 }, 4, []],
  [{ minAvailable: 4 }, 4, ['spec.minAvailable']],
  [{ minAvailable: 1 }, 1, ['spec.minAvailable']],
  [{ minAvailable: 1 }, 0, []],
  [{ minAvailable: '75%' }, 4, []],
  [{ minAvailable: '76%' }, 4, ['spec.minAvailable']],
  [{ minAvailable: '100%' }, 4, ['spec.minAvailable']],
  [{ minAvailable: 1, maxUnavailable: 1 }, 4, ['spec']],
])('a budget with %j for %i pods', (spec, replicas, expected) => {
  expect(findings(RULE, budget(spec, replicas)).map(({ severity, at }) => `${severity} ${at}`)).toEqual(
    expected.map((at) => `error ${at}`),
  );
});

const scaler = (least: number, most: number): string =>
  `apiVersion: autoscaling/v2\nkind: HorizontalPodAutoscaler\nmetadata: {name: store, namespace: store}\nspec: {scaleTargetRef: {apiVersion: apps/v1, kind: StatefulSet, name: store}, minReplicas: ${least}, maxReplicas: ${most}}`;

test.each([
  [1, 5, 'warning'],
  [2, 5, 'warning'],
  [3, 5, undefined],
  [0, 5, undefined],
  [1, 2, 'error'],
])('two that must stay of those an autoscaler keeps from %i to %i', (from, to, severity) => {
  const files = plus(budget({ minAvailable: 2 }), 'dev/store', scaler(from, to));
  expect(findings(RULE, files).map((found) => found.severity)).toEqual(severity ? [severity] : []);
});

test('two budgets for one pod are told once', () => {
  const second = `
apiVersion: policy/v1
kind: PodDisruptionBudget
metadata: {name: second, namespace: store}
spec: {maxUnavailable: 1, selector: {matchExpressions: [{key: app.kubernetes.io/name, operator: Exists}]}}`;
  expect(places(RULE, plus(clean(), 'dev/store', second))).toEqual(['PodDisruptionBudget store/second spec.selector']);
});

const guard = (label: string, value: string): string =>
  `---\napiVersion: policy/v1\nkind: PodDisruptionBudget\nmetadata: {name: own, namespace: store}\nspec: {maxUnavailable: 1, selector: {matchLabels: {${label}: ${value}}}}`;
const cluster = (more: string): string =>
  `apiVersion: postgresql.cnpg.io/v1\nkind: Cluster\nmetadata: {name: pg, namespace: store}\nspec: {instances: 3${more}}\n${guard('cnpg.io/cluster', 'pg')}`;
const search = (more: string): string =>
  `apiVersion: elasticsearch.k8s.elastic.co/v1\nkind: Elasticsearch\nmetadata: {name: es, namespace: store}\nspec: {nodeSets: [{name: a, count: 3}]${more}}\n${guard('elasticsearch.k8s.elastic.co/cluster-name', 'es')}`;
const pool = `apiVersion: kafka.strimzi.io/v1\nkind: KafkaNodePool\nmetadata: {name: p, namespace: store, labels: {strimzi.io/cluster: bus}}\nspec: {replicas: 3, roles: [broker]}\n${guard('strimzi.io/cluster', 'bus')}`;

test.each([
  [cluster(''), true],
  [cluster(', enablePDB: false'), false],
  [search(''), true],
  [search(', podDisruptionBudget: {}'), false],
  [search(', podDisruptionBudget: {spec: {minAvailable: 2}}'), true],
  [pool, true],
])('a budget beside that of an operator: %#', (text, expected) => {
  expect(places(RULE, plus(clean(), 'dev/store', text))).toEqual(
    expected ? ['PodDisruptionBudget store/own spec.selector'] : [],
  );
});

test('pods of several workloads are counted together', () => {
  const more = `
apiVersion: apps/v1
kind: Deployment
metadata: {name: more, namespace: store}
spec: {replicas: 2, selector: {matchLabels: {a: b}}, template: {metadata: {labels: {app.kubernetes.io/name: store}}, spec: {containers: []}}}`;
  const found = (least: number) => places(RULE, plus(budget({ minAvailable: least }), 'dev/store', more));
  expect(found(5)).toEqual([]);
  expect(found(6)).toEqual(['PodDisruptionBudget store/store spec.minAvailable']);
  const fewest = plus(plus(budget({ minAvailable: 3 }), 'dev/store', more), 'dev/store', scaler(1, 9));
  expect(findings(RULE, fewest)).toMatchObject([
    { severity: 'warning', message: expect.stringContaining('only 3 pods') },
  ]);
});

test('pods of every node are not counted', () => {
  const files = plus(
    clean(),
    'dev/web',
    `
apiVersion: apps/v1
kind: DaemonSet
metadata: {name: agent, namespace: web}
spec: {selector: {matchLabels: {a: b}}, template: {metadata: {labels: {a: b}}, spec: {containers: []}}}
---
apiVersion: policy/v1
kind: PodDisruptionBudget
metadata: {name: agent, namespace: web}
spec: {minAvailable: 1, selector: {matchLabels: {a: b}}}`,
  );
  expect(places(RULE, files)).toEqual([]);
});
