import { readdirSync, readFileSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { loadAll } from 'js-yaml';
import { byCodeUnit, type Fields, type Manifest, type ManifestFile } from '../manifest/types';
import type { Finding } from './finding';

/** What a folder of YAML holds: its objects, and a finding for every file that could not be read as such. */
export interface Reading {
  readonly files: readonly ManifestFile[];
  readonly findings: readonly Finding[];
}

const YAML = /\.ya?ml$/;

const yamlFiles = (root: string): readonly string[] =>
  readdirSync(root, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && YAML.test(entry.name))
    .map((entry) =>
      join(entry.parentPath, entry.name)
        .slice(root.length + 1)
        .replaceAll('\\', '/'),
    )
    .sort(byCodeUnit);

const unreadable = (path: string, why: string, remedy: string): Finding => ({
  rule: 'readable',
  severity: 'error',
  path,
  object: '',
  message: `The file cannot be read: ${why}.`,
  remedy,
});

const isManifest = (document: Fields): document is Manifest =>
  typeof document?.apiVersion === 'string' &&
  typeof document.kind === 'string' &&
  typeof document.metadata?.name === 'string';

/** The objects of a `List`, or of a list of one kind such as `RoleList`, count as if each stood alone. */
const unpacked = (document: Fields): readonly Fields[] => {
  if (!String(document?.kind).endsWith('List') || !Array.isArray(document.items)) return [document];
  const kind = document.kind.replace(/List$/, '');
  const own = kind === '' ? {} : { apiVersion: document.apiVersion, kind };
  return document.items.map((entry: Fields) => ({ ...own, ...entry }));
};

/**
 * Reads the text of one file. A file that is no YAML, or holds something else than objects with apiVersion, kind and
 * metadata.name, becomes a finding. Empty documents are no fault.
 */
export function readText(path: string, text: string): Reading {
  let documents: readonly Fields[];
  try {
    documents = loadAll(text).filter((document) => document !== null && document !== undefined);
  } catch (error) {
    const [why = 'no YAML'] = String(error instanceof Error ? error.message : error).split('\n');
    return { files: [], findings: [unreadable(path, why, 'Correct the YAML, or generate the file again.')] };
  }
  const objects = documents.flatMap(unpacked);
  return {
    files: objects.filter(isManifest).map((manifest) => ({ path, manifest })),
    findings: objects.every(isManifest)
      ? []
      : [unreadable(path, 'a document has no apiVersion, kind or metadata.name', 'Complete it or take it out.')],
  };
}

/**
 * Reads every YAML file below a folder, in the order of code units. A folder that is one overlay (it holds `root.yaml`
 * itself) is read as if it stood below its parent.
 * @throws Error when the folder does not exist.
 */
export function readFolder(folder: string): Reading {
  const root = resolve(folder);
  const paths = yamlFiles(root);
  const prefix = paths.includes('root.yaml') ? `${basename(root)}/` : '';
  const readings = paths.map((path) => readText(`${prefix}${path}`, readFileSync(join(root, path), 'utf8')));
  return {
    files: readings.flatMap(({ files }) => files),
    findings: readings.flatMap(({ findings }) => findings),
  };
}
