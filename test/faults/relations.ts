import type { Fields } from '../../manifest/types';
import { added, edited, type Fault, removed } from './fault';

type Target = readonly [string, string];
const WEB: Target = ['Deployment', 'web'];
const STORE: Target = ['StatefulSet', 'store'];
const CONFIG: Target = ['ConfigMap', 'web'];
const LOGIN: Target = ['ExternalSecret', 'web/store-web'];
const MONITOR: Target = ['ServiceMonitor', 'store'];

/** Put together here, so that no scanner takes them for real ones. */
const join = (...parts: readonly string[]): string => parts.join('');

const variable = (rule: string, name: string, names: string, key: string, value: string): Fault =>
  edited(rule, name, names, WEB, ({ spec }) => {
    spec.template.spec.containers[0].env[0] = { name: key, value };
  });
const address = (name: string, url: string, names = url): Fault =>
  variable('host-closure', name, names, 'STORE_URL', url);
const text = (rule: string, name: string, names: string, value: string): Fault =>
  edited(rule, name, names, CONFIG, ({ data }) => {
    data['web.properties'] = value;
  });
const secret = (name: string, key: string, value: string): Fault =>
  variable('secret-material', name, 'env[0].value', key, value);
const pod = (rule: string, name: string, names: string, edit: (spec: Fields) => void): Fault =>
  edited(rule, name, names, WEB, ({ spec }) => edit(spec.template.spec));
const refers = (name: string, names: string, edit: (spec: Fields) => void): Fault =>
  pod('reference-closure', name, names, edit);
const policy = (rule: string, name: string, names: string, which: string, edit: (spec: Fields) => void): Fault =>
  edited(rule, name, names, ['NetworkPolicy', which], ({ spec }) => edit(spec));

const CLUSTER = `
apiVersion: postgresql.cnpg.io/v1
kind: Cluster
metadata: {name: pg, namespace: store}
spec: {instances: 3}`;
const database = (owner: string): string => `${CLUSTER}
---
apiVersion: postgresql.cnpg.io/v1
kind: Database
metadata: {name: crm, namespace: store}
spec: {cluster: {name: pg}, name: crm, owner: ${owner}}`;
const reader = (url: string): string => `${CLUSTER}
---
apiVersion: v1
kind: ConfigMap
metadata: {name: address, namespace: store}
data: {url: "${url}"}`;
const KAFKA = `
apiVersion: kafka.strimzi.io/v1
kind: Kafka
metadata: {name: bus, namespace: store}
spec: {kafka: {listeners: []}}`;
const pool = (name: string, roles: string): string => `
---
apiVersion: kafka.strimzi.io/v1
kind: KafkaNodePool
metadata: {name: ${name}, namespace: store, labels: {strimzi.io/cluster: bus}}
spec: {replicas: 3, roles: [${roles}]}`;
const push = (name: string, key: string): string => `
apiVersion: external-secrets.io/v1alpha1
kind: PushSecret
metadata: {name: ${name}, namespace: store}
spec:
  secretStoreRefs: [{kind: ClusterSecretStore, name: platform}]
  selector: {secret: {name: store-web}}
  data: [{match: {secretKey: password, remoteRef: {remoteKey: ${key}}}}]`;
const object = (kind: string, name: string, spec = '', apiVersion = 'v1'): string =>
  `apiVersion: ${apiVersion}\nkind: ${kind}\nmetadata: {name: ${name}, namespace: web}\n${spec}`;

/** What is wrong between objects. */
export const relations: readonly Fault[] = [
  address('a Service that is not there', 'http://shop.store.svc:9000'),
  address('a namespace that is not there', 'http://store.shop.svc.cluster.local:9000'),
  address('a port the Service lacks', 'http://store.store.svc:9001'),
  address('the default port of a scheme', 'https://store.store.svc/bucket', 'https://store.store.svc'),
  address('a bare name of another namespace', 'http://store:9000'),
  address('a JDBC address', 'jdbc:postgresql://shop-rw.store.svc:5432/db', 'shop-rw.store.svc:5432'),
  address('an address of Redis', 'redis://cache.store.svc:6379/0', 'cache.store.svc:6379'),
  address('one wrong entry of a list', 'store.store.svc:9000,shop.store.svc:9000', 'shop.store.svc:9000'),
  address('a pod beyond the replicas', 'http://store-4.store-peers.store.svc:9000'),
  variable('host-closure', 'a host in a variable of its own', 'store', 'STORE_HOST', 'store'),
  text('host-closure', 'an address in a text', 'http://gone.store.svc:9000', 'x=http://gone.store.svc:9000\n'),
  removed('host-closure', 'a Service that is gone', 'store.store.svc', 'Service', 'store'),
  refers('a key the Secret lacks', 'no key pass', ({ containers: [own] }) => {
    own.env[1].valueFrom.secretKeyRef.key = 'pass';
  }),
  refers('a Secret nobody writes', 'Secret gone', ({ containers: [own] }) => {
    own.env[1].valueFrom.secretKeyRef.name = 'gone';
  }),
  refers('variables of a ConfigMap that is not there', 'ConfigMap gone', ({ containers: [own] }) => {
    own.envFrom = [{ configMapRef: { name: 'gone' } }];
  }),
  refers('a volume of a ConfigMap that is not there', 'ConfigMap gone', ({ volumes: [own] }) => {
    own.configMap.name = 'gone';
  }),
  refers('a file the ConfigMap lacks', 'no key other', ({ volumes: [own] }) => {
    own.configMap.items[0].key = 'other';
  }),
  refers('a claim that is not there', 'PersistentVolumeClaim gone', ({ volumes }) =>
    volumes.push({ name: 'own', persistentVolumeClaim: { claimName: 'gone' } }),
  ),
  refers('an account that is not there', 'ServiceAccount gone', (own) => {
    own.serviceAccountName = 'gone';
  }),
  refers('a pull secret that is not there', 'Secret gone', (own) => {
    own.imagePullSecrets = [{ name: 'gone' }];
  }),
  edited('reference-closure', 'an Ingress to no Service', 'Service gone', ['Ingress', 'web'], ({ spec }) => {
    spec.rules[0].http.paths[0].backend.service.name = 'gone';
  }),
  edited('reference-closure', 'an Ingress to no port', 'no port admin', ['Ingress', 'web'], ({ spec }) => {
    spec.rules[0].http.paths[0].backend.service.port.name = 'admin';
  }),
  edited('reference-closure', 'a store that is not there', 'ClusterSecretStore gone', LOGIN, ({ spec }) => {
    spec.secretStoreRef.name = 'gone';
  }),
  edited('reference-closure', 'no Service to govern the pods', 'Service gone', STORE, ({ spec }) => {
    spec.serviceName = 'gone';
  }),
  removed('reference-closure', 'a login that is gone', 'Secret store-web', 'ExternalSecret', 'store-web'),
  removed('reference-closure', 'an issuer that is gone', 'ClusterIssuer public', 'ClusterIssuer', 'public'),
  edited('selector-closure', 'a Service before no pod', 'Service web/web', ['Service', 'web'], ({ spec }) => {
    spec.selector = { app: 'gone' };
  }),
  edited('selector-closure', 'a Service before a port no pod has', 'admin', ['Service', 'web'], ({ spec }) => {
    spec.ports[0].targetPort = 'admin';
  }),
  edited('selector-closure', 'a budget for nobody', 'Budget', ['PodDisruptionBudget', 'store'], ({ spec }) => {
    spec.selector = { matchLabels: { app: 'gone' } };
  }),
  edited('selector-closure', 'a monitor of nothing', 'ServiceMonitor', MONITOR, ({ spec }) => {
    spec.selector = { matchLabels: { part: 'gone' } };
  }),
  edited('selector-closure', 'a monitor of a port that is not there', 'metrics', MONITOR, ({ spec }) => {
    spec.endpoints[0].port = 'metrics';
  }),
  edited('selector-closure', 'a workload that does not select its pods', 'Deployment', WEB, ({ spec }) => {
    spec.selector.matchLabels = { app: 'gone' };
  }),
  policy('selector-closure', 'a policy for nobody', 'from-ingress', 'from-ingress', (spec) => {
    spec.podSelector = { matchLabels: { app: 'gone' } };
  }),
  removed('network-closure', 'no way out', 'egress', 'NetworkPolicy', 'to-store-http'),
  removed('network-closure', 'no way in', 'ingress', 'NetworkPolicy', 'from-web'),
  removed('network-closure', 'no way between peers', 'store', 'NetworkPolicy', 'peers'),
  policy('network-closure', 'a way out to another port', '9000', 'to-store-http', ({ egress: [rule] }) => {
    rule.ports[0].port = 9001;
  }),
  policy('network-closure', 'a way out to other pods', 'egress', 'to-store-http', ({ egress: [rule] }) => {
    rule.to[0].podSelector = { matchLabels: { app: 'gone' } };
  }),
  policy('network-closure', 'a way out for UDP alone', 'egress', 'to-store-http', ({ egress: [rule] }) => {
    rule.ports[0].protocol = 'UDP';
  }),
  policy('network-closure', 'a way in for another namespace', 'ingress', 'from-web', ({ ingress: [rule] }) => {
    rule.from[0].namespaceSelector.matchLabels = { 'kubernetes.io/metadata.name': 'shop' };
  }),
  removed('network-isolation', 'no default denial', 'Namespace web', 'NetworkPolicy', 'default-deny'),
  removed('network-isolation', 'no name server', 'name server', 'NetworkPolicy', 'allow-dns'),
  policy('network-isolation', 'a denial of one direction', 'Namespace', 'store/default-deny', (spec) => {
    spec.policyTypes = ['Egress'];
  }),
  policy('network-isolation', 'names by UDP alone', 'name server', 'web/allow-dns', ({ egress: [rule] }) =>
    rule.ports.pop(),
  ),
  added('operator-network', 'instances that do not reach each other', 'port 5432', 'dev/store', CLUSTER),
  added('operator-network', 'instances whose operator sees nothing', 'port 8000', 'dev/store', CLUSTER),
  added(
    'operator-network',
    'nodes that do not reach their controllers',
    'port 9090',
    'dev/store',
    KAFKA + pool('all', 'broker, controller'),
  ),
  added('operator-network', 'brokers apart', 'port 9091', 'dev/store', KAFKA + pool('all', 'broker, controller')),
  removed('way-in', 'a monitor before a closed port', 'Prometheus', 'NetworkPolicy', 'from-monitoring'),
  removed('way-in', 'an Ingress before a closed port', 'ingress controller', 'NetworkPolicy', 'from-ingress'),
  policy('way-in', 'a way in for another port', 'ingress controller', 'from-ingress', ({ ingress: [rule] }) => {
    rule.ports[0].port = 8081;
  }),
  policy('way-in', 'a way in for peers alone', 'Prometheus', 'from-monitoring', ({ ingress: [rule] }) => {
    rule.from = [{ podSelector: {} }];
  }),
  added('claim-closure', 'a database without owner', 'role crm', 'dev/store', database('crm')),
  added(
    'claim-closure',
    'an address of no database',
    'database shop',
    'dev/store',
    reader('postgresql://pg-rw.store.svc:5432/shop'),
  ),
  added(
    'claim-closure',
    'a JDBC address of no database',
    'database shop',
    'dev/store',
    reader('jdbc:postgresql://pg-rw.store.svc:5432/shop?ssl=true'),
  ),
  added('claim-closure', 'a Kafka without controllers', 'controller', 'dev/store', KAFKA + pool('b', 'broker')),
  added('claim-closure', 'a Kafka without brokers', 'broker', 'dev/store', KAFKA + pool('c', 'controller')),
  added('claim-closure', 'a Kafka without nodes', 'bus', 'dev/store', KAFKA),
  added(
    'credential-closure',
    'a credential written twice',
    'dev/store/web',
    'dev/store',
    `${push('one', 'dev/store/web')}\n---${push('two', 'dev/store/web')}`,
  ),
  added('credential-closure', 'a credential nobody writes', 'dev/store/web', 'dev/store', push('one', 'dev/store/x')),
  added(
    'credential-closure',
    'a credential written under a name one letter off',
    'dev/store/web',
    'dev/store',
    push('one', 'dev/store/wep'),
  ),
  secret('a password in a variable', 'DB_PASSWORD', 'hunter2'),
  secret('a key in a variable', 'AWS_SECRET_ACCESS_KEY', 'abcdef'),
  secret('a token in camel case', 'apiToken', 'abcdef'),
  secret('a password in a URL', 'URL', 'postgresql://web:hunter2@store.store.svc:9000/db'),
  secret('an access key of AWS', 'ANY', join('AKIA', 'ABCDEFGHIJKLMNOP')),
  secret('a token of GitHub', 'ANY', join('ghp_', 'a'.repeat(36))),
  secret('a private key', 'ANY', join('-----BEGIN RSA ', 'PRIVATE KEY-----')),
  secret('a JSON web token', 'ANY', join('eyJhbGciOiJI', '.eyJzdWIiOiIx', '.c2lnbmF0dXJl')),
  text('secret-material', 'a password in properties', 'db.password', 'db.user=a\ndb.password=hunter2\n'),
  text('secret-material', 'a password in YAML', 'password', 'db:\n  password: "hunter2"\n'),
  text('secret-material', 'a password in SQL', 'PASSWORD clause', "x\nCREATE ROLE a PASSWORD 'hunter2';\n"),
  added('secret-material', 'a Secret with values', 'data.a', 'dev/web', object('Secret', 's', 'data: {a: eA==}')),
  added(
    'secret-material',
    'a password in a custom resource',
    'adminPassword',
    'dev/web',
    object('Thing', 't', 'spec: {adminPassword: hunter2}', 'example.com/v1'),
  ),
  added('unused', 'a ConfigMap without reader', 'orphan', 'dev/web', object('ConfigMap', 'orphan', 'data: {a: b}')),
  added('unused', 'an account without pods', 'orphan', 'dev/web', object('ServiceAccount', 'orphan')),
  added(
    'unused',
    'a claim without pod',
    'orphan',
    'dev/web',
    object('PersistentVolumeClaim', 'orphan', 'spec: {accessModes: [ReadWriteOnce]}'),
  ),
  added(
    'unused',
    'a login without reader',
    'orphan',
    'dev/web',
    object('ExternalSecret', 'orphan', 'spec: {target: {name: orphan}}', 'external-secrets.io/v1'),
  ),
];
