import { chartsBringing } from '../../manifest/addon-charts/index';
import { type Facility, isGiven } from '../../manifest/facilities';
import { BROUGHT, broughtIn, statedIn, tellsAll } from '../addons/installed';
import { type Needed, neededIn } from '../addons/needed';
import { error, type Rule, type Verdict, warning } from '../finding';
import type { Tree } from '../tree';

/** What clouds may bring by add-ons of their own, outside of any tree. */
const MAY_BE_THE_CLOUDS = /^(?:API|CSI driver|volumes) (?!group)/;

const remedyOf = (facility: Facility): string => {
  const charts = chartsBringing(facility);
  const enable = charts.length > 0 ? `Enable the add-on that brings it (chart ${charts.join(' or ')})` : 'Write it';
  return `${enable}, or name it in the annotation ${BROUGHT} of an AppProject if the cluster has it.`;
};

const told = ({ item, at, facility }: Needed): Verdict => {
  const say = MAY_BE_THE_CLOUDS.test(facility) ? warning : error;
  return say(item, at, `Nothing in the overlay brings ${facility}, which this needs.`, remedyOf(facility));
};

/** In one folder one object says enough. */
const distinct = (needs: readonly Needed[]): readonly Needed[] => [
  ...new Map(needs.toReversed().map((need) => [`${need.item.folder}|${need.facility}`, need])).values(),
];

const isMissing =
  (tree: Tree) =>
  ({ facility }: Needed): boolean =>
    !broughtIn(tree).has(facility) && !isGiven(facility) && !statedIn(tree).has(facility);

/** Kinds, classes and APIs that objects need are brought by an add-on, a CRD or an object of the overlay. */
export const addonClosure: Rule = {
  id: 'addon-closure',
  why: 'A kind nobody installed fails the sync, and a class nobody serves leaves volumes and Ingresses waiting for ever.',
  check: (tree) => (tellsAll(tree) ? distinct(neededIn(tree).filter(isMissing(tree))).map(told) : []),
};
