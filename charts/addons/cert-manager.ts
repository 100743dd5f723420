import { defineAddon } from '../../platform/addon';
import { type Footprint, footprint, isReplicated, replicas } from './footprint';
import { pullSecrets, type RepositoryAndTag, repositoryAndTag, type SecretName } from './image';

interface Part {
  readonly replicaCount: number;
  readonly podDisruptionBudget: { readonly enabled: boolean };
  readonly image: RepositoryAndTag;
  readonly resources: Footprint;
}

interface CertManagerValues extends Part {
  readonly global: {
    readonly imagePullSecrets: readonly SecretName[];
    readonly leaderElection: { readonly namespace: string };
  };
  readonly crds: { readonly enabled: true; readonly keep: true };
  readonly webhook: Part;
  readonly cainjector: Part;
  readonly acmesolver: { readonly image: RepositoryAndTag };
  readonly startupapicheck: { readonly image: RepositoryAndTag; readonly resources: Footprint };
}

const VERSION = 'v1.21.1';

/**
 * cert-manager: issues and renews the certificates of public hosts and of operators' webhooks. Values: chart's
 * `values.yaml` at tag v1.21.1. The chart's schema refuses unknown keys.
 */
export const certManager = defineAddon('cert-manager', {
  chart: { repository: 'https://charts.jetstack.io', name: 'cert-manager', version: VERSION },
  namespace: 'cert-manager',
  provides: ['acme.cert-manager.io', 'cert-manager.io'],
  metrics: [{ pods: { 'app.kubernetes.io/component': 'controller' }, portName: 'http-metrics', port: 9402 }],
  images: {
    controller: `quay.io/jetstack/cert-manager-controller:${VERSION}`,
    webhook: `quay.io/jetstack/cert-manager-webhook:${VERSION}`,
    cainjector: `quay.io/jetstack/cert-manager-cainjector:${VERSION}`,
    acmesolver: `quay.io/jetstack/cert-manager-acmesolver:${VERSION}`,
    startupapicheck: `quay.io/jetstack/cert-manager-startupapicheck:${VERSION}`,
  },
  prepared: ({ site: { issuer } }) => (issuer?.prepared ? [issuer.prepared] : []),
  values({ site, images }): CertManagerValues {
    const part = (image: string, resources: Footprint, replicaCount = replicas(site)): Part => ({
      replicaCount,
      podDisruptionBudget: { enabled: isReplicated(site) },
      image: repositoryAndTag(image),
      resources,
    });
    return {
      ...part(images.controller, footprint('20m', '64Mi', '512Mi', site)),
      global: {
        imagePullSecrets: pullSecrets(site.registry),
        // The chart's own choice, kube-system, is closed to us on managed clusters.
        leaderElection: { namespace: 'cert-manager' },
      },
      // Without `keep`, removing the chart removes every certificate.
      crds: { enabled: true, keep: true },
      webhook: part(images.webhook, footprint('10m', '32Mi', '128Mi', site), isReplicated(site) ? 3 : 1),
      cainjector: part(images.cainjector, footprint('10m', '96Mi', '512Mi', site)),
      acmesolver: { image: repositoryAndTag(images.acmesolver) },
      startupapicheck: {
        image: repositoryAndTag(images.startupapicheck),
        resources: footprint('10m', '32Mi', '64Mi', site),
      },
    };
  },
});
