import type { Manifest } from '../../../manifest/types';
import type { Side, Sides } from '../../change';
import { stretches } from '../../compare/sequence';
import type { Folded, Member } from '../../fold/fold';
import { namesOverlay, takeOut, withoutOverlay } from '../../fold/slots';
import type { Review } from '../../review';
import type { Told } from '../../told';
import { headline, restTexts } from '../wording';
import type { PackedBlock, PackedText, PageData, Patch } from './data';

/** Strings by number, in the order they first appear. */
class Words {
  readonly list: string[] = [];
  readonly #numbers = new Map<string, number>();

  number(word: string): number {
    const known = this.#numbers.get(word);
    if (known !== undefined) return known;
    this.#numbers.set(word, this.list.length);
    return this.list.push(word) - 1;
  }
}

/** Texts of objects by number, each told by what it shares with one before it. */
class Texts {
  readonly list: PackedText[] = [];
  readonly #whole = new Words();

  /** The number of a text; `like` is the number of one that resembles it. */
  number(text: string, like: number): number {
    const number = this.#whole.number(text);
    if (number === this.list.length) this.list.push(like < 0 ? text : this.#against(text, like));
    return number;
  }

  #against(text: string, like: number): PackedText {
    return [like, ...patches(this.#whole.list[like] ?? '', text)];
  }
}

/** Ends of pieces of a JSON text, small enough to tell what stays and large enough to be few. */
const PIECE = /(?<=[,{])/;

/** What turns one text into another. */
function patches(from: string, to: string): readonly Patch[] {
  const [old, now] = [from.split(PIECE), to.split(PIECE)];
  let at = 0;
  let piece = 0;
  return stretches(old, now).map(({ aStart, aEnd, bStart, bEnd }) => {
    const skipped = old.slice(piece, aStart).join('').length;
    const out = old.slice(aStart, aEnd).join('').length;
    const patch: Patch = [at + skipped, out, now.slice(bStart, bEnd).join('')];
    at += skipped + out;
    piece = aEnd;
    return patch;
  });
}

/** The text of an object, and what it leaves open. */
type Numbers = readonly [text: number, values: number];

const NONE: Numbers = [-1, -1];

/** Packs the objects of a review behind numbers. */
class Packer {
  readonly words = new Words();
  readonly texts = new Texts();
  /** Overlays share the very same objects where these do not name them. */
  readonly #known = new Map<Manifest, { readonly namespace: string; readonly numbers: Numbers }>();
  /** The first text of an object by its frame: overlays resemble each other, in blocks of their own too. */
  readonly #first = new Map<number, number>();

  block({ text, members, changes }: Folded, objects: ReadonlyMap<Told, Sides>): PackedBlock {
    const numbers = members.flatMap((member, index) => {
      const { before, after } = this.#kept(changes[index], objects);
      const frame = this.#frame(member);
      const old = this.#object(before, member, this.#first.get(frame) ?? -1);
      if (!this.#first.has(frame)) this.#first.set(frame, old[0]);
      return [this.words.number(member.overlay), frame, ...old, ...this.#object(after, member, old[0])];
    });
    return { text, members: numbers };
  }

  /** An object that comes or goes stands in the block's text already. */
  #kept(told: Told | undefined, objects: ReadonlyMap<Told, Sides>): Sides {
    if (!told || told.status === 'added' || told.status === 'removed') return {};
    return objects.get(told) ?? {};
  }

  #frame({ overlay, ...frame }: Member): number {
    return this.words.number(withoutOverlay(JSON.stringify(frame), overlay));
  }

  #object(side: Side | undefined, { overlay, identity: { namespace } }: Member, like: number): Numbers {
    if (!side) return NONE;
    const known = this.#known.get(side.manifest);
    if (known?.namespace === namespace) return known.numbers;
    const slotted = takeOut(JSON.stringify(side.manifest), overlay, namespace);
    const numbers: Numbers = [this.texts.number(slotted.text, like), this.words.number(JSON.stringify(slotted.values))];
    if (!namesOverlay(slotted)) this.#known.set(side.manifest, { namespace, numbers });
    return numbers;
  }
}

/** What a page carries of a review. Nothing is left out: `unpack` gives back every change and every object, exactly. */
export function pack(review: Review): PageData {
  const packer = new Packer();
  const blocks = review.blocks.map((block) => packer.block(block, review.objects));
  return {
    base: review.base,
    head: review.head,
    headline: headline(review),
    rest: restTexts(review),
    overlays: review.overlays,
    blast: review.blast,
    capacity: review.capacity,
    blocks,
    texts: packer.texts.list,
    words: packer.words.list,
  };
}
