import type * as catalog from '../charts';
import type { addons } from '../charts/addons';
import type { Overlay } from '../platform/overlay';
import { OWN_VAULT } from './facts';
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
    secretStore: OWN_VAULT,
    controlPlane: '10.20.0.0/28',
    addresses: ['10.20.1.240-10.20.1.247'],
    email: 'platform@254carbon.com',
  }),
  repository,
  services: {
    '*': true,
    cloudflared: false,
    datahub: {
      gms: { cpu: '500m', memory: '2Gi', connections: 20 },
      actions: { cpu: '100m', memory: '1Gi' },
      consumers: { cpu: '200m', memory: '1536Mi' },
    },
    doris: {
      frontend: { cpu: '250m', memory: '2Gi', storage: '10Gi' },
      backend: { cpu: '500m', memory: '4Gi', storage: '20Gi' },
    },
    kafka: { cpu: '500m', memory: '2Gi', storage: '20Gi', retentionHours: 48 },
    minio: { cpu: '250m', memory: '3Gi', storage: '50Gi' },
    monitoring: {
      prometheus: { replicas: 1, cpu: '250m', memory: '2Gi', storage: '20Gi', retentionDays: 7 },
      alertmanagers: 1,
      loki: { replicas: 1, cpu: '250m', memory: '1Gi', storage: '10Gi', retentionDays: 7 },
    },
    postgres: { cpu: '500m', memory: '2Gi', storage: '20Gi', walStorage: '5Gi', backup: { keepDays: 7 } },
    'schema-registry': { memory: '768Mi', connections: 5 },
    search: { cpu: '250m', memory: '2Gi', storage: '20Gi', snapshots: { keepDays: 7 } },
    trino: { coordinator: { cpu: '500m', memory: '4Gi' }, worker: { cpu: '1', memory: '4Gi' }, spill: '10Gi' },
    vault: { cpu: '250m', memory: '512Mi', storage: '5Gi', auditStorage: '5Gi' },
  },
  addons: {
    'barman-cloud-plugin': true,
    'cloudnative-pg': true,
    'doris-operator': true,
    eck: true,
    'prometheus-operator': true,
    strimzi: true,
    velero: {
      bucket: '254carbon-staging',
      region: 'eu-central-1',
      url: 'https://s3.backup.254carbon.com',
      keepDays: 7,
    },
  },
};
