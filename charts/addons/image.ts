/** An image reference in the two parts most Helm charts ask for. */
export interface RepositoryAndTag {
  readonly repository: string;
  /** Tag, with the digest behind it where the reference has one: `1.30.0@sha256:…`. */
  readonly tag: string;
}

/** An image reference in the three parts some Helm charts put together again. */
export interface RegistryAndPath extends RepositoryAndTag {
  /** Host of the registry, with its port. */
  readonly registry: string;
}

/** Takes a reference with a tag apart: the last colon behind the last slash, since a registry may have a port. */
export function repositoryAndTag(reference: string): RepositoryAndTag {
  const [name = ''] = reference.split('@', 1);
  const colon = name.lastIndexOf(':');
  return { repository: reference.slice(0, colon), tag: reference.slice(colon + 1) };
}

/** Takes a reference with registry and tag apart: the registry ends at the first slash. */
export function registryAndPath(reference: string): RegistryAndPath {
  const { repository, tag } = repositoryAndTag(reference);
  const slash = repository.indexOf('/');
  return { registry: repository.slice(0, slash), repository: repository.slice(slash + 1), tag };
}

/** Name of a Secret as Helm charts list them. */
export interface SecretName {
  readonly name: string;
}

/** The pull Secrets of a registry as Helm charts want them; empty where nodes pull on their own. */
export const pullSecrets = ({ pullSecret }: { readonly pullSecret?: string }): readonly SecretName[] =>
  pullSecret === undefined ? [] : [{ name: pullSecret }];
