import { describe, expect, test } from 'vitest';
import type { Fields } from '../manifest/types';
import type { Service } from '../platform/service';
import { built, catalog, ofKind, warehouse } from './toy';

/** The toy warehouse with a login that people prepare when it has a mode of `safe`. */
const prepared: Service = {
  ...warehouse,
  credentials: {
    ...warehouse.credentials,
    hook: {
      prepared: 'field "url": the hook',
      when: ({ mode }: Fields) => mode === 'safe',
      secret: { data: { url: '{{ .url }}' } },
    },
  },
} as Service;
const render = (mode: string) =>
  built({ services: { shop: true, warehouse: { mode } } }, { ...catalog, warehouse: prepared });
const names = (mode: string, kind: string) =>
  ofKind(render(mode), kind, 'warehouse').map(({ metadata }) => metadata.name);

describe('credentials of a service itself', () => {
  test('are generated once and read back', () => {
    expect(names('fast', 'PushSecret')).toEqual(['warehouse-admin', 'warehouse-shop']);
    expect(names('fast', 'ExternalSecret')).toEqual(['warehouse-admin', 'warehouse-shop']);
    const [push] = ofKind(render('fast'), 'PushSecret', 'warehouse');
    expect(push?.spec).toMatchObject({ updatePolicy: 'IfNotExists', deletionPolicy: 'None' });
  });

  test('are only read where people put them into the store, and only when settings call for them', () => {
    expect(names('safe', 'PushSecret')).not.toContain('warehouse-hook');
    expect(names('safe', 'ExternalSecret')).toContain('warehouse-hook');
    const hook = ofKind(render('safe'), 'ExternalSecret', 'warehouse').find(
      ({ metadata }) => metadata.name === 'warehouse-hook',
    );
    expect(hook?.metadata.annotations).toMatchObject({ 'slipway.dev/prepared-by-hand': 'field "url": the hook' });
    expect(names('fast', 'ExternalSecret')).not.toContain('warehouse-hook');
  });
});
