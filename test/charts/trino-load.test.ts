import { describe, expect, test } from 'vitest';
import { keda } from '../../charts/addons/keda';
import type { Fields } from '../../manifest/types';
import { build } from '../../platform/build';
import { plan } from '../../platform/plan';
import { ofKind, overlay, addons as toys } from '../toy';
import { file, named, OTHERS, services, tree } from './trino-tree';

const groups = (settings: Fields = {}): Fields =>
  JSON.parse(named('ConfigMap', 'trino-coordinator', tree({ queries: settings })).data['resource-groups.json']);

describe('resource groups', () => {
  test('limit all users together and each of them', () => {
    const [all] = groups({ running: 12, perUser: 3, waiting: 40 }).rootGroups;
    expect(all).toMatchObject({ hardConcurrencyLimit: 12, maxQueued: 40 });
    expect(all.subGroups[0]).toMatchObject({ hardConcurrencyLimit: 3, maxQueued: 40 });
  });

  test('take every query, into a group that exists', () => {
    const { rootGroups, selectors } = groups();
    expect(selectors).toEqual([{ group: `${rootGroups[0].name}.${rootGroups[0].subGroups[0].name}` }]);
  });

  test('are read by the coordinator from a file that is there', () => {
    const properties = file('trino-coordinator', 'resource-groups.properties');
    expect(properties['resource-groups.config-file']).toBe('/etc/trino/resource-groups.json');
    expect(named('ConfigMap', 'trino-coordinator').data).toHaveProperty(['resource-groups.json']);
  });
});

describe('an autoscaler', () => {
  const scaled = (settings: Fields) =>
    build(
      plan(
        overlay({
          services: { ...OTHERS, trino: settings },
          addons: { secrets: true, certificates: true, metrics: true, router: true, keda: true } as Fields,
        }),
        services,
        { ...toys, keda: { ...keda, requires: [] } as unknown as typeof toys.secrets },
      ),
    );
  const worker = (from: ReturnType<typeof scaled>): Fields =>
    ofKind(from, 'Deployment', 'trino').find(({ metadata }) => metadata.name === 'trino-worker')?.spec;

  test('has the number of workers to itself', () => {
    const from = scaled({ workers: 2, mostWorkers: 6 });
    const [object] = ofKind(from, 'ScaledObject', 'trino');
    expect(object?.spec).toMatchObject({
      scaleTargetRef: { name: 'trino-worker' },
      minReplicaCount: 2,
      maxReplicaCount: 6,
    });
    expect(worker(from)).not.toHaveProperty('replicas');
    expect(ofKind(from, 'PodDisruptionBudget', 'trino').map(({ metadata }) => metadata.name)).toEqual(['trino-worker']);
  });

  test('lets workers go no faster than they drain', () => {
    const [object] = ofKind(scaled({ mostWorkers: 6, drainMinutes: 5 }), 'ScaledObject', 'trino');
    expect(object?.spec.advanced.horizontalPodAutoscalerConfig.behavior.scaleDown).toEqual({
      stabilizationWindowSeconds: 300,
      policies: [{ type: 'Pods', value: 1, periodSeconds: 300 }],
    });
  });

  test('may read the metrics it decides by', () => {
    const policy = ofKind(scaled({ mostWorkers: 6 }), 'NetworkPolicy', 'trino').find(
      ({ metadata }) => metadata.name === 'prometheus-to-metrics',
    );
    expect(JSON.stringify(policy?.spec.ingress[0].from)).toContain('"kubernetes.io/metadata.name":"keda"');
  });

  test('is not there unless it may add workers', () => {
    for (const settings of [{}, { workers: 3, mostWorkers: 3 }, { workers: 0, mostWorkers: 4 }])
      expect(ofKind(scaled(settings), 'ScaledObject')).toEqual([]);
    expect(worker(scaled({ workers: 3, mostWorkers: 3 })).replicas).toBe(3);
  });
});
