import type * as catalog from '../charts';
import type { addons } from '../charts/addons';
import type { Overlay } from '../platform/overlay';
import { repository } from './repository';
import { kind } from './sites';

/** A developer's machine: everything the catalog has, as small as it runs. */
export const dev: Overlay<typeof catalog, typeof addons> = {
  name: 'dev',
  site: kind(),
  repository,
  services: {
    '*': true,
    iceberg: { replicas: 1, cpu: '100m', memory: '768Mi' },
    kafka: { brokers: 1, cpu: '250m', memory: '1536Mi', storage: '5Gi', retentionHours: 24 },
    minio: { replicas: 1, cpu: '100m', memory: '1536Mi', storage: '20Gi' },
    postgres: {
      instances: 1,
      cpu: '250m',
      memory: '512Mi',
      storage: '5Gi',
      walStorage: '2Gi',
      connections: 50,
      backup: { keepDays: 2 },
    },
    trino: { workers: 0, coordinator: { cpu: '500m', memory: '2Gi' }, spill: '2Gi', tpch: true },
  },
  addons: { 'barman-cloud-plugin': true, 'cloudnative-pg': true, 'prometheus-operator': true, strimzi: true },
};
