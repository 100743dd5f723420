import { createHash } from 'node:crypto';
import { k8s } from 'cdk8s-plus-28';
import { byCodeUnit } from '../manifest/types';
import type { ServiceChart } from './chart';

/** Something to mount: its source, and what must restart the pod when it changes. */
export interface Volume {
  /** Name within the pod. A volume mounted twice is one volume. */
  readonly name: string;
  /** Source of the volume; absent for a claim template of a StatefulSet. */
  readonly source?: Omit<k8s.Volume, 'name'>;
  /** Hash of content that the pods read only at start. */
  readonly checksum?: string;
  readonly readOnly?: boolean;
  /** One file or folder of the volume instead of all of it. */
  readonly subPath?: string;
}

/** A ConfigMap of files. Pods that mount it restart when a file changes, by a checksum on their template. */
export function configFiles(chart: ServiceChart, name: string, files: Readonly<Record<string, string>>): Volume {
  new k8s.KubeConfigMap(chart, `config-${name}`, { metadata: { name }, data: { ...files } });
  return { name, source: { configMap: { name } }, checksum: checksumOf(files), readOnly: true };
}

/** Short hash of a map of texts, the same whatever the order of its keys. */
export function checksumOf(files: Readonly<Record<string, string>>): string {
  const hash = createHash('sha256');
  for (const name of Object.keys(files).sort(byCodeUnit)) hash.update(`${name}\0${files[name]}\0`);
  return hash.digest('hex').slice(0, 16);
}

/**
 * Keys of a Secret as files; all of them, or those named with the file name each gets. Different selections within one
 * pod need names of their own.
 */
export const secretFiles = (secret: string, files?: Readonly<Record<string, string>>, name = secret): Volume => ({
  name,
  source: {
    secret: {
      secretName: secret,
      ...(files ? { items: Object.entries(files).map(([key, path]) => ({ key, path })) } : {}),
    },
  },
  readOnly: true,
});

/** Scratch space that goes with the pod, of at most `limit`. */
export const scratch = (name: string, limit: string): Volume => ({
  name,
  source: { emptyDir: { sizeLimit: k8s.Quantity.fromString(limit) } },
});

/** A volume that a StatefulSet claims for each of its pods. */
export const claimed = (name: string): Volume => ({ name });
