import type { Fields } from '../types';
import type { MadeSecret, Makers } from './made';

const fetchedKeys = (spec: Fields): readonly string[] | undefined =>
  (spec.dataFrom ?? []).length > 0 ? undefined : (spec.data ?? []).map(({ secretKey }: Fields) => secretKey);

/** Template keys win; fetched ones stay with `mergePolicy: Merge` or without a data template. */
const keysOf = (spec: Fields): readonly string[] | undefined => {
  const template = spec.target?.template;
  if ((template?.templateFrom ?? []).length > 0) return undefined;
  const templated = Object.keys(template?.data ?? {});
  if (templated.length > 0 && template.mergePolicy !== 'Merge') return templated;
  const fetched = fetchedKeys(spec);
  return fetched && [...templated, ...fetched];
};

const secretOf = (name: string, spec: Fields): MadeSecret => ({
  name: spec.target?.name ?? name,
  keys: keysOf(spec),
  ...(spec.target?.template?.type ? { type: spec.target.template.type } : {}),
});

/**
 * External Secrets: the Secret of each ExternalSecret.
 * Source: external-secrets, pkg/controllers/externalsecret/externalsecret_controller_template.go.
 */
export const externalSecrets: Makers = {
  'external-secrets.io/ExternalSecret': ({ metadata, spec }) => ({
    secrets: !spec || spec.target?.creationPolicy === 'None' ? [] : [secretOf(metadata.name, spec)],
  }),
};
