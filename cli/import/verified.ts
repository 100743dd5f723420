import { readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { Fields } from '../../manifest/types';
import { factsDigest, factsOf, sha256 } from './facts';
import { fault, firstLine } from './fault';
import type { Project, SourceFile } from './sources';

const DOWNLOAD_TIMEOUT_MS = 60_000;

/**
 * Facts of a pinned file, proven against the pins.
 * @param folder where to read `<project>/<file>` instead of downloading. There a copy without descriptions serves as
 *   well: its bytes differ from the published ones, what is taken from it must not.
 * @throws ProblemError naming the file, the digest expected and the one found, or why the file cannot be had.
 */
export async function verifiedFacts(project: Project, file: SourceFile, folder?: string): Promise<readonly Fields[]> {
  const place = folder === undefined ? file.url : join(folder, project.name, basename(file.url));
  const bytes = folder === undefined ? await download(place) : await readCopy(place);
  const found = sha256(bytes);
  const published = found === file.sha256;
  if (!published && folder === undefined) throw mismatch(place, 'sha256', file.sha256, found);
  const facts = factsOf(new TextDecoder().decode(bytes), file, place);
  const foundFacts = factsDigest(facts);
  if (foundFacts === file.factsSha256) return facts;
  throw published
    ? mismatch(place, 'factsSha256', file.factsSha256, foundFacts)
    : mismatch(place, 'sha256', file.sha256, found);
}

const mismatch = (place: string, name: string, expected: string, found: string) =>
  fault([place], `expected ${name} ${expected}, got ${found}`, 'get the pinned version, or review the file and pin it');

async function readCopy(path: string): Promise<Uint8Array> {
  try {
    return await readFile(path);
  } catch {
    throw fault([path], 'cannot be read', 'put the file there, or leave out --from to download it');
  }
}

async function download(url: string): Promise<Uint8Array> {
  try {
    const response = await fetch(url, { signal: AbortSignal.timeout(DOWNLOAD_TIMEOUT_MS) });
    if (!response.ok) throw new Error(`status ${response.status}`);
    return new Uint8Array(await response.arrayBuffer());
  } catch (error) {
    throw fault([url], `cannot be downloaded (${firstLine(error)})`, 'name a folder of copies with --from');
  }
}
