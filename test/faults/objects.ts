import type { Fields } from '../../manifest/types';
import { added, edited, type Fault, ofText, refiled } from './fault';

type Edit = (manifest: Fields) => void;
const WEB: readonly [string, string] = ['Deployment', 'web'];
const STORE: readonly [string, string] = ['StatefulSet', 'store'];
const CONFIG: readonly [string, string] = ['ConfigMap', 'web'];
const named = (name: string, names: string, target: readonly [string, string], edit: Edit): Fault =>
  edited('names', name, names, target, edit);
const value = (name: string, names: string, edit: Edit): Fault => edited('clean-values', name, names, CONFIG, edit);
const unreadable = (name: string, names: string, text: string): Fault =>
  ofText({ rule: 'readable', name, origin: 'text', names }, 'dev/x.yaml', () => text);
const CONFIG_TEXT = 'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a, namespace: b}\n';
const waive = (name: string, names: string, key: string, reason: string): Fault =>
  edited('waiver', name, names, WEB, ({ metadata }) => {
    metadata.annotations = { [`verify.slipway.dev/${key}`]: reason };
  });

const file = (name: string, key: string, text: string): Fault =>
  edited('embedded-config', name, key, CONFIG, (manifest) => {
    manifest.data = { ...manifest.data, [key]: text };
  });

/** Names, values, identities, waivers, and files that hold no objects. */
export const objects: readonly Fault[] = [
  file('JSON with a comma too many', 'a.json', '{"a": 1,}'),
  file('YAML with a tab', 'a.yaml', 'a:\n\t- b'),
  file('a property without a value', 'a.properties', 'a=b\nlonely'),
  file('a setting of a section without a value', 'a.ini', '[a]\nlonely'),
  value('a null', 'data.x', ({ data }) => {
    data.x = null;
  }),
  value('a control character', 'data.x', ({ data }) => {
    data.x = 'bell \u0007';
  }),
  value('half of a character', 'data.x', ({ data }) => {
    data.x = '\ud83d';
  }),
  value('a key with a control character', 'u0001', ({ data }) => {
    data['a\u0001'] = 'x';
  }),
  value('a status', 'status', (manifest) => {
    manifest.status = {};
  }),
  value('a time of creation', 'creationTimestamp', ({ metadata }) => {
    metadata.creationTimestamp = '2024-01-01T00:00:00Z';
  }),
  value('managed fields', 'managedFields', ({ metadata }) => {
    metadata.managedFields = [];
  }),
  value('a number that is none', 'data.x', ({ data }) => {
    data.x = Number.NaN;
  }),
  named('a capital letter', 'Web', ['Ingress', 'web'], ({ metadata }) => {
    metadata.name = 'Web';
  }),
  named('a StatefulSet whose pods get too long a label', 'x'.repeat(53), STORE, ({ metadata }) => {
    metadata.name = 'x'.repeat(53);
  }),
  named('a Service that begins with a digit', '1web', ['Service', 'web'], ({ metadata }) => {
    metadata.name = '1web';
  }),
  named('a label value with a blank', 'a b', WEB, ({ metadata }) => {
    metadata.labels = { part: 'a b' };
  }),
  named('a label key with two slashes', 'a/b/c', WEB, ({ metadata }) => {
    metadata.labels = { 'a/b/c': 'x' };
  }),
  named('an annotation key of 64 characters', 'y'.repeat(64), WEB, ({ metadata }) => {
    metadata.annotations = { ['y'.repeat(64)]: 'x' };
  }),
  named('a port name with a capital', 'Http', WEB, ({ spec }) => {
    spec.template.spec.containers[0].ports[0].name = 'Http';
  }),
  named('a container name with _', 'web_1', WEB, ({ spec }) => {
    spec.template.spec.containers[0].name = 'web_1';
  }),
  named('a data key with a slash', 'a/b', CONFIG, ({ data }) => {
    data['a/b'] = 'x';
  }),
  edited('namespace-explicit', 'no namespace', 'Service web', ['Service', 'web'], ({ metadata }) => {
    delete metadata.namespace;
  }),
  edited('namespace-explicit', 'an unknown namespace', 'namespace wep', ['Service', 'web'], ({ metadata }) => {
    metadata.namespace = 'wep';
  }),
  edited(
    'namespace-explicit',
    'a namespace where none belongs',
    'platform',
    ['ClusterSecretStore', 'platform'],
    (own) => {
      own.metadata.namespace = 'web';
    },
  ),
  edited('namespace-explicit', 'a destination nobody creates', 'gone', ['Application', 'dev-web'], ({ spec }) => {
    spec.destination.namespace = 'gone';
  }),
  unreadable('an open bracket', 'line 2', 'a: [b\n'),
  unreadable('a key twice', 'line 5', `${CONFIG_TEXT}data: {}\ndata: {}\n`),
  unreadable('two objects without ---', 'line 4', CONFIG_TEXT + CONFIG_TEXT),
  unreadable('a tab as indentation', 'line 5', `${CONFIG_TEXT}data:\n\ta: b\n`),
  unreadable('a template', 'template', `${CONFIG_TEXT}data:\n{{- if .Values.x }}\n  a: b\n{{- end }}\n`),
  unreadable('aliases in a circle', 'leads back', `${CONFIG_TEXT}data: &a {x: *a}\n`),
  unreadable('a few lines that unfold to millions of values', 'unfold', bomb()),
  unreadable('an object without kind', 'kind', 'apiVersion: v1\nmetadata: {name: a}\n'),
  unreadable('an object without name', 'metadata.name', 'apiVersion: v1\nkind: ConfigMap\nmetadata: {}\n'),
  unreadable('a text', 'apiVersion', 'hello\n'),
  unreadable('nesting without end', 'maxDepth', `a: ${'['.repeat(5000)}${']'.repeat(5000)}`),
  refiled('unique-identity', 'two objects in one file', 'same file', (file) =>
    file.path === 'dev/web/service-web.yaml' ? { ...file, path: 'dev/web/deployment-web.yaml' } : file,
  ),
  refiled('unique-identity', 'two files that differ by case', 'same file', (file) =>
    file.path === 'dev/web/service-web.yaml' ? { ...file, path: 'dev/web/Deployment-Web.yaml' } : file,
  ),
  added(
    'unique-identity',
    'an object in two folders',
    'ConfigMap web/web',
    'dev/store',
    'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: web, namespace: web}',
  ),
  added(
    'unique-identity',
    'an object in two versions of its API',
    'Ingress web/web',
    'dev/store',
    'apiVersion: networking.k8s.io/v1beta1\nkind: Ingress\nmetadata: {name: web, namespace: web}',
  ),
  waive('a waiver without reason', 'verify.slipway.dev/host-closure', 'host-closure', ' '),
  waive('a waiver of a rule there is not', 'host-closures', 'host-closures', 'because'),
  waive('a waiver of waivers', 'no rule waiver', 'waiver', 'because'),
];

function bomb(): string {
  const rows = Array.from({ length: 9 }, (_, row) => `  - &a${row + 1} [${`*a${row}, `.repeat(9)}x]`);
  return `${CONFIG_TEXT}rows:\n  - &a0 [x, x, x]\n${rows.join('\n')}\n`;
}
