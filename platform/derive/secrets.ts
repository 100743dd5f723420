import type { ServiceChart } from '../chart';
import type { Plan, PlannedService } from '../plan';
import type { Push, Read } from '../plan-secrets';
import { GENERATOR, type SecretStore, storeName } from '../secret-store';

/** Waves within an Application: a reader of an entry that does not exist yet is Degraded, which fails the sync. */
const PUSH_WAVE = '-2';
const READ_WAVE = '-1';
/** What an operator makes exists only once its resource is there, and a push without a source is Degraded too. */
const REPUSH_WAVE = '1';

/**
 * The credential chain of one namespace: PushSecrets that bring entries into the site's store, ExternalSecrets that
 * render Secrets from it. Every default the API server would add inside lists is written out.
 */
export function secrets(chart: ServiceChart, { secrets: { pushes, reads } }: PlannedService, plan: Plan): void {
  const store = plan.overlay.site.secretStore;
  for (const push of pushes) pushSecret(chart, push, store);
  for (const read of reads) externalSecret(chart, read, store);
}

function pushSecret(chart: ServiceChart, { name, key, source }: Push, store: SecretStore): void {
  const { pushMetadata: metadata } = store;
  const generated = 'generated' in source;
  chart.object(
    'external-secrets.io/v1alpha1',
    'PushSecret',
    { name, annotations: { 'argocd.argoproj.io/sync-wave': generated ? PUSH_WAVE : REPUSH_WAVE } },
    {
      spec: {
        // A generated password must never be written twice; what an operator renews must be.
        updatePolicy: generated ? 'IfNotExists' : 'Replace',
        refreshInterval: generated ? '1h0m0s' : '5m0s',
        deletionPolicy: 'None',
        secretStoreRefs: [{ kind: 'ClusterSecretStore', name: storeName(store, chart.service) }],
        selector: generated ? { generatorRef: GENERATOR_REF } : { secret: { name: source.secret } },
        template: {
          engineVersion: 'v2',
          mergePolicy: 'Replace',
          data: generated
            ? { ...source.generated, password: '{{ .password }}' }
            : Object.fromEntries(source.keys.map((field) => [field, `{{ index . "${field}" }}`])),
        },
        data: [
          { conversionStrategy: 'None', match: { remoteRef: { remoteKey: key } }, ...(metadata ? { metadata } : {}) },
        ],
      },
    },
  );
}

/** Annotation of a Secret whose entry people put into the store: what they must put there. */
const PREPARED = 'slipway.dev/prepared-by-hand';

const GENERATOR_REF = {
  apiVersion: 'generators.external-secrets.io/v1alpha1',
  kind: 'ClusterGenerator',
  name: GENERATOR,
} as const;

function externalSecret(chart: ServiceChart, { name, keys, template, prepared }: Read, store: SecretStore): void {
  const extract = (key: string) => ({
    extract: { key, conversionStrategy: 'Default', decodingStrategy: 'None', metadataPolicy: 'None' },
  });
  chart.object(
    'external-secrets.io/v1',
    'ExternalSecret',
    {
      name,
      annotations: { 'argocd.argoproj.io/sync-wave': READ_WAVE, ...(prepared ? { [PREPARED]: prepared } : {}) },
    },
    {
      spec: {
        refreshPolicy: 'Periodic',
        refreshInterval: '5m0s',
        secretStoreRef: { kind: 'ClusterSecretStore', name: storeName(store, chart.service) },
        target: {
          name,
          creationPolicy: 'Owner',
          deletionPolicy: 'Retain',
          template: {
            engineVersion: 'v2',
            mergePolicy: 'Replace',
            type: template.type ?? 'Opaque',
            // Without metadata of its own the Secret would inherit ours, and with it Argo CD's tracking.
            metadata: { labels: { ...chart.labels, ...template.labels } },
            data: { ...template.data },
          },
        },
        dataFrom: keys.map(extract),
      },
    },
  );
}
