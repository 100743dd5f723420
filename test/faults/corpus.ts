import { rules } from '../../verify/index';
import { addons } from './addons';
import { claims } from './claims';
import type { Fault } from './fault';
import { gitops } from './gitops';
import { objects } from './objects';
import { own } from './own';
import { provisioning } from './provisioning';
import { relations } from './relations';
import { schemas } from './schemas';
import { texts } from './texts';
import { traffic } from './traffic';
import { workloads } from './workloads';

/** Every seeded fault: on the small clean tree, in texts, and on the published overlays. */
export const corpus = (): readonly Fault[] => {
  const known = new Set(rules.map(({ id }) => id));
  const small = [gitops, objects, workloads, relations, traffic, claims, schemas, provisioning, addons, texts];
  return [...small.flat(), ...own()].filter(({ rule }) => known.has(rule));
};
