import { describe, expect, test } from 'vitest';
import { capacityOf } from '../manifest/capacity';
import type { Fields, Manifest } from '../manifest/types';

const resources = (cpu: string, memory: string, limit?: string) => ({
  requests: { cpu, memory },
  ...(limit ? { limits: { memory: limit } } : {}),
});
const workload = (kind: string, spec: Fields, rest: Fields = {}): Manifest => ({
  apiVersion: kind === 'Job' ? 'batch/v1' : 'apps/v1',
  kind,
  metadata: { name: 'x', namespace: 'x' },
  spec: { ...rest, template: { metadata: { labels: { a: 'b' } }, spec } },
});
const MEBI = 1024 ** 2;

describe('the capacity objects ask for', () => {
  test('is that of every replica', () => {
    const spec = {
      containers: [{ resources: resources('250m', '128Mi', '256Mi') }, { resources: resources('50m', '64Mi') }],
    };
    expect(capacityOf([workload('Deployment', spec, { replicas: 3 })])).toEqual({
      pods: 3,
      cpu: 900,
      memory: 576 * MEBI,
      memoryLimit: 3 * (256 + 64) * MEBI,
      storage: 0,
      volumes: 0,
    });
  });

  test('counts a container that prepares the pod only where it is the largest', () => {
    const spec = {
      initContainers: [{ resources: resources('1', '64Mi') }],
      containers: [{ resources: resources('250m', '128Mi') }],
    };
    expect(capacityOf([workload('Deployment', spec)])).toMatchObject({ cpu: 1000, memory: 128 * MEBI });
  });

  test('counts what was started before a container that prepares the pod, and stays', () => {
    const side = { restartPolicy: 'Always', resources: resources('300m', '64Mi') };
    const prepare = { resources: resources('1', '64Mi') };
    const cpu = (initContainers: Fields) =>
      capacityOf([workload('Deployment', { initContainers, containers: [{ resources: resources('250m', '128Mi') }] })])
        .cpu;
    expect(cpu([side])).toBe(550);
    expect(cpu([side, prepare])).toBe(1300);
    expect(cpu([prepare, side])).toBe(1000);
  });

  test('counts volumes claimed for each pod', () => {
    const claim = { metadata: { name: 'data' }, spec: { resources: { requests: { storage: '10Gi' } } } };
    const set = workload('StatefulSet', { containers: [] }, { replicas: 4, volumeClaimTemplates: [claim] });
    expect(capacityOf([set])).toMatchObject({ pods: 4, volumes: 4, storage: 40 * 1024 * MEBI });
  });

  test('keeps what runs to its end apart from what stays', () => {
    const job = workload('Job', { containers: [{ resources: resources('1', '1Gi') }] });
    expect(capacityOf([job]).pods).toBe(0);
    expect(capacityOf([job], true)).toMatchObject({ pods: 1, cpu: 1000 });
  });

  test('includes what an operator adds to its pods', () => {
    const cluster: Manifest = {
      apiVersion: 'postgresql.cnpg.io/v1',
      kind: 'Cluster',
      metadata: { name: 'pg', namespace: 'pg' },
      spec: {
        instances: 2,
        resources: resources('1', '1Gi'),
        storage: { size: '5Gi' },
        plugins: [{ name: 'barman-cloud.cloudnative-pg.io', parameters: { barmanObjectName: 'store' } }],
      },
    };
    const store: Manifest = {
      apiVersion: 'barmancloud.cnpg.io/v1',
      kind: 'ObjectStore',
      metadata: { name: 'store', namespace: 'pg' },
      spec: { instanceSidecarConfiguration: { resources: resources('50m', '128Mi', '512Mi') } },
    };
    expect(capacityOf([cluster])).toMatchObject({ pods: 2, cpu: 2000 });
    expect(capacityOf([cluster, store])).toMatchObject({ pods: 2, cpu: 2100, memory: 2 * (1024 + 128) * MEBI });
  });
});
