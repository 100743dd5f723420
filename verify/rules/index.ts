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
import { bucketClosure } from './bucket-closure';
import { claimClosure } from './claim-closure';
import { cleanValues } from './clean-values';
import { credentialClosure } from './credential-closure';
import { dataProtection } from './data-protection';
import { embeddedConfig } from './embedded-config';
import { hostClosure } from './host-closure';
import { hostPath } from './host-path';
import { imageRegistry } from './image-registry';
import { kafkaClosure } from './kafka-closure';
import { kafkaCopies } from './kafka-copies';
import { linkClosure } from './link-closure';
import { names } from './names';
import { namespaceExplicit } from './namespace-explicit';
import { networkClosure } from './network-closure';
import { networkIsolation } from './network-isolation';
import { operatorNetwork } from './operator-network';
import { placement } from './placement';
import { projectClosure } from './project-closure';
import { projectExcess } from './project-excess';
import { readable } from './readable';
import { referenceClosure } from './reference-closure';
import { secretMaterial } from './secret-material';
import { selectorClosure } from './selector-closure';
import { uniqueIdentity } from './unique-identity';
import { unused } from './unused';
import { waiver } from './waiver';
import { waveOrder } from './wave-order';
import { wayIn } from './way-in';
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
  bucketClosure,
  claimClosure,
  cleanValues,
  credentialClosure,
  dataProtection,
  embeddedConfig,
  hostClosure,
  hostPath,
  imageRegistry,
  kafkaClosure,
  kafkaCopies,
  linkClosure,
  names,
  namespaceExplicit,
  networkClosure,
  networkIsolation,
  operatorNetwork,
  placement,
  projectClosure,
  projectExcess,
  readable,
  referenceClosure,
  schema,
  secretMaterial,
  selectorClosure,
  uniqueIdentity,
  unknownKind,
  unused,
  waiver(() => rules.map(({ id }) => id)),
  waveOrder,
  wayIn,
  yamlAgreement,
];
