import { defineService, type Reference } from '../../platform/service';
import { atLeast } from '../../platform/settings';
import { bucket } from '../minio';
import { database } from '../postgres';
import { alerts } from './alerts';
import { dashboard } from './dashboard';
import { provisioning } from './provisioning';
import { bootstrap, servers } from './servers';

/** What an overlay may change about the Iceberg catalog. */
interface Settings {
  /** Servers. They keep nothing themselves, so one more is only one more. */
  readonly replicas: number;
  /** CPU each server asks for. */
  readonly cpu: string;
  /** Memory of each server, most of it heap. */
  readonly memory: string;
}

/** What consumers are told besides host and port; another REST catalog states its own. */
interface Facts {
  readonly scheme: string;
  /** Path of the Iceberg REST API; tokens are had below it, at `/v1/oauth/tokens`. */
  readonly path: string;
  /** OAuth2 scope to ask for: with Polaris, the roles to act in. */
  readonly scope: string;
}

/** A warehouse as its consumer sees it. */
export interface Warehouse {
  /** URL of the Iceberg REST API. */
  readonly uri: string;
  /** URL where the client's id and secret are exchanged for a token. */
  readonly tokenUri: string;
  /** OAuth2 scope to ask for. */
  readonly scope: string;
  /** What clients call `warehouse`: the name of the catalog at the server. */
  readonly warehouse: string;
  /** Secret in the consumer's namespace with the keys `client-id`, `client-secret` and `credential` (`id:secret`). */
  readonly secret: string;
}

const SERVERS = { 'app.kubernetes.io/name': 'iceberg', 'app.kubernetes.io/component': 'server' };

/** The Iceberg REST catalog, run by Apache Polaris: tables' names, owners and current metadata, kept in PostgreSQL. */
export const iceberg = defineService('iceberg', {
  images: {
    server: 'docker.io/apache/polaris:1.7.0',
    admin: 'docker.io/apache/polaris-admin-tool:1.7.0',
  },
  serves: {
    rest: { port: 8181, pods: SERVERS },
    management: { port: 8182, pods: SERVERS, metrics: '/q/metrics' },
  },
  uses: { store: database('iceberg'), files: bucket('lake', { versioned: true }) },
  peers: [8181],
  facts: { scheme: 'http', path: '/api/catalog', scope: 'PRINCIPAL_ROLE:ALL' } as Facts,
  credentials: {
    root: {
      username: 'root',
      secret: {
        data: {
          username: '{{ .username }}',
          password: '{{ .password }}',
          'credentials.json': '{"POLARIS":{"client-id":"{{ .username }}","client-secret":"{{ .password }}"}}',
        },
      },
    },
    tokens: { username: 'tokens', secret: { data: { 'symmetric.key': '{{ .password }}' } } },
  },
  settings: { replicas: 2, cpu: '500m', memory: '1Gi' } as Settings,
  accepts: { replicas: atLeast(1) },
  alerts,
  dashboard,
  build(chart, { settings, uses, claims, images, credentials }) {
    bootstrap(chart, { image: images.admin, store: uses.store, root: credentials.root });
    servers(chart, {
      ...settings,
      image: images.server,
      store: uses.store,
      files: uses.files,
      tokens: credentials.tokens,
    });
    provisioning(chart, { claims, image: images.server, files: uses.files, root: credentials.root });
  },
});

/**
 * A warehouse and the right to make, read and write everything in it. Several services may claim the same one; each has
 * one login for all of its warehouses. Its files lie in the bucket `lake` under its name: who reads or writes them claims
 * that bucket too, since the catalog hands out no credentials of the object store.
 */
export const warehouse = (name: string): Reference<Warehouse> =>
  iceberg.claim('rest', {
    kind: 'warehouse',
    name,
    shared: true,
    credential: {
      provider: { data: { username: '{{ .username }}', password: '{{ .password }}' } },
      consumer: () => ({
        data: {
          'client-id': '{{ .username }}',
          'client-secret': '{{ .password }}',
          credential: '{{ .username }}:{{ .password }}',
        },
      }),
    },
    bind: ({ host, port, facts: { scheme, path, scope } }, { secret }) => ({
      uri: `${scheme}://${host}:${port}${path}`,
      tokenUri: `${scheme}://${host}:${port}${path}/v1/oauth/tokens`,
      scope,
      warehouse: name,
      secret,
    }),
  });
