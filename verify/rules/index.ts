import type { Rule } from '../finding';
import { apiVersion, schema, unknownKind } from '../schema/index';
import { addonClosure } from './addon-closure';
import { applicationClosure } from './application-closure';
import { argocdApplication } from './argocd-application';
import { argocdFields } from './argocd-fields';
import { argocdFolder } from './argocd-folder';
import { argocdLists } from './argocd-lists';
import { argocdNamespaces } from './argocd-namespaces';
import { argocdOptions } from './argocd-options';
import { argocdRoot } from './argocd-root';
import { autoscaling } from './autoscaling';
import { backupCoverage } from './backup-coverage';
import { backupDestination } from './backup-destination';
import { bucketClosure } from './bucket-closure';
import { claimClosure } from './claim-closure';
import { cleanValues } from './clean-values';
import { credentialClosure } from './credential-closure';
import { dataProtection } from './data-protection';
import { disruptionBudget } from './disruption-budget';
import { embeddedConfig } from './embedded-config';
import { eviction } from './eviction';
import { hostClosure } from './host-closure';
import { hostPath } from './host-path';
import { imageRegistry } from './image-registry';
import { kafkaClosure } from './kafka-closure';
import { kafkaCopies } from './kafka-copies';
import { linkClosure } from './link-closure';
import { memoryHeadroom } from './memory-headroom';
import { names } from './names';
import { namespaceExplicit } from './namespace-explicit';
import { networkClosure } from './network-closure';
import { networkIsolation } from './network-isolation';
import { openWay } from './open-way';
import { operatorNetwork } from './operator-network';
import { placement } from './placement';
import { planClosure } from './plan-closure';
import { podSecurity } from './pod-security';
import { projectClosure } from './project-closure';
import { projectExcess } from './project-excess';
import { quorum } from './quorum';
import { readable } from './readable';
import { referenceClosure } from './reference-closure';
import { replication } from './replication';
import { resourceLimits } from './resource-limits';
import { resourceQuota } from './resource-quota';
import { schedule } from './schedule';
import { secretMaterial } from './secret-material';
import { selectorClosure } from './selector-closure';
import { sharedCluster } from './shared-cluster';
import { uniqueIdentity } from './unique-identity';
import { unused } from './unused';
import { variableOrder } from './variable-order';
import { volumeSharing } from './volume-sharing';
import { waiver } from './waiver';
import { waveOrder } from './wave-order';
import { wayIn } from './way-in';
import { wayOut } from './way-out';
import { yamlAgreement } from './yaml-agreement';

/** All rules, in alphabetical order of their ids. */
export const rules: readonly Rule[] = [
  addonClosure,
  apiVersion,
  applicationClosure,
  argocdApplication,
  argocdFields,
  argocdFolder,
  argocdLists,
  argocdNamespaces,
  argocdOptions,
  argocdRoot,
  autoscaling,
  backupCoverage,
  backupDestination,
  bucketClosure,
  claimClosure,
  cleanValues,
  credentialClosure,
  dataProtection,
  disruptionBudget,
  embeddedConfig,
  eviction,
  hostClosure,
  hostPath,
  imageRegistry,
  kafkaClosure,
  kafkaCopies,
  linkClosure,
  memoryHeadroom,
  names,
  namespaceExplicit,
  networkClosure,
  networkIsolation,
  openWay,
  operatorNetwork,
  placement,
  planClosure,
  podSecurity,
  projectClosure,
  projectExcess,
  quorum,
  readable,
  referenceClosure,
  replication,
  resourceLimits,
  resourceQuota,
  schedule,
  schema,
  secretMaterial,
  selectorClosure,
  sharedCluster,
  uniqueIdentity,
  unknownKind,
  unused,
  variableOrder,
  volumeSharing,
  waiver(() => rules.map(({ id }) => id)),
  waveOrder,
  wayIn,
  wayOut,
  yamlAgreement,
];
