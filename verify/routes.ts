import type { Fields } from '../manifest/types';
import { query } from './query';
import { type Item, listOf, once, type Tree } from './tree';

/** A claim to answer the requests of a host and path. */
export interface Route {
  readonly item: Item;
  readonly at: string;
  /** `*` for every host. */
  readonly host: string;
  /** As people read it: `/api`. */
  readonly path: string;
  /** Two routes with one key answer the same requests. */
  readonly key: string;
}

const CANARY = 'nginx.ingress.kubernetes.io/canary';
const CLASS = 'kubernetes.io/ingress.class';

/** A Prefix counts by its parts, so that a slash at its end says nothing. Source: Kubernetes docs, Ingress, Path types. */
const pathOf = (path: string, type: string): string =>
  type === 'Prefix' && path.length > 1 ? path.replace(/\/+$/, '') : path;

const ofIngress = (item: Item): readonly Route[] => {
  const { annotations = {} } = item.manifest.metadata;
  const own = item.manifest.spec?.ingressClassName ?? annotations[CLASS] ?? '';
  if (annotations[CANARY] === 'true') return [];
  return query(item.manifest, 'spec.rules[]').flatMap(({ value: { host = '*', http }, at }) =>
    query(http, 'paths[]', `${at}.http`).map(({ value: { path = '/', pathType = '' }, at: place }) => ({
      item,
      at: `${place}.path`,
      host,
      path,
      key: [own, host, pathType, pathOf(path, pathType)].join(' '),
    })),
  );
};

const ofMatch = (match: Fields): readonly [path: string, key: string] => {
  const { path: { type = 'PathPrefix', value = '/' } = {}, ...others } = match ?? {};
  return [value, JSON.stringify([type, pathOf(value, type === 'PathPrefix' ? 'Prefix' : type), others])];
};

const ofHttpRoute = (item: Item): readonly Route[] => {
  const { hostnames, parentRefs } = item.manifest.spec ?? {};
  const hosts = listOf(hostnames).length > 0 ? listOf(hostnames) : ['*'];
  return query(item.manifest, 'spec.rules[]').flatMap(({ value: { matches }, at }) =>
    (listOf(matches).length > 0 ? listOf(matches) : [{}]).flatMap((match) => {
      const [path, key] = ofMatch(match);
      return hosts.map((host) => ({
        item,
        at,
        host,
        path,
        key: [JSON.stringify(parentRefs ?? []), host, key].join(' '),
      }));
    }),
  );
};

const IN_RULE = /Host\(([^)]*)\)/g;

/** Hosts in a rule of Traefik: ``Host(`a.example.com`) && PathPrefix(`/x`)``. */
export const hostsInRule = (rule: string): readonly string[] =>
  [...rule.matchAll(IN_RULE)].flatMap(([, list = '']) => list.split(',').map((host) => host.replace(/[`'"\s]/g, '')));

const ofIngressRoute = (item: Item): readonly Route[] =>
  query(item.manifest, 'spec.routes[].match').flatMap(({ value, at }) =>
    typeof value === 'string'
      ? hostsInRule(value).map((host) => ({
          item,
          at,
          host,
          path: value,
          key: [JSON.stringify(item.manifest.spec?.entryPoints ?? []), value.replace(/\s+/g, '')].join(' '),
        }))
      : [],
  );

/** Kinds that claim hosts and paths. */
const KINDS: Readonly<Record<string, (item: Item) => readonly Route[]>> = {
  'gateway.networking.k8s.io/HTTPRoute': ofHttpRoute,
  'networking.k8s.io/Ingress': ofIngress,
  'traefik.io/IngressRoute': ofIngressRoute,
};

/** Every claim of an overlay to a host and path. */
export const routesOf = once((tree): readonly Route[] =>
  Object.entries(KINDS).flatMap(([kind, routes]) => tree.ofKind(kind).flatMap(routes)),
);

/** Fields that name public hosts besides. */
const NAMES: Readonly<Record<string, readonly string[]>> = {
  'cert-manager.io/Certificate': ['spec.dnsNames[]', 'spec.commonName'],
  'gateway.networking.k8s.io/Gateway': ['spec.listeners[].hostname'],
  'gateway.networking.k8s.io/GRPCRoute': ['spec.hostnames[]'],
  'gateway.networking.k8s.io/TLSRoute': ['spec.hostnames[]'],
  'networking.k8s.io/Ingress': ['spec.rules[].host', 'spec.tls[].hosts[]'],
};

const EXTERNAL_DNS = 'external-dns.alpha.kubernetes.io/hostname';

/** Public host names that the objects of an overlay answer to, wildcards among them. */
export const publicHosts = once((tree): ReadonlySet<string> => {
  const named = (tree: Tree, kind: string, paths: readonly string[]): readonly string[] =>
    tree
      .ofKind(kind)
      .flatMap(({ manifest }) => paths.flatMap((path) => query(manifest, path).map(({ value }) => value)));
  return new Set([
    ...routesOf(tree).map(({ host }) => host),
    ...Object.entries(NAMES).flatMap(([kind, paths]) => named(tree, kind, paths)),
    ...tree
      .ofKind('Service')
      .flatMap(({ manifest }) => String(manifest.metadata.annotations?.[EXTERNAL_DNS] ?? '').split(/\s*,\s*/)),
  ]);
});
