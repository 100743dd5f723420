import { createHash } from 'node:crypto';
import { loadAll } from 'js-yaml';
import { byCodeUnit, type Fields } from '../../manifest/types';
import { fault, firstLine } from './fault';
import type { SourceFile } from './sources';

/** sha256 of text or bytes: 64 hex digits. */
export const sha256 = (data: string | Uint8Array): string => createHash('sha256').update(data).digest('hex');

/** Digest of facts, untouched by the wording of descriptions, the order of keys or the layout of the YAML. */
export const factsDigest = (facts: readonly Fields[]): string => sha256(JSON.stringify(facts));

/**
 * What is taken from a CRD file: one CRD a kind listed, in the order of the list, with nothing but names and the schema
 * of the version taken, without descriptions, keys sorted.
 * @param place name of the file for messages.
 * @throws ProblemError if the text is not YAML, a kind is missing or its version is not the one served and stored.
 */
export function factsOf(text: string, file: SourceFile, place: string): readonly Fields[] {
  const crds = documents(text, place).filter((crd) => crd?.kind === 'CustomResourceDefinition');
  return file.kinds.map((kind) => narrow(crds, kind, file.apiVersion, place));
}

function documents(text: string, place: string): readonly Fields[] {
  try {
    return loadAll(text);
  } catch (error) {
    throw fault([place], `is not YAML (${firstLine(error)})`, 'get the file anew');
  }
}

function narrow(crds: readonly Fields[], kind: string, apiVersion: string, place: string): Fields {
  const [group, name] = apiVersion.split('/');
  const crd = crds.find(({ spec }) => spec?.group === group && spec?.names?.kind === kind);
  if (!crd) throw fault([place], `has no ${kind} of ${group}`, 'correct apiVersion or kinds in the list');
  const version = crd.spec.versions?.find((one: Fields) => one.name === name);
  if (!version?.served || !version.storage) {
    throw fault([place, kind], `does not serve and store ${apiVersion}`, 'put its stored version in the list');
  }
  return canonical({
    apiVersion: crd.apiVersion,
    kind: crd.kind,
    metadata: { name: crd.metadata.name },
    spec: { group, names: { kind }, versions: [{ name, schema: version.schema }] },
  });
}

// A map under the key is a property that happens to be called `description`, as in Argo CD's AppProject.
const isProse = ([key, value]: readonly [string, Fields]): boolean =>
  key === 'description' && typeof value === 'string';

function canonical(value: Fields): Fields {
  if (Array.isArray(value)) return value.map(canonical);
  if (typeof value !== 'object' || value === null) return value;
  const kept = Object.entries(value).filter((entry) => !isProse(entry));
  return Object.fromEntries(kept.sort(([a], [b]) => byCodeUnit(a, b)).map(([key, below]) => [key, canonical(below)]));
}
