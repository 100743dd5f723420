import { load } from 'js-yaml';
import { describe, expect, test } from 'vitest';
import type { Fields, Manifest } from '../../manifest/types';
import { compare } from '../../review/compare/compare';
import { pathText } from '../../review/compare/edit';

const pod = (spec: string): Manifest =>
  load(`apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: web}\nspec: {template: {spec: ${spec}}}`) as Manifest;

const edits = (before: Manifest, after: Manifest): readonly string[] =>
  compare(before, after).map(({ path, before: old, after: now, hunks }) =>
    hunks
      ? `${pathText(path)} ${JSON.stringify(hunks)}`
      : `${pathText(path)}: ${JSON.stringify(old)} → ${JSON.stringify(now)}`,
  );

const settings = (text: string): Manifest => ({
  apiVersion: 'v1',
  kind: 'ConfigMap',
  metadata: { name: 'web' },
  data: { text },
});
const resource = (spec: Fields): Manifest => ({ apiVersion: 'x/v1', kind: 'Thing', metadata: { name: 'web' }, spec });

describe('comparing', () => {
  test('finds containers by name, wherever they stand', () => {
    const before = pod('{containers: [{name: a, image: x:1}, {name: b, image: y:1}]}');
    const after = pod('{containers: [{name: b, image: y:1}, {name: a, image: x:2}]}');
    expect(edits(before, after)).toEqual([
      'spec.template.spec.containers[name=a].image: "x:1" → "x:2"',
      'spec.template.spec.containers[order]: ["[name=a]","[name=b]"] → ["[name=b]","[name=a]"]',
    ]);
  });

  test('tells ports apart by number and protocol, with TCP where none is named', () => {
    const before = pod('{containers: [{name: a, ports: [{containerPort: 53}, {containerPort: 53, protocol: UDP}]}]}');
    const after = pod('{containers: [{name: a, ports: [{containerPort: 53, protocol: TCP}]}]}');
    expect(edits(before, after)).toEqual([
      'spec.template.spec.containers[name=a].ports[containerPort=53,protocol=UDP]: {"containerPort":53,"protocol":"UDP"} → undefined',
    ]);
  });

  test('finds mounts by path and volumes by name', () => {
    const before = pod(
      '{containers: [{name: a, volumeMounts: [{mountPath: /a, name: v}]}], volumes: [{name: v, emptyDir: {}}]}',
    );
    const after = pod(
      '{containers: [{name: a, volumeMounts: [{mountPath: /a, name: w}]}], volumes: [{name: w, emptyDir: {}}]}',
    );
    expect(edits(before, after)).toEqual([
      'spec.template.spec.containers[name=a].volumeMounts[mountPath=/a].name: "v" → "w"',
      'spec.template.spec.volumes[name=v]: {"name":"v","emptyDir":{}} → undefined',
      'spec.template.spec.volumes[name=w]: undefined → {"name":"w","emptyDir":{}}',
    ]);
  });

  test('takes one amount in two forms for one', () => {
    const memory = (amount: string) => pod(`{containers: [{name: a, resources: {limits: {memory: ${amount}}}}]}`);
    expect(edits(memory('1024Mi'), memory('1Gi'))).toEqual([]);
    expect(edits(memory('1000Mi'), memory('1Gi'))).toHaveLength(1);
    expect(edits(resource({ storage: { size: '1024Gi' } }), resource({ storage: { size: '1Ti' } }))).toEqual([]);
  });

  test('takes an amount in free text for what it says', () => {
    expect(edits(settings('1000m'), settings('1'))).toEqual(['data.text: "1000m" → "1"']);
    expect(edits(resource({ config: { size: '1000m' } }), resource({ config: { size: '1' } }))).toHaveLength(1);
  });

  test('compares texts by lines', () => {
    expect(edits(settings('a\nb\nc\n'), settings('a\nx\nc\nd\n'))).toEqual([
      'data.text [{"line":2,"removed":["b"],"added":["x"]},{"line":4,"removed":[],"added":["d"]}]',
    ]);
  });

  test('sees a last line that is missing', () => {
    expect(edits(settings('a\nb\n'), settings('a\nb'))).toEqual(['data.text [{"line":3,"removed":[""],"added":[]}]']);
  });

  test('compares lists without keys by what stayed', () => {
    const list = (...items: readonly Fields[]) => resource({ items: items.map((each) => ({ value: each })) });
    expect(edits(list(1, 2, 3), list(1, 3))).toEqual(['spec.items[1]: {"value":2} → undefined']);
    expect(edits(list(1, 2), list(1, 9))).toEqual(['spec.items[1].value: 2 → 9']);
    expect(edits(list(1), list(0, 1))).toEqual(['spec.items[+0]: undefined → {"value":0}']);
  });

  test('compares a list by position when two items share a key', () => {
    const env = (...names: readonly string[]) =>
      pod(`{containers: [{name: a, env: [${names.map((name) => `{name: ${name}}`)}]}]}`);
    expect(edits(env('A', 'A'), env('A'))).toEqual([
      'spec.template.spec.containers[name=a].env[1]: {"name":"A"} → undefined',
    ]);
  });

  test('does not see what the cluster writes', () => {
    const before = { ...resource({}), status: { phase: 'Ready' } };
    expect(edits(before, resource({}))).toEqual([]);
  });

  test('sees null, empty and missing as three things', () => {
    expect(edits(resource({ a: null }), resource({ a: {} }))).toEqual(['spec.a: null → {}']);
    expect(edits(resource({ a: [] }), resource({}))).toEqual(['spec.a: [] → undefined']);
  });
});
