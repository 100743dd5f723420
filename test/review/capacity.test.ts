import { describe, expect, test } from 'vitest';
import type { PlanFile } from '../../manifest/plan-file';
import { markdown, terminal } from '../../review/index';
import { between, overlay, type Web } from './plans';

type Nodes = PlanFile['site']['nodes'];

const GIB = 1024 ** 3;
/** What a node of 8 cores and 32Gi leaves: 32 GiB less 5 %, 330 MiB and 100 MiB. */
const LEFT = Math.floor(32 * GIB * 0.95 - 430 * 1024 ** 2);

const dev = (services: Readonly<Record<string, Web>>, nodes?: Nodes) => overlay('dev', services, [], nodes);
const change = (before: Web, after: Web, nodes?: Nodes) =>
  between(dev({ web: before }, nodes), dev({ web: after }, nodes));
const only = (found: ReturnType<typeof between>) => {
  expect(found.capacity).toHaveLength(1);
  return found.capacity[0] as NonNullable<(typeof found.capacity)[0]>;
};
const said = (found: ReturnType<typeof between>): string => terminal(found, { colour: false });

describe('capacity', () => {
  test('is told before and after, against what the nodes leave', () => {
    const { each, fit, offer } = only(change({ memory: '1Gi' }, { memory: '2Gi', replicas: 3 }));
    expect(each).toMatchObject([
      { overlay: 'dev', before: { pods: 2, cpu: 200, memory: 2 * GIB }, after: { pods: 3, cpu: 300, memory: 6 * GIB } },
    ]);
    expect(fit).toBe('fits');
    expect(offer).toMatchObject({ nodes: 3, node: { cpu: 7840, memory: LEFT }, cpu: 3 * 7840, memory: 3 * LEFT });
    expect(said(change({ memory: '1Gi' }, { memory: '2Gi' }))).toContain(
      'Memory requested 2 GiB → 4 GiB, memory limits 2 GiB → 4 GiB (3 nodes leave 23.52 cores, 89.94 GiB) — dev',
    );
  });

  test('is not told where nothing about it changes', () => {
    expect(change({ tag: '1.0.0' }, { tag: '1.0.1' }).capacity).toEqual([]);
    expect(between({}, {}).capacity).toEqual([]);
  });

  test('warns first of all where it no longer fits', () => {
    const found = change({ memory: '16Gi' }, { memory: '16Gi', replicas: 6 });
    expect(only(found)).toMatchObject({
      fit: 'no-longer',
      short: [{ resource: 'memory', by: 'all', asked: 96 * GIB, offered: 3 * LEFT }],
    });
    expect(said(found).split('\n').slice(3, 6)).toEqual([
      'Room on the nodes',
      expect.stringContaining(
        'Does not fit any more: pods ask for 96 GiB of memory, and 3 nodes leave 89.94 GiB; pods 2 → 6',
      ),
      '    Some pods will wait for room without end: ask for less, or add nodes first.',
    ]);
  });

  test('warns of one pod that is larger than a node, though all together have room', () => {
    expect(only(change({ memory: '16Gi' }, { memory: '31Gi' }))).toMatchObject({
      fit: 'no-longer',
      short: [{ by: 'pod', asked: 31 * GIB, offered: LEFT }],
    });
  });

  test('tells apart what did not fit before', () => {
    expect(only(change({ memory: '30Gi', replicas: 4 }, { memory: '30Gi', replicas: 5 })).fit).toBe('still-not');
  });

  test('minds the pods an update adds', () => {
    const found = change({ memory: '14Gi', replicas: 5 }, { memory: '15Gi', replicas: 5 });
    expect(only(found)).toMatchObject({ fit: 'not-while-updating', surge: { memory: 30 * GIB } });
    expect(said(found)).toContain('with the pods an update adds, pods ask for 105 GiB of memory');
    expect(only(change({ memory: '15Gi', replicas: 4 }, { memory: '15Gi', replicas: 5 })).fit).toBe('fits');
  });

  test('counts agents once a node, and pods that operators make', () => {
    const agent = (memory: string) =>
      `apiVersion: apps/v1\nkind: DaemonSet\nmetadata: {name: agent, namespace: web}\nspec: {selector: {matchLabels: {a: b}}, template: {metadata: {labels: {a: b}}, spec: {containers: [{name: a, image: a, resources: {requests: {memory: ${memory}}}}]}}}\n`;
    const cluster = (memory: string) =>
      `apiVersion: postgresql.cnpg.io/v1\nkind: Cluster\nmetadata: {name: sql, namespace: web}\nspec: {instances: 3, storage: {size: 10Gi}, plugins: [{name: p, parameters: {barmanObjectName: store}}], resources: {requests: {memory: ${memory}}}}\n`;
    const store =
      'apiVersion: barmancloud.cnpg.io/v1\nkind: ObjectStore\nmetadata: {name: store, namespace: web}\nspec: {instanceSidecarConfiguration: {resources: {requests: {memory: 1Gi}}}}\n';
    const tree = (text: string) => ({ ...dev({ web: {} }), 'dev/web/other.yaml': text, 'dev/web/store.yaml': store });
    expect(only(between(tree(agent('1Gi')), tree(agent('2Gi')))).each).toMatchObject([
      { before: { pods: 5, memory: 5 * GIB }, after: { pods: 5, memory: 8 * GIB } },
    ]);
    expect(only(between(tree(cluster('1Gi')), tree(cluster('2Gi')))).each).toMatchObject([
      { before: { pods: 5, memory: 8 * GIB, storage: 30 * GIB }, after: { memory: 11 * GIB } },
    ]);
    const larger = { ...tree(cluster('1Gi')), 'dev/web/store.yaml': store.replace('1Gi', '2Gi') };
    expect(only(between(tree(cluster('1Gi')), larger)).each).toMatchObject([{ after: { memory: 11 * GIB } }]);
  });

  test('counts claims, and never storage as less while the overlay stays', () => {
    const claim = (size: string) =>
      `apiVersion: v1\nkind: PersistentVolumeClaim\nmetadata: {name: files, namespace: web}\nspec: {resources: {requests: {storage: ${size}}}}\n`;
    const tree = (size: string) => ({ ...dev({ web: {} }), 'dev/web/claim.yaml': claim(size) });
    expect(only(between(tree('1Gi'), tree('3Gi'))).each).toMatchObject([
      { before: { storage: GIB, volumes: 1 }, after: { storage: 3 * GIB } },
    ]);
    expect(between(tree('3Gi'), tree('1Gi')).capacity).toEqual([]);
  });

  test('is told when the nodes change', () => {
    const services = { web: { memory: '20Gi', replicas: 4 } };
    const found = between(dev(services), dev(services, { count: 2, cpu: 8, memory: '32Gi' }));
    expect(only(found).fit).toBe('no-longer');
    expect(only(between(dev(services), dev(services, { count: 9, cpu: 8, memory: '32Gi' }))).fit).toBe('fits');
  });

  test('is told without judgement where no plan names nodes', () => {
    const bare = (memory: string) => ({
      'dev/web/deployment.yaml': dev({ web: { memory } })['dev/web/deployment.yaml'] ?? '',
    });
    const found = between(bare('1Gi'), bare('900Gi'));
    expect(only(found)).toMatchObject({ fit: 'unknown', short: [] });
    expect(said(found)).toContain('Memory requested 2 GiB → 1800 GiB, memory limits 2 GiB → 1800 GiB — dev');
  });

  test('is told once for overlays that change alike, also from different sizes', () => {
    const fleet = (memory: string) =>
      Object.assign(
        {},
        ...Array.from({ length: 100 }, (_, index) =>
          overlay(`tenant-${index}`, { web: { memory }, other: { replicas: index < 50 ? 1 : 4 } }, []),
        ),
      );
    const found = between(fleet('1Gi'), fleet('2Gi'));
    expect(only(found).each).toHaveLength(100);
    expect(markdown(found, { limit: 4_000 })).toContain(
      'Memory requested +2 GiB each, now 5 GiB to 8 GiB, memory limits +2 GiB each, now 5 GiB to 8 GiB (3 nodes leave 23.52 cores, 89.94 GiB) — all 100 overlays',
    );
  });

  test('of overlays that come or go is told as a whole', () => {
    const lab = overlay('lab', { web: { memory: '40Gi' } }, []);
    expect(said(between(dev({ web: {} }), { ...dev({ web: {} }), ...lab }))).toContain(
      'Does not fit any more: one pod asks for 40 GiB of memory, and a node leaves 29.98 GiB; it asks for 2 pods, 0.2 cores, 80 GiB of memory (3 nodes leave',
    );
    expect(said(between({ ...dev({ web: {} }), ...lab }, dev({ web: {} })))).toContain(
      'Once taken down it frees 2 pods, 0.2 cores, 80 GiB of memory — lab',
    );
  });
});
