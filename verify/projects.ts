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

/** A field that is missing is the same to Argo CD as an empty one. */
const keyOf = (values: readonly Fields[]): string => values.join('\n');

/** Entries of a list by some of their fields: those that are written out are looked up, patterns are tried. */
class Entries {
  readonly #fields: readonly string[];
  readonly #exact: ReadonlySet<string>;
  readonly #patterns: readonly Fields[];

  constructor(list: readonly Fields[], fields: readonly string[]) {
    const keys = list.map((entry) => keyOf(fields.map((field) => entry[field])));
    this.#fields = fields;
    this.#exact = new Set(keys);
    this.#patterns = list.filter((_, index) => isGlob(keys[index] ?? ''));
  }

  /** Whether an entry matches values of its fields. */
  match(...values: readonly string[]): boolean {
    return (
      this.#exact.size > 0 &&
      (this.#exact.has(keyOf(values)) ||
        this.#patterns.some((entry) =>
          this.#fields.every((field, index) => {
            const value = values[index];
            return value !== undefined && matchesGlob(String(entry[field] ?? ''), value);
          }),
        ))
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
  /** Whether it permits or denies objects by their names, and not only their kinds. */
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

/** Entries that mean a kind, and those that mean an object of it. */
interface Kinds {
  readonly whole: Entries;
  readonly named: Entries;
}

const kindsOf = (list: readonly Fields[]): Kinds => ({
  whole: new Entries(
    list.filter(({ name }) => name === undefined),
    ['group', 'kind'],
  ),
  named: new Entries(
    list.filter(({ name }) => name !== undefined),
    ['group', 'kind', 'name'],
  ),
});

const permitsOf = (allowed: Fields, denied: Fields): Permits => ({
  allowed: allowed === undefined ? undefined : kindsOf(listOf(allowed)),
  denied: kindsOf(listOf(denied)),
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

const lists = ({ whole, named }: Kinds, { identity: { group, kind, name } }: Item): boolean =>
  whole.match(group, kind) || named.match(group, kind, name);

/** Whether a project lists the kind of an object, or the object by name. */
export const isKindPermitted = (project: Project, item: Item): boolean => {
  const isNamespaced = item.namespace !== '' || item.ofKind.isNamespaced === true;
  const { allowed, denied } = isNamespaced ? project.namespaced : project.cluster;
  return (allowed === undefined || lists(allowed, item)) && !lists(denied, item);
};
