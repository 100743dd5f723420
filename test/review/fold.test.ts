import { describe, expect, test } from 'vitest';
import { expand } from '../../review/fold/fold';
import { stories } from '../../review/fold/story';
import { memoryTree, type Review, review } from '../../review/index';
import { byPlace } from '../../review/told';
import { randomTrees } from './random';

const reviewOf = (seed: number): Review => {
  const [base, head] = randomTrees(seed);
  return review(memoryTree('base', base), memoryTree('head', head), { depth: 1 });
};

const SEEDS = Array.from({ length: 120 }, (_, index) => index + 1);

const settings = (overlay: string, line: string): string =>
  `apiVersion: v1\nkind: ConfigMap\nmetadata: {name: ${overlay}-web, namespace: ${overlay}-shop}\ndata: {a: '${line}'}\n`;

const fleet = (line: (overlay: string) => string): Readonly<Record<string, string>> =>
  Object.fromEntries(
    ['dev', 'staging', 'production'].map((name) => [`${name}/web/web.yaml`, settings(name, line(name))]),
  );

const changed = (before: (overlay: string) => string, after: (overlay: string) => string): Review =>
  review(memoryTree('base', fleet(before)), memoryTree('head', fleet(after)), { depth: 1 });

describe('folding', () => {
  test('expands to exactly the full diff, for random trees', () => {
    let members = 0;
    let blocks = 0;
    for (const seed of SEEDS) {
      const found = reviewOf(seed);
      expect([...expand(found.blocks)].sort(byPlace), `seed ${seed}`).toEqual(found.changes);
      members += found.changes.length;
      blocks += found.blocks.length;
    }
    expect(members).toBeGreaterThan(2000);
    expect(blocks).toBeLessThan(members * 0.8);
  });

  test('tells one change over overlays once, whatever their names and namespaces', () => {
    const { blocks } = changed(
      (overlay) => `https://${overlay}.example.com/v1`,
      (overlay) => `https://${overlay}.example.com/v2`,
    );
    expect(blocks.map(({ members }) => members.map(({ overlay }) => overlay))).toEqual([
      ['dev', 'production', 'staging'],
    ]);
  });

  test('tells hashes and registries once where only they differ', () => {
    const hash = (overlay: string, base: number): string => (base + overlay.length).toString(16).padStart(16, 'a1');
    const registry = (overlay: string): string =>
      overlay === 'dev' ? 'docker.io' : 'harbor.example.com/mirror/docker.io';
    const { blocks } = changed(
      (overlay) => `${registry(overlay)}/trinodb/trino:480`,
      (overlay) => `${registry(overlay)}/trinodb/trino:481`,
    );
    expect(blocks).toHaveLength(1);
    expect(
      changed(
        (name) => hash(name, 1),
        (name) => hash(name, 99),
      ).blocks,
    ).toHaveLength(1);
  });

  test('gives back the private characters of texts, such as the icons of a dashboard', () => {
    const icons = '\uE001 \uE002 \uE0030\uE003';
    const { blocks, changes } = changed(
      () => 'none',
      () => icons,
    );
    expect(blocks).toHaveLength(1);
    expect(expand(blocks)).toEqual(changes);
  });

  test('tells one object in one story, though it is named after its overlay and changes in its own way in each', () => {
    const texts = (line: (overlay: string) => string) =>
      Object.fromEntries(
        Object.entries(fleet(line)).map(([path, text]) => [path, text.replace(/namespace: [\w-]+/, 'namespace: shop')]),
      );
    const { blocks } = review(
      memoryTree(
        'base',
        texts(() => 'same'),
      ),
      memoryTree(
        'head',
        texts((overlay) => `${overlay.length} letters`),
      ),
      { depth: 1 },
    );
    expect(blocks).toHaveLength(3);
    expect(stories(blocks).map(({ subject, variants }) => [subject, variants.length])).toEqual([
      ['ConfigMap shop/‹overlay›-web', 3],
    ]);
  });

  test('keeps an overlay apart that changes in another way', () => {
    const { blocks } = changed(
      () => '1',
      (overlay) => (overlay === 'dev' ? '3' : '2'),
    );
    expect(blocks.map(({ members }) => members.length).sort()).toEqual([1, 2]);
  });
});
