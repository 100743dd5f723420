import { load } from 'js-yaml';
import { describe, expect, test } from 'vitest';
import type { Fields } from '../../manifest/types';
import { ofKind } from '../toy';
import { installation, only, secretData, setOf } from './search-tree';

describe('snapshots', () => {
  test('go to the bucket by the address the object store has', () => {
    const { config } = setOf(installation());
    expect(config).toMatchObject({
      's3.client.default.endpoint': 's3.example.test',
      's3.client.default.protocol': 'https',
      's3.client.default.region': 'eu-north-1',
      's3.client.default.path_style_access': false,
    });
  });

  test('are taken when the settings say, in the notation of Elasticsearch', () => {
    const tree = installation({ snapshots: { at: '03:05', keepDays: 9, folder: 'second' } });
    const { data } = only(tree, 'ConfigMap', 'search-provisioning');
    expect(JSON.parse(data['policy.json'])).toMatchObject({
      schedule: '0 5 3 * * ?',
      retention: { expire_after: '9d' },
    });
    expect(JSON.parse(data['repository.json']).settings).toEqual({ bucket: 'search-snapshots', base_path: 'second' });
  });

  test('are set up after the nodes by a Job that mounts all it needs', () => {
    const { metadata, spec } = only(installation(), 'Job', 'search-snapshots');
    expect(metadata.annotations).toMatchObject({ 'argocd.argoproj.io/sync-wave': '1' });
    const { containers, volumes } = spec.template.spec;
    expect(volumes).toContainEqual({ name: 'search-provisioning', configMap: { name: 'search-provisioning' } });
    for (const { name } of containers[0].volumeMounts)
      expect(volumes.filter((volume: Fields) => volume.name === name)).toHaveLength(1);
    expect(JSON.stringify(containers[0].command)).not.toContain('password');
  });
});

test('metrics come from an exporter that trusts the CA and has a login of its own', () => {
  const [container] = only(installation(), 'Deployment', 'search-exporter').spec.template.spec.containers;
  expect(container.args).toContain('--es.uri=https://search-es-http.search.svc:9200');
  expect(container.env[1].valueFrom.secretKeyRef).toEqual({ name: 'search-exporter', key: 'password' });
  const roles = load(secretData(installation(), 'search', 'search-exporter').data['roles.yml']) as Fields;
  expect(roles.exporter.indices).toEqual([{ names: ['*'], privileges: ['monitor', 'view_index_metadata'] }]);
});

test('a missing node is one less than there should be', () => {
  const ruleOf = (settings: Fields): string => JSON.stringify(only(installation(settings), 'PrometheusRule').spec);
  expect(ruleOf({ nodes: 5 })).toContain('number_of_nodes{namespace=\\"search\\"} < 5');
});

test('the operator may ask the nodes, and nobody but the consumer, the operator and ourselves', () => {
  const policies = ofKind(installation(), 'NetworkPolicy', 'search');
  const into9200 = policies
    .filter(({ spec }) => JSON.stringify(spec.ingress ?? []).includes('9200'))
    .map(({ metadata }) => metadata.name);
  expect(into9200.sort()).toEqual(['app-to-http', 'eck-operates', 'peers']);
});
