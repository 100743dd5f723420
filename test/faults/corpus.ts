import { rules } from '../../verify/index';
import { backups } from './backups';
import { claims } from './claims';
import type { Fault } from './fault';
import { gitops } from './gitops';
import { members } from './members';
import { objects } from './objects';
import { own } from './own';
import { pods } from './pods';
import { relations } from './relations';
import { resourceFaults } from './resources';
import { scaling } from './scaling';
import { traffic } from './traffic';
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
    ...claims,
    ...pods,
    ...resourceFaults,
    ...scaling,
    ...members,
    ...backups,
    ...own(),
  ].filter(({ rule }) => known.has(rule));
};
