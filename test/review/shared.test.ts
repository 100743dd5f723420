import { describe, expect, test } from 'vitest';
import { memoryTree } from '../../review/index';
import { Alike } from '../../review/objects/alike';
import { Parser } from '../../review/objects/parse';
import { differing } from '../../review/tree/differing';
import { between, web } from './plans';
import { randomTrees } from './random';

const of = (files: Readonly<Record<string, string>>, overlay: string): Readonly<Record<string, string>> =>
  Object.fromEntries(Object.entries(files).filter(([path]) => path.startsWith(`${overlay}/`)));

const SEEDS = Array.from({ length: 30 }, (_, index) => index + 1);

describe('what overlays share', () => {
  test('changes nothing of what is said of each alone, for random trees', () => {
    let compared = 0;
    for (const seed of SEEDS) {
      const [base, head] = randomTrees(seed);
      const all = between(base, head).changes;
      for (const overlay of new Set(all.map((change) => change.overlay))) {
        const own = all.filter((change) => change.overlay === overlay);
        expect(own, `seed ${seed}, ${overlay}`).toEqual(between(of(base, overlay), of(head, overlay)).changes);
        compared += own.length;
      }
    }
    expect(compared).toBeGreaterThan(500);
  });

  test('is judged by what stands around it where a rule looks there', () => {
    const pool = (size: string) =>
      `apiVersion: kafka.strimzi.io/v1\nkind: KafkaNodePool\nmetadata: {name: all, namespace: bus, labels: {strimzi.io/cluster: bus}}\nspec: {replicas: 3, roles: [broker], jvmOptions: {-Xmx: ${size}}, storage: {type: ephemeral}}\n`;
    const policy = (name: string, spec: string) =>
      `apiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\nmetadata: {name: ${name}, namespace: bus}\nspec: ${spec}\n`;
    const tree = (size: string, ways: boolean) => ({
      'one/bus/pool.yaml': pool(size),
      'two/bus/pool.yaml': pool(size),
      'one/bus/deny.yaml': policy('deny', '{podSelector: {}, policyTypes: [Ingress]}'),
      'two/bus/other.yaml': policy('other', '{podSelector: {matchLabels: {a: b}}, policyTypes: [Egress]}'),
      ...(ways
        ? Object.fromEntries(
            ['one', 'two'].map((overlay) => [
              `${overlay}/bus/way.yaml`,
              policy('way', '{podSelector: {matchLabels: {a: b}}, policyTypes: [Ingress], ingress: [{}]}'),
            ]),
          )
        : {}),
    });
    const found = between(tree('1g', true), tree('2g', false));
    const risks = found.changes
      .filter(({ identity }) => identity.name === 'way')
      .map(({ overlay, verdicts }) => [overlay, verdicts.map(({ risk }) => risk)]);
    expect(risks).toEqual([
      ['one', ['availability']],
      ['two', ['exposure']],
    ]);
  });

  test('is no pod of another change', () => {
    const tree = (tag: string) => ({
      'one/a/a.yaml': web('a', { tag, replicas: 2 }),
      'one/a/b.yaml': web('b', { tag, replicas: 5 }),
    });
    expect(between(tree('1.0.0'), tree('1.0.1')).pods).toBe(7);
  });

  test('are equal values, and only those', () => {
    const alike = new Alike();
    const [a, b] = [alike.one({ x: [1, '1', { y: null }] }), alike.one({ x: [1, '1', { y: null }] })];
    expect(a).toBe(b);
    const others = [
      { x: ['1', 1, { y: null }] },
      { x: [1, '1', { y: 'null' }] },
      { x: [1, '1', {}] },
      { x: [1, '1', []] },
    ];
    for (const other of others) expect(alike.one(other)).not.toBe(a);
    expect(alike.one([{}]).at(0)).not.toBe(alike.one([[]]).at(0));
    expect(alike.one(['#0'])).not.toBe(alike.one([alike.one({ x: 1 })]));
  });

  test('are the same objects only where no overlay is named, and have its name where one is', () => {
    const parser = new Parser();
    const text = (name: string) =>
      `apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}\ndata: {host: ${name}.example, b: {c: d}}\n`;
    const objects = (overlay: string, name: string) => parser.named(parser.parse(text(name), overlay), overlay);
    expect(objects('dev', 'all')[0]).toBe(objects('lab', 'all')[0]);
    expect(objects('dev', 'dev')[0]?.data.host).toBe('dev.example');
    expect(objects('lab', 'lab')[0]?.data.host).toBe('lab.example');
    expect(objects('lab', 'lab')[0]?.data.b).toBe(objects('dev', 'dev')[0]?.data.b);
  });
});

describe('files of two trees', () => {
  test('differ by their bytes, also where these are no text', () => {
    const bytes = (text: string, id: string) => ({ ...memoryTree('tree', { a: text }), id: () => id });
    expect(differing(bytes('a\uFFFD', '1'), bytes('a\uFFFD', '2'))).toHaveLength(1);
    expect(differing(bytes('a\uFFFD', '1'), bytes('a\uFFFD', '1'))).toEqual([]);
    expect(differing(memoryTree('one', { a: '1', b: '1' }), memoryTree('two', { a: '1', c: '1' }))).toEqual([
      { path: 'b', before: '1' },
      { path: 'c', after: '1' },
    ]);
  });
});
