import { byCodeUnit, type Identity } from '../../manifest/types';
import type { Edit } from '../compare/edit';
import type { Told } from '../told';
import type { Verdict } from '../verdicts/verdict';
import { fill, namesOverlay, type Shown, type Slotted, takeOut } from './slots';

/** What all changes of a block have in common. */
export interface Shared {
  readonly status: Told['status'];
  readonly whole: boolean;
  readonly edits: readonly Edit[];
  readonly verdicts: readonly Verdict[];
}

/** One object of one overlay in which a block's change happens. */
export interface Member {
  readonly overlay: string;
  readonly service: string;
  readonly identity: Identity;
  readonly from?: Identity;
  readonly path: string;
  readonly fromPath?: string;
  /** What the block's text leaves open. */
  readonly values: readonly string[];
  /** Pods that restart, for each verdict; -1 where the verdict counts none. */
  readonly pods: readonly number[];
}

/** Pods that restart because of the change of a member. */
export const podsOfMember = ({ pods }: Member): number => Math.max(0, ...pods);

/** The same change in any number of objects and overlays. */
export interface Block {
  /** What is shared, as JSON with places left open for what differs. */
  readonly text: string;
  readonly members: readonly Member[];
}

/** A block together with what was folded. */
export interface Folded extends Block {
  /** The change behind each member, in the order of the members. */
  readonly changes: readonly Told[];
}

const withoutPods = ({ pods: _, ...verdict }: Verdict): Verdict => verdict;

const shareable = ({ status, whole, edits, verdicts }: Told): Shared => ({
  status,
  whole,
  edits,
  verdicts: verdicts.map(withoutPods),
});

const memberOf = (told: Told, { values }: Slotted): Member => ({
  overlay: told.overlay,
  service: told.service,
  identity: told.identity,
  ...(told.from ? { from: told.from } : {}),
  path: told.path,
  ...(told.fromPath === undefined ? {} : { fromPath: told.fromPath }),
  values,
  pods: told.verdicts.map(({ pods = -1 }) => pods),
});

/** The text of a change, and what else it follows from. */
interface Known extends Pick<Told, 'status' | 'whole' | 'edits'> {
  readonly namespace: string;
  readonly slotted: Slotted;
}

const isKnown = (known: Known, { status, whole, edits, identity }: Told): boolean =>
  known.edits === edits && known.status === status && known.whole === whole && known.namespace === identity.namespace;

/** The text of a change. Changes that share their edits and verdicts share it too, unless it names their overlay. */
function slottedOf(told: Told, all: Map<readonly Verdict[], Known>): Slotted {
  const known = all.get(told.verdicts);
  if (known && isKnown(known, told)) return known.slotted;
  const { overlay, status, whole, edits, identity, verdicts } = told;
  const { namespace } = identity;
  const slotted = takeOut(JSON.stringify(shareable(told)), overlay, namespace);
  if (!namesOverlay(slotted)) all.set(verdicts, { status, whole, edits, namespace, slotted });
  return slotted;
}

/**
 * The changes with those told once that are the same but for the overlay's name, the namespace, registries, hashes and
 * counts of pods. `expand` gives back every one of them, exactly.
 */
export function fold(changes: readonly Told[]): readonly Folded[] {
  const blocks = new Map<string, { readonly members: Member[]; readonly changes: Told[] }>();
  const known = new Map<readonly Verdict[], Known>();
  for (const told of changes) {
    const slotted = slottedOf(told, known);
    const block = blocks.get(slotted.text);
    if (block) {
      block.members.push(memberOf(told, slotted));
      block.changes.push(told);
    } else blocks.set(slotted.text, { members: [memberOf(told, slotted)], changes: [told] });
  }
  return [...blocks].map(([text, block]) => ({ text, ...block }));
}

/** The line of the full diff behind a member of a block with this text. */
export const unfold = (text: string, { pods, values, ...member }: Member): Told => {
  const { overlay, identity } = member;
  const filled = fill(text, { overlay, namespace: identity.namespace, value: (index) => values[index] ?? '' });
  const shared = JSON.parse(filled) as Shared;
  return {
    ...member,
    ...shared,
    verdicts: shared.verdicts.map((verdict, index) => {
      const count = pods[index] ?? -1;
      return count < 0 ? verdict : { ...verdict, pods: count };
    }),
  };
};

/** The full diff behind blocks. */
export const expand = (blocks: readonly Block[]): readonly Told[] =>
  blocks.flatMap(({ text, members }) => members.map((member) => unfold(text, member)));

const only = (values: readonly string[], otherwise: string): string =>
  new Set(values).size === 1 ? (values[0] ?? '') : otherwise;

/** How a text of several members is filled: with what they share, and with a sign where they differ. */
export const shownOf = (members: readonly Member[], valuesOf = ({ values }: Member) => values): Shown => ({
  overlay: only(
    members.map(({ overlay }) => overlay),
    '‹overlay›',
  ),
  namespace: only(
    members.map(({ identity }) => identity.namespace),
    '‹namespace›',
  ),
  value: (index) => {
    const values = members.map((member) => valuesOf(member)[index] ?? '');
    return only(values, values.some((value) => value.endsWith('/')) ? '…/' : '‹differs›');
  },
});

/** What all members share, with a sign where they differ. */
export const sharedOf = ({ text, members }: Block): Shared => JSON.parse(fill(text, shownOf(members)));

/** Names of the overlays a block stands in. */
export const overlaysOf = ({ members }: Block): readonly string[] =>
  [...new Set(members.map(({ overlay }) => overlay))].sort(byCodeUnit);
