import type * as catalog from '../charts';
import type { addons } from '../charts/addons';
import type { Overlay } from '../platform/overlay';
import { OWN_VAULT } from './facts';
import { harbor } from './harbor';
import { repository } from './repository';
import { bareMetal, cephAndNodeDisks } from './sites';

/**
 * The company's own machines: three workers with a spare NVMe device each for Ceph. Every service is named, so that a
 * new one in the catalog does not start here by itself.
 */
export const production: Overlay<typeof catalog, typeof addons> = {
  name: 'production',
  site: bareMetal({
    domain: '254carbon.com',
    nodes: { count: 3, cpu: 16, memory: '64Gi', zones: 1 },
    storage: cephAndNodeDisks('^nvme[1-9]n1$'),
    registry: harbor,
    secretStore: OWN_VAULT,
    controlPlane: '10.10.0.0/28',
    addresses: ['10.10.1.240-10.10.1.247'],
    email: 'platform@254carbon.com',
  }),
  repository,
  services: {
    datahub: true,
    doris: { frontend: { cpu: '500m', memory: '3Gi' }, backend: { cpu: '1500m', memory: '6Gi' } },
    iceberg: true,
    kafka: { memory: '5Gi', storage: '200Gi' },
    minio: { cpu: '1', memory: '6Gi', storage: '250Gi' },
    monitoring: {
      prometheus: { memory: '3Gi' },
      loki: { memory: '1Gi' },
      receivers: { pager: 'pagerduty', chat: 'slack', deadman: true },
    },
    'node-agents': true,
    postgres: { cpu: '1500m', memory: '6Gi', storage: '100Gi' },
    'schema-registry': true,
    search: true,
    trino: { worker: { memory: '10Gi' } },
    // Opened by the company's own Vault, which holds one key of it and nothing else.
    vault: { seal: 'https://vault.254carbon.com:8200/transit/slipway-production' },
    'vault-backup': true,
  },
  addons: {
    'barman-cloud-plugin': true,
    'cloudnative-pg': true,
    'doris-operator': true,
    eck: true,
    'prometheus-operator': true,
    strimzi: true,
    velero: {
      bucket: '254carbon-production',
      region: 'eu-central-1',
      url: 'https://s3.backup.254carbon.com',
    },
  },
};
