/** An Application of a folder of the overlay. */
export const application = (name: string, wave: number, target: string): string => `
apiVersion: argoproj.io/v1alpha1
kind: Application
metadata:
  name: dev-${name}
  namespace: argocd
  annotations:
    argocd.argoproj.io/sync-wave: "${wave}"
    argocd.argoproj.io/manifest-generate-paths: .
    argocd.argoproj.io/compare-options: ServerSideDiff=true
spec:
  project: dev
  source:
    repoURL: https://git.example.com/platform.git
    targetRevision: refs/heads/main
    path: dist/dev/${name}
    directory: {recurse: true}
  destination: {server: https://kubernetes.default.svc${target ? `, namespace: ${target}` : ''}}
  syncPolicy:
    automated: {prune: true, selfHeal: true}
    retry: {limit: -1, backoff: {duration: 5s, factor: 2, maxDuration: 3m}}
    syncOptions: [ServerSideApply=true, PruneLast=true, FailOnSharedResource=true]`;

/** The project of all services. */
export const PROJECT = `
apiVersion: argoproj.io/v1alpha1
kind: AppProject
metadata: {name: dev, namespace: argocd, annotations: {slipway.dev/image-registry: harbor.example.com/platform}}
spec:
  sourceRepos: [https://git.example.com/platform.git]
  destinations:
  - {server: https://kubernetes.default.svc, namespace: store}
  - {server: https://kubernetes.default.svc, namespace: web}
  clusterResourceWhitelist:
  - {group: "", kind: Namespace}
  - {group: cert-manager.io, kind: ClusterIssuer}
  - {group: external-secrets.io, kind: ClusterSecretStore}
  namespaceResourceWhitelist:
  - {group: "", kind: ConfigMap}
  - {group: "", kind: Service}
  - {group: "", kind: ServiceAccount}
  - {group: apps, kind: Deployment}
  - {group: apps, kind: StatefulSet}
  - {group: external-secrets.io, kind: ExternalSecret}
  - {group: monitoring.coreos.com, kind: ServiceMonitor}
  - {group: networking.k8s.io, kind: Ingress}
  - {group: networking.k8s.io, kind: NetworkPolicy}
  - {group: policy, kind: PodDisruptionBudget}`;

/** What a person applies: the root with its project, and the health check. */
export const ROOT = `
apiVersion: argoproj.io/v1alpha1
kind: AppProject
metadata: {name: dev-root, namespace: argocd}
spec:
  sourceRepos: [https://git.example.com/platform.git]
  destinations: [{server: https://kubernetes.default.svc, namespace: argocd}]
  namespaceResourceWhitelist: [{group: argoproj.io, kind: AppProject}, {group: argoproj.io, kind: Application}]
---
${application('apps', 0, 'argocd').trim().replace('project: dev', 'project: dev-root').replace('name: dev-apps', 'name: dev-root').replace('prune: true', 'prune: false')}
---
apiVersion: v1
kind: ConfigMap
metadata: {name: argocd-cm, namespace: argocd}
data:
  resource.customizations.health.argoproj.io_Application: return hs`;
