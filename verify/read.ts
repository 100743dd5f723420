import { readdirSync, readFileSync, statSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { ROOT_FILE } from '../manifest/overlay-folder';
import { PLAN_FILE } from '../manifest/plan-file';
import { byCodeUnit, describe, identityOf, type ManifestFile } from '../manifest/types';
import { isManifest, unpacked } from '../manifest/unpack';
import { documentsIn } from './documents';
import type { Finding } from './finding';
import { listYaml } from './listing';
import { allPlans, type PlanAt, type Plans, planIn } from './plan';
import { unreadable } from './unreadable';
import { AGREEMENT, type Discord } from './yaml-agreement';

/** What a folder of YAML holds: its objects, its plans, and a finding for every file that could not be read as such. */
export interface Reading {
  readonly files: readonly ManifestFile[];
  readonly findings: readonly Finding[];
  /** The plans of its overlays, where synth left them. */
  readonly plans: readonly PlanAt[];
}

/** Bytes of the largest file that is read; Argo CD takes a folder of 10 MB at most. */
const MOST_BYTES = 8_000_000;

const only = (finding: Finding): Reading => ({ files: [], findings: [finding], plans: [] });

const lineOf = (text: string, offset: number): number => text.slice(0, offset).split('\n').length;

const discordant =
  (path: string, text: string, object: string) =>
  ({ at, message, remedy, offset }: Discord): Finding => ({
    rule: AGREEMENT,
    severity: 'warning',
    path,
    object,
    ...(at ? { at } : {}),
    message,
    remedy,
    line: lineOf(text, offset),
  });

/**
 * Reads the text of one file. A file that is no YAML, or holds something else than objects with apiVersion, kind and
 * metadata.name, becomes a finding. Empty documents are no fault.
 */
export function readText(path: string, text: string): Reading {
  const { documents, discords, fault } = documentsIn(text);
  if (fault) {
    const { message, remedy, isTemplate, line } = fault;
    const finding = unreadable(path, message, remedy, isTemplate ? 'warning' : 'error');
    return only(line === undefined ? finding : { ...finding, line });
  }
  const objects = documents.flatMap(unpacked);
  const manifests = objects.filter(isManifest);
  const [first] = manifests;
  const object = first && manifests.length === 1 ? describe(identityOf(first)) : '';
  const strange = 'The file cannot be read: a document has no apiVersion, kind or metadata.name.';
  return {
    files: manifests.map((manifest) => ({ path, manifest })),
    findings: [
      ...(objects.every(isManifest) ? [] : [unreadable(path, strange, 'Complete it or take it out.')]),
      ...discords.map(discordant(path, text, object)),
    ],
    plans: [],
  };
}

/** A byte order mark, which some readers take for a part of the first key. */
const hasMark = (bytes: Uint8Array): boolean => bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf;

const MARK: Discord = {
  message: 'The file begins with a byte order mark, which some readers take for a part of the first key.',
  remedy: 'Save it as UTF-8 without one.',
  offset: 0,
};

const decoder = new TextDecoder('utf-8', { fatal: true });

/** Reads one file, whatever it is. `path` is what findings call it. */
export function readFile(file: string, path: string): Reading {
  try {
    const { size } = statSync(file);
    if (size > MOST_BYTES) {
      return only(unreadable(path, `The file has ${size} bytes, ${MOST_BYTES} is the limit.`, 'Divide it.'));
    }
    const bytes = readFileSync(file);
    if (bytes.includes(0)) return only(unreadable(path, 'The file is no text.', 'Name it otherwise or take it out.'));
    const reading = readText(path, decoder.decode(bytes));
    return hasMark(bytes) ? { ...reading, findings: [discordant(path, '', '')(MARK), ...reading.findings] } : reading;
  } catch (cause) {
    const isText = cause instanceof TypeError;
    return isText
      ? only(unreadable(path, 'The file is no UTF-8.', 'Save it as UTF-8.'))
      : only(unreadable(path, `The file cannot be opened: ${codeOf(cause)}.`, 'Give yourself the right to read it.'));
  }
}

const codeOf = (cause: unknown): string =>
  cause instanceof Error && 'code' in cause ? String(cause.code) : String(cause);

/**
 * Reads every YAML file below a folder, in the order of code units.
 * @param prefix what the paths of findings begin with: the name of the overlay and a slash
 */
export function readBelow(folder: string, prefix: string): Reading {
  const { paths, findings } = listYaml(folder);
  const readings = paths.map((path) => readFile(join(folder, path), `${prefix}${path}`));
  const { plans, findings: faults } = plansBelow(folder, prefix);
  return {
    files: readings.flatMap(({ files }) => files),
    findings: [
      ...findings.map((finding) => ({ ...finding, path: `${prefix}${finding.path}` })),
      ...readings.flatMap((reading) => reading.findings),
      ...faults,
    ],
    plans,
  };
}

/** The plan of an overlay, or of each folder where every folder is one. */
function plansBelow(folder: string, prefix: string): Plans {
  if (prefix !== '') return planIn(folder, `${prefix}${PLAN_FILE}`);
  const overlays = readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name)
    .sort(byCodeUnit);
  return allPlans(overlays.map((overlay) => planIn(join(folder, overlay), `${overlay}/${PLAN_FILE}`)));
}

/** Whether a folder is that of one overlay: it holds the root itself. */
export const isOverlay = (folder: string): boolean =>
  statSync(join(folder, ROOT_FILE), { throwIfNoEntry: false }) !== undefined;

/**
 * Reads every YAML file below a folder, in the order of code units. A folder that is one overlay (it holds `root.yaml`
 * itself) is read as if it stood below its parent.
 * @throws Error when the folder does not exist.
 */
export function readFolder(folder: string): Reading {
  const root = resolve(folder);
  statSync(root);
  return readBelow(root, isOverlay(root) ? `${basename(root)}/` : '');
}
