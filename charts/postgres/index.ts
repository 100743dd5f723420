import { defineService, type Reference } from '../../platform/service';
import { bucket } from '../minio';
import { alerts } from './alerts';
import { backups } from './backups';
import { cluster, INSTANCES } from './cluster';
import { dashboard } from './dashboard';
import { databaseName, databases } from './databases';
import { entrance, pooler } from './pooler';
import { accepts, defaults, type Settings } from './settings';

/** What consumers are told besides host and port; an external server states its own. */
export interface Facts {
  /** How far clients insist on TLS, in libpq's and the JDBC driver's words: `require`, `verify-full`. */
  readonly sslmode: string;
}

/** A database as its consumer sees it. */
export interface Database {
  readonly host: string;
  readonly port: number;
  readonly database: string;
  /** Login, also the owner of the database. */
  readonly user: string;
  /** JDBC URL without credentials, with the TLS mode as its one parameter. */
  readonly jdbcUrl: string;
  /** Secret in the consumer's namespace with the keys `username`, `password`, `uri` and `jdbc-url`. */
  readonly secret: string;
}

/** PostgreSQL, run by CloudNativePG: one cluster of a primary and its standbys, a database and a role for each claim. */
export const postgres = defineService('postgres', {
  images: {
    server: 'ghcr.io/cloudnative-pg/postgresql:18.6-standard-trixie',
    pooler: 'ghcr.io/cloudnative-pg/pgbouncer:1.25.1',
  },
  serves: {
    sql: {
      port: 5432,
      service: 'postgres-rw',
      operated: true,
      pods: INSTANCES,
      instead: (settings) => entrance(settings as Settings),
    },
    metrics: { port: 9187, service: null, pods: INSTANCES, metrics: '/metrics' },
  },
  uses: { backups: bucket('postgres-backups') },
  // Standbys stream from 5432; a primary that reaches neither the API server nor a peer's 8000 stops itself.
  peers: [5432, 8000],
  operatedBy: { 'cloudnative-pg': [5432, 8000] },
  kubernetesApi: true,
  facts: { sslmode: 'require' } as Facts,
  settings: defaults,
  accepts,
  backups: ({ backup }) => [
    {
      what: `every database, to any moment of the last ${backup.keepDays} days`,
      where: 'bucket `postgres-backups` at minio',
      often: `base backup daily at ${backup.at} UTC, log continuously`,
      restore: 'restore',
    },
  ],
  alerts,
  dashboard,
  build(chart, { overlay, settings, uses, claims, images }) {
    const store = backups(chart, settings, uses.backups);
    cluster(chart, { overlay, image: images.server, settings, store });
    databases(chart, claims);
    pooler(chart, images.pooler, settings, claims.length);
  },
});

/**
 * A database of its own, and a role of the same name that owns it and may enter no other.
 * @throws RangeError where the name is reserved or ill-formed
 */
export const database = (name: string): Reference<Database> =>
  postgres.claim('sql', {
    kind: 'database',
    name: databaseName(name),
    credential: {
      user: name,
      provider: {
        type: 'kubernetes.io/basic-auth',
        // Has the operator set a changed password at once.
        labels: { 'cnpg.io/reload': 'true' },
        data: { username: '{{ .username }}', password: '{{ .password }}' },
      },
      consumer: ({ host, port, facts }) => ({
        data: {
          username: '{{ .username }}',
          password: '{{ .password }}',
          uri: `postgresql://{{ .username }}:{{ .password | urlquery }}@${host}:${port}/${name}?sslmode=${facts.sslmode}`,
          'jdbc-url': jdbcUrl(host, port, name, facts),
        },
      }),
    },
    bind: ({ host, port, facts }, { user, secret }) => ({
      host,
      port,
      database: name,
      user,
      jdbcUrl: jdbcUrl(host, port, name, facts),
      secret,
    }),
  });

const jdbcUrl = (host: string, port: number, name: string, { sslmode }: Facts): string =>
  `jdbc:postgresql://${host}:${port}/${name}?sslmode=${sslmode}`;
