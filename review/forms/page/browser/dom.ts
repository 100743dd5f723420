type Attribute = string | number | boolean | undefined | ((event: Event) => void);
type Attributes = Readonly<Record<string, Attribute>>;
type Child = Node | string | undefined;

function dressed<T extends Element>(element: T, attributes: Attributes, children: readonly Child[]): T {
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === 'function') element.addEventListener(name, value);
    else if (value === true) element.setAttribute(name, '');
    else if (value !== false && value !== undefined) element.setAttribute(name, String(value));
  }
  element.append(...children.filter((child) => child !== undefined));
  return element;
}

/** An HTML element. Strings become text, functions listen to the event they are named after. */
export const h = <K extends keyof HTMLElementTagNameMap>(
  tag: K,
  attributes: Attributes = {},
  ...children: readonly Child[]
): HTMLElementTagNameMap[K] => dressed(document.createElement(tag), attributes, children);

/** An SVG element. */
export const svg = <K extends keyof SVGElementTagNameMap>(
  tag: K,
  attributes: Attributes = {},
  ...children: readonly Child[]
): SVGElementTagNameMap[K] =>
  dressed(document.createElementNS('http://www.w3.org/2000/svg', tag), attributes, children);

/** The element of the page with this id. */
export function byId(id: string): HTMLElement {
  const element = document.getElementById(id);
  if (!element) throw new Error(`the page has no '${id}'`);
  return element;
}

/** A summary that opens; what it opens is made the first time. */
export function disclosure(summary: Child, make: () => Node): HTMLDetailsElement {
  const title = h('summary', {}, summary);
  const details = h('details', {}, title);
  const fill = (): void => {
    if (details.childElementCount === 1) details.append(make());
  };
  title.addEventListener('click', fill);
  // The browser opens it by itself too, when something in it is searched for or a script asks.
  details.addEventListener('toggle', fill);
  return details;
}

/** How the items of a long list are called and made. */
export interface Items<T> {
  readonly portion: number;
  readonly noun: string;
  readonly make: (item: T) => HTMLElement;
}

/**
 * A list with a button behind it that asks for the next portion of items, and hands the focus to the first one it brought.
 */
export function portions<T>(list: HTMLElement, items: readonly T[], { portion, noun, make }: Items<T>): HTMLElement {
  const more = h('button', { type: 'button', class: 'more' });
  const append = (): HTMLElement | undefined => {
    const shown = list.childElementCount;
    const next = items.slice(shown, shown + portion).map(make);
    list.append(...next);
    const left = items.length - shown - next.length;
    more.textContent = `Show ${Math.min(portion, left)} more of ${left} ${noun}`;
    more.hidden = left === 0;
    return next[0];
  };
  more.addEventListener('click', () => append()?.querySelector<HTMLElement>('button, summary')?.focus());
  append();
  return h('div', { class: 'portions' }, list, more);
}

/** Items of a short list that are shown without being asked for. */
const FEW = 6;

/** A list of which the first items are shown, and a button that shows the others. */
export function shortList(items: readonly HTMLElement[]): readonly HTMLElement[] {
  const [shown, left] = [h('ul', {}, ...items.slice(0, FEW)), items.slice(FEW)];
  if (left.length === 0) return [shown];
  const more = h('button', { type: 'button', class: 'link' }, `and ${left.length} more`);
  more.addEventListener('click', () => {
    more.remove();
    shown.append(...left);
  });
  return [shown, more];
}

/** Frames in which what stands above may still grow. */
const FRAMES = 4;

/** Goes to an element: gives it the focus, and keeps it in sight while what stands above it is drawn. */
export function visit(element: HTMLElement, frames = FRAMES): void {
  element.focus({ preventScroll: true });
  element.scrollIntoView();
  if (frames > 0) requestAnimationFrame(() => document.activeElement === element && visit(element, frames - 1));
}
