import { isBuiltIn } from '../../manifest/kinds';
import { groupOf } from '../../manifest/types';
import type { Change, Side } from '../change';
import type { Edit } from '../compare/edit';
import { sizeOf } from './size';

/**
 * Kinds without pods or volumes of their own, which no operator looks at to size those of another. All other kinds count
 * as what may matter, so that a forgotten one costs time and not truth.
 */
const PODLESS: ReadonlySet<string> = new Set(
  `AppProject Application ApplicationSet Certificate ClusterGenerator ClusterIssuer ClusterRole ClusterRoleBinding
  ClusterSecretStore ConfigMap CustomResourceDefinition Database DatabaseRole ExternalSecret HTTPRoute Ingress
  IngressClass IngressRoute Issuer KafkaConnector KafkaTopic KafkaUser LimitRange Middleware Namespace NetworkPolicy
  PodDisruptionBudget PodMonitor PriorityClass Probe PrometheusRule PushSecret ResourceQuota Role RoleBinding
  ScheduledBackup Secret SecretStore Service ServiceAccount ServiceMonitor StorageClass VolumeSnapshotClass`.split(
    /\s+/,
  ),
);

/** Whether objects of a kind may have pods or volumes. */
export const isSized = (kind: string): boolean => !PODLESS.has(kind);

/** What an object of a built-in kind asks for by itself, to compare with another state of it. */
const own = ({ manifest }: Side): string => JSON.stringify(sizeOf([manifest], 1));

const isMetadata = ({ path }: Edit): boolean => path[0] === 'metadata';

/** A label by which an operator knows the parts of what it runs. */
const isLabel = ({ path }: Edit): boolean => path[1] === 'labels' && !path[2]?.startsWith('app.kubernetes.io/');

/** Whether a change may have an effect on how much its overlay asks for. */
export function matters({ before, after, edits }: Change): boolean {
  const manifest = after?.manifest ?? before?.manifest;
  if (!manifest || !isSized(manifest.kind)) return false;
  if (!before || !after) return true;
  if (!isBuiltIn(groupOf(manifest.apiVersion))) return edits.some((edit) => !isMetadata(edit) || isLabel(edit));
  return !edits.every(isMetadata) && own(before) !== own(after);
}
