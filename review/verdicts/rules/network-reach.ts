import type { Fields } from '../../../manifest/types';
import { canonical } from '../../compare/compare';
import { isInside } from './address-block';

/** The two ways a policy has a say in, by the words of its fields. */
export const DIRECTIONS = [
  { field: 'ingress', type: 'Ingress', peers: 'from', words: 'in' },
  { field: 'egress', type: 'Egress', peers: 'to', words: 'out' },
] as const;
/** One of `DIRECTIONS`. */
export type Direction = (typeof DIRECTIONS)[number];

/** Whether the pods, or namespaces, that one selector finds are all among those of another. */
export const within = (inner: Fields, outer: Fields): boolean => {
  if (outer === undefined || Object.keys(outer).length === 0) return true;
  if (inner === undefined) return false;
  if (canonical(inner) === canonical(outer)) return true;
  if (outer.matchExpressions?.length > 0) return false;
  return Object.entries(outer.matchLabels ?? {}).every(([name, value]) => inner.matchLabels?.[name] === value);
};

const blockWithin = (inner: Fields, outer: Fields): boolean =>
  inner?.ipBlock !== undefined &&
  outer?.ipBlock !== undefined &&
  isInside(inner.ipBlock.cidr, outer.ipBlock.cidr) &&
  (outer.ipBlock.except ?? []).every((hole: string) => (inner.ipBlock.except ?? []).includes(hole));

/** Whether whoever one peer lets through, the other does too. */
function peerWithin(inner: Fields, outer: Fields): boolean {
  if (inner?.ipBlock || outer?.ipBlock) return canonical(inner) === canonical(outer) || blockWithin(inner, outer);
  const sameSpace = (inner?.namespaceSelector === undefined) === (outer?.namespaceSelector === undefined);
  return (
    sameSpace &&
    within(inner?.namespaceSelector ?? {}, outer?.namespaceSelector) &&
    within(inner?.podSelector, outer?.podSelector)
  );
}

const covered = (
  inner: readonly Fields[] | undefined,
  outer: readonly Fields[] | undefined,
  fits: (a: Fields, b: Fields) => boolean,
): boolean => {
  if (!outer?.length) return true;
  return inner?.length ? inner.every((one) => outer.some((other) => fits(one, other))) : false;
};

const samePort = (inner: Fields, outer: Fields): boolean =>
  canonical({ protocol: 'TCP', ...inner }) === canonical({ protocol: 'TCP', ...outer }) ||
  (outer?.port === undefined && (outer?.protocol ?? 'TCP') === (inner?.protocol ?? 'TCP'));

/** A rule as one for each peer and port, so that it does not matter how rules are put together. */
const parts = (rule: Fields, { peers }: Direction): readonly Fields[] => {
  const each = (list: Fields): readonly Fields[] =>
    list?.length > 0 ? list.map((item: Fields) => [item]) : [undefined];
  return each(rule?.[peers]).flatMap((peer) => each(rule?.ports).map((ports) => ({ [peers]: peer, ports })));
};

/** Whether all that some rules let through is let through by others. */
export const allWithin = (inner: readonly Fields[], outer: readonly Fields[], direction: Direction): boolean =>
  inner
    .flatMap((rule) => parts(rule, direction))
    .every((part) => outer.some((rule) => ruleWithin(part, rule, direction)));

const ruleWithin = (inner: Fields, outer: Fields, { peers }: Direction): boolean =>
  covered(inner?.[peers], outer?.[peers], peerWithin) && covered(inner?.ports, outer?.ports, samePort);
