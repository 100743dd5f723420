import { defineAddon } from '../../platform/addon';
import { type Footprint, footprint, isReplicated, replicas } from './footprint';
import { pullSecrets, type RepositoryAndTag, repositoryAndTag, type SecretName } from './image';

interface EckValues {
  readonly installCRDs: true;
  readonly replicaCount: number;
  readonly image: RepositoryAndTag;
  readonly imagePullSecrets: readonly SecretName[];
  readonly podSecurityContext: {
    readonly runAsNonRoot: true;
    readonly seccompProfile: { readonly type: 'RuntimeDefault' };
  };
  readonly podDisruptionBudget: { readonly enabled: boolean };
  readonly telemetry: { readonly disabled: true };
  readonly config: { readonly caValidity: string; readonly metrics: { readonly port: number } };
  readonly resources: Footprint;
}

/** Ten years in hours: clients read the CA only when they start. */
const CA_VALIDITY = '87600h';

/**
 * ECK: runs Elasticsearch in every namespace. Values: chart's `values.yaml` at tag v3.5.0, which supports versions 8 and
 * 9. The CRDs are part of the chart, as its only dependency.
 */
export const eck = defineAddon('eck', {
  chart: { repository: 'https://helm.elastic.co', name: 'eck-operator', version: '3.5.0' },
  namespace: 'elastic-system',
  provides: ['elasticsearch.k8s.elastic.co', 'kibana.k8s.elastic.co'],
  holdsData: ['Elasticsearch.elasticsearch.k8s.elastic.co'],
  metrics: [{ pods: { 'control-plane': 'elastic-operator' }, portName: 'metrics', port: 8081 }],
  images: { operator: 'docker.elastic.co/eck/eck-operator:3.5.0' },
  values: ({ site, images }): EckValues => ({
    installCRDs: true,
    replicaCount: replicas(site),
    image: repositoryAndTag(images.operator),
    imagePullSecrets: pullSecrets(site.registry),
    // The chart sets everything else that Pod Security `restricted` asks for.
    podSecurityContext: { runAsNonRoot: true, seccompProfile: { type: 'RuntimeDefault' } },
    podDisruptionBudget: { enabled: isReplicated(site) },
    telemetry: { disabled: true },
    config: { caValidity: CA_VALIDITY, metrics: { port: 8081 } },
    resources: footprint('50m', '150Mi', '512Mi', site),
  }),
});
