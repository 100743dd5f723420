import { groupKind } from '../kinds';
import type { Fields, Manifest } from '../types';

/** Whether the operator of a resource guards the pods it makes of it by a budget of its own. */
type Guards = (spec: Fields) => boolean;

/**
 * Sources: cloudnative-pg, pkg/specs/poddisruptionbudget.go; ECK docs, Pod disruption budget; strimzi-kafka-operator,
 * KafkaCluster.generatePodDisruptionBudget.
 */
const GUARDS: Readonly<Record<string, Guards>> = {
  'elasticsearch.k8s.elastic.co/Elasticsearch': ({ podDisruptionBudget: own }) =>
    own === undefined || Object.keys(own).length > 0,
  'kafka.strimzi.io/KafkaNodePool': () => true,
  'postgresql.cnpg.io/Cluster': ({ enablePDB }) => enablePDB !== false,
};

/** Whether an operator makes a PodDisruptionBudget for the pods it makes of a resource. */
export function makesBudget(manifest: Manifest): boolean {
  const kind = groupKind(manifest);
  return Object.hasOwn(GUARDS, kind) && GUARDS[kind]?.(manifest.spec ?? {}) === true;
}
