import { archives } from '../backups/archives';
import { holdersOf } from '../backups/holders';
import { clusterOf, lacks } from '../backups/postgres';
import { claimsOf, hostsNamedBy, podsAt, savers } from '../backups/savers';
import { looksInto, schedulesOf, takesVolumes } from '../backups/velero';
import { error, type Rule, type Verdict, warning } from '../finding';
import { hostsOf } from '../hosts';
import { isOpaque, namespacesOf } from '../namespaces';
import { query } from '../query';
import { type Item, listOf, type Pods, type Tree } from '../tree';

const unknownNamespaces = (tree: Tree): readonly Verdict[] =>
  tree.ofKind('velero.io/Schedule').flatMap((item) =>
    query(item.manifest, 'spec.template.includedNamespaces[]')
      .filter(({ value }) => !/[*?[{]/.test(value) && !namespacesOf(tree).has(value) && !isOpaque(tree, value))
      .map(({ at, value }) =>
        error(item, at, `There is no namespace ${value}, so nothing of it is saved.`, 'Name one of the tree.'),
      ),
  );

/** Schedules that write to a place; one that names none writes to the default. */
const writingTo = (tree: Tree, place: Item): readonly Item[] =>
  schedulesOf(tree).filter(({ namespace, manifest }) => {
    const { storageLocation } = manifest.spec?.template ?? {};
    const isMeant =
      storageLocation === undefined ? place.manifest.spec?.default === true : storageLocation === place.name;
    return namespace === place.namespace && isMeant;
  });

const within = (tree: Tree, place: Item, kept: readonly Pods[]): readonly Verdict[] => {
  const circular = writingTo(tree, place).filter(
    (schedule) => takesVolumes(schedule) && kept.some(({ item }) => looksInto(schedule, item.namespace)),
  );
  const [store] = kept;
  if (circular.length === 0 || !store) {
    const message = 'Backups lie in the cluster they are of, and are lost with it.';
    return [warning(place, 'spec.config.s3Url', message, 'Use an object store outside the cluster.')];
  }
  return circular.map((schedule) => {
    const message = `It copies ${store.item.object} into ${store.item.object} itself.`;
    return error(schedule, 'spec.template', message, 'Use another place, or leave that namespace out.');
  });
};

const places = (tree: Tree): readonly Verdict[] =>
  (tree.ofKind('velero.io/BackupStorageLocation').length > 0 ? hostsOf(tree) : [])
    .filter(({ leaf }) => leaf.item.kind === 'velero.io/BackupStorageLocation')
    .flatMap((host) => within(tree, host.leaf.item, podsAt(tree, host)));

const impossible = (tree: Tree): readonly Verdict[] =>
  tree.ofKind('postgresql.cnpg.io/ScheduledBackup').flatMap((item) => {
    const cluster = clusterOf(tree, item);
    const lacking = cluster && lacks(cluster, item);
    if (!lacking) return [];
    const message = `No backup is ever taken: ${cluster.object} ${lacking}.`;
    return [error(item, 'spec.method', message, 'Say there where backups go, or use the method it is set up for.')];
  });

const archived = (tree: Tree): readonly Verdict[] => {
  const first = new Map<string, Item>();
  return archives(tree).flatMap(({ item, at, destination, hasLog }) => {
    const before = first.get(destination);
    first.set(destination, before ?? item);
    return [
      ...(before && before !== item
        ? [
            error(
              item,
              at,
              `${before.object} archives to the same place.`,
              'Give each cluster a folder or a serverName.',
            ),
          ]
        : []),
      ...(hasLog
        ? []
        : [error(item, at, 'Backups without the log since then cannot be restored.', 'Write isWALArchiver: true.')]),
    ];
  });
};

const isWritable = ({ spec, containers }: Pods, claim: string): boolean =>
  listOf(spec.volumes).some(
    ({ name, persistentVolumeClaim: own }) =>
      own?.claimName === claim &&
      own.readOnly !== true &&
      containers.some(({ container }) =>
        listOf(container.volumeMounts).some((mount) => mount.name === name && mount.readOnly !== true),
      ),
  );

/** Kinds of volumes that nothing outside the pod comes by. */
const INNER = ['configMap', 'downwardAPI', 'emptyDir', 'persistentVolumeClaim', 'projected'];

/** Whether pods have no other place to put anything: no host, no URL, no login, no other volume. */
const hasNowhereElse = (tree: Tree, pods: Pods): boolean =>
  hostsNamedBy(tree, pods).length === 0 &&
  !pods.item.survey.texts.some((text) => text.includes('://')) &&
  query(pods.spec, 'containers[].env[].valueFrom.secretKeyRef').length === 0 &&
  query(pods.spec, 'containers[].envFrom[].secretRef').length === 0 &&
  listOf(pods.spec.volumes).every((volume) => INNER.some((kind) => volume[kind] !== undefined));

/** Whether all that pods which save can write to is the claim they save. */
const staysOn = (tree: Tree, pods: Pods, { namespace, name }: Item): boolean =>
  pods.finite &&
  pods.item.namespace === namespace &&
  claimsOf(pods).every((claim) => claim === name) &&
  isWritable(pods, name) &&
  hasNowhereElse(tree, pods);

const ontoItself = (tree: Tree): readonly Verdict[] =>
  holdersOf(tree)
    .filter(({ item }) => item.kind === 'PersistentVolumeClaim')
    .flatMap(({ item }) =>
      savers(tree)
        .filter((pods) => staysOn(tree, pods, item))
        .map((pods) => {
          const message = `Copies stay on the volume of ${item.object} itself, and are lost with it.`;
          return error(
            pods.item,
            `${pods.at}.volumes`,
            message,
            'Write them to another volume, or to an object store.',
          );
        }),
    );

/** Backups go somewhere else than what they save, of what exists, in a way that can be restored. */
export const backupDestination: Rule = {
  id: 'backup-destination',
  why: 'A backup that is lost with what it saves, or was never taken, is found out when it is needed.',
  check: (tree) => [
    ...unknownNamespaces(tree),
    ...places(tree),
    ...impossible(tree),
    ...archived(tree),
    ...ontoItself(tree),
  ],
};
