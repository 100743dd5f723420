import { defineAddon } from '../../platform/addon';
import { type Footprint, footprint, isReplicated, replicas } from './footprint';
import { pullSecrets, type RepositoryAndTag, repositoryAndTag, type SecretName } from './image';

interface MetricsServerValues {
  readonly image: RepositoryAndTag;
  readonly imagePullSecrets: readonly SecretName[];
  readonly replicas: number;
  readonly podDisruptionBudget: { readonly enabled: boolean; readonly minAvailable?: number };
  readonly args: readonly string[];
  readonly tls: { readonly type: 'metrics-server' };
  readonly resources: Footprint;
}

interface Settings {
  /** Accept kubelet certificates that no CA of the cluster signed, as on kind. */
  readonly insecureKubelet: boolean;
}

/**
 * metrics-server: CPU and memory of pods for autoscalers and `kubectl top`. Values: chart's `values.yaml` at tag
 * metrics-server-helm-chart-3.13.1.
 */
export const metricsServer = defineAddon('metrics-server', {
  chart: {
    repository: 'https://kubernetes-sigs.github.io/metrics-server/',
    name: 'metrics-server',
    version: '3.13.1',
  },
  namespace: 'kube-system',
  existingNamespace: true,
  provides: ['metrics.k8s.io'],
  images: { server: 'registry.k8s.io/metrics-server/metrics-server:v0.8.1' },
  settings: { insecureKubelet: false } satisfies Settings,
  values: ({ site, images, settings }): MetricsServerValues => ({
    image: repositoryAndTag(images.server),
    imagePullSecrets: pullSecrets(site.registry),
    replicas: replicas(site),
    podDisruptionBudget: isReplicated(site) ? { enabled: true, minAvailable: 1 } : { enabled: false },
    args: settings.insecureKubelet ? ['--kubelet-insecure-tls'] : [],
    // The server makes its certificate itself; the chart's own way makes a new one at every rendering.
    tls: { type: 'metrics-server' },
    resources: footprint('50m', '96Mi', '256Mi', site),
  }),
});
