import { describe, expect, test } from 'vitest';
import { memoryTree, review } from '../../review/index';

const job = (name: string, args = 'up', namespace = 'shop'): string => `
apiVersion: batch/v1
kind: Job
metadata: {name: ${name}, namespace: ${namespace}}
spec: {backoffLimit: 3, template: {spec: {restartPolicy: Never, containers: [{name: m, image: x/m:1, args: [${args}]}]}}}
`;

const statuses = (base: Readonly<Record<string, string>>, head: Readonly<Record<string, string>>): readonly string[] =>
  review(memoryTree('base', base), memoryTree('head', head), { depth: 1 }).changes.map(
    ({ status, identity, from }) =>
      `${status} ${from ? `${from.namespace}/${from.name} → ` : ''}${identity.namespace}/${identity.name}`,
  );

describe('renames', () => {
  test('are recognised by content', () => {
    expect(statuses({ 'dev/a/j.yaml': job('m-1') }, { 'dev/a/k.yaml': job('m-2', 'down') })).toEqual([
      'renamed shop/m-1 → shop/m-2',
    ]);
  });

  test('are recognised between namespaces', () => {
    expect(statuses({ 'dev/a/j.yaml': job('m') }, { 'dev/a/j.yaml': job('m', 'up', 'store') })).toEqual([
      'renamed shop/m → store/m',
    ]);
  });

  test('pair each object once, the most alike first', () => {
    const base = { 'dev/a/1.yaml': job('one', 'a'), 'dev/a/2.yaml': job('two', 'b') };
    const head = { 'dev/a/3.yaml': job('uno', 'a'), 'dev/a/4.yaml': job('due', 'b') };
    expect(statuses(base, head)).toEqual(['renamed shop/one → shop/uno', 'renamed shop/two → shop/due']);
  });

  test('are not seen between unlike objects, kinds or overlays', () => {
    const other = 'apiVersion: batch/v1\nkind: Job\nmetadata: {name: n, namespace: shop}\nspec: {suspend: true}\n';
    expect(statuses({ 'dev/a/j.yaml': job('m') }, { 'dev/a/j.yaml': other })).toEqual([
      'removed shop/m',
      'added shop/n',
    ]);
    expect(statuses({ 'dev/a/j.yaml': job('m') }, { 'prod/a/j.yaml': job('n') })).toEqual([
      'removed shop/m',
      'added shop/n',
    ]);
  });

  test('are no matter of files: an object that keeps its name in another file of its folder does not change', () => {
    expect(statuses({ 'dev/a/j.yaml': job('m') }, { 'dev/a/k.yaml': job('m') })).toEqual([]);
    expect(statuses({ 'dev/a/j.yaml': job('m') }, { 'dev/b/j.yaml': job('m') })).toEqual(['moved shop/m']);
  });
});
