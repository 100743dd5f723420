import { rules } from '../../verify/index';
import { claims } from './claims';
import type { Fault } from './fault';
import { gitops } from './gitops';
import { neighbours } from './neighbours';
import { objects } from './objects';
import { own } from './own';
import { planned } from './planned';
import { relations } from './relations';
import { traffic } from './traffic';
import { ways } from './ways';
import { workloads } from './workloads';

/** Every seeded fault: on the small clean tree, in texts, and on the published overlays. */
export const corpus = (): readonly Fault[] => {
  const known = new Set(rules.map(({ id }) => id));
  return [
    ...gitops,
    ...objects,
    ...workloads,
    ...relations,
    ...traffic,
    ...ways,
    ...claims,
    ...neighbours,
    ...planned,
    ...own(),
  ].filter(({ rule }) => known.has(rule));
};
