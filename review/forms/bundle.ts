import { byCodeUnit } from '../../manifest/types';
import type { Block, Member } from '../fold/fold';
import type { Story } from '../fold/story';
import { byRisk } from '../verdicts/risk';
import type { Verdict } from '../verdicts/verdict';
import { grouped } from './wording';

/** The parts of a verdict that are read out. */
export type Spoken = Pick<Verdict, 'risk' | 'reason' | 'remedy'> & { readonly stake?: string | undefined };

/** An object of a bundle, and the block it is a member of. */
export interface Bundled {
  readonly member: Member;
  readonly block: Block;
  readonly stake?: string | undefined;
}

/** Objects of which the same is said. */
export interface Bundle {
  readonly verdict: Spoken;
  readonly members: readonly Bundled[];
}

/** The objects of one block. */
export const bundledOf = (block: Block): readonly Bundled[] => block.members.map((member) => ({ member, block }));

/** Objects that come or go together, by what is said of them, the gravest first. */
export function bundles({ variants }: Story): readonly Bundle[] {
  const found = new Map<string, { readonly verdict: Spoken; readonly members: Bundled[] }>();
  for (const { block, shared } of variants)
    for (const verdict of shared.verdicts) {
      const key = `${verdict.risk}\0${verdict.reason}\0${verdict.remedy}`;
      const bundle = found.get(key) ?? { verdict, members: [] };
      for (const member of block.members) bundle.members.push({ member, block, stake: verdict.stake });
      found.set(key, bundle);
    }
  return [...found.values()].sort((a, b) => byRisk(a.verdict.risk, b.verdict.risk));
}

const nameOf = ({ identity: { kind, namespace, name } }: Member): string =>
  `\`${kind} ${namespace ? `${namespace}/` : ''}${name}\``;

/** Stakes that are more than one thing: all a store keeps, rather than one of its databases. */
const ALL = /^(all|everything|the volumes|the partitions)\b/;

interface OfKind {
  readonly kind: string;
  readonly count: number;
  readonly stake: string | undefined;
}

const rank = ({ stake }: OfKind): number => (stake === undefined ? 2 : ALL.test(stake) ? 0 : 1);

/** Objects by kind and count, those that hold most first; beyond `most` kinds the rest is counted. */
export const kindTexts = (members: Bundle['members'], most: number): readonly string[] => {
  const kinds = new Map<string, { count: number; stake: string | undefined }>();
  for (const { member, stake } of members) {
    const { kind } = member.identity;
    const known = kinds.get(kind) ?? { count: 0, stake };
    kinds.set(kind, { count: known.count + 1, stake: known.stake === stake ? stake : undefined });
  }
  const sorted = [...kinds]
    .map(([kind, { count, stake }]): OfKind => ({ kind, count, stake }))
    .sort((a, b) => rank(a) - rank(b) || b.count - a.count || byCodeUnit(a.kind, b.kind));
  const [shown, left] = sorted.length > most + 1 ? [sorted.slice(0, most), sorted.slice(most)] : [sorted, []];
  const rest = left.reduce((sum, { count }) => sum + count, 0);
  return [
    ...shown.map(({ kind, count, stake }) => `${grouped(count)} ${kind}${stakeText(stake)}`),
    ...(rest > 0 ? [`${grouped(rest)} more of ${left.length} other kinds`] : []),
  ];
};

const stakeText = (stake: string | undefined): string => (stake ? ` (${stake})` : '');

/** Objects by name where they are few, by kind and count where they are many, those that hold most first. */
export function objectsText(members: Bundle['members'], most: number): string {
  const names = new Map(members.map(({ member, stake }) => [nameOf(member), stakeText(stake)]));
  if (names.size > most) return kindTexts(members, most).join(', ');
  return [...names]
    .sort(([a], [b]) => byCodeUnit(a, b))
    .map(([name, stake]) => `${name}${stake}`)
    .join(', ');
}
