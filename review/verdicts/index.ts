import type { Fields } from '../../manifest/types';
import type { Change } from '../change';
import { type Path, pathText } from '../compare/edit';
import type { Around } from './around';
import { effectOf, isKnownKind } from './fields/index';
import { byRisk } from './risk';
import { application } from './rules/application';
import { closed } from './rules/closed';
import { dataRemoved } from './rules/data-removed';
import { entrances } from './rules/entrances';
import { image } from './rules/image';
import { lowered } from './rules/lowered';
import { networkPolicy } from './rules/network-policy';
import { operators } from './rules/operators';
import { moved } from './rules/ownership';
import { podSecurity } from './rules/pod-security';
import { podSecurityLevel } from './rules/pod-security-level';
import { probes } from './rules/probes';
import { project } from './rules/project';
import { claimProtection, protection } from './rules/protection';
import { renamed } from './rules/renamed';
import { replicasLeft } from './rules/replicas-left';
import { rights } from './rules/rights';
import { serviceRemoved } from './rules/service-removed';
import { shareRemoved } from './rules/share-removed';
import { switched } from './rules/switched';
import { volumes } from './rules/volumes';
import { guarded, type Rule, type Saying, type Verdict, verdict } from './verdict';

const RULES: readonly Rule[] = [
  application,
  claimProtection,
  closed,
  dataRemoved,
  entrances,
  image,
  lowered,
  moved,
  networkPolicy,
  operators,
  podSecurity,
  podSecurityLevel,
  probes,
  project,
  protection,
  renamed,
  replicasLeft,
  rights,
  serviceRemoved,
  shareRemoved,
  switched,
  volumes,
];

const FRESH: Saying = { risk: 'no-restart', rule: 'created', reason: 'A new object.', remedy: 'Nothing to do.' };
const GONE: Saying = {
  risk: 'no-restart',
  rule: 'removed',
  reason: 'The object goes; no pod restarts.',
  remedy: 'Nothing to do.',
};
const FOREIGN: Saying = {
  risk: 'not-judged',
  rule: 'unknown-kind',
  reason: 'Nothing is known here of this kind.',
  remedy: 'Read the change yourself.',
};
const UNKNOWN: Saying = {
  risk: 'not-judged',
  rule: 'unknown-field',
  reason: 'Nothing is known here of this field.',
  remedy: 'Read the change yourself.',
};

function leaves(path: Path, value: Fields): readonly Path[] {
  if (value === null || typeof value !== 'object' || Object.keys(value).length === 0) return [path];
  const isList = Array.isArray(value);
  return Object.entries(value).flatMap(([key, inner]) => leaves([...path, isList ? `[${key}]` : key], inner));
}

const touchedPaths = ({ edits }: Change): readonly Path[] =>
  edits.flatMap(({ path, before, after, hunks }) => (hunks ? [path] : leaves(path, after ?? before)));

/**
 * What each changed field leads to by itself; fields nobody described are told as such. Under a new name everything is
 * new, so that only what is not known remains to be said.
 */
function byField(change: Change, around: Around): readonly Verdict[] {
  const manifest = change.after?.manifest;
  if (!manifest) return [];
  return touchedPaths(change)
    .filter((path) => !isNameOnly(change, path))
    .map((path) => verdict(effectOf(manifest, path)?.(change, around) ?? unknownTo(change), path))
    .filter(({ risk }) => change.status !== 'renamed' || risk === 'not-judged');
}

/** The new name of a renamed object is what its status says already. */
const isNameOnly = ({ status }: Change, path: Path): boolean =>
  status === 'renamed' && ['metadata.name', 'metadata.namespace'].includes(pathText(path));

const unknownTo = ({ after }: Change): Saying => (after && !isKnownKind(after.manifest) ? FOREIGN : UNKNOWN);

function ofWhole({ status, before, after }: Change): readonly Verdict[] {
  const manifest = after?.manifest ?? before?.manifest;
  if (!manifest || (status !== 'added' && status !== 'removed')) return [];
  if (!isKnownKind(manifest)) return [verdict(FOREIGN)];
  return [verdict(status === 'added' ? FRESH : GONE)];
}

/** Rules of the contract with Argo CD. Source: rules D1 to D8 of this project's contract. */
const CONTRACT = /^D[1-8]$/;

/** What breaks the contract with Argo CD is refused by the guard. */
const withGuard = (each: Verdict): Verdict => (CONTRACT.test(each.rule) ? guarded(each) : each);

/** Verdicts that say the same, as one with all fields it is about. */
function merged(verdicts: readonly Verdict[]): readonly Verdict[] {
  const found = new Map<string, Verdict>();
  for (const each of verdicts) {
    const key = `${each.risk}\0${each.rule}\0${each.reason}`;
    const known = found.get(key);
    found.set(key, known ? { ...known, at: [...new Set([...known.at, ...each.at])] } : each);
  }
  return [...found.values()].sort((a, b) => byRisk(a.risk, b.risk));
}

/**
 * What a change does, the gravest first; never empty. A change that only takes effect while pods stay has one verdict that
 * says so; with graver ones beside it, that goes without saying.
 */
export function judge(change: Change, around: Around): readonly Verdict[] {
  const whole = change.status === 'added' || change.status === 'removed';
  const verdicts = merged([
    ...RULES.flatMap((rule) => rule(change, around)),
    ...(whole ? ofWhole(change) : byField(change, around)),
  ]).map(withGuard);
  const grave = verdicts.filter(({ risk }) => risk !== 'no-restart');
  return grave.length > 0 ? grave : verdicts.length > 0 ? verdicts : [verdict(FRESH)];
}
