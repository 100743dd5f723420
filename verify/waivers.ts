import { SHARED_CLUSTER } from './clusters/cluster-of';
import type { Finding } from './finding';
import { below } from './keys';
import { type Item, inFolders, type Tree } from './tree';

/** What the annotation begins with that waives a rule for one object; the rule's id follows, its value is the reason. */
export const WAIVER = 'verify.slipway.dev/';

/** A rule that an object says does not count for it. */
export interface Waiver {
  readonly item: Item;
  readonly at: string;
  readonly rule: string;
  /** Empty when none is given, so that the waiver does not count. */
  readonly reason: string;
}

const waiversIn = (item: Item): readonly Waiver[] =>
  Object.entries(item.manifest.metadata.annotations ?? {})
    .filter(([key]) => key.startsWith(WAIVER))
    .map(([key, value]) => ({
      item,
      at: below('metadata.annotations', key),
      rule: key.slice(WAIVER.length),
      reason: String(value).trim(),
    }));

const waives = (item: Item): boolean => {
  for (const key in item.manifest.metadata.annotations) if (key.startsWith(WAIVER)) return true;
  return false;
};

/** Every waiver of an overlay. */
export const waiversOf = inFolders((items): readonly Waiver[] => items.filter(waives).flatMap(waiversIn));

const key = (path: string, object: string, rule: string): string => `${path}\n${object}\n${rule}`;

/**
 * Findings with the reason of their waiver where there is one, and a warning for every waiver nothing is waived by.
 * Nothing is left out.
 */
export function waived(tree: Tree, findings: readonly Finding[]): readonly Finding[] {
  const waivers = waiversOf(tree).filter(({ rule, reason }) => rule !== 'waiver' && reason !== '');
  if (waivers.length === 0) return findings;
  const pathOf = ({ path }: Item): string => tree.shown(path);
  const reasons = new Map(waivers.map(({ item, rule, reason }) => [key(pathOf(item), item.object, rule), reason]));
  const used = new Set<string>();
  const told = findings.map((finding): Finding => {
    const own = key(finding.path, finding.object, finding.rule);
    const reason = reasons.get(own);
    if (reason === undefined) return finding;
    used.add(own);
    return { ...finding, waived: reason };
  });
  const faulty = new Set(findings.filter(({ rule }) => rule === 'waiver').map(({ path, at = '' }) => `${path} ${at}`));
  const idle = waivers.filter(
    ({ item, at, rule }) =>
      rule !== SHARED_CLUSTER &&
      !used.has(key(pathOf(item), item.object, rule)) &&
      !faulty.has(`${pathOf(item)} ${at}`),
  );
  return [...told, ...idle.map((waiver) => idleWaiver(pathOf(waiver.item), waiver))];
}

const idleWaiver = (path: string, { item: { object }, at, rule }: Waiver): Finding => ({
  rule: 'waiver',
  severity: 'warning',
  path,
  object,
  at,
  message: `The rule ${rule} has nothing against this object, so nothing is waived.`,
  remedy: 'Remove the annotation.',
});
