import type { Fields, Manifest } from '../../../manifest/types';
import { type Rule, type Verdict, verdict } from '../verdict';
import { isInside } from './address-block';

/** A way in from outside: what tells it apart, and what it is in words. */
type Entrances = ReadonlyMap<string, string>;

const pairs = (entries: readonly (readonly [string, string])[]): Entrances => new Map(entries);

const OUTSIDE: ReadonlySet<string> = new Set(['LoadBalancer', 'NodePort']);

/** Annotations that say whom a load balancer or proxy faces. Sources: AWS Load Balancer Controller, cloud providers. */
const FACING: Readonly<Record<string, string>> = {
  'alb.ingress.kubernetes.io/scheme': 'internet-facing',
  'service.beta.kubernetes.io/aws-load-balancer-scheme': 'internet-facing',
  'service.beta.kubernetes.io/aws-load-balancer-internal': 'false',
  'service.beta.kubernetes.io/azure-load-balancer-internal': 'false',
  'networking.gke.io/load-balancer-type': 'External',
};

const facing = ({ metadata }: Manifest): readonly (readonly [string, string])[] =>
  Object.entries(FACING)
    .filter(([name, value]) => metadata.annotations?.[name] === value)
    .map(([name]) => [`facing ${name}`, 'It faces the internet.']);

/** Annotations that list who may connect. Sources: ingress-nginx, HAProxy and AWS Load Balancer Controller, annotations. */
export const ALLOWED = [
  'nginx.ingress.kubernetes.io/whitelist-source-range',
  'haproxy.org/allow-list',
  'haproxy-ingress.github.io/allowlist-source-range',
  'alb.ingress.kubernetes.io/inbound-cidrs',
];

const allowed = ({ metadata }: Manifest): readonly (readonly [string, string])[] => {
  const lists = ALLOWED.flatMap((name) => metadata.annotations?.[name] ?? []);
  const ranges =
    lists.length === 0 ? ['0.0.0.0/0'] : lists.flatMap((list) => list.split(',').map((range) => range.trim()));
  return ranges.map((range) => [`range ${range}`, `Addresses in ${range} may connect.`]);
};

const service = (manifest: Manifest): Entrances => {
  const { spec = {} } = manifest;
  const ranges: readonly string[] = spec.loadBalancerSourceRanges ?? ['0.0.0.0/0'];
  return pairs([
    ...facing(manifest),
    ...(OUTSIDE.has(spec.type)
      ? [[`type ${spec.type}`, `The Service is reached from outside (${spec.type}).`] as const]
      : []),
    ...(spec.type === 'LoadBalancer'
      ? ranges.map((range) => [`range ${range}`, `Addresses in ${range} may connect.`] as const)
      : []),
    ...(OUTSIDE.has(spec.type)
      ? (spec.ports ?? []).map(({ port }: Fields) => [`port ${port}`, `Port ${port} is reached from outside.`] as const)
      : []),
    ...(spec.externalIPs ?? []).map((address: string) => [`address ${address}`, `It answers on ${address}.`] as const),
  ]);
};

const ingress = (manifest: Manifest): Entrances => {
  const { spec = {} } = manifest;
  const secured = new Set((spec.tls ?? []).flatMap(({ hosts }: Fields) => hosts ?? []));
  const rules: readonly Fields[] = spec.rules ?? [];
  return pairs([
    ...facing(manifest),
    ...rules.map(({ host = '*' }) => [`host ${host}`, `Host ${host} is answered.`] as const),
    ...rules.flatMap(({ host = '*', http }) =>
      (http?.paths ?? []).map(
        ({ path = '/' }: Fields) => [`path ${host}${path}`, `Path ${path} of ${host} is answered.`] as const,
      ),
    ),
    ...rules
      .filter(({ host }) => host !== undefined && !secured.has(host))
      .map(({ host }) => [`plain ${host}`, `Host ${host} is answered without TLS.`] as const),
    ...(spec.defaultBackend ? [['default', 'Every other host is answered too.'] as const] : []),
    ...(spec.ingressClassName
      ? [[`class ${spec.ingressClassName}`, `It is reached through the entrance '${spec.ingressClassName}'.`] as const]
      : []),
    ...allowed(manifest),
  ]);
};

/** Values by which a listener takes routes of other namespaces than its own. Source: Gateway API, FromNamespaces. */
const OTHERS: ReadonlySet<string> = new Set(['All', 'Selector']);

const gateway = ({ spec = {} }: Manifest): Entrances =>
  pairs([
    ...(spec.listeners ?? []).map(
      ({ name, port, hostname = '*', protocol }: Fields) =>
        [
          `listener ${name} ${port} ${hostname} ${protocol}`,
          `It listens on port ${port} for ${hostname} (${protocol}).`,
        ] as const,
    ),
    ...(spec.listeners ?? [])
      .filter(({ allowedRoutes }: Fields) => OTHERS.has(allowedRoutes?.namespaces?.from))
      .map(
        ({ name, allowedRoutes: { namespaces } }: Fields) =>
          [
            `routes ${name} ${namespaces.from} ${JSON.stringify(namespaces.selector ?? {})}`,
            `Routes of other namespaces may attach to listener '${name}'.`,
          ] as const,
      ),
    ...(spec.gatewayClassName
      ? [[`class ${spec.gatewayClassName}`, `It is reached through the entrance '${spec.gatewayClassName}'.`] as const]
      : []),
  ]);

const route = ({ spec = {} }: Manifest): Entrances =>
  pairs([
    ...(spec.hostnames ?? []).map((host: string) => [`host ${host}`, `Host ${host} is answered.`] as const),
    ...(spec.hostnames?.length > 0 ? [] : [['host *', 'Every host of its gateway is answered.'] as const]),
    ...(spec.parentRefs ?? []).map(
      ({ name }: Fields) => [`gateway ${name}`, `It is reached through gateway ${name}.`] as const,
    ),
  ]);

/** The hosts of a Traefik route, as its rule matches them. */
const traefik = ({ spec = {} }: Manifest): Entrances =>
  pairs([
    ...(spec.routes ?? []).map(
      ({ match }: Fields) => [`match ${match}`, `Requests for ${match} are answered.`] as const,
    ),
    ...(spec.entryPoints ?? []).map((name: string) => [`entry ${name}`, `It is reached through '${name}'.`] as const),
    ...(spec.tls ? [] : [['plain', 'It is answered without TLS.'] as const]),
  ]);

const listeners = ({ spec = {} }: Manifest): Entrances =>
  pairs([
    ...(spec.kafka?.listeners ?? []).flatMap(({ name, type, tls, authentication, port }: Fields) => [
      [`listener ${name} ${type}`, `Clients may connect on port ${port} (listener '${name}', ${type}).`] as const,
      ...(authentication ? [] : [[`anybody ${name}`, `Listener '${name}' asks nobody for credentials.`] as const]),
      ...(tls === true ? [] : [[`plain ${name}`, `Listener '${name}' is not encrypted.`] as const]),
    ]),
    ...(spec.kafka?.authorization ? [] : [['acl', 'Every client may do everything.'] as const]),
    ...(spec.kafka?.authorization?.superUsers ?? []).map(
      (user: string) => [`super ${user}`, `${user} may do everything.`] as const,
    ),
  ]);

const database = ({ spec = {} }: Manifest): Entrances =>
  pairs([
    ...(spec.postgresql?.pg_hba ?? [])
      .filter((line: string) => !line.trim().endsWith('reject'))
      .map((line: string) => [`hba ${line}`, `The line '${line}' lets clients in.`] as const),
    ...(spec.managed?.services?.additional ?? []).map(
      (extra: Fields) =>
        [`service ${extra?.serviceTemplate?.metadata?.name}`, 'A Service more leads to the database.'] as const,
    ),
  ]);

const http = ({ spec = {} }: Manifest): Entrances => {
  const type = spec.http?.service?.spec?.type;
  return pairs(OUTSIDE.has(type) ? [[`type ${type}`, `The Service is reached from outside (${type}).`]] : []);
};

/** Settings of Elasticsearch that let in who has no credentials. Source: Elasticsearch, security settings. */
const anonymous = ({ spec = {} }: Manifest): readonly (readonly [string, string])[] =>
  (spec.nodeSets ?? []).flatMap(({ config = {} }: Fields) => [
    ...(config['xpack.security.authc.anonymous.roles']
      ? [['anonymous', 'Requests without credentials are answered too.'] as const]
      : []),
    ...(config['xpack.security.enabled'] === false ? [['open', 'Nobody is asked for credentials.'] as const] : []),
  ]);

const search = (manifest: Manifest): Entrances => pairs([...http(manifest), ...anonymous(manifest)]);

const warehouse = ({ spec = {} }: Manifest): Entrances =>
  pairs(
    ['feSpec', 'beSpec', 'cnSpec', 'brokerSpec']
      .map((part) => [part, spec[part]?.service?.type] as const)
      .filter(([, type]) => OUTSIDE.has(type))
      .map(([part, type]) => [`${part} ${type}`, `The Service of ${part} is reached from outside (${type}).`]),
  );

const grants = ({ spec = {} }: Manifest): Entrances =>
  pairs(
    (spec.from ?? []).flatMap(({ kind, namespace }: Fields) =>
      (spec.to ?? []).map(
        (to: Fields) =>
          [
            `${kind} ${namespace} ${to?.kind} ${to?.name ?? '*'}`,
            `Each ${kind} of namespace ${namespace} may lead to ${to?.name ? `${to.kind} ${to.name}` : `every ${to?.kind} here`}.`,
          ] as const,
      ),
    ),
  );

const stores = ({ spec = {} }: Manifest): Entrances =>
  pairs(
    (spec.conditions ?? [{}]).flatMap((condition: Fields) => [
      [`condition ${JSON.stringify(condition)}`, 'More namespaces may read secrets through the store.'] as const,
    ]),
  );

const acls = ({ spec = {} }: Manifest): Entrances =>
  pairs([
    ...(spec.authorization?.acls ?? []).flatMap(({ operations, resource, type = 'allow' }: Fields) =>
      type === 'deny'
        ? []
        : (operations ?? []).map(
            (operation: string) =>
              [
                `${operation} ${JSON.stringify(resource)}`,
                `The user may now ${operation} ${resource?.type} ${resource?.name ?? ''}.`,
              ] as const,
          ),
    ),
    ...(spec.authorization ? [] : [['acl', 'The user is not limited by rules of its own.'] as const]),
  ]);

const ENTRANCES: Readonly<Record<string, (manifest: Manifest) => Entrances>> = {
  Service: service,
  Ingress: ingress,
  IngressRoute: traefik,
  Gateway: gateway,
  HTTPRoute: route,
  Kafka: listeners,
  KafkaUser: acls,
  Cluster: database,
  Elasticsearch: search,
  Kibana: http,
  DorisCluster: warehouse,
  ReferenceGrant: grants,
  ClusterSecretStore: stores,
};

/** Kinds whose entrances are news only when the object was there before: a new object has what it was made for. */
const OWN_MAKE: ReadonlySet<string> = new Set(['Kafka', 'KafkaUser', 'Cluster', 'ClusterSecretStore', 'HTTPRoute']);

/** A range of addresses inside one that was there. */
const isNarrower = (key: string, old: Entrances): boolean =>
  key.startsWith('range ') &&
  [...old.keys()].some((known) => known.startsWith('range ') && isInside(key.slice(6), known.slice(6)));

const REMEDY = 'Check who can reach it now, and who needs to.';

/** More can be reached from outside, or by more clients, than before. */
export const entrances: Rule = ({ before, after }): readonly Verdict[] => {
  const kind = after?.manifest.kind ?? '';
  if (!after || !Object.hasOwn(ENTRANCES, kind) || (!before && OWN_MAKE.has(kind))) return [];
  const of = ENTRANCES[kind] ?? (() => new Map());
  const old = before ? of(before.manifest) : new Map();
  const news = [...of(after.manifest)].filter(([key]) => !old.has(key) && !isNarrower(key, old));
  const [first] = news;
  if (!first) return [];
  const more = news.length > 1 ? ` There are ${news.length} new ways in.` : '';
  return [
    verdict({ risk: 'exposure', rule: 'entrance-opened', reason: `${first[1]}${more}`, remedy: REMEDY }, first[0]),
  ];
};
