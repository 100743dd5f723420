import type { EnvSource } from '../../platform/pod';
import type { Warehouse } from '../iceberg';
import type { KafkaClient } from '../kafka';
import type { Bucket } from '../minio';
import type { Database } from '../postgres';
import type { SchemaRegistry } from '../schema-registry';
import { fromEnv, lines } from './properties';
import type { Settings } from './settings';

/** What Trino is given by the services it reads. */
export interface Uses {
  readonly lake: Warehouse;
  readonly files: Bucket;
  readonly exchange: Bucket;
  readonly postgres: Database;
  readonly events: KafkaClient | undefined;
  readonly schemas: SchemaRegistry | undefined;
}

/** Where the nodes find the Kafka client's configuration. */
export const KAFKA_CLIENT = '/run/kafka';

/** `/etc/trino/catalog`: a file for each catalog. Secrets come from the environment. */
export const catalogs = (settings: Settings, uses: Uses): Readonly<Record<string, string>> => ({
  'lake.properties': lake(uses.lake, uses.files),
  'postgres.properties': postgres(uses.postgres),
  ...(uses.events ? { 'kafka.properties': kafka(uses.events, settings.kafkaTables) } : {}),
  ...(uses.events && uses.schemas ? { 'kafka_schemas.properties': described(uses.events, uses.schemas) } : {}),
  ...(settings.tpch ? { 'tpch.properties': lines(['connector.name=tpch']) } : {}),
});

/** The environment the catalogs and the exchange quote. */
export const environment = ({ lake, files, exchange, postgres }: Uses): Readonly<Record<string, EnvSource>> => ({
  LAKE_CREDENTIAL: { secret: lake.secret, key: 'credential' },
  S3_ACCESS_KEY: { secret: files.secret, key: 'access-key' },
  S3_SECRET_KEY: { secret: files.secret, key: 'secret-key' },
  EXCHANGE_ACCESS_KEY: { secret: exchange.secret, key: 'access-key' },
  EXCHANGE_SECRET_KEY: { secret: exchange.secret, key: 'secret-key' },
  POSTGRES_PASSWORD: { secret: postgres.secret, key: 'password' },
});

/**
 * Tokens are had anew with the client's credentials instead of being exchanged, which not every catalog server allows.
 * The file system's switch is called `fs.s3.enabled` from release 481 on. Source: trinodb/trino#29070.
 */
const lake = ({ uri, tokenUri, scope, warehouse }: Warehouse, files: Bucket): string =>
  lines([
    'connector.name=iceberg',
    'iceberg.catalog.type=rest',
    `iceberg.rest-catalog.uri=${uri}`,
    `iceberg.rest-catalog.warehouse=${warehouse}`,
    'iceberg.rest-catalog.security=OAUTH2',
    `iceberg.rest-catalog.oauth2.server-uri=${tokenUri}`,
    `iceberg.rest-catalog.oauth2.scope=${scope}`,
    `iceberg.rest-catalog.oauth2.credential=${fromEnv('LAKE_CREDENTIAL')}`,
    'iceberg.rest-catalog.oauth2.token-exchange-enabled=false',
    'fs.native-s3.enabled=true',
    `s3.endpoint=${files.endpoint}`,
    `s3.region=${files.region}`,
    `s3.path-style-access=${files.pathStyle}`,
    `s3.aws-access-key=${fromEnv('S3_ACCESS_KEY')}`,
    `s3.aws-secret-key=${fromEnv('S3_SECRET_KEY')}`,
  ]);

const postgres = ({ jdbcUrl, user }: Database): string =>
  lines([
    'connector.name=postgresql',
    `connection-url=${jdbcUrl}`,
    `connection-user=${user}`,
    `connection-password=${fromEnv('POSTGRES_PASSWORD')}`,
  ]);

/** Messages have no columns of their own unless described, so the internal ones are shown: key, message, offset, time. */
const kafka = ({ bootstrap }: KafkaClient, tables: readonly string[]): string =>
  lines([
    'connector.name=kafka',
    `kafka.nodes=${bootstrap}`,
    `kafka.config.resources=${KAFKA_CLIENT}/client.properties`,
    'kafka.hide-internal-columns=false',
    ...(tables.length > 0 ? [`kafka.table-names=${tables.join(',')}`] : []),
  ]);

/** Topics with a schema as tables of their own, in a catalog beside the other: it can take its tables from one source only. */
const described = ({ bootstrap }: KafkaClient, { url }: SchemaRegistry): string =>
  lines([
    'connector.name=kafka',
    `kafka.nodes=${bootstrap}`,
    `kafka.config.resources=${KAFKA_CLIENT}/client.properties`,
    'kafka.table-description-supplier=CONFLUENT',
    `kafka.confluent-schema-registry-url=${url}`,
  ]);
