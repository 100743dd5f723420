import { describe, expect, test } from 'vitest';
import { dorisOperator } from '../../charts/addons/doris-operator';
import { doris, dorisDatabase } from '../../charts/doris';
import { iceberg } from '../../charts/iceberg';
import { minio } from '../../charts/minio';
import { madeOf } from '../../manifest/operators';
import { bytes } from '../../manifest/quantity';
import type { Fields, Manifest } from '../../manifest/types';
import { type Built, build } from '../../platform/build';
import type { AddonCatalog, Catalog } from '../../platform/overlay';
import { plan } from '../../platform/plan';
import { ProblemError } from '../../platform/problem';
import { defineService, type Service } from '../../platform/service';
import type { Site } from '../../platform/site';
import { configFiles } from '../../platform/volume';
import { addons, ofKind, overlay, site } from '../toy';

const MIB = 2 ** 20;

/** A service that claims a database and writes down what it is told. */
const consumer = (name: string, database: string): Service =>
  defineService(name, {
    serves: {},
    uses: { data: dorisDatabase(database) },
    settings: {},
    build(chart, { uses }) {
      configFiles(chart, name, { 'data.json': JSON.stringify(uses.data) });
    },
  }) as Service;

const LAKE = {
  iceberg: { external: { host: 'catalog.example.test', port: 8181 } },
  minio: { external: { host: 's3.example.test', port: 443, scheme: 'https', pathStyle: false, bucketPrefix: 'x-' } },
};

/** An overlay of Doris with these settings, consumers, facts of the place and services of others. */
function installation(
  settings: Fields = true,
  consumers: readonly Service[] = [],
  place: Partial<Site> = {},
  others: Fields = {},
): Built {
  const services = [doris, iceberg, minio, ...consumers] as readonly unknown[] as readonly Service[];
  const own = Object.fromEntries(consumers.map(({ name }) => [name, true]));
  const wanted = overlay({
    services: { ...own, ...others, doris: settings },
    addons: { ...overlay().addons, 'doris-operator': true },
    site: { ...site, storage: { block: 'ceph', local: 'disk', classes: {} }, ...place },
  });
  const known = Object.fromEntries(services.map((service) => [service.name, service]));
  return build(plan(wanted, known as Catalog, { ...addons, 'doris-operator': dorisOperator } as AddonCatalog));
}

const ALONE = { frontend: { replicas: 1 }, backend: { replicas: 1 } };
const nodes = (count: number, zones: number): Partial<Site> => ({ nodes: { ...site.nodes, count, zones } });
const clusterOf = (tree: Built): Manifest => {
  const [cluster] = ofKind(tree, 'DorisCluster');
  if (!cluster) throw new Error('no DorisCluster');
  return cluster;
};
const specOf = (tree: Built): Fields => clusterOf(tree).spec;
const fileOf = (tree: Built, name: string, file: string): string =>
  ofKind(tree, 'ConfigMap').find(({ metadata }) => metadata.name === name)?.data[file];
const property = (file: string, key: string): string | undefined => new RegExp(`^${key} = (.*)$`, 'm').exec(file)?.[1];
const heapOf = (file: string): number => Number(/-Xmx(\d+)m/.exec(file)?.[1]);
const script = (tree: Built): string => fileOf(tree, 'doris-provisioning', 'provision.sh');
const problems = (run: () => unknown): string => {
  try {
    run();
  } catch (error) {
    if (error instanceof ProblemError) return error.message;
    throw error;
  }
  return '';
};

describe('frontends', () => {
  test('all vote', () => {
    for (const replicas of [1, 3, 5])
      expect(specOf(installation({ frontend: { replicas } })).feSpec).toMatchObject({
        replicas,
        electionNumber: replicas,
      });
  });

  test('are odd in number', () => {
    expect(problems(() => installation({ frontend: { replicas: 2 } }))).toContain('an odd number');
  });

  test('take three fifths of their memory for the heap, at once', () => {
    const file = fileOf(installation({ frontend: { memory: '10Gi' } }), 'doris-fe', 'fe.conf');
    expect(heapOf(file)).toBe(6144);
    expect(file).toContain('-Xms6144m');
  });

  test('know one another by name, since addresses change', () => {
    expect(property(fileOf(installation(), 'doris-fe', 'fe.conf'), 'enable_fqdn_mode')).toBe('true');
  });

  test('keep fewer copies than three only where there are fewer backends', () => {
    const copies = (replicas: number) =>
      property(
        fileOf(installation({ backend: { replicas } }), 'doris-fe', 'fe.conf'),
        'force_olap_table_replication_num',
      );
    expect([1, 2, 3, 4].map(copies)).toEqual(['1', '2', undefined, undefined]);
  });
});

describe('backends', () => {
  test('limit themselves to four fifths of their memory, the heap of their JVM within', () => {
    for (const memory of ['4Gi', '8Gi', '64Gi']) {
      const file = fileOf(installation({ backend: { memory } }), 'doris-be', 'be.conf');
      const all = bytes(memory) / MIB;
      expect(property(file, 'mem_limit')).toBe(`${Math.floor(all * 0.8)}M`);
      expect(heapOf(file)).toBe(Math.min(2048, all / 8));
    }
  });

  test('bring no privileged container to set up the kernel', () => {
    expect(specOf(installation()).beSpec.skipDefaultSystemInit).toBe(true);
  });
});

describe('servers', () => {
  test.each(['feSpec', 'beSpec'])('%s limits memory, not CPU, in fields of its own', (part) => {
    const { requests, limits, resources } = specOf(installation())[part];
    expect(resources).toBeUndefined();
    expect(limits).toEqual({ memory: requests.memory });
    expect(requests.cpu).toBeDefined();
  });

  test.each(['feSpec', 'beSpec'])('%s keeps data on a claim that storage copies only where Doris does not', (part) => {
    const classOf = (tree: Built) =>
      specOf(tree)[part].persistentVolumes.map(
        ({ persistentVolumeClaimSpec: claim }: Fields) => claim.storageClassName,
      );
    expect(classOf(installation())).toEqual(['disk']);
    expect(classOf(installation(ALONE))).toEqual(['ceph']);
  });

  test('the volumes are where the configuration says', () => {
    const tree = installation();
    const path = (part: string) => specOf(tree)[part].persistentVolumes[0].mountPath;
    expect(property(fileOf(tree, 'doris-fe', 'fe.conf'), 'meta_dir')).toBe(path('feSpec'));
    expect(property(fileOf(tree, 'doris-be', 'be.conf'), 'storage_root_path')).toBe(path('beSpec'));
  });

  test('restart when their configuration changes, and only then', () => {
    const sums = (settings: Fields) =>
      ['feSpec', 'beSpec'].map((part) => specOf(installation(settings))[part].annotations);
    expect(sums({ frontend: { cpu: '3' } })).toEqual(sums(true));
    const [frontend, backend] = sums({ frontend: { memory: '6Gi' } });
    expect([frontend, backend]).toEqual([expect.not.objectContaining(sums(true)[0]), sums(true)[1]]);
  });

  test('stand on different nodes where the nodes suffice, rather in different zones', () => {
    const apart = (place: Partial<Site>) => specOf(installation(true, [], place)).beSpec.affinity?.podAntiAffinity;
    expect(Object.keys(apart(nodes(3, 3))).sort()).toEqual([
      'preferredDuringSchedulingIgnoredDuringExecution',
      'requiredDuringSchedulingIgnoredDuringExecution',
    ]);
    expect(Object.keys(apart(nodes(3, 1)))).toEqual(['requiredDuringSchedulingIgnoredDuringExecution']);
    expect(apart(nodes(2, 1))).toEqual({});
  });

  test('alone have no disruption budget and nobody to stand apart from', () => {
    const tree = installation(ALONE);
    expect(ofKind(tree, 'PodDisruptionBudget', 'doris')).toEqual([]);
    expect(specOf(tree).feSpec.affinity).toBeUndefined();
  });

  test('of each kind go one at a time, by the labels the operator gives', () => {
    const tree = installation();
    const pods = madeOf(clusterOf(tree), () => []).pods ?? [];
    const budgets = ofKind(tree, 'PodDisruptionBudget', 'doris').map(({ spec }) => spec);
    expect(budgets.map(({ maxUnavailable }) => maxUnavailable)).toEqual([1, 1]);
    for (const { labels } of pods)
      expect(
        budgets.filter(({ selector }) =>
          Object.entries(selector.matchLabels).every(([label, value]) => labels[label] === value),
        ),
      ).toHaveLength(1);
  });

  test('are scraped on ports the operator names', () => {
    const tree = installation();
    const ports = (madeOf(clusterOf(tree), () => []).pods ?? []).flatMap(({ spec }) =>
      spec.containers.flatMap((container: Fields) => container.ports.map(({ name }: Fields) => name)),
    );
    const scraped = ofKind(tree, 'PodMonitor', 'doris').flatMap(({ spec }) => spec.podMetricsEndpoints);
    expect(scraped).toHaveLength(2);
    for (const { port, path } of scraped) {
      expect(path).toBe('/metrics');
      expect(ports).toContain(port);
    }
  });
});

test('the exception to Pod Security ends at the namespace of Doris', () => {
  const levels = ofKind(installation(true, [consumer('shop', 'sales')]), 'Namespace')
    .filter(({ metadata }) => ['doris', 'shop'].includes(metadata.name))
    .map(({ metadata }) => [metadata.name, metadata.labels?.['pod-security.kubernetes.io/enforce']]);
  expect(Object.fromEntries(levels)).toEqual({ doris: 'baseline', shop: 'restricted' });
});

test('what provisions is as confined as anywhere', () => {
  const [{ spec } = { spec: {} }] = ofKind(installation(), 'Job', 'doris');
  expect(spec.template.spec.securityContext.runAsNonRoot).toBe(true);
  expect(spec.template.spec.containers[0].securityContext).toMatchObject({
    readOnlyRootFilesystem: true,
    capabilities: { drop: ['ALL'] },
  });
});

test('servers enter themselves by a user that the image can tell from what is there, and need not quote', () => {
  const tree = installation();
  const secret = ofKind(tree, 'ExternalSecret', 'doris').find(
    ({ metadata }) => metadata.name === specOf(tree).authSecret,
  );
  expect(secret?.spec.target.template.type).toBe('kubernetes.io/basic-auth');
  const push = ofKind(tree, 'PushSecret', 'doris').find(({ metadata }) => metadata.name === specOf(tree).authSecret);
  const { username } = push?.spec.template.data ?? {};
  expect(username).toMatch(/^[a-z]+$/);
  expect(['root', 'admin', 'operator']).not.toContain(username);
  expect(script(tree)).toContain(`user ${username}\ngrant ${username} '*.*.*' NODE_PRIV\n`);
});

test('a consumer is told address, database and Secret', () => {
  const tree = installation(true, [consumer('shop', 'sales')]);
  const data = JSON.parse(ofKind(tree, 'ConfigMap', 'shop')[0]?.data['data.json']);
  expect(data).toEqual({
    host: 'doris-fe-service.doris.svc',
    port: 9030,
    database: 'sales',
    user: 'shop',
    jdbcUrl: 'jdbc:mysql://doris-fe-service.doris.svc:9030/sales',
    secret: 'doris-shop',
  });
  const [secret] = ofKind(tree, 'ExternalSecret', 'shop').map(({ spec }) => spec.target.template.data);
  expect(Object.keys(secret).sort()).toEqual(['jdbc-url', 'password', 'uri', 'username']);
  expect(secret.uri).toContain('@doris-fe-service.doris.svc:9030/sales');
});

test('the address of the database is a Service the operator makes', () => {
  const { services = [] } = madeOf(clusterOf(installation()), () => []);
  expect(services.map(({ name }) => name)).toEqual([
    'doris-fe-service',
    'doris-fe-internal',
    'doris-be-service',
    'doris-be-internal',
  ]);
  expect(services[0]?.ports).toContainEqual({ name: 'query-port', port: 9030, targetPort: 9030, protocol: 'TCP' });
});

test('several services may share a database, each by a login of its own', () => {
  const text = script(installation(true, [consumer('shop', 'sales'), consumer('desk', 'sales')]));
  expect(text.match(/^database sales$/gm)).toHaveLength(1);
  expect(text.match(/^(user|grant) (shop|desk)\b/gm)).toEqual(['user desk', 'user shop', 'grant desk', 'grant shop']);
});

test.each(['mysql', 'Sales', '1st', 'a_b', 'x`y', '-', ''])('no database can be called %j', (name) => {
  expect(() => dorisDatabase(name)).toThrow(RangeError);
});

test('the lake is a catalog where there is one, and left out where there is none', () => {
  expect(script(installation())).not.toContain('catalog lake');
  const text = script(installation(true, [], {}, LAKE));
  expect(text).toContain("'iceberg.rest.uri' = 'http://catalog.example.test:8181/api/catalog'");
  expect(text).toContain("'s3.endpoint' = 'https://s3.example.test'");
  expect(text).toContain("'use_path_style' = 'false'");
});

test('a frontend behind the journal is only told where there are several', () => {
  const names = (settings: Fields) =>
    ofKind(installation(settings), 'PrometheusRule', 'doris')[0]?.spec.groups[0].rules.map(
      ({ alert }: Fields) => alert,
    );
  expect(names(true)).toContain('DorisJournalDiverged');
  expect(names(ALONE)).not.toContain('DorisJournalDiverged');
});
