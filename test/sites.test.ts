import { expect, test } from 'vitest';
import { allOverlays } from '../overlays';
import { certificateArn, ecrHost, roleArn } from '../overlays/aws';
import { aks, gke, kind, nodeDisks } from '../overlays/sites';
import { amazon, managed, metal, SITES } from './places';

const CIDR = /^(\d{1,3}\.){3}\d{1,3}\/\d{1,2}$/;

test.each(Object.entries(SITES))('%s states networks as CIDRs and ports as numbers', (_, site) => {
  const { apiServer, privateCidrs, ingress } = site;
  for (const cidr of [...apiServer.cidrs, ...privateCidrs, ...(ingress.cidrs ?? [])]) expect(cidr).toMatch(CIDR);
  expect(apiServer.ports).toContain(443);
  expect(privateCidrs).toContain('169.254.0.0/16');
});

test.each(Object.entries(SITES))('on %s certificates have an issuer unless the load balancer has them', (_, site) => {
  expect(site.issuer === undefined).toBe(site.ingress.tls === 'load-balancer');
});

test.each(Object.entries(SITES))('on %s somebody carries traffic to the pods', (_, site) => {
  expect('traefik' in site.addons).toBe(site.ingress.cidrs === undefined);
});

test.each(Object.entries(SITES))('on %s Ingresses carry only annotations of their own controller', (_, site) => {
  const prefix = site.ingress.className === 'alb' ? 'alb.ingress.kubernetes.io/' : 'traefik.ingress.kubernetes.io/';
  const names = Object.keys(site.ingress.annotations);
  expect(names.length).toBeGreaterThan(0);
  expect(names.filter((name) => !name.startsWith(prefix))).toEqual([]);
});

test.each(Object.entries(SITES))('%s installs certificates and secrets', (_, site) => {
  expect(Object.keys(site.addons)).toEqual(expect.arrayContaining(['cert-manager', 'external-secrets']));
});

test('storage classes exist where they are named', () => {
  expect(kind().storage).toMatchObject({ block: 'standard', local: 'standard' });
  expect(metal().storage).toMatchObject({ block: 'ceph-block', local: 'openebs-hostpath', classes: {} });
  expect(metal(nodeDisks()).storage).toEqual({ block: 'openebs-hostpath', local: 'openebs-hostpath', classes: {} });
  expect(gke(managed).storage.block).toBe('premium-rwo');
  expect(aks(managed).storage.block).toBe('managed-csi-premium');
});

test('EKS brings the class its volumes name', () => {
  const { block, local, classes } = amazon('eu-central-1').storage;
  expect(Object.keys(classes)).toEqual([...new Set([block, local])]);
  expect(classes.gp3).toMatchObject({
    provisioner: 'ebs.csi.aws.com',
    parameters: { type: 'gp3', encrypted: 'true' },
    reclaimPolicy: 'Retain',
    volumeBindingMode: 'WaitForFirstConsumer',
    allowVolumeExpansion: true,
  });
});

test('node disks need no Ceph', () => {
  expect(Object.keys(metal(nodeDisks()).addons).filter((name) => name.startsWith('rook'))).toEqual([]);
});

test.each([
  ['eu-central-1', 'aws', '123456789012.dkr.ecr.eu-central-1.amazonaws.com'],
  ['cn-northwest-1', 'aws-cn', '123456789012.dkr.ecr.cn-northwest-1.amazonaws.com.cn'],
  ['us-gov-west-1', 'aws-us-gov', '123456789012.dkr.ecr.us-gov-west-1.amazonaws.com'],
])('%s is in partition %s with registry %s', (region, partition, host) => {
  const account = { account: '123456789012', region };
  expect(ecrHost(account)).toBe(host);
  expect(roleArn(account, 'lake-ebs-csi')).toBe(`arn:${partition}:iam::123456789012:role/lake-ebs-csi`);
  expect(certificateArn(account, 'x')).toBe(`arn:${partition}:acm:${region}:123456789012:certificate/x`);
});

test('EKS copies images below the host of the account', () => {
  const rewritten = amazon('cn-north-1').registry.rewrite('redis:8');
  expect(rewritten).toBe('123456789012.dkr.ecr.cn-north-1.amazonaws.com.cn/docker.io/library/redis:8');
});

test('only the main partition has Shield and WAF', () => {
  const edge = (region: string) => amazon(region).addons['aws-load-balancer-controller'].edgeProtection;
  expect([edge('eu-central-1'), edge('cn-north-1'), edge('us-gov-west-1')]).toEqual([true, false, false]);
});

test('each controller on EKS has a role of its own', () => {
  const roles = Object.values(amazon('eu-central-1').addons).flatMap(({ roleArn: role }) => role ?? []);
  expect(roles).toEqual([
    'arn:aws:iam::123456789012:role/lake-external-secrets',
    'arn:aws:iam::123456789012:role/lake-ebs-csi',
    'arn:aws:iam::123456789012:role/lake-load-balancer-controller',
  ]);
});

test('every overlay renders from the same repository and has a name of its own', () => {
  const overlays = allOverlays();
  const names = overlays.map(({ name }) => name);
  expect(names).toEqual(['dev', 'staging', 'production', 'production-eks']);
  expect(new Set(overlays.map(({ repository }) => repository)).size).toBe(1);
  expect(overlays[0]?.repository.revision).toMatch(/^refs\/heads\//);
});

test('production names its services, so that a new one does not start by itself', () => {
  for (const { name, services } of allOverlays()) expect('*' in services).toBe(!name.startsWith('production'));
});

test('no two overlays share a domain', () => {
  const domains = allOverlays().map(({ site }) => site.domain);
  expect(new Set(domains).size).toBe(domains.length);
});
