import type { Fields, Manifest } from '../../../manifest/types';
import { type Entrances, type EntrancesOf, OUTSIDE, pairs } from './entrance';

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

/** What leads traffic to pods. Sources: Kubernetes and Gateway API references; Traefik's CRDs. */
export const entrancesOfTraffic: EntrancesOf = {
  Service: service,
  Ingress: ingress,
  IngressRoute: traefik,
  Gateway: gateway,
  HTTPRoute: route,
  ReferenceGrant: grants,
};
