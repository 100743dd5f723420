import { expect, test } from 'vitest';
import type { Fields } from '../../manifest/types';
import { changed, clean, findings, places, plus } from './trees';

const RULE = 'host-closure';
const WEB_URL = 'Deployment web/web spec.template.spec.containers[0].env[0].value';

const withUrl = (value: string): ReturnType<typeof clean> =>
  changed('Deployment', 'web', (web: Fields) => {
    web.spec.template.spec.containers[0].env[0].value = value;
  });

const configured = (text: string): ReturnType<typeof clean> =>
  changed('ConfigMap', 'web', (config: Fields) => {
    config.data['web.properties'] = text;
  });

test('a tree whose names all resolve has no finding', () => {
  expect(places(RULE, clean())).toEqual([]);
});

test.each([
  ['an unknown Service', 'http://shop.store.svc:9000'],
  ['an unknown namespace', 'http://store.shop.svc.cluster.local:9000'],
  ['a port the Service lacks', 'http://store.store.svc:9001'],
  ['the default port of a scheme the Service lacks', 'https://store.store.svc/bucket'],
  ['a bare name of another namespace', 'http://store:9000'],
  ['a bare name and port nobody has', 'http://nobody:9000'],
  ['a name with namespace only', 'http://stor.store:9000'],
  ['credentials in front', 'postgresql://u:p@shop.store.svc:5432/db'],
  ['a list with one wrong entry', 'store.store.svc:9000,shop.store.svc:9000'],
  ['a JDBC address', 'jdbc:postgresql://shop-rw.store.svc:5432/db'],
  ['a pod beyond the replicas', 'http://store-4.store-peers.store.svc:9000'],
  ['a pod range beyond the replicas', 'http://store-{0...4}.store-peers.store.svc.cluster.local:9000/data'],
  ['a bare pair of another namespace', 'store:9000'],
])('finds %s', (_, value) => {
  expect(places(RULE, withUrl(value))).toEqual([WEB_URL]);
});

test.each([
  ['an address outside', 'https://sts.eu-central-1.amazonaws.com'],
  ['a bucket', 's3://lake/path'],
  ['localhost', 'http://localhost:8080'],
  ['a pod within the replicas', 'http://store-3.store-peers.store.svc:9000'],
  ['the API server', 'https://kubernetes.default.svc'],
  ['a name in the own namespace', 'http://web:80'],
  ['a time', '12:30:45'],
  ['a bind address', '0.0.0.0:8080'],
  ['a port variable', 'tcp://:9000'],
  ['a name with namespace only', 'http://store.store:9000'],
  ['an image', 'harbor.example.com/store:9000'],
])('accepts %s', (_, value) => {
  expect(places(RULE, withUrl(value))).toEqual([]);
});

test('names file, object, field, reason and remedy', () => {
  expect(findings(RULE, withUrl('http://store:9000'))).toEqual([
    {
      rule: RULE,
      severity: 'error',
      path: 'dev/web/deployment-web.yaml',
      object: 'Deployment web/web',
      at: 'spec.template.spec.containers[0].env[0].value',
      message: 'http://store:9000 leads nowhere: there is no Service store in namespace web.',
      remedy: 'Write store.store.svc.',
    },
  ]);
});

test('searches text of ConfigMaps but not its comments', () => {
  expect(places(RULE, configured('# http://shop.store.svc:1\nuri=http://shop.store.svc:9000\n'))).toEqual([
    'ConfigMap web/web data["web.properties"]',
  ]);
});

test('a host variable holding a name of another namespace is found', () => {
  const files = changed('Deployment', 'web', (web: Fields) => {
    web.spec.template.spec.containers[0].env[0] = { name: 'STORE_HOST', value: 'store' };
  });
  expect(places(RULE, files)).toEqual([WEB_URL]);
});

test('Services that operators make count, with their ports', () => {
  const files = (port: number): ReturnType<typeof clean> =>
    plus(
      withUrl(`jdbc:postgresql://pg-rw.store.svc:${port}/db`),
      'dev/store',
      'apiVersion: postgresql.cnpg.io/v1\nkind: Cluster\nmetadata: {name: pg, namespace: store}\nspec: {instances: 3}',
    );
  expect(places(RULE, files(5432))).toEqual([]);
  expect(places(RULE, files(5433))).toEqual([WEB_URL]);
});

test('a namespace into which a chart is installed may hold Services the tree does not show', () => {
  const chart = `
apiVersion: argoproj.io/v1alpha1
kind: Application
metadata: {name: dev-loki, namespace: argocd}
spec: {project: dev, source: {chart: loki, repoURL: x, targetRevision: 1.0.0}, destination: {namespace: loki}}`;
  expect(places(RULE, plus(withUrl('http://loki-gateway.loki.svc:80'), 'dev/apps', chart))).toEqual([]);
});

test('a Service that stands for an address outside has no ports to check', () => {
  const service = `
apiVersion: v1
kind: Service
metadata: {name: outside, namespace: store}
spec: {type: ExternalName, externalName: db.example.com}`;
  expect(places(RULE, plus(withUrl('http://outside.store.svc:1234'), 'dev/store', service))).toEqual([]);
});
