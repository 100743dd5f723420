import { defineAddon } from '../../platform/addon';
import { type Footprint, footprint } from './footprint';
import { pullSecrets, type RegistryAndPath, registryAndPath, type SecretName } from './image';

interface OpenEbsValues {
  readonly fullnameOverride: string;
  readonly imagePullSecrets: readonly SecretName[];
  readonly analytics: { readonly enabled: false };
  readonly localpv: {
    readonly image: RegistryAndPath;
    readonly replicas: 1;
    readonly privileged: false;
    readonly resources: Footprint;
  };
  readonly helperPod: { readonly image: RegistryAndPath };
  readonly hostpathClass: {
    readonly enabled: true;
    readonly name: string;
    readonly isDefaultClass: false;
    readonly reclaimPolicy: 'Retain';
  };
}

/**
 * OpenEBS, of which only volumes in directories of the node's own disk: StorageClass `openebs-hostpath`. The
 * provisioner's own chart spares the replicated engine, its database and its logs that the umbrella chart brings.
 * Values: chart `localpv-provisioner`, read at 4.1.1; version and image tags of 4.2.0 from the umbrella chart openebs
 * 4.2.0.
 */
export const openebs = defineAddon('openebs', {
  chart: {
    repository: 'https://openebs.github.io/dynamic-localpv-provisioner',
    name: 'localpv-provisioner',
    version: '4.2.0',
  },
  namespace: 'openebs',
  provides: [],
  podSecurity: {
    level: 'privileged',
    reason: 'Helper pods make and remove directories of the node by hostPath.',
  },
  images: {
    provisioner: 'docker.io/openebs/provisioner-localpv:4.2.0',
    helper: 'docker.io/openebs/linux-utils:4.1.0',
  },
  values: ({ site, images }): OpenEbsValues => ({
    fullnameOverride: 'openebs-localpv-provisioner',
    imagePullSecrets: pullSecrets(site.registry),
    analytics: { enabled: false },
    localpv: {
      image: withSlash(images.provisioner),
      replicas: 1,
      privileged: false,
      resources: footprint('20m', '64Mi', '256Mi'),
    },
    helperPod: { image: withSlash(images.helper) },
    hostpathClass: { enabled: true, name: 'openebs-hostpath', isDefaultClass: false, reclaimPolicy: 'Retain' },
  }),
});

/** The chart writes the registry in front of the repository as it is. */
const withSlash = (image: string): RegistryAndPath => {
  const { registry, ...rest } = registryAndPath(image);
  return { registry: `${registry}/`, ...rest };
};
