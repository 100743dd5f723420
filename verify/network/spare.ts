import type { PodPort } from '../../manifest/pods';
import type { Fields } from '../../manifest/types';
import type { Pods } from '../tree';
import type { Need } from './need';
import type { Policy, PolicyRule } from './policies';
import { meansPort } from './ways';

/** A policy with the pods of the tree it selects; none of their namespace is unknown. */
export interface Selection {
  readonly policy: Policy;
  readonly pods: readonly Pods[];
}

const EVERY_PORT: readonly Fields[] = [undefined];

/** Ports a rule opens, each to be needed by itself; `undefined` is every port. */
export const portsOf = ({ ports }: PolicyRule): readonly Fields[] => (ports.length === 0 ? EVERY_PORT : ports);

/**
 * Whether a connection may take a port of a rule.
 * @param names ports of the pods that are reached, for rules that name a port
 */
export const fits = (need: Need, port: Fields, names: readonly PodPort[]): boolean =>
  port === undefined || need.ports.length === 0 || need.ports.some((own) => meansPort([port], own, names));
