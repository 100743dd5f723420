import { expect, test } from 'vitest';
import type { Fields } from '../../manifest/types';
import { changed, clean, findings, places, plus } from './trees';

const RULE = 'pod-security';
const AT = 'spec.template.spec';
const LABEL = 'pod-security.kubernetes.io/';

const labels = (own: Fields): ReturnType<typeof clean> =>
  changed('Namespace', 'web', ({ metadata }) => {
    metadata.labels = own;
  });
const soften = (files: ReturnType<typeof clean>): ReturnType<typeof clean> => {
  const web = files.find(({ manifest: { kind, metadata } }) => kind === 'Deployment' && metadata.name === 'web');
  delete web?.manifest.spec.template.spec.securityContext.runAsNonRoot;
  return files;
};

test('what the namespace enforces is an error at the field that breaks it', () => {
  const found = findings(
    RULE,
    changed('Deployment', 'web', ({ spec }) => {
      spec.template.spec.containers[0].securityContext.privileged = true;
    }),
  );
  expect(found).toMatchObject([
    { severity: 'error', object: 'Deployment web/web', at: `${AT}.containers[0].securityContext.privileged` },
  ]);
  expect(found[0]?.message).toContain('namespace web refuses the pod, as it enforces restricted');
});

test('what it only warns of or records is a warning, told once', () => {
  const own = { [`${LABEL}enforce`]: 'baseline', [`${LABEL}warn`]: 'restricted', [`${LABEL}audit`]: 'restricted' };
  expect(findings(RULE, soften(labels(own)))).toMatchObject([
    { severity: 'warning', at: `${AT}.containers[0].securityContext.runAsNonRoot` },
  ]);
  expect(findings(RULE, labels(own))).toEqual([]);
});

test('the version of the label counts, and without one that of the cluster', () => {
  const probed = (enforced: Fields): readonly string[] => {
    const files = labels({ [`${LABEL}enforce`]: 'restricted', ...enforced });
    const web = files.find(({ manifest: { kind, metadata } }) => kind === 'Deployment' && metadata.name === 'web');
    if (web) web.manifest.spec.template.spec.containers[0].livenessProbe = { tcpSocket: { host: 'a', port: 1 } };
    return places(RULE, files);
  };
  expect(probed({ [`${LABEL}enforce-version`]: 'v1.33' })).toEqual([]);
  expect(probed({ [`${LABEL}enforce-version`]: 'v1.34' })).toHaveLength(1);
  expect(probed({})).toHaveLength(1);
});

test('labels the API server refuses are errors', () => {
  const found = findings(RULE, labels({ [`${LABEL}enforce`]: 'strict', [`${LABEL}warn-version`]: '1.30' }));
  expect(found.map(({ severity, at }) => [severity, at])).toEqual([
    ['error', `metadata.labels["${LABEL}enforce"]`],
    ['error', `metadata.labels["${LABEL}warn-version"]`],
  ]);
});

test('a namespace that says nothing is told once, with the strictest level its pods meet', () => {
  const [found, ...others] = findings(RULE, labels({}));
  expect(others).toEqual([]);
  expect(found).toMatchObject({ severity: 'warning', object: 'Namespace web' });
  expect(found?.remedy).toContain('restricted');
  expect(findings(RULE, soften(labels({})))[0]?.remedy).toContain('baseline');
  const strict =
    'apiVersion: v1\nkind: Pod\nmetadata: {name: strict, namespace: web}\nspec: {securityContext: {runAsNonRoot: true, seccompProfile: {type: RuntimeDefault}}, containers: [{name: c, securityContext: {allowPrivilegeEscalation: false, capabilities: {drop: [ALL]}}}]}';
  expect(findings(RULE, plus(soften(labels({})), 'dev/web', strict))[0]?.remedy).toContain('baseline');
  expect(findings(RULE, labels({ [`${LABEL}enforce`]: 'privileged' }))).toEqual([]);
});

test('a namespace the tree does not hold is not judged', () => {
  expect(
    findings(
      RULE,
      soften(clean()).filter(({ manifest }) => manifest.kind !== 'Namespace'),
    ),
  ).toEqual([]);
});

const elasticsearch = (spec: string): string => `
apiVersion: elasticsearch.k8s.elastic.co/v1
kind: Elasticsearch
metadata: {name: es, namespace: store}
spec: {version: 8.19.0, nodeSets: [{name: a, count: 1, podTemplate: {spec: ${spec}}}]}`;

test('of pods an operator makes only what its resource says is judged', () => {
  expect(places(RULE, plus(clean(), 'dev/store', elasticsearch('{}')))).toEqual([]);
  const rooted = elasticsearch('{hostPID: true, securityContext: {runAsNonRoot: false}}');
  expect(places(RULE, plus(clean(), 'dev/store', rooted))).toEqual([
    'Elasticsearch.elasticsearch.k8s.elastic.co store/es spec.nodeSets[0].podTemplate.spec.hostPID',
    'Elasticsearch.elasticsearch.k8s.elastic.co store/es spec.nodeSets[0].podTemplate.spec.securityContext.runAsNonRoot',
  ]);
});

test('a field of a resource is named where the resource has it', () => {
  const cluster = `
apiVersion: postgresql.cnpg.io/v1
kind: Cluster
metadata: {name: pg, namespace: store}
spec: {instances: 1, seccompProfile: {type: Unconfined}, securityContext: {privileged: true}}`;
  const pool = `
apiVersion: kafka.strimzi.io/v1
kind: KafkaNodePool
metadata: {name: p, namespace: store}
spec: {template: {pod: {securityContext: {runAsUser: 0}}, kafkaContainer: {securityContext: {privileged: true}}}}`;
  const prometheus = `
apiVersion: monitoring.coreos.com/v1
kind: Prometheus
metadata: {name: p, namespace: store}
spec: {hostNetwork: true}`;
  expect(places(RULE, plus(clean(), 'dev/store', [cluster, pool, prometheus].join('\n---')))).toEqual([
    'Cluster.postgresql.cnpg.io store/pg spec',
    'Cluster.postgresql.cnpg.io store/pg spec',
    'KafkaNodePool.kafka.strimzi.io store/p spec.template.pod',
    'KafkaNodePool.kafka.strimzi.io store/p spec.template.pod.securityContext.runAsUser',
    'Prometheus.monitoring.coreos.com store/p spec.hostNetwork',
  ]);
});
