import type { Fields } from '../../manifest/types';
import { type Mutation, mutation, ofKind, own } from './mutation';

const isService = (application: Fields): boolean =>
  application.spec.source?.path !== undefined && !/root$|-(?:apps|namespaces|cluster)$/.test(application.metadata.name);

/** Breaks Applications, projects and protections. */
export const gitopsMutations: readonly Mutation[] = [
  mutation('application-closure', 'a path one letter off', ofKind('Application', isService), own, ({ spec }) => {
    spec.source.path += 'x';
  }),
  mutation('argocd-application', 'a short revision', ofKind('Application', isService), own, ({ spec }) => {
    spec.source.targetRevision = 'main';
  }),
  mutation('argocd-application', 'client-side apply', ofKind('Application'), own, ({ spec }) => {
    spec.syncPolicy.syncOptions = [];
  }),
  mutation(
    'argocd-root',
    'a root that prunes',
    ofKind('Application', (m) => /root$/.test(m.metadata.name)),
    own,
    (m) => {
      m.spec.syncPolicy.automated.prune = true;
    },
  ),
  mutation(
    'project-closure',
    'no destinations',
    ofKind('AppProject', (m) => !/root$/.test(m.metadata.name)),
    own,
    (m) => {
      m.spec.destinations = [];
    },
  ),
  mutation('project-closure', 'a project that is gone', ofKind('AppProject'), own),
  mutation('wave-order', 'a wave before everything', ofKind('Application', isService), own, ({ metadata }) => {
    metadata.annotations['argocd.argoproj.io/sync-wave'] = '-99';
  }),
  mutation('argocd-options', 'an option misspelt', ofKind('Namespace'), own, ({ metadata }) => {
    metadata.annotations = { ...metadata.annotations, 'argocd.argoproj.io/sync-options': 'prune=false' };
  }),
  mutation('data-protection', 'a Namespace without protection', ofKind('Namespace'), own, ({ metadata }) => {
    delete metadata.annotations;
  }),
  mutation('data-protection', 'a Kafka without protection', ofKind('Kafka'), own, ({ metadata }) => {
    delete metadata.annotations;
  }),
  mutation('data-protection', 'a database without protection', ofKind('Cluster'), own, ({ metadata }) => {
    delete metadata.annotations;
  }),
];
