import { readFile } from 'node:fs/promises';
import { load } from 'js-yaml';
import { z } from 'zod';
import { type Fields, groupOf } from '../../manifest/types';
import { ProblemError } from '../../platform/problem';
import { fault, firstLine } from './fault';

/** One CRD file of an upstream project and what is taken from it. */
export interface SourceFile {
  /** Where the project publishes it; the version is part of the path. */
  readonly url: string;
  /** sha256 of its bytes as published: 64 hex digits. */
  readonly sha256: string;
  /** sha256 of what is taken from it (`factsDigest`), the same for a copy without descriptions: 64 hex digits. */
  readonly factsSha256: string;
  /** Group and version taken, which the CRDs must serve and store: `postgresql.cnpg.io/v1`. */
  readonly apiVersion: string;
  readonly kinds: readonly string[];
}

/** An upstream project at one version. */
export interface Project {
  /** Also the name of its folder where files are read from a folder. */
  readonly name: string;
  /** Git tag. */
  readonly version: string;
  /** SPDX identifier of the licence its CRDs are published under. */
  readonly licence: string;
  readonly files: readonly SourceFile[];
}

const not = (what: string) => ({
  error: ({ input }: { readonly input?: unknown }) => `${JSON.stringify(input)} is not ${what}`,
});
const written = (form: RegExp, what: string) => z.string(not(what)).regex(form, not(what));
const digest = written(/^[0-9a-f]{64}$/, 'a sha256 in quotes');

const fileSchema = z.strictObject({
  url: written(/^https:\/\/raw\.githubusercontent\.com\/[\w./-]+\.ya?ml$/, 'the address of a raw file of GitHub'),
  sha256: digest,
  factsSha256: digest,
  apiVersion: written(/^[a-z0-9.-]+\.[a-z]+\/v\d+((alpha|beta)\d+)?$/, 'a group and version'),
  kinds: z.array(written(/^[A-Z][A-Za-z0-9]*$/, 'a kind')).min(1, 'names no kind'),
});

const projectSchema = z.strictObject({
  name: written(/^[a-z0-9][a-z0-9-]*$/, 'a lower-case name'),
  version: written(/^v?\d+\.\d+\.\d+$/, 'a released version'),
  licence: z.enum(['Apache-2.0', 'MIT'], not('a licence that lets us commit generated code')),
  files: z.array(fileSchema).min(1, 'names no file'),
});

const schema = z.strictObject({ projects: z.array(projectSchema) }).superRefine(({ projects }, context) => {
  const seen = new Set<string>();
  for (const [p, { version, files }] of projects.entries()) {
    for (const [f, { url, apiVersion, kinds }] of files.entries()) {
      const report = (field: string, message: string) =>
        context.addIssue({ code: 'custom', path: ['projects', p, 'files', f, field], message });
      if (!url.includes(`/${version}/`)) report('url', `is not a file of version ${version}`);
      for (const key of kinds.map((kind) => `${kind} of ${groupOf(apiVersion)}`)) {
        if (seen.has(key)) report('kinds', `repeats ${key}`);
        seen.add(key);
      }
    }
  }
});

const remedies: Readonly<Record<string, string>> = {
  sha256: 'write the 64 hex digits that sha256sum prints for the published file',
  factsSha256: 'write 64 zeros and let npm run import tell the digest',
  url: 'write the https://raw.githubusercontent.com/<repository>/<version>/<path> of the file',
  licence: 'take only projects under Apache-2.0 or MIT',
  version: 'write the tag of a release, like v1.30.0',
  apiVersion: 'write the stored version, like postgresql.cnpg.io/v1',
  kinds: 'name each kind of a group once, as spec.names.kind of its CRD has it',
};

const remedyFor = (path: readonly string[]): string =>
  [...path].reverse().flatMap((key) => remedies[key] ?? [])[0] ?? 'give it the shape its neighbours have';

/**
 * The pinned list of upstream CRDs, validated.
 * @throws ProblemError naming the file and every spot in it that is wrong.
 */
export async function readSources(file: string): Promise<readonly Project[]> {
  const document = parse(file, await read(file));
  const parsed = schema.safeParse(document);
  if (parsed.success) return parsed.data.projects;
  const problems = parsed.error.issues.map(({ path, message }) => {
    const spot = named(document, path.map(String));
    return { overlay: '', path: [file, ...spot], message, remedy: remedyFor(spot) };
  });
  throw new ProblemError(problems);
}

/** A path with the names of list entries in place of their numbers, where they have one. */
function named(document: Fields, path: readonly string[]): readonly string[] {
  let at = document;
  return path.map((key) => {
    at = at?.[key];
    return typeof at?.name === 'string' ? at.name : key;
  });
}

async function read(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8');
  } catch {
    throw fault([file], 'cannot be read', 'run from the root of the repository or name the list with --sources');
  }
}

function parse(file: string, source: string): Fields {
  try {
    return load(source);
  } catch (error) {
    throw fault([file], `is not YAML (${firstLine(error)})`, 'correct that line');
  }
}
