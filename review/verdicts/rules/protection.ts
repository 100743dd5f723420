import type { Manifest } from '../../../manifest/types';
import { dataOf, survivesDelete, survivesPrune } from '../data-kinds';
import { guarded, type Rule, verdict } from '../verdict';

/** Annotations Strimzi puts on the claims of its nodes. Source: Strimzi, templates: persistentVolumeClaim. */
const claimTemplate = ({ spec }: Manifest): Manifest | undefined => {
  const metadata =
    spec?.template?.persistentVolumeClaim?.metadata ?? spec?.kafka?.template?.persistentVolumeClaim?.metadata;
  return metadata && { apiVersion: 'v1', kind: 'PersistentVolumeClaim', metadata };
};

/** Claims that an operator makes lose what keeps Argo CD from deleting them. Rule D2. */
export const claimProtection: Rule = ({ before, after }) => {
  const old = before && claimTemplate(before.manifest);
  const now = after && claimTemplate(after.manifest);
  if (!old || !after || !survivesPrune(old) || (now && survivesPrune(now))) return [];
  return [
    verdict(
      {
        risk: 'data-at-risk',
        rule: 'D2',
        reason: 'Argo CD takes the claims of the nodes for what is not in Git, and deletes them when it prunes.',
        remedy: 'Keep Prune=false on the template of the claims.',
      },
      'spec.template.persistentVolumeClaim',
    ),
  ];
};

/** An object with data loses the annotations that keep Argo CD from deleting it. Rule D1. */
export const protection: Rule = ({ before, after }) => {
  if (!before || !after || dataOf(after.manifest) === undefined) return [];
  const lost = [
    ...(survivesPrune(before.manifest) && !survivesPrune(after.manifest) ? ['Prune=false'] : []),
    ...(survivesDelete(before.manifest) && !survivesDelete(after.manifest) ? ['Delete=false'] : []),
  ];
  if (lost.length === 0) return [];
  return [
    guarded(
      verdict(
        {
          risk: 'data-at-risk',
          rule: 'D1',
          reason: `Without ${lost.join(' and ')} Argo CD deletes the object and its data when it leaves Git or its Application goes.`,
          remedy: 'Keep the sync options on every object that holds data.',
        },
        ['metadata', 'annotations', 'argocd.argoproj.io/sync-options'],
      ),
    ),
  ];
};
