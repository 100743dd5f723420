import { defineService, type SecretTemplate } from '../../platform/service';
import { database } from '../postgres';
import { searchIndex } from '../search';
import { actions } from './actions';
import { alerts } from './alerts';
import { consumers } from './consumers';
import { dashboard } from './dashboard';
import { frontend } from './frontend';
import { gms, HAZELCAST_PORT } from './gms';
import { accepts, areConsumersApart, defaults, type Settings } from './settings';
import { topics } from './topics';
import { update } from './update';

const ALL = { 'app.kubernetes.io/name': 'datahub' };
const part = (name: string) => ({ ...ALL, 'app.kubernetes.io/component': name });

/** Port of a URL that begins with `https`. */
const portOf = (url: string): number => Number(new URL(url).port || 443);

const only = (key: string): SecretTemplate => ({ data: { [key]: '{{ .password }}' } });
const image = <const N extends string>(name: N) => `docker.io/acryldata/datahub-${name}:v1.7.0` as const;

/** DataHub: what data there is, where it comes from, and whose it is. */
export const datahub = defineService('datahub', {
  images: {
    gms: image('gms'),
    frontend: image('frontend-react'),
    actions: image('actions'),
    update: image('upgrade'),
    mae: image('mae-consumer'),
    mce: image('mce-consumer'),
  },
  serves: {
    // It also answers below `/api`: with the session of the browser, or with a token, it asks the metadata service.
    frontend: { port: 9002, service: 'datahub-frontend', portName: 'http', pods: part('frontend'), public: 'datahub' },
    'frontend-jmx': {
      port: 4318,
      service: 'datahub-frontend',
      portName: 'metrics',
      pods: part('frontend'),
      metrics: '/metrics',
    },
    gms: { port: 8080, service: 'datahub-gms', portName: 'http', pods: part('gms') },
    // The metadata service and the consumers, however many of them there are.
    management: { port: 4319, service: null, pods: ALL, metrics: '/actuator/prometheus' },
    actions: {
      port: 8000,
      service: 'datahub-actions',
      portName: 'metrics',
      pods: part('actions'),
      metrics: '/metrics',
    },
  },
  uses: { store: database('datahub'), search: searchIndex('datahub'), ...topics },
  peers: [8080],
  clustering: (settings) => (areConsumersApart(settings) ? [HAZELCAST_PORT] : []),
  // What ingestion reads and installs.
  internet: [443],
  outside: ({ oidc }) => (oidc ? [portOf(oidc)] : []),
  credentials: {
    system: {
      username: '__datahub_system',
      secret: { data: { username: '{{ .username }}', password: '{{ .password }}' } },
    },
    signing: { secret: only('key') },
    salt: { secret: only('salt') },
    encryption: { secret: only('key') },
    session: { secret: only('key') },
    admin: {
      username: 'datahub',
      secret: {
        data: {
          username: '{{ .username }}',
          password: '{{ .password }}',
          'user.props': '{{ .username }}:{{ .password }}',
        },
      },
    },
    oidc: {
      prepared: 'fields "client-id" and "client-secret": the client of DataHub at the identity provider',
      when: ({ oidc }: Settings) => oidc !== '',
      secret: {
        data: { 'client-id': '{{ index . "client-id" }}', 'client-secret': '{{ index . "client-secret" }}' },
      },
    },
  },
  settings: defaults as Settings,
  accepts,
  alerts,
  dashboard,
  build(chart, { settings, uses, images, credentials, hosts }) {
    const baseUrl = `https://${hosts.frontend}`;
    const options = { settings, uses, credentials, baseUrl };
    update(chart, images.update, options);
    gms(chart, images.gms, options);
    if (areConsumersApart(settings)) consumers(chart, images, options);
    frontend(chart, { ...options, image: images.frontend });
    actions(chart, { image: images.actions, settings: settings.actions, uses, system: credentials.system });
  },
});
