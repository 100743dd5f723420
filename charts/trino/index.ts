import { defineService, optional } from '../../platform/service';
import { configFiles } from '../../platform/volume';
import { warehouse } from '../iceberg';
import { topicReader } from '../kafka';
import { bucket } from '../minio';
import { database } from '../postgres';
import { schemas } from '../schema-registry';
import { alerts } from './alerts';
import { autoscaler, isAutoscaled } from './autoscaler';
import { catalogs } from './catalogs';
import { coordinatorFiles, workerFiles } from './config';
import { dashboard } from './dashboard';
import { coordinator, worker } from './nodes';
import { accepts, defaults, type Settings } from './settings';

const NODES = { 'app.kubernetes.io/name': 'trino' };
const COORDINATOR = { ...NODES, 'app.kubernetes.io/component': 'coordinator' };

/** Trino: SQL over the lake, PostgreSQL and Kafka. One coordinator that plans, `workers` workers that compute. */
export const trino = defineService('trino', {
  images: { server: 'docker.io/trinodb/trino:480' },
  serves: {
    http: { port: 8080, pods: COORDINATOR, public: 'trino' },
    // Every node at once, so that there is something to scrape however many workers there are.
    metrics: { port: 8080, service: null, portName: 'http', pods: NODES, metrics: '/metrics' },
  },
  uses: {
    lake: warehouse('lake'),
    files: bucket('lake', { versioned: true }),
    exchange: bucket('trino-exchange', { expireDays: 2 }),
    postgres: database('trino'),
    events: optional(topicReader()),
    schemas: optional(schemas()),
  },
  clustering: ({ workers }) => (workers > 0 ? [8080] : []),
  credentials: {
    internal: { username: 'internal', secret: { data: { password: '{{ .password }}' } } },
    admin: {
      username: 'admin',
      secret: {
        data: {
          username: '{{ .username }}',
          password: '{{ .password }}',
          'password.db': '{{ .username }}:{{ .password | bcrypt | replace "$2a$" "$2y$" }}',
        },
      },
    },
  },
  settings: defaults as Settings,
  accepts,
  alerts,
  dashboard,
  build(chart, { overlay, settings, uses, images, credentials }) {
    const pod = { image: images.server, settings, uses, credentials };
    const tables = configFiles(chart, 'trino-catalogs', catalogs(settings, uses));
    const config = { overlay, settings, exchange: uses.exchange };
    coordinator(chart, {
      ...pod,
      catalogs: tables,
      config: configFiles(chart, 'trino-coordinator', coordinatorFiles(config)),
    });
    if (isAutoscaled(settings)) autoscaler(chart, settings);
    if (settings.workers > 0)
      worker(chart, { ...pod, catalogs: tables, config: configFiles(chart, 'trino-worker', workerFiles(config)) });
  },
});
