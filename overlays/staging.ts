import type * as catalog from '../charts';
import type { addons } from '../charts/addons';
import type { Overlay } from '../platform/overlay';
import { vaultStore } from '../platform/secret-store';
import { harbor } from './harbor';
import { repository } from './repository';
import { bareMetal, nodeDisks } from './sites';

/** Production's rehearsal on three small machines: everything, with as many copies as quorums need and little else. */
export const staging: Overlay<typeof catalog, typeof addons> = {
  name: 'staging',
  site: bareMetal({
    domain: 'staging.254carbon.com',
    nodes: { count: 3, cpu: 8, memory: '32Gi', zones: 1 },
    storage: nodeDisks(),
    registry: harbor,
    secretStore: vaultStore({
      server: 'https://vault.254carbon.com:8200',
      mount: 'kv',
      authMount: 'kubernetes-staging',
    }),
    controlPlane: '10.20.0.0/28',
    addresses: ['10.20.1.240-10.20.1.247'],
    email: 'platform@254carbon.com',
  }),
  repository,
  services: {
    '*': true,
    kafka: { cpu: '500m', memory: '3Gi', storage: '20Gi', retentionHours: 48 },
    minio: { cpu: '250m', memory: '3Gi', storage: '50Gi' },
    postgres: { cpu: '500m', memory: '2Gi', storage: '20Gi', walStorage: '5Gi', backup: { keepDays: 7 } },
    trino: { coordinator: { cpu: '500m', memory: '4Gi' }, worker: { cpu: '1', memory: '6Gi' }, spill: '10Gi' },
  },
  addons: { 'barman-cloud-plugin': true, 'cloudnative-pg': true, 'prometheus-operator': true, strimzi: true },
};
