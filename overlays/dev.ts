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
    cloudflared: false,
    datahub: {
      gms: { replicas: 1, cpu: '250m', memory: '1536Mi', connections: 15 },
      frontend: { replicas: 1, cpu: '50m', memory: '768Mi' },
      actions: { cpu: '50m', memory: '640Mi', scratch: '5Gi' },
      indexCopies: 0,
    },
    // A frontend and a backend alone would take 6 GiB.
    doris: false,
    iceberg: { replicas: 1, cpu: '100m', memory: '768Mi' },
    kafka: { brokers: 1, cpu: '250m', memory: '1Gi', storage: '5Gi', retentionHours: 24 },
    minio: { replicas: 1, cpu: '100m', memory: '1536Mi', storage: '20Gi' },
    monitoring: {
      prometheus: { replicas: 1, cpu: '100m', memory: '512Mi', storage: '5Gi', retentionDays: 2 },
      alertmanagers: 1,
      loki: { replicas: 1, cpu: '50m', memory: '384Mi', storage: '5Gi', retentionDays: 2 },
    },
    postgres: {
      instances: 1,
      cpu: '250m',
      memory: '512Mi',
      storage: '5Gi',
      walStorage: '2Gi',
      connections: 50,
      backup: { keepDays: 2 },
    },
    'schema-registry': { replicas: 1, cpu: '50m', memory: '512Mi', connections: 5 },
    search: { nodes: 1, cpu: '200m', memory: '1Gi', storage: '5Gi', snapshots: { keepDays: 2 } },
    trino: { workers: 0, coordinator: { cpu: '500m', memory: '1536Mi' }, spill: '2Gi', tpch: true },
    // Nobody initialises or unseals a developer's Vault, and nothing depends on it: the store is the cluster itself.
    vault: {
      flavour: 'openbao',
      replicas: 1,
      seal: 'static',
      cpu: '50m',
      memory: '256Mi',
      storage: '1Gi',
      auditStorage: '1Gi',
    },
    // It trusts Vault by an entry of the store, which only a Vault that serves the store puts there.
    'vault-backup': false,
  },
  expendable: { vault: 'nothing depends on it here' },
  addons: {
    'barman-cloud-plugin': true,
    'cloudnative-pg': true,
    eck: true,
    'prometheus-operator': true,
    strimzi: true,
  },
};
