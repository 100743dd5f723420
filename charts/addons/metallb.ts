import type { Fields, Manifest } from '../../manifest/types';
import { defineAddon } from '../../platform/addon';
import { type Footprint, footprint } from './footprint';
import { pullSecrets, type RepositoryAndTag, repositoryAndTag, type SecretName } from './image';

interface Part {
  readonly image: RepositoryAndTag;
  readonly resources: Footprint;
}

interface MetalLbValues {
  readonly imagePullSecrets: readonly SecretName[];
  readonly crds: { readonly enabled: true };
  readonly frrk8s: { readonly enabled: false };
  readonly controller: Part;
  readonly speaker: Part & { readonly frr: { readonly enabled: false } };
}

interface Settings {
  /** Addresses of the machines' network that services may be given: ranges `a-b` or CIDRs. */
  readonly addresses: readonly string[];
}

const VERSION = 'v0.16.1';

/**
 * MetalLB in layer-2 mode: gives services addresses where no cloud does. Values: chart's `values.yaml` at tag
 * metallb-chart-0.16.1.
 */
export const metallb = defineAddon('metallb', {
  chart: { repository: 'https://metallb.github.io/metallb', name: 'metallb', version: '0.16.1' },
  namespace: 'metallb-system',
  provides: ['metallb.io'],
  podSecurity: {
    level: 'privileged',
    reason: 'The speaker answers ARP on the host network with NET_RAW.',
  },
  images: {
    controller: `quay.io/metallb/controller:${VERSION}`,
    speaker: `quay.io/metallb/speaker:${VERSION}`,
  },
  settings: { addresses: [] } as Settings,
  accepts: { addresses: (value) => (value.length > 0 ? undefined : 'at least one range or CIDR') },
  values: ({ site, images }): MetalLbValues => ({
    imagePullSecrets: pullSecrets(site.registry),
    crds: { enabled: true },
    // Routing daemons are for BGP only.
    frrk8s: { enabled: false },
    controller: { image: repositoryAndTag(images.controller), resources: footprint('20m', '64Mi', '256Mi') },
    speaker: {
      image: repositoryAndTag(images.speaker),
      frr: { enabled: false },
      resources: footprint('20m', '64Mi', '256Mi'),
    },
  }),
  resources: ({ settings }): readonly Manifest[] => [
    custom('IPAddressPool', { addresses: settings.addresses }),
    custom('L2Advertisement', { ipAddressPools: [POOL] }),
  ],
});

const POOL = 'default';

/** In a later wave of its own Application, since MetalLB's webhook judges it. */
const custom = (kind: string, spec: Fields): Manifest => ({
  apiVersion: 'metallb.io/v1beta1',
  kind,
  metadata: {
    name: POOL,
    namespace: 'metallb-system',
    annotations: { 'argocd.argoproj.io/sync-wave': '1' },
  },
  spec,
});
