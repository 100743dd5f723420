import { expect, test } from 'vitest';
import type { ManifestFile } from '../../manifest/types';
import { changed, clean, findings, places, plus } from './trees';

interface Wanted {
  readonly host?: string;
  readonly path?: string;
  readonly pathType?: string;
  readonly ingressClass?: string;
  readonly annotations?: string;
  readonly secret?: string;
}

/** A second Ingress beside `web.example.com/` of the small tree. */
const ingress = ({
  host = 'web.example.com',
  path = '/',
  pathType = 'Prefix',
  ingressClass = 'nginx',
  annotations = '',
  secret = '',
}: Wanted): string => `
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata: {name: again, namespace: web, annotations: {${annotations}}}
spec:
  ingressClassName: ${ingressClass}
  ${secret && `tls: [{hosts: [${host}], secretName: ${secret}}]`}
  rules: [{host: ${host}, http: {paths: [{path: ${path}, pathType: ${pathType}, backend: {service: {name: web, port: {name: http}}}}]}}]`;

const told = (text: string): readonly string[] => places('host-path', plus(clean(), 'dev/web', text));

test.each<Wanted>([
  { host: 'other.example.com' },
  { path: '/x' },
  { pathType: 'Exact' },
  { ingressClass: 'internal' },
  { annotations: 'nginx.ingress.kubernetes.io/canary: "true"' },
])('accepts a second Ingress with %j', (wanted) => {
  expect(told(ingress(wanted))).toEqual([]);
});

test('finds two Ingresses of one host and path, and names both', () => {
  const found = findings('host-path', plus(clean(), 'dev/web', ingress({})));
  expect(found).toMatchObject([
    {
      object: 'Ingress web/again',
      at: 'spec.rules[0].http.paths[0].path',
      message: 'Ingress web/web claims / of host web.example.com as well, so chance decides which of them answers.',
    },
  ]);
});

test('a slash at the end of a prefix says nothing', () => {
  const files = plus(clean(), 'dev/web', ingress({ path: '/x' }));
  const more = ingress({ path: '/x/' }).replace('name: again', 'name: third');
  expect(places('host-path', plus(files, 'dev/web', more))).toHaveLength(1);
});

test('a host has one certificate', () => {
  const host = 'other.example.com';
  const one = ingress({ host, secret: 'a' });
  const two = (secret: string): string => ingress({ host, path: '/x', secret }).replace('name: again', 'name: third');
  expect(told(`${one}\n---${two('a')}`)).toEqual([]);
  expect(told(`${one}\n---${two('b')}`)).toEqual(['Ingress web/third spec.tls[0].secretName']);
});

const route = (name: string, match: string): string => `
apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata: {name: ${name}, namespace: web}
spec: {parentRefs: [{name: g}], hostnames: [a.example.com], rules: [{matches: [${match}]}]}`;

const traefik = (name: string, match: string): string => `
apiVersion: traefik.io/v1alpha1
kind: IngressRoute
metadata: {name: ${name}, namespace: web}
spec: {entryPoints: [websecure], routes: [{kind: Rule, match: "${match}"}]}`;

test.each([
  ['HTTPRoutes', route('a', '{path: {value: /x}}'), route('b', '{path: {value: /x/}}'), 1],
  ['HTTPRoutes by header', route('a', '{headers: [{name: A, value: b}]}'), route('b', '{}'), 0],
  ['IngressRoutes', traefik('a', 'Host(`a.b.c`) && Path(`/`)'), traefik('b', 'Host(`a.b.c`)&&Path(`/`)'), 1],
  ['IngressRoutes by path', traefik('a', 'Host(`a.b.c`) && Path(`/`)'), traefik('b', 'Host(`a.b.c`)'), 0],
])('%s are told apart', (_, one, two, count) => {
  expect(told(`${one}\n---${two}`)).toHaveLength(count);
});

const LINK = 'Deployment web/web spec.template.spec.containers[0].env[2].value';

const linked = (name: string, value: string): readonly ManifestFile[] =>
  changed('Deployment', 'web', ({ spec }) => {
    spec.template.spec.containers[0].env.push({ name, value });
  });

test.each([
  'https://web.example.com/login',
  'https://www.example.org',
  'https://example.com',
  'https://deep.web.example.com',
  'https://other.example.com:8200',
  'http://other.example.com.svc:80',
])('accepts the link %s', (url) => {
  expect(places('link-closure', linked('BASE_URL', url))).toEqual([]);
});

test.each([
  ['BASE_URL', 'https://wep.example.com', 'error', 'Did you mean web.example.com?'],
  ['OIDC_REDIRECT_URI', 'https://other.example.com/callback', 'error', 'Take the address'],
  ['HELP', 'see https://other.example.com:443/help', 'warning', 'Take the address'],
])('finds the link of %s to %s', (name, url, severity, remedy) => {
  const found = findings('link-closure', linked(name, url));
  expect(found.map(({ object, at }) => `${object} ${at}`)).toEqual([LINK]);
  expect(found[0]?.severity).toBe(severity);
  expect(found[0]?.remedy).toContain(remedy);
});

test('a text counts, its comments do not', () => {
  const files = changed('ConfigMap', 'web', ({ data }) => {
    data['web.properties'] = '# https://a.example.com\nportal=https://b.example.com\n';
  });
  expect(findings('link-closure', files).map(({ message }) => message)).toEqual([
    'No Ingress or route of the overlay answers to b.example.com.',
  ]);
});

test.each([
  ['a route', route('a', '{}').replace('a.example.com', 'other.example.com')],
  ['a wildcard', ingress({ host: '"*.example.com"' })],
  [
    'a Service with a name of its own',
    'apiVersion: v1\nkind: Service\nmetadata: {name: s, namespace: web, annotations: {external-dns.alpha.kubernetes.io/hostname: "a.b, other.example.com"}}',
  ],
])('%s answers as well', (_, text) => {
  expect(places('link-closure', plus(linked('BASE_URL', 'https://other.example.com'), 'dev/web', text))).toEqual([]);
});

test('a host an AppProject names is there', () => {
  const files = linked('BASE_URL', 'https://other.example.com').map((file) =>
    file.manifest.kind === 'AppProject' && file.manifest.metadata.name === 'dev'
      ? {
          ...file,
          manifest: {
            ...file.manifest,
            metadata: { ...file.manifest.metadata, annotations: { 'slipway.dev/brought': 'host other.example.com' } },
          },
        }
      : file,
  );
  expect(places('link-closure', files)).toEqual([]);
});
