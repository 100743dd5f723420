import { defineAddon } from '../../platform/addon';
import { type Footprint, footprint, isReplicated, replicas } from './footprint';
import { pullSecrets, type RepositoryAndTag, repositoryAndTag, type SecretName } from './image';

interface Part {
  readonly replicaCount: number;
  readonly podDisruptionBudget: { readonly enabled: boolean };
  readonly image: RepositoryAndTag;
  readonly resources: Footprint;
}

interface ExternalSecretsValues extends Part {
  readonly global: { readonly imagePullSecrets: readonly SecretName[] };
  readonly installCRDs: true;
  readonly leaderElect: boolean;
  readonly serviceAccount: { readonly name: string; readonly annotations: Readonly<Record<string, string>> };
  readonly livenessProbe: { readonly enabled: true };
  readonly readinessProbe: { readonly enabled: true };
  readonly webhook: Part;
  readonly certController: Part;
}

interface Settings {
  /** IAM role the controller assumes by its ServiceAccount (IRSA); empty with EKS Pod Identity and outside AWS. */
  readonly roleArn: string;
}

/**
 * External Secrets: keeps generated passwords in the site's secret store and brings them where they are used. Values:
 * chart's `values.yaml` at tag helm-chart-2.9.0.
 */
export const externalSecrets = defineAddon('external-secrets', {
  chart: { repository: 'https://charts.external-secrets.io', name: 'external-secrets', version: '2.9.0' },
  namespace: 'external-secrets',
  provides: ['external-secrets.io', 'generators.external-secrets.io'],
  metrics: [{ pods: { 'app.kubernetes.io/name': 'external-secrets' }, portName: 'metrics', port: 8080 }],
  images: { controller: 'ghcr.io/external-secrets/external-secrets:v2.9.0' },
  settings: { roleArn: '' } satisfies Settings,
  values({ site, images, settings: { roleArn } }): ExternalSecretsValues {
    const part = (resources: Footprint): Part => ({
      replicaCount: replicas(site),
      podDisruptionBudget: { enabled: isReplicated(site) },
      image: repositoryAndTag(images.controller),
      resources,
    });
    return {
      ...part(footprint('20m', '64Mi', '512Mi', site)),
      global: { imagePullSecrets: pullSecrets(site.registry) },
      installCRDs: true,
      leaderElect: isReplicated(site),
      // The store's access rules name this account, so it must not follow the release.
      serviceAccount: {
        name: 'external-secrets',
        annotations: roleArn === '' ? {} : { 'eks.amazonaws.com/role-arn': roleArn },
      },
      livenessProbe: { enabled: true },
      readinessProbe: { enabled: true },
      webhook: part(footprint('10m', '48Mi', '256Mi', site)),
      certController: part(footprint('10m', '64Mi', '512Mi', site)),
    };
  },
});
