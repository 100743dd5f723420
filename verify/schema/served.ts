import type { Fields } from '../../manifest/types';
import { listOf, type Tree } from '../tree';
import type { Authority } from './check';
import { customShapeOf } from './compile';
import { customOf, customPack, sourceOf } from './pack';
import type { ShapeFacts } from './shape';

/** A version of a custom resource, from the pack or from a CRD of the tree. */
export interface Served {
  readonly authority: Authority;
  readonly deprecated: boolean;
  /** Missing where only the name is known. */
  readonly facts?: ShapeFacts;
}

const factsIn = (version: Fields): ShapeFacts | undefined => {
  try {
    return customShapeOf(version.schema.openAPIV3Schema);
  } catch {
    // A CRD without a readable schema is a finding itself.
    return undefined;
  }
};

const servedBy = ({ name: project, spec }: Fields): readonly (readonly [string, Served])[] =>
  listOf(spec?.versions)
    .filter((version) => version.served === true)
    .map((version) => {
      const facts = factsIn(version);
      const authority = { name: `The CRD ${project}` };
      return [
        `${spec.group}/${version.name}/${spec.names?.kind}`,
        { authority, deprecated: version.deprecated === true, ...(facts && { facts }) },
      ];
    });

/** What the pack knows of a custom resource by its name alone or by its schema, or `undefined`. */
export const packed = (name: string): Served | undefined => {
  const custom = customOf(name);
  const [source] = (custom ? [custom.source] : name.includes('/') && customPack().get(name)) || [];
  if (source === undefined) return undefined;
  const { name: project, version } = sourceOf(source);
  return {
    authority: { name: `${project} ${version}` },
    deprecated: custom?.deprecated ?? false,
    ...(custom && { facts: custom.facts }),
  };
};

/** What the CRDs of a tree serve, by `group/version/Kind`. */
export const servedIn = (tree: Tree): ReadonlyMap<string, Served> =>
  new Map(
    tree
      .ofKind('apiextensions.k8s.io/CustomResourceDefinition')
      .flatMap(({ name, manifest }) => servedBy({ name, spec: manifest.spec })),
  );
