import {
  type Acl,
  type Broker,
  brokerByLabel,
  brokerCalled,
  brokersOf,
  covers,
  isInternal,
  mayMake,
  topicName,
} from '../claims/kafka';
import { loginsIn, userAround } from '../claims/logins';
import { topicsOf } from '../claims/mentions';
import { error, type Rule, type Verdict, warning } from '../finding';
import { keyFacts } from '../keys';
import { type Leaf, leavesOf } from '../leaves';
import type { Item, Tree } from '../tree';

/** Kinds of Strimzi whose topics are not asked for but made, measured or copied. */
const MAKERS = /^kafka\.strimzi\.io\/(?!KafkaConnect|KafkaBridge)/;

const CLAIM = 'Claim the topic where it is used, or write a KafkaTopic.';

const isMissing = (broker: Broker, topic: string): boolean =>
  !broker.makesTopics && !broker.topics.has(topic) && !isInternal(topic) && !mayMake(broker, topic);

/** Where everybody may make topics, a client may do so before it reads. */
const missing = (broker: Broker, item: Item, at: string, topic: string): Verdict =>
  (broker.isGuarded ? error : warning)(item, at, `${broker.item.object} has no topic ${topic}.`, CLAIM);

/** What the user of a client may not do with a topic or a group. */
function forbidden(tree: Tree, broker: Broker, { item, at }: Leaf, type: string, name: string): readonly Verdict[] {
  const login = broker.isGuarded ? userAround(tree, item) : undefined;
  const user = login === undefined ? undefined : broker.users.get(login);
  if (!user || user.acls.some((acl) => covers(acl, type, name))) return [];
  const message = `No ACL of ${user.item.object} lets it use ${type} ${name}.`;
  return [error(item, at, message, `Add the ${type} to its ACLs, or correct the name.`)];
}

const named = ({ name, value, facts }: Leaf): readonly string[] => [
  ...facts.mentions.topics,
  ...(keyFacts(name).isTopic ? topicsOf(name, value) : []),
];

function ofTopics(tree: Tree, leaf: Leaf): readonly Verdict[] {
  const topics = [...new Set(named(leaf))];
  const broker = topics.length > 0 ? brokerCalled(tree, leaf.item, leaf.at) : undefined;
  if (!broker) return [];
  return topics.flatMap((topic) =>
    isMissing(broker, topic)
      ? [missing(broker, leaf.item, leaf.at, topic)]
      : forbidden(tree, broker, leaf, 'topic', topic),
  );
}

const A_GROUP = /^[\w.-]+$/;

function ofGroup(tree: Tree, leaf: Leaf): readonly Verdict[] {
  const broker = A_GROUP.test(leaf.value) ? brokerCalled(tree, leaf.item, leaf.at) : undefined;
  return broker ? forbidden(tree, broker, leaf, 'group', leaf.value) : [];
}

const ofLeaf = (tree: Tree, leaf: Leaf): readonly Verdict[] => {
  if (MAKERS.test(leaf.item.kind)) return [];
  return keyFacts(leaf.name).isGroup ? ofGroup(tree, leaf) : ofTopics(tree, leaf);
};

const ofLogins = (tree: Tree, item: Item): readonly Verdict[] =>
  loginsIn(tree, item).flatMap(({ at, user }) => {
    const broker = brokerCalled(tree, item, at);
    if (!broker?.hasLogins || broker.users.has(user)) return [];
    const message = `Nobody makes user ${user} in ${broker.item.object}.`;
    return [error(item, at, message, 'Write a KafkaUser, or log in as one that exists.')];
  });

function ofAcl(broker: Broker, user: Item, { at, type, name, isPrefix }: Acl): readonly Verdict[] {
  if (type !== 'topic' || name === '*' || name === '') return [];
  if (!isPrefix) return isMissing(broker, name) ? [missing(broker, user, at, name)] : [];
  const isMet = [...broker.topics.keys()].some((topic) => topic.startsWith(name));
  if (broker.makesTopics || isMet || isInternal(name) || mayMake(broker, name)) return [];
  const message = `No topic of ${broker.item.object} begins with ${name}.`;
  return [warning(user, at, message, 'Correct the prefix, or take the ACL out.')];
}

const ofBroker = (broker: Broker): readonly Verdict[] =>
  [...broker.users.values()].flatMap(({ item, acls }) => acls.flatMap((acl) => ofAcl(broker, item, acl)));

/** A topic without a Kafka is made by nobody, and one written twice is made as either says. */
const ofTopic = (tree: Tree, item: Item): readonly Verdict[] => {
  if (item.manifest.metadata.labels?.['strimzi.io/cluster'] === undefined) {
    const message = 'The resource says of no Kafka that it belongs to it, so nobody makes it.';
    return [error(item, 'metadata.labels', message, 'Label it strimzi.io/cluster with the name of the Kafka.')];
  }
  const first = item.kind.endsWith('Topic') ? brokerByLabel(tree, item)?.topics.get(topicName(item)) : item;
  if (first === undefined || first === item) return [];
  return [error(item, 'spec.topicName', `${first.object} makes topic ${topicName(item)} as well.`, 'Keep one.')];
};

const asksSomething = ({ name, facts }: Leaf): boolean =>
  facts.mentions.topics.length > 0 || keyFacts(name).isTopic || keyFacts(name).isGroup;

function check(tree: Tree): readonly Verdict[] {
  const own = ['KafkaTopic', 'KafkaUser'].flatMap((kind) => tree.ofKind(`kafka.strimzi.io/${kind}`));
  const verdicts = own.flatMap((item) => ofTopic(tree, item));
  if (brokersOf(tree).size === 0) return verdicts;
  const leaves = leavesOf(tree);
  const clients = new Set(leaves.filter(({ facts }) => facts.mentions.logins.length > 0).map(({ item }) => item));
  return [
    ...verdicts,
    ...leaves.filter(asksSomething).flatMap((leaf) => ofLeaf(tree, leaf)),
    ...[...clients, ...tree.ofKind('kafka.strimzi.io/KafkaConnect')].flatMap((item) => ofLogins(tree, item)),
    ...[...brokersOf(tree).values()].flatMap(ofBroker),
  ];
}

/** Topics, groups and users that clients of a Kafka name exist in it, and its ACLs let them be used. */
export const kafkaClosure: Rule = {
  id: 'kafka-closure',
  why: 'A topic, group or user that Kafka does not know or permit stops a client long after the sync succeeded.',
  check,
};
