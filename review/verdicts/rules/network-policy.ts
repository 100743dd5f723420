import type { Fields, Manifest } from '../../../manifest/types';
import type { Change } from '../../change';
import { canonical } from '../../compare/compare';
import type { Around } from '../around';
import { type Rule, type Verdict, verdict } from '../verdict';
import { allWithin, DIRECTIONS, type Direction, within } from './network-reach';

const KIND = 'networking.k8s.io/NetworkPolicy';
const open = (reason: string, remedy: string, at: string): Verdict =>
  verdict({ risk: 'exposure', rule: 'network-opened', reason, remedy }, at);
const CHECK = 'Check that each of the new ways is needed.';

const shut = (words: string, at: string): Verdict =>
  verdict(
    {
      risk: 'availability',
      rule: 'network-closed',
      reason: `Connections ${words} that were let through are refused from now on.`,
      remedy: 'Check that nobody needs them any more.',
    },
    at,
  );

/** Directions a policy has a say in. Source: Kubernetes API reference, NetworkPolicySpec.policyTypes. */
const governs = ({ spec }: Manifest, { type, field }: Direction): boolean =>
  spec?.policyTypes ? spec.policyTypes.includes(type) : type === 'Ingress' || spec?.[field] !== undefined;

const rulesOf = (manifest: Manifest, { field }: Direction): readonly Fields[] => manifest.spec?.[field] ?? [];

function changed({ before, after }: Change): readonly Verdict[] {
  if (!before || !after) return [];
  const [old, now] = [before.manifest, after.manifest];
  const selector = canonical(old.spec?.podSelector ?? {}) !== canonical(now.spec?.podSelector ?? {});
  return [
    ...(selector && !within(old.spec?.podSelector, now.spec?.podSelector)
      ? [
          open(
            'Pods the policy no longer selects may be open to all.',
            'Check which policy holds for them.',
            'spec.podSelector',
          ),
        ]
      : []),
    ...DIRECTIONS.flatMap((direction) => {
      if (!governs(old, direction)) return [];
      if (!governs(now, direction))
        return [open(`The policy no longer limits the way ${direction.words}.`, CHECK, `spec.${direction.field}`)];
      const [was, is] = [rulesOf(old, direction), rulesOf(now, direction)];
      return [
        ...(allWithin(is, was, direction)
          ? []
          : [open(`More may connect ${direction.words} than before.`, CHECK, `spec.${direction.field}`)]),
        ...(allWithin(was, is, direction) ? [] : [shut(direction.words, `spec.${direction.field}`)]),
      ];
    }),
  ];
}

/** A policy that selects all pods and so closes a direction for those without another one. */
const closesAll = (manifest: Manifest, direction: Direction): boolean =>
  governs(manifest, direction) && Object.keys(manifest.spec?.podSelector ?? {}).length === 0;

const others = (change: Change, around: Around, when: 'before' | 'after'): readonly Manifest[] =>
  around
    .neighbours(
      change,
      when,
    )(KIND)
    .filter(({ metadata }) => metadata.name !== change.identity.name);

const NAMESPACE = 'kubernetes.io/metadata.name';

/** Whether all whom a policy lets through by name of their namespace go away with it. */
function peersGo(change: Change, around: Around, policy: Manifest): boolean {
  const peers = DIRECTIONS.flatMap((direction) =>
    rulesOf(policy, direction).flatMap((rule) => rule?.[direction.peers] ?? [{}]),
  );
  const goes = (service: string): boolean =>
    around.filesInFolder({ ...change, service }, 'before') > 0 &&
    around.filesInFolder({ ...change, service }, 'after') === 0;
  const names = peers.map((peer: Fields): string => peer?.namespaceSelector?.matchLabels?.[NAMESPACE] ?? '');
  return names.length > 0 && names.every((name) => name !== '' && goes(name));
}

/**
 * A policy that goes opens what it closed, unless another one closes the direction for all pods: then what it let through
 * is refused.
 */
function removed(change: Change, around: Around): readonly Verdict[] {
  const policy = change.before?.manifest;
  if (!policy) return [];
  const left = others(change, around, 'after');
  if (around.filesInFolder(change, 'after') === 0) return [];
  const opened = DIRECTIONS.filter(
    (direction) => governs(policy, direction) && !left.some((other) => closesAll(other, direction)),
  );
  const refused = DIRECTIONS.filter((direction) => lets(policy, direction) && !opened.includes(direction));
  const opens = open(
    'Pods it selected are open to all unless another policy selects them.',
    'Keep a policy that denies by default.',
    'spec',
  );
  return [
    ...(opened.length > 0 ? [opens] : []),
    ...(refused.length > 0 && !peersGo(change, around, policy)
      ? refused.map(({ words, field }) => shut(words, `spec.${field}`))
      : []),
  ];
}

const lets = (policy: Manifest, direction: Direction): boolean =>
  governs(policy, direction) && rulesOf(policy, direction).length > 0;

/** A new policy lets through what a policy that stood there before held back. */
function added(change: Change, around: Around): readonly Verdict[] {
  const policy = change.after?.manifest;
  if (!policy) return [];
  const there = others(change, around, 'before');
  const opened = DIRECTIONS.filter(
    (direction) => lets(policy, direction) && there.some((other) => governs(other, direction)),
  );
  return opened.map(({ words, field }) =>
    open(`The policy lets connections ${words} that were refused before.`, CHECK, `spec.${field}`),
  );
}

/** Network policies that let more or less through than before. Source: Kubernetes, Network Policies: policies add up. */
export const networkPolicy: Rule = (change, around) => {
  const manifest = change.after?.manifest ?? change.before?.manifest;
  if (manifest?.kind !== 'NetworkPolicy') return [];
  if (change.status === 'removed') return removed(change, around);
  return change.status === 'added' ? added(change, around) : changed(change);
};
