import { describe } from '../../../../manifest/types';
import type { Member } from '../../../fold/fold';
import { isOneVerdict, type Story, type Variant } from '../../../fold/story';
import { type Bundle, bundledOf, bundles, kindTexts } from '../../bundle';
import { headingOf, overlaysText, plural, podsText } from '../../wording';
import { changeView } from './change-view';
import { disclosure, h, portions } from './dom';
import { memberList, memberTitle, pathOf } from './member-view';
import type { Page } from './page';
import { saying } from './said';

/** Ways a story's object changes that are shown before a button asks for more. */
const VARIANTS = 10;
/** Objects that are listed without being asked for. */
const FEW = 6;

const isBundled = ({ status }: Story): boolean => status === 'added' || status === 'removed';

/** What is said of variants of which the same is said. */
function sayings(variants: readonly Variant[]): readonly HTMLElement[] {
  const members = variants.flatMap(({ block }) => block.members);
  const verdicts = variants[0]?.shared.verdicts ?? [];
  return verdicts.map((verdict, index) => saying(verdict, podsText(members.map(({ pods }) => pods[index] ?? 0))));
}

/** The names of overlays, where a few words do not say them. */
function overlayNames(overlays: readonly string[], page: Page): readonly HTMLElement[] {
  const { text } = overlaysText(overlays, page.data.overlays);
  if (text === '' || text === overlays.join(', ')) return [];
  return [disclosure(text, () => h('p', { class: 'names' }, overlays.join(', ')))];
}

/** What happened to the name or the file of the object of a block. */
function former({ block: { members }, shared: { status } }: Variant): readonly HTMLElement[] {
  const [first] = members;
  const like = members.length > 1 ? ' and the like' : '';
  if (status === 'renamed' && first?.from) return [h('p', {}, `From ${describe(first.from)}${like}.`)];
  if (status === 'moved' && first?.fromPath) return [h('p', { class: 'path' }, `${pathOf(first)}${like}`)];
  return [];
}

/** The change that all objects of a variant have in common; where the objects differ in what stays, the first of them. */
function commonChange(page: Page, { block, shared }: Variant, caption: string): HTMLElement {
  const [first] = block.members as readonly [Member, ...Member[]];
  const alike = page.carried.isAlike(block);
  const view = changeView(page, {
    edits: shared.edits,
    objects: () => (alike ? page.carried.common(block) : page.carried.objects(block, first)),
    caption: alike ? caption : memberTitle(first),
  });
  if (alike) return view;
  const note = h(
    'p',
    { class: 'muted yaml-only' },
    `The YAML is that of ${memberTitle(first)}; the others differ in what stays.`,
  );
  return h('div', {}, note, view);
}

function variantView(page: Page, story: Story, variant: Variant): HTMLElement {
  const { block, overlays } = variant;
  const { text } = overlaysText(overlays, page.data.overlays);
  const alone = story.variants.length === 1;
  return h(
    'div',
    { class: 'variant' },
    ...(alone || text === '' ? [] : [h('h4', {}, text)]),
    ...(isOneVerdict(story) ? [] : sayings([variant])),
    ...former(variant),
    ...kindsOf({ ...story, variants: [variant] }).map((text) => h('p', { class: 'muted' }, text)),
    commonChange(page, variant, `${story.subject}${text ? ` in ${text}` : ''}`),
    ...(block.members.length > 1
      ? [disclosure(`${plural(block.members.length, 'object')}, one by one`, () => memberList(page, bundledOf(block)))]
      : [h('p', { class: 'path' }, block.members.map(pathOf).join())]),
    ...overlayNames(overlays, page),
  );
}

/** Objects that come or go together, of which the same is said. */
function bundleView(page: Page, { verdict, members }: Bundle): HTMLElement {
  const list = (): HTMLElement => memberList(page, members);
  const kinds = kindTexts(members, Number.POSITIVE_INFINITY).join(', ');
  return h(
    'div',
    { class: 'variant' },
    saying({ ...verdict, stake: undefined }, ''),
    ...(members.length <= FEW
      ? [list()]
      : [h('p', { class: 'muted' }, kinds), disclosure(`${plural(members.length, 'object')}, one by one`, list)]),
  );
}

function bodyOf(page: Page, story: Story): HTMLElement {
  if (isBundled(story)) {
    const told = bundles(story).map((bundle) => bundleView(page, bundle));
    return h('div', { class: 'body' }, ...told, ...overlayNames(story.overlays, page));
  }
  const variants = portions(h('div'), story.variants, {
    portion: VARIANTS,
    noun: 'ways it changes',
    make: (variant) => variantView(page, story, variant),
  });
  return h('div', { class: 'body' }, ...(isOneVerdict(story) ? sayings(story.variants) : []), variants);
}

/** The kinds of the objects of a story that has no name of its own. */
const kindsOf = ({ subject, variants }: Story): readonly string[] =>
  /^\d/.test(subject)
    ? [
        ` ${kindTexts(
          variants.flatMap(({ block }) => bundledOf(block)),
          FEW,
        ).join(', ')}.`,
      ]
    : [];

/** The gravest thing said of a story, for one who has not opened it. */
function lead(story: Story): HTMLElement {
  const { variants } = story;
  const [verdict, ...others] = variants[0]?.shared.verdicts ?? [];
  const more = others.length > 0 ? ` And ${plural(others.length, 'more verdict')}.` : '';
  return h('p', { class: 'lead' }, `${verdict?.reason ?? ''}`, h('span', { class: 'muted' }, more, ...kindsOf(story)));
}

/** A story with a heading that opens it. Its content is made when it is opened first. */
export function storyView(page: Page, story: Story): HTMLElement {
  const number = page.numberOf(story);
  const { text } = overlaysText(story.overlays, page.data.overlays);
  const id = `story-${number}`;
  const button = h(
    'button',
    { type: 'button', class: 'title', 'aria-controls': `${id}-body` },
    h('span', {}, headingOf(story), text === '' ? undefined : h('span', { class: 'where' }, text)),
  );
  const summary = lead(story);
  const place = h('div', { id: `${id}-body` });
  const show = (): void => {
    const isOpen = page.open.has(number);
    button.setAttribute('aria-expanded', String(isOpen));
    place.hidden = !isOpen;
    summary.hidden = isOpen;
    if (isOpen && place.childElementCount === 0) place.append(bodyOf(page, story));
  };
  button.addEventListener('click', () => {
    if (!page.open.delete(number)) page.open.add(number);
    page.note({ story: page.open.has(number) ? number : -1 });
    show();
  });
  show();
  return h('article', { class: 'story', id, 'aria-label': headingOf(story) }, h('h3', {}, button), summary, place);
}
