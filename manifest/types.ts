/**
 * Fields of a manifest below its identity: whatever YAML held.
 * The one seam where types end; code that reads through it must expect any shape.
 */
// biome-ignore lint/suspicious/noExplicitAny: the one named seam between typed code and plain manifests
export type Fields = any;

/** A Kubernetes object as plain data: what a YAML document holds and `toJson()` of a construct returns. */
export interface Manifest {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: Metadata;
  readonly [field: string]: Fields;
}

/** The part of `metadata` that belongs in a repository. */
export interface Metadata {
  readonly name: string;
  readonly namespace?: string;
  readonly labels?: Readonly<Record<string, string>>;
  readonly annotations?: Readonly<Record<string, string>>;
  readonly [field: string]: Fields;
}

/** One manifest and where it stands. */
export interface ManifestFile {
  /** Path below the root of the tree, with forward slashes: `dev/trino/deployment-trino-worker.yaml`. */
  readonly path: string;
  readonly manifest: Manifest;
}

/** What tells one object of a cluster from another. `namespace` is empty for cluster-scoped kinds. */
export interface Identity {
  /** API group; empty for the core group. */
  readonly group: string;
  readonly kind: string;
  readonly namespace: string;
  readonly name: string;
}

/** API group of an `apiVersion`; empty for the core group. */
export const groupOf = (apiVersion: string): string =>
  apiVersion.includes('/') ? apiVersion.slice(0, apiVersion.indexOf('/')) : '';

/** Identity of a manifest. The API version is not part of it: one object is served in several. */
export const identityOf = (manifest: Manifest): Identity => ({
  group: groupOf(manifest.apiVersion),
  kind: manifest.kind,
  namespace: manifest.metadata.namespace ?? '',
  name: manifest.metadata.name,
});

/** An identity as people read it: `Deployment trino/trino-worker`, `Cluster.postgresql.cnpg.io postgres/postgres`. */
export const describe = ({ group, kind, namespace, name }: Identity): string =>
  `${kind}${group.includes('.') && !group.endsWith('.k8s.io') ? `.${group}` : ''} ${namespace ? `${namespace}/` : ''}${name}`;

/** Orders strings by code unit, so that no locale has a say. For `sort`. */
export const byCodeUnit = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
