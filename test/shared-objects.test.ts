import { ApiObject, App, Chart, Lazy } from 'cdk8s';
import { k8s } from 'cdk8s-plus-28';
import { describe, expect, test } from 'vitest';
import * as catalog from '../charts';
import { addons } from '../charts/addons';
import { allOverlays } from '../overlays';
import { alike } from '../platform/alike';
import { build } from '../platform/build';
import { output } from '../platform/output';
import { plan } from '../platform/plan';
import { defineService } from '../platform/service';
import { SharedObjects } from '../platform/shared-objects';
import { overlay, addons as toyAddons, catalog as toyCatalog } from './toy';

const chart = () => new Chart(new App(), 'c', { namespace: 'n', disableResourceNameHashes: true });
const service = (clusterIp: unknown, port = 80) =>
  new k8s.KubeService(chart(), 's', {
    metadata: { name: 's' },
    spec: { clusterIp, ports: [{ port, targetPort: k8s.IntOrString.fromNumber(port) }] } as k8s.ServiceSpec,
  });
const rendered = (...objects: readonly ApiObject[]) => {
  const shared = new SharedObjects();
  return objects.map((object) => shared.render('c/s', object, (manifest) => manifest));
};

describe('alike', () => {
  test.each([
    [{ a: [1, { b: 'x' }] }, { a: [1, { b: 'x' }] }],
    [
      { a: 1, b: 2 },
      { b: 2, a: 1 },
    ],
    [k8s.Quantity.fromString('1Gi'), k8s.Quantity.fromString('1Gi')],
    [Number.NaN, Number.NaN],
  ])('%j and %j', (a, b) => expect(alike(a, b)).toBe(true));

  test.each([
    [{ a: 1 }, { a: 1, b: undefined }],
    [{ a: undefined }, { b: undefined }],
    [{ a: 1 }, { a: '1' }],
    [
      [1, 2],
      [2, 1],
    ],
    [[1], { 0: 1 }],
    [{}, null],
    [0, -0],
    [k8s.Quantity.fromString('1Gi'), k8s.Quantity.fromString('2Gi')],
    [k8s.Quantity.fromString('1'), k8s.IntOrString.fromString('1')],
    [Lazy.any({ produce: () => 1 }), Lazy.any({ produce: () => 1 })],
  ])('not %j and %j', (a, b) => {
    expect(alike(a, b)).toBe(false);
    expect(alike(b, a)).toBe(false);
  });
});

describe('objects of several overlays', () => {
  test('are one where nothing differs', () => {
    const [first, second] = rendered(service('None'), service('None'));
    expect(second).toBe(first);
  });

  test('are two where anything differs', () => {
    const objects = rendered(service('None'), service('None', 81), service('10.0.0.1'));
    expect(new Set(objects).size).toBe(3);
    expect(objects.map(({ spec }) => spec.ports[0].port)).toEqual([80, 81, 80]);
  });

  test('are two where metadata differs', () => {
    const labelled = service('None');
    labelled.metadata.addLabel('a', 'b');
    const [first, second] = rendered(service('None'), labelled);
    expect(first?.metadata.labels).toBeUndefined();
    expect(second?.metadata.labels).toEqual({ a: 'b' });
  });

  test('are made anew where a value is only made when asked for', () => {
    const lazy = (value: string) => service(Lazy.any({ produce: () => value }));
    expect(rendered(lazy('a'), lazy('b')).map(({ spec }) => spec.clusterIP)).toEqual(['a', 'b']);
  });

  test('are shared by whole overlays', () => {
    const shared = new SharedObjects();
    const [one, two] = ['one', 'two'].map((name) => build(plan(overlay({ name }), toyCatalog, toyAddons), shared));
    const known = new Set(one?.files.map(({ manifest }) => manifest));
    const common = two?.files.filter(({ manifest }) => known.has(manifest)) ?? [];
    expect(common.length).toBeGreaterThan(10);
    expect(two?.files.filter(({ manifest }) => manifest.kind === 'Application' && known.has(manifest))).toEqual([]);
  });

  test('give the same bytes as overlays that share nothing', () => {
    const overlays = allOverlays();
    const shared = new SharedObjects();
    const together = overlays.flatMap((each) => output(build(plan(each, catalog, addons), shared)));
    const apart = overlays.flatMap((each) => output(build(plan(each, catalog, addons))));
    expect(together).toEqual(apart);
  });

  test('cannot be changed by a later chart', () => {
    const labels: Record<string, string> = {};
    const careless = defineService('careless', {
      serves: {},
      settings: {},
      build(scope, context) {
        labels.overlay = context.overlay;
        new ApiObject(scope, 'x', { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'x' }, data: labels });
      },
    });
    const shared = new SharedObjects();
    const of = (name: string) =>
      build(plan(overlay({ name, services: { careless: true } }), { careless }, toyAddons), shared);
    of('one');
    expect(() => of('two')).toThrow(/its chart failed/);
  });
});
