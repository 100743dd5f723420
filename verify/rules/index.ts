import type { Rule } from '../finding';
import { apiVersion, schema, unknownKind } from '../schema/index';
import { applicationClosure } from './application-closure';
import { argocdApplication } from './argocd-application';
import { argocdFields } from './argocd-fields';
import { argocdFolder } from './argocd-folder';
import { argocdLists } from './argocd-lists';
import { argocdNamespaces } from './argocd-namespaces';
import { argocdOptions } from './argocd-options';
import { argocdRoot } from './argocd-root';
import { claimClosure } from './claim-closure';
import { cleanValues } from './clean-values';
import { credentialClosure } from './credential-closure';
import { dataProtection } from './data-protection';
import { embeddedConfig } from './embedded-config';
import { eviction } from './eviction';
import { hostClosure } from './host-closure';
import { imageRegistry } from './image-registry';
import { names } from './names';
import { namespaceExplicit } from './namespace-explicit';
import { networkClosure } from './network-closure';
import { networkIsolation } from './network-isolation';
import { openWay } from './open-way';
import { operatorNetwork } from './operator-network';
import { placement } from './placement';
import { planClosure } from './plan-closure';
import { projectClosure } from './project-closure';
import { readable } from './readable';
import { referenceClosure } from './reference-closure';
import { secretMaterial } from './secret-material';
import { selectorClosure } from './selector-closure';
import { sharedCluster } from './shared-cluster';
import { uniqueIdentity } from './unique-identity';
import { unused } from './unused';
import { waiver } from './waiver';
import { waveOrder } from './wave-order';
import { wayIn } from './way-in';
import { wayOut } from './way-out';

/** All rules, in alphabetical order of their ids. */
export const rules: readonly Rule[] = [
  apiVersion,
  applicationClosure,
  argocdApplication,
  argocdFields,
  argocdFolder,
  argocdLists,
  argocdNamespaces,
  argocdOptions,
  argocdRoot,
  claimClosure,
  cleanValues,
  credentialClosure,
  dataProtection,
  embeddedConfig,
  eviction,
  hostClosure,
  imageRegistry,
  names,
  namespaceExplicit,
  networkClosure,
  networkIsolation,
  openWay,
  operatorNetwork,
  placement,
  planClosure,
  projectClosure,
  readable,
  referenceClosure,
  schema,
  secretMaterial,
  selectorClosure,
  sharedCluster,
  uniqueIdentity,
  unknownKind,
  unused,
  waiver(() => rules.map(({ id }) => id)),
  waveOrder,
  wayIn,
  wayOut,
];
