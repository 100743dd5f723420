import type { Fields } from '../../manifest/types';
import { hostsIn } from '../claims/surroundings';
import type { HostReference } from '../hosts';
import { podsOfItem } from '../pod-index';
import { targetsOf } from '../references/pods';
import { remembered } from '../remembered';
import { findService, podsBehind } from '../services';
import { type Item, listOf, once, type Pods, type Tree } from '../tree';
import type { Holder } from './holders';

/** Names of what saves data, and commands by which it is saved. */
const NAMED = /backup|snapshot|dump|mirror|restic|kopia|rclone|borg/i;
const COMMANDS =
  /\b(?:pg_dump|pg_dumpall|pg_basebackup|mysqldump|mariadb-dump|mongodump|restic|rclone|kopia|borg|mc mirror|aws s3 (?:cp|sync)|etcdctl snapshot|raft snapshot save)\b/;

/** The image's own name, without registry, folders and tag. */
const imageName = (image: Fields): string => String(image ?? '').replace(/^.*\//, '');

const names = ({ name, manifest }: Item, pods: Pods): readonly Fields[] => [
  name,
  manifest.metadata.labels?.['app.kubernetes.io/component'],
  ...pods.containers.flatMap(({ container }) => [container.name, imageName(container.image)]),
];

/** ConfigMaps that pods read. */
const filesOf = (tree: Tree, pods: Pods): readonly Item[] =>
  targetsOf(pods)
    .filter(({ kind }) => kind === 'ConfigMap')
    .flatMap(({ namespace, name }) => tree.find('ConfigMap', namespace, name) ?? []);

/** What pods run. The files of pods that stay are no scripts as a rule: dashboards speak of such commands too. */
const commands = (tree: Tree, pods: Pods): readonly Fields[] => [
  ...pods.containers.flatMap(({ container }) => [...listOf(container.command), ...listOf(container.args)]),
  ...(pods.finite ? filesOf(tree, pods).flatMap(({ manifest }) => Object.values(manifest.data ?? {})) : []),
];

const runs = remembered((text) => COMMANDS.test(text));

const saves = (tree: Tree, item: Item, pods: Pods): boolean =>
  names(item, pods).some((name) => NAMED.test(String(name ?? ''))) ||
  commands(tree, pods).some((text) => runs(String(text)));

/** Pods that save what others keep, by what they are called or do. */
export const savers = once((tree): readonly Pods[] =>
  ['batch/CronJob', 'apps/Deployment']
    .flatMap((kind) => tree.ofKind(kind))
    .filter(({ manifest }) => manifest.spec?.suspend !== true)
    .flatMap((item) => podsOfItem(tree, item).filter((pods) => saves(tree, item, pods))),
);

/** Hosts an object names, and those of the ConfigMaps its pods read. */
export const hostsNamedBy = (tree: Tree, pods: Pods): readonly HostReference[] =>
  [pods.item, ...filesOf(tree, pods)].flatMap((item) => hostsIn(tree, item));

/** The pods a host name leads to. */
export const podsAt = (tree: Tree, { namespace, service }: HostReference): readonly Pods[] => {
  const found = findService(tree, namespace, service);
  return found ? podsBehind(tree, found) : [];
};

/** Names of the claims pods mount. */
export const claimsOf = ({ spec }: Pods): readonly string[] =>
  listOf(spec.volumes).flatMap(({ persistentVolumeClaim: claim }) => claim?.claimName ?? []);

/** Variables that say where copies go, rather than what is copied. */
const WHERE_TO = /endpoint|s3|bucket|dest|target|remote|repository/i;
/** Commands that copy from one object store to another. */
const BETWEEN_STORES = /\b(?:mc mirror|rclone|aws s3 sync)\b/;

/** What pods that save read from: what they mount, and what they call by another name than that of a place for copies. */
function readBy(tree: Tree, saver: Pods): ReadonlySet<Item> {
  const hosts = hostsNamedBy(tree, saver);
  const copies = commands(tree, saver).some((text) => BETWEEN_STORES.test(String(text)));
  const sources = hosts.filter(({ leaf }) => !WHERE_TO.test(leaf.name));
  const called = sources.length > 0 || !copies ? sources : hosts;
  return new Set(called.flatMap((host) => podsAt(tree, host).map(({ item }) => item)));
}

const read = once(
  (tree): ReadonlyMap<Pods, ReadonlySet<Item>> => new Map(savers(tree).map((saver) => [saver, readBy(tree, saver)])),
);

const reaches = (tree: Tree, saver: Pods, { item, pods }: Holder): boolean =>
  (saver.item.namespace === item.namespace && claimsOf(saver).includes(item.name)) ||
  pods.some((own) => read(tree).get(saver)?.has(own.item));

/** Whether pods that save by their name or command read from what keeps the data, or mount it. */
export const isSaved = (tree: Tree, holder: Holder): boolean =>
  savers(tree).some((saver) => saver.item !== holder.item && reaches(tree, saver, holder));
