/**
 * Something a cluster must have before an object can do its work, as people read it: `API group kafka.strimzi.io`,
 * `API metrics.k8s.io`, `CSI driver ebs.csi.aws.com`, `IngressClass alb`, `StorageClass gp3`, `volumes of
 * ebs.csi.aws.com`.
 */
export type Facility = string;

/** The kinds of an API group, by their CRDs. */
export const apiGroup = (name: string): Facility => `API group ${name}`;
/** An API that another server than Kubernetes' answers. */
export const api = (name: string): Facility => `API ${name}`;
/** A driver of volumes. */
export const csiDriver = (name: string): Facility => `CSI driver ${name}`;
/** A class of Ingresses, with the controller behind. */
export const ingressClass = (name: string): Facility => `IngressClass ${name}`;
/** A class of volumes by its name. */
export const storageClass = (name: string): Facility => `StorageClass ${name}`;
/** A StorageClass of a driver, under whatever name. */
export const volumesOf = (driver: string): Facility => `volumes of ${driver}`;

/**
 * Classes that distributions of Kubernetes bring by themselves. Sources: docs of kind, minikube, k3s, Docker Desktop, GKE
 * (Persistent volumes), EKS (Storage classes), AKS (Storage options), AKS application routing, GKE Ingress.
 */
const GIVEN: ReadonlySet<Facility> = new Set([
  ...['standard', 'local-path', 'hostpath', 'gp2'].map(storageClass),
  ...['standard-rwo', 'standard-rwx', 'premium-rwo', 'premium-rwx', 'enterprise-rwx'].map(storageClass),
  ...['default', 'managed', 'managed-premium', 'managed-csi', 'managed-csi-premium'].map(storageClass),
  ...['azurefile', 'azurefile-premium', 'azurefile-csi', 'azurefile-csi-premium'].map(storageClass),
  ...['gce', 'gce-internal', 'webapprouting.kubernetes.azure.com', 'azure-application-gateway'].map(ingressClass),
]);

/** Whether some distribution of Kubernetes brings it, so that its absence from a tree says nothing. */
export const isGiven = (facility: Facility): boolean => GIVEN.has(facility);
