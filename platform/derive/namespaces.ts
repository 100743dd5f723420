import { type Capacity, capacityOf } from '../../manifest/capacity';
import { formatQuantity } from '../../manifest/quantity';
import { byCodeUnit, type Fields, type Manifest } from '../../manifest/types';
import type { Plan, PlannedService } from '../plan';
import { backupStatement, dataHolders } from '../protection';
import { CREDENTIALS_NAMESPACE, STORE_LABEL } from '../secret-store';
import type { PodSecurityException } from '../service';

/**
 * Every Namespace of the overlay and what makes it safe before anything runs in it: Pod Security level, quota, defaults
 * for containers that name no resources, and policies that deny everything but DNS.
 */
export function namespaces(plan: Plan, objectsOf: (service: string) => readonly Manifest[]): readonly Manifest[] {
  const minor = plan.overlay.site.kubernetes;
  const nodes = plan.overlay.site.nodes.count + CONTROL_PLANE;
  const keeping = new Set(dataHolders(plan, objectsOf).map((holder) => holder.namespace));
  const services = plan.services.flatMap((planned) =>
    serviceNamespace(
      planned,
      objectsOf(planned.name),
      minor,
      nodes,
      keeping.has(planned.name) ? backupStatement(plan, planned.name) : undefined,
    ),
  );
  const addons = plan.addons
    .filter(({ addon }) => !addon.existingNamespace)
    .map(({ addon }) => namespace(addon.namespace, minor, addon.podSecurity, {}));
  const store = plan.overlay.site.secretStore.objects.some(
    (object) => object.metadata.namespace === CREDENTIALS_NAMESPACE,
  )
    ? [namespace(CREDENTIALS_NAMESPACE, minor, undefined, {})]
    : [];
  const all = [...services, ...addons, ...store];
  return [
    ...new Map(
      all.map((object) => [`${object.kind}/${object.metadata.namespace}/${object.metadata.name}`, object]),
    ).values(),
  ];
}

/** States what pods reach that no other manifest shows, so that the policies can be held against it. */
const NEEDS = 'slipway.dev/needs';

/** Ports on hosts outside, on nodes and among its pods, as the annotation has them: `anywhere:5432, peers:7946`. */
function needs({ service, settings, calls }: PlannedService): Readonly<Record<string, string>> {
  const external = calls.flatMap(({ address }) => (address.external ? [address.port] : []));
  const words = [
    ...(service.internet ?? []).map((port) => `internet:${port}`),
    ...[...(service.outside?.(settings) ?? []), ...external].map((port) => `anywhere:${port}`),
    ...(service.nodes ?? []).map((port) => `nodes:${port}`),
    ...(service.clustering?.(settings) ?? []).map((port) => `peers:${port}`),
  ];
  return { [NEEDS]: words.length > 0 ? [...new Set(words)].sort(byCodeUnit).join(', ') : 'none' };
}

function serviceNamespace(
  planned: PlannedService,
  objects: readonly Manifest[],
  minor: string,
  nodes: number,
  backup: string | undefined,
): readonly Manifest[] {
  const { name, service, secrets } = planned;
  const usesStore = secrets.pushes.length + secrets.reads.length > 0;
  return [
    namespace(name, minor, service.podSecurity, usesStore ? { [STORE_LABEL]: 'true' } : {}, {
      ...needs(planned),
      ...(backup ? { 'slipway.dev/backup': backup } : {}),
    }),
    quota(name, capacityOf(objects, false, nodes), capacityOf(objects, true)),
    within(name, 'v1', 'LimitRange', 'container-defaults', { spec: { limits: [CONTAINER_DEFAULTS] } }),
    within(name, 'networking.k8s.io/v1', 'NetworkPolicy', 'default-deny', {
      spec: { podSelector: {}, policyTypes: ['Ingress', 'Egress'] },
    }),
    within(name, 'networking.k8s.io/v1', 'NetworkPolicy', 'allow-dns', { spec: DNS }),
  ];
}

/** Levels and labels: https://kubernetes.io/docs/concepts/security/pod-security-admission/ */
function namespace(
  name: string,
  minor: string,
  exception: PodSecurityException | undefined,
  extra: Readonly<Record<string, string>>,
  stated: Readonly<Record<string, string>> = {},
): Manifest {
  const level = exception?.level ?? 'restricted';
  const modes = ['enforce', 'audit', 'warn'].flatMap((mode) => [
    [`pod-security.kubernetes.io/${mode}`, level],
    [`pod-security.kubernetes.io/${mode}-version`, `v${minor}`],
  ]);
  const annotations = { ...(exception ? { 'slipway.dev/pod-security-reason': exception.reason } : {}), ...stated };
  return {
    apiVersion: 'v1',
    kind: 'Namespace',
    metadata: {
      name,
      labels: { ...Object.fromEntries(modes), ...extra },
      ...(Object.keys(annotations).length > 0 ? { annotations } : {}),
    },
  };
}

/** Nodes besides the workers that agents of each node may run on. */
const CONTROL_PLANE = 3;

const CONTAINER_DEFAULTS = {
  type: 'Container',
  default: { memory: '512Mi' },
  defaultRequest: { cpu: '50m', memory: '128Mi' },
} as const;

const DNS = {
  podSelector: {},
  policyTypes: ['Egress'],
  egress: [
    {
      to: [
        {
          namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'kube-system' } },
          podSelector: { matchLabels: { 'k8s-app': 'kube-dns' } },
        },
      ],
      ports: [
        { protocol: 'UDP', port: 53 },
        { protocol: 'TCP', port: 53 },
      ],
    },
  ],
} as const;

/**
 * Room for one and a half times what the service asks for, so that rolling updates and provisioning Jobs fit, rounded up
 * to a power of two, so that small changes of a service leave its quota alone. Ways around the Ingress are closed.
 */
function quota(name: string, staying: Capacity, passing: Capacity): Manifest {
  const room = (a: number, b: number): bigint => powerOfTwo(1.5 * a + b);
  const hard = {
    pods: String(room(staying.pods + 4, passing.pods)),
    'requests.cpu': formatQuantity({ nano: room(staying.cpu, passing.cpu) * 1_000_000n, form: 'decimal' }),
    'requests.memory': binary(room(staying.memory, passing.memory)),
    'limits.memory': binary(room(staying.memoryLimit, passing.memoryLimit)),
    persistentvolumeclaims: String(room(staying.volumes, 0)),
    'requests.storage': binary(room(staying.storage, 0)),
    'services.loadbalancers': '0',
    'services.nodeports': '0',
  };
  return within(name, 'v1', 'ResourceQuota', 'quota', { spec: { hard } });
}

const binary = (amount: bigint): string => formatQuantity({ nano: amount * 1_000_000_000n, form: 'binary' });

const powerOfTwo = (amount: number): bigint => (amount <= 0 ? 0n : 2n ** BigInt(Math.ceil(Math.log2(amount))));

const within = (namespaceName: string, apiVersion: string, kind: string, name: string, fields: Fields): Manifest => ({
  apiVersion,
  kind,
  metadata: { name, namespace: namespaceName, labels: { 'app.kubernetes.io/name': namespaceName } },
  ...fields,
});
