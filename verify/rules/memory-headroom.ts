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

type Use = readonly [at: string, use: MemoryUse];

/** What a text says, which stands at a place that is only spelt out where it says anything. */
const said = (text: Fields, at: () => string): readonly Use[] => {
  const uses = typeof text === 'string' ? memoryUsesIn(text) : [];
  return uses.length === 0 ? NONE : uses.map((use): Use => [at(), use]);
};

const NONE: readonly Use[] = [];

const told = (container: Fields, at: string): readonly Use[] => [
  ...listOf(container.env).flatMap(({ value }, index) => said(value, () => `${at}.env[${index}].value`)),
  ...['command', 'args'].flatMap((field) =>
    listOf(container[field]).flatMap((value, index) => said(value, () => `${at}.${field}[${index}]`)),
  ),
];

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
      uses: [...told(container, at), ...goLimits(container, at)],
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
  ].flatMap((each) => beside(each, memory));
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
