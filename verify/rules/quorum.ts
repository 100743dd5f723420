import type { Fields } from '../../manifest/types';
import type { Rule } from '../finding';
import { imageVoters } from '../image-voters';
import { type Item, listOf, once, type Tree } from '../tree';
import { quorumOf, type Voters } from '../voters';

const POOL = 'kafka.strimzi.io/KafkaNodePool';
const CLUSTER = 'strimzi.io/cluster';

/** Pools of a Kafka that have a role, by namespace and name of the Kafka. */
const controllers = once((tree): ReadonlyMap<string, readonly Item[]> => {
  const pools = new Map<string, readonly Item[]>();
  for (const item of tree.ofKind(POOL)) {
    if (!listOf(item.manifest.spec?.roles).includes('controller')) continue;
    const key = `${item.namespace}/${item.manifest.metadata.labels?.[CLUSTER] ?? ''}`;
    pools.set(key, [...(pools.get(key) ?? []), item]);
  }
  return pools;
});

const kafka = (tree: Tree): readonly Voters[] =>
  [...controllers(tree).values()].flatMap((pools) => {
    const [item] = pools;
    const count = pools.reduce((sum, { manifest }) => sum + Number(manifest.spec?.replicas ?? 1), 0);
    return item ? [{ item, at: 'spec.replicas', what: 'controllers of Kafka', count }] : [];
  });

/** Before KRaft a Kafka had a ZooKeeper beside it. */
const zookeeper = (tree: Tree): readonly Voters[] =>
  tree
    .ofKind('kafka.strimzi.io/Kafka')
    .filter(({ manifest }) => manifest.spec?.zookeeper)
    .map((item) => ({
      item,
      at: 'spec.zookeeper.replicas',
      what: 'servers of ZooKeeper',
      count: Number(item.manifest.spec.zookeeper.replicas ?? 0),
    }));

const mayBeMaster = ({ config }: Fields): boolean => {
  const roles = config?.['node.roles'];
  return roles === undefined ? config?.['node.master'] !== false : listOf(roles).includes('master');
};

/** An even number of masters is no loss: the cluster leaves one out. Source: Elasticsearch docs, Voting configurations. */
const elasticsearch = (tree: Tree): readonly Voters[] =>
  tree.ofKind('elasticsearch.k8s.elastic.co/Elasticsearch').map((item) => {
    const masters = listOf(item.manifest.spec?.nodeSets).filter(mayBeMaster);
    const count = masters.reduce((sum, set) => sum + Number(set.count ?? 0), 0);
    return { item, at: 'spec.nodeSets', what: 'nodes that may be master', count, evens: true };
  });

/** Frontends beyond the number of those that elect follow without a vote. Source: doris-operator, FESpec. */
const doris = (tree: Tree): readonly Voters[] =>
  tree.ofKind('doris.selectdb.com/DorisCluster').map((item) => {
    const { replicas = 0, electionNumber = 3 } = item.manifest.spec?.feSpec ?? {};
    return {
      item,
      at: 'spec.feSpec.replicas',
      what: 'frontends that elect',
      count: Math.min(replicas, electionNumber),
    };
  });

/** Those that elect are an odd number, and never two. */
export const quorum: Rule = {
  id: 'quorum',
  why: 'Two members that must agree stop when one restarts, so a second one makes an outage more likely, not less.',
  check: (tree) =>
    [...kafka(tree), ...zookeeper(tree), ...elasticsearch(tree), ...doris(tree), ...imageVoters(tree)].flatMap(
      quorumOf,
    ),
};
