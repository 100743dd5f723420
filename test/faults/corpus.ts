import { rules } from '../../verify/index';
import { addons } from './addons';
import { backups } from './backups';
import { claims } from './claims';
import type { Fault } from './fault';
import { gitops } from './gitops';
import { members } from './members';
import { neighbours } from './neighbours';
import { objects } from './objects';
import { own } from './own';
import { planned } from './planned';
import { pods } from './pods';
import { provisioning } from './provisioning';
import { relations } from './relations';
import { resourceFaults } from './resources';
import { scaling } from './scaling';
import { schemas } from './schemas';
import { texts } from './texts';
import { traffic } from './traffic';
import { ways } from './ways';
import { workloads } from './workloads';

/** Every seeded fault: on the small clean tree, in texts, and on the published overlays. */
export const corpus = (): readonly Fault[] => {
  const known = new Set(rules.map(({ id }) => id));
  const small = [
    addons,
    backups,
    claims,
    gitops,
    members,
    neighbours,
    objects,
    planned,
    pods,
    provisioning,
    relations,
    resourceFaults,
    scaling,
    schemas,
    texts,
    traffic,
    ways,
    workloads,
  ];
  return [...small.flat(), ...own()].filter(({ rule }) => known.has(rule));
};
