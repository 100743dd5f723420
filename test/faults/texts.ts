import { readFileSync } from 'node:fs';
import { type Fault, ofText } from './fault';

const HEAD = 'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a, namespace: b}\n';

const read = (rule: string, name: string, names: string, text: string): Fault =>
  ofText({ rule, name, origin: 'text', names }, 'dev/x.yaml', () => text);

const scalar = (text: string): Fault =>
  read('yaml-agreement', `an unquoted ${text}`, 'data.a', `${HEAD}data: {a: ${text}}\n`);

/** Texts that readers of YAML do not read alike. */
export const texts: readonly Fault[] = [
  ...['on', 'Off', 'yes', 'NO', 'y', '0777', '0o7', '1_000', '0b11', '12:30:45', '2024-01-01', '1e3', '.5', '='].map(
    scalar,
  ),
  read('yaml-agreement', 'a merge', 'data.b', `${HEAD}x: &x {a: b}\ndata: {b: {<<: *x}}\n`),
  read('yaml-agreement', 'an anchor', 'anchors', `${HEAD}data: {a: &x b, c: *x}\n`),
  read('yaml-agreement', 'carriage returns', 'carriage returns', `${HEAD}data: {a: b}\r\n`),
  read('yaml-agreement', 'a next line', 'U+0085', `${HEAD}data: {a: "b\u0085c"}\n`),
  read('yaml-agreement', 'a line separator', 'U+2028', `${HEAD}data:\n  a: |\n    b\u2028c\n`),
  read('yaml-agreement', 'a tab', 'tab', `${HEAD}data:\n  a:\tb\n`),
  read('yaml-agreement', 'dots at the end', '...', `${HEAD}...\n`),
  read('yaml-agreement', 'a version', 'version of YAML', `%YAML 1.1\n---\n${HEAD}`),
];

/** Changes to the text of a published file. */
const EDITS: readonly (readonly [rule: string, name: string, names: string, edit: (text: string) => string])[] = [
  ['readable', 'a key twice', 'metadata', (text) => `${text}metadata: {}\n`],
  ['readable', 'an open bracket', 'line', (text) => `${text}x: [\n`],
  ['readable', 'no kind', 'kind', (text) => text.replace(/^kind: .*\n/m, '')],
  ['yaml-agreement', 'carriage returns', 'carriage returns', (text) => text.replaceAll('\n', '\r\n')],
  [
    'yaml-agreement',
    'an unquoted on',
    'metadata.finalizers[0]',
    (text) => text.replace(/^metadata:\n/m, '$&  finalizers: [on]\n'),
  ],
  ['yaml-agreement', 'an anchor', 'anchors', (text) => text.replace(/^metadata:\n/m, 'metadata: &m\n')],
];

/** Every change to the text of one published file. */
export const brokenTexts = (origin: string, path: string): readonly Fault[] =>
  EDITS.map(([rule, name, names, edit]) =>
    ofText({ rule, name: `${name}: ${path}`, origin, names }, path, () =>
      edit(readFileSync(new URL(`../../dist/${path}`, import.meta.url), 'utf8')),
    ),
  );
