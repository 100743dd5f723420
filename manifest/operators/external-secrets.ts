import type { Fields } from '../types';
import type { MadeEntry, MadeSecret, Makers } from './made';

const fetchedKeys = (spec: Fields): readonly string[] | undefined =>
  (spec.dataFrom ?? []).length > 0 ? undefined : (spec.data ?? []).map(({ secretKey }: Fields) => secretKey);

/** Template keys win; fetched ones stay with `mergePolicy: Merge` or without a data template. */
const keysOf = (template: Fields, fetched: readonly string[] | undefined): readonly string[] | undefined => {
  if ((template?.templateFrom ?? []).length > 0) return undefined;
  const templated = Object.keys(template?.data ?? {});
  if (templated.length > 0 && template.mergePolicy !== 'Merge') return templated;
  return fetched && [...templated, ...fetched];
};

const secretOf = (name: string, spec: Fields): MadeSecret => ({
  name: spec.target?.name ?? name,
  keys: keysOf(spec.target?.template, fetchedKeys(spec)),
  ...(spec.target?.template?.type ? { type: spec.target.template.type } : {}),
});

/** A whole Secret becomes an entry with a field for each key; one key becomes the field named beside it. */
const entryOf = (spec: Fields, { match = {} }: Fields): MadeEntry => {
  const { secretKey, remoteRef = {} } = match;
  const whole = secretKey === undefined && remoteRef.property === undefined;
  const field = remoteRef.property ?? secretKey;
  return { name: String(remoteRef.remoteKey), keys: whole ? keysOf(spec.template, undefined) : [field] };
};

/**
 * External Secrets: the Secret of each ExternalSecret, the entries of each PushSecret.
 * Source: external-secrets, pkg/controllers/externalsecret/externalsecret_controller_template.go and its docs, PushSecret.
 */
export const externalSecrets: Makers = {
  'external-secrets.io/ExternalSecret': ({ metadata, spec }) => ({
    secrets: !spec || spec.target?.creationPolicy === 'None' ? [] : [secretOf(metadata.name, spec)],
  }),
  'external-secrets.io/PushSecret': ({ spec }) => ({
    entries: Array.isArray(spec?.data)
      ? spec.data.filter((data: Fields) => data?.match).map((data: Fields) => entryOf(spec, data))
      : [],
  }),
};
