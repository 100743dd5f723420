import { type Leaf, leavesOf } from './leaves';
import { namespacesOf } from './namespaces';
import { servicesNamed, servicesOf } from './services';
import { type Item, once, type Tree } from './tree';

/** How a host name is written: in a URL, as `name:port`, or as the whole value of a key that says so. */
type Form = 'url' | 'pair' | 'name';

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

interface Match {
  readonly host: string;
  readonly port?: number;
  readonly form: Form;
  readonly scheme?: string;
  readonly text: string;
}

const LABEL = '[a-z0-9](?:[a-z0-9-]*[a-z0-9])?';
const QUALIFIED = new RegExp(
  `(?:([A-Za-z][\\w+.-]*)://(?:[^\\s/@"'<>,]*@)?|(?<![\\w-]))((?:${LABEL}\\.){2,}svc)(?:\\.cluster\\.local)?(?![\\w-]|\\.[a-z0-9])(?::(\\d{1,5}))?`,
  'g',
);
const URL_HOST = new RegExp(
  `([A-Za-z][\\w+.-]*)://(?:[^\\s/@"'<>,]*@)?(${LABEL}(?:\\.${LABEL})?)(?![\\w.-])(?::(\\d{1,5})(?!\\d))?`,
  'g',
);
const PAIR = new RegExp(`(?<![\\w.:/@$(){}%*-])(${LABEL}(?:\\.${LABEL})?):(\\d{2,5})(?![\\w.:-])`, 'g');
const WHOLE_NAME = new RegExp(`^${LABEL}(?:\\.${LABEL})?$`);
const HOST_KEY = /(?:^|[_.-]|[a-z](?=H))(?:host|hostname|server|endpoint|addr|address)$/i;

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

/** Keys and kinds whose strings only look like host names. */
const IMAGE_KEY = /^image(?:Name)?$/;
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

const isComment = /^[ \t]*(?:#|\/\/).*$/gm;
const ELLIPSIS = /\{(\d+)\.\.\.(\d+)\}/g;

/** The texts to search: comments taken out, `minio-{0...3}` once with its first and once with its last number. */
const textsOf = (value: string): readonly string[] => {
  const text = value.includes('\n') ? value.replace(isComment, '') : value;
  return text.includes('...') ? [text.replace(ELLIPSIS, '$1'), text.replace(ELLIPSIS, '$2')] : [text];
};

const matchOf = (form: Form, text: string, host: string, port?: string, scheme?: string): Match => ({
  form,
  text,
  host,
  ...(port === undefined ? {} : { port: Number(port) }),
  ...(scheme === undefined ? {} : { scheme: scheme.toLowerCase() }),
});

function* matchesIn(text: string): Generator<Match> {
  if (text.includes('.svc')) {
    for (const [all, scheme, host = '', port] of text.matchAll(QUALIFIED))
      yield matchOf('url', all, host, port, scheme);
  }
  if (text.includes('://')) {
    for (const [all, scheme, host = '', port] of text.matchAll(URL_HOST)) yield matchOf('url', all, host, port, scheme);
  }
  if (/[a-z0-9]:\d/.test(text)) {
    for (const [all, host = '', port] of text.matchAll(PAIR)) yield matchOf('pair', all, host, port);
  }
}

const namedHost = ({ key, value, parent }: Leaf): readonly Match[] => {
  const name = key === 'value' && typeof parent?.name === 'string' ? parent.name : key;
  return WHOLE_NAME.test(value) && HOST_KEY.test(name) ? [matchOf('name', value, value)] : [];
};

const isSearched = ({ item, at, key }: Leaf): boolean => {
  if (SILENT_KINDS.has(item.kind) || IMAGE_KEY.test(key)) return false;
  if (at.startsWith('metadata.') && !at.startsWith('metadata.annotations')) return false;
  return !CARRIERS.has(item.kind) || at.includes('.helm.');
};

const readerOf = ({ kind, namespace }: Item): string => (PASSIVE_KINDS.has(kind) ? '' : namespace);

const portOf = ({ port, scheme }: Match): number | undefined => port ?? DEFAULT_PORTS[scheme ?? ''];

/** Whether a bare name is meant as a host: known beside the reader, or known elsewhere and so written too short. */
function meansHost(tree: Tree, { item }: Leaf, { form, host, port, scheme }: Match): boolean {
  if (NEVER.has(host) || /^\d+$/.test(host) || NO_HOST.test(scheme ?? '')) return false;
  if (CARRIERS.has(item.kind) || item.namespace === '') return false;
  if (servicesOf(tree).has(`${item.namespace}/${host}`)) return true;
  const elsewhere = servicesNamed(tree, host);
  if (form === 'url') return elsewhere.length > 0 || port !== undefined;
  return form === 'name' ? elsewhere.length > 0 : elsewhere.some(({ ports }) => ports.some((p) => p.port === port));
}

function referenceOf(tree: Tree, leaf: Leaf, match: Match): HostReference | undefined {
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
  const found = new Map<string, HostReference>();
  for (const text of textsOf(leaf.value)) {
    for (const match of [...matchesIn(text), ...namedHost(leaf)]) {
      const reference = referenceOf(tree, leaf, match);
      const key = `${reference?.pod}.${reference?.service}.${reference?.namespace}:${reference?.port}`;
      if (reference && !found.has(key)) found.set(key, reference);
    }
  }
  return [...found.values()];
};

/** Every host name of an overlay that means a Service of its cluster. */
export const hostsOf = once((tree): readonly HostReference[] =>
  leavesOf(tree)
    .filter(isSearched)
    .flatMap((leaf) => referencesIn(tree, leaf)),
);
