import type { Fields, Manifest, ManifestFile } from '../../manifest/types';

/** One way to break an object of a real overlay. */
export interface Mutation {
  readonly rule: string;
  readonly name: string;
  /** Whether the object is one it can be tried on. */
  readonly fits: (manifest: Manifest, all: readonly ManifestFile[]) => boolean;
  /** What a finding must name. */
  readonly names: (manifest: Manifest) => string;
  /** Breaks the object, and says where it stands if no longer there; without it the object is taken away. */
  readonly edit?: (manifest: Fields) => unknown;
}

type Fits = Mutation['fits'];
const own = ({ metadata }: Manifest): string => metadata.name;
const ofKind =
  (kind: string, fits: (manifest: Fields) => unknown = () => true): Fits =>
  (manifest) =>
    manifest.kind === kind && Boolean(fits(manifest));
const container = ({ spec }: Fields): Fields => spec?.template?.spec?.containers?.[0];
const others = (all: readonly ManifestFile[], { metadata: { namespace } }: Manifest): string =>
  JSON.stringify(
    all.filter(({ manifest }) => manifest.metadata.namespace === namespace && manifest.kind !== 'NetworkPolicy'),
  );
const peer = ({ spec }: Fields): string =>
  spec.egress?.[0]?.to?.[0]?.namespaceSelector?.matchLabels?.['kubernetes.io/metadata.name'] ?? '';
const isService = (application: Fields): boolean =>
  application.spec.source?.path !== undefined && !/root$|-(?:apps|namespaces|cluster)$/.test(application.metadata.name);
const hasKeyReference = (manifest: Fields): Fields =>
  container(manifest)?.env?.find(({ valueFrom }: Fields) => valueFrom?.secretKeyRef);
const TRAILING = /^(.*?)([a-z0-9-]+)(\.[a-z0-9-]+\.svc)/s;
const hostVariable = (manifest: Fields): Fields =>
  container(manifest)?.env?.find(({ value }: Fields) => /\b[a-z0-9-]+\.[a-z0-9-]+\.svc:\d+/.test(value ?? ''));
const mutation = (
  rule: string,
  name: string,
  fits: Fits,
  names: Mutation['names'],
  edit?: Mutation['edit'],
): Mutation => ({
  rule,
  name,
  fits,
  names,
  ...(edit ? { edit } : {}),
});

const GITOPS: readonly Mutation[] = [
  mutation('application-closure', 'a path one letter off', ofKind('Application', isService), own, ({ spec }) => {
    spec.source.path += 'x';
  }),
  mutation('argocd-application', 'a short revision', ofKind('Application', isService), own, ({ spec }) => {
    spec.source.targetRevision = 'main';
  }),
  mutation('argocd-application', 'client-side apply', ofKind('Application'), own, ({ spec }) => {
    spec.syncPolicy.syncOptions = [];
  }),
  mutation(
    'argocd-root',
    'a root that prunes',
    ofKind('Application', (m) => /root$/.test(m.metadata.name)),
    own,
    (m) => {
      m.spec.syncPolicy.automated.prune = true;
    },
  ),
  mutation(
    'project-closure',
    'no destinations',
    ofKind('AppProject', (m) => !/root$/.test(m.metadata.name)),
    own,
    (m) => {
      m.spec.destinations = [];
    },
  ),
  mutation('project-closure', 'a project that is gone', ofKind('AppProject'), own),
  mutation('wave-order', 'a wave before everything', ofKind('Application', isService), own, ({ metadata }) => {
    metadata.annotations['argocd.argoproj.io/sync-wave'] = '-99';
  }),
  mutation('argocd-options', 'an option misspelt', ofKind('Namespace'), own, ({ metadata }) => {
    metadata.annotations = { ...metadata.annotations, 'argocd.argoproj.io/sync-options': 'prune=false' };
  }),
  mutation('data-protection', 'a Namespace without protection', ofKind('Namespace'), own, ({ metadata }) => {
    delete metadata.annotations;
  }),
  mutation('data-protection', 'a Kafka without protection', ofKind('Kafka'), own, ({ metadata }) => {
    delete metadata.annotations;
  }),
  mutation('data-protection', 'a database without protection', ofKind('Cluster'), own, ({ metadata }) => {
    delete metadata.annotations;
  }),
];

const OBJECTS: readonly Mutation[] = [
  mutation(
    'clean-values',
    'a null',
    ofKind('ConfigMap', (m) => m.data),
    own,
    ({ data }) => {
      data.nothing = null;
    },
  ),
  mutation('names', 'a label value with a blank', ofKind('Service'), own, ({ metadata }) => {
    metadata.labels = { part: 'a b' };
  }),
  mutation('namespace-explicit', 'no namespace', ofKind('Service'), own, ({ metadata }) => {
    delete metadata.namespace;
  }),
  mutation('namespace-explicit', 'a Namespace that is gone', ofKind('Namespace', hasObjects), own),
  mutation('image-registry', 'an image that moves', ofKind('Deployment', container), own, (m) => {
    container(m).image = `${container(m).image.replace(/:[^/]*$/, '')}:latest`;
  }),
  mutation('image-registry', 'a frozen image', ofKind('Job', container), own, (m) => {
    container(m).image = 'docker.io/bitnami/kubectl:1.30.0';
  }),
  mutation(
    'argocd-fields',
    'a port without protocol',
    ofKind('Service', (m) => m.spec?.ports),
    own,
    ({ spec }) => {
      delete spec.ports[0].protocol;
    },
  ),
  mutation(
    'argocd-lists',
    'a variable twice',
    ofKind('Deployment', (m) => container(m)?.env),
    own,
    (m) => {
      container(m).env.push({ ...container(m).env[0] });
    },
  ),
  mutation(
    'secret-material',
    'a literal password',
    ofKind('Deployment', (m) => container(m)?.env),
    own,
    (m) => {
      container(m).env.push({ name: 'ADMIN_PASSWORD', value: 'hunter2' });
    },
  ),
  mutation('placement', 'a spread of other pods', ofKind('Deployment', spreads), own, ({ spec }) => {
    spec.template.spec.topologySpreadConstraints[0].labelSelector = { matchLabels: { app: 'other' } };
  }),
  mutation('waiver', 'a waiver without reason', ofKind('Deployment'), own, ({ metadata }) => {
    metadata.annotations = { ...metadata.annotations, 'verify.slipway.dev/host-closure': '' };
  }),
];

const RELATIONS: readonly Mutation[] = [
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

/** Every mutation there is. */
export const MUTATIONS: readonly Mutation[] = [...GITOPS, ...OBJECTS, ...RELATIONS];

function hasObjects(manifest: Manifest): boolean {
  return !manifest.metadata.name.includes('system');
}

function spreads({ spec }: Fields): Fields {
  return spec.template.spec.topologySpreadConstraints;
}

function named(kind: string, name: RegExp): Fits {
  return ofKind(kind, ({ metadata }) => name.test(metadata.name));
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
