import {
  type Breach,
  breachesOf,
  LEVELS,
  type Level,
  levelLabel,
  MODES,
  type Mode,
  type Policy,
  policyOf,
  type Standard,
} from '../../manifest/pod-security/index';
import type { Manifest } from '../../manifest/types';
import { error, type Rule, type Verdict, warning } from '../finding';
import { below } from '../keys';
import { podsByNamespace } from '../pod-index';
import { fieldOf } from '../pods';
import { minorOf } from '../schema/minor';
import { type Item, once, type Pods, type Tree } from '../tree';

const policies = once(
  (tree): ReadonlyMap<string, Policy> =>
    new Map(tree.ofKind('Namespace').map(({ name, manifest }) => [name, policyOf(manifest.metadata.labels ?? {})])),
);

const KNOWN = new WeakMap<Manifest, Map<string, readonly Breach[]>>();

/** What a workload breaks; overlays share objects that are alike, and each is judged once. */
function ofWorkload(pods: Pods, level: Level, minor: number): readonly Breach[] {
  const { raw } = pods.item;
  const known = KNOWN.get(raw) ?? new Map<string, readonly Breach[]>();
  KNOWN.set(raw, known);
  const key = `${level} ${minor}`;
  const breaches = known.get(key) ?? breachesOf(pods, level, minor);
  known.set(key, breaches);
  return breaches;
}

/** What pods break. An operator may fill in what its resource does not say, so only what it does say counts. */
const judged = (pods: Pods, level: Level, minor: number): readonly Breach[] =>
  pods.made ? breachesOf(pods, level, minor).filter(({ stated }) => stated) : ofWorkload(pods, level, minor);

const DOES: Readonly<Record<Mode, string>> = {
  enforce: 'refuses the pod, as it enforces',
  audit: 'records, as it audits',
  warn: 'warns of, as it asks for',
};

const told = (pods: Pods, mode: Mode, { level }: Standard, { at, what, remedy }: Breach): Verdict => {
  const { item } = pods;
  const [say, link] = mode === 'enforce' ? [error, 'so'] : [warning, 'which'];
  return say(item, fieldOf(pods, at), `${what}, ${link} namespace ${item.namespace} ${DOES[mode]} ${level}.`, remedy);
};

function ofPods(tree: Tree, pods: Pods): readonly Verdict[] {
  const policy = policies(tree).get(pods.item.namespace);
  if (!policy) return [];
  const places = new Set<string>();
  return MODES.flatMap((mode) => {
    const standard = policy.standards[mode];
    const breaches = judged(pods, standard.level, standard.minor ?? minorOf(tree));
    const news = breaches.filter(({ check, at }) => !places.has(`${check} ${at}`));
    for (const { check, at } of news) places.add(`${check} ${at}`);
    return news.map((breach) => told(pods, mode, standard, breach));
  });
}

const labelAt = (label: string): string => below('metadata.labels', label);

const badLabels = (tree: Tree, item: Item): readonly Verdict[] =>
  (policies(tree).get(item.name)?.bad ?? []).map(({ label, value, mustBe }) =>
    error(item, labelAt(label), `The API server refuses the namespace: '${value}' is not ${mustBe}.`, 'Correct it.'),
  );

const strictest = (tree: Tree, pods: readonly Pods[]): Level =>
  LEVELS.toReversed().find((level) => pods.every((pod) => judged(pod, level, minorOf(tree)).length === 0)) ??
  'privileged';

const unlabelled = (tree: Tree, item: Item): readonly Verdict[] => {
  const pods = podsByNamespace(tree).get(item.name) ?? [];
  const label = levelLabel('enforce');
  if (pods.length === 0 || item.manifest.metadata.labels?.[label] !== undefined) return [];
  const message = 'Any pod of this namespace may take over its node: nothing says which level it must meet.';
  return [warning(item, labelAt(label), message, `Write ${strictest(tree, pods)}, the strictest its pods meet.`)];
};

/** Pods meet the Pod Security Standards that their Namespace enforces, and those it warns of. */
export const podSecurity: Rule = {
  id: 'pod-security',
  why: 'A pod that breaks the level of its namespace is refused, and its workload stays without pods.',
  check: (tree) => [
    ...tree.pods.flatMap((pods) => ofPods(tree, pods)),
    ...tree.ofKind('Namespace').flatMap((item) => [...badLabels(tree, item), ...unlabelled(tree, item)]),
  ],
};
