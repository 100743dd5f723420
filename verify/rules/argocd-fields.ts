import type { Fields } from '../../manifest/types';
import { ofEach } from '../each';
import { error, type Rule, type Verdict } from '../finding';
import { below } from '../keys';
import { query, select } from '../query';
import { type Item, type Pods, podsFrom, type Tree } from '../tree';

const DIGITS = /^\d+$/;
const isQuotedNumber = (value: Fields): boolean => typeof value === 'string' && DIGITS.test(value);

/** A field of a kind that must not look like that. */
interface Trap {
  readonly path: string;
  readonly caught: (value: Fields) => boolean;
  readonly message: string;
  readonly remedy: string;
}

const quoted = (path: string): Trap => ({
  path,
  caught: isQuotedNumber,
  message: 'A number in quotes is taken for a name and refused.',
  remedy: 'Write the number without quotes.',
});

const rollingUpdate = (path: string): Trap => ({
  path,
  caught: (strategy) => strategy.type === 'RollingUpdate' && !strategy.rollingUpdate,
  message: 'Without its defaults written out the strategy cannot be changed later by server-side apply.',
  remedy: 'Write rollingUpdate with its fields.',
});

const claimTemplates: Trap = {
  path: 'spec.volumeClaimTemplates[]',
  caught: ({ apiVersion, kind }) => !apiVersion || !kind,
  message: 'Without apiVersion and kind the template differs for ever.',
  remedy: 'Write apiVersion v1 and kind PersistentVolumeClaim.',
};

const emptyBundle: Trap = {
  path: 'webhooks[].clientConfig',
  caught: ({ caBundle }) => caBundle === '' || caBundle === 'Cg==',
  message: 'An empty caBundle wipes the one that is injected in the cluster.',
  remedy: 'Leave it out.',
};

const BUDGET: readonly Trap[] = [quoted('spec.minAvailable'), quoted('spec.maxUnavailable')];

/** Traps by kind. Source: cases run against Argo CD 3.5 and kube-apiserver 1.36 with server-side apply and diff. */
const TRAPS: ReadonlyMap<string, readonly Trap[]> = new Map(
  Object.entries({
    Service: [
      quoted('spec.ports[].targetPort'),
      quoted('spec.ports[].port'),
      {
        path: 'spec.ports[]',
        caught: ({ nodePort }) => nodePort === 0,
        message: 'A nodePort of 0 differs for ever.',
        remedy: 'Leave it out.',
      },
      {
        path: 'spec.ports[]',
        caught: ({ protocol }) => protocol === undefined,
        message: 'Without its protocol a second port of that number replaces the first.',
        remedy: 'Write the protocol.',
      },
    ],
    'admissionregistration.k8s.io/MutatingWebhookConfiguration': [emptyBundle],
    'admissionregistration.k8s.io/ValidatingWebhookConfiguration': [emptyBundle],
    'apps/DaemonSet': [rollingUpdate('spec.updateStrategy')],
    'apps/Deployment': [rollingUpdate('spec.strategy')],
    'apps/StatefulSet': [rollingUpdate('spec.updateStrategy'), claimTemplates],
    'networking.k8s.io/Ingress': [
      {
        path: 'spec.rules[].http.paths[]',
        caught: ({ pathType }) => pathType === undefined,
        message: 'A path without pathType is refused.',
        remedy: 'Write Prefix or Exact.',
      },
    ],
    'policy/PodDisruptionBudget': BUDGET,
  }),
);

const PROBE_PORTS = ['livenessProbe', 'readinessProbe', 'startupProbe'].flatMap((probe) =>
  ['httpGet', 'tcpSocket'].map((way) => quoted(`${probe}.${way}.port`)),
);

const OF_CONTAINERS: readonly Trap[] = [
  ...PROBE_PORTS,
  quoted('ports[].containerPort'),
  {
    path: 'env[]',
    caught: ({ value }) => value !== undefined && typeof value !== 'string',
    message: 'The value of a variable is no string, which is refused.',
    remedy: 'Write it in quotes.',
  },
];

const sprung = (item: Item, root: Fields, start: string, traps: readonly Trap[]): readonly Verdict[] =>
  traps.flatMap(({ path, caught, message, remedy }) =>
    select(root, path, start, caught).map(({ at }) => error(item, at, message, remedy)),
  );

const ofContainers = (pods: Pods): readonly Verdict[] =>
  pods.containers.flatMap(({ at, container }) => sprung(pods.item, container, at, OF_CONTAINERS));

/** Maps whose values Kubernetes takes as strings only. */
const STRING_MAPS: readonly string[] = ['metadata.labels', 'metadata.annotations'];

const strings = (item: Item): readonly Verdict[] =>
  [...STRING_MAPS, ...(item.kind === 'ConfigMap' ? ['data'] : [])].flatMap((path) =>
    query(item.manifest, path).flatMap(({ at, value }) =>
      Object.entries(value)
        .filter(([, entry]) => typeof entry !== 'string')
        .map(([key]) =>
          error(item, below(at, key), 'The value is no string, which is refused.', 'Write it in quotes.'),
        ),
    ),
  );

const isStringMap = (value: Fields): boolean => {
  for (const key of Object.keys(value ?? {})) if (typeof value[key] !== 'string') return false;
  return true;
};

const holdsOtherThanStrings = ({ kind, manifest: { metadata, data } }: Item): boolean =>
  !isStringMap(metadata.labels) || !isStringMap(metadata.annotations) || (kind === 'ConfigMap' && !isStringMap(data));

const SCALERS: readonly string[] = ['autoscaling/HorizontalPodAutoscaler', 'keda.sh/ScaledObject'];

/** A workload with an autoscaler must leave its replicas to it. */
const contested = (tree: Tree): readonly Verdict[] =>
  SCALERS.flatMap((kind) => tree.ofKind(kind)).flatMap((scaler) => {
    const { kind = 'Deployment', name } = scaler.manifest.spec?.scaleTargetRef ?? {};
    const item = tree.find(`apps/${kind}`, scaler.namespace, name);
    if (item?.manifest.spec?.replicas === undefined) return [];
    const message = `Argo CD and ${scaler.object} would both set the replicas, in turn.`;
    return [error(item, 'spec.replicas', message, 'Leave replicas out.')];
  });

const alone = ofEach((item) => [
  ...sprung(item, item.manifest, '', TRAPS.get(item.kind) ?? []),
  ...item.templates.flatMap((template) => ofContainers(podsFrom(item, template))),
  ...(holdsOtherThanStrings(item) ? strings(item) : []),
]);

/** Fields are written in the form in which the cluster keeps them. */
export const argocdFields: Rule = {
  id: 'argocd-fields',
  why: 'A field in another form is refused by server-side apply, or is out of sync for ever.',
  check: (tree) => [...alone(tree), ...contested(tree)],
};
