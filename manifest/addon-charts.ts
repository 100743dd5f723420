import { api, apiGroup, csiDriver, type Facility, ingressClass, storageClass, volumesOf } from './facilities';
import type { Fields } from './types';

/** What an upstream Helm chart brings to a cluster and what it asks of it, by the values it is given. */
export interface ChartFacts {
  readonly brings: (values: Fields) => readonly Facility[];
  readonly asks?: (values: Fields) => readonly Facility[];
}

const NOTHING: readonly Facility[] = [];

const groups = (...names: readonly string[]): readonly Facility[] => names.map(apiGroup);

/** API groups whose CRDs come with the chart whatever its values. */
const always = (...names: readonly string[]): ChartFacts => ({ brings: () => groups(...names) });

/** API groups whose CRDs a value can leave out. */
const unless = (isOff: (values: Fields) => boolean, ...names: readonly string[]): ChartFacts => ({
  brings: (values) => (isOff(values) ? NOTHING : groups(...names)),
});

const CERTIFICATES = apiGroup('cert-manager.io');
const certificatesIf =
  (isOn: (values: Fields) => Fields): NonNullable<ChartFacts['asks']> =>
  (values) =>
    isOn(values) ? [CERTIFICATES] : NOTHING;

/** A list as values may hold it. */
const list = (value: Fields): readonly Fields[] => (Array.isArray(value) ? value.filter((each) => each) : []);

const classes = (driver: string, entries: Fields): readonly Facility[] => [
  csiDriver(driver),
  ...list(entries).flatMap(({ name }) => (name ? [storageClass(name), volumesOf(driver)] : [])),
];

/** StorageClasses of Ceph by the values that hold them, with the driver's name and the one the chart gives the class. */
const CEPH_CLASSES: Readonly<Record<string, readonly [driver: string, name: string]>> = {
  cephBlockPools: ['rbd.csi.ceph.com', 'ceph-block'],
  cephFileSystems: ['cephfs.csi.ceph.com', 'ceph-filesystem'],
};

const cephClasses = (values: Fields): readonly (readonly [driver: string, name: string])[] =>
  Object.entries(CEPH_CLASSES).flatMap(([key, [driver, fallback]]) =>
    (values[key] === undefined ? [{ storageClass: { enabled: true, name: fallback } }] : list(values[key])).flatMap(
      (pool) =>
        pool.storageClass?.enabled === false
          ? []
          : [[`${values.operatorNamespace ?? 'rook-ceph'}.${driver}`, pool.storageClass?.name ?? fallback] as const],
    ),
  );

const ELASTIC: readonly string[] = [
  ...['agent', 'apm', 'autoops', 'autoscaling', 'beat', 'elasticsearch', 'enterprisesearch', 'kibana', 'logstash'],
  ...['maps', 'packageregistry', 'stackconfigpolicy'],
].map((name) => `${name}.k8s.elastic.co`);

const GATEKEEPER: readonly string[] = [
  ...['config', 'connection', 'expansion', 'externaldata', 'mutations', 'status', 'syncset', 'templates'],
].map((name) => `${name}.gatekeeper.sh`);

/**
 * Charts by their name. Source: each chart's CRDs, templates and `values.yaml` at the version named; where none is, the
 * groups of the CRDs in the project's repository, as the pack of schemas names it.
 */
const CHARTS: Readonly<Record<string, ChartFacts>> = {
  'altinity-clickhouse-operator': always('clickhouse.altinity.com', 'clickhouse-keeper.altinity.com'),
  // kubernetes-sigs/aws-ebs-csi-driver, helm-chart-aws-ebs-csi-driver-2.64.0
  'aws-ebs-csi-driver': { brings: ({ storageClasses }) => classes('ebs.csi.aws.com', storageClasses) },
  'aws-efs-csi-driver': { brings: ({ storageClasses }) => classes('efs.csi.aws.com', storageClasses) },
  // kubernetes-sigs/aws-load-balancer-controller, v3.5.0
  'aws-load-balancer-controller': {
    brings: ({ ingressClass: name = 'alb', createIngressClassResource = true }) => [
      ...groups('elbv2.k8s.aws', 'gateway.k8s.aws'),
      ...(createIngressClassResource ? [ingressClass(name)] : []),
    ],
    asks: certificatesIf(({ enableCertManager }) => enableCertManager),
  },
  // ceph/ceph-csi-operator, 1.0.4; values.yaml of Rook v1.20.6
  'ceph-csi-drivers': {
    brings: ({ drivers = {} }) =>
      Object.values<Fields>(drivers).flatMap(({ enabled, name }) => (enabled && name ? [csiDriver(name)] : [])),
    asks: () => groups('csi.ceph.io'),
  },
  // cert-manager/cert-manager, v1.21.1: without a word the chart brings no CRDs.
  'cert-manager': unless(
    ({ crds, installCRDs }) => !(crds?.enabled ?? installCRDs),
    'acme.cert-manager.io',
    'cert-manager.io',
  ),
  // cloudnative-pg/charts, cloudnative-pg 0.29.0
  'cloudnative-pg': unless(({ crds }) => crds?.create === false, 'postgresql.cnpg.io'),
  // apache/doris-operator, 26.0.0
  'doris-operator': always('doris.selectdb.com', 'disaggregated.cluster.doris.com'),
  // elastic/cloud-on-k8s, v3.5.0
  'eck-operator': unless(({ installCRDs }) => installCRDs === false, ...ELASTIC),
  // external-secrets/external-secrets, v2.9.0
  'external-secrets': unless(
    ({ installCRDs }) => installCRDs === false,
    'external-secrets.io',
    'generators.external-secrets.io',
  ),
  gatekeeper: always(...GATEKEEPER),
  'grafana-operator': always('grafana.integreatly.org'),
  // kubernetes/ingress-nginx, 4.15.1
  'ingress-nginx': {
    brings: ({ controller }) => [ingressClass(controller?.ingressClassResource?.name ?? 'nginx')],
  },
  // kedacore/charts, 2.20.2
  keda: {
    brings: ({ crds }) => [
      ...(crds?.install === false ? NOTHING : groups('keda.sh', 'eventing.keda.sh')),
      api('external.metrics.k8s.io'),
    ],
    asks: certificatesIf(({ certificates }) => certificates?.certManager?.enabled),
  },
  // prometheus-community/helm-charts, kube-prometheus-stack 88.5.3
  'kube-prometheus-stack': {
    brings: ({ crds }) => (crds?.enabled === false ? NOTHING : groups('monitoring.coreos.com')),
    asks: certificatesIf(({ prometheusOperator }) => prometheusOperator?.admissionWebhooks?.certManager?.enabled),
  },
  kyverno: always('kyverno.io', 'policies.kyverno.io', 'reports.kyverno.io', 'wgpolicyk8s.io'),
  // openebs/dynamic-localpv-provisioner, 4.1.1
  'localpv-provisioner': {
    brings: ({ hostpathClass }) =>
      hostpathClass?.enabled === false
        ? NOTHING
        : [storageClass(hostpathClass?.name ?? 'openebs-hostpath'), volumesOf('openebs.io/local')],
  },
  // metallb/metallb, v0.16.1
  metallb: unless(({ crds }) => crds?.enabled === false, 'metallb.io'),
  // kubernetes-sigs/metrics-server, metrics-server-helm-chart-3.13.1
  'metrics-server': { brings: () => [api('metrics.k8s.io')] },
  // kubernetes-sigs/nfs-subdir-external-provisioner, 4.0.18
  'nfs-subdir-external-provisioner': {
    brings: ({ storageClass: own }) => [storageClass(own?.name ?? 'nfs-client')],
  },
  // open-telemetry/opentelemetry-helm-charts, opentelemetry-operator 0.122.0
  'opentelemetry-operator': {
    ...unless(({ crds }) => crds?.create === false, 'opentelemetry.io'),
    asks: certificatesIf(({ admissionWebhooks }) => admissionWebhooks?.certManager?.enabled !== false),
  },
  // cloudnative-pg/charts, plugin-barman-cloud 0.7.0: it makes its certificates by cert-manager.
  'plugin-barman-cloud': {
    ...unless(({ crds }) => crds?.create === false, 'barmancloud.cnpg.io'),
    asks: () => groups('cert-manager.io', 'postgresql.cnpg.io'),
  },
  'prometheus-adapter': { brings: () => [api('custom.metrics.k8s.io')] },
  'prometheus-operator-crds': always('monitoring.coreos.com'),
  // rook/rook, v1.20.6
  'rook-ceph': unless(({ crds }) => crds?.enabled === false, 'ceph.rook.io', 'csi.ceph.io', 'objectbucket.io'),
  'rook-ceph-cluster': {
    brings: (values) => cephClasses(values).flatMap(([driver, name]) => [storageClass(name), volumesOf(driver)]),
    asks: (values) => [apiGroup('ceph.rook.io'), ...cephClasses(values).map(([driver]) => csiDriver(driver))],
  },
  // piraeusdatastore/helm-charts, snapshot-controller 5.2.0
  'snapshot-controller': unless(
    ({ installCRDs }) => installCRDs === false,
    'groupsnapshot.storage.k8s.io',
    'snapshot.storage.k8s.io',
  ),
  'spark-operator': always('sparkoperator.k8s.io'),
  // strimzi/strimzi-kafka-operator, 1.2.0
  'strimzi-kafka-operator': always('core.strimzi.io', 'kafka.strimzi.io'),
  // traefik/traefik-helm-chart, v41.3.0
  traefik: {
    brings: ({ ingressClass: own, fullnameOverride = 'traefik' }) => [
      ...groups('traefik.io'),
      ...(own?.enabled === false ? [] : [ingressClass(own?.name || fullnameOverride)]),
    ],
  },
  'trivy-operator': always('aquasecurity.github.io'),
  // vmware-tanzu/helm-charts, velero 12.1.0
  velero: always('velero.io'),
  'vertical-pod-autoscaler': always('autoscaling.k8s.io'),
  vpa: always('autoscaling.k8s.io'),
};

/** What is known of a chart by its name, or `undefined`. */
export const chartFacts = (chart: string): ChartFacts | undefined =>
  Object.hasOwn(CHARTS, chart) ? CHARTS[chart] : undefined;

/** The charts known to bring a facility when they are given no values, by name. */
export const chartsBringing = (facility: Facility): readonly string[] =>
  Object.keys(CHARTS).filter((name) => chartFacts(name)?.brings(ALL_ON).includes(facility));

/** Values by which every chart brings its CRDs. */
const ALL_ON = { crds: { enabled: true } };
