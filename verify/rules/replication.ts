import type { Fields } from '../../manifest/types';
import { error, type Rule, type Verdict, warning } from '../finding';
import { type Item, listOf, type Tree } from '../tree';

/** Names in Kafka's configuration of how many copies there are, and of how many must be there for a write. */
interface Copies {
  readonly copies: string;
  readonly least: string;
  /** What counts where nobody says. Source: Kafka docs, Broker Configs. */
  readonly defaults: readonly [copies: number, least: number];
  /** Made only where somebody asks for it, so that the defaults harm nobody. */
  readonly asked?: true;
}

const LEAST = 'min.insync.replicas';

const COPIES: readonly Copies[] = [
  { copies: 'default.replication.factor', least: LEAST, defaults: [1, 1] },
  { copies: 'offsets.topic.replication.factor', least: LEAST, defaults: [3, 1] },
  {
    copies: 'transaction.state.log.replication.factor',
    least: 'transaction.state.log.min.isr',
    defaults: [3, 2],
  },
  {
    copies: 'share.coordinator.state.topic.replication.factor',
    least: 'share.coordinator.state.topic.min.isr',
    defaults: [3, 2],
    asked: true,
  },
];

const brokersOf = (tree: Tree, { namespace, name }: Item): number =>
  tree
    .ofKind('kafka.strimzi.io/KafkaNodePool')
    .filter((pool) => pool.namespace === namespace && pool.manifest.metadata.labels?.['strimzi.io/cluster'] === name)
    .filter(({ manifest }) => listOf(manifest.spec?.roles).includes('broker'))
    .reduce((sum, { manifest }) => sum + Number(manifest.spec?.replicas ?? 1), 0);

const AT = 'spec.kafka.config';

const ofKafka = (tree: Tree, item: Item): readonly Verdict[] => {
  const brokers = brokersOf(tree, item);
  if (brokers === 0) return [];
  const config = item.manifest.spec?.kafka?.config ?? {};
  return COPIES.filter(({ copies, asked }) => !asked || config[copies] !== undefined).flatMap(
    ({ copies, least, defaults }) => {
      const [count, needed] = [Number(config[copies] ?? defaults[0]), Number(config[least] ?? defaults[1])];
      const place = `${AT}["${copies}"]`;
      if (count > brokers) {
        const message = `Topics cannot have ${count} copies on ${brokers} broker(s): they are never made.`;
        return [error(item, place, message, `Write ${copies}: ${brokers}, or run more brokers.`)];
      }
      if (config[copies] === undefined && config[least] === undefined) return [];
      if (needed > count)
        return [error(item, place, tooFew(count, needed), `Write ${least}: ${Math.max(count - 1, 1)}.`)];
      if (count === 1 || needed < count) return [];
      const message = `All ${count} copies must be there for a write, so no broker can be restarted without stopping writers.`;
      return [error(item, place, message, `Write ${least}: ${count - 1}, or one copy more.`)];
    },
  );
};

const tooFew = (count: number, needed: number): string =>
  `Of ${count} copies ${needed} must be there for a write, so none ever succeeds.`;

const SYNC = 'spec.postgresql.synchronous.number';

/** Source: cloudnative-pg, cluster_webhook.go (validateSynchronousReplicaConfiguration, validateMinSyncReplicas). */
const synchronous = (item: Item, instances: number, sync: Fields): readonly Verdict[] => {
  const { number, dataDurability, standbyNamesPre, standbyNamesPost } = sync;
  const standbys = instances - 1 + listOf(standbyNamesPre).length + listOf(standbyNamesPost).length;
  if (number > standbys) {
    const message = `A commit would wait for ${number} standbys, and there are ${standbys}: the operator refuses it.`;
    return [error(item, SYNC, message, 'Lower it, or run more instances.')];
  }
  if (number !== standbys || dataDurability === 'preferred') return [];
  const message = `A commit waits for all ${standbys} standby(s), so nothing is written while one restarts.`;
  return [warning(item, SYNC, message, 'Run one more instance, or write dataDurability: preferred.')];
};

const ofPostgres = (item: Item): readonly Verdict[] => {
  const { instances = 1, minSyncReplicas: least = 0, maxSyncReplicas: most = 0, postgresql } = item.manifest.spec ?? {};
  return [
    ...(most > 0 && most >= instances
      ? [
          error(
            item,
            'spec.maxSyncReplicas',
            `There are only ${instances} instances: the operator refuses it.`,
            'Lower it.',
          ),
        ]
      : []),
    ...(least > most
      ? [
          error(
            item,
            'spec.minSyncReplicas',
            `It is more than maxSyncReplicas, ${most}: the operator refuses it.`,
            'Lower it.',
          ),
        ]
      : []),
    ...(postgresql?.synchronous ? synchronous(item, instances, postgresql.synchronous) : []),
  ];
};

/** Copies of data fit the members that keep them, and one member may be away without stopping writers. */
export const replication: Rule = {
  id: 'replication',
  why: 'Copies that cannot be made, or must all be there, stop writers at the first restart of a member.',
  check: (tree) => [
    ...tree.ofKind('kafka.strimzi.io/Kafka').flatMap((item) => ofKafka(tree, item)),
    ...tree.ofKind('postgresql.cnpg.io/Cluster').flatMap(ofPostgres),
  ],
};
