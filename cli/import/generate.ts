import { execFile } from 'node:child_process';
import { readFile, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import type { Fields } from '../../manifest/types';
import { fault, firstLine } from './fault';

const cdk8s = join(dirname(createRequire(import.meta.url).resolve('cdk8s-cli/package.json')), 'bin', 'cdk8s');

/**
 * TypeScript that `cdk8s import` makes of all CRDs of one group.
 * @param folder an existing folder for its files; the result lies there too.
 * @throws ProblemError with the first line of what `cdk8s import` says when it fails.
 */
export async function generate(group: string, crds: readonly Fields[], folder: string): Promise<string> {
  const source = join(folder, `${group}.yaml`);
  await writeFile(source, crds.map((crd) => JSON.stringify(crd)).join('\n---\n'));
  const flags = ['--output', folder, '--language', 'typescript', '--no-save', '--no-check-upgrade'];
  try {
    // Its order of kinds follows the locale, and a cdk8s.yaml where it runs would change its defaults.
    await promisify(execFile)(process.execPath, [cdk8s, 'import', source, ...flags], {
      cwd: folder,
      env: { ...process.env, LC_ALL: 'C' },
    });
  } catch (error) {
    const said = (error as { readonly stderr?: string }).stderr?.split('\n').find((line) => line.includes('Error'));
    throw fault([group], `cdk8s import failed (${said ?? firstLine(error)})`, 'correct what is listed for this group');
  }
  return await readFile(join(folder, `${group}.ts`), 'utf8');
}
