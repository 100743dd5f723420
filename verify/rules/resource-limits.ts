import { onceEach } from '../../manifest/once-each';
import type { Fields } from '../../manifest/types';
import {
  type Amounts,
  amountOf,
  type Range,
  type Ranges,
  type Resources,
  rangesFor,
  rangesIn,
  resourcesWith,
  writtenResources,
} from '../amounts';
import { error, type Rule, type Verdict } from '../finding';
import { below } from '../keys';
import { fieldOf } from '../pods';
import type { Pods, Tree } from '../tree';

/** Devices, huge pages and the like are given whole or not at all. Source: Kubernetes, Extended Resources. */
const isIndivisible = (resource: string): boolean =>
  resource.startsWith('hugepages-') || (resource.includes('/') && !resource.includes('kubernetes.io/'));

const order = (pods: Pods, at: string, container: Fields): readonly Verdict[] => {
  const { requests, limits } = writtenResources(container);
  return Object.keys(requests).flatMap((resource) => {
    const [asked, most] = [amountOf(requests[resource]), amountOf(limits[resource])];
    const place = (): string => fieldOf(pods, below(`${at}.resources.requests`, resource));
    if (isIndivisible(resource) && asked !== most) {
      const message = `${resource} is given whole: what is asked for must be the limit too.`;
      return [error(pods.item, place(), message, 'Write the same amount as request and limit.')];
    }
    if (!(asked > most)) return [];
    const message = `The container asks for ${requests[resource]} of ${resource} and may take ${limits[resource]}.`;
    return [error(pods.item, place(), message, 'Raise the limit or lower the request.')];
  });
};

/** A default that comes with the namespace may be less than what a container asks for. */
const defaults = (ranges: Ranges, pods: Pods, at: string, container: Fields): readonly Verdict[] => {
  const own = writtenResources(container);
  const { limits } = resourcesWith(ranges, container);
  return Object.keys(limits)
    .filter((name) => own.limits[name] === undefined && amountOf(own.requests[name]) > amountOf(limits[name]))
    .map((name) =>
      error(
        pods.item,
        below(`${at}.resources.requests`, name),
        `A LimitRange gives the container a limit of ${limits[name]} of ${name}, less than the ${own.requests[name]} it asks for.`,
        'Write a limit of its own.',
      ),
    );
};

const SIDES: Readonly<Record<keyof Resources, string>> = { requests: 'ask for', limits: 'take' };

type Beyond = readonly [side: keyof Resources, resource: string, message: string];

const beyond = ({ type, max, min }: Range, { requests, limits }: Resources): readonly Beyond[] => {
  const compared = (
    side: keyof Resources,
    bounds: Amounts,
    amounts: Amounts,
    breaks: (amount: number, bound: number) => boolean,
    word: string,
  ): readonly Beyond[] =>
    Object.keys(bounds)
      .filter((name) => breaks(amountOf(amounts[name]), amountOf(bounds[name])))
      .map((name) => {
        const message = `A ${type.toLowerCase()} may ${SIDES[side]} ${word} ${bounds[name]} of ${name} here, not ${amounts[name]}`;
        return [side, name, message];
      });
  return [
    ...compared('limits', max, limits, (amount, most) => amount > most, 'at most'),
    ...compared('requests', max, requests, (amount, most) => amount > most, 'at most'),
    ...compared('requests', min, requests, (amount, least) => amount < least, 'no less than'),
  ];
};

const within = (ranges: Ranges, pods: Pods, at: string, container: Fields): readonly Verdict[] =>
  ranges.entries
    .filter(({ type }) => type === 'Container')
    .flatMap((range) => beyond(range, resourcesWith(ranges, container)).map((found) => [range, found] as const))
    .map(([{ object }, [side, resource, message]]) =>
      error(
        pods.item,
        fieldOf(pods, below(`${at}.resources.${side}`, resource)),
        `${message}: ${object} refuses the pod.`,
        'Stay within the range, or change it.',
      ),
    );

const ofPods = (ranges: Ranges, pods: Pods): readonly Verdict[] =>
  pods.containers
    .filter(({ container }) => container.resources !== undefined)
    .flatMap(({ at, container }) => [
      ...order(pods, at, container),
      ...defaults(ranges, pods, at, container),
      ...within(ranges, pods, at, container),
    ]);

/** Pods beside the same LimitRanges in another overlay need not be judged again. */
const judgedBy = onceEach((ranges: Ranges) => onceEach((pods: Pods) => ofPods(ranges, pods)));

const judged = (tree: Tree, pods: Pods): readonly Verdict[] => judgedBy(rangesFor(tree, pods))(pods);

const claims = (tree: Tree): readonly Verdict[] =>
  tree.ofKind('PersistentVolumeClaim').flatMap((item) =>
    rangesIn(tree, item.namespace)
      .entries.filter(({ type }) => type === 'PersistentVolumeClaim')
      .flatMap((range) => beyond(range, { requests: item.manifest.spec?.resources?.requests ?? {}, limits: {} }))
      .map(([, resource, message]) =>
        error(item, `spec.resources.requests.${resource}`, `${message}.`, 'Stay within the range, or change it.'),
      ),
  );

/** What containers ask for is at most what they may take, and within what their namespace allows. */
export const resourceLimits: Rule = {
  id: 'resource-limits',
  why: 'A container that asks for more than it may take, or than its namespace allows, is refused with its pod.',
  check: (tree) => [...tree.pods.flatMap((pods) => judged(tree, pods)), ...claims(tree)],
};
