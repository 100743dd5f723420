import { says } from '../verdict';
import { BACKUPS, COPIES, copies, type Figure, type Figures, kept, RETENTION, replicas } from './figure';
import { amount, count, countOrEndless, duration } from './measure';

const prometheus: readonly Figure[] = [
  replicas(),
  kept('spec/retention', duration, '24h'),
  { path: 'spec/retentionSize', measure: amount, says: RETENTION },
];

/** Figures of operators' resources. Sources: their docs on replication, retention and defaults. */
export const figuresOfOperators: Figures = {
  'postgresql.cnpg.io/Cluster': [
    replicas('spec/instances'),
    { ...replicas('spec/instances'), says: COPIES },
    copies('spec/postgresql/synchronous/number', 0),
    copies('spec/minSyncReplicas', 0),
    { path: 'spec/backup/retentionPolicy', measure: duration, says: BACKUPS },
    {
      path: 'spec/postgresql/parameters/max_connections',
      measure: count,
      says: says(
        'availability',
        'connections-lowered',
        'Fewer clients can connect.',
        'Add up the pools of all clients.',
      ),
      byDefault: 100,
    },
  ],
  'postgresql.cnpg.io/Pooler': [replicas('spec/instances')],
  'barmancloud.cnpg.io/ObjectStore': [{ path: 'spec/retentionPolicy', measure: duration, says: BACKUPS }],
  'kafka.strimzi.io/Kafka': [
    ...['log.retention.hours', 'log.retention.ms', 'log.retention.minutes', 'log.retention.bytes'].map((name) =>
      kept(`spec/kafka/config/${name}`, countOrEndless, name === 'log.retention.hours' ? 168 : undefined),
    ),
    ...[
      'default.replication.factor',
      'min.insync.replicas',
      'offsets.topic.replication.factor',
      'transaction.state.log.replication.factor',
      'transaction.state.log.min.isr',
    ].map((name) => copies(`spec/kafka/config/${name}`, 1)),
  ],
  'kafka.strimzi.io/KafkaNodePool': [replicas()],
  'kafka.strimzi.io/KafkaConnect': [replicas()],
  'kafka.strimzi.io/KafkaTopic': [
    copies('spec/replicas'),
    copies('spec/config/min.insync.replicas'),
    kept('spec/config/retention.ms', countOrEndless),
    kept('spec/config/retention.bytes', countOrEndless),
    kept('spec/config/delete.retention.ms', countOrEndless),
    {
      path: 'spec/partitions',
      measure: count,
      says: says(
        'rejected',
        'partitions-lowered',
        'A topic cannot lose partitions; the operator marks it as not ready.',
        'Create a new topic with fewer partitions and move its readers.',
      ),
    },
  ],
  'doris.selectdb.com/DorisCluster': [
    replicas('spec/feSpec/replicas'),
    {
      ...replicas('spec/feSpec/electionNumber'),
      says: says(
        'availability',
        'quorum-lowered',
        'Fewer frontends vote, so fewer may fail.',
        'Keep three or five voters.',
      ),
    },
    replicas('spec/beSpec/replicas'),
    {
      ...replicas('spec/beSpec/replicas'),
      says: says(
        'data-at-risk',
        'backends-lowered',
        'Backends go away with the tablets on them unless they were decommissioned before.',
        'Decommission the last backends with ALTER SYSTEM first, and wait until their tablets have moved.',
      ),
    },
  ],
  'kibana.k8s.elastic.co/Kibana': [replicas('spec/count')],
  'monitoring.coreos.com/Prometheus': prometheus,
  'monitoring.coreos.com/Alertmanager': [replicas(), kept('spec/retention', duration, '120h')],
  'velero.io/Schedule': [{ path: 'spec/template/ttl', measure: duration, says: BACKUPS, byDefault: '720h' }],
};
