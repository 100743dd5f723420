import { bytes, isQuantity } from '../../../manifest/quantity';
import type { Fields, Manifest } from '../../../manifest/types';
import type { OwnVolume } from '../../../manifest/workloads';
import type { Change } from '../../change';
import type { Around, When } from '../around';
import { type Rule, type Verdict, verdict } from '../verdict';

interface Volume extends OwnVolume {
  readonly pods: string;
}

const claim = ({ kind, spec }: Manifest): readonly Volume[] =>
  kind === 'PersistentVolumeClaim'
    ? [{ pods: '', name: 'claim', size: String(spec?.resources?.requests?.storage ?? '0') }]
    : [];

const monitored = ({ spec }: Manifest): readonly Volume[] => {
  const size = spec?.storage?.volumeClaimTemplate?.spec?.resources?.requests?.storage;
  return size === undefined ? [] : [{ pods: 'spec.storage', name: 'storage', size: String(size) }];
};

/** Volumes an object leads to: its own claim, and those of every kind of pod. */
function volumesOf(change: Change, when: When, around: Around): ReadonlyMap<string, Volume> {
  const side = when === 'before' ? change.before : change.after;
  if (!side) return new Map();
  const ofPods = around
    .pods(change, when)
    .flatMap((pod) => pod.volumes.map((volume) => ({ ...volume, pods: groupOfPods(pod.labels, pod.at) })));
  const all = [...claim(side.manifest), ...monitored(side.manifest), ...ofPods];
  return new Map(all.map((volume) => [`${volume.pods}/${volume.name}`, volume]));
}

/** Operators that make several groups of pods from one resource tell them apart by a label. */
const groupOfPods = (labels: Fields, at: string): string =>
  labels['elasticsearch.k8s.elastic.co/statefulset-name'] ?? at;

const isSmaller = (before: string, after: string): boolean =>
  isQuantity(before) && isQuantity(after) && bytes(after) < bytes(before);

const OPERATOR: Readonly<Record<string, string>> = {
  KafkaNodePool:
    'Strimzi keeps the old size and reports a warning on the Kafka resource, so Git and the cluster disagree.',
  DorisCluster: 'The operator cannot shrink them, so Git and the cluster disagree.',
  Prometheus: 'The operator recreates the StatefulSet around volumes that cannot shrink.',
};
const BY_API = 'The API or the operator refuses it, and what is synced with it fails too.';
const MOVE = 'Keep the size; to have less, add new storage, move the data and take the old out in a later change.';

const shrunk = ({ identity: { kind } }: Change): readonly Verdict[] => {
  const outcome = OPERATOR[kind] ?? BY_API;
  const reason = `Volumes cannot shrink. ${outcome}`;
  const loss = verdict({ risk: 'data-at-risk', rule: 'storage-shrink', reason, remedy: MOVE });
  return OPERATOR[kind] ? [loss] : [loss, verdict({ risk: 'rejected', rule: 'D7', reason, remedy: MOVE })];
};

const gone = ({ name }: Volume): Verdict =>
  verdict({
    risk: 'data-at-risk',
    rule: 'storage-removed',
    reason: `Pods lose their volume '${name}', and what is on it is no longer used.`,
    remedy: 'Move the data to another volume first.',
  });

const otherClass = (before: Volume, now: Volume): Verdict =>
  verdict({
    risk: 'data-at-risk',
    rule: 'storage-class-changed',
    reason: `Volumes stay in class ${before.storageClass ?? 'by default'}; only new ones come from ${now.storageClass ?? 'the default'}, and data does not move.`,
    remedy: 'Add storage of the other class, move the data, then take the old out.',
  });

/** Volumes that get smaller, go away or change class under an object that stays. */
export const volumes: Rule = (change, around) => {
  if (!change.before || !change.after || change.status === 'renamed') return [];
  const now = volumesOf(change, 'after', around);
  return [...volumesOf(change, 'before', around)].flatMap(([key, before]) => {
    const after = now.get(key);
    if (!after) return [gone(before)];
    if (isSmaller(before.size, after.size)) return shrunk(change);
    return before.storageClass === after.storageClass ? [] : [otherClass(before, after)];
  });
};
