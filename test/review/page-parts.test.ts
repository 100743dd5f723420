import { load } from 'js-yaml';
import { describe, expect, test } from 'vitest';
import { expand } from '../../review/fold/fold';
import { Finder } from '../../review/forms/page/find';
import { layout } from '../../review/forms/page/layout';
import { differenceOf, rowsOf, sections, unifiedRows, yamlLines } from '../../review/forms/page/lines';
import { EVERYTHING, hashOf, type Selection, selectionOf } from '../../review/forms/page/selection';
import { memoryTree, RISKS, review } from '../../review/index';
import { byPlace, podsOfTold, type Told } from '../../review/told';
import { pick, randomTrees, seeded } from './random';

const reviewOf = (seed: number) => {
  const [base, head] = randomTrees(seed);
  return review(memoryTree('base', base), memoryTree('head', head), { depth: 1 });
};

describe('a selection', () => {
  const some: Selection = {
    overlays: ['dev', 'clusters/eu & us', ''],
    services: ['trino#1'],
    risks: ['data-at-risk', 'exposure'],
    words: ' a=b&c  "d" ',
    view: 'sides',
    story: 12,
  };

  test('survives its address', () => {
    expect(selectionOf(`#${hashOf(some)}`)).toEqual(some);
    expect(hashOf(EVERYTHING)).toBe('');
    expect(selectionOf('')).toEqual(EVERYTHING);
  });

  test('leaves out what an address cannot mean', () => {
    expect(selectionOf('#verdict=doom&view=upside-down&story=-1&story=2e3&other=1')).toEqual(EVERYTHING);
  });
});

describe('finding', () => {
  const fits = ({ overlay, service, verdicts }: Told, { overlays, services, risks }: Selection): boolean =>
    (overlays.length === 0 || overlays.includes(overlay)) &&
    (services.length === 0 || services.includes(service)) &&
    (risks.length === 0 || verdicts.some(({ risk }) => risks.includes(risk)));

  test('gives exactly the changes that fit, with their counts and pods', () => {
    for (let seed = 1; seed <= 40; seed++) {
      const { blocks, changes } = reviewOf(seed);
      const next = seeded(seed);
      const some = <T>(of: (told: Told) => T): readonly T[] =>
        next() < 0.5 || changes.length === 0 ? [] : [of(pick(next, changes)), of(pick(next, changes))];
      const selection: Selection = {
        ...EVERYTHING,
        overlays: some(({ overlay }) => overlay),
        services: some(({ service }) => service),
        risks: some(({ verdicts }) => pick(next, verdicts).risk),
      };
      const wanted = changes.filter((told) => fits(told, selection));
      const found = new Finder(blocks).find(selection);
      expect([...expand(found.blocks)].sort(byPlace), `seed ${seed}`).toEqual(wanted);
      expect(found.objects).toBe(wanted.length);
      expect(found.pods).toBe(wanted.reduce((sum, told) => sum + podsOfTold(told), 0));
      expect([...found.counts.values()].reduce((sum, count) => sum + count, 0)).toBe(wanted.length);
      for (const name of new Set(changes.map(({ overlay }) => overlay)))
        expect(found.overlays.get(name) ?? 0).toBe(
          changes.filter((told) => fits(told, { ...selection, overlays: [name] })).length,
        );
      for (const name of new Set(changes.map(({ service }) => service)))
        expect(found.services.get(name) ?? 0).toBe(
          changes.filter((told) => fits(told, { ...selection, services: [name] })).length,
        );
      for (const risk of RISKS)
        expect(found.risks.get(risk) ?? 0).toBe(
          changes.filter((told) => fits(told, { ...selection, risks: [risk] })).length,
        );
    }
  });

  const settings = (overlay: string, value: string): string =>
    `apiVersion: v1\nkind: ConfigMap\nmetadata: {name: web, namespace: shop}\ndata: {Url: 'https://${overlay}.example.com/${value}', same: x}\n`;
  const both = (value: string) => ({
    'dev/web/a.yaml': settings('dev', value),
    'prod/web/a.yaml': settings('prod', value),
  });
  const { blocks } = review(memoryTree('a', both('one')), memoryTree('b', both('Two')), { depth: 1 });
  const overlaysWith = (words: string) =>
    new Finder(blocks).find({ ...EVERYTHING, words }).blocks.flatMap(({ members }) => members.map((m) => m.overlay));

  test.each([
    ['CONFIGMAP shop/web', ['dev', 'prod']],
    ['data.url', ['dev', 'prod']],
    ['two', ['dev', 'prod']],
    ['dev.example.com/two', ['dev']],
    ['prod one', ['prod']],
    ['same', []],
    ['verdicts', []],
    ['dev prod', []],
    ['  ', ['dev', 'prod']],
  ])('searches what changes for %j', (words, overlays) => {
    expect(overlaysWith(words)).toEqual(overlays);
  });
});

describe('lines', () => {
  test('are YAML that reads back as the object', () => {
    for (let seed = 1; seed <= 20; seed++)
      for (const { before, after } of reviewOf(seed).objects.values())
        for (const side of [before, after])
          if (side) expect(load(yamlLines(side.manifest).join('\n'))).toEqual(side.manifest);
  });

  test('put identity first, and do not show the order of fields', () => {
    const object = { spec: { b: 1, a: [{ z: 1, name: 'x' }] }, kind: 'K', metadata: { name: 'web' }, apiVersion: 'v1' };
    expect(yamlLines(object)).toEqual([
      'apiVersion: v1',
      'kind: K',
      'metadata:',
      '  name: web',
      'spec:',
      '  a:',
      '  - name: x',
      '    z: 1',
      '  b: 1',
    ]);
    expect(yamlLines(undefined)).toEqual([]);
  });

  const textOf = (lines: readonly { readonly text: string }[]) => lines.map(({ text }) => text);

  test('hold both sides in full, in both views', () => {
    const next = seeded(3);
    for (let round = 0; round < 200; round++) {
      const text = () => Array.from({ length: Math.floor(next() * 12) }, () => pick(next, ['a', 'b', 'c', 'd']));
      const [before, after] = [text(), text()];
      const rows = rowsOf(before, after);
      for (const view of [rows, unifiedRows(rows)]) {
        expect(textOf(view.flatMap((row) => row.before ?? []))).toEqual(before);
        expect(textOf(view.flatMap((row) => row.after ?? []))).toEqual(after);
      }
      expect(rows.filter(({ same }) => same).every((row) => row.before?.text === row.after?.text)).toBe(true);
      expect(sections(rows, 1).flatMap((section) => section.rows)).toEqual(rows);
    }
  });

  test('fold what is far from a change, where that saves something', () => {
    const before = Array.from({ length: 30 }, (_, index) => `line ${index}`);
    const after = before.with(20, 'other');
    expect(sections(rowsOf(before, after), 3).map(({ folded, rows }) => [folded, rows.length])).toEqual([
      [true, 17],
      [false, 7],
      [true, 6],
    ]);
    expect(sections(rowsOf(before, before.with(5, 'x').slice(0, 12)), 3)[0]?.folded).toBe(false);
  });

  test.each([
    ['image: x:480', 'image: x:999', { start: 9, before: 12, after: 12 }],
    ['replicas: 1', 'replicas: 11', { start: 11, before: 11, after: 12 }],
    ['abc', 'xyz', undefined],
  ])('mark where %j and %j differ', (before, after, difference) => {
    expect(differenceOf(before, after)).toEqual(difference);
  });
});

describe('a drawing', () => {
  const sizes = { width: 100, height: 40, across: 50, down: 10 };
  const names = ['trino', 'kafka', 'postgres', 'minio', 'alone', 'loop'];
  const arrows = [
    { from: 'trino', to: 'kafka' },
    { from: 'trino', to: 'postgres' },
    { from: 'kafka', to: 'postgres' },
    { from: 'postgres', to: 'minio' },
    { from: 'trino', to: 'minio' },
    { from: 'minio', to: 'trino' },
    { from: 'loop', to: 'loop' },
    { from: 'trino', to: 'unknown' },
  ];
  const drawn = layout(names, arrows, sizes);
  const left = (name: string): number => drawn.boxes.get(name)?.x ?? Number.NaN;

  test('leads from users to what they use, but for arrows that close a circle', () => {
    const back = drawn.arrows.filter(({ from, to }) => left(to) <= left(from));
    expect(back.length).toBe(1);
    expect(drawn.arrows.length).toBe(6);
  });

  test('keeps boxes apart, and inside', () => {
    const boxes = [...drawn.boxes.values()];
    expect(boxes.length).toBe(names.length);
    for (const { x, y } of boxes) {
      expect(x >= 0 && y >= 0 && x + sizes.width <= drawn.width && y + sizes.height <= drawn.height).toBe(true);
      const over = boxes.filter((other) => Math.abs(other.x - x) < sizes.width && Math.abs(other.y - y) < sizes.height);
      expect(over.length).toBe(1);
    }
  });

  test('leads arrows past boxes in between', () => {
    const long = drawn.arrows.find(({ from, to }) => from === 'trino' && to === 'minio');
    for (const { x, y } of long?.points.slice(1, -1) ?? [])
      for (const box of drawn.boxes.values())
        expect(x >= box.x && x <= box.x + sizes.width && y > box.y && y < box.y + sizes.height).toBe(false);
    expect(long?.points.length).toBeGreaterThan(2);
  });

  test('does not depend on the order of names and arrows', () => {
    const other = layout([...names].reverse(), [...arrows].reverse(), sizes);
    expect([...other.boxes].sort()).toEqual([...drawn.boxes].sort());
  });

  test('of nothing is empty', () => {
    expect(layout([], [], sizes).arrows).toEqual([]);
  });
});
