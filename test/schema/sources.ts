import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Fields } from '../../manifest/types';

const ref = (name: string): Fields => ({ $ref: `#/definitions/io.k8s.api.sea.v1.${name}` });
const TEXT = { type: 'string', description: 'A text that is told in many words.' };
const KIND = [{ group: 'sea.test', version: 'v1', kind: 'Boat' }];

const boat = (fields: Fields): Fields => ({
  type: 'object',
  'x-kubernetes-group-version-kind': KIND,
  properties: { apiVersion: TEXT, kind: TEXT, spec: ref('BoatSpec'), status: { type: 'object' }, ...fields },
});

const SPEC = {
  type: 'object',
  required: ['name'],
  properties: {
    name: TEXT,
    rig: TEXT,
    mast: ref('Mast'),
    port: { $ref: '#/definitions/io.k8s.apimachinery.pkg.util.intstr.IntOrString' },
    tags: { type: 'object', additionalProperties: { type: 'string' } },
    sails: { type: 'array', items: { type: 'string' } },
    crew: {
      type: 'array',
      items: ref('Mast'),
      'x-kubernetes-patch-strategy': 'merge',
      'x-kubernetes-patch-merge-key': 'wood',
    },
  },
};

const MAST = { type: 'object', required: ['wood'], properties: { wood: TEXT } };
const FLAG = { type: 'object', properties: { colour: TEXT } };
const INT_OR_STRING = { type: 'string', format: 'int-or-string' };
const META = { type: 'object', properties: { name: TEXT } };

const definitions = (fields: Fields, extra: Fields): Fields => ({
  'io.k8s.api.sea.v1.Boat': boat(fields),
  'io.k8s.api.sea.v1.BoatSpec': SPEC,
  'io.k8s.api.sea.v1.Mast': MAST,
  'io.k8s.apimachinery.pkg.apis.meta.v1.ObjectMeta': META,
  'io.k8s.apimachinery.pkg.util.intstr.IntOrString': INT_OR_STRING,
  ...extra,
});

const DEFAULTS = {
  'io.k8s.api.sea.v1.BoatSpec': {
    properties: { name: { default: '' }, rig: { default: 'sloop' }, mast: { default: {} } },
  },
};
const ENUMS = { 'io.k8s.api.sea.v1.BoatSpec': { name: ['a', 'b'], rig: ['sloop', 'ketch'], sails: ['jib'] } };

const LIVES = [
  'group\tversion\tkind\tfirst_in_spec\tlast_in_spec\tdeprecated_in\tremoved_in\treplacement',
  'sea.test\tv1\tBoat\t1.1\t1.2\t\t\t',
  'sea.test\tv1beta1\tBoat\t1.0\t1.0\t1.0\t1.1\tsea.test/v1/Boat',
];

const turned = (value: Fields): Fields =>
  Array.isArray(value) || typeof value !== 'object'
    ? value
    : Object.fromEntries(
        Object.entries<Fields>(value)
          .reverse()
          .map(([key, inner]) => [key, key === 'default' ? inner : turned(inner)]),
      );

/** Writes two releases of a small API: in the second a kind loses a field. `isTurned` turns the order of keys. */
export function writeReleases(folder: string, isTurned = false): void {
  const order = isTurned ? turned : (value: Fields) => value;
  const write = (minor: number, file: string, value: Fields) => {
    mkdirSync(join(folder, `1.${minor}`), { recursive: true });
    writeFileSync(join(folder, `1.${minor}`, file), JSON.stringify(value));
  };
  const first = definitions({ flag: ref('Flag') }, { 'io.k8s.api.sea.v1.Flag': FLAG });
  write(1, 'definitions.json', order({ definitions: first }));
  write(1, 'v3-schemas.json', order(DEFAULTS));
  write(2, 'definitions.json', order({ definitions: definitions({}, {}) }));
  for (const minor of [1, 2]) {
    write(minor, 'enums.json', order(ENUMS));
    write(minor, 'gvks.json', [{ ...KIND[0], definition: 'io.k8s.api.sea.v1.Boat' }]);
  }
  writeFileSync(join(folder, 'api-lifecycle.tsv'), `${LIVES.join('\n')}\n`);
}

const SIDE = { type: 'object', properties: { length: { type: 'integer', minimum: 1 }, depth: { type: 'integer' } } };
const SPEC_OF_QUAY = { type: 'object', properties: { left: SIDE, right: SIDE } };

const crd = (group: string, kind: string, versions: Fields): string =>
  JSON.stringify({ kind: 'CustomResourceDefinition', spec: { group, names: { kind }, versions } });

const version = (name: string, more: Fields): Fields => ({
  name,
  served: true,
  schema: { openAPIV3Schema: { type: 'object', properties: { metadata: { type: 'object' }, spec: SPEC_OF_QUAY } } },
  ...more,
});

/** Writes a folder of two CRDs, one of them under a licence that does not let us carry its schema. */
export function writeCrds(folder: string): void {
  mkdirSync(folder, { recursive: true });
  const versions = [version('v1', {}), version('v1beta1', { deprecated: true }), version('v0', { served: false })];
  writeFileSync(join(folder, 'quay.yaml'), crd('sea.test', 'Quay', versions));
  writeFileSync(join(folder, 'door.yaml'), crd('shut.test', 'Door', [version('v1', {})]));
  writeFileSync(
    join(folder, 'SOURCES.tsv'),
    [
      'project\trepo\tref\tlocal_path\tupstream_licence',
      'harbour\tsea/harbour\tv1.0.0\tcrds/quay.yaml\tMIT',
      'closed\tshut/closed\tv2.0.0\tcrds/door.yaml\tElastic-2.0\n',
    ].join('\n'),
  );
}
