import { groupKind } from '../../../manifest/kinds';
import type { Fields } from '../../../manifest/types';
import { type Rule, type Saying, verdict } from '../verdict';
import { amount, count, countOrEndless, duration, type Measure } from './measure';

/** A figure that must not fall, or not rise, without somebody noticing. */
interface Figure {
  /** Fields to it, separated by slashes since names may hold dots. */
  readonly path: string;
  readonly measure: Measure;
  readonly says: Saying;
  /** Warns when it rises instead. */
  readonly rising?: true;
  /** What counts where it is left out; without it, leaving it out is no fall. */
  readonly byDefault?: unknown;
}

const says = (risk: Saying['risk'], rule: string, reason: string, remedy: string): Saying => ({
  risk,
  rule,
  reason,
  remedy,
});

const RETENTION = says(
  'data-at-risk',
  'retention-lowered',
  'Data is kept for a shorter time; what is older is deleted.',
  'Copy what must be kept, or keep the retention.',
);
const BACKUPS = says(
  'data-at-risk',
  'backup-retention-lowered',
  'Backups are kept for a shorter time; older ones are deleted.',
  'Check how far back restores must reach.',
);
const COPIES = says(
  'data-at-risk',
  'replication-lowered',
  'There are fewer copies of the data.',
  'Keep as many copies as nodes that may fail at once, plus one.',
);
const FEWER = says(
  'availability',
  'replicas-lowered',
  'Fewer pods serve.',
  'Check that those left carry the load and a lost node.',
);
const FLOOR = says(
  'availability',
  'scaling-floor-lowered',
  'The autoscaler may go below what was the least before.',
  'Check that the least still carries a lost node.',
);
const GUARD = says(
  'availability',
  'disruption-guard-weakened',
  'More pods may be evicted at once.',
  'Keep the budget so that a drained node does not stop the service.',
);
const SURGE = says(
  'availability',
  'update-pace-raised',
  'More pods may be missing during updates.',
  'Check that the rest carries the load.',
);
const LIMIT = says(
  'availability',
  'quota-lowered',
  'New pods may be refused, also those of restarts.',
  'Compare the quota with what runs.',
);
const CEILING = says(
  'availability',
  'scaling-ceiling-lowered',
  'The autoscaler may no longer reach what it could before.',
  'Compare it with the highest load seen.',
);

const replicas = (path = 'spec/replicas'): Figure => ({ path, measure: count, says: FEWER });
const kept = (path: string, measure: Measure, byDefault?: unknown): Figure => ({
  path,
  measure,
  says: RETENTION,
  ...(byDefault === undefined ? {} : { byDefault }),
});
const copies = (path: string, byDefault?: unknown): Figure => ({
  path,
  measure: count,
  says: COPIES,
  ...(byDefault === undefined ? {} : { byDefault }),
});

const served: readonly Figure[] = [
  replicas(),
  { path: 'spec/strategy/rollingUpdate/maxUnavailable', measure: count, says: SURGE, rising: true },
  { path: 'spec/updateStrategy/rollingUpdate/maxUnavailable', measure: count, says: SURGE, rising: true },
];

const prometheus: readonly Figure[] = [
  replicas(),
  kept('spec/retention', duration, '24h'),
  { path: 'spec/retentionSize', measure: amount, says: RETENTION },
];

/** Figures by kind. Sources: API references; docs of the operators on replication, retention and their defaults. */
const FIGURES: Readonly<Record<string, readonly Figure[]>> = {
  'apps/Deployment': served,
  'apps/StatefulSet': served,
  'apps/DaemonSet': served,
  'argoproj.io/Rollout': served,
  'autoscaling/HorizontalPodAutoscaler': [
    { path: 'spec/minReplicas', measure: count, says: FLOOR, byDefault: 1 },
    { path: 'spec/maxReplicas', measure: count, says: CEILING },
  ],
  'keda.sh/ScaledObject': [
    { path: 'spec/minReplicaCount', measure: count, says: FLOOR, byDefault: 0 },
    { path: 'spec/maxReplicaCount', measure: count, says: CEILING },
  ],
  'policy/PodDisruptionBudget': [
    { path: 'spec/minAvailable', measure: count, says: GUARD },
    { path: 'spec/maxUnavailable', measure: count, says: GUARD, rising: true },
  ],
  ResourceQuota: [
    'pods',
    'requests.cpu',
    'requests.memory',
    'limits.memory',
    'requests.storage',
    'persistentvolumeclaims',
  ].map((name) => ({ path: `spec/hard/${name}`, measure: amount, says: LIMIT })),
  'postgresql.cnpg.io/Cluster': [
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

const at = (object: Fields, path: readonly string[]): Fields => path.reduce((inner, name) => inner?.[name], object);

/** Figures that fall, or rise, to where fewer copies, shorter memory or weaker guards follow. */
export const lowered: Rule = ({ before, after }) => {
  if (!before || !after) return [];
  const figures = FIGURES[groupKind(after.manifest)] ?? [];
  return figures.flatMap(({ path, measure, says: saying, rising, byDefault }) => {
    const steps = path.split('/');
    const [old, now] = [before, after].map(({ manifest }) => measure(at(manifest, steps) ?? byDefault));
    if (old === undefined || now === undefined || old === now) return [];
    return now < old === !rising ? [verdict(saying, steps)] : [];
  });
};
