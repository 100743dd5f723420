import type { ServiceChart } from '../../platform/chart';
import type { EnvSource } from '../../platform/pod';
import { scratch, secretFiles } from '../../platform/volume';
import { deployment } from '../../platform/workload';
import { USER } from './pods';
import type { Settings } from './settings';
import { GMS_HOST, GMS_PORT, systemLogin, VERSION } from './variables';
import { RUN } from './waves';

export interface FrontendOptions {
  readonly image: string;
  readonly settings: Settings;
  readonly baseUrl: string;
  /** Names of Secrets: of the session key, of the parts' shared login, of the first person, of the OIDC client. */
  readonly credentials: {
    readonly session: string;
    readonly system: string;
    readonly admin: string;
    readonly oidc: string;
  };
}

/**
 * The frontend: the pages, logins, and the way to the metadata service below `/api` and `/openapi`. Without a file of
 * people of its own the image would let in `datahub` with a password everybody knows.
 */
export function frontend(chart: ServiceChart, options: FrontendOptions): void {
  const { image, settings, credentials } = options;
  const { replicas, cpu, memory } = settings.frontend;
  const health = { path: '/admin', port: 'http' };
  deployment(chart, 'datahub-frontend', {
    wave: RUN,
    part: 'frontend',
    replicas,
    pod: {
      user: USER,
      terminationGracePeriodSeconds: 120,
      containers: [
        {
          name: 'frontend',
          image,
          env: frontendEnv(options),
          ports: { http: 9002, metrics: 4318 },
          probes: {
            startup: { http: health, failures: 30 },
            readiness: { http: health },
            liveness: { http: health, period: 30, failures: 4 },
          },
          preStop: ['sleep', '15'],
          resources: { cpu, memory },
          mounts: {
            // Logs are written here as well as to standard output.
            '/tmp': scratch('tmp', '2Gi'),
            '/datahub-frontend/conf/user.props': {
              ...secretFiles(credentials.admin, { 'user.props': 'user.props' }),
              subPath: 'user.props',
            },
          },
        },
      ],
    },
  });
}

const frontendEnv = ({ settings, baseUrl, credentials }: FrontendOptions): Readonly<Record<string, EnvSource>> => ({
  JAVA_MEMORY_OPTS: '-XX:MaxRAMPercentage=50 -XX:+ExitOnOutOfMemoryError',
  ENABLE_PROMETHEUS: 'true',
  DATAHUB_APP_VERSION: VERSION,
  DATAHUB_GMS_HOST: GMS_HOST,
  DATAHUB_GMS_PORT: String(GMS_PORT),
  DATAHUB_SECRET: { secret: credentials.session, key: 'key' },
  ...systemLogin(credentials.system),
  METADATA_SERVICE_AUTH_ENABLED: 'true',
  DATAHUB_PLAY_MEM_BUFFER_SIZE: '10MB',
  AUTH_COOKIE_SECURE: 'true',
  AUTH_COOKIE_SAME_SITE: 'LAX',
  AUTH_SESSION_TTL_HOURS: '24',
  ...(settings.oidc ? oidcEnv(settings.oidc, baseUrl, credentials.oidc) : {}),
});

/** Source: DataHub, docs/authentication/guides/sso/configure-oidc-react.md. */
const oidcEnv = (discovery: string, baseUrl: string, secret: string): Readonly<Record<string, EnvSource>> => ({
  AUTH_OIDC_ENABLED: 'true',
  AUTH_OIDC_DISCOVERY_URI: discovery,
  AUTH_OIDC_BASE_URL: baseUrl,
  AUTH_OIDC_CLIENT_ID: { secret, key: 'client-id' },
  AUTH_OIDC_CLIENT_SECRET: { secret, key: 'client-secret' },
  AUTH_OIDC_SCOPE: 'openid profile email',
});
