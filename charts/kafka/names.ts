import type { Labels } from '../../platform/service';
import type { Site } from '../../platform/site';

/** Name of the Kafka object, which everything the operator makes is named after. */
export const CLUSTER = 'kafka';

/** Labels of all nodes, of the nodes that clients talk to, and of the other pods. Source: Strimzi, Labels.java. */
export const PODS = {
  nodes: { 'strimzi.io/cluster': CLUSTER, 'strimzi.io/name': `${CLUSTER}-kafka` },
  brokers: {
    'strimzi.io/cluster': CLUSTER,
    'strimzi.io/name': `${CLUSTER}-kafka`,
    'strimzi.io/broker-role': 'true',
  },
  exporter: { 'strimzi.io/cluster': CLUSTER, 'strimzi.io/name': `${CLUSTER}-kafka-exporter` },
  entityOperator: { 'strimzi.io/cluster': CLUSTER, 'strimzi.io/name': `${CLUSTER}-entity-operator` },
} as const satisfies Record<string, Labels>;

type PullSecrets = { readonly imagePullSecrets: { name: string }[] };

/** The pull Secret of the site in the form of a pod template; nothing where nodes pull on their own. */
export const pullSecrets = ({ registry: { pullSecret } }: Site): PullSecrets | undefined =>
  pullSecret ? { imagePullSecrets: [{ name: pullSecret }] } : undefined;
