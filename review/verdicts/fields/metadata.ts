import type { Change } from '../../change';
import { ALLOWED } from '../rules/entrances-of-traffic';
import { type Effect, quiet, weaker } from './effect';

const label = quiet('A label for people and tools; no pod is touched.');
const tracking = quiet('Argo CD takes another order or way of syncing.');
const note = quiet('A note; nothing acts on it.');

/** Labels that only describe. Others may be what some selector looks for. Source: Kubernetes, recommended labels. */
const DESCRIBING = ['app.kubernetes.io/', 'helm.sh/', 'slipway.dev/'];
const DESCRIBING_NAMES: ReadonlySet<string> = new Set(['app', 'chart', 'heritage', 'owner', 'team', 'tier', 'version']);

/** Annotations that lead to no change of what runs. Sources: Argo CD, Kubernetes and Helm documentation. */
const HARMLESS = [
  'meta.helm.sh/',
  'slipway.dev/',
  'kubernetes.io/description',
  'kubernetes.io/change-cause',
  'link.argocd.argoproj.io/',
  'notifications.argoproj.io/',
  'deployment.kubernetes.io/',
  'prometheus.io/',
];

const startsWith = (name: string, prefixes: readonly string[]): boolean =>
  prefixes.some((prefix) => name.startsWith(prefix));

/** What another label or annotation leads to; `undefined` for those nobody described here. */
export function metadataEffect(path: readonly string[]): Effect | undefined {
  const [root, field, name] = path;
  if (root !== 'metadata') return undefined;
  if (field === 'labels' && name !== undefined)
    return startsWith(name, DESCRIBING) || DESCRIBING_NAMES.has(name) ? label : KNOWN_LABELS[name];
  if (field !== 'annotations' || name === undefined) return undefined;
  if (name.startsWith('argocd.argoproj.io/')) return tracking;
  return startsWith(name, HARMLESS) ? note : KNOWN_ANNOTATIONS[name];
}

const level = quiet('Holds for pods created from now on.');
const owner: Effect = (change: Change) => ({
  risk: 'identity',
  rule: 'other-owner',
  reason: `The operator takes this ${change.identity.kind} for a part of another cluster.`,
  remedy: 'Create a new object for the other cluster and move the data.',
});

const KNOWN_LABELS: Readonly<Record<string, Effect>> = {
  'strimzi.io/cluster': owner,
  ...Object.fromEntries(
    ['enforce', 'audit', 'warn'].flatMap((mode) =>
      [`pod-security.kubernetes.io/${mode}`, `pod-security.kubernetes.io/${mode}-version`].map((name) => [name, level]),
    ),
  ),
};

/** Source: KEDA, pausing autoscaling: both annotations stop it, one at a number of pods. */
const paused: Effect = (change, around) =>
  Object.keys(change.after?.manifest.metadata.annotations ?? {}).some((name) => PAUSES.includes(name))
    ? weaker('The number of pods stays as the annotation says, whatever the load.', 'Say when it goes on.')(
        change,
        around,
      )
    : quiet('The autoscaler acts again.')(change, around);
const PAUSES = ['autoscaling.keda.sh/paused', 'autoscaling.keda.sh/paused-replicas'];

const balancer = quiet('The load balancer or proxy faces others than before.', 'Check who can reach it now.');

/** Sources: AWS Load Balancer Controller; cloud providers of Azure and Google. */
const FACING = [
  'alb.ingress.kubernetes.io/scheme',
  'networking.gke.io/load-balancer-type',
  'service.beta.kubernetes.io/aws-load-balancer-internal',
  'service.beta.kubernetes.io/aws-load-balancer-scheme',
  'service.beta.kubernetes.io/azure-load-balancer-internal',
];

const KNOWN_ANNOTATIONS: Readonly<Record<string, Effect>> = {
  'cert-manager.io/cluster-issuer': quiet('The certificate is issued again by the other issuer.'),
  'cert-manager.io/issuer': quiet('The certificate is issued again by the other issuer.'),
  'storageclass.kubernetes.io/is-default-class': quiet('Holds for claims created from now on.'),
  'eks.amazonaws.com/role-arn': quiet('Pods started from now on get the other role.'),
  ...Object.fromEntries([...FACING, ...ALLOWED].map((name) => [name, balancer])),
  ...Object.fromEntries(PAUSES.map((name) => [name, paused])),
  'strimzi.io/next-node-ids': quiet('Nodes added from now on get other numbers.'),
};
