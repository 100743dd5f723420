import type { ServiceChart } from '../../platform/chart';
import { configFiles, scratch, secretFiles } from '../../platform/volume';
import { deployment } from '../../platform/workload';
import { pipelines } from './action-pipelines';
import { KAFKA_CA, USER } from './pods';
import type { Settings } from './settings';
import { GMS_HOST, GMS_PORT, systemLogin, type Uses } from './variables';
import { RUN } from './waves';

export interface ActionsOptions {
  readonly image: string;
  readonly settings: Settings['actions'];
  readonly uses: Uses;
  /** Secret with the login by which DataHub's parts trust each other. */
  readonly system: string;
}

const FOLDER = '/actions';
const HOME = '/tmp/home';

/** The image's own start, after making the folders it expects below a `/tmp` that is empty here. */
const START = `mkdir -p ${HOME} /tmp/datahub/logs/actions/system && exec /start_datahub_actions.sh`;

/** Runs what follows from changes, and the ingestion people start in the frontend: each a process with a `venv`. */
export function actions(chart: ServiceChart, { image, settings, uses, system }: ActionsOptions): void {
  const { bootstrap, secret } = uses.changes;
  deployment(chart, 'datahub-actions', {
    wave: RUN,
    part: 'actions',
    replicas: 1,
    pod: {
      user: USER,
      terminationGracePeriodSeconds: 150,
      containers: [
        {
          name: 'actions',
          image,
          command: ['/bin/bash', '-c', START],
          env: {
            HOME,
            DATAHUB_ACTIONS_SYSTEM_CONFIGS_PATH: FOLDER,
            DATAHUB_ACTIONS_MONITORING_ENABLED: 'true',
            DATAHUB_ACTIONS_MONITORING_PORT: '8000',
            DATAHUB_TELEMETRY_ENABLED: 'false',
            DATAHUB_GMS_PROTOCOL: 'http',
            DATAHUB_GMS_HOST: GMS_HOST,
            DATAHUB_GMS_PORT: String(GMS_PORT),
            KAFKA_BOOTSTRAP_SERVER: bootstrap,
            KAFKA_USERNAME: { secret, key: 'username' },
            KAFKA_PASSWORD: { secret, key: 'password' },
            ...systemLogin(system),
          },
          ports: { metrics: 8000 },
          // It ends by itself when it cannot go on, so that nothing is left for a liveness probe to find.
          probes: { startup: { tcp: 'metrics', failures: 60 }, readiness: { tcp: 'metrics' } },
          resources: { cpu: settings.cpu, memory: settings.memory },
          mounts: {
            [FOLDER]: configFiles(chart, 'datahub-actions', pipelines(uses, `${KAFKA_CA}/ca.crt`)),
            [KAFKA_CA]: secretFiles(secret, { 'ca.crt': 'ca.crt' }),
            '/tmp': scratch('tmp', settings.scratch),
          },
        },
      ],
    },
  });
}
