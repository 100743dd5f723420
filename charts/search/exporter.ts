import type { ServiceChart } from '../../platform/chart';
import { secretFiles } from '../../platform/volume';
import { deployment } from '../../platform/workload';
import { CA_SECRET, URL } from './names';

export interface ExporterOptions {
  readonly image: string;
  /** Secret with its login. */
  readonly login: string;
}

/** Metrics of the whole engine, from one pod: Elasticsearch has no Prometheus endpoint of its own. */
export function exporter(chart: ServiceChart, { image, login }: ExporterOptions): void {
  deployment(chart, 'search-exporter', {
    part: 'exporter',
    replicas: 1,
    pod: {
      user: 65534,
      containers: [
        {
          name: 'exporter',
          image,
          args: [
            `--es.uri=${URL}`,
            '--es.ca=/run/ca/ca.crt',
            '--es.all',
            '--es.indices',
            '--es.timeout=20s',
            '--collector.snapshots',
          ],
          env: {
            ES_USERNAME: { secret: login, key: 'username' },
            ES_PASSWORD: { secret: login, key: 'password' },
          },
          ports: { metrics: 9114 },
          // Its metrics ask Elasticsearch; whether it runs itself is all a probe may ask.
          probes: { readiness: { tcp: 'metrics' }, liveness: { tcp: 'metrics' } },
          resources: { cpu: '20m', memory: '64Mi', memoryLimit: '128Mi' },
          mounts: { '/run/ca': secretFiles(CA_SECRET, { 'ca.crt': 'ca.crt' }) },
        },
      ],
    },
  });
}
