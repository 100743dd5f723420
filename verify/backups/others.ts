import { hostsOf } from '../hosts';
import { type Item, once, type Tree } from '../tree';
import type { Holder } from './holders';
import { podsAt } from './savers';

/** Clusters that MirrorMaker copies from, told by the pods its bootstrap addresses lead to. */
const mirrored = once((tree): ReadonlySet<Item> => {
  const references = hostsOf(tree).filter(({ leaf }) => leaf.item.kind === 'kafka.strimzi.io/KafkaMirrorMaker2');
  return new Set(references.flatMap((host) => podsAt(tree, host).map(({ item }) => item)));
});

const POLICY = /_slm\/policy\b/;

/** Whether a text beside a search engine asks it to take snapshots by itself, or a policy of its operator does. */
const hasPolicy = (tree: Tree, { namespace, kind }: Item): boolean => {
  if (kind !== 'elasticsearch.k8s.elastic.co/Elasticsearch') return false;
  const beside = ['ConfigMap', 'batch/Job', 'batch/CronJob'].flatMap((each) => tree.ofKind(each));
  return (
    beside.some((item) => item.namespace === namespace && item.survey.texts.some((text) => POLICY.test(text))) ||
    tree
      .ofKind('stackconfigpolicy.k8s.elastic.co/StackConfigPolicy')
      .some(({ manifest }) => manifest.spec?.elasticsearch?.snapshotLifecyclePolicies !== undefined)
  );
};

/** Claims that VolSync copies, and namespaces that k8up does. */
const copied = (tree: Tree, { namespace, name }: Item): boolean =>
  tree
    .ofKind('volsync.backube/ReplicationSource')
    .some((item) => item.namespace === namespace && item.manifest.spec?.sourcePVC === name) ||
  tree
    .ofKind('k8up.io/Schedule')
    .some((item) => item.namespace === namespace && item.manifest.spec?.backup !== undefined);

/** Whether something of its own kind saves what is kept: MirrorMaker, snapshot policies, VolSync, k8up. */
export const isSavedOtherwise = (tree: Tree, { item, pods }: Holder): boolean =>
  copied(tree, item) || hasPolicy(tree, item) || pods.some((own) => mirrored(tree).has(own.item));
