import { stories } from '../../../fold/story';
import type { PageData } from '../data';
import { byId } from './dom';
import { Filters } from './filters';
import { listenToKeys } from './keys';
import { Page } from './page';
import { Results } from './results';
import { Summary } from './summary';

/** So few stories are all open from the start. */
const FEW = 3;

const page = new Page(JSON.parse(byId('review').textContent) as PageData);
const filters = new Filters(page);
const results = new Results(page);
const summary = new Summary(page, (story) => results.goTo(story));

const told = stories(page.carried.blocks);
if (told.length <= FEW) for (const story of told) page.open.add(page.numberOf(story));
if (page.selection.story >= 0) page.open.add(page.selection.story);

const render = (): void => {
  const found = page.found();
  summary.render(found);
  filters.render(found);
  results.render(found);
};
page.onChange(render);
render();
listenToKeys(page, results, filters);
if (page.selection.story >= 0) results.goTo(page.selection.story);
document.documentElement.dataset['ready'] = 'true';
