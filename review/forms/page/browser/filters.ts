import { RISK_WORDS, RISKS, type Risk } from '../../../verdicts/risk';
import { grouped } from '../../wording';
import type { Found, Tally } from '../find';
import { EVERYTHING, type Selection } from '../selection';
import { byId, h } from './dom';
import type { Page } from './page';
import { capital, sign } from './said';

/** The lists of a selection that are chosen from. */
type Chosen = 'overlays' | 'services' | 'risks';

const TITLES: Readonly<Record<Chosen, string>> = { risks: 'Verdicts', services: 'Services', overlays: 'Overlays' };

/** So many choices are shown without being asked for, where there is room. */
const SHORT = 24;
/** How long a reader may pause while writing, in milliseconds. */
const PAUSE = 150;

interface Choice {
  readonly name: string;
  readonly box: HTMLInputElement;
  readonly count: HTMLElement;
  readonly label: HTMLElement;
}

/** What the reader may choose by. Built once, so that focus stays; counts follow what is chosen. */
export class Filters {
  readonly #page: Page;
  readonly #choices = new Map<Chosen, readonly Choice[]>();
  readonly #search = h('input', { type: 'search', id: 'search', placeholder: 'Names, values, reasons' });

  constructor(page: Page) {
    this.#page = page;
    const members = page.carried.blocks.flatMap((block) => block.members);
    const named = (names: readonly string[]): readonly string[] => [...new Set(names)].sort();
    const room = matchMedia('(min-width: 60rem)').matches;
    const { risks } = page.found(EVERYTHING);
    byId('filters').append(
      h('label', { for: 'search' }, 'Search ', h('kbd', { 'aria-hidden': 'true' }, '/')),
      this.#search,
      this.#facet(
        'risks',
        RISKS.filter((risk) => risks.has(risk)),
        room,
      ),
      this.#facet('services', named(members.map(({ service }) => service)), room),
      this.#facet('overlays', named(members.map(({ overlay }) => overlay)), room),
    );
    this.#listen();
  }

  #listen(): void {
    let timer = 0;
    this.#search.addEventListener('input', () => {
      clearTimeout(timer);
      timer = window.setTimeout(() => this.#page.select({ words: this.#search.value }), PAUSE);
    });
  }

  #facet(chosen: Chosen, names: readonly string[], room: boolean): HTMLElement {
    const choices = names.map((name) => this.#choice(chosen, name));
    this.#choices.set(chosen, choices);
    return h(
      'details',
      { open: room && names.length <= SHORT, hidden: names.length < 2 },
      h('summary', {}, TITLES[chosen], h('span', { class: 'muted' }, ` ${names.length}`)),
      h('fieldset', {}, h('legend', { class: 'hidden' }, TITLES[chosen]), ...choices.map(({ label }) => label)),
    );
  }

  #choice(chosen: Chosen, name: string): Choice {
    const box = h('input', { type: 'checkbox', value: name, change: () => this.#choose(chosen) });
    const count = h('span', { class: 'count' });
    const isRisk = chosen === 'risks';
    const words = isRisk ? capital(RISK_WORDS[name as Risk]) : name || 'No folder';
    const label = h(
      'label',
      { class: 'option' },
      box,
      isRisk ? sign(name as Risk) : undefined,
      h('span', { class: 'choice' }, words),
      count,
    );
    return { name, box, count, label };
  }

  #choose(chosen: Chosen): void {
    const names = (this.#choices.get(chosen) ?? []).filter(({ box }) => box.checked).map(({ name }) => name);
    this.#page.select({ [chosen]: names } as Partial<Selection>);
  }

  /** Goes to the field to search in. */
  focus(): void {
    this.#search.focus();
    this.#search.select();
  }

  /** Shows what is chosen, and what each choice would show. */
  render(found: Found): void {
    const { selection } = this.#page;
    if (this.#search.value.trim() !== selection.words.trim()) this.#search.value = selection.words;
    for (const [chosen, choices] of this.#choices) {
      const tally: Tally = found[chosen];
      const names: readonly string[] = selection[chosen];
      for (const { name, box, count, label } of choices) {
        box.checked = names.includes(name);
        count.textContent = grouped(tally.get(name) ?? 0);
        label.classList.toggle('nothing', !tally.has(name));
      }
    }
  }
}
