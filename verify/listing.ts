import { type Dirent, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { byCodeUnit } from '../manifest/types';
import type { Finding } from './finding';
import { unreadable } from './unreadable';

/** YAML files below a folder, and what stands in the way of reading it all. */
export interface Listing {
  /** Paths below the folder, with forward slashes, in the order of code units. */
  readonly paths: readonly string[];
  readonly findings: readonly Finding[];
}

const YAML = /\.ya?ml$/;
const CHART = 'Chart.yaml';
/** Files of a chart that hold no objects. Source: Helm docs, Charts. */
const CHART_FILE = /^(?:Chart\.yaml|Chart\.lock|values.*\.ya?ml)$/;
const LEFT_ALONE: ReadonlySet<string> = new Set(['node_modules']);

interface Walk {
  readonly root: string;
  readonly paths: string[];
  readonly findings: Finding[];
}

/**
 * Lists the YAML files below a folder. Folders that begin with a dot are left alone, as those of Git. A link to a folder,
 * a link that leads nowhere, a folder that may not be opened and the templates of a Helm chart are findings.
 */
export function listYaml(root: string): Listing {
  const walk: Walk = { root, paths: [], findings: [] };
  const open = [''];
  for (let folder = open.pop(); folder !== undefined; folder = open.pop()) open.push(...enter(walk, folder));
  return { paths: walk.paths.sort(byCodeUnit), findings: walk.findings };
}

/** Takes down the files of one folder and returns the folders in it. */
function enter(walk: Walk, folder: string): readonly string[] {
  const entries = entriesOf(walk, folder);
  const isChart = entries.some(({ name }) => name === CHART);
  const folders: string[] = [];
  for (const entry of entries) {
    const path = folder === '' ? entry.name : `${folder}/${entry.name}`;
    if (entry.name.startsWith('.') || LEFT_ALONE.has(entry.name)) continue;
    if (entry.isDirectory() && isChart && entry.name === 'templates') skip(walk, path);
    else if (entry.isDirectory()) folders.push(path);
    else if (isChart && CHART_FILE.test(entry.name)) continue;
    else if (entry.isSymbolicLink()) follow(walk, path);
    else if (entry.isFile() && YAML.test(entry.name)) walk.paths.push(path);
  }
  return folders;
}

function entriesOf({ root, findings }: Walk, folder: string): readonly Dirent[] {
  try {
    return readdirSync(join(root, folder), { withFileTypes: true });
  } catch {
    findings.push(unreadable(folder, 'The folder cannot be opened.', 'Give yourself the right to read it.'));
    return [];
  }
}

function follow({ root, paths, findings }: Walk, path: string): void {
  const target = statSync(join(root, path), { throwIfNoEntry: false });
  if (!target) {
    findings.push(unreadable(path, 'The link leads nowhere.', 'Remove it, or restore the file it names.'));
  } else if (target.isDirectory()) {
    findings.push(unreadable(path, 'The link leads to a folder and is not followed.', 'Name that folder.', 'warning'));
  } else if (YAML.test(path)) paths.push(path);
}

/** The templates of a chart, each told by its name. */
function skip({ root, findings }: Walk, folder: string): void {
  const inside = listYaml(join(root, folder));
  for (const path of inside.paths) {
    const message = 'This is a template of Helm, which is not judged.';
    findings.push(unreadable(`${folder}/${path}`, message, 'Render the chart and judge what comes out.', 'warning'));
  }
}
