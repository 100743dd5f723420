import { k8s } from 'cdk8s-plus-28';
import {
  Pooler,
  PoolerSpecType as PoolerType,
  PoolerSpecPgbouncerPoolMode as PoolMode,
} from '../../imports/postgresql.cnpg.io';
import type { ServiceChart } from '../../platform/chart';
import { resources } from '../../platform/pod';
import { CLUSTER } from './cluster';
import type { Settings } from './settings';

/** Name of the poolers and of their Service. */
const POOLER = `${CLUSTER}-pooler`;

/** Label the operator gives to their pods. Source: cloudnative-pg v1.30.0, pkg/specs/pgbouncer. */
const PODS = { 'cnpg.io/poolerName': POOLER };

/** Where consumers connect to: the primary itself, or the poolers in front of it. */
export const entrance = ({ pooling }: Settings) => (pooling === 'none' ? {} : { service: POOLER, pods: PODS });

/** Clients that may be connected to one pooler at a time. */
const CLIENTS = 1000;

/** Connections that maintenance and monitoring need besides those of consumers. */
const RESERVED = 10;

/**
 * PgBouncer in front of the primary. It asks PostgreSQL for logins with a certificate of its own, which the operator's
 * rules let in before ours. Source: cloudnative-pg v1.30.0, pkg/postgres/configuration.go and pkg/management/pgbouncer.
 */
export function pooler(chart: ServiceChart, image: string, settings: Settings, databases: number): void {
  const { pooling, connections } = settings;
  if (pooling === 'none') return;
  const instances = settings.instances > 1 ? 2 : 1;
  const share = Math.max(1, Math.floor((connections - RESERVED) / (Math.max(databases, 1) * instances)));
  new Pooler(chart, 'pooler', {
    metadata: { name: POOLER },
    spec: {
      cluster: { name: CLUSTER },
      type: PoolerType.RW,
      instances,
      pgbouncer: {
        image,
        poolMode: pooling === 'session' ? PoolMode.SESSION : PoolMode.TRANSACTION,
        parameters: {
          client_tls_sslmode: 'require',
          max_client_conn: String(CLIENTS),
          // For each login; all poolers together stay below what the servers allow.
          default_pool_size: String(share),
          // Drivers prepare statements, which only then survive a change of the connection.
          ...(pooling === 'transaction' ? { max_prepared_statements: '200' } : {}),
        },
      },
      template: { spec: podSpec(chart, instances) },
    },
  });
  if (instances > 1)
    new k8s.KubePodDisruptionBudget(chart, 'budget-pooler', {
      metadata: { name: POOLER },
      spec: {
        maxUnavailable: k8s.IntOrString.fromNumber(1),
        unhealthyPodEvictionPolicy: 'AlwaysAllow',
        selector: { matchLabels: { ...PODS } },
      },
    });
}

const podSpec = ({ site: { registry } }: ServiceChart, instances: number) => ({
  enableServiceLinks: false,
  ...(registry.pullSecret ? { imagePullSecrets: [{ name: registry.pullSecret }] } : {}),
  containers: [{ name: 'pgbouncer', resources: resources({ cpu: '50m', memory: '128Mi', memoryLimit: '256Mi' }) }],
  ...(instances > 1
    ? {
        topologySpreadConstraints: [
          {
            maxSkew: 1,
            topologyKey: 'kubernetes.io/hostname',
            whenUnsatisfiable: 'ScheduleAnyway',
            labelSelector: { matchLabels: { ...PODS } },
          },
        ],
      }
    : {}),
});
