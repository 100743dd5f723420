import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Fields } from '../../manifest/types';
import { readJson } from './json';

/** What one minor of Kubernetes publishes about its API, by full name of definition. */
export interface Release {
  /** 35 for 1.35. */
  readonly minor: number;
  readonly definitions: Readonly<Record<string, Fields>>;
  /** Schemas with defaults. A minor without any has those of the one before. */
  readonly defaults: Readonly<Record<string, Fields>>;
  /** Values by definition and field. */
  readonly enums: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>>;
  /** Group, version, kind and name of definition. */
  readonly kinds: readonly Readonly<Record<'group' | 'version' | 'kind' | 'definition', string>>[];
}

/**
 * All minors of a folder with one folder a minor (`1.35/definitions.json` and its neighbours), oldest first.
 * @throws Error when a file is missing.
 */
export function releasesOf(folder: string): readonly Release[] {
  const minors = readdirSync(folder)
    .flatMap((name) => /^1\.(\d+)$/.exec(name)?.[1] ?? [])
    .map(Number)
    .sort((a, b) => a - b);
  const releases: Release[] = [];
  for (const minor of minors) {
    const file = (name: string) => join(folder, `1.${minor}`, name);
    const own = existsSync(file('v3-schemas.json')) ? readJson(file('v3-schemas.json')) : undefined;
    releases.push({
      minor,
      definitions: readJson(file('definitions.json')).definitions,
      defaults: own ?? releases.at(-1)?.defaults ?? {},
      enums: readJson(file('enums.json')),
      kinds: readJson(file('gvks.json')),
    });
  }
  return releases;
}
