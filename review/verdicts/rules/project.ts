import type { Fields, Manifest } from '../../../manifest/types';
import type { Change } from '../../change';
import { canonical } from '../../compare/compare';
import type { Around } from '../around';
import { type Rule, type Verdict, verdict } from '../verdict';

const WIDER = [
  'sourceRepos',
  'destinations',
  'clusterResourceWhitelist',
  'namespaceResourceWhitelist',
  'sourceNamespaces',
];
const NARROWER = ['clusterResourceBlacklist', 'namespaceResourceBlacklist', 'syncWindows'];

const items = ({ spec }: Manifest, field: string): readonly Fields[] => spec?.[field] ?? [];

const text = (item: Fields): string =>
  typeof item === 'string' ? item : Object.values(item).filter(Boolean).join(' ');

const missing = (from: readonly Fields[], others: readonly Fields[]): readonly Fields[] => {
  const known = new Set(others.map(canonical));
  return from.filter((item) => !known.has(canonical(item)));
};

const fits = (pattern: unknown, value: unknown): boolean =>
  new RegExp(
    `^${String(pattern ?? '*')
      .split('*')
      .map(literally)
      .join('.*')}$`,
  ).test(String(value ?? ''));

const literally = (text: string): string => text.replace(/[.+?^${}()|[\]\\/]/g, '\\$&');

const allows = ({ server, name, namespace }: Fields, to: Fields): boolean =>
  fits(namespace, to.namespace) && (to.name === undefined ? fits(server, to.server) : fits(name ?? server, to.name));

/** Applications of the project that deploy where it no longer lets them. Source: Argo CD, Projects: destinations. */
function shutOut(change: Change, around: Around): readonly Verdict[] {
  const { before, after, identity } = change;
  if (!before || !after) return [];
  const gone = missing(items(before.manifest, 'destinations'), items(after.manifest, 'destinations'));
  if (gone.length === 0) return [];
  const left = items(after.manifest, 'destinations');
  const out = around
    .inOverlay(change, 'after', 'argoproj.io/Application')
    .map(({ manifest }) => manifest)
    .filter(({ spec }) => spec?.project === identity.name)
    .filter(({ spec }) => gone.some((to) => allows(to, spec.destination ?? {})))
    .filter(({ spec }) => !left.some((to) => allows(to, spec.destination ?? {})));
  if (out.length === 0) return [];
  const reason = `The project no longer lets its Applications deploy where they do: ${out.map(({ metadata }) => metadata.name).join(', ')}.`;
  const remedy = 'Keep the destination until no Application uses it.';
  return [verdict({ risk: 'rejected', rule: 'project-narrowed', reason, remedy }, 'spec.destinations')];
}

/** An AppProject whose Applications may do more than before, or not what they do. Source: Argo CD, Projects. */
export const project: Rule = (change, around) =>
  change.identity.kind === 'AppProject' ? [...widened(change), ...shutOut(change, around)] : [];

function widened({ before, after }: Change): readonly Verdict[] {
  if (!before || !after) return [];
  const more = WIDER.flatMap((field) =>
    missing(items(after.manifest, field), items(before.manifest, field)).map((item) => ({ field, item })),
  );
  const fewer = NARROWER.flatMap((field) =>
    missing(items(before.manifest, field), items(after.manifest, field)).map((item) => ({ field, item })),
  );
  const [first] = [...more, ...fewer];
  if (!first) return [];
  const count = more.length + fewer.length;
  const reason = `Applications of the project may do more: ${first.field} ${text(first.item)}${count > 1 ? ` and ${count - 1} more` : ''}.`;
  return [
    verdict(
      { risk: 'exposure', rule: 'project-widened', reason, remedy: 'Check that each is needed.' },
      `spec.${first.field}`,
    ),
  ];
}
