import { expect, test } from 'vitest';
import { addons } from '../charts/addons';
import { bytes, milliCores } from '../manifest/quantity';
import type { Fields } from '../manifest/types';
import { kind } from '../overlays/sites';
import { catalog, imagesIn, maps, metal, on, planOn, SITES } from './places';

test.each(Object.entries(SITES))('every add-on of %s has what it needs', (_, site) => {
  expect(planOn(site).problems).toEqual([]);
});

test.each(Object.entries(SITES))('on %s every image comes from the site registry', (_, site) => {
  for (const { name, addon, values } of planOn(site).addons) {
    const wanted = Object.values(addon.images ?? {}).map((image) => site.registry.rewrite(image));
    if (name === 'strimzi') continue;
    const missing = wanted.filter((image) => !imagesIn(values).includes(image));
    const foreign = imagesIn(values).filter((image) => !wanted.includes(image));
    expect({ name, missing, foreign }).toEqual({ name, missing: [], foreign: [] });
  }
});

test('Strimzi takes operator and brokers from the site registry', () => {
  const { values } = on(metal(), 'strimzi');
  expect(values.defaultImageRegistry).toBe('harbor.example.com');
  expect(values.defaultImageRepository).toBe('mirror/quay.io/strimzi');
  expect(values.defaultImageTag).toBe(addons.strimzi.chart.version);
});

test.each(Object.entries(SITES))('on %s pull Secrets are named exactly where the registry has one', (_, site) => {
  for (const { name, addon, values } of planOn(site).addons) {
    if (Object.keys(addon.images ?? {}).length === 0 || name === 'rook-ceph-cluster') continue;
    const listed = JSON.stringify(values).includes('"imagePullSecrets":[{"name":"harbor-pull"}]');
    expect({ name, listed }).toEqual({ name, listed: site.registry.pullSecret === 'harbor-pull' });
  }
});

const COUNTS = new Set(['replicaCount', 'replicas']);
const countsIn = (values: Fields): readonly number[] =>
  maps(values).flatMap((map) => Object.entries(map).flatMap(([key, n]) => (COUNTS.has(key) ? [n as number] : [])));

test('one node runs one pod of each controller and no disruption budget', () => {
  for (const { name, values } of planOn(kind()).addons) {
    expect({ name, counts: countsIn(values).filter((count) => count !== 1) }).toEqual({ name, counts: [] });
    expect(JSON.stringify(values)).not.toContain('"podDisruptionBudget":{"enabled":true');
  }
});

test.each(['cert-manager', 'cloudnative-pg', 'external-secrets', 'metrics-server', 'strimzi', 'traefik'])(
  'three nodes run at least two pods of %s',
  (name) => {
    const counts = countsIn(on(metal(), name).values);
    expect(counts.length).toBeGreaterThan(0);
    expect(Math.min(...counts)).toBeGreaterThanOrEqual(2);
  },
);

test('External Secrets elects a leader as soon as it has two pods', () => {
  expect(on(kind(), 'external-secrets').values.leaderElect).toBe(false);
  expect(on(metal(), 'external-secrets').values.leaderElect).toBe(true);
});

test.each(Object.entries(SITES))('on %s every add-on asks for CPU and memory and limits memory', (_, site) => {
  for (const { name, values } of planOn(site).addons) {
    const footprints = maps(values).filter(({ requests }) => requests !== undefined);
    expect({ name, asked: footprints.length > 0 }).toEqual({ name, asked: true });
    for (const { requests, limits } of footprints) {
      expect(requests.cpu).toMatch(/^\d+m?$/);
      expect(bytes(limits.memory)).toBeGreaterThanOrEqual(bytes(requests.memory));
      expect(limits.cpu).toBeUndefined();
    }
  }
});

test('all add-ons of a developer leave most of the one node to services', () => {
  const asked = planOn(kind()).addons.flatMap(({ values }) => maps(values).flatMap(({ requests }) => requests ?? []));
  const cores = asked.reduce((sum, { cpu }) => sum + milliCores(cpu), 0);
  const memory = asked.reduce((sum, request) => sum + bytes(request.memory), 0);
  expect(cores).toBeLessThan(1000);
  expect(memory).toBeLessThan(bytes('2Gi'));
});

test('operators come after the add-ons they require', () => {
  const waves = new Map(planOn(metal()).addons.map(({ name, wave }) => [name, wave]));
  for (const [name, addon] of Object.entries(catalog))
    for (const required of addon.requires ?? [])
      if (waves.has(name)) expect(waves.get(name)).toBeGreaterThan(waves.get(required) ?? Number.NaN);
});
