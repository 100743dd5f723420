import type { Fields } from '../../manifest/types';
import type { HostReference } from '../hosts';
import { query } from '../query';
import { findService } from '../services';
import { type Item, listOf, once, type Tree } from '../tree';
import { rings } from './surroundings';

const KAFKA = 'kafka.strimzi.io/Kafka';
const CLUSTER_LABEL = 'strimzi.io/cluster';

/** A right that a user has. Source: Strimzi, KafkaUser ACL rules. */
export interface Acl {
  readonly at: string;
  /** `topic`, `group`, `cluster` or `transactionalId`. */
  readonly type: string;
  readonly name: string;
  readonly isPrefix: boolean;
  readonly operations: readonly string[];
}

/** A user of a Kafka, with its rights. */
export interface User {
  readonly item: Item;
  readonly acls: readonly Acl[];
}

/** A Kafka of the overlay, and what the tree makes in it. */
export interface Broker {
  readonly item: Item;
  readonly topics: ReadonlyMap<string, Item>;
  readonly users: ReadonlyMap<string, User>;
  /** Brokers of all its node pools. */
  readonly brokers: number;
  readonly config: Fields;
  /** Whether a topic is made when somebody first asks for it, as is Kafka's default. */
  readonly makesTopics: boolean;
  /** Whether only what an ACL allows is allowed. */
  readonly isGuarded: boolean;
  /** Whether clients log in as users that Strimzi makes. */
  readonly hasLogins: boolean;
}

/** Name of a topic in Kafka, which may differ from its object's. */
export const topicName = ({ manifest, name }: Item): string => manifest.spec?.topicName ?? name;

/** Objects of a kind that say by label they belong to a Kafka. */
const ofCluster = (tree: Tree, kind: string, { namespace, name }: Item): readonly Item[] =>
  tree
    .ofKind(`kafka.strimzi.io/${kind}`)
    .filter((item) => item.namespace === namespace && item.manifest.metadata.labels?.[CLUSTER_LABEL] === name);

const aclsOf = ({ manifest }: Item): readonly Acl[] =>
  query(manifest, 'spec.authorization.acls[]').flatMap(
    ({ at, value: { resource = {}, operations, operation, type } }) =>
      type === 'deny'
        ? []
        : [
            {
              at: `${at}.resource.name`,
              type: String(resource.type),
              name: String(resource.name ?? ''),
              isPrefix: resource.patternType === 'prefix',
              operations: listOf(operations ?? [operation]).map(String),
            },
          ],
  );

const isBroker = ({ manifest }: Item): boolean => listOf(manifest.spec?.roles).includes('broker');

const isFalse = (value: Fields): boolean => value === false || value === 'false';

const brokerOf = (tree: Tree, item: Item): Broker => {
  const { config = {}, authorization, listeners } = item.manifest.spec?.kafka ?? {};
  const logins = listOf(listeners).map(({ authentication }) => authentication?.type);
  const pools = ofCluster(tree, 'KafkaNodePool', item).filter(isBroker);
  return {
    item,
    topics: new Map(ofCluster(tree, 'KafkaTopic', item).map((topic) => [topicName(topic), topic])),
    users: new Map(ofCluster(tree, 'KafkaUser', item).map((user) => [user.name, { item: user, acls: aclsOf(user) }])),
    brokers: pools.reduce((sum, { manifest }) => sum + Number(manifest.spec?.replicas ?? 0), 0),
    config,
    makesTopics: !isFalse(config['auto.create.topics.enable']),
    isGuarded: authorization?.type === 'simple',
    hasLogins: logins.some((type) => type === 'scram-sha-512' || type === 'tls'),
  };
};

/** Every Kafka of an overlay. */
export const brokersOf = once(
  (tree): ReadonlyMap<Item, Broker> => new Map(tree.ofKind(KAFKA).map((item) => [item, brokerOf(tree, item)])),
);

/** The Kafka that a resource of Strimzi says it belongs to. */
export function brokerByLabel(tree: Tree, { namespace, manifest }: Item): Broker | undefined {
  const name = manifest.metadata.labels?.[CLUSTER_LABEL];
  const item = typeof name === 'string' ? tree.find(KAFKA, namespace, name) : undefined;
  return item && brokersOf(tree).get(item);
}

const behind = (tree: Tree, hosts: readonly HostReference[]): readonly Item[] => [
  ...new Set(hosts.flatMap(({ namespace, service }) => findService(tree, namespace, service)?.item ?? [])),
];

/** The one Kafka that a string of an object may mean, looked for from the nearest host names outwards. */
export function brokerCalled(tree: Tree, item: Item, at: string): Broker | undefined {
  const brokers = brokersOf(tree);
  if (brokers.size === 0) return undefined;
  for (const ring of rings(tree, item, at)) {
    const near = behind(tree, ring).flatMap((each) => brokers.get(each) ?? []);
    if (near.length > 0) return near.length === 1 ? near[0] : undefined;
  }
  return undefined;
}

/** Whether an ACL is about a name. `*` alone is about all. */
export const covers = (acl: Acl, type: string, name: string): boolean =>
  acl.type === type && (acl.isPrefix ? name.startsWith(acl.name) : acl.name === '*' || acl.name === name);

/** Topics Kafka and its companions keep for themselves. */
export const isInternal = (topic: string): boolean => topic.startsWith('__') || topic.startsWith('strimzi.');

const CREATES: ReadonlySet<string> = new Set(['Create', 'All']);

/** Whether some user may make a topic itself. */
export const mayMake = ({ users }: Broker, topic: string): boolean =>
  [...users.values()].some(({ acls }) =>
    acls.some(
      (acl) =>
        (acl.type === 'cluster' || covers(acl, 'topic', topic)) && acl.operations.some((each) => CREATES.has(each)),
    ),
  );
