import type { Labels } from '../selector';
import type { Fields } from '../types';
import type { OwnVolume, PodTemplate } from '../workloads';
import { containerPort, type MadeLink, type MadePort, type MadeService, type Makers, madePods } from './made';

interface Part {
  readonly name: 'fe' | 'be';
  readonly ports: Readonly<Record<string, number>>;
  /** The port of the Service that gives pods their host names. */
  readonly internal: string;
}

/** The ports unless the configuration names others. */
const FE = {
  name: 'fe',
  ports: { 'http-port': 8030, 'rpc-port': 9020, 'query-port': 9030, 'edit-log-port': 9010 },
  internal: 'query-port',
} as const satisfies Part;

const BE = {
  name: 'be',
  ports: { 'be-port': 9060, 'webserver-port': 8040, 'heartbeat-port': 9050, 'brpc-port': 8060 },
  internal: 'heartbeat-port',
} as const satisfies Part;

const OPERATOR = ['doris-operator'];

const PARTS: readonly Part[] = [FE, BE];

const selector = (cluster: string, { name }: Part): Labels => ({
  'app.doris.ownerreference/name': `${cluster}-${name}`,
  'app.kubernetes.io/component': name,
});

const services = (cluster: string, part: Part): readonly MadeService[] => {
  const ports = Object.entries(part.ports).map(
    ([name, port]): MadePort => ({ name, port, targetPort: port, protocol: 'TCP' }),
  );
  const service = (suffix: string, role: string, behind: readonly MadePort[], headless: boolean): MadeService => ({
    name: `${cluster}-${part.name}-${suffix}`,
    labels: {
      'app.doris.ownerreference/name': cluster,
      'app.doris.service/role': role,
      'app.kubernetes.io/component': part.name,
    },
    selector: selector(cluster, part),
    ports: behind,
    headless,
  });
  return [
    service('service', 'access', ports, false),
    service(
      'internal',
      'internal',
      ports.filter(({ name }) => name === part.internal),
      true,
    ),
  ];
};

/**
 * Frontends replicate their log, forward statements and copy images; backends report to them and take themselves in by
 * SQL; frontends send fragments, tasks and heartbeats; backends exchange data. Source: Doris docs, Network ports.
 */
const links = (cluster: string): readonly MadeLink[] => {
  const [frontends, backends] = [selector(cluster, FE), selector(cluster, BE)];
  const on = (from: Labels, to: Labels, ports: readonly number[]): readonly MadeLink[] =>
    ports.map((port) => ({ from, to, port }));
  return [
    ...on(frontends, frontends, [8030, 9010, 9020, 9030]),
    ...on(backends, frontends, [9020, 9030]),
    ...on(frontends, backends, [8060, 9050, 9060]),
    ...on(backends, backends, [8040, 8060]),
  ];
};

const volumes = (spec: Fields): readonly OwnVolume[] =>
  (spec.persistentVolumes ?? []).map(({ name, persistentVolumeClaimSpec: claim }: Fields) => ({
    name,
    size: String(claim?.resources?.requests?.storage ?? '0'),
    ...(claim?.storageClassName ? { storageClass: claim.storageClassName } : {}),
  }));

/** Fields of a pod that the resource calls by other names, or keeps among its own. */
const podSpec = ({ name, ports }: Part, spec: Fields): Fields => ({
  ...(spec.serviceAccount ? { serviceAccountName: spec.serviceAccount } : {}),
  ...(spec.imagePullSecrets ? { imagePullSecrets: spec.imagePullSecrets } : {}),
  ...(spec.affinity ? { affinity: spec.affinity } : {}),
  ...(spec.securityContext ? { securityContext: spec.securityContext } : {}),
  containers: [
    {
      name,
      ...(spec.image ? { image: spec.image } : {}),
      ports: Object.entries(ports).map(([port, number]) => containerPort(port, number)),
      resources: { requests: spec.requests ?? {}, limits: spec.limits ?? {} },
      ...(spec.containerSecurityContext ? { securityContext: spec.containerSecurityContext } : {}),
    },
  ],
});

const pods = (cluster: string, part: Part, spec: Fields): PodTemplate =>
  madePods({
    at: `spec.${part.name}Spec`,
    labels: { ...selector(cluster, part), 'app.doris.cluster': cluster, ...spec.podLabels },
    annotations: spec.annotations ?? {},
    spec: podSpec(part, spec),
    replicas: spec.replicas ?? 0,
    volumes: volumes(spec),
    hostPrefix: `${cluster}-${part.name}-`,
    hostService: `${cluster}-${part.name}-internal`,
  });

/**
 * Doris operator: Services and pods of the frontends and backends of a DorisCluster. Source: doris-operator 26.0.0,
 * api/doris/v1/doriscluster_util.go and pkg/common/utils/resource (service.go, pod.go, statefulset.go).
 */
export const dorisOperator: Makers = {
  'doris.selectdb.com/DorisCluster': ({ metadata: { name: cluster }, spec = {} }) => {
    const present = PARTS.filter(({ name }) => spec[`${name}Spec`]);
    return {
      links: links(cluster),
      visits: [{ by: OPERATOR, to: selector(cluster, FE), port: FE.ports['query-port'] }],
      services: present.flatMap((part) => services(cluster, part)),
      pods: present.map((part) => pods(cluster, part, spec[`${part.name}Spec`])),
    };
  },
};
