import type { Fields } from '../manifest/types';
import { isGlob, matchesGlob, matchesPath } from './globs';
import { type Item, listOf, once } from './tree';

const isDenial = (pattern: Fields): pattern is string => typeof pattern === 'string' && pattern.startsWith('!');

/** What Git hosts take for the same repository. Source: argo-cd, util/git (NormalizeGitURL). */
const normalized = (repository: string): string =>
  repository
    .trim()
    .toLowerCase()
    .replace(/\.git$/, '');

/** Whether a project permits a source: a pattern matches it, and none that begins with `!` means it. */
export function isSource({ item }: Project, repoURL: string): boolean {
  const patterns = listOf(item.manifest.spec?.sourceRepos).map(String);
  const means = (pattern: string): boolean =>
    pattern === repoURL || matchesPath(normalized(pattern), normalized(repoURL));
  return (
    patterns.every((pattern) => !isDenial(pattern) || !means(pattern.slice(1))) &&
    patterns.some((pattern) => isDenial(pattern) || means(pattern))
  );
}

/** Values as one key. */
const keyOf = (values: readonly Fields[]): string => values.join('\n');

/** Kinds of a list, and objects it names: kinds that are written out are looked up, all else is tried. */
class Kinds {
  readonly #kinds: ReadonlySet<string>;
  readonly #others: readonly Fields[];

  constructor(list: readonly Fields[]) {
    const isKind = ({ group, kind, name }: Fields): boolean => name === undefined && !isGlob(keyOf([group, kind]));
    this.#kinds = new Set(list.filter(isKind).map(({ group, kind }) => (group ? `${group}/${kind}` : String(kind))));
    this.#others = list.filter((entry) => !isKind(entry));
  }

  /** Whether an entry means an object. A field that is missing is the same to Argo CD as an empty one. */
  mean({ kind: own, identity: { group, kind, name } }: Item): boolean {
    return (
      this.#kinds.has(own) ||
      this.#others.some(
        (entry) =>
          matchesGlob(String(entry.group ?? ''), group) &&
          matchesGlob(String(entry.kind ?? ''), kind) &&
          (entry.name === undefined || matchesGlob(String(entry.name), name)),
      )
    );
  }
}

const means = (pattern: Fields, value: string | undefined): boolean => {
  if (typeof pattern !== 'string' || value === undefined) return false;
  return isDenial(pattern) ? !matchesGlob(pattern.slice(1), value) : matchesGlob(pattern, value);
};

/** Where the Applications of a project may write to. Each place is looked up once: objects by the hundred are of few namespaces. */
class Destinations {
  readonly #entries: readonly Fields[];
  readonly #known = new Map<string, boolean>();

  constructor(entries: readonly Fields[]) {
    this.#entries = entries;
  }

  /** Whether an Application may write to a namespace where it writes to. */
  permit(application: Item, namespace: string): boolean {
    const { server, name } = application.manifest.spec?.destination ?? {};
    const place = keyOf([server, name, namespace]);
    const known = this.#known.get(place) ?? this.#permit(server, name, namespace);
    this.#known.set(place, known);
    return known;
  }

  /**
   * A pattern that begins with `!` means all others, and refuses what it names.
   * Source: argo-cd, AppProject.isDestinationMatched.
   */
  #permit(server: string | undefined, name: string | undefined, namespace: string): boolean {
    let isMeant = false;
    for (const entry of this.#entries) {
      const byName = means(entry.name, name);
      const byServer = means(entry.server, server);
      const byNamespace = means(entry.namespace, namespace);
      if ((byServer || byName) && byNamespace) isMeant = true;
      else if (
        (!byName && isDenial(entry.name)) ||
        (!byServer && isDenial(entry.server)) ||
        (!byNamespace && isDenial(entry.namespace))
      )
        return false;
    }
    return isMeant;
  }
}

/** What a project permits, with its lists read once. */
export interface Project {
  readonly item: Item;
  /** Whether it permits or denies objects of namespaces by their names, and not only their kinds. */
  readonly namesObjects: boolean;
  readonly destinations: Destinations;
  readonly cluster: Permits;
  readonly namespaced: Permits;
}

/** Kinds that are allowed and denied; without a list of allowed ones all are. */
interface Permits {
  readonly allowed: Kinds | undefined;
  readonly denied: Kinds;
}

const permitsOf = (allowed: Fields, denied: Fields): Permits => ({
  allowed: allowed === undefined ? undefined : new Kinds(listOf(allowed)),
  denied: new Kinds(listOf(denied)),
});

const projectOf = (item: Item): Project => {
  const spec = item.manifest.spec ?? {};
  const { namespaceResourceWhitelist: allowed, namespaceResourceBlacklist: denied } = spec;
  return {
    item,
    namesObjects: [...listOf(allowed), ...listOf(denied)].some(({ name }) => name !== undefined),
    destinations: new Destinations(listOf(spec.destinations)),
    cluster: permitsOf(spec.clusterResourceWhitelist ?? [], spec.clusterResourceBlacklist),
    namespaced: permitsOf(allowed, denied),
  };
};

/** The AppProjects of an overlay. */
export const projectsOf = once(
  (tree): ReadonlyMap<Item, Project> =>
    new Map(tree.ofKind('argoproj.io/AppProject').map((item) => [item, projectOf(item)])),
);

/** Whether a project lists the kind of an object, or the object by name. */
export const isKindPermitted = (project: Project, item: Item): boolean => {
  const isNamespaced = item.namespace !== '' || item.ofKind.isNamespaced === true;
  const { allowed, denied } = isNamespaced ? project.namespaced : project.cluster;
  return (allowed === undefined || allowed.mean(item)) && !denied.mean(item);
};
