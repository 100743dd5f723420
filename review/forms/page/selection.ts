import { isRisk, type Risk } from '../../verdicts/risk';

/** How the change of an object is shown: field by field, as YAML on two sides, or as YAML in one column. */
export const VIEWS = ['fields', 'sides', 'unified'] as const;

/** One of `VIEWS`. */
export type View = (typeof VIEWS)[number];

/** What a reader wants to see. An empty list does not choose. */
export interface Selection {
  readonly overlays: readonly string[];
  readonly services: readonly string[];
  /** Changes that have one of these verdicts, also beside a graver one. */
  readonly risks: readonly Risk[];
  /** Words that all occur in what changes, in its names or in what is said of it. */
  readonly words: string;
  readonly view: View;
  /** Number of the story that was opened last; -1 for none. */
  readonly story: number;
}

/** Everything, field by field. */
export const EVERYTHING: Selection = { overlays: [], services: [], risks: [], words: '', view: 'fields', story: -1 };

const isView = (word: string): word is View => (VIEWS as readonly string[]).includes(word);

/** A selection as the part of an address behind `#`; empty for everything. */
export function hashOf({ overlays, services, risks, words, view, story }: Selection): string {
  const parameters = new URLSearchParams();
  for (const name of overlays) parameters.append('overlay', name);
  for (const name of services) parameters.append('service', name);
  for (const risk of risks) parameters.append('verdict', risk);
  if (words !== '') parameters.set('q', words);
  if (view !== EVERYTHING.view) parameters.set('view', view);
  if (story >= 0) parameters.set('story', String(story));
  return parameters.toString();
}

/** The selection an address names. What it does not know is left out. */
export function selectionOf(hash: string): Selection {
  const parameters = new URLSearchParams(hash.replace(/^#/, ''));
  const view = parameters.get('view') ?? '';
  const story = /^\d{1,7}$/.exec(parameters.get('story') ?? '');
  return {
    overlays: parameters.getAll('overlay'),
    services: parameters.getAll('service'),
    risks: parameters.getAll('verdict').filter(isRisk),
    words: parameters.get('q') ?? '',
    view: isView(view) ? view : EVERYTHING.view,
    story: story ? Number(story[0]) : -1,
  };
}

/** Whether a selection leaves anything out. */
export const isNarrow = ({ overlays, services, risks, words }: Selection): boolean =>
  overlays.length + services.length + risks.length > 0 || words.trim() !== '';
