import { awsEbsCsiDriver } from './aws-ebs-csi-driver';
import { awsLoadBalancerController } from './aws-load-balancer-controller';
import { barmanCloudPlugin } from './barman-cloud-plugin';
import { certManager } from './cert-manager';
import { cloudnativePg } from './cloudnative-pg';
import { dorisOperator } from './doris-operator';
import { eck } from './eck';
import { externalSecrets } from './external-secrets';
import { keda } from './keda';
import { metallb } from './metallb';
import { metricsServer } from './metrics-server';
import { openebs } from './openebs';
import { prometheusOperator } from './prometheus-operator';
import { rookCeph } from './rook-ceph';
import { rookCephCluster } from './rook-ceph-cluster';
import { rookCephCsi } from './rook-ceph-csi';
import { snapshotController } from './snapshot-controller';
import { strimzi } from './strimzi';
import { traefik } from './traefik';
import { velero } from './velero';

/** Every operator and controller an overlay can name, installed from a pinned upstream Helm chart. */
export const addons = {
  'aws-ebs-csi-driver': awsEbsCsiDriver,
  'aws-load-balancer-controller': awsLoadBalancerController,
  'barman-cloud-plugin': barmanCloudPlugin,
  'cert-manager': certManager,
  'cloudnative-pg': cloudnativePg,
  'doris-operator': dorisOperator,
  eck,
  'external-secrets': externalSecrets,
  keda,
  metallb,
  'metrics-server': metricsServer,
  openebs,
  'prometheus-operator': prometheusOperator,
  'rook-ceph': rookCeph,
  'rook-ceph-cluster': rookCephCluster,
  'rook-ceph-csi': rookCephCsi,
  'snapshot-controller': snapshotController,
  strimzi,
  traefik,
  velero,
} as const;
