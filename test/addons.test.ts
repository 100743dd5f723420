import { describe, expect, test } from 'vitest';
import { addons } from '../charts/addons';
import { catalog } from './places';

describe.each(Object.entries(catalog))('%s', (name, addon) => {
  test('is called as it is listed', () => {
    expect(addon.name).toBe(name);
  });

  test('is pinned to one version of one chart', () => {
    expect(addon.chart.version).toMatch(/^v?\d+\.\d+\.\d+$/);
    expect(addon.chart.repository).toMatch(/^https:\/\//);
    expect(addon.chart.name).toMatch(/^[a-z0-9-]+$/);
  });

  test('names every image with registry and exact tag', () => {
    for (const image of Object.values(addon.images ?? {}))
      expect(image).toMatch(/^[a-z0-9.]+\.[a-z]+\/.+:(operator-)?v?\d[\w.-]+$/);
  });

  test('requires only add-ons that exist', () => {
    for (const required of addon.requires ?? []) expect(Object.keys(addons)).toContain(required);
  });

  test('keeps data and judges health of kinds that some add-on serves', () => {
    const groups = Object.values(catalog).flatMap((each) => each.provides);
    for (const held of addon.holdsData ?? []) expect(groups).toContain(held.slice(held.indexOf('.') + 1));
    for (const judged of Object.keys(addon.health ?? {}))
      expect(groups).toContain(judged.slice(0, judged.indexOf('_')));
  });

  test('health checks answer on every path', () => {
    for (const lua of Object.values(addon.health ?? {})) {
      expect(lua).toMatch(/^local hs = \{ status = "Progressing"/);
      expect(lua).toMatch(/\nreturn hs\n$/);
      const opened = lua.match(/^ *(if|for) /gm)?.length ?? 0;
      expect(lua.match(/^ *end$/gm)?.length ?? 0).toBe(opened);
    }
  });

  test('confines its namespace or says why it cannot', () => {
    if (addon.podSecurity) expect(addon.podSecurity.reason).toMatch(/\w{3,}.*\.$/);
    expect(addon.existingNamespace === true).toBe(addon.namespace === 'kube-system');
  });
});
