import type { Labels } from '../selector';
import type { Fields } from '../types';

/** Labels Strimzi puts on everything of one part of a resource. Source: operator-common, Labels.generateDefaultLabels. */
export const strimziLabels = (kind: string, cluster: string, name: string, part: string): Labels => ({
  'app.kubernetes.io/instance': cluster,
  'app.kubernetes.io/managed-by': 'strimzi-cluster-operator',
  'app.kubernetes.io/name': part,
  'app.kubernetes.io/part-of': `strimzi-${cluster}`,
  'strimzi.io/cluster': cluster,
  'strimzi.io/component-type': part,
  'strimzi.io/kind': kind,
  'strimzi.io/name': name,
});

const OLD_NAMES: Readonly<Record<string, string>> = {
  'plain:9092:internal': 'tcp-clients',
  'tls:9093:internal': 'tcp-clientstls',
};

/** Name of a listener's port on Services and pods; three of them keep an old name. Source: ListenersUtils. */
export const listenerPort = ({ name, port, type }: Fields): string =>
  OLD_NAMES[`${name}:${port}:${type}`] ?? (name === 'external' && port === 9094 ? 'tcp-external' : `tcp-${name}`);
