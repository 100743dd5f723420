import { added, edited, type Fault, refiled } from './fault';

const WEB: readonly [string, string] = ['Deployment', 'web'];
const FOLDER = 'dev/store';

/** A Kafka of so many brokers with one topic and one user, and texts besides. */
const bus = (brokers: number, more: string, config = ''): string => `
apiVersion: kafka.strimzi.io/v1
kind: Kafka
metadata: {name: bus, namespace: store}
spec:
  kafka:
    authorization: {type: simple}
    config: {auto.create.topics.enable: false${config}}
    listeners: [{name: clients, port: 9093, type: internal, tls: true, authentication: {type: scram-sha-512}}]
---
apiVersion: kafka.strimzi.io/v1
kind: KafkaNodePool
metadata: {name: all, namespace: store, labels: {strimzi.io/cluster: bus}}
spec: {replicas: ${brokers}, roles: [broker, controller]}
---
apiVersion: kafka.strimzi.io/v1
kind: KafkaTopic
metadata: {name: events, namespace: store, labels: {strimzi.io/cluster: bus}}
spec: {partitions: 1, replicas: 1}
---
apiVersion: kafka.strimzi.io/v1
kind: KafkaUser
metadata: {name: web, namespace: store, labels: {strimzi.io/cluster: bus}}
spec:
  authentication: {type: scram-sha-512}
  authorization:
    type: simple
    acls:
    - {operations: [Read], resource: {type: topic, name: events}}
    - {operations: [Read], resource: {type: group, name: web}}
---${more}`;

/** A client of that Kafka with variables of its own. */
const client = (...variables: readonly string[]): string => `
apiVersion: v1
kind: Pod
metadata: {name: client, namespace: store}
spec:
  containers:
  - name: c
    env:
    - {name: BOOTSTRAP, value: "bus-kafka-bootstrap.store.svc:9093"}
    - {name: JAAS, value: 'ScramLoginModule required username="web";'}
${variables.map((variable) => `    - ${variable}\n`).join('')}`;

const kafka = (name: string, names: string, more: string): Fault =>
  added('kafka-closure', name, names, FOLDER, bus(3, more));

const topic = (fields: string): string => `
apiVersion: kafka.strimzi.io/v1
kind: KafkaTopic
metadata: {name: more, namespace: store, labels: {strimzi.io/cluster: bus}}
spec: {partitions: 1, ${fields}}`;

const acl = (resource: string): string => `
apiVersion: kafka.strimzi.io/v1
kind: KafkaUser
metadata: {name: more, namespace: store, labels: {strimzi.io/cluster: bus}}
spec: {authorization: {type: simple, acls: [{operations: [Read], resource: ${resource}}]}}`;

const copies = (name: string, names: string, brokers: number, fields: string, config = ''): Fault =>
  added('kafka-copies', name, names, FOLDER, bus(brokers, topic(fields), config));

/** A Job that makes buckets and a user in the store, and a text that reads there. */
const buckets = (text: string): string => `
apiVersion: v1
kind: ConfigMap
metadata: {name: make, namespace: store}
data:
  make.sh: "bucket() {\\n  mc mb own/$1\\n}\\nbucket lake\\nmc admin user add own web\\n"
---
apiVersion: v1
kind: Pod
metadata: {name: make, namespace: store}
spec:
  containers: [{name: mc, env: [{name: ENDPOINT, value: "http://store.store.svc:9000"}]}]
  volumes: [{name: make, configMap: {name: make}}]
---
${text}`;

const config = (text: string): string =>
  `apiVersion: v1\nkind: ConfigMap\nmetadata: {name: reader, namespace: web}\ndata:\n  a.properties: ${JSON.stringify(text)}\n`;

const bucket = (name: string, text: string): Fault =>
  added('bucket-closure', name, 'bucket gone', FOLDER, buckets(text));

const LOGIN = `
apiVersion: external-secrets.io/v1
kind: ExternalSecret
metadata: {name: login, namespace: web}
spec: {target: {name: login, template: {data: {access-key: gone}}}}
---
apiVersion: v1
kind: Pod
metadata: {name: reader, namespace: web}
spec:
  containers:
  - name: c
    env:
    - {name: ENDPOINT, value: "http://store.store.svc:9000"}
    - {name: KEY, valueFrom: {secretKeyRef: {name: login, key: access-key}}}`;

/** Buckets, topics, groups and users that are asked for and made by nobody. */
export const provisioning: readonly Fault[] = [
  bucket('a bucket of a URL', config('s3.endpoint=http://store.store.svc:9000\ndirectory=s3://gone/x\n')),
  bucket('a bucket of a key', config('endpoint=store.store.svc:9000\nbucketnames=lake,gone\n')),
  bucket('a bucket of JSON', config('{"endpoint": "http://store.store.svc:9000", "bucket": "gone"}')),
  bucket('a bucket of a policy', config('{"a": "http://store.store.svc:9000", "Resource": ["arn:aws:s3:::gone/*"]}')),
  added('bucket-closure', 'a user of an access key', 'user gone', FOLDER, buckets(LOGIN)),
  kafka('a topic in a variable', 'topic gone', client('{name: EVENTS_TOPIC_NAME, value: gone}')),
  kafka('a topic in a list', 'topic gone', client('{name: TOPICS, value: "events,gone"}')),
  kafka('a topic in a catalog', 'topic gone', client('{name: CATALOG, value: "kafka.table-names=events,gone"}')),
  kafka(
    'a topic its user may not read',
    'topic more',
    `${client('{name: TOPIC, value: more}')}---${topic('replicas: 1')}`,
  ),
  kafka('a group its user may not join', 'group other', client('{name: GROUP_ID, value: other}')),
  kafka('a login of nobody', 'user gone', client(`{name: OTHER, value: 'ScramLoginModule required username="gone";'}`)),
  kafka('an ACL of a topic that is missing', 'topic gone', acl('{type: topic, name: gone}')),
  kafka('an ACL of a prefix without topics', 'begins with go', acl('{type: topic, name: go, patternType: prefix}')),
  kafka('a topic written twice', 'topic events', topic('topicName: events')),
  kafka('a topic of no Kafka', 'KafkaTopic', topic('replicas: 1').replace('strimzi.io/cluster: bus', 'a: b')),
  copies('more copies than brokers', 'spec.replicas', 2, 'replicas: 3'),
  copies('all copies in sync', 'min.insync.replicas', 3, 'replicas: 2, config: {min.insync.replicas: 2}'),
  copies('more in sync than copies', 'min.insync.replicas', 3, 'replicas: 2, config: {min.insync.replicas: 3}'),
  copies('more copies by default than brokers', 'default.replication.factor', 2, '', ', default.replication.factor: 3'),
  copies('more copies of offsets than brokers', 'offsets.topic', 1, '', ', offsets.topic.replication.factor: 3'),
  ...['https://wep.example.com', 'https://other.example.com/x'].map((url) =>
    edited('link-closure', `a link to ${url}`, new URL(url).host, WEB, ({ spec }) => {
      spec.template.spec.containers[0].env.push({ name: 'BASE_URL', value: url });
    }),
  ),
  edited('link-closure', 'a link in a text', 'portal.example.com', ['ConfigMap', 'web'], ({ data }) => {
    data['web.properties'] += 'tile=https://portal.example.com\n';
  }),
  refiled('link-closure', 'a redirect to another host', 'sites.example.com', ({ path, manifest }) => ({
    path,
    manifest:
      manifest.kind === 'ConfigMap' && manifest.metadata.namespace === 'web'
        ? { ...manifest, data: { ...manifest.data, 'oidc.yaml': 'redirect_uri: https://sites.example.com/callback\n' } }
        : manifest,
  })),
];
