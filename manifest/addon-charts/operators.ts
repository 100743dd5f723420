import { always, type Charts, groups, unless } from './facts';

const ELASTIC: readonly string[] = [
  ...['agent', 'apm', 'autoops', 'autoscaling', 'beat', 'elasticsearch', 'enterprisesearch', 'kibana', 'logstash'],
  ...['maps', 'packageregistry', 'stackconfigpolicy'],
].map((name) => `${name}.k8s.elastic.co`);

const GATEKEEPER: readonly string[] = [
  ...['config', 'connection', 'expansion', 'externaldata', 'mutations', 'status', 'syncset', 'templates'],
].map((name) => `${name}.gatekeeper.sh`);

/** Charts of operators of services, backups, secrets and policies. */
export const operators: Charts = {
  'altinity-clickhouse-operator': always('clickhouse.altinity.com', 'clickhouse-keeper.altinity.com'),
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
  kyverno: always('kyverno.io', 'policies.kyverno.io', 'reports.kyverno.io', 'wgpolicyk8s.io'),
  // cloudnative-pg/charts, plugin-barman-cloud 0.7.0: it makes its certificates by cert-manager.
  'plugin-barman-cloud': {
    ...unless(({ crds }) => crds?.create === false, 'barmancloud.cnpg.io'),
    asks: () => groups('cert-manager.io', 'postgresql.cnpg.io'),
  },
  'spark-operator': always('sparkoperator.k8s.io'),
  // strimzi/strimzi-kafka-operator, 1.2.0
  'strimzi-kafka-operator': always('core.strimzi.io', 'kafka.strimzi.io'),
  'trivy-operator': always('aquasecurity.github.io'),
  // vmware-tanzu/helm-charts, velero 12.1.0
  velero: always('velero.io'),
};
