import { expect, test } from 'vitest';
import { changed, findings, places, plus } from './trees';

const RULE = 'autoscaling';

const web = (requests: Record<string, string> = {}): ReturnType<typeof changed> =>
  changed('Deployment', 'web', ({ spec }) => {
    spec.template.spec.containers[0].resources = { requests };
  });
const hpa = (spec: string, name = 'web'): string =>
  `apiVersion: autoscaling/v2\nkind: HorizontalPodAutoscaler\nmetadata: {name: ${name}, namespace: web}\nspec: {scaleTargetRef: {apiVersion: apps/v1, kind: Deployment, name: web}, ${spec}}`;
const keda = (spec: string): string =>
  `apiVersion: keda.sh/v1alpha1\nkind: ScaledObject\nmetadata: {name: web, namespace: web}\nspec: {scaleTargetRef: {name: web}, ${spec}}`;
const found = (text: string, requests: Record<string, string> = { cpu: '1', memory: '1Gi' }): readonly string[] =>
  places(RULE, plus(web(requests), 'dev/web', text)).map((place) => place.replace(/^\S+ \S+ /, ''));

const share = (name: string): string =>
  `{type: Resource, resource: {name: ${name}, target: {type: Utilization, averageUtilization: 70}}}`;
const CPU = `maxReplicas: 3, metrics: [${share('cpu')}]`;

test.each<[string, string, Record<string, string>, readonly string[]]>([
  ['a share of what is asked for', CPU, { cpu: '1' }, []],
  ['a share of what nobody asks for', CPU, {}, ['spec.metrics[0]']],
  [
    'a share of another resource',
    `maxReplicas: 3, metrics: [${share('cpu')}, ${share('memory')}]`,
    { cpu: '1' },
    ['spec.metrics[1]'],
  ],
  ['no metric, which is a share of CPU', 'maxReplicas: 3', {}, ['spec']],
  [
    'an amount',
    'maxReplicas: 3, metrics: [{type: Resource, resource: {name: memory, target: {type: AverageValue, averageValue: 1Gi}}}]',
    {},
    [],
  ],
  ['a metric of others', 'maxReplicas: 3, metrics: [{type: External, external: {metric: {name: lag}}}]', {}, []],
  [
    'one container',
    'maxReplicas: 3, metrics: [{type: ContainerResource, containerResource: {name: cpu, container: web, target: {averageUtilization: 70}}}]',
    {},
    ['spec.metrics[0]'],
  ],
  [
    'a container nobody has',
    'maxReplicas: 3, metrics: [{type: ContainerResource, containerResource: {name: cpu, container: app, target: {averageUtilization: 70}}}]',
    { cpu: '1' },
    ['spec.metrics[0]'],
  ],
  ['as many at least as at most', 'minReplicas: 3, metrics: [], maxReplicas: 3', {}, []],
  ['more at least than at most', `minReplicas: 4, ${CPU}`, { cpu: '1' }, ['spec']],
])('an autoscaler with %s', (_, spec, requests, expected) => {
  expect(found(hpa(spec), requests)).toEqual(expected);
});

test('a default of the namespace is asked for too', () => {
  const range =
    'apiVersion: v1\nkind: LimitRange\nmetadata: {name: r, namespace: web}\nspec: {limits: [{type: Container, defaultRequest: {cpu: 100m}}]}';
  expect(found(`${hpa(CPU)}\n---\n${range}`, {})).toEqual([]);
});

test('the container that counts may be one of several', () => {
  const files = web();
  const deployment = files.find(({ manifest }) => manifest.kind === 'Deployment');
  deployment?.manifest.spec.template.spec.containers.push({ name: 'side' });
  const one = (name: string): string =>
    hpa(
      `maxReplicas: 3, metrics: [{type: ContainerResource, containerResource: {name: cpu, container: ${name}, target: {averageUtilization: 70}}}]`,
    );
  const messages = (text: string) => findings(RULE, plus(files, 'dev/web', text)).map(({ message }) => message);
  expect(messages(one('side'))).toEqual([expect.stringContaining('container side of Deployment web/web does not say')]);
  expect(messages(one('gone'))).toEqual([expect.stringContaining('no container gone')]);
});

test('a second autoscaler of one workload is told', () => {
  expect(found(`${hpa(CPU)}\n---\n${hpa(CPU, 'other')}`)).toEqual(['spec.scaleTargetRef']);
  expect(found(`${hpa(CPU)}\n---\n${keda('minReplicaCount: 1, triggers: [{type: kafka}]')}`)).toEqual([
    'spec.scaleTargetRef',
  ]);
});

test('what has no number of pods is not scaled', () => {
  const text = hpa(CPU).replace('kind: Deployment', 'kind: DaemonSet');
  expect(found(text)).toEqual(['spec.scaleTargetRef.kind']);
});

test.each([
  ['minReplicaCount: 1, triggers: [{type: cpu, metadata: {value: "70"}}]', {}, ['spec.triggers[0]']],
  ['minReplicaCount: 1, triggers: [{type: cpu, metadata: {value: "70"}}]', { cpu: '1' }, []],
  ['minReplicaCount: 1, triggers: [{type: memory, metricType: AverageValue, metadata: {value: 1Gi}}]', {}, []],
  ['triggers: [{type: cpu, metadata: {value: "70"}}]', { cpu: '1' }, ['spec.minReplicaCount']],
  ['triggers: [{type: cpu, metadata: {value: "70"}}, {type: kafka}]', { cpu: '1' }, []],
  ['minReplicaCount: 5, maxReplicaCount: 3, triggers: [{type: kafka}]', {}, ['spec']],
  ['minReplicaCount: 1, idleReplicaCount: 1, triggers: [{type: kafka}]', {}, ['spec.idleReplicaCount']],
  ['minReplicaCount: 1, idleReplicaCount: 0, triggers: [{type: kafka}]', {}, []],
])('a ScaledObject with %s and requests %j', (spec, requests, expected) => {
  expect(found(keda(spec), requests)).toEqual(expected);
});

test('all of it is an error', () => {
  const files = plus(web(), 'dev/web', hpa(`minReplicas: 4, ${CPU}`));
  expect(findings(RULE, files).map(({ severity }) => severity)).toEqual(['error', 'error']);
});
