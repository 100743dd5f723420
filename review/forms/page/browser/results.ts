import type { Story } from '../../../fold/story';
import { RISK_WORDS } from '../../../verdicts/risk';
import { grouped, plural } from '../../wording';
import type { Found } from '../find';
import { EVERYTHING, isNarrow, VIEWS, type View } from '../selection';
import { redrawChanges } from './change-view';
import { byId, h, portions, visit } from './dom';
import type { Page } from './page';
import { capital, sign } from './said';
import { storyView } from './story-view';

/** Stories that are shown before a button asks for more. */
const PORTION = 50;

const VIEW_WORDS: Readonly<Record<View, string>> = { fields: 'Fields', sides: 'Side by side', unified: 'Unified' };

/** The stories a selection leaves, and the bar above them. */
export class Results {
  readonly #page: Page;
  readonly #status = h('p', { class: 'status', role: 'status' });
  readonly #clear: HTMLButtonElement;
  readonly #expand: HTMLButtonElement;
  readonly #list = h('div');
  #stories: readonly Story[] = [];

  constructor(page: Page) {
    this.#page = page;
    const clear = (): void => {
      page.select({ ...EVERYTHING, view: page.selection.view });
      this.#expand.focus();
    };
    this.#clear = h('button', { type: 'button', click: clear }, 'Clear filters');
    this.#expand = h('button', { type: 'button', click: () => this.expandAll() });
    const gap = h('span', { class: 'gap' });
    byId('changes').append(
      h('div', { class: 'bar' }, this.#status, this.#clear, gap, this.#views(), this.#expand),
      this.#list,
    );
  }

  #views(): HTMLElement {
    const options = VIEWS.map((view) =>
      h(
        'label',
        {},
        h('input', { type: 'radio', name: 'view', value: view, change: () => this.show(view) }),
        h('span', {}, VIEW_WORDS[view]),
      ),
    );
    return h('fieldset', { class: 'views' }, h('legend', { class: 'hidden' }, 'How changes are shown'), ...options);
  }

  /** Shows changes in a view. */
  show(view: View): void {
    this.#page.note({ view });
    this.#mark();
    redrawChanges();
  }

  #mark(): void {
    for (const radio of document.querySelectorAll<HTMLInputElement>('input[name=view]'))
      radio.checked = radio.value === this.#page.selection.view;
    document.documentElement.dataset.view = this.#page.selection.view;
    this.#expand.textContent = this.#isAllOpen() ? 'Collapse all' : 'Expand all';
    this.#expand.hidden = this.#stories.length === 0;
  }

  #isAllOpen = (): boolean =>
    this.#page.full && this.#stories.every((story) => this.#page.open.has(this.#page.numberOf(story)));

  /** Opens all stories with all their lines, or closes them where they are open. */
  expandAll(): void {
    const { open } = this.#page;
    this.#page.full = !this.#isAllOpen();
    open.clear();
    if (this.#page.full) for (const story of this.#stories) open.add(this.#page.numberOf(story));
    this.#draw();
  }

  /** Shows what a selection left. */
  render(found: Found, told: readonly Story[]): void {
    this.#stories = told;
    const narrow = isNarrow(this.#page.selection);
    const { objects } = this.#page;
    const what = narrow ? `${grouped(found.objects)} of ${plural(objects, 'object')}` : plural(objects, 'object');
    this.#status.textContent = `${what} in ${plural(this.#stories.length, 'story', 'stories')}`;
    this.#clear.hidden = !narrow;
    this.#draw();
  }

  #draw(): void {
    const items = this.#stories.map((story, index) => ({
      story,
      first: this.#stories[index - 1]?.risk !== story.risk,
    }));
    const list = portions(h('div'), items, {
      portion: PORTION,
      noun: 'stories',
      make: ({ story, first }) => h('div', {}, first ? this.#heading(story) : undefined, storyView(this.#page, story)),
    });
    this.#list.replaceChildren(list);
    if (items.length === 0 && this.#page.objects > 0)
      this.#list.append(h('p', { class: 'empty' }, 'Nothing fits these filters.'));
    this.#mark();
  }

  /** Goes to a story, with the ones before it where they are not shown yet. */
  goTo(story: number): void {
    const title = (): HTMLElement | null => this.#list.querySelector(`#story-${story} .title`);
    while (!title() && this.more());
    const found = title();
    if (found) visit(found);
  }

  /** Shows more stories; tells whether there were any. */
  more(): boolean {
    const button = this.#list.querySelector<HTMLElement>(':scope > .portions > .more:not([hidden])');
    button?.click();
    return button !== null;
  }

  #heading = ({ risk }: Story): HTMLElement => h('h2', { class: 'risk' }, sign(risk), capital(RISK_WORDS[risk]));
}
