import { describe, expect, test } from 'vitest';
import { datahub } from '../../charts/datahub';
import { defaults } from '../../charts/datahub/settings';
import type { Fields } from '../../manifest/types';
import { env, named, names, pod, tree } from './datahub-tree';

describe('people', () => {
  test('reach the frontend below one host, the interface for programs included', () => {
    const [rule] = named('Ingress', 'datahub').spec.rules;
    expect(rule.host).toBe('datahub.example.test');
    expect(rule.http.paths).toMatchObject([{ path: '/', backend: { service: { name: 'datahub-frontend' } } }]);
  });

  test('never find the login of the quickstart', () => {
    const { volumeMounts } = pod('datahub-frontend').containers[0];
    expect(volumeMounts).toContainEqual({
      name: 'datahub-admin',
      mountPath: '/datahub-frontend/conf/user.props',
      readOnly: true,
      subPath: 'user.props',
    });
    for (const each of ['datahub-gms', 'datahub-frontend'])
      expect(env(each).METADATA_SERVICE_AUTH_ENABLED).toBe('true');
  });

  test('log in at an identity provider only where there is one', () => {
    const oidc = 'https://login.example.test/.well-known/openid-configuration';
    expect(env('datahub-frontend').AUTH_OIDC_ENABLED).toBeUndefined();
    expect(names('ExternalSecret', tree())).not.toContain('datahub-oidc');
    const from = tree({ oidc });
    expect(env('datahub-frontend', from)).toMatchObject({
      AUTH_OIDC_ENABLED: 'true',
      AUTH_OIDC_DISCOVERY_URI: oidc,
      AUTH_OIDC_BASE_URL: 'https://datahub.example.test',
      AUTH_OIDC_CLIENT_SECRET: { name: 'datahub-oidc', key: 'client-secret' },
    });
    expect(names('ExternalSecret', from)).toContain('datahub-oidc');
    expect(names('PushSecret', from)).not.toContain('datahub-oidc');
  });

  test('log in at a provider wherever it is, on its port', () => {
    const ports = (oidc: string): readonly number[] | undefined => datahub.outside?.({ ...defaults, oidc });
    expect(ports('https://login.example.test/x')).toEqual([443]);
    expect(ports('https://login.example.test:8443/x')).toEqual([8443]);
    expect(ports('')).toEqual([]);
  });

  test.each(['http://login.example.test', 'login.example.test'])('cannot be sent to %s', (oidc) => {
    expect(() => tree({ oidc })).toThrow(/datahub → oidc/);
  });
});

test('keys that must never change are generated once, each its own', () => {
  const keys = Object.entries<Fields>(env('datahub-gms')).flatMap(([name, from]) =>
    /SIGNING_KEY|SALT|ENCRYPTION_KEY|CLIENT_SECRET/.test(name) ? [from.name] : [],
  );
  expect(keys.sort()).toEqual(['datahub-encryption', 'datahub-salt', 'datahub-signing', 'datahub-system']);
  expect(names('PushSecret', tree())).toEqual(expect.arrayContaining(keys));
});
