import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { addons } from '../charts/addons';
import { chartFacts, chartsBringing } from '../manifest/addon-charts/index';
import { apiGroup } from '../manifest/facilities';

const catalog = Object.values(addons).map(({ name, chart, provides }) => [name, chart.name, provides] as const);

/** Groups whose objects are told apart by nobody: Argo CD is there before any of them. */
const GIVEN = ['argoproj.io', 'gateway.networking.k8s.io', 'k8s.keycloak.org'];

test.each(catalog)('what add-on %s provides its chart %s is known to bring', (_, chart, provides) => {
  const brought = chartFacts(chart)?.brings({ crds: { enabled: true } }) ?? [];
  const groups = provides.filter((group) => group !== 'metrics.k8s.io').map(apiGroup);
  expect(groups.filter((group) => !brought.includes(group))).toEqual([]);
  expect(chartFacts(chart)).toBeDefined();
});

test('a chart is known for every group of the pack', () => {
  const pack = readFileSync('verify/schema/facts/custom-resources.jsonl', 'utf8').split('\n').slice(1);
  const names = pack.map((line) => line.slice(2, line.indexOf('"', 2))).filter((name) => name.split('/').length === 3);
  const groups = [...new Set(names.map((name) => name.split('/')[0] ?? ''))];
  expect(groups.length).toBeGreaterThan(30);
  expect(groups.filter((group) => chartsBringing(apiGroup(group)).length === 0).sort()).toEqual(GIVEN);
});
