import { type Rule, type Verdict, verdict } from '../verdict';
import { isInside } from './address-block';
import type { Entrances, EntrancesOf } from './entrance';
import { entrancesOfOperators } from './entrances-of-operators';
import { entrancesOfTraffic } from './entrances-of-traffic';

const ENTRANCES: EntrancesOf = { ...entrancesOfOperators, ...entrancesOfTraffic };

/** Kinds whose entrances are news only when the object was there before: a new object has what it was made for. */
const OWN_MAKE: ReadonlySet<string> = new Set(['Kafka', 'KafkaUser', 'Cluster', 'ClusterSecretStore', 'HTTPRoute']);

/** A range of addresses inside one that was there. */
const isNarrower = (key: string, old: Entrances): boolean =>
  key.startsWith('range ') &&
  [...old.keys()].some((known) => known.startsWith('range ') && isInside(key.slice(6), known.slice(6)));

const REMEDY = 'Check who can reach it now, and who needs to.';

/** More can be reached from outside, or by more clients, than before. */
export const entrances: Rule = ({ before, after }): readonly Verdict[] => {
  const kind = after?.manifest.kind ?? '';
  if (!after || !Object.hasOwn(ENTRANCES, kind) || (!before && OWN_MAKE.has(kind))) return [];
  const of = ENTRANCES[kind] ?? (() => new Map());
  const old = before ? of(before.manifest) : new Map();
  const news = [...of(after.manifest)].filter(([key]) => !old.has(key) && !isNarrower(key, old));
  const [first] = news;
  if (!first) return [];
  const more = news.length > 1 ? ` There are ${news.length} new ways in.` : '';
  return [
    verdict({ risk: 'exposure', rule: 'entrance-opened', reason: `${first[1]}${more}`, remedy: REMEDY }, first[0]),
  ];
};
