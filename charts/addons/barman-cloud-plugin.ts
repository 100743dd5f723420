import { defineAddon } from '../../platform/addon';
import { type Footprint, footprint } from './footprint';
import { pullSecrets, type RegistryAndPath, registryAndPath, type SecretName } from './image';

interface BarmanCloudValues {
  readonly fullnameOverride: string;
  readonly replicaCount: 1;
  readonly image: RegistryAndPath;
  readonly sidecarImage: RegistryAndPath;
  readonly imagePullSecrets: readonly SecretName[];
  readonly crds: { readonly create: true };
  readonly resources: Footprint;
}

/**
 * Barman Cloud plugin: archives PostgreSQL's write-ahead log and base backups to object storage. It must live in the
 * operator's namespace, and its certificates come from cert-manager. Values: chart `plugin-barman-cloud` 0.7.0 of
 * cloudnative-pg/charts.
 */
export const barmanCloudPlugin = defineAddon('barman-cloud-plugin', {
  chart: { repository: 'https://cloudnative-pg.github.io/charts', name: 'plugin-barman-cloud', version: '0.7.0' },
  namespace: 'cnpg-system',
  provides: ['barmancloud.cnpg.io'],
  requires: ['cert-manager', 'cloudnative-pg'],
  // Without it nothing says where the backups are.
  holdsData: ['ObjectStore.barmancloud.cnpg.io'],
  images: {
    plugin: 'ghcr.io/cloudnative-pg/plugin-barman-cloud:v0.13.0',
    sidecar: 'ghcr.io/cloudnative-pg/plugin-barman-cloud-sidecar:v0.13.0',
  },
  values: ({ site, images }): BarmanCloudValues => ({
    fullnameOverride: 'barman-cloud-plugin',
    // The chart's strategy is Recreate: the operator speaks to one plugin only.
    replicaCount: 1,
    image: registryAndPath(images.plugin),
    sidecarImage: registryAndPath(images.sidecar),
    imagePullSecrets: pullSecrets(site.registry),
    crds: { create: true },
    resources: footprint('20m', '64Mi', '256Mi', site),
  }),
});
