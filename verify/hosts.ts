import { type HostMatch, wholeHost } from './host-names';
import { keyFacts } from './keys';
import { type Leaf, leavesOfItem } from './leaves';
import { namespacesOf } from './namespaces';
import { servicesNamed, servicesOf } from './services';
import { byFolder, type Item, type Tree } from './tree';

/** A host name in a string that means a Service of this cluster. */
export interface HostReference {
  readonly leaf: Leaf;
  /** As written, with its port. */
  readonly text: string;
  readonly service: string;
  readonly namespace: string;
  /** One pod behind a headless Service. */
  readonly pod?: string;
  /** The port beside the name, or the one its URL scheme implies. */
  readonly port?: number;
  /** Namespace whose pods read the string; empty when none of the overlay does. */
  readonly from: string;
  /** Whether the name carries no namespace, and so means a Service beside the reader. */
  readonly bare: boolean;
}

const DEFAULT_PORTS: Readonly<Record<string, number>> = {
  http: 80,
  https: 443,
  mysql: 3306,
  postgres: 5432,
  postgresql: 5432,
  redis: 6379,
};

/** Schemes whose first part is no host: buckets, files, names of other registries. */
const NO_HOST = /^(?:s3[an]?|gs|wasbs?|abfss?|file|secret|classpath|docker|oci|urn|unix|arn|local|vault|dns|env)$/;

/** Kinds whose strings only look like host names. */
const SILENT_KINDS: ReadonlySet<string> = new Set([
  'Namespace',
  'apiextensions.k8s.io/CustomResourceDefinition',
  'argoproj.io/AppProject',
  'monitoring.coreos.com/PrometheusRule',
  'networking.k8s.io/NetworkPolicy',
]);

/** Kinds whose texts are read in another namespace than their own, so that bare names mean nothing here. */
const CARRIERS: ReadonlySet<string> = new Set(['argoproj.io/Application']);

/** Kinds that name hosts without any pod of their namespace connecting to them. */
const PASSIVE_KINDS: ReadonlySet<string> = new Set([
  'cert-manager.io/Certificate',
  'argoproj.io/Application',
  'networking.k8s.io/Ingress',
]);

const NEVER: ReadonlySet<string> = new Set(['localhost', 'kubernetes', 'host', 'hostname', 'example']);

const isSearched = ({ item, at, key, name, facts }: Leaf): boolean => {
  if (facts.hosts.length === 0 && !keyFacts(name).isHost) return false;
  if (SILENT_KINDS.has(item.kind) || keyFacts(key).isImage) return false;
  if (at.startsWith('metadata.') && !at.startsWith('metadata.annotations')) return false;
  return !CARRIERS.has(item.kind) || at.includes('.helm.');
};

const readerOf = ({ kind, namespace }: Item): string => (PASSIVE_KINDS.has(kind) ? '' : namespace);

const portOf = ({ port, scheme }: HostMatch): number | undefined => port ?? DEFAULT_PORTS[scheme ?? ''];

/** Whether a bare name is meant as a host: known beside the reader, or known elsewhere and so written too short. */
function meansHost(tree: Tree, { item }: Leaf, { form, host, port, scheme }: HostMatch): boolean {
  if (NEVER.has(host) || /^\d+$/.test(host) || NO_HOST.test(scheme ?? '')) return false;
  if (CARRIERS.has(item.kind) || item.namespace === '') return false;
  if (servicesOf(tree).has(`${item.namespace}/${host}`)) return true;
  const elsewhere = servicesNamed(tree, host);
  if (form === 'url') return elsewhere.length > 0 || port !== undefined;
  return form === 'name' ? elsewhere.length > 0 : elsewhere.some(({ ports }) => ports.some((p) => p.port === port));
}

function referenceOf(tree: Tree, leaf: Leaf, match: HostMatch): HostReference | undefined {
  const labels = match.host.endsWith('.svc') ? match.host.slice(0, -4).split('.') : match.host.split('.');
  const qualified = match.host.endsWith('.svc');
  const bare = labels.length === 1;
  if (!qualified && (bare ? !meansHost(tree, leaf, match) : !namespacesOf(tree).has(labels[1] ?? ''))) return;
  if (!qualified && NO_HOST.test(match.scheme ?? '')) return;
  const [namespace = '', service = '', pod] = bare ? [leaf.item.namespace, match.host] : labels.toReversed();
  const port = portOf(match);
  return {
    leaf,
    text: match.text,
    service,
    namespace,
    ...(pod === undefined ? {} : { pod }),
    ...(port === undefined ? {} : { port }),
    from: readerOf(leaf.item),
    bare,
  };
}

const referencesIn = (tree: Tree, leaf: Leaf): readonly HostReference[] => {
  const named = keyFacts(leaf.name).isHost ? wholeHost(leaf.value) : [];
  const found = new Map<string, HostReference>();
  for (const match of [...leaf.facts.hosts, ...named]) {
    const reference = referenceOf(tree, leaf, match);
    const key = `${reference?.pod}.${reference?.service}.${reference?.namespace}:${reference?.port}`;
    if (reference && !found.has(key)) found.set(key, reference);
  }
  return [...found.values()];
};

/** Every host name of an overlay that means a Service of its cluster. */
export const hostsOf = byFolder((tree, items): readonly HostReference[] =>
  items
    .flatMap(leavesOfItem)
    .filter(isSearched)
    .flatMap((leaf) => referencesIn(tree, leaf)),
);
