import { podsIn } from '../pod-index';
import { type Item, listOf, once, type Pods, type Tree } from '../tree';

/** Something that keeps data: a workload or custom resource whose pods claim volumes, or a claim of its own. */
export interface Holder {
  readonly item: Item;
  /** The pods that use the data; none where an operator nobody described makes them. */
  readonly pods: readonly Pods[];
}

/** Kinds that keep data in pods of which nothing is known here. */
const OPAQUE: readonly string[] = [
  'acid.zalan.do/postgresql',
  'clickhouse.altinity.com/ClickHouseInstallation',
  'doris.selectdb.com/DorisDisaggregatedCluster',
  'minio.min.io/Tenant',
  'mongodbcommunity.mongodb.com/MongoDBCommunity',
];

/** What people call the thing: a Kafka, not the pools its nodes come from. */
const wholeOf = (tree: Tree, item: Item): Item => {
  const cluster = item.manifest.metadata.labels?.['strimzi.io/cluster'] ?? '';
  if (item.kind !== 'kafka.strimzi.io/KafkaNodePool') return item;
  return tree.find('kafka.strimzi.io/Kafka', item.namespace, cluster) ?? item;
};

const mounts = ({ spec }: Pods, claim: string): boolean =>
  listOf(spec.volumes).some(({ persistentVolumeClaim }) => persistentVolumeClaim?.claimName === claim);

/** Pods that stay and mount a claim. What only pods that end mount is where they put something, not what they run on. */
const usersOf = (tree: Tree, { namespace, name }: Item): readonly Pods[] =>
  podsIn(tree, namespace).filter((pods) => !pods.finite && mounts(pods, name));

/** Everything of an overlay that keeps data. */
export const holdersOf = once((tree): readonly Holder[] => {
  const holders = new Map<Item, Pods[]>();
  for (const pods of tree.pods) {
    if (pods.finite || pods.volumes.length === 0) continue;
    const whole = wholeOf(tree, pods.item);
    holders.set(whole, [...(holders.get(whole) ?? []), pods]);
  }
  const claims = tree
    .ofKind('PersistentVolumeClaim')
    .map((item) => ({ item, pods: usersOf(tree, item) }))
    .filter(({ pods }) => pods.length > 0);
  const unknown = OPAQUE.flatMap((kind) => tree.ofKind(kind)).map((item) => ({ item, pods: [] }));
  return [...[...holders].map(([item, pods]) => ({ item, pods })), ...claims, ...unknown];
});
