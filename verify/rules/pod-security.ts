import { onceEach } from '../../manifest/once-each';
import {
  type Breach,
  breachesOf,
  LEVELS,
  type Level,
  levelLabel,
  MODES,
  type Mode,
  policyOf,
  type Standard,
} from '../../manifest/pod-security/index';
import type { Manifest } from '../../manifest/types';
import type { PodTemplate } from '../../manifest/workloads';
import { error, type Rule, type Verdict, warning } from '../finding';
import { below } from '../keys';
import { podsByNamespace } from '../pod-index';
import { fieldOf } from '../pods';
import { minorOf } from '../schema/minor';
import { type Item, once, type Pods, type Tree } from '../tree';

const policyFor = onceEach(({ metadata }: Manifest) => policyOf(metadata.labels ?? {}));

/** A standard and the first of the modes that ask for it: what the others would say has been said. */
type Asked = readonly [mode: Mode, standard: Standard];

const askedFor = onceEach((namespace: Manifest): readonly Asked[] => {
  const { standards } = policyFor(namespace);
  const asked = MODES.map((mode): Asked => [mode, standards[mode]]);
  const isNews = ([, { level, minor }]: Asked, index: number): boolean =>
    asked.findIndex(([, other]) => other.level === level && other.minor === minor) === index;
  return asked.filter((each, index) => each[1].level !== 'privileged' && isNews(each, index));
});

const asked = once(
  (tree): ReadonlyMap<string, readonly Asked[]> =>
    new Map(tree.ofKind('Namespace').map(({ name, manifest }) => [name, askedFor(manifest)])),
);

/** What a workload breaks of a level, by minor; overlays share objects that are alike, and each is judged once. */
const known = onceEach((_: PodTemplate) => new Map<Level, Map<number, readonly Breach[]>>());

function ofWorkload({ template }: Pods, level: Level, minor: number): readonly Breach[] {
  const ofLevel = known(template).get(level) ?? new Map<number, readonly Breach[]>();
  const breaches = ofLevel.get(minor) ?? breachesOf(template, level, minor);
  known(template).set(level, ofLevel.set(minor, breaches));
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

const clusterMinor = once(minorOf);

function ofPods(tree: Tree, pods: Pods): readonly Verdict[] {
  const places = new Set<string>();
  return (asked(tree).get(pods.item.namespace) ?? []).flatMap(([mode, standard]) => {
    const breaches = judged(pods, standard.level, standard.minor ?? clusterMinor(tree));
    const news = breaches.filter(({ check, at }) => !places.has(`${check} ${at}`));
    for (const { check, at } of news) places.add(`${check} ${at}`);
    return news.map((breach) => told(pods, mode, standard, breach));
  });
}

const labelAt = (label: string): string => below('metadata.labels', label);

const badLabels = (item: Item): readonly Verdict[] =>
  policyFor(item.manifest).bad.map(({ label, value, mustBe }) =>
    error(item, labelAt(label), `The API server refuses the namespace: '${value}' is not ${mustBe}.`, 'Correct it.'),
  );

const strictest = (tree: Tree, pods: readonly Pods[]): Level =>
  LEVELS.toReversed().find((level) => pods.every((pod) => judged(pod, level, clusterMinor(tree)).length === 0)) ??
  'privileged';

const unlabelled = (tree: Tree, item: Item): readonly Verdict[] => {
  const label = levelLabel('enforce');
  const pods = podsByNamespace(tree).get(item.name) ?? [];
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
    ...tree.ofKind('Namespace').flatMap((item) => [...badLabels(item), ...unlabelled(tree, item)]),
  ],
};
