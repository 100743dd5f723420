import { groupKind } from '../../../manifest/kinds';
import { podsOf } from '../../../manifest/pods';
import type { Manifest } from '../../../manifest/types';
import type { Change } from '../../change';
import type { Around } from '../around';
import { type Rule, type Saying, verdict } from '../verdict';

const says = (rule: string, reason: string, remedy: string): Saying => ({ risk: 'availability', rule, reason, remedy });

/** What is missed when an object of a kind goes away. */
const MISSED: Readonly<Record<string, Saying>> = {
  Service: says(
    'address-removed',
    'Its host name no longer resolves, and connections through it end.',
    'Check that nobody uses it.',
  ),
  ConfigMap: says('settings-removed', 'Pods that mount it cannot start any more.', 'Check that no pod names it.'),
  'networking.k8s.io/Ingress': says('address-removed', 'Its hosts are no longer answered.', 'Tell who uses them.'),
  'gateway.networking.k8s.io/HTTPRoute': says(
    'address-removed',
    'Its hosts are no longer answered.',
    'Tell who uses them.',
  ),
  'gateway.networking.k8s.io/Gateway': says(
    'address-removed',
    'Everything behind it is no longer reached.',
    'Tell who uses it.',
  ),
  'policy/PodDisruptionBudget': says(
    'disruption-guard-weakened',
    'Nothing keeps a drained node from stopping all pods.',
    'Keep it as long as the pods run.',
  ),
  'autoscaling/HorizontalPodAutoscaler': says(
    'autoscaler-removed',
    'The number of pods stays as it is, whatever the load.',
    'Set replicas to what the load needs.',
  ),
  'keda.sh/ScaledObject': says(
    'autoscaler-removed',
    'The number of pods stays as it is, whatever the load.',
    'Set replicas to what the load needs.',
  ),
  'external-secrets.io/ExternalSecret': says(
    'secret-removed',
    'The Secret it keeps goes with it, and pods that read it cannot start any more.',
    'Check that no pod names the Secret.',
  ),
  'external-secrets.io/SecretStore': says(
    'secret-removed',
    'Secrets are no longer read through it.',
    'Move the ExternalSecrets first.',
  ),
  'external-secrets.io/ClusterSecretStore': says(
    'secret-removed',
    'Secrets are no longer read through it.',
    'Move the ExternalSecrets first.',
  ),
  'cert-manager.io/Certificate': says(
    'certificate-removed',
    'The certificate is no longer renewed.',
    'Check that nothing serves it.',
  ),
  'cert-manager.io/Issuer': says(
    'certificate-removed',
    'Certificates of this issuer are no longer renewed.',
    'Move them to another issuer first.',
  ),
  'cert-manager.io/ClusterIssuer': says(
    'certificate-removed',
    'Certificates of this issuer are no longer renewed.',
    'Move them to another issuer first.',
  ),
  'rbac.authorization.k8s.io/Role': says(
    'rights-removed',
    'Those bound to it lose these rights.',
    'Check that no pod needs them.',
  ),
  'rbac.authorization.k8s.io/ClusterRole': says(
    'rights-removed',
    'Those bound to it lose these rights.',
    'Check that no pod needs them.',
  ),
  'rbac.authorization.k8s.io/RoleBinding': says(
    'rights-removed',
    'Those it names lose their rights.',
    'Check that no pod needs them.',
  ),
  'rbac.authorization.k8s.io/ClusterRoleBinding': says(
    'rights-removed',
    'Those it names lose their rights.',
    'Check that no pod needs them.',
  ),
  ServiceAccount: says('account-removed', 'Pods that run as it cannot start any more.', 'Check that no pod names it.'),
  ...Object.fromEntries(
    ['ServiceMonitor', 'PodMonitor', 'Probe', 'PrometheusRule'].map((kind) => [
      `monitoring.coreos.com/${kind}`,
      says('unwatched', 'What it watched is no longer watched.', 'Check that nobody relies on its figures and alerts.'),
    ]),
  ),
  'kafka.strimzi.io/KafkaConnector': says(
    'connector-removed',
    'The connector no longer moves data.',
    'Check who reads what it wrote.',
  ),
  'scheduling.k8s.io/PriorityClass': says(
    'priority-removed',
    'Pods that name it cannot start any more.',
    'Check that no pod names it.',
  ),
};

const STOPS = says(
  'workload-removed',
  'Its pods stop and do not come back.',
  'Check that nobody uses what they serve.',
);

const ABANDONED = says(
  'abandoned',
  'It keeps running, but nobody maintains it any more, until its Application is deleted.',
  'Take it down on purpose.',
);

const missed = (manifest: Manifest): Saying | undefined =>
  podsOf(manifest).some(({ finite }) => !finite) ? STOPS : MISSED[groupKind(manifest)];

/** Names by which others of the namespace would find what goes, for kinds that are only there to be named. */
const NAMES: Readonly<Record<string, (manifest: Manifest) => string>> = {
  ConfigMap: ({ metadata }) => metadata.name,
  'external-secrets.io/ExternalSecret': ({ metadata, spec }) => spec?.target?.name ?? metadata.name,
};

/** Whether an object that stays in the namespace holds a name, wherever in it. */
const isNamed = (name: string, change: Change, around: Around): boolean =>
  around
    .inOverlay(change, 'after', '')
    .map(({ manifest }) => manifest)
    .filter(({ metadata }) => metadata.namespace === change.identity.namespace)
    .some((manifest) => JSON.stringify(manifest).includes(JSON.stringify(name)));

/** Something others rely on goes away. */
export const serviceRemoved: Rule = (change, around) => {
  if (change.status !== 'removed' || !change.before) return [];
  const { manifest } = change.before;
  const saying = missed(manifest);
  if (!saying) return [];
  if (around.filesInFolder(change, 'after') === 0) return [verdict(ABANDONED)];
  const name = NAMES[groupKind(manifest)]?.(manifest);
  return name !== undefined && !isNamed(name, change, around) ? [] : [verdict(saying)];
};
