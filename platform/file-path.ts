import type { Manifest } from '../manifest/types';

/**
 * File of an object within its folder: `<kind>-<name>.yaml`, with the namespace before the name where it is not the
 * folder's own. Characters that file systems dislike become dashes; two objects in one file are the verifier's to refuse.
 */
export function filePath(folder: string, { kind, metadata: { name, namespace } }: Manifest): string {
  const elsewhere = namespace !== undefined && namespace !== folder && !(folder === 'apps' && namespace === 'argocd');
  const parts = [kind.toLowerCase(), ...(elsewhere ? [namespace] : []), name];
  return `${parts.join('-').replace(/[^A-Za-z0-9.-]/g, '-')}.yaml`;
}
