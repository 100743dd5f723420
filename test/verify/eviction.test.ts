import { expect, test } from 'vitest';
import type { Fields } from '../../manifest/types';
import { changed, clean, findings, plus, without } from './trees';

const BUDGET = `
apiVersion: policy/v1
kind: PodDisruptionBudget
metadata: {name: second, namespace: web}
spec: {minAvailable: 1, selector: {matchLabels: {app.kubernetes.io/name: web}}}`;

test('several pods without a budget are a warning', () => {
  expect(findings('eviction', without(clean(), 'PodDisruptionBudget', 'web'))).toMatchObject([
    { severity: 'warning', object: 'Deployment web/web', message: expect.stringContaining('all 2 pods at once') },
  ]);
});

test('one pod needs none, and neither do those of a node, of a Job or of an operator', () => {
  const one = changed('Deployment', 'web', ({ spec }) => {
    spec.replicas = 1;
  });
  expect(findings('eviction', without(one, 'PodDisruptionBudget', 'web'))).toEqual([]);
  const others = `
apiVersion: apps/v1
kind: DaemonSet
metadata: {name: agent, namespace: web}
spec: {template: {metadata: {labels: {a: b}}, spec: {containers: []}}}
---
apiVersion: batch/v1
kind: Job
metadata: {name: job, namespace: web}
spec: {parallelism: 3, template: {metadata: {labels: {a: b}}, spec: {containers: []}}}
---
apiVersion: postgresql.cnpg.io/v1
kind: Cluster
metadata: {name: pg, namespace: web}
spec: {instances: 3}`;
  expect(findings('eviction', plus(clean(), 'dev/web', others))).toEqual([]);
});

test('two budgets for the same pods are an error', () => {
  expect(findings('eviction', plus(clean(), 'dev/web', BUDGET))).toMatchObject([
    { severity: 'error', object: 'Deployment web/web', message: expect.stringContaining('web and second') },
  ]);
});

test.each<[string, (spec: Fields) => void, number]>([
  ['maxUnavailable: 0', (spec) => Object.assign(spec, { maxUnavailable: 0 }), 1],
  ['as many as there are', (spec) => Object.assign(spec, { maxUnavailable: undefined, minAvailable: 2 }), 1],
  ['one less', (spec) => Object.assign(spec, { maxUnavailable: undefined, minAvailable: 1 }), 0],
  ['100%', (spec) => Object.assign(spec, { maxUnavailable: undefined, minAvailable: '100%' }), 1],
  ['50%', (spec) => Object.assign(spec, { maxUnavailable: undefined, minAvailable: '50%' }), 0],
])('a budget that lets no pod go is a warning: %s', (_, edit, expected) => {
  expect(
    findings(
      'eviction',
      changed('PodDisruptionBudget', 'web', ({ spec }) => edit(spec)),
    ),
  ).toHaveLength(expected);
});
