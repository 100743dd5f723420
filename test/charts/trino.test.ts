import { expect, test } from 'vitest';
import type { Fields } from '../../manifest/types';
import { built, ofKind } from '../toy';
import { container, file, named, OTHERS, pod, services, tree } from './trino-tree';

test('there is never a second coordinator, not even during an update', () => {
  expect(named('Deployment', 'trino-coordinator').spec).toMatchObject({ replicas: 1, strategy: { type: 'Recreate' } });
});

test('with workers the coordinator only plans', () => {
  expect(file('trino-coordinator', 'config.properties')['node-scheduler.include-coordinator']).toBe('false');
  expect(named('Deployment', 'trino-worker').spec.replicas).toBe(2);
});

test('without workers the coordinator computes and nothing of a worker is left', () => {
  const from = tree({ workers: 0 });
  expect(file('trino-coordinator', 'config.properties', from)['node-scheduler.include-coordinator']).toBe('true');
  expect(ofKind(from, 'Deployment', 'trino')).toHaveLength(1);
  expect(JSON.stringify(ofKind(from, 'PrometheusRule', 'trino'))).not.toContain('TrinoTooFewWorkers');
});

test('a query may use three tenths of the heap of every node that computes', () => {
  const memory = (settings: Fields) =>
    file('trino-coordinator', 'config.properties', tree(settings))['query.max-memory'];
  expect(memory({ workers: 3, worker: { memory: '16Gi' } })).toBe(`${Math.floor(16384 * 0.75 * 0.3) * 3}MB`);
  expect(memory({ workers: 0, coordinator: { memory: '2Gi' } })).toBe('460MB');
});

test('a task that may be retried fits four times on a node', () => {
  const task = (settings: Fields) =>
    file('trino-coordinator', 'config.properties', tree(settings))['fault-tolerant-execution-task-memory'];
  expect(task({ retryPolicy: 'TASK', worker: { memory: '4Gi' } })).toBe('537MB');
  expect(task({ retryPolicy: 'TASK', worker: { memory: '64Gi' } })).toBe('5120MB');
  expect(task({ retryPolicy: 'QUERY' })).toBeUndefined();
});

test('spilling stops before the volume is full, and the heap can be dumped', () => {
  const from = tree({ spill: '10Gi', worker: { memory: '4Gi' } });
  expect(file('trino-worker', 'config.properties', from)['max-spill-per-node']).toBe('9216MB');
  expect(pod('trino-worker', from).volumes).toContainEqual({ name: 'spill', emptyDir: { sizeLimit: '10Gi' } });
  expect(pod('trino-worker', from).volumes).toContainEqual({ name: 'data', emptyDir: { sizeLimit: '5Gi' } });
});

test('people need a password, which arrives hashed in a file', () => {
  const from = tree();
  expect(file('trino-coordinator', 'config.properties', from)).toMatchObject({
    'http-server.authentication.type': 'PASSWORD',
    'http-server.process-forwarded': 'true',
  });
  const at = file('trino-coordinator', 'password-authenticator.properties', from)['file.password-file'];
  expect(at).toBe('/run/passwords/password.db');
  expect(container('trino-coordinator', from).volumeMounts).toContainEqual({
    name: 'trino-admin',
    mountPath: '/run/passwords',
    readOnly: true,
  });
  const secret = ofKind(from, 'ExternalSecret', 'trino').find(({ metadata }) => metadata.name === 'trino-admin');
  expect(secret?.spec.target.template.data['password.db']).toContain('.password | bcrypt');
});

test('plain HTTP never lets people in by their name alone', () => {
  expect(named('ConfigMap', 'trino-coordinator').data['config.properties']).not.toContain('allow-insecure-over-http');
  expect(ofKind(tree(), 'Ingress', 'trino')[0]?.spec.tls[0].hosts).toEqual(['trino.example.test']);
});

test('all nodes sign their traffic with one secret', () => {
  const from = tree();
  const secret = { name: 'SHARED_SECRET', valueFrom: { secretKeyRef: { name: 'trino-internal', key: 'password' } } };
  for (const node of ['coordinator', 'worker']) {
    expect(file(`trino-${node}`, 'config.properties', from)['internal-communication.shared-secret']).toBe(
      // biome-ignore lint/suspicious/noTemplateCurlyInString: Trino's own placeholder
      '${ENV:SHARED_SECRET}',
    );
    expect(container(`trino-${node}`, from).env).toContainEqual(secret);
  }
});

test('a stopping worker is allowed to drain and given the time for it', () => {
  const from = tree({ drainMinutes: 5 });
  expect(pod('trino-worker', from).terminationGracePeriodSeconds).toBe(360);
  expect(container('trino-worker', from).lifecycle.preStop.exec.command[2]).toContain('/v1/info/state');
  const config = file('trino-worker', 'config.properties', from);
  const rules = JSON.parse(named('ConfigMap', 'trino-worker', from).data['rules.json']);
  expect(rules.system_information).toEqual([{ user: config['management.user'], allow: ['read', 'write'] }]);
  expect(named('ConfigMap', 'trino-coordinator', from).data['access-control.properties']).toBeUndefined();
});

test('one monitor scrapes every node, by a port that its containers have', () => {
  const from = tree({ workers: 0 });
  const [monitor] = ofKind(from, 'PodMonitor', 'trino');
  expect(monitor?.spec.selector.matchLabels).toEqual({ 'app.kubernetes.io/name': 'trino' });
  expect(container('trino-coordinator', from).ports.map(({ name }: Fields) => name)).toContain(
    monitor?.spec.podMetricsEndpoints[0].port,
  );
  expect(ofKind(from, 'ServiceMonitor', 'trino')).toEqual([]);
});

test('the environment of the nodes is named as Trino allows', () => {
  const from = built({ name: 'production-eks', services: { ...OTHERS, trino: true } }, services);
  expect(file('trino-worker', 'node.properties', from)['node.environment']).toMatch(/^[a-z0-9][_a-z0-9]*$/);
});

test('a node with hardly any memory and an unknown policy are refused by their path', () => {
  expect(() => tree({ worker: { memory: '512Mi' } })).toThrow('trino → worker → memory');
  expect(() => tree({ retryPolicy: 'ALWAYS' })).toThrow('trino → retryPolicy');
});
