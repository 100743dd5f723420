import type { Fields, Manifest, ManifestFile } from '../../manifest/types';
import { container, type Fits, type Mutation, mutation, named, ofKind, own } from './mutation';

const others = (all: readonly ManifestFile[], { metadata: { namespace } }: Manifest): string =>
  JSON.stringify(
    all.filter(({ manifest }) => manifest.metadata.namespace === namespace && manifest.kind !== 'NetworkPolicy'),
  );
const peer = ({ spec }: Fields): string =>
  spec.egress?.[0]?.to?.[0]?.namespaceSelector?.matchLabels?.['kubernetes.io/metadata.name'] ?? '';
const hasKeyReference = (manifest: Fields): Fields =>
  container(manifest)?.env?.find(({ valueFrom }: Fields) => valueFrom?.secretKeyRef);
const TRAILING = /^(.*?)([a-z0-9-]+)(\.[a-z0-9-]+\.svc)/s;
const hostVariable = (manifest: Fields): Fields =>
  container(manifest)?.env?.find(({ value }: Fields) => /\b[a-z0-9-]+\.[a-z0-9-]+\.svc:\d+/.test(value ?? ''));

/** Breaks what is between objects. */
export const relationMutations: readonly Mutation[] = [
  mutation('host-closure', 'an address one letter off', ofKind('Deployment', hostVariable), own, (m) => {
    const variable = hostVariable(m);
    variable.value = variable.value.replace(TRAILING, '$1x$2$3');
  }),
  mutation('host-closure', 'a Service that is gone', isCalled, own),
  mutation('claim-closure', 'a database that is gone', ofKind('Database'), ({ spec }) => spec.name),
  mutation(
    'operator-network',
    'no way between nodes',
    beside('Kafka', /^peers$/),
    ({ metadata }) => `${metadata.namespace}/`,
  ),
  mutation('reference-closure', 'a key one letter off', ofKind('Deployment', hasKeyReference), own, (m) => {
    hasKeyReference(m).valueFrom.secretKeyRef.key += 'x';
  }),
  mutation('reference-closure', 'an ExternalSecret that is gone', isMentioned('ExternalSecret'), own),
  mutation('reference-closure', 'an account that is gone', isMentioned('ServiceAccount'), own),
  mutation('reference-closure', 'a database cluster that is gone', ofKind('Cluster'), own),
  mutation('reference-closure', 'an Ingress to no Service', ofKind('Ingress'), own, ({ spec }) => {
    spec.rules[0].http.paths[0].backend.service.name += 'x';
  }),
  mutation(
    'selector-closure',
    'a Service before no pod',
    ofKind('Service', (m) => m.spec?.selector),
    own,
    ({ spec }) => {
      spec.selector = { app: 'gone' };
    },
  ),
  mutation('selector-closure', 'a budget for nobody', ofKind('PodDisruptionBudget'), own, ({ spec }) => {
    spec.selector = { matchLabels: { app: 'gone' } };
  }),
  mutation('selector-closure', 'a monitor of nothing', ofKind('ServiceMonitor'), own, ({ spec }) => {
    spec.selector = { matchLabels: { app: 'gone' } };
  }),
  mutation('network-closure', 'no way out', leadsOut, peer),
  mutation(
    'network-isolation',
    'no name server',
    named('NetworkPolicy', /^allow-dns$/),
    ({ metadata }) => `${metadata.namespace}/`,
  ),
  mutation('way-out', 'no way to the Kubernetes API', onlyWayOut, ({ metadata }) => `namespace ${metadata.namespace}`),
  mutation('operator-network', 'no way in for an operator', named('NetworkPolicy', /-operates$/), operatorOf),
  mutation(
    'network-closure',
    'no way in for the controller of Secrets',
    named('NetworkPolicy', /^external-secrets-to-/),
    () => 'external-secrets',
  ),
  mutation(
    'way-in',
    'no way out for Prometheus',
    named('NetworkPolicy', /^scrape-(?!minio)/),
    () => 'Prometheus cannot reach',
  ),
  mutation('way-in', 'no way to the kubelets', named('NetworkPolicy', /^to-nodes$/), () => 'the nodes'),
  mutation(
    'network-isolation',
    'no denial of its own',
    named('NetworkPolicy', /^default-deny$/),
    ({ metadata }) => `amespace ${metadata.namespace}`,
  ),
  mutation(
    'open-way',
    'an Ingress that is gone',
    ofKind('Ingress', ({ spec }) => spec.ingressClassName === 'traefik'),
    ({ metadata }) => `${metadata.namespace}/`,
  ),
  mutation(
    'eviction',
    'a budget that is gone',
    ofKind('PodDisruptionBudget'),
    ({ metadata }) => `${metadata.namespace}/`,
  ),
  mutation('open-way', 'a way nobody needs', named('NetworkPolicy', /^prometheus-to-/), own, ({ spec }) => {
    spec.ingress[0].ports.push({ port: 1, protocol: 'TCP' });
  }),
  mutation(
    'open-way',
    'a monitor that is gone',
    ofKind('PodMonitor', (m) => !m.spec.namespaceSelector),
    ({ metadata }) => metadata.namespace ?? '',
  ),
  mutation(
    'way-out',
    'the internet closed',
    named('NetworkPolicy', /^to-internet$/),
    ({ metadata }) => `Namespace ${metadata.namespace}`,
  ),
  mutation(
    'way-in',
    'no way in for Prometheus',
    named('NetworkPolicy', /^prometheus-to-/),
    ({ metadata }) => `${metadata.namespace}/`,
  ),
  mutation(
    'way-in',
    'no way in for visitors',
    named('NetworkPolicy', /^ingress-to-/),
    ({ metadata }) => `${metadata.namespace}/`,
  ),
  mutation('claim-closure', 'a database without owner', ofKind('Database'), own, ({ spec }) => {
    spec.owner = 'nobody';
  }),
  mutation(
    'claim-closure',
    'a Kafka without its only nodes',
    ofKind('KafkaNodePool'),
    ({ metadata }) => metadata.labels?.['strimzi.io/cluster'] ?? '',
  ),
  mutation('credential-closure', 'a credential nobody writes', ofKind('PushSecret', isRead), remoteKey),
];

/** The API server's port is open where any host's is. */
function onlyWayOut(manifest: Manifest, all: readonly ManifestFile[]): boolean {
  const isHere = ({ manifest: { metadata } }: ManifestFile): boolean =>
    metadata.namespace === manifest.metadata.namespace && metadata.name === 'to-outside';
  return named('NetworkPolicy', /^to-kubernetes-api$/)(manifest, all) && !all.some(isHere);
}

/** The add-on a policy lets in; its chart may be called otherwise. */
function operatorOf({ metadata }: Manifest): string {
  return metadata.name.replace('-operates', '');
}

/** A policy in a namespace that holds an object of that kind. */
function beside(kind: string, name: RegExp): Fits {
  return (manifest, all) =>
    named('NetworkPolicy', name)(manifest, all) &&
    all.some((file) => file.manifest.kind === kind && file.manifest.metadata.namespace === manifest.metadata.namespace);
}

/** A Service whose address stands in a workload. */
function isCalled({ kind, metadata }: Manifest, all: readonly ManifestFile[]): boolean {
  const address = `/${metadata.name}.${metadata.namespace}.svc`;
  return (
    kind === 'Service' && all.some(({ manifest }) => JSON.stringify(manifest.spec?.template ?? '').includes(address))
  );
}

function isMentioned(kind: string): Fits {
  return (manifest, all) =>
    manifest.kind === kind &&
    all.some(({ manifest: other }) =>
      JSON.stringify(other.spec?.template ?? '').includes(`"${manifest.metadata.name}"`),
    );
}

function leadsOut(manifest: Manifest, all: readonly ManifestFile[]): boolean {
  if (manifest.kind !== 'NetworkPolicy' || !manifest.metadata.name.startsWith('to-') || peer(manifest) === '')
    return false;
  return peer(manifest) !== 'kube-system' && others(all, manifest).includes(`.${peer(manifest)}.svc`);
}

function remoteKey({ spec }: Manifest): string {
  return spec.data?.[0]?.match?.remoteRef?.remoteKey ?? '';
}

function isRead(manifest: Fields): boolean {
  return remoteKey(manifest) !== '';
}
