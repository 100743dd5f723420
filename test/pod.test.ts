import { App } from 'cdk8s';
import { expect, test } from 'vitest';
import { ServiceChart } from '../platform/chart';
import { type Container, type Pod, podTemplate } from '../platform/pod';
import { scratch, secretFiles, type Volume } from '../platform/volume';
import { site } from './toy';

const container = (name: string, mounts: Readonly<Record<string, Volume>>): Container => ({
  name,
  image: 'docker.io/example/thing:1.2.3',
  mounts,
  resources: { cpu: '100m', memory: '128Mi' },
});
const pod = (...containers: readonly Container[]): Pod => ({ user: 1000, containers });
const template = (of: Pod) => podTemplate(new ServiceChart(new App(), 'shop', site), 'web', of);

test('a volume that several containers mount is one volume', () => {
  const keys = secretFiles('keys');
  const names = template(pod(container('a', { '/keys': keys }), container('b', { '/other': keys }))).spec?.volumes;
  expect(names?.map(({ name }) => name)).toEqual(['keys', 'tmp']);
});

test('two volumes of one name are refused, because one would silently take the place of the other', () => {
  const containers = [
    container('a', { '/keys': secretFiles('keys') }),
    container('b', { '/keys': secretFiles('keys', { a: 'a' }) }),
  ];
  expect(() => template(pod(...containers))).toThrow('two different volumes of a pod are called "keys"');
});

test('scratch space for /tmp is there unless a container brings its own', () => {
  const own = template(pod(container('a', { '/tmp': scratch('tmp', '1Gi') }), container('b', {}))).spec?.volumes;
  expect(own?.map(({ emptyDir }) => emptyDir?.sizeLimit?.value)).toEqual(['1Gi']);
});

test('every container is hardened', () => {
  const spec = template(pod(container('a', {}))).spec;
  expect(spec?.automountServiceAccountToken).toBe(false);
  expect(spec?.enableServiceLinks).toBe(false);
  expect(spec?.securityContext).toMatchObject({ runAsNonRoot: true, seccompProfile: { type: 'RuntimeDefault' } });
  expect(spec?.containers[0]?.securityContext).toEqual({
    allowPrivilegeEscalation: false,
    readOnlyRootFilesystem: true,
    capabilities: { drop: ['ALL'] },
  });
});
