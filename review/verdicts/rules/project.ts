import type { Fields, Manifest } from '../../../manifest/types';
import { canonical } from '../../compare/compare';
import { type Rule, verdict } from '../verdict';

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

/** An AppProject whose Applications may do more than before. Source: Argo CD, Projects. */
export const project: Rule = ({ identity, before, after }) => {
  if (identity.kind !== 'AppProject' || !before || !after) return [];
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
};
