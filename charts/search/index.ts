import { defineService, type Reference } from '../../platform/service';
import { bucket } from '../minio';
import { alerts } from './alerts';
import { cluster } from './cluster';
import { dashboard } from './dashboard';
import { exporter } from './exporter';
import { CA_SECRET, HTTP_SERVICE, NODES } from './names';
import { KEEPER, loginOf, ownerOf, WATCHER } from './roles';
import { accepts, defaults, type Settings } from './settings';
import { snapshots } from './snapshots';

/** What consumers are told besides host and port; an external engine states its own. */
interface Facts {
  readonly scheme: string;
}

/** A part of the search engine as its consumer sees it. */
export interface SearchIndex {
  readonly host: string;
  readonly port: number;
  /** `https` where clients speak TLS, with the CA in the Secret. */
  readonly scheme: string;
  /** What the names of the consumer's indices begin with, before an underscore or a dash. */
  readonly prefix: string;
  /** Secret in the consumer's namespace with the keys `username`, `password` and `ca.crt`. */
  readonly secret: string;
}

/** Elasticsearch, run by ECK: indices for those who claim a prefix. */
export const search = defineService('search', {
  images: {
    server: 'docker.elastic.co/elasticsearch/elasticsearch:8.19.20',
    exporter: 'quay.io/prometheuscommunity/elasticsearch-exporter:v1.11.0',
  },
  serves: {
    http: { port: 9200, service: HTTP_SERVICE, operated: true, portName: 'https', pods: NODES },
    exporter: {
      port: 9114,
      service: 'search-exporter',
      pods: { 'app.kubernetes.io/name': 'search', 'app.kubernetes.io/component': 'exporter' },
      metrics: { paths: ['/metrics'], interval: 60 },
    },
  },
  uses: { snapshots: bucket('search-snapshots') },
  // The exporter and the Job ask 9200, the nodes talk on 9300.
  peers: [9200, 9300],
  operatedBy: { eck: [9200] },
  publishes: { ca: { secret: CA_SECRET, keys: ['ca.crt'] } },
  facts: { scheme: 'https' } as Facts,
  credentials: {
    exporter: { username: 'exporter', secret: loginOf('exporter', WATCHER) },
    snapshots: { username: 'snapshots', secret: loginOf('snapshots', KEEPER) },
  },
  settings: defaults as Settings,
  accepts,
  backups: ({ snapshots: { at, keepDays } }) => [
    {
      what: 'every index',
      where: 'bucket `search-snapshots`',
      often: `daily at ${at} UTC, kept for ${keepDays} days`,
      restore: 'restore',
    },
  ],
  alerts,
  dashboard,
  build(chart, { settings, uses, claims, images, credentials }) {
    const logins = [credentials.exporter, credentials.snapshots, ...claims.map(({ secret }) => secret)];
    cluster(chart, { image: images.server, settings, logins, snapshots: uses.snapshots });
    exporter(chart, { image: images.exporter, login: credentials.exporter });
    snapshots(chart, {
      image: images.server,
      settings: settings.snapshots,
      bucket: uses.snapshots,
      login: credentials.snapshots,
    });
  },
});

/** Logins of the engine itself and of the operator. Source: Elasticsearch 8.19 reference, Built-in users. */
const RESERVED = ['elastic', 'exporter', 'kibana', 'snapshots'];

/**
 * Every index whose name begins with `prefix` and an underscore or a dash, and a login of that name that owns them.
 * @throws RangeError where the prefix is reserved or ill-formed
 */
export function searchIndex(prefix: string): Reference<SearchIndex> {
  if (RESERVED.includes(prefix))
    throw new RangeError(`search index "${prefix}" is reserved; claim one of another prefix`);
  if (!/^[a-z][a-z0-9]{0,39}$/.test(prefix))
    throw new RangeError(`search index "${prefix}" must be a lower-case word of at most 40 letters and digits`);
  return search.claim('http', {
    kind: 'index',
    name: prefix,
    credential: {
      user: prefix,
      provider: loginOf(`owner_of_${prefix}`, ownerOf(prefix)),
      consumer: () => ({
        data: {
          username: '{{ .username }}',
          password: '{{ .password }}',
          'ca.crt': '{{ index . "ca.crt" }}',
        },
      }),
      includes: ['ca'],
    },
    bind: ({ host, port, facts: { scheme } }, { secret }) => ({ host, port, scheme, prefix, secret }),
  });
}
