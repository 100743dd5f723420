import { defineService, type Reference } from '../../platform/service';
import { atLeast } from '../../platform/settings';
import { database } from '../postgres';
import { alerts } from './alerts';
import { dashboard } from './dashboard';
import { MANAGEMENT_PORT, PORT, server } from './server';

/** What an overlay may change about the schema registry. */
interface Settings {
  /** Servers. They keep nothing themselves, so one more is only one more. */
  readonly replicas: number;
  /** CPU each server asks for. */
  readonly cpu: string;
  /** Memory of each server, most of it heap. */
  readonly memory: string;
  /** Connections each server may open to its database. */
  readonly connections: number;
}

/** What consumers are told besides host and port; a registry that somebody else runs states its own. */
interface Facts {
  readonly scheme: string;
  /** Path below which it speaks Confluent's API; empty for a registry that speaks nothing else. */
  readonly path: string;
}

/** The registry as its consumer sees it. */
export interface SchemaRegistry {
  /** URL of Confluent's API, which serializers call `schema.registry.url`. */
  readonly url: string;
}

const SERVERS = { 'app.kubernetes.io/name': 'schema-registry', 'app.kubernetes.io/component': 'server' };

/** Schemas of Kafka's messages and the rules by which they may change, run by Apicurio Registry on PostgreSQL. */
export const schemaRegistry = defineService('schema-registry', {
  images: { server: 'quay.io/apicurio/apicurio-registry:3.3.1' },
  serves: {
    http: { port: PORT, pods: SERVERS },
    management: { port: MANAGEMENT_PORT, pods: SERVERS, metrics: '/metrics' },
  },
  uses: { store: database('schemas') },
  facts: { scheme: 'http', path: '/apis/ccompat/v7' } as Facts,
  settings: { replicas: 2, cpu: '100m', memory: '1Gi', connections: 10 } as Settings,
  accepts: { replicas: atLeast(1), connections: atLeast(2) },
  alerts: () => alerts,
  dashboard,
  build(chart, { settings, uses, images }) {
    server(chart, { ...settings, image: images.server, store: uses.store });
  },
});

/** Reading and writing schemas. The registry knows no logins: whoever uses it may change every schema. */
export const schemas = (): Reference<SchemaRegistry> => {
  const { to, endpoint } = schemaRegistry.ref('http');
  return {
    to,
    endpoint,
    bind: ({ host, port, facts: { scheme, path } }) => ({ url: `${scheme}://${host}:${port}${path}` }),
  };
};
