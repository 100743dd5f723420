import { load } from 'js-yaml';
import { describe, expect, test } from 'vitest';
import { searchIndex } from '../../charts/search';
import type { Fields } from '../../manifest/types';
import type { Built } from '../../platform/build';
import { site } from '../toy';
import { clusterOf, installation, lastBound, podOf, secretData, setOf } from './search-tree';

describe('nodes', () => {
  test('run the version that the image is', () => {
    const { version, image } = clusterOf(installation());
    expect(image).toBe(`docker.elastic.co/elasticsearch/elasticsearch:${version}`);
  });

  test('keep their volumes when the object goes, under the one name the operator knows', () => {
    const tree = installation({ storage: '70Gi' });
    expect(clusterOf(tree).volumeClaimDeletePolicy).toBe('DeleteOnScaledownOnly');
    expect(setOf(tree).volumeClaimTemplates).toMatchObject([
      { metadata: { name: 'elasticsearch-data' }, spec: { resources: { requests: { storage: '70Gi' } } } },
    ]);
  });

  test('three lie on local storage and different machines, one on replicated storage wherever it fits', () => {
    const storage = { ...site.storage, block: 'replicated', local: 'local' };
    const classOf = (tree: Built): string => setOf(tree).volumeClaimTemplates[0].spec.storageClassName;
    const three = installation({ nodes: 3 }, { storage });
    const one = installation({ nodes: 1 }, { storage });
    expect([classOf(three), classOf(one)]).toEqual(['local', 'replicated']);
    expect(podOf(three).topologySpreadConstraints).toMatchObject([
      { topologyKey: 'kubernetes.io/hostname', whenUnsatisfiable: 'DoNotSchedule' },
    ]);
    expect(podOf(one).topologySpreadConstraints).toBeUndefined();
  });

  test('more nodes than machines still start', () => {
    const tree = installation({ nodes: 5 });
    expect(podOf(tree).topologySpreadConstraints[0].whenUnsatisfiable).toBe('ScheduleAnyway');
  });

  test('copies of a shard are kept in different zones, where there are zones', () => {
    const inZones = installation({ nodes: 3 }, { nodes: { ...site.nodes, zones: 3 } });
    expect(setOf(inZones).config).toMatchObject({
      // biome-ignore lint/suspicious/noTemplateCurlyInString: Elasticsearch replaces it by the variable.
      'node.attr.zone': '${ZONE}',
      'cluster.routing.allocation.awareness.attributes': 'k8s_node_name,zone',
    });
    expect(podOf(inZones).containers[0].env).toMatchObject([{ name: 'ZONE' }]);
    expect(setOf(installation()).config).not.toHaveProperty('node.attr.zone');
  });

  test.each([2, 0])('%i are refused, since no majority outlives one', (nodes) => {
    expect(() => installation({ nodes })).toThrow(/search → nodes.*1, or at least 3/);
  });

  test.each(['512Mi', '64Gi'])('memory of %s is refused', (memory) => {
    expect(() => installation({ memory })).toThrow(/from 1Gi to 62Gi/);
  });

  test('need no kernel setting unless they are told to map files', () => {
    expect(setOf(installation()).config['node.store.allow_mmap']).toBe(false);
    expect(setOf(installation({ memoryMap: true })).config['node.store.allow_mmap']).toBe(true);
  });

  test('conform to Pod Security restricted where the operator does not see to it', () => {
    expect(podOf(installation()).securityContext).toMatchObject({
      runAsNonRoot: true,
      seccompProfile: { type: 'RuntimeDefault' },
    });
  });
});

describe('a consumer', () => {
  test('is told where its indices are and what their names begin with', () => {
    installation();
    expect(lastBound()).toEqual({
      host: 'search-es-http.search.svc',
      port: 9200,
      scheme: 'https',
      prefix: 'books',
      secret: 'search-books',
    });
  });

  test('owns what begins with its prefix, and nothing else', () => {
    const { type, data } = secretData(installation(), 'search', 'search-books');
    expect(type).toBe('kubernetes.io/basic-auth');
    const roles = load(data['roles.yml']) as Fields;
    expect(Object.keys(roles)).toEqual([data.roles]);
    expect(roles[data.roles]).toEqual({
      cluster: ['monitor', 'manage_index_templates', 'manage_ilm'],
      indices: [{ names: ['books_*', 'books-*'], privileges: ['all'] }],
    });
  });

  test('gets its login and the CA, which the engine reads too', () => {
    const tree = installation();
    expect(Object.keys(secretData(tree, 'app', 'search-books').data).sort()).toEqual([
      'ca.crt',
      'password',
      'username',
    ]);
    const { fileRealm, roles } = clusterOf(tree).auth;
    expect(fileRealm).toContainEqual({ secretName: 'search-books' });
    expect(roles).toEqual(fileRealm);
  });

  test.each(['elastic', 'snapshots', 'Books', 'a-b', 'data_'])('cannot claim the prefix %s', (prefix) => {
    expect(() => searchIndex(prefix)).toThrow(RangeError);
  });
});
