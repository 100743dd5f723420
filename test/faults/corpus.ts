import { rules } from '../../verify/index';
import type { Fault } from './fault';
import { gitops } from './gitops';
import { objects } from './objects';
import { own } from './own';
import { relations } from './relations';

/** Every seeded fault: on the small clean tree, in texts, and on the published overlays. */
export const corpus = (): readonly Fault[] => {
  const known = new Set(rules.map(({ id }) => id));
  return [...gitops, ...objects, ...relations, ...own()].filter(({ rule }) => known.has(rule));
};
