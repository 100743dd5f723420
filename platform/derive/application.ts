import type { Fields, Manifest } from '../../manifest/types';
import type { Overlay } from '../overlay';

/** How Argo CD calls the cluster it runs in. */
export const IN_CLUSTER = 'https://kubernetes.default.svc';

/** What tells one Application of an overlay from another. */
export interface ApplicationOptions {
  /** The end of its name, after the overlay's. */
  readonly name: string;
  readonly project: string;
  readonly wave: number;
  /** Namespace of objects that name none. */
  readonly namespace: string;
  readonly sources: readonly Fields[];
  readonly ignoreDifferences?: readonly Fields[];
  /** `false` for the root: a child that leaves Git must not take its objects along silently. */
  readonly prune?: false;
}

/** A folder of the overlay as plain YAML. The explicit `directory` keeps Argo CD from detecting another tool. */
export const folder = ({ name, repository }: Overlay, below: string): Fields => ({
  repoURL: repository.repoURL,
  targetRevision: repository.revision,
  path: `${repository.path}/${name}/${below}`,
  directory: { recurse: true },
});

/**
 * An Application as every overlay has it. No finalizer: deleting an Application must never delete data. Server-side apply
 * with server-side diff is the one pair without false or missed differences; retries never end, because a CRD or a
 * Secret may arrive later.
 */
export const application = (overlay: Overlay, options: ApplicationOptions): Manifest =>
  inArgocd(
    'Application',
    `${overlay.name}-${options.name}`,
    {
      project: options.project,
      ...(options.sources.length === 1 ? { source: options.sources[0] } : { sources: options.sources }),
      destination: { ...overlay.site.destination, namespace: options.namespace },
      syncPolicy: {
        automated: { prune: options.prune ?? true, selfHeal: true, allowEmpty: false },
        retry: { limit: -1, refresh: true, backoff: { duration: '5s', factor: 2, maxDuration: '3m0s' } },
        syncOptions: [
          'ServerSideApply=true',
          'PruneLast=true',
          'FailOnSharedResource=true',
          'PrunePropagationPolicy=foreground',
        ],
      },
      revisionHistoryLimit: 10,
      ...(options.ignoreDifferences ? { ignoreDifferences: options.ignoreDifferences } : {}),
    },
    {
      'argocd.argoproj.io/compare-options': 'ServerSideDiff=true',
      'argocd.argoproj.io/manifest-generate-paths': '.',
      'argocd.argoproj.io/sync-wave': String(options.wave),
    },
  );

/** An object of Argo CD's own API in its namespace. */
export const inArgocd = (
  kind: string,
  name: string,
  spec: Fields,
  annotations?: Readonly<Record<string, string>>,
): Manifest => ({
  apiVersion: 'argoproj.io/v1alpha1',
  kind,
  metadata: { name, namespace: 'argocd', ...(annotations ? { annotations } : {}) },
  spec,
});
