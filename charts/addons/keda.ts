import { defineAddon } from '../../platform/addon';
import { type Footprint, footprint, isReplicated, replicas } from './footprint';
import { pullSecrets, type RegistryAndPath, registryAndPath, type SecretName } from './image';

interface KedaValues {
  readonly image: {
    readonly keda: RegistryAndPath;
    readonly metricsApiServer: RegistryAndPath;
    readonly webhooks: RegistryAndPath;
    readonly pullPolicy: 'IfNotPresent';
  };
  readonly imagePullSecrets: readonly SecretName[];
  readonly crds: { readonly install: true };
  readonly certificates: { readonly certManager: { readonly enabled: true } };
  readonly operator: { readonly replicaCount: number };
  readonly metricsServer: { readonly replicaCount: number };
  readonly webhooks: { readonly replicaCount: number };
  readonly podDisruptionBudget: Readonly<
    Record<'operator' | 'metricServer' | 'webhooks', { readonly maxUnavailable?: number }>
  >;
  readonly resources: Readonly<Record<'operator' | 'metricServer' | 'webhooks', Footprint>>;
}

const VERSION = '2.20.2';

/**
 * KEDA: sets the number of pods by what they have to do, as metrics of services tell. A cluster can have one server of
 * external metrics only. Values: chart's `values.yaml` at version 2.20.2.
 */
export const keda = defineAddon('keda', {
  chart: { repository: 'https://kedacore.github.io/charts', name: 'keda', version: VERSION },
  namespace: 'keda',
  provides: ['keda.sh', 'eventing.keda.sh'],
  requires: ['cert-manager'],
  scrapes: { namespace: 'keda', pods: { app: 'keda-operator' } },
  images: {
    operator: `ghcr.io/kedacore/keda:${VERSION}`,
    metrics: `ghcr.io/kedacore/keda-metrics-apiserver:${VERSION}`,
    webhooks: `ghcr.io/kedacore/keda-admission-webhooks:${VERSION}`,
  },
  values({ site, images }): KedaValues {
    const budget = isReplicated(site) ? { maxUnavailable: 1 } : {};
    const replicaCount = replicas(site);
    return {
      image: {
        keda: registryAndPath(images.operator),
        metricsApiServer: registryAndPath(images.metrics),
        webhooks: registryAndPath(images.webhooks),
        pullPolicy: 'IfNotPresent',
      },
      imagePullSecrets: pullSecrets(site.registry),
      crds: { install: true },
      // Its own certificates would be written into objects of the chart while it runs.
      certificates: { certManager: { enabled: true } },
      operator: { replicaCount },
      metricsServer: { replicaCount },
      webhooks: { replicaCount },
      podDisruptionBudget: { operator: budget, metricServer: budget, webhooks: budget },
      resources: {
        operator: footprint('20m', '96Mi', '1000Mi'),
        metricServer: footprint('20m', '64Mi', '500Mi'),
        webhooks: footprint('10m', '32Mi', '250Mi'),
      },
    };
  },
});
