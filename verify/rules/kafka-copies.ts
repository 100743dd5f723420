import type { Fields } from '../../manifest/types';
import { type Broker, brokerByLabel, brokersOf } from '../claims/kafka';
import { error, type Rule, type Verdict, warning } from '../finding';
import type { Item, Tree } from '../tree';

const LEAST = 'min.insync.replicas';
const COPIES = 'default.replication.factor';

/** Settings of a Kafka that say how many copies its own topics get, with the one on how many must be there. */
const OWN: Readonly<Record<string, string | undefined>> = {
  [COPIES]: LEAST,
  'offsets.topic.replication.factor': undefined,
  'transaction.state.log.replication.factor': 'transaction.state.log.min.isr',
  'share.coordinator.state.topic.replication.factor': 'share.coordinator.state.topic.min.isr',
};

const number = (value: Fields): number | undefined =>
  value === undefined || Number.isNaN(Number(value)) ? undefined : Number(value);

/** What is wrong with so many copies, of which so many must be there for a write. */
function judge(
  item: Item,
  { brokers, item: kafka }: Broker,
  copies: readonly [at: string, count: number | undefined],
  least: readonly [at: string, count: number | undefined],
): readonly Verdict[] {
  const [at, count] = copies;
  const [leastAt, needed] = least;
  if (count === undefined) return [];
  if (brokers > 0 && count > brokers) {
    const message = `${count} copies are wanted of ${brokers} brokers in ${kafka.object}.`;
    return [error(item, at, message, `Ask for ${brokers} at most, or add brokers.`)];
  }
  if (needed === undefined || needed < count || count === 1) return [];
  const remedy = `Ask for ${count - 1} in sync.`;
  return needed > count
    ? [error(item, leastAt, `${needed} copies must be in sync of ${count}, so nothing can be written.`, remedy)]
    : [warning(item, leastAt, `All ${count} copies must be in sync, so one broker less stops every write.`, remedy)];
}

const config = (key: string): string => `spec.kafka.config["${key}"]`;

const ofBroker = (broker: Broker): readonly Verdict[] =>
  Object.entries(OWN).flatMap(([copies, least]) =>
    judge(
      broker.item,
      broker,
      [config(copies), number(broker.config[copies])],
      [config(least ?? copies), least === undefined ? undefined : number(broker.config[least])],
    ),
  );

function ofTopic(tree: Tree, item: Item): readonly Verdict[] {
  const broker = brokerByLabel(tree, item);
  if (!broker) return [];
  const { replicas, config: own = {} } = item.manifest.spec ?? {};
  const isOwn = own[LEAST] !== undefined;
  // What the Kafka says for all topics is told there.
  if (replicas === undefined && !isOwn) return [];
  return judge(
    item,
    broker,
    ['spec.replicas', number(replicas ?? broker.config[COPIES])],
    [isOwn ? `spec.config["${LEAST}"]` : 'spec.replicas', number(own[LEAST] ?? broker.config[LEAST])],
  );
}

/** No topic has more copies than there are brokers, and writes go on when one broker is away. */
export const kafkaCopies: Rule = {
  id: 'kafka-copies',
  why: 'A topic with more copies than brokers is never made, and one whose copies must all be there stops with each.',
  check: (tree) => [
    ...[...brokersOf(tree).values()].flatMap(ofBroker),
    ...tree.ofKind('kafka.strimzi.io/KafkaTopic').flatMap((item) => ofTopic(tree, item)),
  ],
};
