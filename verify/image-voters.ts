import { podsOfItem } from './pod-index';
import { type Item, listOf, type Pods, type Tree } from './tree';
import type { Voters } from './voters';

/** A program whose members elect a leader among themselves. */
interface Program {
  readonly what: string;
  /** The image's own name, without registry, folders and tag. */
  readonly image: RegExp;
  /** What some text the pods read must hold, where the program need not elect. */
  readonly mark?: RegExp;
}

const PROGRAMS: readonly Program[] = [
  { what: 'members of etcd', image: /^etcd$/ },
  { what: 'servers of ZooKeeper', image: /^zookeeper$/ },
  { what: 'servers of Consul', image: /^consul$/, mark: /-server\b|"server"\s*:\s*true|\bserver\s*=\s*true/ },
  { what: 'servers of Vault', image: /^(?:vault|openbao)$/, mark: /storage\W+raft\b/ },
  { what: 'keepers of ClickHouse', image: /^clickhouse-keeper$/ },
];

const nameOf = (image: unknown): string =>
  String(image ?? '')
    .replace(/@.*$/, '')
    .replace(/^.*\//, '')
    .replace(/:.*$/, '');

/** What a program is told: on its command line, in its variables and in the ConfigMaps it mounts. */
const toldTo = (tree: Tree, { item, containers, spec }: Pods): string => {
  const own = containers.flatMap(({ container }) => [
    ...listOf(container.command),
    ...listOf(container.args),
    ...listOf(container.env).map(({ value }) => value),
  ]);
  const files = listOf(spec.volumes).flatMap(({ configMap }) =>
    Object.values(tree.find('ConfigMap', item.namespace, configMap?.name ?? '')?.manifest.data ?? {}),
  );
  return [...own, ...files].join('\n');
};

const isRun = (tree: Tree, pods: Pods, { image, mark }: Program): boolean =>
  pods.containers.some(({ init, container }) => !init && image.test(nameOf(container.image))) &&
  (mark === undefined || mark.test(toldTo(tree, pods)));

const ofSet = (tree: Tree, item: Item): readonly Voters[] =>
  podsOfItem(tree, item).flatMap((pods) =>
    PROGRAMS.filter((program) => isRun(tree, pods, program)).map(({ what }) => ({
      item,
      at: 'spec.replicas',
      what,
      count: pods.replicas,
    })),
  );

/** Pods of StatefulSets whose images are of programs that elect. */
export const imageVoters = (tree: Tree): readonly Voters[] =>
  tree.ofKind('apps/StatefulSet').flatMap((item) => ofSet(tree, item));
