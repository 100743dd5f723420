import type { Labels } from '../selector';
import type { Fields } from '../types';
import type { OwnVolume } from '../workloads';
import {
  containerPort,
  type MadePort,
  type MadeSecret,
  type MadeService,
  type Makers,
  madePods,
  type Neighbours,
} from './made';

const POSTGRES: MadePort = { name: 'postgres', port: 5432, targetPort: 5432, protocol: 'TCP' };

/** Where an instance tells the operator how it is. */
const STATUS_PORT = 8000;

const OPERATOR = ['cloudnative-pg', 'cnpg-controller-manager'];

const CONNECTION_KEYS = [
  'username',
  'user',
  'password',
  'dbname',
  'host',
  'port',
  'pgpass',
  'uri',
  'jdbc-uri',
  'fqdn-uri',
  'fqdn-jdbc-uri',
];

const shared = (cluster: string, part: string): Labels => ({
  'app.kubernetes.io/component': part,
  'app.kubernetes.io/instance': cluster,
  'app.kubernetes.io/managed-by': 'cloudnative-pg',
  'app.kubernetes.io/name': 'postgresql',
  'cnpg.io/cluster': cluster,
});

const instances = (cluster: string): Labels => ({ 'cnpg.io/cluster': cluster, 'cnpg.io/podRole': 'instance' });

/** All instances stand behind each Service here: which of them is the primary is known only in the cluster. */
const service = (cluster: string, suffix: string): MadeService => ({
  name: `${cluster}-${suffix}`,
  labels: shared(cluster, 'database'),
  selector: instances(cluster),
  ports: [POSTGRES],
  headless: false,
});

const ownerSecret = (spec: Fields): string | undefined => {
  const { recovery, pg_basebackup: copy, initdb } = spec.bootstrap ?? {};
  return recovery?.secret?.name ?? copy?.secret?.name ?? initdb?.secret?.name;
};

const secrets = (cluster: string, spec: Fields): readonly MadeSecret[] => {
  const given = spec.certificates ?? {};
  const makes = (name: string, keys: readonly string[], made: boolean): readonly MadeSecret[] =>
    made ? [{ name: `${cluster}-${name}`, keys }] : [];
  return [
    ...makes('ca', ['ca.crt', 'ca.key'], !given.serverCASecret || !given.clientCASecret),
    ...makes('server', ['tls.crt', 'tls.key'], !given.serverTLSSecret),
    ...makes('replication', ['tls.crt', 'tls.key'], !given.replicationTLSSecret),
    ...makes('app', CONNECTION_KEYS, !ownerSecret(spec)),
    ...makes('superuser', CONNECTION_KEYS, spec.enableSuperuserAccess === true && !spec.superuserSecret?.name),
  ];
};

const volume = (name: string, storage: Fields): readonly OwnVolume[] =>
  storage?.size
    ? [{ name, size: storage.size, ...(storage.storageClass ? { storageClass: storage.storageClass } : {}) }]
    : [];

/**
 * The container that archives for each instance, where the cluster uses the Barman Cloud plugin and its ObjectStore says
 * what it may take. Source: plugin-barman-cloud, internal/cnpgi/operator/lifecycle.go.
 */
const archiver = (spec: Fields, neighbours: Neighbours): readonly Fields[] => {
  const stores = (spec.plugins ?? []).map((plugin: Fields) => plugin?.parameters?.barmanObjectName);
  return neighbours('barmancloud.cnpg.io/ObjectStore')
    .filter(({ metadata: { name } }) => stores.includes(name))
    .map((store) => ({
      name: 'plugin-barman-cloud',
      restartPolicy: 'Always',
      resources: store.spec?.instanceSidecarConfiguration?.resources ?? {},
    }));
};

/** What a cluster says about the rights of its instances. Source: cloudnative-pg, api/v1/cluster_types.go. */
const security = ({ podSecurityContext, seccompProfile, securityContext }: Fields): readonly [Fields, Fields] => [
  podSecurityContext || seccompProfile
    ? { securityContext: { ...(seccompProfile ? { seccompProfile } : {}), ...podSecurityContext } }
    : {},
  securityContext ? { securityContext } : {},
];

const instanceSpec = (cluster: string, spec: Fields, neighbours: Neighbours): Fields => ({
  serviceAccountName: cluster,
  ...(spec.imagePullSecrets ? { imagePullSecrets: spec.imagePullSecrets } : {}),
  ...(spec.topologySpreadConstraints ? { topologySpreadConstraints: spec.topologySpreadConstraints } : {}),
  ...security(spec)[0],
  initContainers: archiver(spec, neighbours),
  containers: [
    {
      name: 'postgres',
      ...(spec.imageName ? { image: spec.imageName } : {}),
      ports: [containerPort('postgresql', 5432), containerPort('metrics', 9187), containerPort('status', 8000)],
      resources: spec.resources ?? {},
      ...security(spec)[1],
    },
  ],
});

const pooler = (name: string, cluster: string): Labels => ({
  ...shared(cluster, 'pooler'),
  'cnpg.io/podRole': 'pooler',
  'cnpg.io/poolerName': name,
});

/**
 * CloudNativePG: pods, Services and Secrets of a Cluster, pods and Service of a Pooler.
 * Instances follow their Cluster by the Kubernetes API, and the operator asks each of them for its status.
 * Source: cloudnative-pg, pkg/specs (pods.go, services.go, secrets.go, pgbouncer), api/v1/cluster_funcs.go and its docs,
 * Networking.
 */
export const cloudNativePg: Makers = {
  'postgresql.cnpg.io/Cluster': ({ metadata: { name }, spec = {} }, neighbours) => ({
    services: ['rw', 'ro', 'r'].map((suffix) => service(name, suffix)),
    secrets: secrets(name, spec),
    serviceAccounts: [name],
    links: [5432, 8000].map((port) => ({ from: instances(name), to: instances(name), port })),
    visits: [{ by: OPERATOR, to: instances(name), port: STATUS_PORT }],
    apiCallers: [instances(name)],
    pods: [
      madePods({
        at: 'spec',
        labels: { ...spec.inheritedMetadata?.labels, ...shared(name, 'database'), ...instances(name) },
        spec: instanceSpec(name, spec, neighbours),
        replicas: spec.instances ?? 1,
        volumes: [...volume('data', spec.storage), ...volume('wal', spec.walStorage)],
      }),
    ],
  }),
  'postgresql.cnpg.io/Pooler': ({ metadata: { name }, spec = {} }) => ({
    links: [{ from: { 'cnpg.io/poolerName': name }, to: instances(spec.cluster?.name ?? ''), port: POSTGRES.port }],
    services: [
      {
        name,
        labels: pooler(name, spec.cluster?.name ?? ''),
        selector: { 'cnpg.io/poolerName': name },
        ports: [{ name: 'pgbouncer', port: 5432, targetPort: 'pgbouncer', protocol: 'TCP' }],
        headless: false,
      },
    ],
    pods: [
      madePods({
        at: 'spec',
        labels: { ...spec.template?.metadata?.labels, ...pooler(name, spec.cluster?.name ?? '') },
        spec: {
          ...spec.template?.spec,
          containers: [
            { name: 'pgbouncer', ports: [containerPort('pgbouncer', 5432), containerPort('metrics', 9127)] },
          ],
        },
        replicas: spec.instances ?? 1,
      }),
    ],
  }),
};
