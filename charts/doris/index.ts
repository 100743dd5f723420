import { defineService, optional, type Reference } from '../../platform/service';
import { warehouse } from '../iceberg';
import { bucket } from '../minio';
import { alerts } from './alerts';
import { cluster } from './cluster';
import { databaseName } from './database';
import { BACKEND_SERVICE, BACKENDS, FRONTEND_SERVICE, FRONTENDS, QUERY_PORT } from './names';
import { provisioning } from './provisioning';
import { accepts, defaults, type Settings } from './settings';

/** A login of Doris itself: a user and the password generated for it. */
const login = <U extends string>(username: U, type?: string) => ({
  username,
  secret: { ...(type ? { type } : {}), data: { username: '{{ .username }}', password: '{{ .password }}' } },
});

/**
 * User by which servers enter themselves. The image makes it unless its name occurs among users, roles and rights that
 * are there from the start, and writes it unquoted.
 */
const REGISTRAR = 'nodekeeper';

/** Apache Doris, run by its operator: frontends that plan and keep the metadata, backends that keep data and compute. */
export const doris = defineService('doris', {
  images: { frontend: 'docker.io/apache/doris:fe-4.0.8', backend: 'docker.io/apache/doris:be-4.0.8' },
  serves: {
    sql: { port: QUERY_PORT, service: FRONTEND_SERVICE, operated: true, portName: 'query-port', pods: FRONTENDS },
    load: { port: 8040, service: BACKEND_SERVICE, operated: true, portName: 'webserver-port', pods: BACKENDS },
    frontends: { port: 8030, service: null, portName: 'http-port', pods: FRONTENDS, metrics: '/metrics' },
    backends: { port: 8040, service: null, portName: 'webserver-port', pods: BACKENDS, metrics: '/metrics' },
  },
  uses: { lake: optional(warehouse('lake')), files: optional(bucket('lake', { versioned: true })) },
  // Frontends: HTTP, edit log, Thrift, MySQL. Backends: HTTP, bRPC, heartbeat, Thrift.
  peers: [8030, 9010, 9020, QUERY_PORT, 8040, 8060, 9050, 9060],
  // It takes frontends out of the cluster by SQL.
  operatedBy: { 'doris-operator': [QUERY_PORT] },
  podSecurity: {
    level: 'baseline',
    reason: 'The images run as root and link configuration into their own file system.',
  },
  credentials: {
    root: login('root'),
    admin: login('admin'),
    [REGISTRAR]: login(REGISTRAR, 'kubernetes.io/basic-auth'),
  },
  settings: defaults as Settings,
  accepts,
  backups: () => [
    {
      what: 'databases, one by one',
      where: 'a repository in object storage',
      often: 'as people take snapshots of them',
      restore: 'back-up-and-restore',
      byHand: true,
    },
  ],
  alerts,
  build(chart, { settings, uses, claims, images, credentials }) {
    cluster(chart, { images, settings, login: credentials[REGISTRAR] });
    provisioning(chart, {
      claims,
      image: images.frontend,
      logins: credentials,
      registrar: REGISTRAR,
      lake: uses.lake && uses.files ? { warehouse: uses.lake, files: uses.files } : undefined,
    });
  },
});

/** A database as its consumer sees it. */
export interface DorisDatabase {
  readonly host: string;
  /** Port of the MySQL protocol. */
  readonly port: number;
  readonly database: string;
  readonly user: string;
  /** JDBC URL for MySQL's driver, without credentials. */
  readonly jdbcUrl: string;
  /** Secret in the consumer's namespace with the keys `username`, `password`, `uri` and `jdbc-url`. */
  readonly secret: string;
}

/**
 * A database, and the right to make, load, read and drop everything in it. Several services may claim the same one; each
 * has one login for all of its databases. Who also loads by HTTP uses `doris.ref('load')`, the backends' port.
 * @throws RangeError where the name is reserved or ill-formed
 */
export const dorisDatabase = (name: string): Reference<DorisDatabase> =>
  doris.claim('sql', {
    kind: 'database',
    name: databaseName(name),
    shared: true,
    credential: {
      provider: { data: { username: '{{ .username }}', password: '{{ .password }}' } },
      consumer: ({ host, port }) => ({
        data: {
          username: '{{ .username }}',
          password: '{{ .password }}',
          uri: `mysql://{{ .username }}:{{ .password | urlquery }}@${host}:${port}/${name}`,
          'jdbc-url': jdbcUrl(host, port, name),
        },
      }),
    },
    bind: ({ host, port }, { user, secret }) => ({
      host,
      port,
      database: name,
      user,
      jdbcUrl: jdbcUrl(host, port, name),
      secret,
    }),
  });

const jdbcUrl = (host: string, port: number, name: string): string => `jdbc:mysql://${host}:${port}/${name}`;
