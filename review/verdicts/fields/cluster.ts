import type { Change } from '../../change';
import { type Effect, type FieldTables, quiet, refused, unseen, weaker } from './effect';

const NEW = 'Give the object a new name and remove the old one.';

/** Source: Kubernetes, pkg/apis/core/validation, ValidateConfigMapUpdate and ValidateSecretUpdate. */
const content: Effect = ({ before }: Change) =>
  before?.manifest.immutable === true
    ? { risk: 'rejected', rule: 'D7', reason: 'The object is immutable.', remedy: NEW }
    : {
        risk: 'no-restart',
        rule: 'read-at-start',
        reason: 'Mounted files follow within minutes; what pods read only at their start stays as it was.',
        remedy: 'Restart the readers when they read it only once, unless a checksum on their pods does so.',
      };

const config = { 'data.**': content, 'binaryData.**': content, 'stringData.**': content, immutable: content };
const rights = quiet('Rights change at once.');
const later = quiet('Holds for objects created from now on.');
const bound = refused(
  'What a binding grants cannot change.',
  'Give the binding a new name; Argo CD applies server-side and would fail.',
);
const classFixed = refused('A StorageClass cannot change what it provisions.', 'Create a class with a new name.');
const claimFixed = refused('A volume claim can only grow.', 'Create a new claim and copy the data.');
const volumeFixed = refused('The source of a volume cannot change.', 'Create a new PersistentVolume.');
const webhook = unseen(
  'What an admission webhook does with other objects is not in this tree.',
  'Try it on a test cluster.',
);
const guard = quiet('Counts at the next eviction.');
const scaling = quiet('The autoscaler follows by itself.');
const retargeted = weaker(
  'What was scaled before keeps its number of pods, whatever the load.',
  'Set its replicas to what the load needs.',
);

/** Built-in kinds that hold settings, rights and limits. Sources: Kubernetes API reference; pkg/apis validation. */
export const cluster: FieldTables = {
  ConfigMap: config,
  Secret: { ...config, type: refused('The type of a Secret cannot change.', NEW) },
  Namespace: { 'spec.finalizers.**': later },
  ServiceAccount: {
    automountServiceAccountToken: later,
    'imagePullSecrets.**': later,
    'secrets.**': later,
  },
  LimitRange: { 'spec.limits.**': later },
  ResourceQuota: { 'spec.hard.**': later, 'spec.scopes.**': later, 'spec.scopeSelector.**': later },
  PersistentVolume: {
    'spec.persistentVolumeReclaimPolicy': quiet('Counts when the claim goes away.'),
    'spec.capacity.**': quiet('Only the size on record changes.'),
    'spec.mountOptions.**': later,
    'spec.storageClassName': volumeFixed,
    'spec.**': volumeFixed,
  },
  PersistentVolumeClaim: {
    'spec.resources.requests.storage': quiet('The volume grows while in use, if its class allows it.'),
    'spec.volumeAttributesClassName': quiet('The volume changes its attributes while in use.'),
    'spec.**': claimFixed,
  },
  'storage.k8s.io/StorageClass': {
    provisioner: classFixed,
    'parameters.**': classFixed,
    reclaimPolicy: classFixed,
    volumeBindingMode: classFixed,
    allowVolumeExpansion: later,
    'mountOptions.**': later,
    'allowedTopologies.**': classFixed,
  },
  'snapshot.storage.k8s.io/VolumeSnapshotClass': {
    driver: refused('A snapshot class cannot change what makes its snapshots.', NEW),
    deletionPolicy: later,
    'parameters.**': later,
  },
  'rbac.authorization.k8s.io/Role': { 'rules.**': rights },
  'rbac.authorization.k8s.io/ClusterRole': { 'rules.**': rights, 'aggregationRule.**': rights },
  'rbac.authorization.k8s.io/RoleBinding': { 'subjects.**': rights, 'roleRef.**': bound },
  'rbac.authorization.k8s.io/ClusterRoleBinding': { 'subjects.**': rights, 'roleRef.**': bound },
  'policy/PodDisruptionBudget': {
    'spec.minAvailable': guard,
    'spec.maxUnavailable': guard,
    'spec.selector.**': guard,
    'spec.unhealthyPodEvictionPolicy': guard,
  },
  'autoscaling/HorizontalPodAutoscaler': {
    'spec.minReplicas': scaling,
    'spec.maxReplicas': scaling,
    'spec.metrics.**': scaling,
    'spec.behavior.**': scaling,
    'spec.scaleTargetRef.**': retargeted,
  },
  'keda.sh/ScaledObject': {
    'spec.minReplicaCount': scaling,
    'spec.maxReplicaCount': scaling,
    'spec.cooldownPeriod': scaling,
    'spec.pollingInterval': scaling,
    'spec.triggers.**': scaling,
    'spec.fallback.**': scaling,
    'spec.scaleTargetRef.**': retargeted,
  },
  'scheduling.k8s.io/PriorityClass': {
    value: refused('The value of a priority class cannot change.', NEW),
    preemptionPolicy: refused('The preemption of a priority class cannot change.', NEW),
    globalDefault: later,
    description: later,
  },
  'networking.k8s.io/IngressClass': { 'spec.controller': refused('The controller of a class cannot change.', NEW) },
  'admissionregistration.k8s.io/ValidatingWebhookConfiguration': { 'webhooks.**': webhook },
  'admissionregistration.k8s.io/MutatingWebhookConfiguration': { 'webhooks.**': webhook },
  'apiextensions.k8s.io/CustomResourceDefinition': {
    'spec.group': refused('The group of a definition cannot change.', NEW),
    'spec.scope': refused('The scope of a definition cannot change.', NEW),
    'spec.versions.[].schema.**': unseen(
      'Objects in the cluster may not fit the new schema.',
      'Check those that exist.',
    ),
    'spec.versions.[].additionalPrinterColumns.**': quiet('Only what kubectl prints changes.'),
  },
};
