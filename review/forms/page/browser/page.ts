import type { Story } from '../../../fold/story';
import type { PageData } from '../data';
import { Finder, type Found } from '../find';
import { hashOf, type Selection, selectionOf } from '../selection';
import { Carried } from '../unpack';

/** The review of a page, what its reader selected, and what is open. */
export class Page {
  readonly data: PageData;
  readonly carried: Carried;
  readonly #finder: Finder;
  readonly #numbers: ReadonlyMap<string, number>;
  /** Objects that change, all of them. */
  readonly objects: number;
  /** Numbers of the stories that are open. */
  readonly open = new Set<number>();
  /** Whether long changes are shown whole. */
  full = false;
  selection: Selection;
  #render: () => void = () => undefined;

  constructor(data: PageData) {
    this.data = data;
    this.carried = new Carried(data);
    this.#finder = new Finder(this.carried.blocks);
    this.#numbers = new Map(this.carried.blocks.map(({ text }, index) => [text, index]));
    this.objects = this.carried.blocks.reduce((sum, { members }) => sum + members.length, 0);
    this.selection = selectionOf(location.hash);
  }

  /** What a selection leaves; by itself the reader's. */
  found = (selection: Selection = this.selection): Found => this.#finder.find(selection);

  /** The number of a story: that of its first block, so that it stays the same whatever is selected. */
  numberOf = ({ variants }: Story): number =>
    Math.min(...variants.map(({ block }) => this.#numbers.get(block.text) ?? 0));

  onChange(render: () => void): void {
    this.#render = render;
    addEventListener('hashchange', () => {
      this.selection = selectionOf(location.hash);
      render();
    });
  }

  /** Changes the selection and shows what it leaves. */
  select(change: Partial<Selection>): void {
    this.note(change);
    this.#render();
  }

  /** Changes the selection in the address only. */
  note(change: Partial<Selection>): void {
    this.selection = { ...this.selection, ...change };
    const hash = hashOf(this.selection);
    history.replaceState(null, '', hash === '' ? location.pathname + location.search : `#${hash}`);
  }
}
