import type { Fields } from '../../manifest/types';
import { resourcesOf } from '../amounts';
import type { Rule, Verdict } from '../finding';
import { beside, filed, type Told } from '../memory-beside';
import { goLimitIn, type MemoryUse, memoryUsesIn } from '../memory-use';
import { fieldOf } from '../pods';
import { type Item, listOf, type Pods, type Tree } from '../tree';
import { operatorMemory } from './memory-headroom-operators';

const texts = (container: Fields, at: string): readonly (readonly [at: string, text: Fields])[] => [
  ...listOf(container.env).map(({ value }, index) => [`${at}.env[${index}].value`, value] as const),
  ...['command', 'args'].flatMap((field) =>
    listOf(container[field]).map((value, index) => [`${at}.${field}[${index}]`, value] as const),
  ),
];

const goLimits = (container: Fields, at: string): readonly (readonly [string, MemoryUse])[] =>
  listOf(container.env).flatMap(({ name, value }, index) =>
    name === 'GOMEMLIMIT' && typeof value === 'string'
      ? goLimitIn(value).map((use) => [`${at}.env[${index}].value`, use] as const)
      : [],
  );

const written = (pods: Pods, at: string, container: Fields, of: string): readonly Told[] => [
  ...texts(container, at).flatMap(([place, text]) =>
    typeof text === 'string'
      ? memoryUsesIn(text).map((use) => ({ item: pods.item, at: fieldOf(pods, place), of, use }))
      : [],
  ),
  ...goLimits(container, at).map(([place, use]) => ({ item: pods.item, at: fieldOf(pods, place), of, use })),
];

/** The ConfigMaps whose files a container reads. */
const mounted = (tree: Tree, pods: Pods, container: Fields): readonly Item[] => {
  const mounts = new Set(listOf(container.volumeMounts).map(({ name }) => name));
  return listOf(pods.spec.volumes)
    .filter(({ name, configMap }) => mounts.has(name) && typeof configMap?.name === 'string')
    .flatMap(({ configMap }) => tree.find('ConfigMap', pods.item.namespace, configMap.name) ?? []);
};

const ofContainer = (tree: Tree, pods: Pods, at: string, container: Fields): readonly Verdict[] => {
  const of = `Container ${container.name} of ${pods.item.object}`;
  const told = [
    ...written(pods, at, container, of),
    ...mounted(tree, pods, container).flatMap((item) => filed(item, of)),
  ];
  if (told.length === 0) return [];
  const { memory } = resourcesOf(tree, pods, container).limits;
  return told.flatMap((each) => beside(each, memory));
};

/** What programs may take of memory leaves room below the limit of their container. */
export const memoryHeadroom: Rule = {
  id: 'memory-headroom',
  why: 'A program that believes it has more memory than its container is killed under load, again and again.',
  check: (tree) => [
    ...tree.pods.flatMap((pods) =>
      pods.containers.flatMap(({ at, container }) => ofContainer(tree, pods, at, container)),
    ),
    ...operatorMemory(tree),
  ],
};
