import type { ServiceChart } from '../../platform/chart';
import { job } from '../../platform/job';
import type { EnvSource } from '../../platform/pod';
import { configFiles, scratch, secretFiles } from '../../platform/volume';
import { deployment } from '../../platform/workload';
import type { Bucket } from '../minio';
import type { Database } from '../postgres';

/** User of both images. Source: apache/polaris 1.7.0, runtime/server/src/main/docker/Dockerfile.jvm. */
export const USER = 10000;

const ROOT = '/run/root';
const KEYS = '/run/keys';

/** What the first start needs. */
export interface BootstrapOptions {
  readonly image: string;
  readonly store: Database;
  /** Secret with the file of root credentials. */
  readonly root: string;
}

/**
 * Makes the tables, the realm and its root login. A realm that exists is left as it is and counts as success. Source:
 * apache/polaris 1.7.0, runtime/admin, BootstrapCommand.java.
 */
export function bootstrap(chart: ServiceChart, { image, store, root }: BootstrapOptions): void {
  job(chart, 'iceberg-bootstrap', {
    part: 'bootstrap',
    pod: {
      user: USER,
      containers: [
        {
          name: 'admin',
          image,
          args: ['bootstrap', `--credentials-file=${ROOT}/credentials.json`],
          env: datasource(store),
          resources: { cpu: '100m', memory: '512Mi' },
          mounts: { [ROOT]: secretFiles(root, { 'credentials.json': 'credentials.json' }) },
        },
      ],
    },
  });
}

/** What the servers are made of. */
export interface ServersOptions {
  readonly image: string;
  readonly replicas: number;
  readonly cpu: string;
  readonly memory: string;
  readonly store: Database;
  readonly files: Bucket;
  /** Secret with the key that signs tokens. */
  readonly tokens: string;
}

/**
 * The servers. All of them sign tokens with one key, so that each accepts what another issued. The health of the database
 * is no part of any probe: without it every server would leave the Service at once.
 */
export function servers(chart: ServiceChart, options: ServersOptions): void {
  const { image, replicas, cpu, memory, store, files, tokens } = options;
  const live = { path: '/q/health/live', port: 'management' };
  deployment(chart, 'iceberg', {
    part: 'server',
    replicas,
    pod: {
      user: USER,
      containers: [
        {
          name: 'polaris',
          image,
          env: {
            ...datasource(store),
            AWS_REGION: files.region,
            AWS_ACCESS_KEY_ID: { secret: files.secret, key: 'access-key' },
            AWS_SECRET_ACCESS_KEY: { secret: files.secret, key: 'secret-key' },
            // Heap as a share of the container's memory, in per cent. Source: Red Hat's OpenJDK images, run-java.sh.
            JAVA_MAX_MEM_RATIO: '70',
          },
          ports: { rest: 8181, management: 8182 },
          probes: {
            startup: { http: live, period: 5, failures: 36 },
            readiness: { http: live },
            liveness: { http: live },
          },
          resources: { cpu, memory },
          mounts: {
            '/deployments/config': configFiles(chart, 'iceberg', CONFIG),
            [KEYS]: secretFiles(tokens),
            // Tables' metadata is put together here before it goes to the object store.
            '/tmp': scratch('tmp', '256Mi'),
          },
        },
      ],
    },
  });
}

const datasource = ({ jdbcUrl, secret }: Database): Readonly<Record<string, EnvSource>> => ({
  QUARKUS_DATASOURCE_JDBC_URL: jdbcUrl,
  QUARKUS_DATASOURCE_USERNAME: { secret, key: 'username' },
  QUARKUS_DATASOURCE_PASSWORD: { secret, key: 'password' },
});

/** Source of the keys: apache/polaris 1.7.0, runtime/defaults, application.properties, and its configuration reference. */
const CONFIG = {
  'application.properties': `polaris.persistence.type=relational-jdbc
polaris.realm-context.realms=POLARIS
polaris.realm-context.require-header=false
polaris.authentication.type=internal
polaris.authentication.token-broker.type=symmetric-key
polaris.authentication.token-broker.symmetric-key.file=${KEYS}/symmetric.key
polaris.features."SUPPORTED_CATALOG_STORAGE_TYPES"=["S3"]
# Otherwise a server that is asked before the tables exist would take them for an old version until its restart.
polaris.behavior-changes."SCHEMA_VERSION_FALL_BACK_ON_DNE"=false
polaris.metrics.http-server-requests.histogram-slos=50ms,100ms,250ms,500ms,1s,2500ms,5s,10s
quarkus.datasource.jdbc.max-size=20
quarkus.http.port=8181
quarkus.management.port=8182
quarkus.log.file.enabled=false
`,
};
