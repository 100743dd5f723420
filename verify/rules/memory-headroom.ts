import { onceEach } from '../../manifest/once-each';
import { containersOf } from '../../manifest/pods';
import type { Fields } from '../../manifest/types';
import type { PodTemplate } from '../../manifest/workloads';
import { resourcesOf } from '../amounts';
import type { Rule, Verdict } from '../finding';
import { beside, filed, usesIn } from '../memory-beside';
import { goLimitIn, type MemoryUse, memoryUsesIn } from '../memory-use';
import { fieldOf } from '../pods';
import { listOf, type Pods, type Tree } from '../tree';
import { operatorMemory } from './memory-headroom-operators';

const texts = (container: Fields, at: string): readonly (readonly [at: string, text: Fields])[] => [
  ...listOf(container.env).map(({ value }, index) => [`${at}.env[${index}].value`, value] as const),
  ...['command', 'args'].flatMap((field) =>
    listOf(container[field]).map((value, index) => [`${at}.${field}[${index}]`, value] as const),
  ),
];

type Use = readonly [at: string, use: MemoryUse];

const goLimits = (container: Fields, at: string): readonly Use[] =>
  listOf(container.env).flatMap(({ name, value }, index) =>
    name === 'GOMEMLIMIT' && typeof value === 'string'
      ? goLimitIn(value).map((use): Use => [`${at}.env[${index}].value`, use])
      : [],
  );

/** A container, what it is told itself, and which ConfigMaps it reads. */
interface Told {
  readonly container: Fields;
  readonly uses: readonly Use[];
  readonly files: readonly string[];
}

const filesOf = (spec: Fields, container: Fields): readonly string[] => {
  const mounts = new Set(listOf(container.volumeMounts).map(({ name }) => name));
  return listOf(spec.volumes).flatMap(({ name, configMap }) =>
    mounts.has(name) && typeof configMap?.name === 'string' ? [configMap.name] : [],
  );
};

/** What the containers of a pod are told, for those that are told anything or read files. */
const toldIn = onceEach((template: PodTemplate): readonly Told[] =>
  containersOf(template)
    .map(({ at, container }) => ({
      container,
      uses: [
        ...texts(container, at).flatMap(([place, text]) =>
          typeof text === 'string' ? memoryUsesIn(text).map((use): Use => [place, use]) : [],
        ),
        ...goLimits(container, at),
      ],
      files: filesOf(template.spec, container),
    }))
    .filter(({ uses, files }) => uses.length + files.length > 0),
);

const ofContainer = (tree: Tree, pods: Pods, { container, uses, files }: Told): readonly Verdict[] => {
  const configs = files
    .flatMap((name) => tree.find('ConfigMap', pods.item.namespace, name) ?? [])
    .filter((config) => usesIn(config.manifest).length > 0);
  if (uses.length + configs.length === 0) return [];
  const of = `Container ${container.name} of ${pods.item.object}`;
  const { memory } = resourcesOf(tree, pods, container).limits;
  return [
    ...uses.map(([at, use]) => ({ item: pods.item, at: fieldOf(pods, at), of, use })),
    ...configs.flatMap((config) => filed(config, of)),
  ].flatMap((told) => beside(told, memory));
};

/** What programs may take of memory leaves room below the limit of their container. */
export const memoryHeadroom: Rule = {
  id: 'memory-headroom',
  why: 'A program that believes it has more memory than its container is killed under load, again and again.',
  check: (tree) => [
    ...tree.pods.flatMap((pods) => toldIn(pods.template).flatMap((told) => ofContainer(tree, pods, told))),
    ...operatorMemory(tree),
  ],
};
