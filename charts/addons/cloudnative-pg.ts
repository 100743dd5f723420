import { defineAddon } from '../../platform/addon';
import { type Footprint, footprint, replicas } from './footprint';
import { APPLIED } from './health';
import { pullSecrets, type RepositoryAndTag, repositoryAndTag, type SecretName } from './image';

interface CloudNativePgValues {
  readonly fullnameOverride: string;
  readonly replicaCount: number;
  readonly image: RepositoryAndTag;
  readonly imagePullSecrets: readonly SecretName[];
  readonly crds: { readonly create: true };
  readonly config: { readonly data: Readonly<Record<string, string>> };
  readonly resources: Footprint;
}

/**
 * CloudNativePG: runs PostgreSQL clusters with their databases and roles. Values: chart's `values.yaml` at tag
 * cloudnative-pg-v0.29.0, whose operator is 1.30.0.
 */
export const cloudnativePg = defineAddon('cloudnative-pg', {
  chart: { repository: 'https://cloudnative-pg.github.io/charts', name: 'cloudnative-pg', version: '0.29.0' },
  namespace: 'cnpg-system',
  provides: ['postgresql.cnpg.io'],
  metrics: [{ pods: { 'app.kubernetes.io/name': 'cloudnative-pg' }, portName: 'metrics', port: 8080 }],
  holdsData: ['Cluster.postgresql.cnpg.io', 'Database.postgresql.cnpg.io', 'DatabaseRole.postgresql.cnpg.io'],
  health: { 'postgresql.cnpg.io_Database': APPLIED, 'postgresql.cnpg.io_DatabaseRole': APPLIED },
  images: { operator: 'ghcr.io/cloudnative-pg/cloudnative-pg:1.30.0' },
  values: ({ site, images }): CloudNativePgValues => ({
    fullnameOverride: 'cloudnative-pg',
    replicaCount: replicas(site),
    image: repositoryAndTag(images.operator),
    imagePullSecrets: pullSecrets(site.registry),
    crds: { create: true },
    config: {
      data: {
        // An upgrade of the operator restarts every cluster: one after the other, this many seconds apart.
        CLUSTERS_ROLLOUT_DELAY: '60',
        ...(site.registry.pullSecret === undefined ? {} : { PULL_SECRET_NAME: site.registry.pullSecret }),
      },
    },
    resources: footprint('50m', '128Mi', '512Mi', site),
  }),
});
