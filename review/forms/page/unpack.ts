import type { Fields } from '../../../manifest/types';
import { type Block, type Member, shownOf, unfold } from '../../fold/fold';
import { fill, type Shown } from '../../fold/slots';
import { type PackedBlock, type PackedText, type PageData, type Patch, STRIDE } from './data';

/** A whole object on both sides of a change; a side that is absent is left out. */
export interface Objects {
  readonly before?: Fields;
  readonly after?: Fields;
}

/** Where an object of a member stands: its text, and what that leaves open. */
interface Reference {
  readonly text: number;
  readonly values: readonly string[];
}

interface References {
  readonly before: Reference | undefined;
  readonly after: Reference | undefined;
}

const parsed = (text: string): Fields => JSON.parse(text);

const withSides = (before: Fields, after: Fields): Objects => ({
  ...(before === undefined ? {} : { before }),
  ...(after === undefined ? {} : { after }),
});

/** The review a page carries, unfolded where it is asked for. */
export class Carried {
  readonly blocks: readonly Block[];
  readonly #words: readonly string[];
  readonly #texts: readonly PackedText[];
  readonly #references = new Map<Member, References>();

  constructor({ blocks, words, texts }: Pick<PageData, 'blocks' | 'words' | 'texts'>) {
    this.#words = words;
    this.#texts = texts;
    this.blocks = blocks.map((block) => this.#block(block));
  }

  #block({ text, members: numbers }: PackedBlock): Block {
    const members = Array.from({ length: numbers.length / STRIDE }, (_, index) => {
      const [overlay, frame, ...objects] = numbers.slice(index * STRIDE, (index + 1) * STRIDE);
      return this.#member(this.#word(overlay), this.#word(frame), objects);
    });
    return { text, members };
  }

  #word = (number = -1): string => this.#words[number] ?? '';

  #member(overlay: string, frame: string, [old = -1, oldValues, now = -1, nowValues]: readonly number[]): Member {
    const filled = fill(frame, { overlay, namespace: '', value: () => '' });
    const member: Member = { overlay, ...parsed(filled) };
    const reference = (text: number, values: number | undefined): Reference | undefined =>
      text < 0 ? undefined : { text, values: parsed(this.#word(values)) };
    this.#references.set(member, { before: reference(old, oldValues), after: reference(now, nowValues) });
    return member;
  }

  #text(number: number): string {
    const packed = this.#texts[number] ?? '';
    if (typeof packed === 'string') return packed;
    const [of, ...patches] = packed;
    return patched(this.#text(of), patches);
  }

  #object(side: keyof References, member: Member, shown: Shown): Fields {
    const reference = this.#references.get(member)?.[side];
    return reference && parsed(fill(this.#text(reference.text), shown));
  }

  /** The whole object of a member, before and after its change. */
  objects({ text }: Block, member: Member): Objects {
    const shown = (side: keyof References): Shown => shownOf([member], () => this.#values(member, side));
    const before = this.#object('before', member, shown('before'));
    const after = this.#object('after', member, shown('after'));
    return before === undefined && after === undefined ? wholeEdit(text, member) : withSides(before, after);
  }

  /** Whether the objects of a block are the same but for what was taken out. */
  isAlike({ members }: Block): boolean {
    const [first] = members;
    return first !== undefined && members.every((member) => this.#sameTexts(first, member));
  }

  /** The object that the members of a block have in common, with a sign where they differ. */
  common({ text, members }: Block): Objects {
    const shown = (side: keyof References): Shown => shownOf(members, (member) => this.#values(member, side));
    const [first] = members;
    const before = first && this.#object('before', first, shown('before'));
    const after = first && this.#object('after', first, shown('after'));
    if (before !== undefined || after !== undefined) return withSides(before, after);
    const [edit]: readonly Objects[] = parsed(fill(text, shownOf(members))).edits;
    return withSides(edit?.before, edit?.after);
  }

  #values = (member: Member, side: keyof References): readonly string[] =>
    this.#references.get(member)?.[side]?.values ?? [];

  #sameTexts(a: Member, b: Member): boolean {
    const [one, other] = [this.#references.get(a), this.#references.get(b)];
    return one?.before?.text === other?.before?.text && one?.after?.text === other?.after?.text;
  }
}

function patched(text: string, patches: readonly Patch[]): string {
  let at = 0;
  const parts = patches.map(([start, out, into]) => {
    const part = text.slice(at, start) + into;
    at = start + out;
    return part;
  });
  return parts.join('') + text.slice(at);
}

/** An object that comes or goes is one edit of the whole. */
function wholeEdit(text: string, member: Member): Objects {
  const [edit] = unfold(text, member).edits;
  return withSides(edit?.before, edit?.after);
}
