import type { Fields } from '../../manifest/types';
import type { Item } from '../tree';
import { configMapKey, kindRef, type Naming, type Namings, name, secretKey, target } from './naming';

const BASIC_AUTH = ['username', 'password'];
const basicAuth = (path: string): Naming => name('Secret', `${path}.name`, BASIC_AUTH);

const endpoints = (path: string): readonly Naming[] => [
  ...['basicAuth.username', 'basicAuth.password', 'authorization.credentials', 'bearerTokenSecret'].map((field) =>
    secretKey(`${path}.${field}`),
  ),
  ...['ca.secret', 'cert.secret', 'keySecret'].map((field) => secretKey(`${path}.tlsConfig.${field}`)),
  ...['ca.configMap', 'cert.configMap'].map((field) => configMapKey(`${path}.tlsConfig.${field}`)),
];

const CNPG_CLUSTER = 'postgresql.cnpg.io/Cluster';
const ofCluster = name(CNPG_CLUSTER, 'spec.cluster.name');
const ofKafka = {
  path: 'metadata.labels',
  read: (labels: Fields, at: string, { namespace }: Pick<Item, 'namespace'>) =>
    target('kafka.strimzi.io/Kafka', `${at}["strimzi.io/cluster"]`, labels['strimzi.io/cluster'], { namespace }),
} satisfies Naming;

const s3 = (path: string): readonly Naming[] =>
  ['accessKeyId', 'secretAccessKey', 'region', 'sessionToken'].map((field) => secretKey(`${path}.${field}`));

/** CloudNativePG, Doris, Strimzi, cert-manager and the Prometheus operator. Source: their CRDs. */
export const operators: Namings = {
  'barmancloud.cnpg.io/ObjectStore': [
    ...s3('spec.configuration.s3Credentials'),
    secretKey('spec.configuration.endpointCA'),
  ],
  'cert-manager.io/Certificate': [kindRef('cert-manager.io', 'spec.issuerRef', 'Issuer')],
  'doris.selectdb.com/DorisCluster': [
    name('Secret', 'spec.authSecret', BASIC_AUTH),
    ...['spec.feSpec', 'spec.beSpec'].flatMap((part) => [
      name('ConfigMap', `${part}.configMapInfo.configMapName`, [part === 'spec.feSpec' ? 'fe.conf' : 'be.conf']),
      name('ServiceAccount', `${part}.serviceAccount`),
      name('Secret', `${part}.imagePullSecrets[].name`),
    ]),
  ],
  'elasticsearch.k8s.elastic.co/Elasticsearch': [
    name('Secret', 'spec.auth.fileRealm[].secretName'),
    name('Secret', 'spec.auth.roles[].secretName', ['roles.yml']),
    name('Secret', 'spec.secureSettings[].secretName'),
    name('Secret', 'spec.http.tls.certificate.secretName'),
  ],
  'kafka.strimzi.io/Kafka': [
    ...['kafka.metricsConfig', 'kafka.logging', 'cruiseControl.metricsConfig'].map((field) =>
      configMapKey(`spec.${field}.valueFrom.configMapKeyRef`),
    ),
    name('Secret', 'spec.kafka.listeners[].configuration.brokerCertChainAndKey.secretName'),
  ],
  'kafka.strimzi.io/KafkaNodePool': [ofKafka],
  'kafka.strimzi.io/KafkaTopic': [ofKafka],
  'kafka.strimzi.io/KafkaUser': [ofKafka, secretKey('spec.authentication.password.valueFrom.secretKeyRef')],
  'monitoring.coreos.com/Alertmanager': [
    name('Secret', 'spec.configSecret', ['alertmanager.yaml']),
    name('monitoring.coreos.com/AlertmanagerConfig', 'spec.alertmanagerConfiguration.name'),
    name('ServiceAccount', 'spec.serviceAccountName'),
  ],
  'monitoring.coreos.com/AlertmanagerConfig': [
    'pagerdutyConfigs[].routingKey',
    'pagerdutyConfigs[].serviceKey',
    'slackConfigs[].apiURL',
    'webhookConfigs[].urlSecret',
  ].map((field) => secretKey(`spec.receivers[].${field}`)),
  'monitoring.coreos.com/PodMonitor': endpoints('spec.podMetricsEndpoints[]'),
  'monitoring.coreos.com/Prometheus': [
    name('ServiceAccount', 'spec.serviceAccountName'),
    secretKey('spec.additionalScrapeConfigs'),
  ],
  'monitoring.coreos.com/ServiceMonitor': endpoints('spec.endpoints[]'),
  'postgresql.cnpg.io/Backup': [ofCluster],
  [CNPG_CLUSTER]: [
    basicAuth('spec.managed.roles[].passwordSecret'),
    basicAuth('spec.bootstrap.initdb.secret'),
    basicAuth('spec.superuserSecret'),
    secretKey('spec.externalClusters[].password'),
    configMapKey('spec.monitoring.customQueriesConfigMap[]'),
    ...s3('spec.backup.barmanObjectStore.s3Credentials'),
    name('barmancloud.cnpg.io/ObjectStore', 'spec.plugins[].parameters.barmanObjectName'),
    name('Secret', 'spec.imagePullSecrets[].name'),
  ],
  'postgresql.cnpg.io/Database': [ofCluster],
  'postgresql.cnpg.io/DatabaseRole': [ofCluster, basicAuth('spec.passwordSecret')],
  'postgresql.cnpg.io/Pooler': [ofCluster],
  'postgresql.cnpg.io/ScheduledBackup': [ofCluster],
};
