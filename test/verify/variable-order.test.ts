import { expect, test } from 'vitest';
import type { Fields } from '../../manifest/types';
import { changed, findings, places } from './trees';

const RULE = 'variable-order';
const AT = 'Deployment web/web spec.template.spec.containers[0]';

const web = (container: Fields, pod: Fields = {}): ReturnType<typeof changed> =>
  changed('Deployment', 'web', ({ spec }) => {
    Object.assign(spec.template.spec, pod);
    Object.assign(spec.template.spec.containers[0], container);
  });
const env = (...pairs: readonly (readonly [string, string])[]): Fields => ({
  env: pairs.map(([name, value]) => ({ name, value })),
});

test.each<[string, Fields, readonly string[]]>([
  ['a variable above', env(['A', 'x'], ['B', '$(A)']), []],
  ['a variable below', env(['B', '$(A)'], ['A', 'x']), ['env[0].value']],
  ['itself', env(['A', 'x:$(A)']), ['env[0].value']],
  ['itself, after another of that name', env(['A', 'x'], ['A', 'y:$(A)']), []],
  ['a variable nobody defines', env(['A', 'http://$(HOST):80/$(PATH)']), ['env[0].value', 'env[0].value']],
  ['an escape', env(['A', '$$(HOST)']), []],
  ['an escaped dollar before a reference', env(['A', '$$$(HOST)']), ['env[0].value']],
  ['what is no name', env(['A', '$(cat /etc/hostname) $(1) $( A )']), []],
  ['another syntax', env(['A', '$HOST {HOST} %HOST%']), []],
  ['a name with dots and dashes', env(['a.b-c', 'x'], ['B', '$(a.b-c)']), []],
  ['arguments', { ...env(['A', 'x']), args: ['$(A)', '--host=$(HOST)'] }, ['args[1]']],
  ['a command', { env: [], command: ['$(BIN)/run'] }, ['command[0]']],
  ['a shell', { env: [], command: ['sh', '-c', 'echo $(date) $(hostname)'] }, []],
  [
    'a folder',
    { env: [], volumeMounts: [{ name: 'config', mountPath: '/x', subPathExpr: '$(pod)' }] },
    ['volumeMounts[0].subPathExpr'],
  ],
  ['the API server', env(['A', '$(KUBERNETES_SERVICE_HOST)']), []],
  ['another Service', env(['A', 'http://$(STORE_SERVICE_HOST):$(STORE_SERVICE_PORT_HTTP)']), []],
])('%s', (_, container, expected) => {
  expect(places(RULE, web(container))).toEqual(expected.map((at) => `${AT}.${at}`));
});

test('a finding says whether the variable comes too late or not at all', () => {
  const messages = (container: Fields) => findings(RULE, web(container)).map(({ message }) => message);
  expect(messages(env(['B', '$(A)'], ['A', 'x']))[0]).toContain('defined further down');
  expect(messages(env(['B', '$(A)']))[0]).toContain('no variable A');
});

test('without links to Services only the API server has variables', () => {
  const linkless = { enableServiceLinks: false };
  expect(places(RULE, web(env(['A', '$(STORE_SERVICE_HOST)']), linkless))).toEqual([`${AT}.env[0].value`]);
  expect(places(RULE, web(env(['A', '$(KUBERNETES_SERVICE_HOST)']), linkless))).toEqual([]);
});

test('variables of whole ConfigMaps and Secrets come first, under their prefix', () => {
  const from = (source: Fields, name: string): readonly string[] =>
    places(RULE, web({ envFrom: [source], ...env(['A', `$(${name})`]) }));
  expect(from({ configMapRef: { name: 'web' } }, 'web.properties')).toEqual([]);
  expect(from({ configMapRef: { name: 'web' } }, 'OTHER')).toEqual([`${AT}.env[0].value`]);
  expect(from({ secretRef: { name: 'store-web' } }, 'password')).toEqual([]);
  expect(from({ prefix: 'DB_', secretRef: { name: 'store-web' } }, 'DB_password')).toEqual([]);
  expect(from({ prefix: 'DB_', secretRef: { name: 'store-web' } }, 'password')).toEqual([`${AT}.env[0].value`]);
  expect(from({ secretRef: { name: 'unknown', optional: true } }, 'ANY')).toEqual([]);
});

test('containers that prepare are judged by their own variables', () => {
  const init = { name: 'init', args: ['$(STORE_URL)'] };
  expect(places(RULE, web({}, { initContainers: [init] }))).toEqual([
    'Deployment web/web spec.template.spec.initContainers[0].args[0]',
  ]);
});
