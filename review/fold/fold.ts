import { byCodeUnit, type Identity } from '../../manifest/types';
import type { Edit } from '../compare/edit';
import type { Told } from '../told';
import type { Verdict } from '../verdicts/verdict';
import { fill, namesOverlay, type Slotted, takeOut } from './slots';

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

/** The same change in any number of objects and overlays. */
export interface Block {
  /** What is shared, as JSON with places left open for what differs. */
  readonly text: string;
  readonly members: readonly Member[];
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
export function fold(changes: readonly Told[]): readonly Block[] {
  const blocks = new Map<string, Member[]>();
  const known = new Map<readonly Verdict[], Known>();
  for (const told of changes) {
    const slotted = slottedOf(told, known);
    const members = blocks.get(slotted.text);
    if (members) members.push(memberOf(told, slotted));
    else blocks.set(slotted.text, [memberOf(told, slotted)]);
  }
  return [...blocks].map(([text, members]) => ({ text, members }));
}

const unfold = (text: string, { pods, values, ...member }: Member): Told => {
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

/** What all members share, with a sign where they differ. */
export function sharedOf({ text, members }: Block): Shared {
  return JSON.parse(
    fill(text, {
      overlay: only(
        members.map(({ overlay }) => overlay),
        '‹overlay›',
      ),
      namespace: only(
        members.map(({ identity }) => identity.namespace),
        '‹namespace›',
      ),
      value: (index) => {
        const values = members.map((member) => member.values[index] ?? '');
        return only(values, values.some((value) => value.endsWith('/')) ? '…/' : '‹differs›');
      },
    }),
  );
}

/** Names of the overlays a block stands in. */
export const overlaysOf = ({ members }: Block): readonly string[] =>
  [...new Set(members.map(({ overlay }) => overlay))].sort(byCodeUnit);
