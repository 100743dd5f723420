import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { byCodeUnit, type Fields, groupOf } from '../../manifest/types';
import { generate } from './generate';
import { publish } from './publish';
import { type Project, readSources } from './sources';
import { tidy } from './tidy';
import { verifiedFacts } from './verified';

/** Where an import reads and writes. */
export interface ImportOptions {
  /** The pinned list. */
  readonly sources: string;
  /** Folder that receives one file a group. */
  readonly output: string;
  /** Folder with `<project>/<file>` copies; without it files are downloaded. */
  readonly from?: string;
  /** Told each group before it is generated. */
  readonly progress?: (group: string) => void;
}

interface Group {
  readonly projects: readonly Project[];
  readonly crds: readonly Fields[];
}

/**
 * Generates `<output>/<group>.ts` for every API group of the list.
 * @returns the names of the files, sorted.
 * @throws ProblemError for any fault of the list, a file or the generator; the output folder is then untouched.
 */
export async function importAll(options: ImportOptions): Promise<readonly string[]> {
  const groups = await collect(await readSources(options.sources), options.from);
  const folder = await mkdtemp(join(tmpdir(), 'slipway-import-'));
  try {
    const files = new Map<string, string>();
    for (const [group, { crds, projects }] of groups) {
      options.progress?.(group);
      files.set(`${group}.ts`, tidy(await generate(group, crds, folder), group, projects));
    }
    await publish(files, options.output);
    return [...files.keys()];
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function collect(projects: readonly Project[], from: string | undefined): Promise<readonly [string, Group][]> {
  const groups = new Map<string, Group>();
  for (const project of projects) {
    for (const file of project.files) {
      const group = groupOf(file.apiVersion);
      const known = groups.get(group) ?? { projects: [], crds: [] };
      groups.set(group, {
        projects: known.projects.includes(project) ? known.projects : [...known.projects, project],
        crds: [...known.crds, ...(await verifiedFacts(project, file, from))],
      });
    }
  }
  return [...groups].sort(([a], [b]) => byCodeUnit(a, b));
}
