import { added, edited, type Fault } from './fault';
import { CLUSTER, pool } from './operator-texts';

const BUDGET: readonly [string, string] = ['PodDisruptionBudget', 'store'];

const budget = (name: string, names: string, bounds: object): Fault =>
  edited('disruption-budget', name, names, BUDGET, ({ spec }) => {
    delete spec.maxUnavailable;
    Object.assign(spec, bounds);
  });

const scaled = (rule: string, name: string, names: string, text: string): Fault =>
  added(rule, name, names, 'dev/web', text);

const hpa = (spec: string, name = 'web'): string =>
  `apiVersion: autoscaling/v2\nkind: HorizontalPodAutoscaler\nmetadata: {name: ${name}, namespace: web}\nspec: {scaleTargetRef: {apiVersion: apps/v1, kind: Deployment, name: web}, ${spec}}`;
const keda = (spec: string): string =>
  `apiVersion: keda.sh/v1alpha1\nkind: ScaledObject\nmetadata: {name: web, namespace: web}\nspec: {scaleTargetRef: {name: web}, ${spec}}`;
const LAG = 'metrics: [{type: External, external: {metric: {name: lag}, target: {type: Value, value: "1"}}}]';

const guard = (label: string): string =>
  `\n---\napiVersion: policy/v1\nkind: PodDisruptionBudget\nmetadata: {name: second, namespace: store}\nspec: {maxUnavailable: 1, selector: {matchLabels: {${label}}}}`;

const claim = (mode: string): string =>
  `apiVersion: v1\nkind: PersistentVolumeClaim\nmetadata: {name: files, namespace: web}\nspec: {accessModes: [${mode}], resources: {requests: {storage: 1Gi}}}\n`;
const user = (name: string, spec: string): string =>
  `---\napiVersion: apps/v1\nkind: Deployment\nmetadata: {name: ${name}, namespace: web}\nspec: {${spec}, selector: {matchLabels: {a: ${name}}}, template: {metadata: {labels: {a: ${name}}}, spec: {containers: [{name: c}], volumes: [{name: v, persistentVolumeClaim: {claimName: files}}]}}}\n`;
const shared = (name: string, names: string, ...users: readonly string[]): Fault =>
  scaled('volume-sharing', name, names, claim('ReadWriteOnce') + users.join(''));
const ONE = 'replicas: 1, strategy: {type: Recreate}';

/** How many pods there are, how many may be missing, and which volumes they have together. */
export const scaling: readonly Fault[] = [
  budget('a budget that lets no pod go', 'maxUnavailable', { maxUnavailable: 0 }),
  budget('a budget that lets no share go', 'maxUnavailable', { maxUnavailable: '0%' }),
  budget('a budget that keeps all', 'minAvailable', { minAvailable: 4 }),
  budget('a budget that keeps more than there are', 'minAvailable', { minAvailable: 5 }),
  budget('a budget that keeps all by its share', 'minAvailable', { minAvailable: '99%' }),
  budget('a budget of both kinds', 'not both', { minAvailable: 1, maxUnavailable: 1 }),
  added('disruption-budget', 'a second budget', 'second', 'dev/store', guard('app.kubernetes.io/name: store').slice(5)),
  added(
    'disruption-budget',
    'a budget beside one of CloudNativePG',
    'second',
    'dev/store',
    CLUSTER + guard('cnpg.io/cluster: pg'),
  ),
  added(
    'disruption-budget',
    'a budget beside one of Strimzi',
    'second',
    'dev/store',
    pool('b', 'broker').slice(5) + guard('strimzi.io/cluster: bus'),
  ),
  scaled('autoscaling', 'a share of what nobody asks for', 'how much cpu', hpa('maxReplicas: 3')),
  scaled('autoscaling', 'bounds that cross', 'below 5', hpa(`minReplicas: 5, maxReplicas: 3, ${LAG}`)),
  scaled(
    'autoscaling',
    'two autoscalers of one workload',
    'other',
    `${hpa(`maxReplicas: 3, ${LAG}`)}\n---\n${hpa(`maxReplicas: 3, ${LAG}`, 'other')}`,
  ),
  scaled(
    'autoscaling',
    'an autoscaler of a DaemonSet',
    'DaemonSet',
    hpa(`maxReplicas: 3, ${LAG}`).replace('Deployment', 'DaemonSet'),
  ),
  scaled(
    'autoscaling',
    'a ScaledObject that never wakes',
    'minReplicaCount',
    keda('triggers: [{type: cpu, metricType: AverageValue}]'),
  ),
  scaled(
    'autoscaling',
    'an idle number above the least',
    'idleReplicaCount',
    keda('minReplicaCount: 1, idleReplicaCount: 2, triggers: [{type: kafka}]'),
  ),
  shared('a volume of one node for two pods', 'Up to 2', user('a', 'replicas: 2, strategy: {type: Recreate}')),
  shared('a volume that a rolling update keeps', 'rolling update', user('a', 'replicas: 1')),
  shared('a volume of two workloads', 'Deployment web/b', user('a', ONE), user('b', ONE)),
];
