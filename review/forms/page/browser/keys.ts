import { VIEWS } from '../selection';
import { byId, h, visit } from './dom';
import type { Filters } from './filters';
import type { Page } from './page';
import type { Results } from './results';

const KEYS: readonly (readonly [string, string])[] = [
  ['/', 'Search'],
  ['j', 'Next story'],
  ['k', 'Previous story'],
  ['Enter, Space', 'Open or close what has the focus'],
  ['e', 'Expand or collapse all'],
  ['v', 'Fields, side by side, unified'],
  ['Esc', 'Leave the search, or close this list'],
  ['?', 'This list'],
];

const isWriting = ({ target }: KeyboardEvent): boolean =>
  target instanceof HTMLInputElement && !['radio', 'checkbox'].includes(target.type);

const titles = (): readonly HTMLButtonElement[] => [...document.querySelectorAll<HTMLButtonElement>('.story .title')];

/** Moves the focus to the story before or after the one that holds it; asks for more where the shown ones end. */
function move(step: 1 | -1, results: Results): void {
  const all = titles();
  const own = document.activeElement?.closest('.story')?.querySelector<HTMLButtonElement>('.title');
  const index = own ? all.indexOf(own) + step : 0;
  const next = all[index];
  if (next) visit(next);
  else if (step > 0) results.more();
}

/** The list of keys, and whether single letters are listened to. */
function helpDialog(): { readonly dialog: HTMLDialogElement; readonly active: HTMLInputElement } {
  const active = h('input', { type: 'checkbox', checked: true });
  const rows = KEYS.map(([key, what]) => h('tr', {}, h('th', { scope: 'row' }, h('kbd', {}, key)), h('td', {}, what)));
  const close = h('button', { type: 'button', click: () => dialog.close() }, 'Close');
  const dialog: HTMLDialogElement = h(
    'dialog',
    { 'aria-labelledby': 'keys-title' },
    h('h2', { id: 'keys-title' }, 'Keys'),
    h('table', {}, h('tbody', {}, ...rows)),
    h('label', {}, active, ' Listen to single keys'),
    close,
  );
  return { dialog, active };
}

/** Lets the page be used by keys alone. */
export function listenToKeys(page: Page, results: Results, filters: Filters): void {
  const { dialog, active } = helpDialog();
  document.body.append(dialog);
  byId('keys').addEventListener('click', () => dialog.showModal());
  const nextView = (): void => results.show(VIEWS[(VIEWS.indexOf(page.selection.view) + 1) % VIEWS.length] ?? 'fields');
  const actions: Readonly<Record<string, () => void>> = {
    '/': () => filters.focus(),
    j: () => move(1, results),
    k: () => move(-1, results),
    e: () => results.expandAll(),
    v: nextView,
    '?': () => dialog.showModal(),
  };
  document.addEventListener('keydown', (event) => {
    if (event.key === 'Escape' && isWriting(event)) (event.target as HTMLElement).blur();
    const action = Object.hasOwn(actions, event.key) ? actions[event.key] : undefined;
    if (!action || !active.checked || dialog.open || isWriting(event)) return;
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    action();
  });
}
