import type { Fields, Manifest } from '../../manifest/types';
import { container, type Mutation, mutation, ofKind, own } from './mutation';

/** Breaks single objects. */
export const objectMutations: readonly Mutation[] = [
  mutation(
    'clean-values',
    'a null',
    ofKind('ConfigMap', (m) => m.data),
    own,
    ({ data }) => {
      data.nothing = null;
    },
  ),
  mutation('names', 'a label value with a blank', ofKind('Service'), own, ({ metadata }) => {
    metadata.labels = { part: 'a b' };
  }),
  mutation('namespace-explicit', 'no namespace', ofKind('Service'), own, ({ metadata }) => {
    delete metadata.namespace;
  }),
  mutation('namespace-explicit', 'a Namespace that is gone', ofKind('Namespace', hasObjects), own),
  mutation('image-registry', 'an image that moves', ofKind('Deployment', container), own, (m) => {
    container(m).image = `${container(m).image.replace(/:[^/]*$/, '')}:latest`;
  }),
  mutation('image-registry', 'a frozen image', ofKind('Job', container), own, (m) => {
    container(m).image = 'docker.io/bitnami/kubectl:1.30.0';
  }),
  mutation(
    'argocd-fields',
    'a port without protocol',
    ofKind('Service', (m) => m.spec?.ports),
    own,
    ({ spec }) => {
      delete spec.ports[0].protocol;
    },
  ),
  mutation(
    'argocd-lists',
    'a variable twice',
    ofKind('Deployment', (m) => container(m)?.env),
    own,
    (m) => {
      container(m).env.push({ ...container(m).env[0] });
    },
  ),
  mutation(
    'secret-material',
    'a literal password',
    ofKind('Deployment', (m) => container(m)?.env),
    own,
    (m) => {
      container(m).env.push({ name: 'ADMIN_PASSWORD', value: 'hunter2' });
    },
  ),
  mutation('placement', 'a spread of other pods', ofKind('Deployment', spreads), own, ({ spec }) => {
    spec.template.spec.topologySpreadConstraints[0].labelSelector = { matchLabels: { app: 'other' } };
  }),
  mutation('waiver', 'a waiver without reason', ofKind('Deployment'), own, ({ metadata }) => {
    metadata.annotations = { ...metadata.annotations, 'verify.slipway.dev/host-closure': '' };
  }),
];

function hasObjects(manifest: Manifest): boolean {
  return !manifest.metadata.name.includes('system');
}

function spreads({ spec }: Fields): Fields {
  return spec.template.spec.topologySpreadConstraints;
}
