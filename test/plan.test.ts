import { describe, expect, test } from 'vitest';
import type { Fields } from '../manifest/types';
import { plan } from '../platform/plan';
import { ProblemError } from '../platform/problem';
import type { Service } from '../platform/service';
import { addons, built, catalog, overlay, shelf, shop, site, warehouse } from './toy';

/** The sentences a plan or build is refused with. */
function refusal(run: () => unknown): readonly string[] {
  try {
    run();
  } catch (error) {
    if (error instanceof ProblemError) return error.message.split('\n');
    throw error;
  }
  return [];
}
const refused = (rest: Fields, services = catalog) => refusal(() => built(rest, services));
const variant = (service: Service, changes: Fields): Service => ({ ...service, ...changes });

describe('a plan', () => {
  test('orders services after what they use', () => {
    const waves = Object.fromEntries(plan(overlay(), catalog, addons).services.map(({ name, wave }) => [name, wave]));
    expect(waves).toEqual({ warehouse: 0, shop: 1 });
  });

  test('hands a provider the claims of its consumers', () => {
    const [provider] = plan(overlay(), catalog, addons).services;
    expect(provider?.claims).toEqual([
      { kind: 'shelf', name: 'goods', consumer: 'shop', user: 'shop', secret: 'warehouse-shop', detail: {} },
    ]);
  });

  test('binds an optional use only where its provider runs', () => {
    const without = plan(overlay(), catalog, addons).services.find(({ name }) => name === 'shop');
    expect(without?.uses.extra).toBeUndefined();
    const services = { shop: true, warehouse: true, annex: true };
    const along = plan(overlay({ services }), catalog, addons).services.find(({ name }) => name === 'shop');
    expect(along?.uses.extra).toMatchObject({ url: 'http://annex.annex.svc:7000', secret: 'annex-shop' });
  });

  test("'*' runs every service that is not named", () => {
    const names = plan(
      overlay({ services: { '*': true, annex: false, watcher: false } }),
      catalog,
      addons,
    ).services.map((s) => s.name);
    expect(names).toEqual(['warehouse', 'shop']);
  });

  test('lets somebody else run a provider', () => {
    const external = { host: 'w.example.com', port: 7443 };
    const planned = plan(overlay({ services: { shop: true, warehouse: { external } } }), catalog, addons);
    expect(planned.services.map(({ name }) => name)).toEqual(['shop']);
    expect(planned.services[0]?.uses.goods).toMatchObject({ url: 'http://w.example.com:7443' });
    expect(planned.services[0]?.secrets).toMatchObject({ pushes: [], reads: [{ name: 'warehouse-shop' }] });
  });
});

describe('a refusal names overlay, path and remedy', () => {
  test.each<[string, Fields, string]>([
    [
      'an unknown service',
      { services: { shp: true } },
      'toy → services → shp: there is no service "shp"; did you mean "shop".',
    ],
    [
      'an unknown setting',
      { services: { warehouse: { replcas: 1 } } },
      'toy → warehouse → replcas: there is no setting "replcas"; did you mean "replicas".',
    ],
    [
      'a wrong quantity',
      { services: { warehouse: { size: 'big' } } },
      'toy → warehouse → size: "big" is not a Kubernetes quantity; write one, like "10Gi".',
    ],
    [
      'a missing provider',
      { services: { shop: true } },
      "toy → shop → uses → goods: it needs warehouse, which the overlay does not run; add warehouse to the overlay's services, as true or as { external: … }.",
    ],
    [
      'an unknown add-on',
      { addons: { ...overlay().addons, metric: true } },
      'toy → addons → metric: there is no add-on "metric"; did you mean "metrics".',
    ],
    [
      'a missing requirement',
      { addons: { router: true } },
      "toy → addons → router: it requires the add-on certificates, which is not enabled; add 'certificates': true to the overlay's addons.",
    ],
    [
      'an add-on whose kinds are used',
      { addons: { secrets: true, certificates: true } },
      "toy → warehouse → ServiceMonitor.monitoring.coreos.com warehouse/warehouse: no enabled add-on serves monitoring.coreos.com; add 'metrics': true to the overlay's addons.",
    ],
    [
      'a half external service',
      { services: { shop: true, warehouse: { external: { host: 'h' } } } },
      'toy → warehouse → external: port is missing; say under which port the service is reached.',
    ],
    [
      'a bad overlay name',
      { name: 'Toy_1' },
      'Toy_1: the name "Toy_1" cannot be a namespace and, after the overlay\'s, the name of an Application; use at most 63 characters for both together, lower-case letters, digits and dashes.',
    ],
  ])('%s', (_, rest, expected) => expect(refused(rest)).toContain(expected));

  test('services that use each other', () => {
    const round = variant(warehouse as Service, { uses: { back: shop.ref('web') } });
    expect(refused({}, { ...catalog, warehouse: round })).toEqual([
      'toy → shop → uses: services use each other in a circle, shop → warehouse → shop; take one of these uses out, or make one of the services external; what serves the secret store can use no credential.',
    ]);
  });

  test('two owners of one thing', () => {
    const rival = variant(shop as Service, { name: 'rival', serves: {}, uses: { goods: shelf('goods') } });
    const services = { shop: true, warehouse: true, rival: true };
    expect(refused({ services }, { ...catalog, rival })).toEqual([
      'toy → rival → uses → goods: the shelf "goods" at warehouse is already claimed by shop (uses.goods); claim one of another name, or let rival use shop instead.',
    ]);
  });

  test('a use that is read but not declared', () => {
    const forgetful = variant(shop as Service, { uses: {} });
    expect(refused({}, { ...catalog, shop: forgetful })).toEqual([
      'toy → shop: its chart failed: build reads uses.goods, which the contract of shop does not declare; mend charts/shop, or the settings it was given.',
    ]);
  });

  test('an operator that is not enabled', () => {
    const operated = variant(warehouse as Service, { operatedBy: { forklift: [7002] } });
    expect(refused({}, { ...catalog, warehouse: operated })).toContain(
      "toy → warehouse → operatedBy: the add-on forklift that operates it is not enabled; add 'forklift': true to the overlay's addons.",
    );
  });

  test.each([
    ['undefined', undefined],
    ['null', null],
    ['NaN', Number.NaN],
  ])('%s in an object', (word, value) => {
    const broken = variant(shop as Service, {
      uses: {},
      build: (chart: Fields) => chart.object('v1', 'ConfigMap', { name: 'x' }, { data: { a: value } }),
    });
    expect(refused({}, { ...catalog, shop: broken })).toEqual([
      `toy → shop: its chart failed: ConfigMap x: data.a is ${word}; leave the field out or give it a value; mend charts/shop, or the settings it was given.`,
    ]);
  });

  test('every problem of an overlay at once', () => {
    const services = { shop: { replicas: 'x' }, warehouse: { size: 'y' }, nope: true } as Fields;
    expect(refused({ services })).toHaveLength(3);
  });

  test('nothing where nothing is wrong', () => expect(refused({ site })).toEqual([]));
});
