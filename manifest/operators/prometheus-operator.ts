import type { Labels } from '../selector';
import type { Fields, Manifest } from '../types';
import { containerPort, type Made, type Makers, madePods, samePort } from './made';

interface Server {
  readonly name: string;
  readonly ports: readonly (readonly [name: string, port: number])[];
}

/** Beside every server a container reloads its configuration. */
const RELOADER: Fields = { name: 'config-reloader', ports: [containerPort('reloader-web', 8080)] };

const server =
  ({ name: server, ports }: Server) =>
  ({ metadata: { name }, spec = {} }: Manifest): Made => {
    const labels: Labels = {
      'app.kubernetes.io/instance': name,
      'app.kubernetes.io/managed-by': 'prometheus-operator',
      'app.kubernetes.io/name': server,
      [server]: name,
    };
    const container: Fields = {
      name: server,
      ...(spec.image ? { image: spec.image } : {}),
      ports: ports.map(([port, number]) => containerPort(port, number)),
      resources: spec.resources ?? {},
    };
    const own = spec.storage?.volumeClaimTemplate?.spec;
    return {
      services: [
        {
          name: `${server}-operated`,
          labels: { [`operated-${server}`]: 'true' },
          selector: { 'app.kubernetes.io/name': server },
          ports: ports.map(([port, number]) => samePort(port, number)),
          headless: true,
        },
      ],
      pods: [
        madePods({
          at: 'spec',
          labels: { ...spec.podMetadata?.labels, ...labels },
          spec: {
            ...(spec.serviceAccountName ? { serviceAccountName: spec.serviceAccountName } : {}),
            ...(spec.hostNetwork ? { hostNetwork: spec.hostNetwork } : {}),
            ...(spec.securityContext ? { securityContext: spec.securityContext } : {}),
            containers: [container, RELOADER],
          },
          replicas: spec.replicas ?? 1,
          volumes: own
            ? [
                {
                  name: 'db',
                  size: String(own.resources?.requests?.storage ?? '0'),
                  ...(own.storageClassName ? { storageClass: own.storageClassName } : {}),
                },
              ]
            : [],
          hostPrefix: `${server}-${name}-`,
          hostService: `${server}-operated`,
        }),
      ],
    };
  };

/**
 * Prometheus operator: pods and governing Service of Prometheus and Alertmanager.
 * Source: prometheus-operator, pkg/prometheus/server and pkg/alertmanager (names of Services, labels and ports).
 */
export const prometheusOperator: Makers = {
  'monitoring.coreos.com/Prometheus': server({ name: 'prometheus', ports: [['web', 9090]] }),
  'monitoring.coreos.com/Alertmanager': server({
    name: 'alertmanager',
    ports: [
      ['web', 9093],
      ['tcp-mesh', 9094],
    ],
  }),
};
