import type { Fields, Manifest } from '../../manifest/types';
import { container, type Mutation, mutation, named, ofKind, own } from './mutation';

const limit = (manifest: Fields): string | undefined => container(manifest)?.resources?.limits?.memory;

const dependent = (manifest: Fields): Fields =>
  container(manifest)?.env?.find(({ value }: Fields) => /\$\([A-Z_]+\)/.test(value ?? ''));

const heap = (manifest: Fields): Fields =>
  limit(manifest) && container(manifest)?.env?.find(({ value }: Fields) => /MaxRAMPercentage/.test(value ?? ''));

const place = ({ metadata: { namespace } }: Manifest): string => `${namespace}/`;

/** Breaks what pods of published overlays may take, and how many there are. */
export const resourceMutations: readonly Mutation[] = [
  mutation('resource-limits', 'a request above its limit', ofKind('Deployment', limit), own, (m) => {
    container(m).resources.requests.memory = '1Ti';
  }),
  mutation('resource-limits', 'a database that asks for more than it may take', ofKind('Cluster'), own, ({ spec }) => {
    spec.resources.requests.memory = '1Ti';
  }),
  mutation('memory-headroom', 'a heap of almost all', ofKind('Deployment', heap), own, (m) => {
    heap(m).value = '-XX:MaxRAMPercentage=99';
  }),
  mutation('memory-headroom', 'more buffers than memory', ofKind('Cluster'), own, ({ spec }) => {
    spec.postgresql.parameters.shared_buffers = '1TB';
  }),
  mutation('memory-headroom', 'more heap than memory', ofKind('KafkaNodePool'), own, ({ spec }) => {
    spec.jvmOptions['-Xmx'] = '1t';
  }),
  mutation('resource-quota', 'a quota of no pods', ofKind('ResourceQuota'), place, ({ spec }) => {
    spec.hard.pods = '0';
  }),
  mutation(
    'resource-quota',
    'no default for what the quota counts',
    named('ResourceQuota', /^quota$/),
    place,
    ({ spec }) => {
      spec.hard['requests.memory'] = '1Mi';
    },
  ),
  mutation('variable-order', 'a variable one letter off', ofKind('StatefulSet', dependent), own, (m) => {
    dependent(m).value = dependent(m).value.replace(/\$\(([A-Z_]+)\)/, '$($1_)');
  }),
  mutation('variable-order', 'variables upside down', ofKind('Deployment', dependent), own, (m) => {
    container(m).env.reverse();
  }),
  mutation('disruption-budget', 'a budget that lets no pod go', ofKind('PodDisruptionBudget'), own, ({ spec }) => {
    spec.maxUnavailable = 0;
  }),
  mutation('disruption-budget', 'a budget that keeps all', ofKind('PodDisruptionBudget'), own, ({ spec }) => {
    delete spec.maxUnavailable;
    spec.minAvailable = '100%';
  }),
  mutation('quorum', 'two members', named('StatefulSet', /^vault$/), own, ({ spec }) => {
    spec.replicas = 2;
  }),
  mutation('quorum', 'two nodes of a search engine', ofKind('Elasticsearch'), own, ({ spec }) => {
    spec.nodeSets[0].count = 2;
  }),
  mutation(
    'quorum',
    'two controllers',
    ofKind('KafkaNodePool', ({ spec }) => spec.roles.includes('controller')),
    own,
    ({ spec }) => {
      spec.replicas = 2;
    },
  ),
  mutation('replication', 'copies on brokers that are not there', ofKind('Kafka'), own, ({ spec }) => {
    spec.kafka.config['default.replication.factor'] = 9;
  }),
  mutation('replication', 'copies that must all be there', ofKind('Kafka'), own, ({ spec }) => {
    spec.kafka.config['default.replication.factor'] = 3;
    spec.kafka.config['min.insync.replicas'] = 3;
  }),
  mutation('replication', 'commits that wait for too many', ofKind('Cluster'), own, ({ spec }) => {
    spec.postgresql.synchronous = { method: 'any', number: spec.instances };
  }),
  mutation('schedule', 'a schedule with a field too few', ofKind('CronJob'), own, ({ spec }) => {
    spec.schedule = spec.schedule.replace(/^\S+ /, '');
  }),
  mutation('schedule', 'a schedule of seconds', ofKind('Schedule'), own, ({ spec }) => {
    spec.schedule = `0 ${spec.schedule}`;
  }),
  mutation('schedule', 'a backup with a field too few', ofKind('ScheduledBackup'), own, ({ spec }) => {
    spec.schedule = spec.schedule.replace(/^\S+ /, '');
  }),
  mutation('autoscaling', 'an autoscaler whose bounds cross', ofKind('PodDisruptionBudget'), own, (m) => {
    m.apiVersion = 'autoscaling/v2';
    m.kind = 'HorizontalPodAutoscaler';
    m.spec = {
      scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: own(m) },
      minReplicas: 3,
      maxReplicas: 2,
    };
  }),
];
