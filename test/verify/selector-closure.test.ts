import { expect, test } from 'vitest';
import type { Fields } from '../../manifest/types';
import { changed, clean, findings, places, plus } from './trees';

const RULE = 'selector-closure';
const OTHER = { matchLabels: { a: 'b' } };

test('a tree whose selectors all match has no finding', () => {
  expect(places(RULE, clean())).toEqual([]);
  expect(places('placement', clean())).toEqual([]);
});

test.each<[string, string, (spec: Fields) => void, string]>([
  [
    'Service',
    'web',
    (spec) => {
      spec.selector = { a: 'b' };
    },
    'Service web/web spec.selector',
  ],
  [
    'Service',
    'web',
    (spec) => {
      spec.ports[0].targetPort = 'admin';
    },
    'Service web/web spec.ports[0].targetPort',
  ],
  [
    'PodDisruptionBudget',
    'store',
    (spec) => {
      spec.selector = OTHER;
    },
    'PodDisruptionBudget store/store spec.selector',
  ],
  [
    'NetworkPolicy',
    'store/peers',
    (spec) => {
      spec.podSelector = OTHER;
    },
    'NetworkPolicy store/peers spec.podSelector',
  ],
  [
    'ServiceMonitor',
    'store',
    (spec) => {
      spec.selector = OTHER;
    },
    'ServiceMonitor.monitoring.coreos.com store/store spec.selector',
  ],
  [
    'ServiceMonitor',
    'store',
    (spec) => {
      spec.endpoints[0].port = 'metrics';
    },
    'ServiceMonitor.monitoring.coreos.com store/store spec.endpoints[0].port',
  ],
  [
    'ServiceMonitor',
    'store',
    (spec) => {
      spec.namespaceSelector = { matchNames: ['web'] };
    },
    'ServiceMonitor.monitoring.coreos.com store/store spec.selector',
  ],
])('finds a broken selector of %s %s', (kind, place, edit, expected) => {
  expect(
    places(
      RULE,
      changed(kind, place, (manifest) => edit(manifest.spec)),
    ),
  ).toContain(expected);
});

test('a workload that does not select its own pods is found', () => {
  const files = changed('Deployment', 'web', ({ spec }) => {
    spec.selector.matchLabels.tier = 'x';
  });
  expect(places(RULE, files)).toEqual(['Deployment web/web spec.selector']);
});

test('a policy for nobody and an undeclared port number are warnings', () => {
  const policy = changed('NetworkPolicy', 'store/peers', ({ spec }) => {
    spec.podSelector = OTHER;
  });
  const port = changed('Service', 'web', ({ spec }) => {
    spec.ports[0].targetPort = 1234;
  });
  expect([...findings(RULE, policy), ...findings(RULE, port)].map(({ severity }) => severity)).toEqual([
    'warning',
    'warning',
  ]);
});

test('pods that operators make are selected by the labels those give them', () => {
  const text = (role: string, port: string): string => `
apiVersion: postgresql.cnpg.io/v1
kind: Cluster
metadata: {name: pg, namespace: store}
spec: {instances: 3}
---
apiVersion: monitoring.coreos.com/v1
kind: PodMonitor
metadata: {name: pg, namespace: store}
spec: {selector: {matchLabels: {cnpg.io/cluster: pg, cnpg.io/podRole: ${role}}}, podMetricsEndpoints: [{port: ${port}}]}`;
  const monitor = 'PodMonitor.monitoring.coreos.com store/pg';
  expect(places(RULE, plus(clean(), 'dev/store', text('instance', 'metrics')))).toEqual([]);
  expect(places(RULE, plus(clean(), 'dev/store', text('primary', 'metrics')))).toEqual([`${monitor} spec.selector`]);
  expect(places(RULE, plus(clean(), 'dev/store', text('instance', 'http')))).toEqual([
    `${monitor} spec.podMetricsEndpoints[0].port`,
  ]);
});

test('expressions are understood', () => {
  const budget = (expression: Fields): ReturnType<typeof clean> =>
    changed('PodDisruptionBudget', 'store', ({ spec }) => {
      spec.selector = { matchExpressions: [expression] };
    });
  const key = 'app.kubernetes.io/name';
  expect(places(RULE, budget({ key, operator: 'In', values: ['store'] }))).toEqual([]);
  expect(places(RULE, budget({ key, operator: 'Exists' }))).toEqual([]);
  expect(places(RULE, budget({ key, operator: 'NotIn', values: ['store'] }))).toHaveLength(1);
  expect(places(RULE, budget({ key, operator: 'DoesNotExist' }))).toHaveLength(1);
});

test('a spread that does not count its own pods is found', () => {
  const files = changed('StatefulSet', 'store', ({ spec }) => {
    spec.template.spec.topologySpreadConstraints[0].labelSelector = OTHER;
  });
  expect(places('placement', files)).toEqual([
    'StatefulSet store/store spec.template.spec.topologySpreadConstraints[0].labelSelector',
  ]);
});

test('an affinity to pods nobody has is found', () => {
  const files = changed('StatefulSet', 'store', ({ spec }) => {
    const term = { topologyKey: 'kubernetes.io/hostname', labelSelector: OTHER };
    spec.template.spec.affinity = {
      podAntiAffinity: {
        requiredDuringSchedulingIgnoredDuringExecution: [term],
        preferredDuringSchedulingIgnoredDuringExecution: [{ weight: 1, podAffinityTerm: term }],
      },
    };
  });
  const at = 'StatefulSet store/store spec.template.spec.affinity.podAntiAffinity';
  expect(places('placement', files)).toEqual([
    `${at}.preferredDuringSchedulingIgnoredDuringExecution[0].podAffinityTerm.labelSelector`,
    `${at}.requiredDuringSchedulingIgnoredDuringExecution[0].labelSelector`,
  ]);
});

test('a port one of several kinds of pods declares is enough for a Service', () => {
  const second = `
apiVersion: apps/v1
kind: Deployment
metadata: {name: second, namespace: web}
spec:
  selector: {matchLabels: {part: second}}
  template:
    metadata: {labels: {app.kubernetes.io/name: web, part: second}}
    spec: {containers: [{name: s, ports: [{name: admin, containerPort: 9000}]}]}`;
  expect(places(RULE, plus(clean(), 'dev/web', second))).toEqual([]);
});
