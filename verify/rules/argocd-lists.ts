import { containersOf } from '../../manifest/pods';
import type { Fields } from '../../manifest/types';
import { error, type Rule, type Verdict } from '../finding';
import { query } from '../query';
import type { Item, Pods, Tree } from '../tree';

type Key = (entry: Fields) => string;

const field =
  (name: string): Key =>
  (entry) =>
    String(entry[name]);

/** Lists Kubernetes merges by a key. Source: `x-kubernetes-list-map-keys` and patch merge keys of its OpenAPI. */
const OF_CONTAINERS: Readonly<Record<string, Key>> = {
  env: field('name'),
  ports: (port) => `${port.containerPort}/${port.protocol ?? 'TCP'}`,
  volumeDevices: field('devicePath'),
  volumeMounts: field('mountPath'),
};

const OF_PODS: Readonly<Record<string, Key>> = {
  hostAliases: field('ip'),
  imagePullSecrets: field('name'),
  topologySpreadConstraints: (entry) => `${entry.topologyKey}/${entry.whenUnsatisfiable}`,
  volumes: field('name'),
};

const OF_KINDS: Readonly<Record<string, Readonly<Record<string, Key>>>> = {
  Service: { 'spec.ports': (port) => `${port.port}/${port.protocol ?? 'TCP'}` },
  'kafka.strimzi.io/Kafka': { 'spec.kafka.listeners': field('name') },
  'postgresql.cnpg.io/Cluster': { 'spec.managed.roles': field('name'), 'spec.plugins': field('name') },
};

const repeated = (item: Item, root: Fields, start: string, lists: Readonly<Record<string, Key>>): readonly Verdict[] =>
  Object.entries(lists).flatMap(([path, key]) => {
    const seen = new Set<string>();
    return query(root, `${path}[]`, start).flatMap(({ at, value }) => {
      const own = key(value);
      if (!seen.has(own)) return seen.add(own) && [];
      return [error(item, at, `The list has ${own} twice.`, 'Keep one of the two.')];
    });
  });

const containerNames = (pods: Pods): readonly Verdict[] => {
  const seen = new Set<string>();
  return containersOf(pods).flatMap(({ at, container }) => {
    if (!seen.has(container.name)) return seen.add(container.name) && [];
    return [error(pods.item, `${at}.name`, `Two containers are called ${container.name}.`, 'Rename one of the two.')];
  });
};

const ofPods = (tree: Tree): readonly Verdict[] =>
  tree.pods
    .filter(({ made }) => !made)
    .flatMap((pods) => [
      ...repeated(pods.item, pods.spec, pods.at, OF_PODS),
      ...containersOf(pods).flatMap(({ at, container }) => repeated(pods.item, container, at, OF_CONTAINERS)),
      ...containerNames(pods),
    ]);

/** Lists that Kubernetes merges by a key hold each key once. */
export const argocdLists: Rule = {
  id: 'argocd-lists',
  why: 'Server-side apply refuses a list with a key twice; client-side apply keeps one of the two without a word.',
  check: (tree) => [
    ...ofPods(tree),
    ...Object.entries(OF_KINDS).flatMap(([kind, lists]) =>
      tree.ofKind(kind).flatMap((item) => repeated(item, item.manifest, '', lists)),
    ),
  ],
};
