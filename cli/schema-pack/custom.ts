import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { loadAll } from 'js-yaml';
import { byCodeUnit, type Fields } from '../../manifest/types';
import { customShapeOf } from '../../verify/schema/compile';
import type { ShapeFacts } from '../../verify/schema/shape';
import { readTable } from './json';

/** One version of a custom resource. */
export interface CustomVersion {
  /** `group/version/Kind`. */
  readonly name: string;
  /** Name of the project that publishes it. */
  readonly source: string;
  readonly deprecated: boolean;
  /** Missing where the licence does not let us carry the schema. */
  readonly facts?: ShapeFacts;
}

/** Custom resources of a folder, and the projects that publish them. */
export interface Customs {
  readonly sources: readonly Readonly<Record<'name' | 'version' | 'repository' | 'licence', string>>[];
  readonly versions: readonly CustomVersion[];
}

const PERMISSIVE: readonly string[] = ['Apache-2.0', 'MIT'];

type Row = Readonly<Record<string, string>>;

const sourceOf = (row: Row): Customs['sources'][number] => ({
  name: row.project ?? '',
  version: row.ref ?? '',
  repository: row.repo ?? '',
  licence: row.upstream_licence ?? '',
});

const versionsOf = (crd: Fields, source: string, isPermitted: boolean): readonly CustomVersion[] =>
  crd.spec.versions
    .filter(({ served }: Fields) => served)
    .map(({ name, deprecated = false, schema }: Fields) => ({
      name: `${crd.spec.group}/${name}/${crd.spec.names.kind}`,
      source,
      deprecated,
      ...(isPermitted && { facts: customShapeOf(schema?.openAPIV3Schema) }),
    }));

/**
 * Every served version in a folder of CRDs, as its `SOURCES.tsv` lists them. The schema is taken where the licence is
 * Apache-2.0 or MIT; of others the names only.
 * @throws Error when a file is missing.
 */
export function customsOf(folder: string): Customs {
  const rows = readTable(join(folder, 'SOURCES.tsv'));
  const sources = new Map(rows.map((row) => [row.project ?? '', sourceOf(row)]));
  const files = new Map(rows.map((row) => [(row.local_path ?? '').replace(/^crds\//, ''), row]));
  const versions = [...files].flatMap(([file, { project = '', upstream_licence = '' }]) =>
    loadAll(readFileSync(join(folder, file), 'utf8'))
      .filter((document: Fields) => document?.kind === 'CustomResourceDefinition')
      .flatMap((crd: Fields) => versionsOf(crd, project, PERMISSIVE.includes(upstream_licence))),
  );
  return { sources: [...sources.values()].sort((a, b) => byCodeUnit(a.name, b.name)), versions };
}
