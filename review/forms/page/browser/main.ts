import { stories } from '../../../fold/story';
import type { PageData } from '../data';
import { byId } from './dom';
import { Filters } from './filters';
import { listenToKeys } from './keys';
import { Matters } from './matters';
import { Page } from './page';
import { Results } from './results';
import { Summary } from './summary';

/** So few stories are all open from the start. */
const FEW = 3;

const page = new Page(JSON.parse(byId('review').textContent) as PageData);
const filters = new Filters(page);
const results = new Results(page);
const matters = new Matters(page);
const summary = new Summary(page, (story) => results.goTo(story));

const render = (): void => {
  const found = page.found();
  const told = stories(found.blocks);
  summary.render(found, told);
  matters.render();
  filters.render(found);
  results.render(found, told);
};
page.onChange(render);
if (page.selection.story >= 0) page.open.add(page.selection.story);
const whole = stories(page.carried.blocks);
if (whole.length <= FEW) for (const story of whole) page.open.add(page.numberOf(story));
render();
listenToKeys(page, results, filters);
if (page.selection.story >= 0) results.goTo(page.selection.story);
document.documentElement.dataset.ready = 'true';
