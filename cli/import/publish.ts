import { mkdir, mkdtemp, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { byCodeUnit } from '../../manifest/types';
import { GENERATED } from './tidy';

/**
 * Puts generated files into a folder and removes generated ones that are no longer among them. Files without our header
 * stay. Nothing in the folder changes before every file is written beside it.
 * @param files text by file name.
 */
export async function publish(files: ReadonlyMap<string, string>, folder: string): Promise<void> {
  await mkdir(folder, { recursive: true });
  const staging = await mkdtemp(join(dirname(resolve(folder)), '.imports-'));
  try {
    for (const [name, text] of files) await writeFile(join(staging, name), text);
    for (const name of files.keys()) await rename(join(staging, name), join(folder, name));
    for (const name of await stale(files, folder)) await rm(join(folder, name));
  } finally {
    await rm(staging, { recursive: true, force: true });
  }
}

async function stale(files: ReadonlyMap<string, string>, folder: string): Promise<readonly string[]> {
  const others = (await readdir(folder)).filter((name) => name.endsWith('.ts') && !files.has(name)).sort(byCodeUnit);
  const texts = await Promise.all(others.map((name) => readFile(join(folder, name), 'utf8')));
  return others.filter((_, index) => texts[index]?.startsWith(GENERATED));
}
