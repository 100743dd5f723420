import type { Fields } from '../../manifest/types';
import { container, type Mutation, mutation, ofKind, own } from './mutation';

const isStrict = ({ metadata }: Fields): boolean =>
  metadata.labels?.['pod-security.kubernetes.io/enforce'] === 'restricted';

/** Breaks pods of published overlays, and what guards them. */
export const podMutations: readonly Mutation[] = [
  mutation('pod-security', 'a privileged container', ofKind('StatefulSet', container), own, (m) => {
    container(m).securityContext = { ...container(m).securityContext, privileged: true };
  }),
  mutation('pod-security', 'an escalation nobody forbids', ofKind('Job', container), own, (m) => {
    delete container(m).securityContext.allowPrivilegeEscalation;
  }),
  mutation('pod-security', 'a pod that may be root', ofKind('Deployment', container), own, ({ spec }) => {
    delete spec.template.spec.securityContext.runAsNonRoot;
  }),
  mutation('pod-security', 'a level that is misspelt', ofKind('Namespace', isStrict), own, ({ metadata }) => {
    metadata.labels = { ...metadata.labels, 'pod-security.kubernetes.io/enforce': 'Restricted' };
  }),
];
