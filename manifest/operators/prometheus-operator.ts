import type { Labels } from '../selector';
import type { Fields, Manifest } from '../types';
import { containerPort, type Made, type MadeLink, type Makers, madePods, samePort } from './made';

interface Server {
  readonly name: string;
  /** Port on which servers of one resource gossip. */
  readonly mesh?: number;
  readonly ports: readonly (readonly [name: string, port: number])[];
}

/** Beside every server a container reloads its configuration. */
const RELOADER: Fields = { name: 'config-reloader', ports: [containerPort('reloader-web', 8080)] };

/** Source: hashicorp/memberlist, by which Alertmanagers gossip: packets by UDP, full states by TCP. */
const gossip = (pods: Labels, port: number): readonly MadeLink[] => [
  { from: pods, to: pods, port },
  { from: pods, to: pods, port, protocol: 'UDP' },
];

const server =
  ({ name: server, ports, mesh }: Server) =>
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
      links: mesh === undefined ? [] : gossip({ [server]: name }, mesh),
      pods: [
        madePods({
          at: 'spec',
          labels: { ...spec.podMetadata?.labels, ...labels },
          spec: {
            automountServiceAccountToken: spec.automountServiceAccountToken ?? true,
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
 * Prometheus operator: pods and governing Service of Prometheus and Alertmanager. Their account is mounted unless the
 * resource says otherwise, whatever the account says.
 * Source: prometheus-operator, pkg/prometheus/server and pkg/alertmanager (names of Services, labels and ports).
 */
export const prometheusOperator: Makers = {
  'monitoring.coreos.com/Prometheus': server({ name: 'prometheus', ports: [['web', 9090]] }),
  'monitoring.coreos.com/Alertmanager': server({
    name: 'alertmanager',
    mesh: 9094,
    ports: [
      ['web', 9093],
      ['tcp-mesh', 9094],
    ],
  }),
};
