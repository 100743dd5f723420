import { describe, expect, test } from 'vitest';
import { json, markdown, terminal } from '../../review/index';
import { between, overlay, type Web } from './plans';

const SERVICES = { sql: {}, catalog: {}, trino: {}, superset: {}, notes: {} };
const EDGES = ['catalog → sql sql', 'trino → catalog rest', 'superset → trino http', 'superset → sql sql'];

const change = (changes: Readonly<Record<string, Web>>, edges: readonly string[] = EDGES) =>
  between(overlay('dev', SERVICES, EDGES), overlay('dev', { ...SERVICES, ...changes }, edges));

const first = (found: ReturnType<typeof change>) => {
  const [blast] = found.blast;
  if (!blast) throw new Error('there is no blast radius');
  return blast;
};

const edges = (found: ReturnType<typeof change>): readonly string[] =>
  first(found).edges.map(({ from, to, endpoint, status }) => `${from} ${to} ${endpoint} ${status}`);

describe('the blast radius', () => {
  test('names direct callers of what restarts and finds the rest through them', () => {
    const { impacts } = first(change({ sql: { tag: '1.0.1' } }));
    expect(impacts).toEqual([
      {
        service: 'sql',
        fate: 'restarts',
        pods: [2],
        isPublic: false,
        direct: ['catalog', 'superset'],
        indirect: ['trino'],
      },
    ]);
  });

  test('holds the services in reach and no others, with the uses between them', () => {
    const found = change({ sql: { tag: '1.0.1' } });
    expect(first(found).nodes.map(({ name, affected }) => [name, affected])).toEqual([
      ['catalog', 'directly'],
      ['sql', 'no'],
      ['superset', 'directly'],
      ['trino', 'indirectly'],
    ]);
    expect(edges(found)).toEqual([
      'catalog sql sql stays',
      'superset sql sql stays',
      'superset trino http stays',
      'trino catalog rest stays',
    ]);
  });

  test('tells fewer copies, what stops and what restarts apart, the gravest first', () => {
    const { impacts } = first(change({ sql: { tag: '1.0.1' }, trino: { replicas: 1 } }));
    expect(impacts.map(({ service, fate }) => [service, fate])).toEqual([
      ['trino', 'weakened'],
      ['sql', 'restarts'],
    ]);
    const stops = between(
      overlay('dev', SERVICES, EDGES),
      Object.fromEntries(
        Object.entries(overlay('dev', { ...SERVICES, trino: { tag: '2.0.0' } }, EDGES)).map(([path, text]) => [
          path,
          text.replace('spec:\n  replicas', 'spec:\n  strategy: {type: Recreate}\n  replicas'),
        ]),
      ),
    );
    expect(first(stops).impacts[0]).toMatchObject({ service: 'trino', fate: 'stops', direct: ['superset'] });
  });

  test('tells who used what goes away and stays itself', () => {
    const { sql: _, ...left } = SERVICES;
    const found = between(
      overlay('dev', SERVICES, EDGES),
      overlay(
        'dev',
        left,
        EDGES.filter((text) => !text.includes('sql')),
      ),
    );
    expect(first(found).impacts).toEqual([
      {
        service: 'sql',
        fate: 'removed',
        pods: [0],
        isPublic: false,
        direct: ['catalog', 'superset'],
        indirect: ['trino'],
      },
    ]);
    expect(edges(found)).toContain('catalog sql sql goes');
    expect(terminal(found, { colour: false })).toContain(
      'sql goes away: catalog and superset used it, 1 more service through these — dev',
    );
  });

  test('tells who serves instead where somebody else runs it from now on', () => {
    const { sql: _, ...left } = SERVICES;
    const outside = Object.fromEntries(
      Object.entries(overlay('dev', left, EDGES)).map(([path, text]) => [
        path,
        path.endsWith('plan.jsonl') ? `${text}\n{"fact":"external","name":"sql","host":"db.example"}` : text,
      ]),
    );
    const found = between(overlay('dev', SERVICES, EDGES), outside);
    expect(first(found).impacts[0]).toMatchObject({ service: 'sql', fate: 'removed', movedTo: 'db.example' });
    expect(terminal(found, { colour: false })).toContain('sql goes away, and db.example serves instead: catalog and');
  });

  test('tells uses that come, also of a service that comes', () => {
    const found = between(
      overlay('dev', SERVICES, EDGES),
      overlay('dev', { ...SERVICES, mlflow: {} }, [...EDGES, 'mlflow → sql sql', 'notes → trino http']),
    );
    expect(edges(found).filter((text) => text.endsWith('comes'))).toEqual([
      'mlflow sql sql comes',
      'notes trino http comes',
    ]);
    expect(first(found).nodes.find(({ name }) => name === 'mlflow')).toMatchObject({ fates: ['added'] });
    expect(terminal(found, { colour: false })).toContain('  notes newly reaches trino (http) — dev');
  });

  test('counts only those who use what is kept for one', () => {
    const topic = (retention: number) =>
      `apiVersion: kafka.strimzi.io/v1\nkind: KafkaTopic\nmetadata: {name: orders-v1, namespace: kafka}\nspec: {config: {retention.ms: ${retention}}}\n`;
    const uses = ['shop → kafka clients:topic Orders_v1', 'audit → kafka clients:topic all'];
    const tree = (retention: number) => ({
      ...overlay('dev', { kafka: {}, shop: {}, audit: {} }, uses),
      'dev/kafka/topic.yaml': topic(retention),
    });
    const { impacts } = first(between(tree(9000), tree(10)));
    expect(impacts).toEqual([
      { service: 'kafka', fate: 'at-risk', pods: [0], isPublic: false, direct: ['shop'], indirect: [] },
    ]);
  });

  test('needs only one of the plans', () => {
    const bare = (files: Readonly<Record<string, string>>) =>
      Object.fromEntries(Object.entries(files).filter(([path]) => path.endsWith('.yaml')));
    const [base, head] = [
      overlay('dev', SERVICES, EDGES),
      overlay('dev', { ...SERVICES, sql: { tag: '1.1.0' } }, EDGES),
    ];
    for (const found of [between(bare(base), head), between(base, bare(head))]) {
      expect(first(found).impacts[0]).toMatchObject({ service: 'sql', direct: ['catalog', 'superset'] });
      expect(edges(found).every((text) => text.endsWith('stays'))).toBe(true);
    }
    expect(between(bare(base), bare(head)).blast).toEqual([]);
  });

  test('follows uses in a circle once', () => {
    const uses = ['a → b http', 'b → c http', 'c → a http'];
    const { impacts } = first(
      between(overlay('dev', { a: {}, b: {}, c: {} }, uses), overlay('dev', { a: { tag: '2' }, b: {}, c: {} }, uses)),
    );
    expect(impacts).toMatchObject([{ service: 'a', direct: ['c'], indirect: ['b'] }]);
  });

  test('is told once for overlays where it is the same, whatever their pods', () => {
    const fleet = (tag: string) =>
      Object.assign(
        {},
        ...Array.from({ length: 100 }, (_, index) =>
          overlay(`tenant-${index}`, { ...SERVICES, sql: { tag, replicas: index < 50 ? 2 : 3 } }, EDGES),
        ),
      );
    const found = between(fleet('1.0.0'), fleet('1.0.1'));
    expect(found.blast.map(({ overlays }) => overlays.length)).toEqual([100]);
    expect(found.blast[0]?.impacts[0]?.pods.length).toBe(100);
    expect(markdown(found, { limit: 4_000 })).toContain(
      'sql restarts (250 pods, 2–3 each): catalog and superset use it, 1 more service through these — all 100 overlays',
    );
  });

  test('of a whole overlay holds all its services', () => {
    const keep = overlay('dev', SERVICES, EDGES);
    const found = between({ ...keep, ...overlay('lab', SERVICES, EDGES) }, keep);
    expect(found.blast).toMatchObject([{ overlays: ['lab'], whole: 'removed', impacts: [] }]);
    expect(first(found).nodes.every(({ fates }) => fates.join() === 'removed')).toBe(true);
    expect(terminal(found, { colour: false })).toContain(
      'Goes as a whole, with 5 services: catalog, notes, sql, superset and trino — lab',
    );
  });

  test('stands in the JSON, and a plan that cannot be read is told', () => {
    expect(JSON.parse(json(change({ sql: { tag: '1.0.1' } }))).blast[0].impacts[0].service).toBe('sql');
    const broken = { ...overlay('dev', { ...SERVICES, sql: { tag: '1.0.1' } }, EDGES), 'dev/plan.jsonl': '{"fact":' };
    const found = between(overlay('dev', SERVICES, EDGES), broken);
    expect(terminal(found, { colour: false })).toContain(
      'Not judged: dev/plan.jsonl cannot be read: line 1 of the plan',
    );
    expect(first(found).impacts[0]?.direct).toEqual(['catalog', 'superset']);
  });
});

describe('files that synth writes beside the objects', () => {
  const files = (tag: string, map: string) => ({
    ...overlay('dev', { ...SERVICES, sql: { tag } }, tag === '1' ? EDGES : EDGES.slice(1)),
    'dev/README.md': map,
  });

  test('are not told where they follow from what is told', () => {
    const found = between(files('1', 'a'), files('2', 'b'));
    expect(found.others).toEqual([]);
    expect(found.mirrored.map(({ path }) => path)).toEqual(['dev/README.md', 'dev/plan.jsonl']);
  });

  test('are told where nothing else is', () => {
    expect(between(files('1', 'a'), files('1', 'b')).others.map(({ path }) => path)).toEqual(['dev/README.md']);
  });

  test('are told where nobody planned', () => {
    const bare = (tag: string, map: string) =>
      Object.fromEntries(Object.entries(files(tag, map)).filter(([path]) => !path.endsWith('plan.jsonl')));
    expect(between(bare('1', 'a'), bare('2', 'b')).others.map(({ path }) => path)).toEqual(['dev/README.md']);
  });
});
