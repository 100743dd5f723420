import { formatQuantity, parseQuantity } from '../../manifest/quantity';
import type { Fields } from '../../manifest/types';
import { amountOf, type Resources } from '../amounts';
import {
  claimed,
  counted,
  type Demand,
  demandIn,
  type Measure,
  nodePorts,
  onePod,
  ownStorage,
  ownVolumes,
  resource,
  silentIn,
} from '../demands';
import { error, type Rule, type Verdict, warning } from '../finding';
import { below } from '../keys';
import { podsIn } from '../pod-index';
import { type Item, listOf, type Tree } from '../tree';

const FIXED = (amount: number): Demand => ({ least: amount, most: amount, replacing: 0, passing: 0 });

const plus = ({ least, most, replacing, passing }: Demand, more: number): Demand => ({
  least: least + more,
  most: most + more,
  replacing,
  passing,
});

/** Objects that count by themselves, by the names quotas have for them. Source: Kubernetes, Resource Quotas. */
const OBJECTS: Readonly<Record<string, readonly [kind: string, times: (spec: Fields) => number]>> = {
  configmaps: ['ConfigMap', () => 1],
  'count/configmaps': ['ConfigMap', () => 1],
  'count/cronjobs.batch': ['batch/CronJob', () => 1],
  'count/deployments.apps': ['apps/Deployment', () => 1],
  'count/jobs.batch': ['batch/Job', () => 1],
  'count/secrets': ['Secret', () => 1],
  'count/services': ['Service', () => 1],
  'count/statefulsets.apps': ['apps/StatefulSet', () => 1],
  secrets: ['Secret', () => 1],
  services: ['Service', () => 1],
  'services.loadbalancers': ['Service', ({ type }) => (type === 'LoadBalancer' ? 1 : 0)],
  'services.nodeports': ['Service', nodePorts],
};

const OF_CLASS = /^(.+)\.storageclass\.storage\.k8s\.io\/(requests\.storage|persistentvolumeclaims)$/;
const OF_PODS = /^(?:(requests|limits)\.)?(cpu|memory|ephemeral-storage|.+\/.+|hugepages-.+)$/;

const storageOf = ({ resources }: Fields): number => amountOf(resources?.requests?.storage ?? 0);

const volumes = (tree: Tree, namespace: string, what: string, storageClass?: string): Demand => {
  const [measure, amount]: readonly [Measure, (spec: Fields) => number] =
    what === 'requests.storage' ? [ownStorage(storageClass), storageOf] : [ownVolumes(storageClass), () => 1];
  return plus(demandIn(tree, namespace, measure), claimed(tree, namespace, storageClass, amount));
};

/** What a namespace needs of something a quota names; `undefined` for what nobody counts here. */
function demandOf(tree: Tree, namespace: string, name: string): Demand | undefined {
  const object = Object.hasOwn(OBJECTS, name) ? OBJECTS[name] : undefined;
  if (object) return FIXED(counted(tree, namespace, ...object));
  if (name === 'pods' || name === 'count/pods') return demandIn(tree, namespace, onePod);
  if (name === 'requests.storage' || name === 'persistentvolumeclaims') return volumes(tree, namespace, name);
  const [, storageClass, what = ''] = OF_CLASS.exec(name) ?? [];
  if (storageClass !== undefined) return volumes(tree, namespace, what, storageClass);
  const [, side = 'requests', of] = OF_PODS.exec(name) ?? [];
  return of === undefined ? undefined : demandIn(tree, namespace, resource(side as keyof Resources, of));
}

/** An amount in the form of another one, as people write it. */
const shown = (amount: number, like: Fields): string =>
  formatQuantity({ nano: BigInt(Math.round(amount * 1000)) * 1_000_000n, form: parseQuantity(String(like)).form });

function exceeded(item: Item, name: string, hard: Fields, demand: Demand): readonly Verdict[] {
  const { least, most, replacing, passing } = demand;
  const at = below('spec.hard', name);
  const room = amountOf(hard);
  const told = (say: typeof error, what: string, amount: number, then: string): readonly Verdict[] => {
    const message = `${what} ${shown(amount, hard)} of ${name}, and the quota is ${hard}: ${then}.`;
    return [say(item, at, message, 'Raise the quota, or ask for less.')];
  };
  if (least > room) return told(error, 'What runs here needs', least, 'the last of it is never made');
  if (least + replacing > room)
    return told(error, 'Replacing a pod needs', least + replacing, 'a rolling update never ends');
  if (least + passing > room) return told(error, 'A Job needs', least + passing, 'its pod is never made');
  if (most > room) return told(warning, 'All that autoscalers may ask for is', most, 'they get less');
  return [];
}

/** Resources that every container must name where a quota counts them. Source: kubernetes, pkg/quota/v1/evaluator/core. */
const DEMANDED = /^(?:(requests|limits)\.)?(cpu|memory)$/;

const silent = (tree: Tree, item: Item, name: string): readonly Verdict[] => {
  const [, side = 'requests', of] = DEMANDED.exec(name) ?? [];
  if (of === undefined) return [];
  return podsIn(tree, item.namespace).flatMap((pods) =>
    silentIn(tree, pods, side as keyof Resources, of).map((container) =>
      error(
        pods.item,
        pods.at,
        `${item.object} refuses the pod: container ${container} does not name its ${side} of ${of}.`,
        'Write them, or a LimitRange with a default.',
      ),
    ),
  );
};

const isScoped = ({ scopes, scopeSelector }: Fields): boolean =>
  listOf(scopes).length > 0 || scopeSelector !== undefined;

const judge = (tree: Tree, item: Item): readonly Verdict[] => {
  const spec = item.manifest.spec ?? {};
  if (isScoped(spec)) return [];
  return Object.entries(spec.hard ?? {}).flatMap(([name, hard]) => {
    const demand = Number.isNaN(amountOf(hard)) ? undefined : demandOf(tree, item.namespace, name);
    return demand ? [...exceeded(item, name, hard, demand), ...silent(tree, item, name)] : [];
  });
};

/** What runs in a namespace, and what takes its place or passes through, fits its quota. */
export const resourceQuota: Rule = {
  id: 'resource-quota',
  why: 'A pod beyond the quota is never made, and only the events of its controller say so.',
  check: (tree) => tree.ofKind('ResourceQuota').flatMap((item) => judge(tree, item)),
};
