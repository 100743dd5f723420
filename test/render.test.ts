import { ApiObject, App, Chart, JsonPatch, Lazy } from 'cdk8s';
import { k8s } from 'cdk8s-plus-28';
import { expect, test } from 'vitest';
import { render } from '../platform/render';

const chart = () => new Chart(new App(), 'c', { namespace: 'n', labels: { a: 'b' }, disableResourceNameHashes: true });
const service = (scope: Chart, port: Partial<k8s.ServicePort> = {}) =>
  new k8s.KubeService(scope, 's', {
    metadata: { name: 's' },
    spec: { clusterIp: 'None', ports: [{ port: 80, targetPort: k8s.IntOrString.fromNumber(8080), ...port }] },
  });

test('an object is what cdk8s makes of it', () => {
  const object = service(chart());
  expect(render(object)).toEqual(object.toJson());
  expect(render(object)).toMatchObject({
    metadata: { namespace: 'n', labels: { a: 'b' } },
    spec: { clusterIP: 'None' },
  });
});

test('a plain object is what cdk8s makes of it', () => {
  const object = new ApiObject(chart(), 'x', { apiVersion: 'a.example/v1', kind: 'X', spec: { b: 1, a: [true] } });
  expect(render(object)).toEqual(object.toJson());
});

test('patches and lazy values are kept', () => {
  const patched = service(chart());
  patched.addJsonPatch(JsonPatch.add('/spec/type', 'ClusterIP'));
  expect(render(patched)).toMatchObject({ spec: { type: 'ClusterIP' } });
  const lazy = service(chart(), { name: Lazy.any({ produce: () => 'http' }) });
  expect(render(lazy)).toMatchObject({ spec: { ports: [{ name: 'http' }] } });
});

test.each([
  [undefined, 'spec.ports[0].name is undefined'],
  [null, 'spec.ports[0].name is null'],
])('%s is refused with its path', (name, message) =>
  expect(() => render(service(chart(), { name } as unknown as Partial<k8s.ServicePort>))).toThrow(message),
);
