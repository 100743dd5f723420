import type { Story } from '../../../fold/story';
import { RISK_WORDS, type Risk } from '../../../verdicts/risk';
import { grouped, headingOf, overlaysText, plural } from '../../wording';
import type { Found } from '../find';
import { byId, h, shortList } from './dom';
import type { Page } from './page';
import { sign } from './said';

/** The first screen: how many objects change and how gravely, what restarts, and what the guard asks a record for. */
export class Summary {
  readonly #page: Page;
  readonly #go: (story: number) => void;
  readonly #counts = h('ul', { class: 'counts', 'aria-label': 'Objects by their gravest verdict' });
  readonly #lists = h('div', { class: 'lists' });

  constructor(page: Page, go: (story: number) => void) {
    this.#page = page;
    this.#go = go;
    byId('summary').append(this.#counts, this.#lists);
  }

  /** Shows what a selection left. */
  render(found: Found, told: readonly Story[]): void {
    this.#counts.replaceChildren(...[...found.counts].map(([risk, count]) => this.#count(risk, count, told)));
    const rest = this.#page.data.rest.map((text) => h('li', {}, text));
    this.#lists.replaceChildren(
      ...list(`${plural(found.pods, 'pod')} restart${found.pods === 1 ? 's' : ''}`, restarts(found)),
      ...list(
        'The guard asks for a record',
        told.filter(isGuarded).map((story) => this.#link(story)),
      ),
      ...list('Besides objects', rest),
    );
  }

  /** A count, which leads to the first story that has such a verdict. */
  #count(risk: Risk, count: number, told: readonly Story[]): HTMLElement {
    const first = told.find((story) => story.risk === risk) ?? told.find((story) => hasRisk(story, risk));
    const go = (): void => first && this.#go(this.#page.numberOf(first));
    const words = [sign(risk), h('strong', {}, grouped(count)), ` ${RISK_WORDS[risk]}`];
    return h('li', {}, h('button', { type: 'button', click: go }, ...words));
  }

  #link(story: Story): HTMLElement {
    const { text } = overlaysText(story.overlays, this.#page.data.overlays);
    const go = (): void => this.#go(this.#page.numberOf(story));
    return h(
      'li',
      {},
      h('button', { type: 'button', class: 'link', click: go }, headingOf(story)),
      text ? ` ${text}` : '',
    );
  }
}

const hasRisk = ({ variants }: Story, risk: Risk): boolean =>
  variants.some(({ shared }) => shared.verdicts.some((verdict) => verdict.risk === risk));

const isGuarded = ({ variants }: Story): boolean =>
  variants.some(({ shared }) => shared.verdicts.some(({ guarded }) => guarded));

const restarts = ({ restarts: pods }: Found): readonly HTMLElement[] =>
  [...pods]
    .sort(([a, some], [b, many]) => many - some || (a < b ? -1 : 1))
    .map(([service, count]) => h('li', {}, h('strong', {}, service || 'No folder'), ` ${plural(count, 'pod')}`));

const list = (title: string, items: readonly HTMLElement[]): readonly HTMLElement[] =>
  items.length === 0 ? [] : [h('section', {}, h('h2', {}, title), ...shortList(items))];
