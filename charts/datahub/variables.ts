import type { EnvSource } from '../../platform/pod';
import { checksumOf } from '../../platform/volume';
import type { Database } from '../postgres';
import type { SearchIndex } from '../search';
import { KAFKA_CA, TRUST_STORE } from './pods';
import type { Settings } from './settings';
import { GROUP_NAMES, type Topics, topicNames } from './topics';

type Env = Readonly<Record<string, EnvSource>>;

/** Version of every image, and of the ingestion programs that Actions install. */
export const VERSION = '1.7.0';

export const GMS_HOST = 'datahub-gms.datahub.svc';
export const GMS_PORT = 8080;

/** GMS serves the schemas of its messages itself. The slash at the end is needed. */
export const REGISTRY = `http://${GMS_HOST}:${GMS_PORT}/schema-registry/api/`;

export interface Uses extends Topics {
  readonly store: Database;
  readonly search: SearchIndex;
}

/** Names of the Secrets of DataHub itself. */
export interface Secrets {
  readonly system: string;
  readonly signing: string;
  readonly salt: string;
  readonly encryption: string;
}

export interface EnvOptions {
  readonly settings: Settings;
  readonly uses: Uses;
  readonly credentials: Secrets;
  /** Where people reach the frontend. */
  readonly baseUrl: string;
}

/** What every Java program of DataHub but the frontend needs. Source: DataHub 1.7, docs/deploy/environment-vars.md. */
export const serverEnv = ({ settings, uses, credentials, baseUrl }: EnvOptions): Env => ({
  JAVA_OPTS: '-XX:MaxRAMPercentage=70 -XX:+ExitOnOutOfMemoryError',
  DATAHUB_BASE_URL: baseUrl,
  DATAHUB_REVISION: revisionOf(settings),
  DATAHUB_GMS_HOST: GMS_HOST,
  DATAHUB_GMS_PORT: String(GMS_PORT),
  MANAGEMENT_SERVER_PORT: '4319',
  ...databaseEnv(uses.store, settings.gms.connections),
  ...searchEnv(uses.search, settings.indexCopies),
  ...kafkaEnv(uses),
  ...systemLogin(credentials.system),
  METADATA_SERVICE_AUTH_ENABLED: 'true',
  REST_API_AUTHORIZATION_ENABLED: 'true',
  DATAHUB_TOKEN_SERVICE_SIGNING_KEY: { secret: credentials.signing, key: 'key' },
  DATAHUB_TOKEN_SERVICE_SALT: { secret: credentials.salt, key: 'salt' },
  SECRET_SERVICE_ENCRYPTION_KEY: { secret: credentials.encryption, key: 'key' },
  UI_INGESTION_ENABLED: 'true',
  UI_INGESTION_DEFAULT_CLI_VERSION: VERSION,
  DATAHUB_TELEMETRY_ENABLED: 'false',
  ENTITY_GRAPH_CACHE_ENABLED: 'false',
  // Indices are rebuilt beside the old ones, while both versions run.
  ZDU_STAGE_20: 'true',
});

/** By this the programs of one release know each other and the update that was made for them. */
const revisionOf = ({ indexCopies }: Settings): string =>
  `${VERSION}-${checksumOf({ indexCopies: String(indexCopies) }).slice(0, 8)}`;

/** The login by which DataHub's parts trust each other. */
export const systemLogin = (secret: string): Env => ({
  DATAHUB_SYSTEM_CLIENT_ID: { secret, key: 'username' },
  DATAHUB_SYSTEM_CLIENT_SECRET: { secret, key: 'password' },
});

const databaseEnv = ({ host, port, jdbcUrl, secret }: Database, connections: number): Env => ({
  EBEAN_DATASOURCE_HOST: `${host}:${port}`,
  EBEAN_DATASOURCE_URL: jdbcUrl,
  EBEAN_DATASOURCE_DRIVER: 'org.postgresql.Driver',
  EBEAN_DATASOURCE_USERNAME: { secret, key: 'username' },
  EBEAN_DATASOURCE_PASSWORD: { secret, key: 'password' },
  EBEAN_MAX_CONNECTIONS: String(connections),
});

const searchEnv = ({ host, port, scheme, prefix, secret }: SearchIndex, copies: number): Env => ({
  ELASTICSEARCH_HOST: host,
  ELASTICSEARCH_PORT: String(port),
  ELASTICSEARCH_USE_SSL: String(scheme === 'https'),
  ELASTICSEARCH_SSL_TRUSTSTORE_FILE: TRUST_STORE,
  ELASTICSEARCH_SSL_TRUSTSTORE_TYPE: 'PKCS12',
  ELASTICSEARCH_SSL_TRUSTSTORE_PASSWORD: { secret, key: 'password' },
  ELASTICSEARCH_USERNAME: { secret, key: 'username' },
  ELASTICSEARCH_PASSWORD: { secret, key: 'password' },
  ELASTICSEARCH_SHIM_ENGINE_TYPE: 'AUTO_DETECT',
  ELASTICSEARCH_SHIM_AUTO_DETECT: 'true',
  ELASTICSEARCH_NUM_REPLICAS_PER_INDEX: String(copies),
  // The start script asks with curl, which knows nothing of the trust store.
  SKIP_ELASTICSEARCH_CHECK: 'true',
  INDEX_PREFIX: prefix,
  GRAPH_SERVICE_IMPL: 'elasticsearch',
});

/** What brokers take at most, on all sides. Source: `message.max.bytes` of the Kafka service. */
const LARGEST_MESSAGE_BYTES = String(5 * 1024 * 1024);

/** The variables above are put into the one below by Kubernetes. */
const JAAS = [
  'org.apache.kafka.common.security.scram.ScramLoginModule required',
  'username="$(KAFKA_USERNAME)" password="$(KAFKA_PASSWORD)";',
].join(' ');

function kafkaEnv(uses: Topics): Env {
  const { bootstrap, secret } = uses.proposals;
  return {
    KAFKA_USERNAME: { secret, key: 'username' },
    KAFKA_PASSWORD: { secret, key: 'password' },
    KAFKA_BOOTSTRAP_SERVER: bootstrap,
    KAFKA_PROPERTIES_SECURITY_PROTOCOL: 'SASL_SSL',
    SPRING_KAFKA_PROPERTIES_SECURITY_PROTOCOL: 'SASL_SSL',
    SPRING_KAFKA_PROPERTIES_SASL_MECHANISM: 'SCRAM-SHA-512',
    SPRING_KAFKA_PROPERTIES_SASL_JAAS_CONFIG: JAAS,
    SPRING_KAFKA_PROPERTIES_SSL_TRUSTSTORE_TYPE: 'PEM',
    SPRING_KAFKA_PROPERTIES_SSL_TRUSTSTORE_LOCATION: `${KAFKA_CA}/ca.crt`,
    KAFKA_PRODUCER_MAX_REQUEST_SIZE: LARGEST_MESSAGE_BYTES,
    KAFKA_CONSUMER_MAX_PARTITION_FETCH_BYTES: LARGEST_MESSAGE_BYTES,
    MAX_MESSAGE_BYTES: LARGEST_MESSAGE_BYTES,
    SCHEMA_REGISTRY_TYPE: 'INTERNAL',
    KAFKA_SCHEMAREGISTRY_URL: REGISTRY,
    ...topicNames(uses),
    ...GROUP_NAMES,
  };
}
