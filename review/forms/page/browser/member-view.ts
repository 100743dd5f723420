import { describe } from '../../../../manifest/types';
import { type Member, podsOfMember, unfold } from '../../../fold/fold';
import type { Bundled } from '../../bundle';
import { plural } from '../../wording';
import { changeView } from './change-view';
import { disclosure, h, portions } from './dom';
import type { Page } from './page';

/** Objects that are shown before a button asks for more. */
const PORTION = 50;

/** An object and its overlay, by name. */
export const memberTitle = ({ overlay, identity }: Member): string =>
  `${overlay === '' ? '' : `${overlay}: `}${describe(identity)}`;

/** The file of an object, with the one it stood in before where that is another. */
export const pathOf = ({ path, fromPath }: Member): string => (fromPath === undefined ? path : `${fromPath} → ${path}`);

/** One object of one overlay, with exactly what changes in it. */
function memberView(page: Page, { block, member, stake }: Bundled): HTMLElement {
  const pods = podsOfMember(member);
  const caption = memberTitle(member);
  const details = [...(stake ? [stake] : []), ...(pods > 0 ? [plural(pods, 'pod')] : [])].join(', ');
  const title = h('span', {}, caption, details === '' ? undefined : h('span', { class: 'muted' }, ` (${details})`));
  return disclosure(title, () =>
    h(
      'div',
      {},
      h('p', { class: 'path' }, pathOf(member)),
      changeView(page, {
        edits: unfold(block.text, member).edits,
        objects: () => page.carried.objects(block, member),
        caption,
      }),
    ),
  );
}

/** Objects one by one, a portion at a time. */
export const memberList = (page: Page, members: readonly Bundled[]): HTMLElement =>
  portions(h('ul', { class: 'members' }), members, {
    portion: PORTION,
    noun: 'objects',
    make: (bundled) => h('li', {}, memberView(page, bundled)),
  });
