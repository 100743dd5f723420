import { KafkaTopic } from '../../imports/kafka.strimzi.io';
import { byCodeUnit } from '../../manifest/types';
import type { ServiceChart } from '../../platform/chart';
import type { Claim } from '../../platform/service';
import { PARTITIONS } from './config';
import { CLUSTER } from './names';

const HOUR_MS = 3_600_000;

/** One KafkaTopic for each topic claimed, however many services claim it. */
export function topics(chart: ServiceChart, claims: readonly Claim[], copies: number): void {
  const wanted = claims.filter(({ kind }) => kind === 'topic');
  for (const name of [...new Set(wanted.map((claim) => claim.name))].sort(byCodeUnit))
    topicObject(
      chart,
      name,
      wanted.filter((claim) => claim.name === name),
      copies,
    );
}

function topicObject(chart: ServiceChart, topicName: string, claims: readonly Claim[], copies: number): void {
  const name = objectName(topicName);
  const retentionHours = most(claims, 'retentionHours');
  new KafkaTopic(chart, `topic-${topicName}`, {
    metadata: { name, labels: { 'strimzi.io/cluster': CLUSTER } },
    spec: {
      ...(name === topicName ? {} : { topicName }),
      partitions: most(claims, 'partitions') ?? PARTITIONS,
      replicas: copies,
      ...(retentionHours === undefined ? {} : { config: { 'retention.ms': retentionHours * HOUR_MS } }),
    },
  });
}

/** The largest number any of the claims states. */
function most(claims: readonly Claim[], detail: string): number | undefined {
  const stated = claims.map((claim) => claim.detail[detail]).filter((value) => typeof value === 'number');
  return stated.length > 0 ? Math.max(...stated) : undefined;
}

/** Kafka allows capitals and underscores in a topic's name, Kubernetes does not in an object's. */
const objectName = (topic: string): string =>
  topic
    .toLowerCase()
    .replace(/[^a-z0-9.-]/g, '-')
    .replace(/^[^a-z0-9]+|[^a-z0-9]+$/g, '');
