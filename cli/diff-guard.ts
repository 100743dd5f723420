import type { Refusal } from '../review/index';

const FEW = 3;

const names = (all: readonly string[]): string =>
  all.length > FEW ? `${all.slice(0, FEW).join(', ')} and ${all.length - FEW} more` : all.join(', ');

/** Refusals as one line each; those of one reason in one overlay share a line. */
export function refusalLines(refusals: readonly Refusal[]): readonly string[] {
  const groups = new Map<string, Refusal[]>();
  for (const refusal of refusals) {
    const key = `${refusal.overlay}\0${refusal.rule}\0${refusal.reason}`;
    groups.set(key, [...(groups.get(key) ?? []), refusal]);
  }
  return [...groups.values()].flatMap((group) => {
    const [first] = group;
    if (!first) return [];
    const objects = names([...new Set(group.map(({ object }) => object))]);
    return [`${first.overlay} → ${objects}: ${first.reason} ${first.remedy} [${first.rule}]`];
  });
}
