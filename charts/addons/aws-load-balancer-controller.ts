import { defineAddon } from '../../platform/addon';
import { type Footprint, footprint, replicas } from './footprint';
import { pullSecrets, type RepositoryAndTag, repositoryAndTag, type SecretName } from './image';

interface LoadBalancerValues {
  readonly fullnameOverride: string;
  readonly replicaCount: number;
  readonly image: RepositoryAndTag;
  readonly imagePullSecrets: readonly SecretName[];
  readonly serviceAccount: { readonly name: string; readonly annotations: Readonly<Record<string, string>> };
  readonly clusterName: string;
  readonly region: string;
  readonly vpcId: string;
  readonly ingressClass: string;
  readonly defaultTargetType: 'ip';
  readonly enableCertManager: true;
  readonly enableServiceMutatorWebhook: false;
  readonly enableShield: boolean;
  readonly enableWaf: boolean;
  readonly enableWafv2: boolean;
  readonly podDisruptionBudget: { readonly maxUnavailable: 1 };
  readonly resources: Footprint;
}

interface Settings {
  readonly clusterName: string;
  readonly region: string;
  /** Id of the VPC, `vpc-…`: pods cannot ask the instance for it. */
  readonly vpcId: string;
  /** IAM role of its ServiceAccount; empty with EKS Pod Identity. */
  readonly roleArn: string;
  /** Whether the partition has Shield and WAF. */
  readonly edgeProtection: boolean;
}

const given = (value: string): string | undefined => (value === '' ? 'given by the site' : undefined);

/**
 * AWS Load Balancer Controller: application load balancers for Ingress. Values: chart's `values.yaml` at tag v3.5.0.
 * Its certificates come from cert-manager: the chart's own way makes a new CA at every rendering.
 */
export const awsLoadBalancerController = defineAddon('aws-load-balancer-controller', {
  chart: {
    repository: 'https://aws.github.io/eks-charts',
    name: 'aws-load-balancer-controller',
    version: '3.5.0',
  },
  namespace: 'kube-system',
  existingNamespace: true,
  provides: ['elbv2.k8s.aws', 'gateway.k8s.aws'],
  metrics: [
    { pods: { 'app.kubernetes.io/name': 'aws-load-balancer-controller' }, portName: 'metrics-server', port: 8080 },
  ],
  requires: ['cert-manager'],
  images: { controller: 'public.ecr.aws/eks/aws-load-balancer-controller:v3.5.0' },
  settings: { clusterName: '', region: '', vpcId: '', roleArn: '', edgeProtection: true } satisfies Settings,
  accepts: { clusterName: given, region: given, vpcId: given },
  values: ({ site, images, settings: { roleArn, edgeProtection, ...place } }): LoadBalancerValues => ({
    fullnameOverride: 'aws-load-balancer-controller',
    replicaCount: replicas(site),
    image: repositoryAndTag(images.controller),
    imagePullSecrets: pullSecrets(site.registry),
    serviceAccount: {
      name: 'aws-load-balancer-controller',
      annotations: roleArn === '' ? {} : { 'eks.amazonaws.com/role-arn': roleArn },
    },
    ...place,
    ingressClass: site.ingress.className,
    defaultTargetType: 'ip',
    enableCertManager: true,
    // It would claim every new Service of type LoadBalancer and stand in the way of all others.
    enableServiceMutatorWebhook: false,
    enableShield: edgeProtection,
    enableWaf: edgeProtection,
    enableWafv2: edgeProtection,
    podDisruptionBudget: { maxUnavailable: 1 },
    resources: footprint('50m', '128Mi', '512Mi'),
  }),
});
