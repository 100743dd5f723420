import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { loadAll } from 'js-yaml';
import type { Fields } from '../../../manifest/types';

const INT_OR_STRING = { oneOf: [{ type: 'string' }, { type: 'integer' }] };
const NUMBERS = { oneOf: [{ type: 'string' }, { type: 'number' }] };

/** A schema as JSON Schema reads it strictly: no field but those named, and null for a field that is left out. */
function strict(schema: Fields): Fields {
  if (Array.isArray(schema)) return schema.map(strict);
  if (typeof schema !== 'object' || schema === null) return schema;
  if (schema['x-kubernetes-int-or-string'] || schema.format === 'int-or-string') return INT_OR_STRING;
  const own = Object.fromEntries(Object.entries<Fields>(schema).map(([key, value]) => [key, strict(value)]));
  const isOpen = schema['x-kubernetes-preserve-unknown-fields'] === true || schema.additionalProperties !== undefined;
  return schema.properties && !isOpen ? { ...own, additionalProperties: false } : own;
}

const references = (schema: Fields): readonly string[] =>
  [...JSON.stringify(schema).matchAll(/"#\/definitions\/([^"]+)"/g)].map(([, name = '']) => name);

/** Definitions a definition leads to, itself among them. */
function reachable(all: Fields, name: string, known = new Set<string>()): ReadonlySet<string> {
  if (known.has(name)) return known;
  known.add(name);
  for (const next of references(all[name])) reachable(all, next, known);
  return known;
}

const write = (folder: string, group: string, version: string, kind: string, schema: Fields): void => {
  const path = join(folder, group, version, `${kind.toLowerCase()}.json`);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, JSON.stringify(schema));
};

/** Kinds of Kubernetes, one file each. @param from folder of one minor, as `npm run schemas` takes it */
function writeNative(from: string, folder: string): void {
  const { definitions } = JSON.parse(readFileSync(join(from, 'definitions.json'), 'utf8'));
  const all = strict(definitions);
  for (const name of Object.keys(all)) {
    if (name.endsWith('.resource.Quantity')) all[name] = NUMBERS;
    if (name.endsWith('.intstr.IntOrString')) all[name] = INT_OR_STRING;
  }
  for (const { group, version, kind, definition } of JSON.parse(readFileSync(join(from, 'gvks.json'), 'utf8'))) {
    const used = Object.fromEntries([...reachable(all, definition)].map((name) => [name, all[name]]));
    // kubeconform calls the group of `v1` by its version.
    write(folder, group || version, version, kind, { $ref: `#/definitions/${definition}`, definitions: used });
  }
}

const META = { apiVersion: { type: 'string' }, kind: { type: 'string' }, metadata: { type: 'object' } };

/** Custom resources, one file each. @param crds folder with a folder of CRDs a project */
function writeCustom(crds: string, folder: string): void {
  for (const name of readdirSync(crds, { recursive: true, encoding: 'utf8' }).filter((each) => /\.ya?ml$/.test(each))) {
    for (const crd of loadAll(readFileSync(join(crds, name), 'utf8')) as readonly Fields[]) {
      if (crd?.kind !== 'CustomResourceDefinition') continue;
      for (const { name: version, schema } of crd.spec.versions) {
        const own = strict(schema?.openAPIV3Schema ?? {});
        write(folder, crd.spec.group, version, crd.spec.names.kind, {
          ...own,
          properties: { ...own.properties, ...META },
        });
      }
    }
  }
}

/**
 * Writes JSON schemas that kubeconform reads without a network, as `native/` and `custom/`.
 * @param from API descriptions of one minor of Kubernetes @param crds CRDs @param folder where they go
 */
export function writeSchemas(from: string, crds: string, folder: string): void {
  writeNative(from, join(folder, 'native'));
  writeCustom(crds, join(folder, 'custom'));
}
