import { added, edited, type Fault } from './fault';
import { CLUSTER, KAFKA, pool } from './operator-texts';

type Target = readonly [string, string];
const WEB: Target = ['Deployment', 'web'];
const CONFIG: Target = ['ConfigMap', 'web'];

/** Put together here, so that no scanner takes them for real ones. */
const join = (...parts: readonly string[]): string => parts.join('');
const variable = (rule: string, name: string, names: string, key: string, value: string): Fault =>
  edited(rule, name, names, WEB, ({ spec }) => {
    spec.template.spec.containers[0].env[0] = { name: key, value };
  });
const text = (rule: string, name: string, names: string, value: string): Fault =>
  edited(rule, name, names, CONFIG, ({ data }) => {
    data['web.properties'] = value;
  });
const secret = (name: string, key: string, value: string): Fault =>
  variable('secret-material', name, 'env[0].value', key, value);
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

/** Databases, credentials and secrets, and what nobody asks for. */
export const claims: readonly Fault[] = [
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
