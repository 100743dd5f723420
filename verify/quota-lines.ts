import { onceEach } from '../manifest/once-each';
import type { Fields, Manifest } from '../manifest/types';
import { amountOf, type Resources } from './amounts';
import { claimed, counted, nodePorts } from './counts';
import { type Demand, demandIn, type Measure, onePod, ownStorage, ownVolumes, resource } from './demands';
import { listOf, type Tree } from './tree';

/** Tells what a namespace needs of something. */
type Needs = (tree: Tree, namespace: string) => Demand;

/** One line of a quota. */
export interface Line {
  readonly name: string;
  readonly hard: Fields;
  /** The same as a number. */
  readonly room: number;
  readonly needs: Needs;
}

const objects =
  (kind: string, times: (spec: Fields) => number = () => 1): Needs =>
  (tree, namespace) => {
    const amount = counted(tree, namespace, kind, times);
    return { least: amount, most: amount, replacing: 0, passing: 0 };
  };

const pods =
  (measure: Measure): Needs =>
  (tree, namespace) =>
    demandIn(tree, namespace, measure);

const storageOf = ({ resources }: Fields): number => amountOf(resources?.requests?.storage ?? 0);

const volumes = (what: string, storageClass?: string): Needs => {
  const isStorage = what === 'requests.storage';
  const measure = isStorage ? ownStorage(storageClass) : ownVolumes(storageClass);
  const amount = isStorage ? storageOf : () => 1;
  return (tree, namespace) => {
    const { least, most, ...more } = demandIn(tree, namespace, measure);
    const written = claimed(tree, namespace, storageClass, amount);
    return { ...more, least: least + written, most: most + written };
  };
};

/** What quotas name. Source: Kubernetes, Resource Quotas. */
const NEEDS: ReadonlyMap<string, Needs> = new Map([
  ['configmaps', objects('ConfigMap')],
  ['count/configmaps', objects('ConfigMap')],
  ['count/cronjobs.batch', objects('batch/CronJob')],
  ['count/deployments.apps', objects('apps/Deployment')],
  ['count/jobs.batch', objects('batch/Job')],
  ['count/pods', pods(onePod)],
  ['count/secrets', objects('Secret')],
  ['count/services', objects('Service')],
  ['count/statefulsets.apps', objects('apps/StatefulSet')],
  ['persistentvolumeclaims', volumes('persistentvolumeclaims')],
  ['pods', pods(onePod)],
  ['requests.storage', volumes('requests.storage')],
  ['secrets', objects('Secret')],
  ['services', objects('Service')],
  ['services.loadbalancers', objects('Service', ({ type }) => (type === 'LoadBalancer' ? 1 : 0))],
  ['services.nodeports', objects('Service', nodePorts)],
]);

const OF_CLASS = /^(.+)\.storageclass\.storage\.k8s\.io\/(requests\.storage|persistentvolumeclaims)$/;
const OF_PODS = /^(?:(requests|limits)\.)?(cpu|memory|ephemeral-storage|.+\/.+|hugepages-.+)$/;

/** What is needed of something a quota names; `undefined` for what nobody counts here. */
function needsOf(name: string): Needs | undefined {
  const [, storageClass, what = ''] = OF_CLASS.exec(name) ?? [];
  if (storageClass !== undefined) return volumes(what, storageClass);
  const [, side = 'requests', of] = OF_PODS.exec(name) ?? [];
  return NEEDS.get(name) ?? (of === undefined ? undefined : pods(resource(side as keyof Resources, of)));
}

/** The lines of a quota that can be judged; one of some pods only has none. */
export const linesOf = onceEach((quota: Manifest): readonly Line[] => {
  const { hard: lines = {}, scopes, scopeSelector } = quota.spec ?? {};
  if (listOf(scopes).length > 0 || scopeSelector !== undefined) return [];
  return Object.entries(lines).flatMap(([name, hard]) => {
    const [room, needs] = [amountOf(hard), needsOf(name)];
    return needs && !Number.isNaN(room) ? [{ name, hard, room, needs }] : [];
  });
});
