import type { Plan } from '../plan';

/** Where people read about a service or an add-on, as the repository's host shows it. */
export const page = (plan: Plan, kind: 'services' | 'addons', name: string, section: string): string =>
  `${documents(plan)}/${kind}/${name}.md#${section}`;

const documents = ({ overlay: { repository } }: Plan): string =>
  `${repository.repoURL.replace(/\.git$/, '')}/blob/${repository.revision.replace(/^refs\/(heads|tags)\//, '')}/docs`;
