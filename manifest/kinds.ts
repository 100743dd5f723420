import { groupOf, type Manifest } from './types';

/** Group and kind as tables are keyed: `apps/Deployment`, and `Service` for the core group. */
export const groupKind = (manifest: Manifest): string => {
  const group = groupOf(manifest.apiVersion);
  return group ? `${group}/${manifest.kind}` : manifest.kind;
};

/**
 * Kinds without a namespace. Sources: Kubernetes 1.36 OpenAPI; `scope: Cluster` in the CRDs of the operators that
 * data platforms install.
 */
const CLUSTER_SCOPED: ReadonlySet<string> = new Set([
  'ComponentStatus',
  'Namespace',
  'Node',
  'PersistentVolume',
  'admissionregistration.k8s.io/MutatingAdmissionPolicy',
  'admissionregistration.k8s.io/MutatingAdmissionPolicyBinding',
  'admissionregistration.k8s.io/MutatingWebhookConfiguration',
  'admissionregistration.k8s.io/ValidatingAdmissionPolicy',
  'admissionregistration.k8s.io/ValidatingAdmissionPolicyBinding',
  'admissionregistration.k8s.io/ValidatingWebhookConfiguration',
  'apiextensions.k8s.io/CustomResourceDefinition',
  'apiregistration.k8s.io/APIService',
  'argoproj.io/ClusterAnalysisTemplate',
  'cert-manager.io/ClusterIssuer',
  'certificates.k8s.io/CertificateSigningRequest',
  'certificates.k8s.io/ClusterTrustBundle',
  'cilium.io/CiliumClusterwideNetworkPolicy',
  'elbv2.k8s.aws/IngressClassParams',
  'external-secrets.io/ClusterExternalSecret',
  'external-secrets.io/ClusterPushSecret',
  'external-secrets.io/ClusterSecretStore',
  'flowcontrol.apiserver.k8s.io/FlowSchema',
  'flowcontrol.apiserver.k8s.io/PriorityLevelConfiguration',
  'gateway.networking.k8s.io/GatewayClass',
  'generators.external-secrets.io/ClusterGenerator',
  'karpenter.k8s.aws/EC2NodeClass',
  'karpenter.sh/NodeClaim',
  'karpenter.sh/NodePool',
  'keda.sh/ClusterTriggerAuthentication',
  'kyverno.io/ClusterPolicy',
  'networking.k8s.io/IPAddress',
  'networking.k8s.io/IngressClass',
  'networking.k8s.io/ServiceCIDR',
  'node.k8s.io/RuntimeClass',
  'policies.kyverno.io/MutatingPolicy',
  'policies.kyverno.io/ValidatingPolicy',
  'postgresql.cnpg.io/ClusterImageCatalog',
  'rbac.authorization.k8s.io/ClusterRole',
  'rbac.authorization.k8s.io/ClusterRoleBinding',
  'resource.k8s.io/DeviceClass',
  'resource.k8s.io/ResourceSlice',
  'scheduling.k8s.io/PriorityClass',
  'snapshot.storage.k8s.io/VolumeSnapshotClass',
  'snapshot.storage.k8s.io/VolumeSnapshotContent',
  'storage.k8s.io/CSIDriver',
  'storage.k8s.io/CSINode',
  'storage.k8s.io/StorageClass',
  'storage.k8s.io/VolumeAttachment',
  'storage.k8s.io/VolumeAttributesClass',
]);

/** Groups of custom resources whose kinds all have a namespace unless listed above. */
const KNOWN_GROUPS: ReadonlySet<string> = new Set([
  'acme.cert-manager.io',
  'argoproj.io',
  'barmancloud.cnpg.io',
  'cert-manager.io',
  'doris.selectdb.com',
  'elasticsearch.k8s.elastic.co',
  'external-secrets.io',
  'gateway.networking.k8s.io',
  'generators.external-secrets.io',
  'k8s.keycloak.org',
  'kafka.strimzi.io',
  'keda.sh',
  'kibana.k8s.elastic.co',
  'minio.min.io',
  'monitoring.coreos.com',
  'postgresql.cnpg.io',
  'traefik.io',
  'velero.io',
]);

/** Groups that come with every Kubernetes: the core one, those without a dot and those below `k8s.io`. */
export const isBuiltIn = (group: string): boolean =>
  !group.includes('.') || (group.endsWith('.k8s.io') && !/^(gateway\.|snapshot\.|kueue\.)/.test(group));

/** Whether objects of a manifest's kind live in a namespace; `undefined` for custom resources nobody described here. */
export function isNamespaced(manifest: Manifest): boolean | undefined {
  if (CLUSTER_SCOPED.has(groupKind(manifest))) return false;
  const group = groupOf(manifest.apiVersion);
  return isBuiltIn(group) || KNOWN_GROUPS.has(group) ? true : undefined;
}
