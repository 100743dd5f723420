import { defineAddon } from '../../platform/addon';
import { type Footprint, footprint, replicas } from './footprint';
import { pullSecrets, type RepositoryAndTag, repositoryAndTag, type SecretName } from './image';

interface EbsValues {
  readonly image: RepositoryAndTag;
  readonly imagePullSecrets: readonly SecretName[];
  readonly sidecars: Readonly<Record<string, { readonly image: RepositoryAndTag; readonly resources: Footprint }>>;
  readonly controller: {
    readonly replicaCount: number;
    readonly region?: string;
    readonly serviceAccount: { readonly annotations: Readonly<Record<string, string>> };
    readonly resources: Footprint;
  };
  readonly node: { readonly enableWindows: false; readonly resources: Footprint };
  readonly helmTester: { readonly enabled: false };
}

interface Settings {
  /** Region of the volumes; empty: asked of the instance. */
  readonly region: string;
  /** IAM role of its ServiceAccount; empty with EKS Pod Identity. */
  readonly roleArn: string;
}

/**
 * The CSI driver of EBS volumes; StorageClasses are the site's. Values and tags: chart's `values.yaml` at tag
 * helm-chart-aws-ebs-csi-driver-2.64.0.
 */
export const awsEbsCsiDriver = defineAddon('aws-ebs-csi-driver', {
  chart: {
    repository: 'https://kubernetes-sigs.github.io/aws-ebs-csi-driver',
    name: 'aws-ebs-csi-driver',
    version: '2.64.0',
  },
  namespace: 'kube-system',
  existingNamespace: true,
  provides: [],
  images: {
    driver: 'public.ecr.aws/ebs-csi-driver/aws-ebs-csi-driver:v1.64.0',
    provisioner: 'public.ecr.aws/csi-components/csi-provisioner:v6.3.0-eksbuild.4',
    attacher: 'public.ecr.aws/csi-components/csi-attacher:v4.12.0-eksbuild.5',
    snapshotter: 'public.ecr.aws/csi-components/csi-snapshotter:v8.6.0-eksbuild.5',
    livenessProbe: 'public.ecr.aws/csi-components/livenessprobe:v2.19.0-eksbuild.5',
    resizer: 'public.ecr.aws/csi-components/csi-resizer:v2.2.1-eksbuild.3',
    nodeDriverRegistrar: 'public.ecr.aws/csi-components/csi-node-driver-registrar:v2.17.0-eksbuild.5',
    volumemodifier: 'public.ecr.aws/ebs-csi-driver/volume-modifier-for-k8s:v0.9.5-eksbuild.5',
  },
  settings: { region: '', roleArn: '' } satisfies Settings,
  values({ site, images: { driver, ...sidecars }, settings: { region, roleArn } }): EbsValues {
    const resources = footprint('10m', '40Mi', '256Mi');
    return {
      image: repositoryAndTag(driver),
      imagePullSecrets: pullSecrets(site.registry),
      sidecars: Object.fromEntries(
        Object.entries(sidecars).map(([name, image]) => [name, { image: repositoryAndTag(image), resources }]),
      ),
      controller: {
        replicaCount: replicas(site),
        ...(region === '' ? {} : { region }),
        serviceAccount: { annotations: roleArn === '' ? {} : { 'eks.amazonaws.com/role-arn': roleArn } },
        resources,
      },
      node: { enableWindows: false, resources },
      helmTester: { enabled: false },
    };
  },
});
