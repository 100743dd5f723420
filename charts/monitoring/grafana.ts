import { dump } from 'js-yaml';
import type { Fields } from '../../manifest/types';
import type { ServiceChart } from '../../platform/chart';
import type { EnvSource } from '../../platform/pod';
import { configFiles, scratch, type Volume } from '../../platform/volume';
import { deployment } from '../../platform/workload';
import { type Dashboard, LOGS, METRICS } from './dashboards';
import { PORTS } from './names';

export interface GrafanaOptions {
  readonly image: string;
  readonly host: string;
  readonly oidc: string;
  /** Secrets: login of `admin`, key that signs and encrypts, secret of the OpenID client. */
  readonly credentials: { readonly admin: string; readonly signing: string; readonly oidc: string };
  readonly dashboards: readonly Dashboard[];
}

const DASHBOARDS = '/var/lib/dashboards';

/**
 * Grafana, which keeps nothing: data sources and dashboards come from files, so that it works while everything else does
 * not. What people change in the browser is gone with the pod.
 */
export function grafana(chart: ServiceChart, { image, host, oidc, credentials, dashboards }: GrafanaOptions): void {
  deployment(chart, 'grafana', {
    part: 'grafana',
    replicas: 1,
    pod: {
      user: 472,
      containers: [
        {
          name: 'grafana',
          image,
          env: {
            ...SETTINGS,
            GF_SERVER_ROOT_URL: `https://${host}`,
            GF_SECURITY_ADMIN_USER: { secret: credentials.admin, key: 'username' },
            GF_SECURITY_ADMIN_PASSWORD: { secret: credentials.admin, key: 'password' },
            GF_SECURITY_SECRET_KEY: { secret: credentials.signing, key: 'password' },
            ...(oidc ? login(oidc, credentials.oidc) : {}),
          },
          ports: { http: PORTS.grafana },
          probes: {
            startup: { http: HEALTH, period: 5, failures: 60 },
            readiness: { http: HEALTH },
            liveness: { http: HEALTH, failures: 6 },
          },
          resources: { cpu: '50m', memory: '192Mi', memoryLimit: '512Mi' },
          mounts: {
            '/var/lib/grafana': scratch('grafana', '512Mi'),
            '/etc/grafana/provisioning/datasources': configFiles(chart, 'grafana-datasources', {
              'datasources.yaml': yaml(DATA_SOURCES),
            }),
            '/etc/grafana/provisioning/dashboards': configFiles(chart, 'grafana-dashboards', {
              'dashboards.yaml': yaml(PROVIDER),
            }),
            ...Object.fromEntries(dashboards.map((each) => [`${DASHBOARDS}/${each.name}`, files(chart, each)])),
          },
        },
      ],
    },
  });
}

const HEALTH = { path: '/api/health', port: 'http' } as const;

/** Without its checksum, because Grafana reads changed files by itself. */
function files(chart: ServiceChart, { name, model }: Dashboard): Volume {
  const { checksum: _, ...volume } = configFiles(chart, `dashboard-${name}`, {
    [`${name}.json`]: `${JSON.stringify(model, null, 2)}\n`,
  });
  return volume;
}

const yaml = (value: Fields): string => dump(value, { lineWidth: -1 });

/** Source of the names: Grafana 13.2, Configure Grafana. */
const SETTINGS: Readonly<Record<string, EnvSource>> = {
  GF_ANALYTICS_CHECK_FOR_PLUGIN_UPDATES: 'false',
  GF_ANALYTICS_CHECK_FOR_UPDATES: 'false',
  GF_ANALYTICS_REPORTING_ENABLED: 'false',
  GF_LOG_CONSOLE_FORMAT: 'json',
  GF_NEWS_NEWS_FEED_ENABLED: 'false',
  GF_PLUGINS_PREINSTALL_DISABLED: 'true',
  GF_SECURITY_COOKIE_SECURE: 'true',
  GF_SECURITY_DISABLE_GRAVATAR: 'true',
  GF_SNAPSHOTS_EXTERNAL_ENABLED: 'false',
};

/** Login at a realm of Keycloak, whose role `grafana-admin` makes an administrator and all others readers. */
const login = (realm: string, secret: string): Readonly<Record<string, EnvSource>> => {
  const endpoint = (name: string): string => `https://${realm}/protocol/openid-connect/${name}`;
  return {
    GF_AUTH_GENERIC_OAUTH_ENABLED: 'true',
    GF_AUTH_GENERIC_OAUTH_NAME: 'single sign-on',
    GF_AUTH_GENERIC_OAUTH_CLIENT_ID: 'grafana',
    GF_AUTH_GENERIC_OAUTH_CLIENT_SECRET: { secret, key: 'client-secret' },
    GF_AUTH_GENERIC_OAUTH_SCOPES: 'openid email profile roles',
    GF_AUTH_GENERIC_OAUTH_AUTH_URL: endpoint('auth'),
    GF_AUTH_GENERIC_OAUTH_TOKEN_URL: endpoint('token'),
    GF_AUTH_GENERIC_OAUTH_API_URL: endpoint('userinfo'),
    GF_AUTH_GENERIC_OAUTH_USE_PKCE: 'true',
    GF_AUTH_GENERIC_OAUTH_ROLE_ATTRIBUTE_PATH: "contains(roles[*], 'grafana-admin') && 'Admin' || 'Viewer'",
  };
};

const DATA_SOURCES = {
  apiVersion: 1,
  datasources: [
    {
      ...METRICS,
      name: 'Prometheus',
      access: 'proxy',
      url: `http://prometheus.monitoring.svc:${PORTS.prometheus}`,
      isDefault: true,
      jsonData: { httpMethod: 'POST', timeInterval: '30s', alertmanagerUid: 'alertmanager' },
    },
    { ...LOGS, name: 'Loki', access: 'proxy', url: `http://loki.monitoring.svc:${PORTS.loki}` },
    {
      uid: 'alertmanager',
      type: 'alertmanager',
      name: 'Alertmanager',
      access: 'proxy',
      url: `http://alertmanager.monitoring.svc:${PORTS.alertmanager}`,
      jsonData: { implementation: 'prometheus' },
    },
  ],
};

const PROVIDER = {
  apiVersion: 1,
  providers: [
    {
      name: 'platform',
      type: 'file',
      disableDeletion: true,
      allowUiUpdates: false,
      updateIntervalSeconds: 60,
      options: { path: DASHBOARDS },
    },
  ],
};
