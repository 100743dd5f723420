import type { Fields } from '../manifest/types';
import { remembered } from './remembered';
import { type Item, listOf, once } from './tree';

const globOf: (pattern: string) => RegExp = remembered((pattern) => {
  const escaped = pattern
    .replace(/[.+^${}()|[\]\\]/g, '\\$&')
    .replaceAll('*', '.*')
    .replaceAll('?', '.');
  return new RegExp(`^${escaped}$`);
});

const isGlob = (pattern: string): boolean => pattern.includes('*') || pattern.includes('?');

type Match = (pattern: Fields, value: string) => boolean;

const matches: Match = (pattern, value) =>
  pattern === value || (typeof pattern === 'string' && isGlob(pattern) && globOf(pattern).test(value));

/** Whether one of the patterns matches and none that begins with `!` does. */
export const permitted = (patterns: readonly Fields[], value: string): boolean =>
  patterns.some((pattern) => matches(pattern, value)) &&
  !patterns.some((pattern) => String(pattern).startsWith('!') && matches(String(pattern).slice(1), value));

const equals: Match = (pattern, value) => pattern === value;

/** Whether an entry matches; most do to the letter, so that patterns are only tried when none does. */
const anyOf = (entries: readonly Fields[], test: (entry: Fields, match: Match) => boolean): boolean =>
  entries.some((entry) => test(entry, equals)) || entries.some((entry) => test(entry, matches));

/** What a project permits, with its lists read once. */
export interface Project {
  readonly item: Item;
  readonly destinations: readonly Fields[];
  readonly cluster: Permits;
  readonly namespaced: Permits;
}

/** Kinds that are allowed and denied; without a list of allowed ones all are. */
interface Permits {
  readonly allowed: readonly Fields[] | undefined;
  readonly denied: readonly Fields[];
}

const permitsOf = (allowed: Fields, denied: Fields): Permits => ({
  allowed: allowed === undefined ? undefined : listOf(allowed),
  denied: listOf(denied),
});

const projectOf = (item: Item): Project => {
  const spec = item.manifest.spec ?? {};
  return {
    item,
    destinations: listOf(spec.destinations),
    cluster: permitsOf(spec.clusterResourceWhitelist ?? [], spec.clusterResourceBlacklist),
    namespaced: permitsOf(spec.namespaceResourceWhitelist, spec.namespaceResourceBlacklist),
  };
};

/** The AppProjects of an overlay. */
export const projectsOf = once(
  (tree): ReadonlyMap<Item, Project> =>
    new Map(tree.ofKind('argoproj.io/AppProject').map((item) => [item, projectOf(item)])),
);

/** Whether a project lets an Application write to a namespace where it writes to. */
export const isDestination = ({ destinations }: Project, application: Item, namespace: string): boolean => {
  const { server, name } = application.manifest.spec?.destination ?? {};
  return anyOf(
    destinations,
    (entry, match) =>
      match(entry.namespace, namespace) &&
      ((server !== undefined && match(entry.server, server)) || (name !== undefined && match(entry.name, name))),
  );
};

const lists = (entries: readonly Fields[], { identity }: Item): boolean =>
  anyOf(
    entries,
    (entry, match) =>
      match(entry.kind, identity.kind) &&
      match(entry.group, identity.group) &&
      (entry.name === undefined || match(entry.name, identity.name)),
  );

/** Whether a project lists the kind of an object, or the object by name. */
export const isKindPermitted = (project: Project, item: Item): boolean => {
  const isNamespaced = item.namespace !== '' || item.ofKind.isNamespaced === true;
  const { allowed, denied } = isNamespaced ? project.namespaced : project.cluster;
  return (allowed === undefined || lists(allowed, item)) && !lists(denied, item);
};
