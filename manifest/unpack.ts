import type { Fields, Manifest } from './types';

/** Whether a document is an object of Kubernetes by its outer shape: apiVersion, kind and metadata.name are texts. */
export const isManifest = (document: Fields): document is Manifest =>
  typeof document?.apiVersion === 'string' &&
  typeof document.kind === 'string' &&
  typeof document.metadata?.name === 'string';

/** The objects of a `List`, or of a list of one kind such as `RoleList`, count as if each stood alone. */
export const unpacked = (document: Fields): readonly Fields[] => {
  if (!String(document?.kind).endsWith('List') || !Array.isArray(document.items)) return [document];
  const kind = document.kind.replace(/List$/, '');
  const own = kind === '' ? {} : { apiVersion: document.apiVersion, kind };
  return document.items.map((entry: Fields) => ({ ...own, ...entry }));
};
