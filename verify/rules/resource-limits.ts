import type { Fields } from '../../manifest/types';
import {
  type Amounts,
  amountOf,
  type Range,
  type Resources,
  rangesIn,
  resourcesOf,
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
    const place = fieldOf(pods, below(`${at}.resources.requests`, resource));
    if (isIndivisible(resource) && asked !== most) {
      const message = `${resource} is given whole: what is asked for must be the limit too.`;
      return [error(pods.item, place, message, 'Write the same amount as request and limit.')];
    }
    if (!(asked > most)) return [];
    const message = `The container asks for ${requests[resource]} of ${resource} and may take ${limits[resource]}.`;
    return [error(pods.item, place, message, 'Raise the limit or lower the request.')];
  });
};

/** A default that comes with the namespace may be less than what a container asks for. */
const defaults = (tree: Tree, pods: Pods, at: string, container: Fields): readonly Verdict[] => {
  const own = writtenResources(container);
  const { limits } = resourcesOf(tree, pods, container);
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

const beyond = (
  { type, max, min }: Range,
  { requests, limits }: Resources,
): readonly (readonly [side: keyof Resources, resource: string, message: string])[] => {
  const compared = (
    side: keyof Resources,
    bounds: Amounts,
    amounts: Amounts,
    breaks: (amount: number, bound: number) => boolean,
    word: string,
  ) =>
    Object.keys(bounds)
      .filter((name) => breaks(amountOf(amounts[name]), amountOf(bounds[name])))
      .map((name) => {
        const message = `A ${type.toLowerCase()} may ${SIDES[side]} ${word} ${bounds[name]} of ${name} here, not ${amounts[name]}`;
        return [side, name, message] as const;
      });
  return [
    ...compared('limits', max, limits, (amount, most) => amount > most, 'at most'),
    ...compared('requests', max, requests, (amount, most) => amount > most, 'at most'),
    ...compared('requests', min, requests, (amount, least) => amount < least, 'no less than'),
  ];
};

const within = (tree: Tree, pods: Pods, at: string, container: Fields): readonly Verdict[] =>
  rangesIn(tree, pods.item.namespace)
    .filter(({ type }) => type === 'Container')
    .flatMap((range) => beyond(range, resourcesOf(tree, pods, container)).map((found) => [range, found] as const))
    .map(([{ item }, [side, resource, message]]) =>
      error(
        pods.item,
        fieldOf(pods, below(`${at}.resources.${side}`, resource)),
        `${message}: ${item.object} refuses the pod.`,
        'Stay within the range, or change it.',
      ),
    );

const claims = (tree: Tree): readonly Verdict[] =>
  tree.ofKind('PersistentVolumeClaim').flatMap((item) =>
    rangesIn(tree, item.namespace)
      .filter(({ type }) => type === 'PersistentVolumeClaim')
      .flatMap((range) => beyond(range, { requests: item.manifest.spec?.resources?.requests ?? {}, limits: {} }))
      .map(([, resource, message]) =>
        error(item, `spec.resources.requests.${resource}`, `${message}.`, 'Stay within the range, or change it.'),
      ),
  );

/** What containers ask for is at most what they may take, and within what their namespace allows. */
export const resourceLimits: Rule = {
  id: 'resource-limits',
  why: 'A container that asks for more than it may take, or than its namespace allows, is refused with its pod.',
  check: (tree) => [
    ...tree.pods.flatMap((pods) =>
      pods.containers
        .filter(({ container }) => container.resources !== undefined)
        .flatMap(({ at, container }) => [
          ...order(pods, at, container),
          ...defaults(tree, pods, at, container),
          ...within(tree, pods, at, container),
        ]),
    ),
    ...claims(tree),
  ],
};
