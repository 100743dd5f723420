import type { Fields } from '../../manifest/types';
import { ofEach } from '../each';
import { error, type Rule, type Verdict } from '../finding';
import { select } from '../query';
import { type Item, type Pods, podsFrom } from '../tree';

type Key = (entry: Fields) => string;

/** Lists and what their entries are told apart by. */
type Lists = readonly (readonly [path: string, key: Key])[];

const field =
  (name: string): Key =>
  (entry) =>
    String(entry[name]);

/** Lists Kubernetes merges by a key. Source: `x-kubernetes-list-map-keys` and patch merge keys of its OpenAPI. */
const OF_CONTAINERS: Lists = [
  ['env[]', field('name')],
  ['ports[]', (port) => `${port.containerPort}/${port.protocol ?? 'TCP'}`],
  ['volumeDevices[]', field('devicePath')],
  ['volumeMounts[]', field('mountPath')],
];

const OF_PODS: Lists = [
  ['hostAliases[]', field('ip')],
  ['imagePullSecrets[]', field('name')],
  ['topologySpreadConstraints[]', (entry) => `${entry.topologyKey}/${entry.whenUnsatisfiable}`],
  ['volumes[]', field('name')],
];

const OF_KINDS: ReadonlyMap<string, Lists> = new Map<string, Lists>(
  Object.entries({
    Service: [['spec.ports[]', (port) => `${port.port}/${port.protocol ?? 'TCP'}`]],
    'kafka.strimzi.io/Kafka': [['spec.kafka.listeners[]', field('name')]],
    'postgresql.cnpg.io/Cluster': [
      ['spec.managed.roles[]', field('name')],
      ['spec.plugins[]', field('name')],
    ],
  }),
);

/** Whether a list may have a key twice: most that stand at the root itself have one entry or none. */
const mayRepeat = (root: Fields, path: string): boolean => path.includes('.') || root[path.slice(0, -2)]?.length > 1;

const NONE: readonly Verdict[] = [];

const repeated = (item: Item, root: Fields, start: string, lists: Lists): readonly Verdict[] =>
  lists.flatMap(([path, key]) => {
    if (!mayRepeat(root, path)) return NONE;
    const isNew = unseen(key);
    return select(root, path, start, (value) => !isNew(value)).map(({ at, value }) =>
      error(item, at, `The list has ${key(value)} twice.`, 'Keep one of the two.'),
    );
  });

/** Tells whether an entry is the first with its key. */
const unseen = (key: Key): ((entry: Fields) => boolean) => {
  const seen = new Set<string>();
  return (entry) => {
    const before = seen.size;
    return seen.add(key(entry)).size > before;
  };
};

const containerNames = (pods: Pods): readonly Verdict[] => {
  if (pods.containers.length < 2) return [];
  const isNew = unseen(field('name'));
  return pods.containers
    .filter(({ container }) => !isNew(container))
    .map(({ at, container }) =>
      error(pods.item, `${at}.name`, `Two containers are called ${container.name}.`, 'Rename one of the two.'),
    );
};

const ofPods = (pods: Pods): readonly Verdict[] => [
  ...repeated(pods.item, pods.spec, pods.at, OF_PODS),
  ...pods.containers.flatMap(({ at, container }) => repeated(pods.item, container, at, OF_CONTAINERS)),
  ...containerNames(pods),
];

/** Lists that Kubernetes merges by a key hold each key once. */
export const argocdLists: Rule = {
  id: 'argocd-lists',
  why: 'Server-side apply refuses a list with a key twice; client-side apply keeps one of the two without a word.',
  check: ofEach((item) => [
    ...item.templates.flatMap((template) => ofPods(podsFrom(item, template))),
    ...repeated(item, item.manifest, '', OF_KINDS.get(item.kind) ?? []),
  ]),
};
