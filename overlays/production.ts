import type * as catalog from '../charts';
import type { addons } from '../charts/addons';
import type { Overlay } from '../platform/overlay';
import { vaultStore } from '../platform/secret-store';
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
    secretStore: vaultStore({
      server: 'https://vault.254carbon.com:8200',
      mount: 'kv',
      authMount: 'kubernetes-production',
    }),
    controlPlane: '10.10.0.0/28',
    addresses: ['10.10.1.240-10.10.1.247'],
    email: 'platform@254carbon.com',
  }),
  repository,
  services: {
    iceberg: true,
    kafka: { storage: '200Gi' },
    minio: { cpu: '1', memory: '8Gi', storage: '250Gi' },
    postgres: { cpu: '2', memory: '8Gi', storage: '100Gi' },
    trino: true,
  },
  addons: { 'barman-cloud-plugin': true, 'cloudnative-pg': true, 'prometheus-operator': true, strimzi: true },
};
