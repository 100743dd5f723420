import { expect, test } from 'vitest';
import type { Fields, ManifestFile } from '../../manifest/types';
import { changed, clean, findings, places, plus, without } from './trees';

const policy = (place: string, edit: (spec: Fields) => void): readonly ManifestFile[] =>
  changed('NetworkPolicy', place, (manifest) => edit(manifest.spec));

const WEB = 'Deployment web/web spec.template.spec.containers[0].env[0].value';

const WEB_FILE = 'ConfigMap web/web data["web.properties"]';

const PEERS = 'StatefulSet store/store spec.template.spec.containers[0].args[1]';

test.each<[string, readonly ManifestFile[], readonly string[]]>([
  ['no way out', without(clean(), 'NetworkPolicy', 'to-store-http'), [WEB_FILE, WEB]],
  ['no way in', without(clean(), 'NetworkPolicy', 'from-web'), [WEB_FILE, WEB]],
  ['no way among peers', without(clean(), 'NetworkPolicy', 'peers'), [PEERS, PEERS]],
  [
    'another pod port',
    policy('store/from-web', (spec) => {
      spec.ingress[0].ports[0].port = 80;
    }),
    [WEB_FILE, WEB],
  ],
  [
    'another protocol',
    policy('store/from-web', (spec) => {
      spec.ingress[0].ports[0].protocol = 'UDP';
    }),
    [WEB_FILE, WEB],
  ],
  [
    'another namespace',
    policy('store/from-web', (spec) => {
      spec.ingress[0].from[0].namespaceSelector.matchLabels = { 'kubernetes.io/metadata.name': 'shop' };
    }),
    [WEB_FILE, WEB],
  ],
  [
    'other pods there',
    policy('web/to-store-http', (spec) => {
      spec.egress[0].to[0].podSelector.matchLabels = { a: 'b' };
    }),
    [WEB_FILE, WEB],
  ],
  [
    'other pods here',
    policy('web/to-store-http', (spec) => {
      spec.podSelector.matchLabels = { a: 'b' };
    }),
    [WEB_FILE, WEB],
  ],
  [
    'addresses outside',
    policy('web/to-store-http', (spec) => {
      spec.egress[0].to = [{ ipBlock: { cidr: '0.0.0.0/0' } }];
    }),
    [WEB_FILE, WEB],
  ],
  [
    'a namespace selector forgotten',
    policy('web/to-store-http', (spec) => {
      delete spec.egress[0].to[0].namespaceSelector;
    }),
    [WEB_FILE, WEB],
  ],
])('finds a connection blocked by %s', (_, files, expected) => {
  expect(places('network-closure', files)).toEqual(expected);
});

test.each<[string, readonly ManifestFile[]]>([
  [
    'a rule for all peers',
    policy('store/from-web', (spec) => {
      delete spec.ingress[0].from;
    }),
  ],
  [
    'a rule for all ports',
    policy('store/from-web', (spec) => {
      delete spec.ingress[0].ports;
    }),
  ],
  [
    'a range of ports',
    policy('store/from-web', (spec) => {
      spec.ingress[0].ports = [{ port: 8000, endPort: 9000 }];
    }),
  ],
  [
    'a named port',
    policy('web/to-store-http', (spec) => {
      spec.egress[0].ports = [{ port: 'http' }];
    }),
  ],
  [
    'labels of the namespace',
    policy('store/from-web', (spec) => {
      spec.ingress[0].from[0].namespaceSelector.matchLabels = { 'pod-security.kubernetes.io/enforce': 'restricted' };
    }),
  ],
])('accepts %s', (_, files) => {
  expect(places('network-closure', files)).toEqual([]);
});

test('a blocked connection is told with both ends and the pod port', () => {
  expect(findings('network-closure', without(clean(), 'NetworkPolicy', 'from-web'))[1]).toMatchObject({
    path: 'dev/web/deployment-web.yaml',
    message:
      'A pod of namespace web cannot reach store/store on TCP port 9000: no ingress policy in namespace store lets it in ' +
      '(looked at default-deny, peers, from-monitoring).',
    remedy:
      'Allow ingress in namespace store to pods of StatefulSet store/store from pods of Deployment web/web on TCP port ' +
      '9000; in a contract, declare the use of the service that connects.',
  });
});

test('a Certificate that names a Service connects to nothing', () => {
  const certificate = `
apiVersion: cert-manager.io/v1
kind: Certificate
metadata: {name: c, namespace: web}
spec: {secretName: c, dnsNames: ["*.store-peers.store.svc"], issuerRef: {kind: ClusterIssuer, name: public}}`;
  expect(places('network-closure', plus(without(clean(), 'NetworkPolicy', 'x'), 'dev/web', certificate))).toEqual([]);
});

const JOB = `
apiVersion: batch/v1
kind: Job
metadata: {name: fill, namespace: web}
spec:
  template:
    metadata: {labels: {job: fill}}
    spec:
      containers: [{name: fill, image: "harbor.example.com/platform/fill:1.0", envFrom: [{configMapRef: {name: web}}]}]`;

test('each pod that mounts an address must be let out, not only one of them', () => {
  expect(places('network-closure', plus(clean(), 'dev/web', JOB))).toEqual([WEB_FILE]);
});

test('each kind of pod behind a Service must let its callers in', () => {
  const second = `
apiVersion: apps/v1
kind: Deployment
metadata: {name: second, namespace: store}
spec:
  template:
    metadata: {labels: {app.kubernetes.io/name: store, part: second}}
    spec: {containers: [{name: s, image: "harbor.example.com/platform/store:1.2.3", ports: [{name: http, containerPort: 9000}]}]}`;
  const files = policy('store/from-web', (spec) => {
    spec.podSelector.matchExpressions = [{ key: 'part', operator: 'DoesNotExist' }];
  });
  expect(places('network-closure', files)).toEqual([]);
  expect(places('network-closure', plus(files, 'dev/store', second))).toEqual([WEB_FILE, WEB]);
});
