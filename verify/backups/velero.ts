import { matchesSelector } from '../../manifest/selector';
import type { Fields } from '../../manifest/types';
import { type Item, listOf, once, type Tree } from '../tree';
import type { Holder } from './holders';

const VOLUMES: readonly string[] = ['persistentvolumeclaims', 'persistentvolumes', 'pvc', 'pv'];

const templateOf = ({ manifest }: Item): Fields => manifest.spec?.template ?? {};

/** Whether a name is meant by a list of names, of which one may stand for all. */
const isMeant = (name: string, list: Fields): boolean => listOf(list).some((each) => each === '*' || each === name);

/** Whether a Schedule of Velero looks into a namespace; without a list it looks into all. */
export const looksInto = (schedule: Item, namespace: string): boolean => {
  const { includedNamespaces: included, excludedNamespaces: excluded } = templateOf(schedule);
  return (listOf(included).length === 0 || isMeant(namespace, included)) && !isMeant(namespace, excluded);
};

/** Whether a Schedule takes volumes along, and not their objects alone. Source: velero, api/v1/backup_types.go. */
export const takesVolumes = (schedule: Item): boolean => {
  const template = templateOf(schedule);
  const left = [...listOf(template.excludedResources), ...listOf(template.excludedNamespaceScopedResources)];
  const taken = [...listOf(template.includedResources), ...listOf(template.includedNamespaceScopedResources)];
  if (left.some((name) => name === '*' || VOLUMES.includes(name))) return false;
  if (taken.length > 0 && !taken.some((name) => name === '*' || VOLUMES.includes(name))) return false;
  return template.snapshotVolumes !== false || template.defaultVolumesToFsBackup === true;
};

const selects = (schedule: Item, { item, pods }: Holder): boolean => {
  const { labelSelector, orLabelSelectors } = templateOf(schedule);
  const selectors = labelSelector ? [labelSelector] : listOf(orLabelSelectors);
  const labels = [item.manifest.metadata.labels ?? {}, ...pods.map((own) => own.labels)];
  return selectors.length === 0 || selectors.some((each) => labels.some((own) => matchesSelector(each, own)));
};

/** Schedules that are not paused. */
export const schedulesOf = once((tree): readonly Item[] =>
  tree.ofKind('velero.io/Schedule').filter(({ manifest }) => manifest.spec?.paused !== true),
);

/** Whether Velero copies the volumes of something regularly. */
export const isCopied = (tree: Tree, holder: Holder): boolean =>
  schedulesOf(tree).some(
    (schedule) => looksInto(schedule, holder.item.namespace) && takesVolumes(schedule) && selects(schedule, holder),
  );
