import type { ServiceChart } from '../../platform/chart';
import { scratch } from '../../platform/volume';
import { deployment } from '../../platform/workload';
import type { Database } from '../postgres';

export const PORT = 8080;
/** Port of metrics, apart from that of consumers. */
export const MANAGEMENT_PORT = 9000;

/** What the servers are made of. */
export interface ServerOptions {
  readonly image: string;
  readonly replicas: number;
  readonly cpu: string;
  readonly memory: string;
  readonly connections: number;
  readonly store: Database;
}

/** A page that is answered without the database. */
const ALIVE = '/apis/registry/v3/system/info';

/**
 * The servers. Apicurio's own health checks fail with its database, even the one for liveness, so none of them is asked:
 * servers that restart because PostgreSQL is away are no help. Source: apicurio-registry 3.3.1, metrics/health, and
 * application.properties for the variables.
 */
export function server(chart: ServiceChart, { image, replicas, cpu, memory, connections, store }: ServerOptions): void {
  const alive = { http: { path: ALIVE, port: 'http' } };
  deployment(chart, 'schema-registry', {
    part: 'server',
    replicas,
    pod: {
      user: 1001,
      containers: [
        {
          name: 'apicurio',
          image,
          env: {
            APICURIO_STORAGE_KIND: 'sql',
            APICURIO_STORAGE_SQL_KIND: 'postgresql',
            APICURIO_DATASOURCE_URL: store.jdbcUrl,
            APICURIO_DATASOURCE_USERNAME: { secret: store.secret, key: 'username' },
            APICURIO_DATASOURCE_PASSWORD: { secret: store.secret, key: 'password' },
            // Twenty at once and a hundred at most are its own choice.
            APICURIO_DATASOURCE_JDBC_INITIAL_SIZE: '2',
            APICURIO_DATASOURCE_JDBC_MIN_SIZE: '2',
            APICURIO_DATASOURCE_JDBC_MAX_SIZE: String(connections),
            QUARKUS_HTTP_ACCESS_LOG_EXCLUDE_PATTERN: ALIVE,
            // Heap as a share of the container's memory, in per cent. Source: Red Hat's OpenJDK images, run-java.sh.
            JAVA_MAX_MEM_RATIO: '65',
          },
          ports: { http: PORT, management: MANAGEMENT_PORT },
          probes: {
            startup: { ...alive, period: 5, failures: 48 },
            readiness: alive,
            liveness: { ...alive, period: 20, failures: 6 },
          },
          resources: { cpu, memory },
          mounts: { '/tmp': scratch('tmp', '256Mi') },
        },
      ],
    },
  });
}
