import { expect, test } from 'vitest';
import { registryAndPath, repositoryAndTag } from '../charts/addons/image';
import { gke, kind } from '../overlays/sites';
import { amazon, managed, metal, on, planOn } from './places';

test('no chart makes certificates or passwords while it is rendered', () => {
  expect(on(amazon('eu-central-1'), 'aws-load-balancer-controller').values.enableCertManager).toBe(true);
  expect(on(kind(), 'metrics-server').values.tls.type).toBe('metrics-server');
  const { admissionWebhooks } = on(kind(), 'prometheus-operator').values.prometheusOperator;
  expect(admissionWebhooks).toEqual({ enabled: true, patch: { enabled: false }, certManager: { enabled: true } });
});

test('Strimzi leaves network policies to Slipway and confines its pods', () => {
  const { values } = on(kind(), 'strimzi');
  expect(values.generateNetworkPolicy).toBe(false);
  expect(values.watchAnyNamespace).toBe(true);
  expect(values.extraEnvs).toContainEqual({ name: 'STRIMZI_POD_SECURITY_PROVIDER_CLASS', value: 'restricted' });
});

test('of the Prometheus chart only the operator is on', () => {
  const { prometheusOperator, ...values } = on(kind(), 'prometheus-operator').values;
  for (const part of [
    'alertmanager',
    'grafana',
    'kubeStateMetrics',
    'kubernetesServiceMonitors',
    'nodeExporter',
    'prometheus',
    'thanosRuler',
  ])
    expect({ part, enabled: values[part].enabled }).toEqual({ part, enabled: false });
  expect(values.defaultRules.create).toBe(false);
  expect(prometheusOperator.image.repository).toBe('prometheus-operator/prometheus-operator');
});

test('kind reaches Traefik by node ports and other places by an address', () => {
  expect(on(kind(), 'traefik').values.service.spec.type).toBe('NodePort');
  expect(on(kind(), 'traefik').values.ports.websecure.nodePort).toBe(30443);
  expect(on(metal(), 'traefik').values.service.spec.type).toBe('LoadBalancer');
  expect(on(metal(), 'traefik').values.ports.websecure).toEqual({});
});

test('nothing waits for the address of the ingress controller', () => {
  for (const site of [kind(), metal(), gke(managed)])
    expect(on(site, 'traefik').values.service.annotations['argocd.argoproj.io/ignore-healthcheck']).toBe('true');
});

test('only kind trusts kubelets without a signed certificate', () => {
  expect(on(kind(), 'metrics-server').values.args).toEqual(['--kubelet-insecure-tls']);
  expect(on(metal(), 'metrics-server').values.args).toEqual([]);
});

test('MetalLB gives out the addresses of the place, after its webhook is up', () => {
  const [pool, advertisement] = on(metal(), 'metallb').resources;
  expect(pool.spec.addresses).toEqual(['10.10.1.240-10.10.1.247']);
  expect(advertisement.spec.ipAddressPools).toEqual([pool.metadata.name]);
  for (const object of [pool, advertisement])
    expect(object.metadata.annotations['argocd.argoproj.io/sync-wave']).toBe('1');
});

test('Ceph takes only the devices it is told to take', () => {
  const { storage } = on(metal(), 'rook-ceph-cluster').values.cephClusterSpec;
  expect(storage).toEqual({ useAllNodes: true, useAllDevices: false, deviceFilter: '^nvme[1-9]n1$' });
});

test.each([
  ['metallb', 'addresses'],
  ['rook-ceph-cluster', 'deviceFilter'],
  ['aws-load-balancer-controller', 'clusterName'],
  ['aws-load-balancer-controller', 'vpcId'],
])('%s without %s is refused', (name, setting) => {
  const problems = planOn(kind(), { [name]: true }).problems.filter(
    ({ path }) => path.join('.') === `addons.${name}.${setting}`,
  );
  expect(problems).toHaveLength(1);
});

test('an image is taken apart at the colon of its tag, not of its registry', () => {
  expect(repositoryAndTag('localhost:5000/a/b:1.0')).toEqual({ repository: 'localhost:5000/a/b', tag: '1.0' });
  expect(registryAndPath('localhost:5000/a/b:1.0')).toEqual({
    registry: 'localhost:5000',
    repository: 'a/b',
    tag: '1.0',
  });
});

test('a digest stays with the tag', () => {
  const digest = `sha256:${'a'.repeat(64)}`;
  expect(repositoryAndTag(`quay.io/a/b:1.0@${digest}`)).toEqual({ repository: 'quay.io/a/b', tag: `1.0@${digest}` });
});
