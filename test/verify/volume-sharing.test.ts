import { expect, test } from 'vitest';
import { clean, findings, plus } from './trees';

const RULE = 'volume-sharing';
const AT = 'spec.template.spec.volumes[0].persistentVolumeClaim.claimName';

const claim = (modes: string): string =>
  `---\napiVersion: v1\nkind: PersistentVolumeClaim\nmetadata: {name: files, namespace: web}\nspec: {accessModes: [${modes}], resources: {requests: {storage: 1Gi}}}\n`;
const workload = (kind: string, name: string, spec: string, pod = ''): string =>
  `---\napiVersion: apps/v1\nkind: ${kind}\nmetadata: {name: ${name}, namespace: web}\nspec: {${spec}selector: {matchLabels: {a: ${name}}}, template: {metadata: {labels: {a: ${name}}}, spec: {${pod}containers: [{name: c}], volumes: [{name: v, persistentVolumeClaim: {claimName: files}}]}}}\n`;
const job = (pod = ''): string =>
  `---\napiVersion: batch/v1\nkind: CronJob\nmetadata: {name: copy, namespace: web}\nspec: {schedule: 0 1 * * *, jobTemplate: {spec: {template: {spec: {${pod}containers: [{name: c}], volumes: [{name: v, persistentVolumeClaim: {claimName: files}}]}}}}}\n`;
const found = (...texts: readonly string[]): readonly string[] =>
  findings(RULE, plus(clean(), 'dev/web', texts.join(''))).map(
    ({ severity, object, at }) => `${severity} ${object} ${at}`,
  );

const ONE = 'replicas: 1, strategy: {type: Recreate}, ';
const HELD = 'nodeSelector: {kubernetes.io/hostname: a}, ';
const error = (name: string, kind = 'Deployment'): string => `error ${kind} web/${name} ${AT}`;

test.each<[string, string, readonly string[]]>([
  ['one pod that is recreated', workload('Deployment', 'a', ONE), []],
  ['two pods', workload('Deployment', 'a', 'replicas: 2, strategy: {type: Recreate}, '), [error('a')]],
  ['two pods, rolling', workload('Deployment', 'a', 'replicas: 2, '), [error('a')]],
  ['two pods on one node', workload('Deployment', 'a', 'replicas: 2, ', HELD), []],
  ['one pod, rolling', workload('Deployment', 'a', 'replicas: 1, '), [error('a')]],
  [
    'one pod, rolling by a surge alone',
    workload('Deployment', 'a', 'strategy: {type: RollingUpdate, rollingUpdate: {maxSurge: 1, maxUnavailable: 0}}, '),
    [error('a')],
  ],
  [
    'one pod, rolling without a surge',
    workload('Deployment', 'a', 'strategy: {type: RollingUpdate, rollingUpdate: {maxSurge: 0, maxUnavailable: 1}}, '),
    [],
  ],
  ['a set of one', workload('StatefulSet', 'a', 'replicas: 1, '), []],
  ['a set of two', workload('StatefulSet', 'a', 'replicas: 2, '), [error('a', 'StatefulSet')]],
  ['a pod of every node', workload('DaemonSet', 'a', ''), [error('a', 'DaemonSet')]],
])('a volume of one node in %s', (_, text, expected) => {
  expect(found(claim('ReadWriteOnce'), text)).toEqual(expected);
  expect(found(claim('ReadWriteMany'), text)).toEqual([]);
});

test('a volume of one pod is not shared on one node either', () => {
  const text = workload('Deployment', 'a', 'replicas: 2, strategy: {type: Recreate}, ', HELD);
  expect(found(claim('ReadWriteOncePod'), text)).toEqual([error('a')]);
});

test('an autoscaler may make one pod two', () => {
  const scaler =
    '---\napiVersion: autoscaling/v2\nkind: HorizontalPodAutoscaler\nmetadata: {name: a, namespace: web}\nspec: {scaleTargetRef: {apiVersion: apps/v1, kind: Deployment, name: a}, maxReplicas: 3}\n';
  expect(found(claim('ReadWriteOnce'), workload('Deployment', 'a', 'strategy: {type: Recreate}, '), scaler)).toEqual([
    error('a'),
  ]);
});

test('two workloads share it only where one is held on the node of the other', () => {
  const first = workload('Deployment', 'a', ONE);
  expect(found(claim('ReadWriteOnce'), first, workload('Deployment', 'b', ONE))).toEqual([error('b')]);
  expect(found(claim('ReadWriteOnce'), first, workload('Deployment', 'b', ONE, HELD))).toEqual([]);
  const at = 'spec.jobTemplate.spec.template.spec.volumes[0].persistentVolumeClaim.claimName';
  expect(found(claim('ReadWriteOnce'), job(), first)).toEqual([`warning CronJob web/copy ${at}`]);
  const affinity =
    'affinity: {podAffinity: {requiredDuringSchedulingIgnoredDuringExecution: [{topologyKey: kubernetes.io/hostname}]}}, ';
  expect(found(claim('ReadWriteOnce'), job(affinity), first)).toEqual([]);
});

test('volumes that lie on one node hold their pods there', () => {
  const local = (provisioner: string): string =>
    `---\napiVersion: storage.k8s.io/v1\nkind: StorageClass\nmetadata: {name: local}\nprovisioner: ${provisioner}\n`;
  const own = claim('ReadWriteOnce').replace('spec: {', 'spec: {storageClassName: local, ');
  const two = workload('Deployment', 'a', 'replicas: 2, strategy: {type: Recreate}, ');
  expect(found(own, two, local('rancher.io/local-path'))).toEqual([]);
  expect(found(own, two, local('ebs.csi.aws.com'))).toEqual([error('a')]);
});

test('a claim nobody mounts, or without modes, is no matter of this rule', () => {
  expect(found(claim('ReadWriteOnce'))).toEqual([]);
  expect(found(claim(''), workload('Deployment', 'a', 'replicas: 2, '))).toEqual([]);
});
