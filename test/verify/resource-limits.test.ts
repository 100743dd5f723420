import { expect, test } from 'vitest';
import type { Fields } from '../../manifest/types';
import { changed, findings, places, plus } from './trees';

const RULE = 'resource-limits';
const AT = 'Deployment web/web spec.template.spec.containers[0].resources';

const web = (resources: Fields): ReturnType<typeof changed> =>
  changed('Deployment', 'web', ({ spec }) => {
    spec.template.spec.containers[0].resources = resources;
  });
const range = (limits: string): string =>
  `apiVersion: v1\nkind: LimitRange\nmetadata: {name: range, namespace: web}\nspec: {limits: [${limits}]}`;

test.each<[Fields, readonly string[]]>([
  [{ requests: { cpu: '1', memory: '1Gi' }, limits: { cpu: '1000m', memory: '1024Mi' } }, []],
  [{ requests: { cpu: '1001m' }, limits: { cpu: 1 } }, [`${AT}.requests.cpu`]],
  [{ requests: { memory: '1025Mi', cpu: '2' }, limits: { memory: '1Gi' } }, [`${AT}.requests.memory`]],
  [{ requests: { memory: 'much' }, limits: { memory: '1Gi' } }, []],
  [{ limits: { 'nvidia.com/gpu': 1 } }, []],
  [{ requests: { 'nvidia.com/gpu': 1 } }, [`${AT}.requests["nvidia.com/gpu"]`]],
  [{ requests: { 'nvidia.com/gpu': 1 }, limits: { 'nvidia.com/gpu': 2 } }, [`${AT}.requests["nvidia.com/gpu"]`]],
])('a container with %j', (resources, expected) => {
  expect(places(RULE, web(resources))).toEqual(expected);
});

test('a default of the namespace may be less than what is asked for', () => {
  const asks = web({ requests: { memory: '1Gi' } });
  expect(places(RULE, plus(asks, 'dev/web', range('{type: Container, default: {memory: 512Mi}}')))).toEqual([
    `${AT}.requests.memory`,
  ]);
  expect(places(RULE, plus(asks, 'dev/web', range('{type: Container, default: {memory: 1Gi}}')))).toEqual([]);
  expect(places(RULE, plus(asks, 'dev/web', range('{type: Container, max: {memory: 512Mi}}')))).toContain(
    `${AT}.requests.memory`,
  );
});

test.each([
  ['max: {memory: 1Gi}', { limits: { memory: '2Gi' } }, ['limits', 'requests']],
  ['max: {memory: 1Gi}', { requests: { memory: '1Gi' }, limits: { memory: '2Gi' } }, ['limits']],
  ['min: {memory: 1Gi}', { requests: { memory: '512Mi' }, limits: { memory: '2Gi' } }, ['requests']],
  ['min: {memory: 1Gi}', { limits: { memory: '1Gi' } }, []],
])('a range with %s and a container with %j', (bounds, resources, sides) => {
  expect(places(RULE, plus(web(resources), 'dev/web', range(`{type: Container, ${bounds}}`)))).toEqual(
    sides.map((side) => `${AT}.${side}.memory`),
  );
});

test('a range of another namespace, or of something else, says nothing about containers', () => {
  const large = web({ limits: { memory: '2Gi' } });
  const other = range('{type: Container, max: {memory: 1Gi}}').replace('namespace: web', 'namespace: store');
  expect(places(RULE, plus(large, 'dev/store', other))).toEqual([]);
  expect(places(RULE, plus(large, 'dev/web', range('{type: PersistentVolumeClaim, max: {memory: 1Gi}}')))).toEqual([]);
});

test('claims stay within their range', () => {
  const claim =
    'apiVersion: v1\nkind: PersistentVolumeClaim\nmetadata: {name: files, namespace: web}\nspec: {accessModes: [ReadWriteOnce], resources: {requests: {storage: 20Gi}}}';
  const bounds = range('{type: PersistentVolumeClaim, max: {storage: 10Gi}, min: {storage: 1Gi}}');
  expect(places(RULE, plus(web({}), 'dev/web', `${claim}\n---\n${bounds}`))).toEqual([
    'PersistentVolumeClaim web/files spec.resources.requests.storage',
  ]);
});

test('what an operator is told is judged where it is told', () => {
  const cluster = `
apiVersion: postgresql.cnpg.io/v1
kind: Cluster
metadata: {name: pg, namespace: store}
spec: {instances: 3, resources: {requests: {memory: 2Gi}, limits: {memory: 1Gi}}}`;
  expect(findings(RULE, plus(web({}), 'dev/store', cluster))).toMatchObject([
    { severity: 'error', object: 'Cluster.postgresql.cnpg.io store/pg', at: 'spec' },
  ]);
});
