import { mirror, type Registry } from '../platform/registry';
import { awsSecretsManager } from '../platform/secret-store';
import type { IngressFacts, Nodes, Site } from '../platform/site';
import { type Account, certificateArn, ecrHost, partitionOf, roleArn } from './aws';
import { ALB_HEADERS, CORE, IN_CLUSTER, PRIVATE } from './facts';

/** Facts of a cluster on Amazon EKS. */
export interface Eks extends Account {
  readonly cluster: string;
  readonly domain: string;
  readonly nodes: Nodes;
  readonly kubernetes?: Site['kubernetes'];
  readonly vpc: string;
  /** CIDRs of the nodes' subnets, where the API server's interfaces are too. */
  readonly privateSubnets: readonly string[];
  /** CIDRs of the subnets the load balancer stands in. */
  readonly publicSubnets: readonly string[];
  /** Address of the Service `kubernetes`: the first of the cluster's service network. */
  readonly apiService: string;
  /** Id of the certificate for the domain's hosts in AWS Certificate Manager. */
  readonly certificate: string;
  /** By default the account's own registry. */
  readonly registry?: Registry;
  readonly destination?: Site['destination'];
}

/**
 * Amazon EKS in any partition: an application load balancer with a certificate of ACM, gp3 volumes, AWS Secrets
 * Manager. Controllers assume the IAM roles `<cluster>-external-secrets`, `<cluster>-load-balancer-controller` and
 * `<cluster>-ebs-csi`; Velero, where an overlay enables it, the one it is given.
 */
export const eks = (place: Eks): Site => {
  const role = (name: string) => ({ roleArn: roleArn(place, `${place.cluster}-${name}`) });
  const { cluster: clusterName, region, vpc: vpcId } = place;
  return {
    kind: 'EKS',
    kubernetes: place.kubernetes ?? '1.35',
    domain: place.domain,
    nodes: place.nodes,
    storage: { block: 'gp3', local: 'gp3', classes: { gp3: GP3 }, snapshots: { gp3: EBS_SNAPSHOTS } },
    ingress: alb(place),
    registry: place.registry ?? mirror(ecrHost(place)),
    secretStore: awsSecretsManager({ region }),
    apiServer: { cidrs: [`${place.apiService}/32`, ...place.privateSubnets], ports: [443] },
    privateCidrs: PRIVATE,
    addons: {
      ...CORE,
      'aws-ebs-csi-driver': { region, ...role('ebs-csi') },
      'aws-load-balancer-controller': {
        clusterName,
        region,
        vpcId,
        ...role('load-balancer-controller'),
        // Shield and WAF have no endpoints outside the main partition.
        edgeProtection: partitionOf(region).name === 'aws',
      },
      'external-secrets': role('external-secrets'),
      'metrics-server': {},
      'snapshot-controller': {},
    },
    cluster: `${place.account}/${region}/${clusterName}`,
    destination: place.destination ?? IN_CLUSTER,
  };
};

/** Parameters: https://github.com/kubernetes-sigs/aws-ebs-csi-driver/blob/master/docs/parameters.md */
const GP3 = {
  provisioner: 'ebs.csi.aws.com',
  parameters: { type: 'gp3', encrypted: 'true', 'csi.storage.k8s.io/fstype': 'ext4' },
  reclaimPolicy: 'Retain',
  volumeBindingMode: 'WaitForFirstConsumer',
  allowVolumeExpansion: true,
} as const;

/** Kept by Amazon beside the volumes, in the same region. */
const EBS_SNAPSHOTS = { driver: 'ebs.csi.aws.com', parameters: {} } as const;

/** One load balancer for all hosts, straight to the pods. Annotations: AWS Load Balancer Controller v3.5.0, Ingress. */
const alb = (place: Eks): IngressFacts => ({
  className: 'alb',
  annotations: {
    'alb.ingress.kubernetes.io/certificate-arn': certificateArn(place, place.certificate),
    'alb.ingress.kubernetes.io/group.name': place.cluster,
    'alb.ingress.kubernetes.io/listen-ports': '[{"HTTP":80},{"HTTPS":443}]',
    'alb.ingress.kubernetes.io/listener-attributes.HTTPS-443': ALB_HEADERS,
    'alb.ingress.kubernetes.io/scheme': 'internet-facing',
    'alb.ingress.kubernetes.io/ssl-policy': 'ELBSecurityPolicy-TLS13-1-2-2021-06',
    'alb.ingress.kubernetes.io/ssl-redirect': '443',
    // Many start pages redirect to a login, which is as good a sign of life as a page.
    'alb.ingress.kubernetes.io/success-codes': '200-399',
    'alb.ingress.kubernetes.io/target-type': 'ip',
  },
  tls: 'load-balancer',
  cidrs: place.publicSubnets,
});
