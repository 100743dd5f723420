import type { Fields } from '../../manifest/types';
import { error, type Rule, type Verdict, warning } from '../finding';
import { missingWhileReplaced } from '../rollout';
import { scalerOfWorkload } from '../scalers';
import { type Item, listOf, once, type Pods, type Tree } from '../tree';

/** Access modes of a volume that one node, or one pod, has to itself. */
const EXCLUSIVE: ReadonlySet<string> = new Set(['ReadWriteOnce', 'ReadWriteOncePod']);

/** Pods that mount a claim, and where they say so. */
interface User {
  readonly pods: Pods;
  readonly at: string;
}

const users = once((tree): ReadonlyMap<string, readonly User[]> => {
  const index = new Map<string, User[]>();
  for (const pods of tree.pods) {
    listOf(pods.spec.volumes).forEach(({ persistentVolumeClaim: claim }, position) => {
      if (typeof claim?.claimName !== 'string') return;
      const key = `${pods.item.namespace}/${claim.claimName}`;
      const at = `${pods.at}.volumes[${position}].persistentVolumeClaim.claimName`;
      index.set(key, [...(index.get(key) ?? []), { pods, at }]);
    });
  }
  return index;
});

/** Whether pods are held together on one node, where they may share a volume. */
const isHeld = ({ spec }: Pods): boolean =>
  spec.nodeName !== undefined ||
  spec.nodeSelector?.['kubernetes.io/hostname'] !== undefined ||
  listOf(spec.affinity?.podAffinity?.requiredDuringSchedulingIgnoredDuringExecution).length > 0;

const mostOf = (tree: Tree, { item, replicas, everyNode }: Pods): number =>
  everyNode ? Number.POSITIVE_INFINITY : (scalerOfWorkload(tree, item)?.most ?? replicas);

const REMEDY = 'Give each pod a volume of its own in a StatefulSet, use ReadWriteMany, or run one pod.';

const many = (tree: Tree, claim: Item, { pods, at }: User): readonly Verdict[] => {
  const most = mostOf(tree, pods);
  if (!(most > 1)) return [];
  const count = pods.everyNode ? 'A pod on every node' : `Up to ${most} pods`;
  const message = `${count} would share ${claim.object}, which only one node can have: the others never start.`;
  return [error(pods.item, at, message, REMEDY)];
};

const rolling = (tree: Tree, claim: Item, { pods, at }: User): readonly Verdict[] => {
  if (pods.item.kind !== 'apps/Deployment' || mostOf(tree, pods) > 1) return [];
  if (missingWhileReplaced(pods.item.manifest.spec ?? {}, pods.replicas) > 0) return [];
  const message = `A rolling update may wait for ever: on another node the new pod needs ${claim.object}, which the old one keeps until the new one is ready.`;
  return [error(pods.item, at, message, 'Write the strategy Recreate.')];
};

const together = (claim: Item, all: readonly User[], free: readonly User[]): readonly Verdict[] => {
  const [first, ...others] = all.toSorted((a, b) => Number(a.pods.finite) - Number(b.pods.finite));
  return others
    .filter((user) => user.pods.item.object !== first?.pods.item.object && free.includes(user))
    .map(({ pods, at }) => {
      const message = `${first?.pods.item.object} has ${claim.object} already; only pods on its node can have it too.`;
      const remedy = 'Hold both on one node by a podAffinity, or use ReadWriteMany.';
      return pods.finite ? warning(pods.item, at, message, remedy) : error(pods.item, at, message, remedy);
    });
};

/** Who makes volumes that lie on one node, and so hold all pods that use them there. */
const LOCAL =
  /^(?:kubernetes\.io\/no-provisioner|openebs\.io\/local|local\.csi\.openebs\.io|rancher\.io\/local-path|topolvm\.io)$/;

const isLocal = (tree: Tree, { manifest }: Item): boolean =>
  LOCAL.test(
    tree.find('storage.k8s.io/StorageClass', '', manifest.spec?.storageClassName ?? '')?.manifest.provisioner ?? '',
  );

const modesOf = ({ manifest }: Item): readonly Fields[] => listOf(manifest.spec?.accessModes);

const ofClaim = (tree: Tree, claim: Item): readonly Verdict[] => {
  const modes = modesOf(claim);
  if (modes.length === 0 || !modes.every((mode) => EXCLUSIVE.has(mode))) return [];
  const all = users(tree).get(`${claim.namespace}/${claim.name}`) ?? [];
  const free = modes.includes('ReadWriteOncePod')
    ? all
    : isLocal(tree, claim)
      ? []
      : all.filter(({ pods }) => !isHeld(pods));
  return [
    ...free.flatMap((user) => [...many(tree, claim, user), ...rolling(tree, claim, user)]),
    ...together(claim, all, free),
  ];
};

/** A volume that one node has to itself is mounted by pods that can all have it. */
export const volumeSharing: Rule = {
  id: 'volume-sharing',
  why: 'A pod that needs a volume another node has to itself hangs before its start, without any error of its own.',
  check: (tree) => tree.ofKind('PersistentVolumeClaim').flatMap((claim) => ofClaim(tree, claim)),
};
