import type { ServiceChart } from '../../platform/chart';
import type { Container } from '../../platform/pod';
import { scratch, secretFiles, type Volume } from '../../platform/volume';
import { deployment } from '../../platform/workload';
import { isAutoscaled } from './autoscaler';
import { environment, KAFKA_CLIENT, type Uses } from './catalogs';
import { DATA, GRACE_SECONDS, PASSWORDS, SPILL } from './config';
import { dataSpace } from './memory';
import type { Settings } from './settings';

/** What both kinds of node are made of. */
export interface NodeOptions {
  readonly image: string;
  readonly settings: Settings;
  readonly uses: Uses;
  /** Secrets with the nodes' shared secret and with the passwords of people. */
  readonly credentials: { readonly internal: string; readonly admin: string };
  /** `/etc/trino` and `/etc/trino/catalog`. */
  readonly config: Volume;
  readonly catalogs: Volume;
}

/** User of the image. Source: trinodb/charts. */
const USER = 1000;

/** The one coordinator. Two of them would each believe in half of the cluster, so the old one stops first. */
export function coordinator(chart: ServiceChart, options: NodeOptions): void {
  const { settings, credentials } = options;
  const passwords = { [PASSWORDS]: secretFiles(credentials.admin, { 'password.db': 'password.db' }) };
  deployment(chart, 'trino-coordinator', {
    part: 'coordinator',
    replicas: 1,
    recreate: true,
    pod: {
      user: USER,
      terminationGracePeriodSeconds: 60,
      containers: [node(options, settings.coordinator, passwords)],
    },
  });
}

/** The workers. One that stops first finishes its part of running queries. */
export function worker(chart: ServiceChart, options: NodeOptions): void {
  const { settings } = options;
  deployment(chart, 'trino-worker', {
    part: 'worker',
    ...(isAutoscaled(settings) ? {} : { replicas: settings.workers }),
    pod: {
      user: USER,
      terminationGracePeriodSeconds: settings.drainMinutes * 60 + 2 * GRACE_SECONDS,
      containers: [{ ...node(options, settings.worker), preStop: ['/bin/bash', '-c', DRAIN] }],
    },
  });
}

/** Asks the node to shut down and waits until it has: the end of this command is what stops it at once. */
const DRAIN = `curl --silent --fail --request PUT --header 'Content-Type: application/json' --data '"SHUTTING_DOWN"' \
http://localhost:8080/v1/info/state || exit 0
while curl --silent --fail --output /dev/null http://localhost:8080/v1/info; do sleep 2; done`;

/** Speaks plain HTTP to the node itself and looks whether it is still starting. Source: trinodb/trino, core/docker/bin. */
const READY = ['/usr/lib/trino/bin/health-check'];

function node(
  { image, settings, uses, credentials, config, catalogs }: NodeOptions,
  { cpu, memory }: Settings['worker'],
  mounts: Readonly<Record<string, Volume>> = {},
): Container {
  const { events } = uses;
  return {
    name: 'trino',
    image,
    env: { SHARED_SECRET: { secret: credentials.internal, key: 'password' }, ...environment(uses) },
    ports: { http: 8080 },
    probes: {
      startup: { exec: READY, period: 5, failures: 60 },
      readiness: { exec: READY },
      liveness: { http: { path: '/v1/info', port: 'http' }, failures: 6 },
    },
    resources: { cpu, memory },
    mounts: {
      '/etc/trino': config,
      '/etc/trino/catalog': catalogs,
      [DATA]: scratch('data', dataSpace(memory)),
      [SPILL]: scratch('spill', settings.spill),
      '/tmp': scratch('tmp', '512Mi'),
      ...(events ? { [KAFKA_CLIENT]: secretFiles(events.secret, { 'client.properties': 'client.properties' }) } : {}),
      ...mounts,
    },
  };
}
