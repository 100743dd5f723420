import type { Fields } from '../../manifest/types';
import { added, edited, type Fault } from './fault';
import { CLUSTER, pool } from './operator-texts';

const WEB: readonly [string, string] = ['Deployment', 'web'];

const resources = (rule: string, name: string, names: string, own: Fields): Fault =>
  edited(rule, name, names, WEB, ({ spec }) => {
    spec.template.spec.containers[0].resources = own;
  });

const variable = (name: string, names: string, key: string, value: string): Fault =>
  edited('memory-headroom', name, names, WEB, ({ spec }) => {
    const [container] = spec.template.spec.containers;
    container.resources = { limits: { memory: '1Gi' } };
    container.env.push({ name: key, value });
  });

const order = (name: string, names: string, variables: readonly Fields[], more: Fields = {}): Fault =>
  edited('variable-order', name, names, WEB, ({ spec }) => {
    Object.assign(spec.template.spec.containers[0], { env: variables, ...more });
  });

const beside = (rule: string, name: string, names: string, kind: string, spec: string): Fault =>
  added(
    rule,
    name,
    names,
    'dev/store',
    `apiVersion: v1\nkind: ${kind}\nmetadata: {name: room, namespace: store}\nspec: {${spec}}`,
  );

const quota = (name: string, names: string, hard: string): Fault =>
  beside('resource-quota', name, names, 'ResourceQuota', `hard: {${hard}}`);

/** What containers may take, what they believe they may, and what their namespace has. */
export const resourceFaults: readonly Fault[] = [
  resources('resource-limits', 'a request above its limit', 'requests.memory', {
    requests: { memory: '2Gi' },
    limits: { memory: '1Gi' },
  }),
  resources('resource-limits', 'a request above its limit in other units', 'requests.cpu', {
    requests: { cpu: '1001m' },
    limits: { cpu: 1 },
  }),
  resources('resource-limits', 'a GPU without limit', 'nvidia.com/gpu', { requests: { 'nvidia.com/gpu': 1 } }),
  added(
    'resource-limits',
    'a database that asks for more than it may take',
    'postgres',
    'dev/store',
    CLUSTER.replace('instances: 3', 'instances: 3, resources: {requests: {cpu: "2"}, limits: {cpu: "1"}}').replace(
      'name: pg',
      'name: postgres',
    ),
  ),
  variable('a heap as large as the limit', '-Xmx1g', 'JAVA_OPTS', '-server -Xmx1g'),
  variable('a heap that leaves a tenth', '-Xmx950m', 'KAFKA_HEAP_OPTS', '-Xms950m -Xmx950m'),
  variable('a heap of almost everything there is', 'MaxRAMPercentage', 'JAVA_TOOL_OPTIONS', '-XX:MaxRAMPercentage=95'),
  variable('a heap that starts above its end', 'does not start', 'ES_JAVA_OPTS', '-Xms2g -Xmx512m'),
  variable('a soft limit of Go beyond the hard one', 'GOMEMLIMIT', 'GOMEMLIMIT', '2GiB'),
  variable('an old space beyond the limit', 'old-space', 'NODE_OPTIONS', '--max-old-space-size=2048'),
  edited('memory-headroom', 'a heap among the arguments', '-Xmx1g', WEB, ({ spec }) => {
    spec.template.spec.containers[0].resources = { limits: { memory: '64Mi' } };
    spec.template.spec.containers[0].args = ['@jvm.config', '-Xmx1g'];
  }),
  added(
    'memory-headroom',
    'brokers with more heap than memory',
    'jvmOptions',
    'dev/store',
    pool('b', 'broker').replace(
      'replicas: 3',
      'replicas: 3, resources: {limits: {memory: 1Gi}}, jvmOptions: {-Xmx: 2g}',
    ),
  ),
  added(
    'memory-headroom',
    'a database with more buffers than memory',
    'shared_buffers',
    'dev/store',
    CLUSTER.replace(
      'instances: 3',
      'instances: 3, resources: {limits: {memory: 1Gi}}, postgresql: {parameters: {shared_buffers: 1GB}}',
    ),
  ),
  quota('a quota of fewer pods', 'spec.hard.pods', 'pods: "3"'),
  quota('a quota of fewer volumes', 'persistentvolumeclaims', 'persistentvolumeclaims: "3"'),
  quota('a quota of less storage', 'requests.storage', 'requests.storage: 39Gi'),
  quota('a quota that counts what nobody names', 'limits of memory', 'limits.memory: 64Gi'),
  quota('a quota without Services', 'spec.hard.services', 'services: "1"'),
  order('a variable defined further down', 'env[0].value', [
    { name: 'URL', value: 'http://$(NODE):9000' },
    { name: 'NODE', value: 'store.store.svc' },
  ]),
  order('a variable nobody defines', '$(NODE)', [{ name: 'URL', value: 'http://$(NODE):9000' }]),
  order('a path that names itself', '$(PATH)', [{ name: 'PATH', value: '/opt/bin:$(PATH)' }]),
  order('an argument nobody defines', 'args[0]', [], { args: ['--node=$(NODE_NAME)'] }),
  order('a folder of nobody', 'subPathExpr', [], {
    volumeMounts: [{ name: 'config', mountPath: '/etc/web', subPathExpr: '$(POD_NAME)' }],
  }),
];
